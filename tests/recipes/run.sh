#!/usr/bin/env bash
# Runs the recipes as their hosts would, against local repositories: tests/recipes/run.sh [--allow-missing]
#
# Needs Python 3.11, git, curl and rsync (which it installs where it is root on Debian), and a debug build of fanlight
# (FANLIGHT names another). What can't run fails, or is a counted skip with --allow-missing. Closes with
# "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

missing() {
  if [ "${allow_missing:-no}" = yes ]; then echo "skipped: $1"; echo "0 passed, 0 failed, 1 skipped"; exit 0; fi
  echo "FAILED: $1 (--allow-missing makes this a skip)"; echo "0 passed, 1 failed, 0 skipped"; exit 1
}
for argument in "$@"; do
  case $argument in
    --allow-missing) allow_missing=yes ;;
    *) echo "usage: tests/recipes/run.sh [--allow-missing]" >&2; exit 2 ;;
  esac
done

if ! command -v rsync >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get install -y rsync || { apt-get update && apt-get install -y rsync; }; } >/dev/null 2>&1
fi
for tool in git curl python3 tar sha256sum; do
  command -v "$tool" >/dev/null || missing "the recipes' tests: this machine has no $tool"
done
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || missing "the recipes' tests: Python is older than 3.11"

target=${CARGO_TARGET_DIR:-target}
. tests/python.sh
python=$(python_with recipes tests/recipes/requirements.txt) || missing "the recipes' tests: PyPI can't be reached"
if [ -z "${FANLIGHT:-}" ]; then
  cargo build --quiet || { echo "FAILED: fanlight doesn't build"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
  FANLIGHT=$target/debug/fanlight
fi
FANLIGHT=$(realpath "$FANLIGHT")
export FANLIGHT PYTHONDONTWRITEBYTECODE=1
exec "$python" tests/recipes/main.py "$@"
