'use strict';
// The order of texts in languages: names, letters of a language's own, case, accents, numbers.
const sorted = (locale, words, options) => words.split(' ').sort(new Intl.Collator(locale, options).compare).join(' ');
const show = (locale, words, options) => console.log(locale, options ? JSON.stringify(options) : '', sorted(locale, words, options));

const people = '张伟 王芳 李娜 刘洋 陈静 杨帆 赵磊 黄丽 周涛 吴敏 徐强 孙悦 马超 朱琳 胡军 郭靖 何平 高远 林青 罗兰 欧阳锋 重庆 长江 Zoe adam 曾小贤 单雄信';
for (const locale of ['zh', 'zh-CN', 'zh-Hans-CN', 'zh-TW', 'zh-Hant', 'zh-u-co-stroke', 'zh-TW-u-co-pinyin', 'en', 'ja', undefined]) show(locale, people);
show('zh', 'a á ā ǎ à b ü u ǚ 阿 〇 零 一 ， 。 1 Ａ');
show('ja', 'あ ア い か が ガ カ っ つ ー 亜 日本 東京 漢字 abc カード カート きょう きよう');
show('ko', '가 나 각 간 다 하 힣 ㄱ a 1 한글 한국');
show('de', 'Ärzte Arzt Äpfel Apfel Zebra Öl Ofen Straße Strasse strasse über Uhr');
show('de-u-co-phonebk', 'Ärzte Arzt Äpfel Apfel Zebra Öl Ofen Odem Straße Strasse Göbel Goethe Götz Golz');
show('sv', 'zebra ål älg öl apa Adam wille vem över ärta Ýr ynka');
show('da', 'Zoo Århus Aalborg æble øl ål Ål abe Abe å aa');
show('nb', 'z æ ø å aa a Æ Ø Å');
show('es', 'ñandú nube nz chico cosa llama luz Ñu');
show('es-u-co-trad', 'ñandú nube nz chico cosa llama luz cz lz');
show('cs', 'chata cihla hora charita had cukr čaj Ch CH cH');
show('hu', 'cukor csak dzsungel duna gyár gól nyár nap szép só zseb zaj öt ok ősz');
show('pl', 'łza lampa źle żaba zebra ćma cel ósmy osa');
show('hr', 'džep dan đak ljubav luk njuška nos šuma čaj ćup');
show('tr', 'ılık ilk Irmak İzmir çay can göl gel şal sal');
show('vi', 'ăn an ân đi dê ơn on ôn ư u tá tạ tà tả tã');
show('fr', 'cote côte coté côté pêche péché pèche');
show('fr-CA', 'cote côte coté côté');
show('ru', 'ёж ель егерь жук Ёлка йод идея zebra Яна');
show('uk', 'ґанок гора дуб ідея їжак єва');
show('el', 'άλφα αβγό ωμέγα Όμηρος ομάδα abc');
show('th', 'เก กา แก ไก ขา คน กก เขา');
show('he', 'שלום אבא בית abc');
show('hi', 'कमल खग अनार आम इमली ख़');
for (const options of [{}, { numeric: true }, { sensitivity: 'base' }, { caseFirst: 'upper' }, { caseFirst: 'lower' }, { ignorePunctuation: true }]) {
  show('en', 'file10 file2 file1 File2 a-b ab a_b a.b AB aB Ab co-op coop Co-op ½ ① ２ 2 ﬁn fin æon aeon ß ss SS résumé resume Résumé 007 7 07', options);
}
show('en', '😀 👍 $ € £ + < = ~ ^ ` " \' ’ “ - – — … . , @ # № ™ © % & * ( ) [ ] { } / \\ | ! ? ; : _ a 1 α б א ع क ก あ 가 一');
const pairs = [['a', 'A'], ['a', 'á'], ['a', 'b'], ['ﬁ', 'fi'], ['é', 'e\u0301'], ['\u0000', ''], ['a\u00adb', 'ab'], ['ｱ', 'ア'], ['ss', 'ß'], ['㎞', 'km'], ['a b', 'ab'], ['10', '9']];
for (const sensitivity of ['base', 'accent', 'case', 'variant']) console.log(sensitivity, pairs.map(([a, b]) => a.localeCompare(b, 'en', { sensitivity })).join(' '));
console.log('ä'.localeCompare('z', 'de'), 'ä'.localeCompare('z', 'sv'), 'a'.localeCompare(), ['b', undefined, 'a', null].map(String).sort((a, b) => a.localeCompare(b)).join());
for (const [locale, options] of [['de-u-co-phonebk'], ['zh-u-co-stroke'], ['en-u-kn-true'], ['en-u-kf-upper'], ['en-u-kf-upper', { caseFirst: 'lower' }], ['th'], ['da'], ['es-u-co-trad-kn'], ['en', { sensitivity: 'base', numeric: 1 }]]) {
  console.log(JSON.stringify(new Intl.Collator(locale, options).resolvedOptions()));
}
for (const options of [{ usage: 'x' }, { sensitivity: 'y' }, { caseFirst: true }, { localeMatcher: 'q' }, null, { collation: '!!' }]) {
  try { new Intl.Collator('en', options); } catch (e) { console.log(`${e.name}: ${e.message}`); }
}
const collator = new Intl.Collator();
console.log(collator, collator.compare === collator.compare, collator.compare.length, JSON.stringify(collator.compare.name), Object.getOwnPropertyNames(Intl.Collator.prototype).sort().join());
