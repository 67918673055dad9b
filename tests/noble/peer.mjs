// One process, one request a line, one answer a line: the other party of a VOPRF exchange.
import { createInterface } from 'node:readline';
import { hex, unhex } from './bytes.mjs';
import { voprf } from './constructions.mjs';

const operations = {
  // The client's first half.
  blind({ inputs }) {
    const pairs = inputs.map((input) => voprf.blind(unhex(input)));
    return { blinds: pairs.map((pair) => hex(pair.blind)), blinded: pairs.map((pair) => hex(pair.blinded)) };
  },

  // The owner: one proof over the batch.
  evaluate({ seed, info, blinded }) {
    const { secretKey, publicKey } = voprf.deriveKeyPair(unhex(seed), unhex(info));
    const { evaluated, proof } = voprf.blindEvaluateBatch(secretKey, publicKey, blinded.map(unhex));
    return { publicKey: hex(publicKey), evaluated: evaluated.map(hex), proof: hex(proof) };
  },

  // The client's second half: throws when the proof does not hold.
  finalize({ inputs, blinds, blinded, evaluated, publicKey, proof }) {
    const items = inputs.map((input, i) => ({
      input: unhex(input),
      blind: unhex(blinds[i]),
      blinded: unhex(blinded[i]),
      evaluated: unhex(evaluated[i]),
    }));
    return { outputs: voprf.finalizeBatch(items, unhex(publicKey), unhex(proof)).map(hex) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = operations[request.op](request);
  } catch (error) {
    answer = { error: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
