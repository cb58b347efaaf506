#!/usr/bin/env bash
# Looks for counter-examples among cases that no test has drawn yet: tests/explore.sh [CASES] [SEED]
#
# The tests themselves draw the same cases on every machine (.cargo/config.toml). Here the seed is a new one, and it is
# printed, so that a run can be repeated. CASES (default 1000) is for each of the proof's two tests; the stripper's
# properties take 20 times as many. What is found is fixed, and kept as a test in src/prove/tests/regressions.rs.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
exec </dev/null

cases=${1:-1000}
seed=${2:-$(od -An -N6 -tu8 /dev/urandom | tr -d ' ')}
[[ $cases =~ ^[0-9]+$ && $seed =~ ^[0-9]+$ ]] || { echo "usage: tests/explore.sh [CASES] [SEED]" >&2; exit 2; }

# Twins are many small files: in memory, where that is at hand.
[ -d /dev/shm ] && [ -w /dev/shm ] && export TMPDIR=/dev/shm
export PROPTEST_RNG_SEED=$seed PROPTEST_CASES=$cases FANLIGHT_CASES=$((cases * 20))
echo "seed $seed, $cases cases a test"
if cargo test --all-features --lib --no-fail-fast -- prove::tests::generated private::marks private::testing normalise::fuzzing; then
  echo "nothing found with seed $seed"
else
  echo "found with seed $seed: repeat it with tests/explore.sh $cases $seed" >&2
  exit 1
fi
