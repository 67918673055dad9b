#!/usr/bin/env bash
# Builds once, lints the contracts and runs every test project. Ends with a non-zero status if anything failed or did not run.
# Usage: eng/test.sh [PROJECT-NAME-PART ...]   e.g. eng/test.sh Matching Cli
set -uo pipefail
cd "$(dirname "$0")/.."

CONFIGURATION="${CONFIGURATION:-Release}"
RESULTS="${RESULTS:-artifacts/test-results}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
failures=()

say() { printf '==> %s\n' "$*"; }

# shellcheck source=eng/prerequisites.sh
. eng/prerequisites.sh
install_prerequisites || failures+=("prerequisites")

say "build ($CONFIGURATION)"
if ! dotnet build FedHub.sln -c "$CONFIGURATION" -v quiet -m:2 -nodeReuse:false -p:UseSharedCompilation=false; then
  say "FAILED: the build; no test was run"
  exit 1
fi

say "lint the contracts"
buf() { npm exec --yes --package=@bufbuild/buf@1.75.0 -- buf "$@"; }
buf lint protos || failures+=("buf lint")
buf format -d --exit-code protos || failures+=("buf format")

rm -rf "$RESULTS"
mkdir -p "$RESULTS"
for project in tests/*.Tests/*.csproj; do
  name="$(basename "$project" .csproj)"
  if [ "$#" -gt 0 ]; then
    wanted=no
    for part in "$@"; do case "$name" in *"$part"*) wanted=yes ;; esac; done
    [ "$wanted" = yes ] || continue
  fi
  say "test $name"
  # A test host that hangs is a failure with a name, not a job that runs for ever.
  dotnet test "$project" --no-build -c "$CONFIGURATION" -v quiet --nologo --blame-hang --blame-hang-timeout 10m \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$RESULTS" \
    -- RunConfiguration.MaxCpuCount=2 xUnit.MaxParallelThreads=2 || failures+=("$name")
  [ -f "$RESULTS/$name.trx" ] || failures+=("$name wrote no result file")
done

if [ "${#failures[@]}" -gt 0 ]; then
  say "FAILED: $(printf '%s; ' "${failures[@]}")"
  exit 1
fi
say "all green"
