'use strict';

// Prints unicode.txt: what this Node knows of Unicode, as far as regular
// expressions can ask for it. Everything is found by asking: a property's code
// points by matching every code point there is, a script's short name by trying
// all of them. Only what cannot be enumerated is written here: the names, and
// the emoji of several code points that are joined by U+200D (those are read
// from unicode.txt itself, given as an argument, and each is asked for again).
//
//	node testdata/unicode.js unicode.txt > new.txt

const fs = require('node:fs');

const out = [];
const print = (line) => out.push(line);

// Every code point but the surrogates, as two texts, and the surrogates apart:
// side by side they would become pairs.
const texts = [text(0, 0xd7ff), text(0xe000, 0x10ffff)];
function text(first, last) {
  const parts = [];
  for (let c = first; c <= last; c++) parts.push(String.fromCodePoint(c));
  return parts.join('');
}

// ranges finds the code points that an expression matches.
function ranges(expression) {
  const runs = new RegExp(`(?:${expression})+`, 'gu');
  const one = new RegExp(`^(?:${expression})$`, 'u');
  const found = [];
  for (const match of texts[0].matchAll(runs)) found.push(run(match[0]));
  let first = -1;
  for (let c = 0xd800; c <= 0xe000; c++) {
    const is = c < 0xe000 && one.test(String.fromCharCode(c));
    if (is && first < 0) first = c;
    if (!is && first >= 0) {
      found.push([first, c - 1]);
      first = -1;
    }
  }
  for (const match of texts[1].matchAll(runs)) found.push(run(match[0]));
  return found.reduce((all, [from, to]) => {
    if (all.length > 0 && all.at(-1)[1] === from - 1) all.at(-1)[1] = to;
    else all.push([from, to]);
    return all;
  }, []);
}

function run(string) {
  const last = string.codePointAt(string.length - 2);
  return [string.codePointAt(0), last > 0xffff ? last : string.charCodeAt(string.length - 1)];
}

