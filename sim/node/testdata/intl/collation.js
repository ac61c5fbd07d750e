'use strict';

// Writes sim/node/locales/collation.txt: the order of characters in Unicode's CLDR, as
// Node's own Intl.Collator tells it by comparing them.
//
//	node sim/node/testdata/intl/collation.js > sim/node/locales/collation.txt
//
// One order a line: its name, a tab, and JSON. Package sim/node/collation reads it and
// says what the fields mean.

const highest = '\uFFFF'; // compares greater than every other character

const characters = [];
for (const [from, to] of [[0, 0x33ff], [0x4dc0, 0x4dff], [0xa000, 0xabff], [0xd7b0, 0xd7ff], [0xfb00, 0xfffd], [0x1d400, 0x1d7ff], [0x1f000, 0x1faff]]) {
  for (let c = from; c <= to; c++) {
    const text = String.fromCodePoint(c);
    if (/\p{Assigned}/u.test(text) && !/[\p{Co}\p{Cs}]/u.test(text) && (text === '〇' || !/\p{Script=Han}/u.test(text.normalize('NFKD')))) characters.push(text);
  }
}

const comparer = (locale) => {
  const by = (sensitivity) => new Intl.Collator(locale, { sensitivity, ignorePunctuation: false, caseFirst: 'false' }).compare;
  return { base: by('base'), accent: by('accent'), variant: by('variant') };
};

const grouped = (sorted, same) => {
  const groups = [];
  for (const text of sorted) {
    if (groups.length && same(groups.at(-1)[0], text) === 0) groups.at(-1).push(text);
    else groups.push([text]);
  }
  return groups;
};

// lastNotAfter finds the last of what is sorted that is not after a text.
const lastNotAfter = (sorted, isAfter) => {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low - 1;
};

// orderOf takes apart how a locale orders texts of one character, or of several that it
// takes for one letter. A group goes by the one that isFirst says, else by its first.
function orderOf(locale, texts, isFirst = () => false) {
  const { base, accent, variant } = comparer(locale);
  const letters = texts.filter((text) => {
    const parts = text.normalize('NFD');
    if ([...parts].length === 1) return true;
    return variant(text, [...parts].join('\u034f')) !== 0; // parts that are not taken for one
  });
  const ignorable = letters.filter((text) => base(text, '') === 0);
  const marks = grouped(ignorable.filter((text) => variant(text, '') !== 0).sort(variant), accent);
  const groups = [], composed = [];
  for (const group of grouped(letters.filter((text) => base(text, '') !== 0).sort(variant), base)) {
    if (groups.length && base(groups.at(-1)[0] + highest, group[0]) > 0) composed.push(...group);
    else groups.push(group);
  }
  const before = [];
  const simple = groups.map((group) => {
    const first = group.find(isFirst) ?? group[0];
    const less = group.filter((text) => accent(text, first) < 0);
    if (less.length) before.push([first, ...grouped(less, accent)]);
    const kept = [];
    for (const text of [first, ...group]) {
      if (text === kept[0] || less.includes(text)) continue;
      if (accent(text, first) === 0 && !(kept.length && variant(text, kept.at(-1)) <= 0)) kept.push(text);
      else composed.push(text);
    }
    return kept;
  });
  const entries = composed.map((text) => entryOf(text, simple, marks, { base, accent, variant })).filter(Boolean);
  rankTies(entries, accent);
  return { ignored: ignorable.filter((text) => variant(text, '') === 0), marks, groups: simple, before, entries };
}

// rankTies tells apart what comes between the same marks on the same letter.
function rankTies(entries, accent) {
  const ties = new Map();
  for (const entry of entries) {
    if (entry.length < 4) continue;
    const key = `${entry[1].toLowerCase()} ${entry[3]}`;
    ties.set(key, [...(ties.get(key) ?? []), entry]);
  }
  for (const tie of ties.values()) {
    grouped(tie.sort((a, b) => accent(a[0], b[0])), (a, b) => accent(a[0], b[0])).forEach((same, rank) => {
      if (rank > 0) same.forEach((entry) => entry.push(String(Math.min(rank, 14))));
    });
  }
}

