#!/usr/bin/env bash
# Checks what the program and its pages compute against independent implementations: tests/conformance/run.sh [--allow-missing]
#
# CVSS scores against PyPI's `cvss`; verdicts on versions, the script's and the program's, against Node's `semver` and
# Python's `packaging`. Needs Node 20 with npm and Python 3.11. What can't run fails, or is a counted skip with
# --allow-missing. Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

allow_missing=no
for argument in "$@"; do
  case $argument in
    --allow-missing) allow_missing=yes ;;
    *) echo "usage: tests/conformance/run.sh [--allow-missing]" >&2; exit 2 ;;
  esac
done

passed=0 failed=0 skipped=0
finish() { echo "$passed passed, $failed failed, $skipped skipped"; [ "$failed" = 0 ]; exit; }
missing() {
  if [ "$allow_missing" = yes ]; then skipped=$((skipped + 2)); echo "skipped: $1"; else failed=$((failed + 2)); echo "FAILED: $1 (--allow-missing makes this a skip)"; fi
  finish
}
check() {
  local name=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok: $name"; else failed=$((failed + 1)); echo "FAILED: $name"; fi
}

command -v npm >/dev/null || missing "conformance: this machine has no npm"
command -v python3 >/dev/null || missing "conformance: this machine has no Python"
(cd tests/conformance && npm ci --silent --no-audit --no-fund) || missing "conformance: npm can't install"
target=${CARGO_TARGET_DIR:-target}
. tests/python.sh
python=$(python_with conformance tests/conformance/requirements.txt) || missing "conformance: PyPI can't be reached"
if ! cargo build --quiet --examples; then failed=2; echo "FAILED: the examples don't build"; finish; fi

check "CVSS scores" "$python" tests/conformance/scores.py "$target/debug/examples/cvss"
check "your version" node tests/conformance/your-version.mjs "$target/debug/examples/verdicts" "$python"
finish
