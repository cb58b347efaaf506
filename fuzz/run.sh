#!/usr/bin/env bash
# Fuzzes each target for a while, on the toolchain that builds Fanlight: fuzz/run.sh [SECONDS [TARGET…]]
#
# SECONDS (default 600) is for each target. New inputs come to fuzz/corpus/, what fails to fuzz/artifacts/. It needs a C++ compiler.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:-600}
[[ $seconds =~ ^[0-9]+$ ]] || { echo "usage: fuzz/run.sh [SECONDS [TARGET…]]" >&2; exit 2; }
shift || true
target=${CARGO_TARGET_DIR:-$PWD/target}
RUSTC_WRAPPER=$PWD/coverage.sh cargo build --release --target-dir "$target"

# Sites are many small files: in memory, where that is at hand.
[ -d /dev/shm ] && [ -w /dev/shm ] && export TMPDIR=/dev/shm
[ $# -gt 0 ] || set -- $(cd fuzz_targets && printf '%s\n' *.rs | sed 's/\.rs$//')
failed=0
for name in "$@"; do
  mkdir -p "corpus/$name" "artifacts/$name"
  echo "== $name, $seconds s"
  "$target/release/$name" "corpus/$name" "seeds/$name" -dict=marks.dict -max_total_time="$seconds" \
    -artifact_prefix="artifacts/$name/" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 2>&1 |
    grep -E '^stat::|^==|panicked|DONE|SUMMARY' || true
  [ "${PIPESTATUS[0]}" = 0 ] || failed=1
done
exit $failed
