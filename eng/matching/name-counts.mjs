// Writes eng/matching/name-counts.tsv: source, word, count, total. Only words that at least three persons of the sanctions list bear, and eight of Wikidata's.
//   node eng/matching/name-counts.mjs DATA-FOLDER > eng/matching/name-counts.tsv
// DATA-FOLDER holds names/wikidata-latin-cyrillic.tsv (steveash/NETransliteration-COLING2018, CC0), linkage/sdn-even-records.csv and
// sdn-even-queries.csv (US Treasury, by way of moov-io/watchman, public domain).
import { readFileSync } from 'node:fs';

const folder = process.argv[2];
const read = (file) => readFileSync(`${folder}/${file}`, 'utf8').trim().split(/\r?\n/);
const print = (source, word, count, total) => console.log([source, word, count, total].join('\t'));

const words = read('names/wikidata-latin-cyrillic.tsv').map((l) => l.split('\t'));
const all = words.reduce((sum, w) => sum + Number(w[2]), 0);
console.log('# source\tword\tcount\ttotal; written by eng/matching/name-counts.mjs');
for (const [latin, , count] of words) if (Number(count) >= 8) print('wikidata', latin, count, all);

const persons = new Map();
const cells = (line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1]);
const add = (id, name) => {
  const text = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’‘ʻʼ`]/g, '');
  if (!persons.has(id)) persons.set(id, new Set());
  text.split(/[^a-z]+/).filter((w) => w.length > 1).forEach((w) => persons.get(id).add(w));
};
read('linkage/sdn-even-records.csv').slice(1).map(cells).forEach((r) => add(r[0], r[1]));
read('linkage/sdn-even-queries.csv').slice(1).map(cells).forEach((r) => add(r[3], r[1]));
const counts = new Map();
for (const person of persons.values()) for (const word of person) counts.set(word, (counts.get(word) ?? 0) + 1);
for (const [word, count] of [...counts].filter(([, n]) => n >= 3).sort(([a], [b]) => (a < b ? -1 : 1))) print('sanctions', word, count, persons.size);
