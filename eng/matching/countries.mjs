// Writes src/FedHub.Matching/Tables/countries.tsv.
//   npm install --no-save i18n-iso-countries@7 && node eng/matching/countries.mjs > src/FedHub.Matching/Tables/countries.tsv
import { createRequire } from 'node:module';

const countries = createRequire(import.meta.url)('i18n-iso-countries');
const languages = ['en', 'ru', 'kk', 'uz', 'tr'].filter((l) => countries.getSupportedLanguages().includes(l));
for (const language of languages) countries.registerLocale(createRequire(import.meta.url)(`i18n-iso-countries/langs/${language}.json`));

// Names that lists of sanctions and case files use beside the official ones.
const extra = {
  KOR: ['South Korea', 'Korea'], PRK: ['North Korea', 'DPRK'], RUS: ['Russia'], IRN: ['Iran'], SYR: ['Syria'], VNM: ['Vietnam'], MDA: ['Moldova'], TUR: ['Turkey', 'Türkiye'],
  GBR: ['UK', 'United Kingdom', 'Great Britain', 'GBD', 'GBN', 'GBO', 'GBP', 'GBS'], USA: ['USA', 'United States'], ARE: ['UAE', 'United Arab Emirates'], TZA: ['Tanzania'],
  BOL: ['Bolivia'], VEN: ['Venezuela'], COD: ['Democratic Republic of the Congo', 'Congo, Democratic Republic of the'], LAO: ['Laos'], CZE: ['Czech Republic'], MMR: ['Burma'],
  PSE: ['Palestine', 'Palestinian'], KGZ: ['Kyrgyzstan', 'Kirghizia'], DEU: ['D'], CIV: ["Cote d'Ivoire"], MKD: ['Macedonia'], SWZ: ['Swaziland'], TWN: ['Taiwan'],
};
// Codes of ICAO 9303 part 3 section 5 that are not in ISO 3166.
const icao = { EUE: 'European Union', UNO: 'United Nations', UNA: 'United Nations agency', UNK: 'UN interim administration in Kosovo', RKS: 'Republic of Kosovo', XOM: 'Sovereign Military Order of Malta',
  XPO: 'Interpol', XXA: 'Stateless', XXB: 'Refugee', XXC: 'Refugee, other', XXX: 'Unspecified nationality', UTO: 'Utopia' };
console.log('# ISO 3166 alpha-3\talpha-2\tnames, parted by |; written by eng/matching/countries.mjs');
console.log('# Source: i18n-iso-countries (MIT); codes without alpha-2 are those of ICAO 9303 part 3.');
for (const [alpha2, alpha3] of Object.entries(countries.getAlpha2Codes()).sort(([, a], [, b]) => (a < b ? -1 : 1))) {
  const names = languages.flatMap((l) => countries.getName(alpha2, l, { select: 'all' }) ?? []);
  console.log([alpha3, alpha2, [...new Set([...names, ...(extra[alpha3] ?? [])])].join('|')].join('\t'));
}
for (const [code, name] of Object.entries(icao)) console.log([code, '', name].join('\t'));
