# shellcheck shell=bash
# To be sourced by a script of tests: reads its arguments, and counts what passes.

allow_missing=no
for argument in "$@"; do
  case $argument in
    --allow-missing) allow_missing=yes ;;
    *) echo "usage: $0 [--allow-missing]" >&2; exit 2 ;;
  esac
done

passed=0 failed=0 skipped=0
pass() { passed=$((passed + 1)); echo "ok: $1"; }
fail() { failed=$((failed + 1)); echo "FAILED: $1"; }
skip() { skipped=$((skipped + 1)); echo "skipped: $1"; }

# Adds the counts of a script's closing line, "N passed, N failed, N skipped".
counted() {
  local name=$1 log p f s
  shift
  log=$(mktemp)
  "$@" 2>&1 | tee "$log"
  if read -r p f s < <(sed -nE '$s/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$log"); then
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  else
    fail "$name did not run to its end"
  fi
  rm -f "$log"
}

# Something that ought to run and can't.
missing() {
  if [ "$allow_missing" = yes ]; then skip "$1"; else fail "$1 (--allow-missing makes this a skip)"; fi
}

# The closing count.
finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  if [ "$failed" = 0 ]; then exit 0; else exit 1; fi
}

# Nothing of the script can run.
cannot() {
  missing "$1"
  finish
}
