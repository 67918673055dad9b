// Writes src/FedHub.Matching/Tables/common-names.tsv.
//   npm install --no-save @faker-js/faker@10 && node eng/matching/common-names.mjs WORDS.tsv > src/FedHub.Matching/Tables/common-names.tsv
// WORDS.tsv: name words of Wikidata with counts (steveash/NETransliteration-COLING2018, CC0): latin, cyrillic, count.
import { readFileSync } from 'node:fs';
import { allLocales } from '@faker-js/faker';

const bits = new Map();
const keep = (name, value) => {
  const word = name.normalize('NFC').toLowerCase().replace(/['’‘ʻʼ`]/g, '');
  if (/^[\p{L}\p{M}]{2,20}$/u.test(word)) bits.set(word, Math.min(bits.get(word) ?? 99, value));
};

// 1. Estimated by hand: share of bearers in the region where the name is commonest, in bits.
for (const line of readFileSync(new URL('common-names-by-hand.txt', import.meta.url), 'utf8').split('\n')) {
  const [value, names] = line.split(':');
  if (names) names.trim().split(/\s+/).forEach((n) => keep(n, Number(value)));
}

// 2. Names that a list of a country's usual names holds; no counts, so one value a list: first names, family names.
const lists = {
  es: [7.5, 8], es_MX: [7.5, 8], pt_BR: [8, 8.5], ar: [8, 8.5], fa: [8.5, 9], ru: [8, 9.5], uk: [8.5, 9.5], tr: [9, 9], az: [8, 9], uz_UZ_latin: [8.5, 9],
  ka_GE: [8.5, 9], hy: [8, 8.5], ur: [8, 8.5], id_ID: [9, 9], vi: [7, 7], en: [9.5], de: [9.5], fr: [9.5], sr_RS_latin: [9, 9.5],
};
for (const [locale, [first, family]] of Object.entries(lists)) {
  const person = allLocales[locale]?.person ?? {};
  for (const names of Object.values(person.first_name ?? {})) names.forEach((n) => keep(n, first));
  if (family) for (const names of Object.values(person.last_name ?? {})) names?.forEach?.((n) => typeof n === 'string' && keep(n, family));
}

// 3. Counted words; a region's share is about four times the share in the whole list.
const rows = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((l) => l.split('\t'));
const total = rows.reduce((sum, r) => sum + Number(r[2]), 0);
for (const [latin, , count] of rows) {
  if (Number(count) >= 8) keep(latin, Math.round(10 * (Math.log2(total / Number(count)) - 2)) / 10);
}

console.log(`# name\tbits: minus the binary logarithm of its share where it is commonest; written by eng/matching/common-names.mjs`);
console.log('# Sources: estimates by hand; name lists of @faker-js/faker (MIT); counts of name words in Wikidata (CC0).');
for (const [name, value] of [...bits].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))) console.log(`${name}\t${value}`);
