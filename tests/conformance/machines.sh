#!/usr/bin/env bash
# What machines read, through the standards' own validators: tests/conformance/machines.sh [--allow-missing]
#
# Sites: the example, generated advisories with each optional field present and absent (machines.py), and, where it lies
# beside the repository, real data (../shared/data/osv). Each is built unsigned and the generated one signed as well, with a
# key made for the test. Validators: OSV's JSON schema, BSI's csaf-validator-lib, PyPI sectxt, the CVE schema of PyPI
# cvelib, gpg, sha256sum. Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null
here=$PWD/tests/conformance
. tests/counted.sh
. tests/program.sh
. tests/python.sh
. tests/node.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What validates; nothing is fetched later.
python=$(python_with conformance "$here/requirements.txt" 2>"$work/pip.log") ||
  cannot "machines: Python 3.11 with pip can't install the validators"
node_with "$here" 2>"$work/npm.log" ||
  cannot "machines: npm can't install the CSAF validator"
command -v gpg >/dev/null || cannot "machines: this machine has no gpg"

program || { fail "the program builds with signing"; finish; }

counted machines.py "$python" "$here/machines.py" "$FANLIGHT" "$work" "$here"
finish