// entryOf writes a text as others: [text, others, member, mark, rank], as package
// collation has it.
function entryOf(text, groups, marks, { base, accent, variant }) {
  let parts = [];
  do {
    const before = parts.join('');
    const found = lastNotAfter(groups, (group) => base(before + group[0], text) > 0);
    if (found < 0) return null;
    parts.push(groups[found][0]);
  } while (base(parts.join(''), text) !== 0 && parts.length < 24);
  if (base(parts.join(''), text) !== 0) return null;
  if (/^[\p{Lu}\p{Lt}]/u.test(text)) {
    const upper = parts.map((part) => part.toUpperCase());
    if (accent(upper.join(''), parts.join('')) === 0) parts = upper;
  }
  const [first, ...others] = parts;
  const rest = others.join('');
  const group = groups.find((members) => members.includes(first));
  const exactly = (between) => {
    const t = lastNotAfter(group, (member) => variant(member + between + rest, text) > 0);
    const member = t < 0 ? '' : group[t];
    return variant(member + between + rest, text) === 0 ? [text, member + between + rest] : [text, first + between + rest, member];
  };
  if (accent(first + rest, text) === 0) return exactly('');
  const m = lastNotAfter(marks, (mark) => accent(first + mark[0] + rest, text) > 0);
  const mark = m < 0 ? '' : marks[m][0];
  if (mark && accent(first + mark + rest, text) === 0) return exactly(mark);
  return [text, first + rest, null, mark];
}

const write = (name, value) => process.stdout.write(`${name}\t${JSON.stringify(value)}\n`);
const plain = (group) => (group.every((text) => [...text].length === 1) ? group.join('') : group);

