#!/usr/bin/env bash
# Makes a fresh development PKI in certs-dev/pki. Arguments are host names; without any, the hub and the five demonstration nodes.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ -e certs-dev/pki ]; then
  echo "certs-dev/pki exists; remove it first to make a new one." >&2
  exit 1
fi
dotnet build src/FedHub.Cli -c Release -v quiet >&2
if [ "$#" -gt 0 ]; then
  exec artifacts/bin/FedHub.Cli/release/fedhub dev pki --out certs-dev/pki --host "$@"
fi
exec artifacts/bin/FedHub.Cli/release/fedhub dev pki --out certs-dev/pki
