#!/usr/bin/env bash
# Installs the peers that benchmarks measure against. On demand; the test suite never needs them.
set -euo pipefail
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "npm is not here: install node 20 or later" >&2; exit 1; }
for peer in line teams; do
  (cd "$peer" && npm ci --no-audit --no-fund --loglevel=error)
done