const root = orderOf('en', characters);
// The parts of the order that languages put before others: spaces, punctuation, symbols,
// currencies, digits, scripts. Each goes by one of its characters, and begins with the
// first group that has one of it.
const scripts = [[' ', /./su], ['_', /_/u], ['`', /`/u], ['$', /\p{Sc}/u], ['0', /\p{Nd}/u]];
const digits = root.groups.findIndex((group) => group[0] === '0');
for (const [name, letter] of Object.entries({
  Latin: 'a', Greek: 'α', Cyrillic: 'а', Georgian: 'ა', Armenian: 'ա', Hebrew: 'א', Arabic: 'ا', Syriac: 'ܐ', Devanagari: 'अ', Bengali: 'অ',
  Gurmukhi: 'ਅ', Gujarati: 'અ', Oriya: 'ଅ', Tamil: 'அ', Telugu: 'అ', Kannada: 'ಅ', Malayalam: 'അ', Sinhala: 'අ', Thai: 'ก', Lao: 'ກ',
  Tibetan: 'ཀ', Hangul: 'ᄀ', Hiragana: 'あ', Bopomofo: 'ㄅ',
})) scripts.push([letter, new RegExp(`^(?=\\p{L})\\p{Script=${name}}`, 'u')]);
const begins = scripts.map(([letter, of], i) => [letter, root.groups.findIndex((group, at) => (i < 5 || at > digits) && of.test(group[0]))]).sort((a, b) => a[1] - b[1]);
const samples = [...begins.map(([letter]) => letter), '一'];
const sortedBy = (locale) => [...samples].sort(new Intl.Collator(locale).compare).join('');
write('root', {
  ignored: root.ignored.join(''), marks: root.marks.map(plain), groups: root.groups.map(plain), entries: root.entries,
  begins: begins.map(([letter, at]) => [letter, root.groups[at][0]]),
});

// The letters of several characters that languages have.
const contractions = [];
const pairs = 'aa ch cs dd ddz ddzs dz dzs dž ccs gg ggy gy ij ll lj lly ly nj nn nny ny ng ph rr ssz sz th tty ty zs zzs sch ts oe ae ue ie yr rh ff ss ţţ'.split(' ');
for (const p of pairs) {
  const c = p[0].toUpperCase() + p.slice(1);
  contractions.push(p, p[0] + p.slice(1).toUpperCase(), c, p.toUpperCase());
}
const near = characters.filter((c) => c < '\u3100' || c >= '\uff00' && c.length === 1);
const placed = (order) => {
  const at = new Map();
  order.groups.forEach((group, i) => group.forEach((text) => at.set(text, group[0])));
  for (const entry of order.entries) at.set(entry[0], JSON.stringify(entry.slice(1)));
  return at;
};
const nearRoot = orderOf('en', near);
const rootAt = placed(nearRoot);
const nearPlace = new Map(nearRoot.groups.map((group, i) => [group[0], i]));
for (const locale of ('de fr es it pt nl sv da nb no fi pl cs sk hu ro bg hr sl el tr uk ru he ar hi th vi id ms zh ja ko ' +
  'de-u-co-phonebk es-u-co-trad').split(' ')) {
  const order = orderOf(locale, [...near, ...contractions], (text) => rootAt.get(text) === text);
  const at = placed(order);
  const moved = (text) => at.get(text) !== rootAt.get(text);
  // A group that stands before one that the root has before it has been moved there.
  const index = order.groups.map((group) => nearPlace.get(group[0]));
  order.groups.forEach((group, i) => {
    if (index[i] > index[i + 1] && index[i + 1] > index[i - 1]) group.forEach((text) => at.set(text, `moved ${group[0]}`));
  });
  const after = [], joined = []; // groups of the language's own; what joins one of the root's
  let last = null;
  for (const group of order.groups) {
    if (at.get(group[0]) === group[0] && rootAt.get(group[0]) === group[0]) {
      last = group[0];
      group.forEach((text, i) => { if (moved(text)) joined.push([text, last, group.slice(0, i).findLast((other) => !moved(other))]); });
      continue;
    }
    const members = group.filter(moved);
    if (!members.length) continue;
    if (after.length && after.at(-1)[0] === last) after.at(-1).push(plain(members));
    else after.push([last, plain(members)]);
  }
  const entries = [...joined, ...order.entries].filter((entry) => moved(entry[0]));
  const value = {};
  if (order.marks.map((mark) => mark[0]).join('') !== nearRoot.marks.map((mark) => mark[0]).join('')) value.marks = order.marks.map(plain);
  if (after.length) value.after = after;
  if (order.before.length) value.before = order.before.map((classes) => [classes[0], ...classes.slice(1).map(plain)]);
  if (entries.length) value.entries = entries;
  if (sortedBy(locale) !== sortedBy('en')) value.scripts = sortedBy(locale);
  if (Object.keys(value).length) write(locale, value);
}

// The orders of Chinese characters: that of the root, by radicals and strokes, is near to
// that of their code points; of the others only what differs from it is written.
const han = Array.from({ length: 0xa000 - 0x4e00 }, (_, i) => String.fromCharCode(0x4e00 + i)).filter((c) => /\p{Assigned}/u.test(c));
// Of all words of two characters these are pronounced in another way than one by one.
const words = ['沈阳', '藏文', '重庆'];
const hanBy = (locale) => {
  const { base } = comparer(locale);
  return [...han, ...(locale === 'zh' ? words : []), ...(base('〇', '0') === 0 ? [] : ['〇'])].sort(new Intl.Collator(locale).compare); // elsewhere it is a digit
};
const runs = (order) => order.reduce((out, c) => {
  const last = out.at(-1);
  if (c.length > 1) out.push({ from: `(${c})`, to: `(${c})` });
  else if (last && last.to.length === 1 && last.to.charCodeAt(0) + 1 === c.charCodeAt(0)) last.to = c;
  else out.push({ from: c, to: c });
  return out;
}, []).map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join('');
const ofRoot = hanBy('en');
const place = new Map(ofRoot.map((c, i) => [c, i]));
write('han', runs(ofRoot));
for (const [name, locale] of [['pinyin', 'zh'], ['stroke', 'zh-TW'], ['kanji', 'ja']]) {
  const sorted = hanBy(locale);
  let length = sorted.length;
  while (length > 1 && place.get(sorted[length - 2]) < place.get(sorted[length - 1])) length--;
  write(name, runs(sorted.slice(0, length - 1)));
}
