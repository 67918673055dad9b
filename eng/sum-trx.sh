#!/usr/bin/env bash
# Sums the counters of the .trx files of a folder and prints "N passed, N failed". Fails if a test failed or if none ran.
# Whatever is neither passed nor skipped counts as failed: errors, timeouts, aborted runs.
set -uo pipefail
results="${1:?folder of .trx files}"

shopt -s nullglob
files=("$results"/*.trx)
passed=0 failed=0
for file in "${files[@]}"; do
  counters="$(grep -o '<Counters [^>]*>' "$file" | head -n 1)"
  # Without counters the run was cut off.
  if [ -z "$counters" ]; then failed=$((failed + 1)); continue; fi
  number() { printf '%s' "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
  total="$(number total)" executed="$(number executed)" ok="$(number passed)"
  passed=$((passed + ok))
  failed=$((failed + executed - ok))
  # A skipped test is listed in total but not in executed; it is shown, never hidden.
  if [ "$total" -ne "$executed" ]; then printf '%s: %d skipped\n' "$(basename "$file")" $((total - executed)); fi
  # A run that ended in an error although no test failed (a crashed host) is a failure.
  if [ "$executed" -eq "$ok" ] && ! grep -q '<ResultSummary outcome="Completed"' "$file"; then failed=$((failed + 1)); fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
