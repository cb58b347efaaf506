#!/usr/bin/env bash
# Checks what the program and its pages compute against independent implementations: tests/conformance/run.sh [--allow-missing]
#
# CVSS scores against PyPI's `cvss`; orders of versions against dpkg and PyPI's `univers`; verdicts on versions, the
# script's and the program's, against Node's `semver` and Python's `packaging`; what foreign records say against our OSV, CSAF and CVE of them; marks in each example of the
# CommonMark and GFM specifications; what is withheld against Pandoc.
# Needs Node 20 with npm, Python 3.11 and Pandoc, or root on Debian to install it. What can't run fails, or is a counted skip
# with --allow-missing. Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/debian.sh
. tests/program.sh
. tests/python.sh
. tests/node.sh
check() {
  local name=$1
  shift
  if "$@"; then pass "$name"; else fail "$name"; fi
}

command -v npm >/dev/null || cannot "conformance: this machine has no npm"
command -v python3 >/dev/null || cannot "conformance: this machine has no Python"
node_with tests/conformance || cannot "conformance: npm can't install"
python=$(python_with conformance tests/conformance/requirements.txt) || cannot "conformance: PyPI can't be reached"
program || { fail "the examples build"; finish; }

check "CVSS scores" "$python" tests/conformance/scores.py "$examples/cvss"
# The tools of ecosystems that have one in Debian.
tools_of_orders() {
  command -v rpm && command -v ruby && command -v php && [ -f /usr/share/php/Composer/Semver/autoload.php ]
}
tools_of_orders >/dev/null || debian rpm ruby php-cli php-composer-semver
tools_of_orders >/dev/null || missing "orders of versions: this machine lacks rpm, ruby, or php with Composer's semver"
check "orders of versions" "$python" tests/conformance/orders.py "$examples/verdicts"
check "your version" node tests/conformance/your-version.mjs "$examples/verdicts" "$python"
check "what foreign records say comes out again" "$python" tests/conformance/faithful/main.py "$FANLIGHT"
check "cases of versions" node tests/conformance/versions.mjs "$FANLIGHT"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
marks() {
  cargo test --quiet --all-features --lib -- --ignored --exact "prove::tests::corpus::$1"
}

node tests/conformance/corpus.mjs "$work/corpus.json" || fail "the specifications' examples"
FANLIGHT_CORPUS=$work/corpus.json check "marks in the specifications' examples" \
  marks no_mark_shows_at_any_place_of_the_specifications_examples

command -v pandoc >/dev/null || debian pandoc
if command -v pandoc >/dev/null && "$python" tests/conformance/pandoc.py "$work/pandoc.json"; then
  FANLIGHT_PANDOC=$work/pandoc.json check "what Pandoc reads as withheld" \
    marks what_pandoc_reads_as_withheld_is_withheld_or_refused_and_what_it_reads_as_text_is_shown
else
  missing "conformance: this machine has no pandoc"
fi
finish
