#!/usr/bin/env bash
# What a build survives: killed or failed at any system call, content that was written to do harm; and what `serve` does:
# tests/conformance/faults.sh [--allow-missing]
#
# Needs Python 3.11 and strace (installed where this is root on Debian). Closes with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/debian.sh
. tests/program.sh

command -v strace >/dev/null || debian strace
for tool in python3 strace; do
  command -v $tool >/dev/null || cannot "faults: this machine has no $tool"
done
program || { fail "the program builds"; finish; }

# Hundreds of sites: in memory, where that is at hand.
[ -d /dev/shm ] && [ -w /dev/shm ] && export TMPDIR=/dev/shm
for script in faults hostile serving; do
  counted "$script.py" python3 "tests/conformance/$script.py" "$FANLIGHT"
done
finish
