// Writes src/FedHub.Matching/Tables/common-names.tsv from the files beside this script, which are all it needs:
//   node eng/matching/common-names.mjs > src/FedHub.Matching/Tables/common-names.tsv
// common-names-by-hand.txt    estimates of the share of bearers in the region where a name is commonest
// name-lists.tsv              usual names of countries, from @faker-js/faker (MIT): language, first or family, name
// name-counts.tsv             words of names counted in Wikidata (CC0) and among the persons of the OFAC SDN list of 2021 (public domain)
// A test runs this script and compares. See name-counts.mjs for how the counts were made.
import { readFileSync } from 'node:fs';

const lines = (file) => readFileSync(new URL(file, import.meta.url), 'utf8').split('\n').filter((l) => l && !l.startsWith('#'));

// A federation of Central Asia and its neighbours meets names of far countries rarely: they tell persons apart that at home they would not.
const far = 12;
const bits = new Map();
const keep = (name, value) => {
  const word = name.normalize('NFC').toLowerCase().replace(/['’‘ʻʼ`]/g, '');
  if (/^[\p{L}\p{M}]{2,20}$/u.test(word)) bits.set(word, Math.min(bits.get(word) ?? 99, Math.round(value * 10) / 10));
};

// 1. Estimated by hand.
for (const line of lines('common-names-by-hand.txt')) {
  const [value, names] = line.split(':');
  if (names) names.trim().split(/\s+/).forEach((n) => keep(n, value === 'far' ? far : Number(value)));
}

// 2. Names that a list of a country's usual names holds; no counts, so one value a list: first names, family names.
const lists = {
  es: [7.5, 8], es_MX: [7.5, 8], pt_BR: [8, 8.5], ar: [8, 8.5], fa: [8.5, 9], ru: [8, 9.5], uk: [8.5, 9.5], tr: [9, 9], az: [8, 9], uz_UZ_latin: [8.5, 9],
  ka_GE: [8.5, 9], hy: [8, 8.5], ur: [8, 8.5], id_ID: [9, 9], vi: [11, 11], en: [far, far], de: [far, far], fr: [far, far], sr_RS_latin: [9, 9.5],
};
for (const line of lines('name-lists.tsv')) {
  const [language, kind, name] = line.split('\t');
  keep(name, lists[language][kind === 'first' ? 0 : 1]);
}

// 3. Counted words. Wikidata's persons are of the whole world, so a word's share in one region's registers is taken for a sixteenth of its share there;
// a sanctions list is made of just the persons that are searched for, and its shares are taken as they are.
for (const line of lines('name-counts.tsv')) {
  const [source, name, count, total] = line.split('\t');
  keep(name, Math.log2(Number(total) / Number(count)) + (source === 'wikidata' ? 4 : 0));
}

console.log('# name\tbits: minus the binary logarithm of its share; written by eng/matching/common-names.mjs from the files beside it');
console.log('# Sources: estimates by hand; name lists of @faker-js/faker (MIT); counts of name words in Wikidata (CC0) and the OFAC SDN list of 2021 (public domain).');
for (const [name, value] of [...bits].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : a > b ? 1 : 0))) console.log(`${name}\t${value}`);
