'use strict';
// gRPC's interoperability test service on grpc-js. Prints "LISTENING <port>".
const { grpc, testing, transport, pem, port, initialKey, trailingKey } = require('./common');

const zeros = (size) => ({ type: 'COMPRESSABLE', body: Buffer.alloc(size) });

function echoInitial(call) {
  const values = call.metadata.get(initialKey);
  if (values.length > 0) {
    const metadata = new grpc.Metadata();
    metadata.set(initialKey, values[0]);
    call.sendMetadata(metadata);
  }
}

function trailers(call) {
  const metadata = new grpc.Metadata();
  for (const value of call.metadata.get(trailingKey)) {
    metadata.add(trailingKey, value);
  }
  return metadata;
}

function statusError(status, call) {
  return status && status.code !== 0
    ? { code: status.code, details: status.message, metadata: trailers(call) }
    : null;
}

const service = {
  emptyCall: (call, callback) => callback(null, {}),
  unaryCall(call, callback) {
    echoInitial(call);
    const error = statusError(call.request.responseStatus, call);
    if (error) {
      callback(error);
    } else {
      callback(null, { payload: zeros(call.request.responseSize) }, trailers(call));
    }
  },
  streamingInputCall(call, callback) {
    let sum = 0;
    call.on('data', (request) => { sum += request.payload.body.length; });
    call.on('end', () => callback(null, { aggregatedPayloadSize: sum }, trailers(call)));
    call.on('error', () => {});
  },
  streamingOutputCall(call) {
    for (const parameters of call.request.responseParameters) {
      call.write({ payload: zeros(parameters.size) });
    }
    call.end(trailers(call));
  },
  fullDuplexCall(call) {
    echoInitial(call);
    call.on('data', (request) => {
      const error = statusError(request.responseStatus, call);
      if (error) {
        call.emit('error', error);
        return;
      }
      for (const parameters of request.responseParameters) {
        call.write({ payload: zeros(parameters.size) });
      }
    });
    call.on('end', () => call.end(trailers(call)));
  },
};

function credentials() {
  if (transport === 'Plain') {
    return grpc.ServerCredentials.createInsecure();
  }
  const pairs = [{ private_key: pem('server.key'), cert_chain: pem('server.pem') }];
  return grpc.ServerCredentials.createSsl(pem('ca.pem'), pairs, transport === 'MutualTls');
}

const server = new grpc.Server();
server.addService(testing.TestService.service, service);
server.bindAsync(`127.0.0.1:${port}`, credentials(), (error, bound) => {
  if (error) {
    throw error;
  }
  console.log(`LISTENING ${bound}`);
});
