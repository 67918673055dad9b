'use strict';
// The interoperability cases as a grpc-js client. Prints "RESULT <case> ok" or "RESULT <case> failed: <why>" for each.
const assert = require('node:assert');
const { grpc, testing, transport, pem, port, cases, initialKey, trailingKey } = require('./common');

const special = '\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \u{1F608}\t\n';
const payload = (size) => ({ body: Buffer.alloc(size) });
const ask = (size, ...sizes) => ({ payload: payload(size), responseParameters: sizes.map((s) => ({ size: s })) });

function credentials() {
  switch (transport) {
    case 'Tls': return grpc.credentials.createSsl(pem('ca.pem'));
    case 'MutualTls': return grpc.credentials.createSsl(pem('ca.pem'), pem('client.key'), pem('client.pem'));
    default: return grpc.credentials.createInsecure();
  }
}

const address = `127.0.0.1:${port}`;
const options = { 'grpc.ssl_target_name_override': 'localhost' };
const client = new testing.TestService(address, credentials(), options);
const absent = new testing.UnimplementedService(address, credentials(), options);

function unary(target, method, request, metadata = new grpc.Metadata()) {
  return new Promise((resolve) => {
    const result = {};
    const call = target[method](request, metadata, (error, response) => Object.assign(result, { error, response }));
    call.on('metadata', (initial) => { result.initial = initial; });
    call.on('status', (status) => setImmediate(() => resolve({ ...result, status })));
  });
}

// Runs a stream to its end; onData may write, end or cancel.
function stream(call, onData = () => {}) {
  return new Promise((resolve) => {
    const result = { sizes: [] };
    call.on('metadata', (initial) => { result.initial = initial; });
    call.on('data', (reply) => {
      result.sizes.push(reply.payload.body.length);
      onData(result.sizes.length);
    });
    call.on('error', () => {});
    call.on('status', (status) => setImmediate(() => resolve({ ...result, status })));
  });
}

function upload(act) {
  return new Promise((resolve) => {
    const result = {};
    const call = client.streamingInputCall((error, response) => Object.assign(result, { error, response }));
    call.on('status', (status) => setImmediate(() => resolve({ ...result, status })));
    act(call);
  });
}

const tests = {
  async empty_unary() {
    const { error, response } = await unary(client, 'emptyCall', {});
    assert.ifError(error);
    assert.ok(response);
  },
  async large_unary() {
    const { error, response } = await unary(client, 'unaryCall', { responseSize: 314159, payload: payload(271828) });
    assert.ifError(error);
    assert.deepStrictEqual(response.payload.body, Buffer.alloc(314159));
  },
  async client_streaming() {
    const { error, response } = await upload((call) => {
      [27182, 8, 1828, 45904].forEach((size) => call.write({ payload: payload(size) }));
      call.end();
    });
    assert.ifError(error);
    assert.strictEqual(response.aggregatedPayloadSize, 74922);
  },
  async server_streaming() {
    const { sizes, status } = await stream(client.streamingOutputCall(ask(0, 31415, 9, 2653, 58979)));
    assert.deepStrictEqual(sizes, [31415, 9, 2653, 58979]);
    assert.strictEqual(status.code, 0);
  },
  async ping_pong() {
    const pairs = [[27182, 31415], [8, 9], [1828, 2653], [45904, 58979]];
    const call = client.fullDuplexCall();
    call.write(ask(...pairs[0]));
    const { sizes, status } = await stream(call, (count) => (count < 4 ? call.write(ask(...pairs[count])) : call.end()));
    assert.deepStrictEqual(sizes, [31415, 9, 2653, 58979]);
    assert.strictEqual(status.code, 0);
  },
  async empty_stream() {
    const call = client.fullDuplexCall();
    call.end();
    const { sizes, status } = await stream(call);
    assert.deepStrictEqual(sizes, []);
    assert.strictEqual(status.code, 0);
  },
  async cancel_after_begin() {
    const { status } = await upload((call) => setImmediate(() => call.cancel()));
    assert.strictEqual(status.code, grpc.status.CANCELLED);
  },
  async cancel_after_first_response() {
    const call = client.fullDuplexCall();
    call.write(ask(27182, 31415));
    const { status } = await stream(call, () => call.cancel());
    assert.strictEqual(status.code, grpc.status.CANCELLED);
  },
  async timeout_on_sleeping_server() {
    const call = client.fullDuplexCall(new grpc.Metadata(), { deadline: Date.now() + 1 });
    call.write(ask(27182));
    const { status } = await stream(call);
    assert.strictEqual(status.code, grpc.status.DEADLINE_EXCEEDED);
  },
  async custom_metadata() {
    const metadata = new grpc.Metadata();
    metadata.set(initialKey, 'test_initial_metadata_value');
    metadata.set(trailingKey, Buffer.from('ababab', 'hex'));
    const call = client.fullDuplexCall(metadata);
    call.write(ask(271828, 314159));
    call.end();
    const duplex = await stream(call);
    const request = { responseSize: 314159, payload: payload(271828) };
    for (const { initial, status } of [duplex, await unary(client, 'unaryCall', request, metadata)]) {
      assert.strictEqual(status.code, 0);
      assert.deepStrictEqual(initial.get(initialKey), ['test_initial_metadata_value']);
      assert.deepStrictEqual(status.metadata.get(trailingKey), [Buffer.from('ababab', 'hex')]);
    }
  },
  status_code_and_message: () => echoesStatus('test status message'),
  special_status_message: () => echoesStatus(special),
  unimplemented_method: () => isUnimplemented(client),
  unimplemented_service: () => isUnimplemented(absent),
};

async function echoesStatus(message) {
  const responseStatus = { code: 2, message };
  const call = client.fullDuplexCall();
  call.write({ responseStatus });
  call.end();
  const duplex = await stream(call);
  for (const { status } of [duplex, await unary(client, 'unaryCall', { responseStatus })]) {
    assert.strictEqual(status.code, 2);
    assert.strictEqual(status.details, message);
  }
}

async function isUnimplemented(target) {
  const { status } = await unary(target, 'unimplementedCall', {});
  assert.strictEqual(status.code, grpc.status.UNIMPLEMENTED);
}

async function main() {
  for (const name of cases) {
    try {
      await tests[name]();
      console.log(`RESULT ${name} ok`);
    } catch (error) {
      console.log(`RESULT ${name} failed: ${String(error.stack).replaceAll('\n', ' | ')}`);
    }
  }
  client.close();
  absent.close();
}

main();
