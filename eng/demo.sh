#!/usr/bin/env bash
# Builds and shows the demonstration federation: a hub and five national nodes on this machine. Arguments go to `fedhub demo`.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

. eng/prerequisites.sh
install_runtime_prerequisites
# Build output goes to stderr, so that `eng/demo.sh --once --json` prints one JSON document and nothing else.
dotnet build src/FedHub.Cli -c Release -v quiet >&2
exec artifacts/bin/FedHub.Cli/release/fedhub demo "$@"
