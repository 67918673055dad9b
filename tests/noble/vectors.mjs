// Computes docs/vectors. `node vectors.mjs write` writes the files, `node vectors.mjs check` compares them with what is there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, fixed, hex, text, u16, u64, u8, unhex, utf8 } from './bytes.mjs';
import * as fedhub from './constructions.mjs';

const directory = new URL('../../docs/vectors/', import.meta.url);

const slots = [
  { slot: 'KAZ/persons/name', epoch: 1 },
  { slot: 'UZB/lost-documents/document', epoch: 7 },
  { slot: 'KGZ/a/account', epoch: 4294967295 },
  { slot: 'TKM/abcdefghijklmnopqrstuvwxyz-01234/personal-number', epoch: 65536 },
];

const keys = [
  ['document', 'KAZ:N12345678'],
  ['personal-number', 'KAZ:900101300123'],
  ['phone', '+77011234567'],
  ['name', 'fn:АЙГУЛЬ|1990-01-01'],
  ['vehicle', 'KAZ:123ABC02'],
  ['account', 'KZ86125KZT5004100100'],
];

const queryId = unhex('018bcfe5687b7abc8def0123456789ab');

const stretch = () => keys.map(([token, key]) => {
  const stretched = fedhub.stretch(token, utf8(key));
  return {
    class: token,
    key,
    salt: token === 'name' ? null : hex(fedhub.stretchSalt(fedhub.classes[token])),
    stretched: hex(stretched),
    ruleSetVersion: 1,
    input: hex(fedhub.matchInput(token, 1, stretched)),
  };
});

const slotKeys = () => slots.map(({ slot, epoch }) => {
  const seed = fixed(`seed ${slot}`);
  const { secretKey, publicKey } = fedhub.slotKey(seed, slot, epoch);
  return {
    slot,
    epoch,
    encodedSlot: hex(fedhub.encodeSlot(slot)),
    seed: hex(seed),
    info: hex(fedhub.slotKeyInfo(slot, epoch)),
    privateKey: hex(secretKey),
    publicKey: hex(publicKey),
  };
});

const tags = () => slots.flatMap(({ slot, epoch }) => [0, 1, 15].map((index) => {
  const output = concat(fixed(`output ${slot}`), fixed(`more output ${slot}`));
  const { tag, token, mask } = fedhub.tagMaterial(output, slot, epoch, index);
  const top = BigInt(`0x${hex(tag.slice(0, 8))}`);
  return {
    slot,
    epoch,
    index,
    output: hex(output),
    info: hex(fedhub.tagInfo(slot, epoch, index)),
    tag: hex(tag),
    token: hex(token),
    mask: hex(mask),
    truncatedTo34Bits: String(top >> 30n),
    truncatedTo64Bits: String(top),
  };
}));

const padding = () => ['one', 'two'].flatMap((label) => [0, 1, 7, 31].map((place) => {
  const seed = fixed(`padding seed ${label}`);
  return { seed: hex(seed), place, element: hex(fedhub.paddingElement(seed, place)) };
}));

const elementsDigest = () => slots.map(({ slot }, i) => {
  const elements = Array.from({ length: [1, 8, 2, 1][i] }, (_, place) => fedhub.hashToGroup(fixed(`element ${slot} ${place}`)));
  return { queryId: hex(queryId), slot, elements: elements.map(hex), digest: hex(fedhub.elementsDigest(queryId, slot, elements)) };
});

// Blinds and nonces are random in an exchange; here they derive from labels.
const exchange = () => [1, 2, 8].map((count) => {
  const { slot, epoch } = slots[0];
  let draws = 0;
  const random = (length) => concat(fixed(`random ${count} ${draws}`), fixed(`more random ${count} ${draws++}`)).slice(0, length);
  const { secretKey, publicKey } = fedhub.slotKey(fixed(`seed ${slot}`), slot, epoch);
  const inputs = Array.from({ length: count }, (_, i) => fedhub.matchInput('name', 1, fixed(`stretched ${i}`)));
  const pairs = inputs.map((input) => fedhub.voprf.blind(input, random));
  const { evaluated, proof } = fedhub.voprf.blindEvaluateBatch(secretKey, publicKey, pairs.map((pair) => pair.blinded), random);
  const items = inputs.map((input, i) => ({ input, ...pairs[i], evaluated: evaluated[i] }));
  return {
    slot,
    epoch,
    seed: hex(fixed(`seed ${slot}`)),
    publicKey: hex(publicKey),
    inputs: inputs.map(hex),
    blinds: pairs.map((pair) => hex(pair.blind)),
    blinded: pairs.map((pair) => hex(pair.blinded)),
    evaluated: evaluated.map(hex),
    proof: hex(proof),
    outputs: fedhub.voprf.finalizeBatch(items, publicKey, proof).map(hex),
  };
});

const envelope = () => [['application/vnd.fedhub.match-query.v1+protobuf', 'query'], ['text/plain', ''], ['application/é', 'ünï']].map(([type, body]) => {
  const seed = fixed(`signing ${type}`);
  const publicKey = ed25519.getPublicKey(seed);
  const payload = utf8(body);
  const encoded = fedhub.preAuthEncoding(type, payload);
  return {
    seed: hex(seed),
    publicKey: hex(publicKey),
    keyId: hex(fedhub.keyId(publicKey)),
    payloadType: type,
    payload: hex(payload),
    preAuthEncoding: hex(encoded),
    signature: hex(ed25519.sign(encoded, seed)),
  };
});

const auditLeaf = () => [[2, 'KAZ', 'q1', [['slot', 'UZB/p/name']]], [18, '', '', []]].map(([kind, member, subject, details]) => {
  const fields = details.map(([name, value]) => concat(text(name), text(value)));
  const payload = concat(u8(1), u16(kind), text(member), text(subject), u16(details.length), ...fields);
  const nonce = fixed(`nonce ${kind}`, 16);
  const commitment = fedhub.commitment(nonce, payload);
  const unixMilliseconds = 1700000000000 + kind;
  const distinguisher = utf8(`event ${kind}`);
  return {
    kind,
    member,
    subject,
    details,
    payload: hex(payload),
    nonce: hex(nonce),
    commitment: hex(commitment),
    unixMilliseconds,
    leaf: hex(concat(u8(1), u64(unixMilliseconds), u16(32), commitment)),
    distinguisher: hex(distinguisher),
    idempotencyKey: hex(fedhub.idempotencyKey(kind, distinguisher)),
  };
});

const files = {
  'audit-leaf.json': auditLeaf,
  'elements-digest.json': elementsDigest,
  'envelope.json': envelope,
  'exchange.json': exchange,
  'padding.json': padding,
  'slot-keys.json': slotKeys,
  'stretch.json': stretch,
  'tags.json': tags,
};

const mode = process.argv[2];
if (mode !== 'write' && mode !== 'check') {
  console.error('usage: node vectors.mjs write|check');
  process.exit(2);
}

let different = 0;
mkdirSync(directory, { recursive: true });
for (const [name, compute] of Object.entries(files)) {
  const content = `${JSON.stringify(compute(), null, 2)}\n`;
  const path = new URL(name, directory);
  if (mode === 'write') {
    writeFileSync(path, content);
  } else if (readFileSync(path, 'utf8') !== content) {
    console.error(`${name} differs from what is computed here`);
    different++;
  }
}
process.exit(different === 0 ? 0 : 1);
