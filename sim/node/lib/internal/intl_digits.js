'use strict';

// Decimal digits as texts: "1234.5". Rounding there is exact.

/** A number's digits without an exponent. */
function plain(value) {
  const text = String(value);
  const match = /^(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const digits = match[1] + (match[2] || '');
  const point = match[1].length + Number(match[3]);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Moves the point to the right, or to the left. */
function shift(text, places) {
  const [whole, fraction = ''] = text.split('.');
  let digits = whole + fraction;
  let point = whole.length + places;
  if (point <= 0) {
    digits = '0'.repeat(1 - point) + digits;
    point = 1;
  }
  digits = digits.padEnd(point, '0');
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const behind = digits.slice(point).replace(/0+$/, '');
  return behind === '' ? before : `${before}.${behind}`;
}

// Adds one to the last digit.
function increment(digits) {
  const list = [...digits];
  for (let i = list.length - 1; i >= 0; i--) {
    if (list[i] !== '9') {
      list[i] = String(Number(list[i]) + 1);
      return list.join('');
    }
    list[i] = '0';
  }
  return `1${list.join('')}`;
}

// Whether digits that are cut off make the last kept one greater.
function up(kept, rest, mode, negative) {
  if (/^0*$/.test(rest)) return false;
  const half = rest[0] > '5' || rest[0] === '5' && !/^50*$/.test(rest) ? 1 : /^50*$/.test(rest) ? 0 : -1;
  switch (mode) {
    case 'ceil': return !negative;
    case 'floor': return negative;
    case 'expand': return true;
    case 'trunc': return false;
    case 'halfCeil': return half > 0 || half === 0 && !negative;
    case 'halfFloor': return half > 0 || half === 0 && negative;
    case 'halfTrunc': return half > 0;
    case 'halfEven': return half > 0 || half === 0 && Number(kept[kept.length - 1]) % 2 === 1;
  }
  return half >= 0;
}

/** Digits rounded to so many behind the point: [before, behind]. */
function round(text, most, mode, negative) {
  const [whole, fraction = ''] = text.split('.');
  if (fraction.length <= most) return [whole, fraction];
  let digits = whole + fraction.slice(0, most);
  if (up(digits, fraction.slice(most), mode, negative)) digits = increment(digits);
  const split = digits.length - most;
  return [digits.slice(0, split), digits.slice(split)];
}

/** Digits rounded to so many significant ones. */
function roundSignificant(text, least, most, mode, negative) {
  const digits = text.replace('.', '').replace(/^0+/, '');
  const [whole, fraction = ''] = text.split('.');
  const leading = whole === '0' ? -(fraction.length - fraction.replace(/^0+/, '').length) : whole.length;
  if (digits === '') return ['0', '0'.repeat(least - 1)];
  let kept = digits.slice(0, most);
  let places = leading;
  if (digits.length > most && up(kept, digits.slice(most), mode, negative)) {
    const grown = increment(kept);
    if (grown.length > kept.length) places++;
    kept = grown.slice(0, most);
  }
  kept = kept.replace(/0+$/, '').padEnd(least, '0');
  if (places <= 0) return ['0', '0'.repeat(-places) + kept];
  return [kept.slice(0, places).padEnd(places, '0'), kept.slice(places)];
}

module.exports = { plain, shift, round, roundSignificant };
