#!/usr/bin/env bash
# Reads every feed of a site with feedparser: tests/conformance/feeds.sh SITE URL. Exit code 3: it can't run here.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 3
target=${CARGO_TARGET_DIR:-target}
venv=$target/conformance/venv
wanted=tests/conformance/requirements.txt
if ! cmp -s "$wanted" "$venv/installed"; then
  { python3 -m venv --clear "$venv" &&
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted" &&
    cp "$wanted" "$venv/installed"; } || exit 3
fi
PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/python" tests/conformance/feeds.py "$@"
