#!/usr/bin/env bash
# Reads every feed of a site with feedparser: tests/conformance/feeds.sh SITE URL. Exit code 3: it can't run here.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 3
. tests/python.sh
python=$(python_with conformance tests/conformance/requirements.txt) || exit 3
PYTHONDONTWRITEBYTECODE=1 exec "$python" tests/conformance/feeds.py "$@"
