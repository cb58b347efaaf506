#!/usr/bin/env bash
# Packs the program as a release does, installs each package in an empty folder and runs it: tests/packages/run.sh [--allow-missing]
#
# Wheel, npm packages, archive, image, formula, pre-commit hook, list of parts, man pages; and that the repository has one name
# everywhere. Nothing is compiled again: all packs hold the debug build (FANLIGHT names another). Needs Python 3.11 with pip,
# npm, git and, for the image, root. What can't run fails, or is a counted skip with --allow-missing. Closes with
# "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/program.sh
. tests/python.sh

for tool in git python3 cargo; do
  command -v "$tool" >/dev/null || cannot "the packages' tests: this machine has no $tool"
done
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || cannot "the packages' tests: Python is older than 3.11"
python=$(python_with packages tests/packages/requirements.txt) || cannot "the packages' tests: PyPI can't be reached"

program || { fail "the program and its manuals build"; finish; }
MANUALS=$examples/manuals
export MANUALS PYTHONDONTWRITEBYTECODE=1
exec "$python" tests/packages/main.py "$@"
