'use strict';
// Shared by client.js and server.js. Arguments: proto file, transport, directory of PEM files, port, then cases.
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [proto, transport, pemDirectory, port, ...cases] = process.argv.slice(2);
const definition = loader.loadSync(proto, { keepCase: false, defaults: true });
const { testing } = grpc.loadPackageDefinition(definition).grpc;
const pem = (name) => fs.readFileSync(path.join(pemDirectory, name));

module.exports = {
  grpc,
  testing,
  transport,
  pem,
  port,
  cases,
  initialKey: 'x-grpc-test-echo-initial',
  trailingKey: 'x-grpc-test-echo-trailing-bin',
};
