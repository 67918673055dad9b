// Small helpers: hex, concatenation and the encodings that docs/vectors describe.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export { bytesToHex as hex, concatBytes as concat, hexToBytes as unhex, utf8ToBytes as utf8, sha256 };

export const u8 = (value) => Uint8Array.of(value);
export const u16 = (value) => Uint8Array.of(value >> 8, value & 0xff);
export const u32 = (value) => Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
export const u64 = (value) => concatBytes(u32(Math.floor(value / 2 ** 32)), u32(value % 2 ** 32));
export const text = (value) => concatBytes(u16(utf8ToBytes(value).length), utf8ToBytes(value));

// Reproducible bytes for vectors.
export const fixed = (label, length = 32) => sha256(utf8ToBytes(`fedhub vector ${label}`)).slice(0, length);
