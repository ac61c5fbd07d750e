'use strict';

// Intl.Collator: the order of letters, accents and case, with the letters that a
// language has of its own. (Unicode CLDR, collation)

const { resolve, supported, option } = require('internal/intl_locale');

// What a language's own letters follow: a letter, and their place behind it.
const after = (text) => {
  const letters = {};
  for (const word of text.split(' ')) [...word].slice(1).forEach((letter, i) => { letters[letter] = `${word[0]}${i + 1}`; });
  return letters;
};
const nordic = { æ: 'z1', ä: 'z1', ø: 'z2', ö: 'z2', å: 'z3' };
const letters = {
  sv: after('zåäö'), fi: after('zåäö'), da: nordic, nb: nordic, no: nordic, es: after('nñ'),
  pl: after('aą cć eę lł nń oó sś zźż'), cs: after('cč rř sš zž'), sk: after('aä cč oô sš zž'), hr: after('cčć dđ sš zž'), sl: after('cčć dđ sš zž'),
  hu: after('oö uü'), ro: after('aăâ iî sș tț'), tr: after('cç gğ hı oö sş uü'), vi: after('aăâ dđ eê oôơ uư'),
};

const baseOf = (c) => c.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

// compareText compares letters first, then accents, then case: "a" before "A"
// before "á" before "b". Digits come before letters, signs before both.
function compareText(a, b, { numeric, sensitivity, upper, ignorePunctuation, own }) {
  const classOf = (c) => (/\s/.test(c) ? 0 : /[0-9]/.test(c) ? 2 : /[^\x00-\x7f]|[a-zA-Z]/.test(c) ? 3 : 1);
  let x = a.normalize('NFC'), y = b.normalize('NFC');
  if (ignorePunctuation) [x, y] = [x, y].map((text) => text.replace(/[\p{P}\p{Z}\s]/gu, ''));
  let accents = 0;
  let cases = 0;
  let i = 0, j = 0;
  for (; i < x.length && j < y.length; i++, j++) {
    if (numeric && classOf(x[i]) === 2 && classOf(y[j]) === 2) {
      const m = /^\d+/.exec(x.slice(i))[0], n = /^\d+/.exec(y.slice(j))[0];
      if (Number(m) !== Number(n)) return Number(m) < Number(n) ? -1 : 1;
      i += m.length - 1;
      j += n.length - 1;
      continue;
    }
    if (x[i] === y[j]) continue;
    const p = baseOf(x[i]), q = baseOf(y[j]);
    const r = own?.[x[i].toLowerCase()] ?? p.toLowerCase(), s = own?.[y[j].toLowerCase()] ?? q.toLowerCase();
    if (r !== s) {
      const k = classOf(r[0]), l = classOf(s[0]);
      if (k !== l) return k < l ? -1 : 1;
      if (k === 1) {
        const order = '_-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
        return order.indexOf(r) < order.indexOf(s) ? -1 : 1;
      }
      return r < s ? -1 : 1;
    }
    if (accents === 0 && (p === x[i]) !== (q === y[j])) accents = p === x[i] ? -1 : 1;
    else if (accents === 0 && p !== x[i] && x[i].toLowerCase() !== y[j].toLowerCase()) accents = x[i] < y[j] ? -1 : 1;
    if (cases === 0 && p !== q) cases = (p === p.toLowerCase() ? -1 : 1) * (upper ? -1 : 1);
  }
  if (i < x.length) return 1;
  if (j < y.length) return -1;
  if (sensitivity === 'base') return 0;
  if (accents !== 0 && sensitivity !== 'case') return accents;
  return sensitivity === 'accent' ? 0 : cases;
}

class Collator {
  constructor(locales, options = {}) {
    const { locale, extension } = resolve(locales);
    options = Object(options);
    const numeric = options.numeric === undefined ? extension.kn !== undefined && extension.kn !== 'false' : Boolean(options.numeric);
    const caseFirst = option(options, 'caseFirst', ['upper', 'lower', 'false'], locale.startsWith('da') ? 'upper' : 'false', 'Intl.Collator');
    const usage = option(options, 'usage', ['sort', 'search'], 'sort', 'Intl.Collator');
    const ignorePunctuation = Boolean(options.ignorePunctuation);
    const own = letters[locale.split('-')[0]];
    const sensitivity = option(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant', 'Intl.Collator');
    Object.defineProperty(this, 'compare', { value: (a, b) => compareText(String(a), String(b), { numeric, sensitivity, upper: caseFirst === 'upper', ignorePunctuation, own }) });
    Object.defineProperty(this, 'resolvedOptions', {
      value: () => ({ locale, usage, sensitivity, ignorePunctuation, collation: 'default', numeric, caseFirst }),
    });
  }

  static supportedLocalesOf(locales) { return supported(locales); }
}

module.exports = { Collator };
