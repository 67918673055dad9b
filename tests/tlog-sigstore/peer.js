// One process, one request a line, one answer a line: Sigstore's verifier as a reader of receipts that FedHub wrote.
'use strict';
const { createPublicKey } = require('node:crypto');
const path = require('node:path');
const { createInterface } = require('node:readline');

// The package exports only its verifier of whole bundles; the part for logs is inside.
const inside = path.join(path.dirname(require.resolve('@sigstore/verify')), 'tlog');
const { verifyTLogInclusion } = require(inside);

// SubjectPublicKeyInfo of Ed25519 is this and the key's 32 bytes.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function verify({ origin, publicKey, keyId, envelope, index, hashes, entry }) {
  const logID = Buffer.concat([Buffer.from(keyId, 'hex'), Buffer.alloc(28)]);
  const authority = {
    logID,
    baseURL: `https://${origin}`,
    publicKey: createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' }),
    validFor: { start: new Date(0), end: new Date(8640000000000000) },
  };
  const checkpoint = envelope.split('\n');
  verifyTLogInclusion(
    {
      logId: { keyId: logID },
      logIndex: index,
      canonicalizedBody: Buffer.from(entry, 'hex'),
      inclusionProof: {
        logIndex: index,
        treeSize: checkpoint[1],
        rootHash: Buffer.from(checkpoint[2], 'base64'),
        hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
        checkpoint: { envelope },
      },
    },
    [authority],
  );
}

createInterface({ input: process.stdin }).on('line', (line) => {
  let answer = {};
  try {
    verify(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
