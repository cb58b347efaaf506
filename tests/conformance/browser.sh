#!/usr/bin/env bash
# Pages in use, in a real browser: tests/conformance/browser.sh [--allow-missing]
#
# A page open in `fanlight serve`, advisories, the search, and what readers come for. Needs Node 20 with npm and Chromium.
# Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/debian.sh
. tests/program.sh
. tests/node.sh

[ -x /usr/bin/chromium ] || debian chromium
[ -x /usr/bin/chromium ] || cannot "browser: this machine has no /usr/bin/chromium"
node_with tests/conformance || cannot "browser: there is no npm, or it can't install playwright-core"
program || { fail "the program builds"; finish; }

for name in serve advisory search readers; do
  if node "tests/conformance/$name.mjs" "$FANLIGHT"; then pass "$name in a browser"; else fail "$name in a browser"; fi
done
finish
