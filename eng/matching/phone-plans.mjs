// Writes src/FedHub.Matching/Tables/phone-plans.tsv.
//   npm install --no-save libphonenumber-js@1 && node eng/matching/phone-plans.mjs > src/FedHub.Matching/Tables/phone-plans.tsv
import { createRequire } from 'node:module';

const metadata = createRequire(import.meta.url)('libphonenumber-js/metadata.max.json');
// Positions in a country's array: calling code, IDD, pattern, possible lengths, formats, national prefix. The main country of a shared code comes first.
const main = Object.fromEntries(Object.entries(metadata.country_calling_codes).map(([code, countries]) => [code, countries[0]]));
// libphonenumber names 810 and 8~10 as IDD of Russia and its neighbours: both spell the same dialled digits.
const digits = (text) => (typeof text === 'string' ? text.replace(/~/g, '') : '');
console.log('# country\tcalling code\tnational prefix\tIDD, pattern\tpossible lengths of the national number\t1 if the main country of its code; written by eng/matching/phone-plans.mjs');
console.log('# Source: libphonenumber-js (MIT), from Google libphonenumber (Apache-2.0).');
for (const [country, plan] of Object.entries(metadata.countries).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [code, idd, , lengths, , national] = plan;
  console.log([country, code, digits(national), digits(idd), lengths.join(','), main[code] === country ? 1 : 0].join('\t'));
}
for (const [code, plan] of Object.entries(metadata.nonGeographic)) console.log(['001', code, '', '', plan[3].join(','), 1].join('\t'));
