#!/usr/bin/env bash
# Checks what the program and its pages compute against independent implementations: tests/conformance/run.sh [--allow-missing]
#
# CVSS scores against PyPI's `cvss`; verdicts on versions, the script's and the program's, against Node's `semver` and
# Python's `packaging`. Needs Node 20 with npm and Python 3.11. What can't run fails, or is a counted skip with
# --allow-missing. Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/python.sh
check() {
  local name=$1
  shift
  if "$@"; then pass "$name"; else fail "$name"; fi
}

command -v npm >/dev/null || cannot "conformance: this machine has no npm"
command -v python3 >/dev/null || cannot "conformance: this machine has no Python"
(cd tests/conformance && npm ci --silent --no-audit --no-fund) || cannot "conformance: npm can't install"
target=${CARGO_TARGET_DIR:-target}
python=$(python_with conformance tests/conformance/requirements.txt) || cannot "conformance: PyPI can't be reached"
cargo build --quiet --bins --examples || { fail "the examples build"; finish; }

check "CVSS scores" "$python" tests/conformance/scores.py "$target/debug/examples/cvss"
check "your version" node tests/conformance/your-version.mjs "$target/debug/examples/verdicts" "$python"
check "cases of versions" node tests/conformance/versions.mjs "$target/debug/fanlight"
finish
