// Writes eng/matching/name-lists.tsv: language, first or family, name.
//   npm install --no-save @faker-js/faker@10.6.0 && node eng/matching/name-lists.mjs > eng/matching/name-lists.tsv
import { allLocales } from '@faker-js/faker';

const givenOnly = ['en', 'de', 'fr'];
console.log('# language\tfirst or family\tname; written by eng/matching/name-lists.mjs from @faker-js/faker 10.6.0 (MIT)');
const seen = new Set();
const print = (...fields) => {
  const line = fields.join('\t');
  if (typeof fields[2] === 'string' && !seen.has(line)) console.log(line);
  seen.add(line);
};
for (const locale of ['es', 'es_MX', 'pt_BR', 'ar', 'fa', 'ru', 'uk', 'tr', 'az', 'uz_UZ_latin', 'ka_GE', 'hy', 'ur', 'id_ID', 'vi', 'en', 'de', 'fr', 'sr_RS_latin']) {
  const person = allLocales[locale]?.person ?? {};
  for (const names of Object.values(person.first_name ?? {})) names.forEach((n) => print(locale, 'first', n));
  if (!givenOnly.includes(locale)) for (const names of Object.values(person.last_name ?? {})) names?.forEach?.((n) => print(locale, 'family', n));
}
