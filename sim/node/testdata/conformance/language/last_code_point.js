// The last character there is, written as an escape, wherever text can stand.
const hex = (s) => [...s].map((c) => c.codePointAt(0).toString(16)).join();
console.log(hex('\u{10FFFF}'), hex("a\u{10ffff}b\u{0010FfFF}"), hex(`x\u{10FFFF}${1}\u{10FFFE}`));
const o = { '\u{10FFFF}': 1, 'x\u{10FFFF}'() {}, get '\u{10FFFF}g'() { return 2; } };
console.log(Object.keys(o).map(hex));
class A { '\u{10FFFF}' = 3; '\u{10FFFF}m'() {} static '\u{10FFFF}s' = 4; }
console.log(hex(Object.keys(new A())[0]), hex(Object.keys(A)[0]), hex(Object.getOwnPropertyNames(A.prototype)[1]));
console.log(String.raw`\u{10FFFF}`, String.raw`\\u{10FFFF}`, '\\u{10FFFF}', (() => '\u{10FFFF}').toString());
console.log(/^\u{10FFFF}$/u.test('\u{10FFFF}'), /[\u{10FFFE}-\u{10FFFF}]/u.source, '\u{10FFFF}' in o);
console.log(hex(eval("'\\u{10FFFF}'")), hex(new Function("return '\\u{10FFFF}'")()), hex((0, eval)("`\\u{10FFFF}`")), JSON.stringify('\u{10FFFF}'));
// Functions keep their text, also those whose words are written otherwise before they are compiled.
console.log((() => (async function*(){yield 1})()).toString(), (async () => { for await (const x of []) ; }).toString(), ((a, b = async function*() {}) => a + b).toString(), [async x => async function* () {}].map(String)[0]);
// Text is compared by its units, not by characters.
console.log(['\ud83d\ude00', '\uff5e', '\ue000', 'z', '\ud800'].sort().map((x) => x.charCodeAt(0).toString(16)), ['\u{1F600}', '\ufffd'].toSorted().map(hex));
const [pair, late] = ['\ud83d\ude00', '\uff5e'];
console.log(pair < late, late > pair, pair <= late, '\ud800' < '\ud801', '\ud83d' < pair, '\ue000' >= pair, '\udfff' < '\ud800', pair < pair, pair <= pair, late < 5, pair > undefined);
