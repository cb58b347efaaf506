#!/usr/bin/env bash
# Runs the recipes as their hosts would, against local repositories: tests/recipes/run.sh [--allow-missing]
#
# Needs Python 3.11, git, curl and rsync (which it installs where it is root on Debian), and a debug build of fanlight
# (FANLIGHT names another). What can't run fails, or is a counted skip with --allow-missing. Closes with
# "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/debian.sh
. tests/program.sh
. tests/python.sh

command -v rsync >/dev/null || debian rsync
for tool in git curl python3 tar sha256sum; do
  command -v "$tool" >/dev/null || cannot "the recipes' tests: this machine has no $tool"
done
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || cannot "the recipes' tests: Python is older than 3.11"

python=$(python_with recipes tests/recipes/requirements.txt) || cannot "the recipes' tests: PyPI can't be reached"
program || { fail "fanlight builds"; finish; }
export PYTHONDONTWRITEBYTECODE=1
exec "$python" tests/recipes/main.py "$@"