const hex = (c) => c.toString(16).toUpperCase();
const word = ([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`);

// wrap prints words on lines of about 100 characters.
function wrap(words) {
  let line = '';
  for (const w of words) {
    if (line.length + w.length > 100) {
      print(line);
      line = '';
    }
    line += (line ? ' ' : '') + w;
  }
  if (line) print(line);
}

function section(title, words) {
  print('');
  print(title);
  wrap(words);
}

const known = (expression, flags = 'u') => {
  try {
    new RegExp(expression, flags);
    return true;
  } catch {
    return false;
  }
};

print(`# What Node ${process.version} (V8 ${process.versions.v8}, ICU ${process.versions.icu}) knows of Unicode ${process.versions.unicode},`);
print('# printed by testdata/unicode.js. Code points are hexadecimal; a section begins with its kind and');
print('# names. The data is the Unicode Character Database\'s, © Unicode, Inc., under the terms of');
print('# https://www.unicode.org/license.txt');

// General categories: names as in ECMA-262, table "Value aliases and canonical
// values for General_Category". Groups of categories have no ranges of their own.
const categories = `Lu Uppercase_Letter;Ll Lowercase_Letter;Lt Titlecase_Letter;Lm Modifier_Letter;Lo Other_Letter
Mn Nonspacing_Mark;Mc Spacing_Mark;Me Enclosing_Mark;Nd Decimal_Number digit;Nl Letter_Number;No Other_Number
Pc Connector_Punctuation;Pd Dash_Punctuation;Ps Open_Punctuation;Pe Close_Punctuation;Pi Initial_Punctuation
Pf Final_Punctuation;Po Other_Punctuation;Sm Math_Symbol;Sc Currency_Symbol;Sk Modifier_Symbol;So Other_Symbol
Zs Space_Separator;Zl Line_Separator;Zp Paragraph_Separator;Cc Control cntrl;Cf Format;Cs Surrogate;Co Private_Use
Cn Unassigned`.split(/[;\n]/).map((line) => line.split(' '));
const groups = `LC Cased_Letter = Lu Ll Lt;L Letter = Lu Ll Lt Lm Lo;M Mark Combining_Mark = Mn Mc Me;N Number = Nd Nl No
P Punctuation punct = Pc Pd Ps Pe Pi Pf Po;S Symbol = Sm Sc Sk So;Z Separator = Zs Zl Zp;C Other = Cc Cf Cs Co Cn`
  .split(/[;\n]/).map((line) => line.split(' = ').map((half) => half.split(' ')));

for (const names of categories) {
  for (const name of names) if (!known(`\\p{gc=${name}}`)) throw new Error(`category ${name}`);
  section(`category ${names.join(' ')}`, ranges(`\\p{gc=${names[0]}}`).map(word));
}
for (const [names, members] of groups) {
  for (const name of names) if (!known(`\\p{gc=${name}}`)) throw new Error(`category ${name}`);
  const all = members.map((m) => `\\p{gc=${m}}`).join('');
  if (JSON.stringify(ranges(`\\p{gc=${names[0]}}`)) !== JSON.stringify(ranges(`[${all}]`))) throw new Error(`group ${names[0]}`);
  section(`group ${names.join(' ')}`, members);
}

// Scripts: the long names of PropertyValueAliases.txt; the short ones are found.
const scripts = `Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Beria_Erfe
Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee
Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan
Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Garay Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi
Gurmukhi Gurung_Khema Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited
Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi
Khitan_Small_Script Khmer Khojki Khudawadi Kirat_Rai Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian
Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui
Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari
New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal Old_Hungarian Old_Italic Old_North_Arabian
Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene
Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sidetic
SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Sunuwar Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham
Tai_Viet Tai_Yo Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Todhri Tolong_Siki Toto
Tulu_Tigalari Ugaritic Unknown Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square`.split(/\s+/);

const codes = [];
const letters = 'abcdefghijklmnopqrstuvwxyz';
for (const a of letters.toUpperCase()) {
  for (const b of letters) for (const c of letters) for (const d of letters) if (known(`\\p{sc=${a + b + c + d}}`)) codes.push(a + b + c + d);
}
const byRanges = new Map();
for (const name of scripts) byRanges.set(ranges(`\\p{sc=${name}}`).map(word).join(' '), [name]);
for (const code of codes) {
  const names = byRanges.get(ranges(`\\p{sc=${code}}`).map(word).join(' '));
  if (names === undefined) throw new Error(`script ${code} has no long name`);
  if (!names.includes(code)) names.push(code);
}
for (const [words, names] of byRanges) {
  if (names.length < 2 && names[0].length !== 4) throw new Error(`script ${names[0]} has no short name`);
  section(`script ${names.join(' ')}`, words.split(' '));
}

// Script_Extensions: what is in the one and not in the other.
for (const [, [name]] of byRanges) {
  const more = ranges(`(?!\\p{sc=${name}})\\p{scx=${name}}`);
  const less = ranges(`(?!\\p{scx=${name}})\\p{sc=${name}}`);
  if (more.length > 0) section(`extended ${name}`, more.map(word));
  if (less.length > 0) section(`without ${name}`, less.map(word));
}

// Binary properties: names as in ECMA-262, table "Binary Unicode property
// aliases and their canonical property names".
const properties = `ASCII_Hex_Digit AHex;Alphabetic Alpha;Bidi_Control Bidi_C;Bidi_Mirrored Bidi_M;Case_Ignorable CI
Cased;Changes_When_Casefolded CWCF;Changes_When_Casemapped CWCM;Changes_When_Lowercased CWL
Changes_When_NFKC_Casefolded CWKCF;Changes_When_Titlecased CWT;Changes_When_Uppercased CWU;Dash
Default_Ignorable_Code_Point DI;Deprecated Dep;Diacritic Dia;Emoji;Emoji_Component EComp;Emoji_Modifier EMod
Emoji_Modifier_Base EBase;Emoji_Presentation EPres;Extended_Pictographic ExtPict;Extender Ext;Grapheme_Base Gr_Base
Grapheme_Extend Gr_Ext;Hex_Digit Hex;IDS_Binary_Operator IDSB;IDS_Trinary_Operator IDST;ID_Continue IDC;ID_Start IDS
Ideographic Ideo;Join_Control Join_C;Logical_Order_Exception LOE;Lowercase Lower;Math;Noncharacter_Code_Point NChar
Pattern_Syntax Pat_Syn;Pattern_White_Space Pat_WS;Quotation_Mark QMark;Radical;Regional_Indicator RI
Sentence_Terminal STerm;Soft_Dotted SD;Terminal_Punctuation Term;Unified_Ideograph UIdeo;Uppercase Upper
Variation_Selector VS;White_Space space;XID_Continue XIDC;XID_Start XIDS`.split(/[;\n]/).map((line) => line.split(' '));
for (const names of properties) {
  for (const name of names) if (!known(`\\p{${name}}`)) throw new Error(`property ${name}`);
  section(`property ${names.join(' ')}`, ranges(`\\p{${names[0]}}`).map(word));
}

// Case: a mapping is FIRST-LAST/STEP:DELTA. "upper" is Canonicalize without the
// flags u and v; "fold" gives code points that match one another with u or v
// the same code point.
const cased = [];
for (const t of texts) for (const c of t) if (c.toUpperCase() !== c || c.toLowerCase() !== c || /[\p{CWCF}\p{CWCM}\p{Cased}]/u.test(c)) cased.push(c);

const upper = new Map();
for (const c of cased) {
  const u = c.toUpperCase();
  if (c.length === 1 && u.length === 1 && u !== c && !(c >= '\x80' && u < '\x80')) upper.set(c, u);
}
section('upper', mappings(upper));
const allCased = cased.join('');
const units = cased.filter((c) => c.length === 1).join('');
for (const c of units) {
  const matched = units.match(new RegExp(`[\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}]`, 'gi')).join('');
  const canonical = (x) => upper.get(x) ?? x;
  const expected = [...units].filter((x) => canonical(x) === canonical(c)).join('');
  if (matched !== expected) throw new Error(`V8 matches ${c} with ${matched}, not ${expected}`);
}

const fold = new Map();
for (const c of cased) {
  const same = allCased.match(new RegExp(`[\\u{${hex(c.codePointAt(0))}}]`, 'giu'));
  const preferred = c.toUpperCase().toLowerCase();
  const target = same.includes(preferred) ? preferred : same[0];
  if (target !== c) fold.set(c, target);
}
section('fold', mappings(fold));

function mappings(map) {
  const entries = [...map].map(([from, to]) => [from.codePointAt(0), to.codePointAt(0) - from.codePointAt(0)]).sort((a, b) => a[0] - b[0]);
  const words = [];
  for (let i = 0; i < entries.length;) {
    const [first, delta] = entries[i];
    let j = i + 1;
    const step = j < entries.length && entries[j][1] === delta ? entries[j][0] - first : 1;
    if (step <= 2) while (j < entries.length && entries[j][1] === delta && entries[j][0] === entries[j - 1][0] + step) j++;
    const last = entries[j - 1][0];
    words.push(`${word([first, last])}${step === 2 && last !== first ? '/2' : ''}${delta < 0 ? ':-' : ':+'}${hex(Math.abs(delta))}`);
    i = j;
  }
  return words;
}

// Properties of strings: only what is longer than a code point, but for
// Basic_Emoji, whose code points are a section of their own.
const modifiers = [...texts[1]].filter((c) => /\p{EMod}/u.test(c));
const candidates = {
  Basic_Emoji: [...texts[0], ...texts[1]].map((c) => `${c}\ufe0f`),
  Emoji_Keycap_Sequence: [...texts[0]].map((c) => `${c}\ufe0f\u20e3`),
  RGI_Modifier_Sequence: [...texts[0], ...texts[1]].flatMap((c) => modifiers.map((m) => c + m)),
  RGI_Flag_Sequence: [...texts[1]].filter((c) => /\p{RI}/u.test(c)).flatMap((a, _, all) => all.map((b) => a + b)),
  RGI_Emoji_Tag_Sequence: tags(),
  RGI_Emoji_ZWJ_Sequence: stored(),
};
const called = { RGI_Modifier_Sequence: 'RGI_Emoji_Modifier_Sequence', RGI_Flag_Sequence: 'RGI_Emoji_Flag_Sequence' };
for (const [key, strings] of Object.entries(candidates)) {
  const name = called[key] ?? key;
  const whole = new RegExp(`^\\p{${name}}$`, 'v');
  if (name === 'Basic_Emoji') {
    const single = new RegExp('^\\p{Basic_Emoji}$', 'v');
    section('single Basic_Emoji', merge([...texts[0], ...texts[1]].filter((c) => single.test(c)).map((c) => c.codePointAt(0))));
  }
  section(`strings ${name}`, strings.filter((s) => whole.test(s)));
}

function merge(points) {
  const found = [];
  for (const c of points) {
    if (found.length > 0 && found.at(-1)[1] === c - 1) found.at(-1)[1] = c;
    else found.push([c, c]);
  }
  return found.map(word);
}

// tags are the black flag with the tag letters of a region of two letters and
// one to three letters more.
function tags() {
  const all = [];
  const tag = (s) => [...s].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');
  for (const country of ['gb', 'us', 'ca', 'fr', 'es', 'de']) {
    for (const a of letters) for (const b of letters) for (const c of ['', ...letters]) all.push(`\u{1f3f4}${tag(country + a + b + c)}\u{e007f}`);
  }
  return all;
}

// stored are the joined emoji that unicode.txt has already.
function stored() {
  if (process.argv[2] === undefined) return [];
  const lines = fs.readFileSync(process.argv[2], 'utf8').split('\n');
  const from = lines.indexOf('strings RGI_Emoji_ZWJ_Sequence') + 1;
  const to = lines.indexOf('', from);
  return lines.slice(from, to < 0 ? undefined : to).join(' ').split(' ');
}

fs.writeSync(1, `${out.join('\n')}\n`);
