// FedHub's constructions, written from docs and RFCs on another library than the product's.
import { ristretto255_hasher, ristretto255_oprf } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { expand } from '@noble/hashes/hkdf.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, sha256, text, u16, u32, u8, utf8 } from './bytes.mjs';

export const voprf = ristretto255_oprf.voprf;

export const classes = { document: 1, 'personal-number': 2, phone: 3, name: 4, vehicle: 5, account: 6 };

const groupTag = concat(utf8('HashToGroup-OPRFV1-'), u8(1), utf8('-ristretto255-SHA512'));

export const hashToGroup = (input) => ristretto255_hasher.hashToCurve(input, { DST: groupTag }).toBytes();

export function encodeSlot(slot) {
  const [member, collection, token] = slot.split('/');
  return concat(text(member), text(collection), u8(classes[token]));
}

export const stretchSalt = (number) => sha256(concat(utf8('fedhub stretch v1'), u8(number))).slice(0, 16);

export const stretch = (token, key) =>
  token === 'name' ? sha256(key) : argon2id(key, stretchSalt(classes[token]), { t: 1, m: 1024, p: 1, dkLen: 32 });

export const matchInput = (token, ruleSetVersion, stretched) =>
  concat(utf8('FedHub/v1'), u8(classes[token]), u8(ruleSetVersion), stretched);

export const slotKeyInfo = (slot, epoch) => concat(utf8('FedHub'), encodeSlot(slot), u32(epoch));

export const slotKey = (seed, slot, epoch) => voprf.deriveKeyPair(seed, slotKeyInfo(slot, epoch));

export const tagInfo = (slot, epoch, index) => concat(utf8('fedhub tag v1'), encodeSlot(slot), u32(epoch), u8(index));

export function tagMaterial(output, slot, epoch, index) {
  const okm = expand(sha512, output, tagInfo(slot, epoch, index), 51);
  return { tag: okm.slice(0, 16), token: okm.slice(16, 48), mask: okm.slice(48, 51) };
}

export const elementsDigest = (queryId, slot, elements) => sha256(concat(queryId, encodeSlot(slot), ...elements));

export const paddingElement = (seed, place) => hashToGroup(concat(utf8('fedhub pad v1'), seed, u8(place)));

export const keyId = (publicKey) => sha256(concat(utf8('fedhub key v1'), publicKey)).slice(0, 16);

export const preAuthEncoding = (type, payload) =>
  concat(utf8(`DSSEv1 ${utf8(type).length} ${type} ${payload.length} `), payload);

export const commitment = (nonce, payload) => sha256(concat(nonce, payload));

export const idempotencyKey = (kind, distinguisher) => sha256(concat(utf8('fedhub event v1'), u16(kind), distinguisher));
