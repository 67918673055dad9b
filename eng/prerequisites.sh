#!/usr/bin/env bash
# Sourced by test.sh and demo.sh: what the machine needs besides the .NET SDK, installed where apt is there and allowed.

# libsodium is the cryptographic engine; the Ruby packages are gRPC's own client and server for the interop tests;
# Node.js runs the second implementation of the cryptography, a reader of the log and the linter of the contracts; Go another reader;
# PostgreSQL is a source that imports are tested against; strace makes system calls fail.
RUNTIME_PACKAGES="libsodium23"
TEST_PACKAGES="libsodium23 postgresql ruby ruby-grpc ruby-googleauth nodejs npm golang-go golang-golang-x-mod-dev strace"

missing_packages() {
  local package
  for package in "$@"; do
    # Node.js often comes from elsewhere than Debian; what counts is that its commands are there.
    case "$package" in
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
    esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$package"
  done
}

install_packages() {
  local missing as_root=""
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    printf 'This is not Debian: install what these Debian 12 packages hold yourself: %s\n' "$*" >&2
    return 0
  fi
  missing="$(missing_packages "$@")"
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      printf 'Missing, and this user may not install: run  apt-get install %s\n' "$missing" >&2
      return 1
    fi
    as_root="sudo"
  fi
  # shellcheck disable=SC2086
  $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

require_sdk() {
  if ! command -v dotnet >/dev/null; then
    printf 'The .NET 10 SDK is missing: install it from https://dot.net, then run this again.\n' >&2
    return 1
  fi
}

install_runtime_prerequisites() {
  require_sdk || return 1
  # shellcheck disable=SC2086
  install_packages $RUNTIME_PACKAGES
}

install_prerequisites() {
  local folder status=0
  require_sdk || return 1
  # shellcheck disable=SC2086
  install_packages $TEST_PACKAGES || status=1
  for folder in tests/interop tests/noble tests/tlog-sigstore; do
    [ -f "$folder/package-lock.json" ] || continue
    if ! npm ci --prefix "$folder" --no-audit --no-fund --silent; then
      printf 'npm ci failed in %s\n' "$folder" >&2
      status=1
    fi
  done
  return "$status"
}
