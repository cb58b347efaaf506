#!/usr/bin/env bash
# What readers have: the pages of the example, of an ugly site, of a site with one record, of one with 300, and of the documentation:
# tests/conformance/pages.sh [--allow-missing]
#
# The Nu HTML checker over every page but those of the 300; axe-core, sideways scroll, other hosts, the console, the policy of
# `_headers`, JavaScript switched off, weights and Lighthouse in pages.mjs. Needs Node 20 with npm, Java and Chromium.
# Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null
here=$PWD/tests/conformance

. tests/counted.sh
. tests/debian.sh
. tests/program.sh
. tests/node.sh

# A tool, or the Debian package that has it.
tool() {
  command -v "$1" >/dev/null || debian "$2"
  command -v "$1" >/dev/null || cannot "pages: this machine has no $1"
}
tool npm npm
tool java default-jre-headless
tool chromium chromium
node_with "$here" || cannot "pages: npm can't install"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node "$here/ugly.mjs" "$work/content" || { fail "the ugly sites are written"; finish; }
program || { fail "the program builds"; finish; }
at=2026-11-20T12:00:00Z
"$FANLIGHT" build content --quiet --at $at --out "$work/example" || { fail "the example builds"; finish; }
"$FANLIGHT" build docs --quiet --at $at --out "$work/docs" || { fail "the documentation builds"; finish; }
for site in ugly one many; do
  "$FANLIGHT" build "$work/content/$site" --quiet --at $at --out "$work/$site" || { fail "the site $site builds"; finish; }
done

jar=$here/node_modules/vnu-jar/build/dist/vnu.jar
for site in example ugly one docs; do
  if java -jar "$jar" --skip-non-html --errors-only "$work/$site" >"$work/vnu.log" 2>&1; then
    pass "the Nu HTML checker finds no error ($site)"
  else
    fail "the Nu HTML checker ($site)"
    sed "s|$work/||" "$work/vnu.log" | head -n 20
  fi
done

node "$here/pages.mjs" "$work/example" "$work/ugly" "$work/one" "$work/many" "$work/docs" 2>&1 | tee "$work/pages.log"
if read -r p f s < <(sed -nE '$s/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$work/pages.log"); then
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
else
  fail "pages.mjs did not run to its end"
fi
finish
