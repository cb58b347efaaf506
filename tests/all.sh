#!/usr/bin/env bash
# Passes all the tests, or says what failed: tests/all.sh [--allow-missing]
#
# Formatting, lints, all Rust tests; then, where the acceptance kit lies beside the repository (../shared/kit), the example
# site through third-party validators. It needs Rust; the kit needs Node 20, Python 3.11 with pip, and, to install what it
# uses for the first time, root on Debian. What can't run fails, or is a counted skip with --allow-missing. Closes with
# "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
exec </dev/null

. tests/counted.sh
. tests/debian.sh
. tests/node.sh
. tests/program.sh

if ! command -v cargo >/dev/null; then
  fail "there is no cargo: install Rust 1.95 or newer from https://rustup.rs/"
  finish
fi

export CARGO_TERM_COLOR=never
# What is tested is built once and runs for long: optimised a little, all of it takes two thirds of the time.
export CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_DEV_DEBUG=false CARGO_INCREMENTAL=0

# Sites and their twins are many small files: they are written to memory, where 4 GiB of it are at hand.
memory=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -gt 4194304 ]; then memory=/dev/shm; fi

# How far it is, in time.
lap() { printf -- '-- %d:%02d after the beginning: %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$1"; }

# A check with cargo's component $2, added where rustup can add it.
component() {
  local name=$1 component=$2
  shift 2
  if ! cargo "$component" --version >/dev/null 2>&1; then
    local package=$component
    [ "$component" = fmt ] && package=rustfmt
    rustup component add "$package" >/dev/null 2>&1
  fi
  if ! cargo "$component" --version >/dev/null 2>&1; then
    missing "$name: cargo $component is not installed and rustup can't add it"
  elif cargo "$component" "$@"; then
    pass "$name"
  else
    fail "$name"
  fi
}

component formatting fmt --check
# The lints read the program as it is by default; all else is built once, with every feature.
component lints clippy --quiet --all-targets -- -D warnings

# All Rust tests; their figures are summed over cargo's test binaries.
rust_tests() {
  local log code sums
  log=$(mktemp)
  TMPDIR=$memory cargo test --no-fail-fast --all-features 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  sums=$(awk '/^test result: / { for (i = 2; i <= NF; i++) {
      if ($i == "passed;") p += $(i - 1); if ($i == "failed;") f += $(i - 1); if ($i == "ignored;") s += $(i - 1) } }
    END { print p + 0, f + 0, s + 0 }' "$log")
  rm -f "$log"
  local p f s
  read -r p f s <<<"$sums"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if [ "$code" != 0 ] && [ "$f" = 0 ]; then fail "cargo test did not run to its end"; fi
  if [ "$code" = 0 ] && [ "$p" = 0 ]; then fail "cargo test ran no test"; fi
}
rust_tests
lap "Rust tests"

# The proof on many more generated sites: two tests of so many cases each, on a thread of its own; a minute or two on two
# cores.
generated=${PROPTEST_CASES:-1000}
if TMPDIR=$memory PROPTEST_CASES=$generated cargo test --quiet --all-features --lib prove::tests::generated; then
  pass "the proof on $((2 * generated)) generated sites"
else
  fail "the proof on $((2 * generated)) generated sites"
fi

lap "the proof"

option=()
[ "$allow_missing" = yes ] && option=(--allow-missing)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The program and the examples that the scripts run. A copy, so that no later build takes it away from a test that runs it.
if ! { program && cp "$FANLIGHT" "$work/fanlight"; }; then
  fail "the program builds"
  finish
fi
export FANLIGHT=$work/fanlight

# Three rows of scripts side by side, on two cores: the first waits for instants and installs packages, the second waits for a
# browser, the third computes. What more than one of them needs is installed before.
command -v chromium >/dev/null || debian chromium
node_with tests/conformance
row() {
  local name
  for name in "$@"; do
    case $name in
      recipes | packages) bash "tests/$name/run.sh" "${option[@]}" ;;
      conformance) bash tests/conformance/run.sh "${option[@]}" ;;
      *) bash "tests/conformance/$name.sh" "${option[@]}" ;;
    esac >"$work/$name.log" 2>&1
    lap "$name"
  done
}
row recipes packages &
row conformance machines faults browser &
row pages &
wait
lap "scripts"
for name in recipes packages machines conformance pages faults browser; do counted "$name" cat "$work/$name.log"; done

# Figures computed once more by others.
if [ -f ../shared/data/stats/curl-vulnerabilities.psv.txt ]; then
  counted figures python3 tests/conformance/figures.py "$FANLIGHT" ../shared/data/stats/curl-vulnerabilities.psv.txt
else
  skip "figures: ../shared/data is not here"
fi

if "$FANLIGHT" build --quiet --out "$work/site"; then pass "the example site builds"; else fail "the example site builds"; finish; fi

# Every feed of the example site, as feedparser reads it.
feedparser() {
  command -v python3 >/dev/null || { missing "feedparser: this machine has no python3"; return; }
  tests/conformance/feeds.sh "$work/site" https://security.example.org/
  case $? in
    0) pass "feedparser" ;;
    3) missing "feedparser: PyPI can't be reached" ;;
    *) fail "feedparser" ;;
  esac
}
feedparser

# Real documents to try the program on lie beside the repository, where they are at hand.
[ -d ../shared/seeds ] || skip "seeds: ../shared/seeds is not here"

kit=../shared/kit
if [ ! -x "$kit/run-all.sh" ]; then
  skip "validators: ../shared/kit is not here"
  finish
fi

# What a check of the kit needs and this machine hasn't; nothing where it can run.
lacks() {
  local root=no
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && root=yes
  case $1 in
    csaf)
      command -v node >/dev/null || { echo "node (20 or newer)"; return; }
      command -v npm >/dev/null || echo "npm" ;;
    *)
      command -v python3 >/dev/null || { echo "python3 (3.11 or newer)"; return; }
      python3 -m pip --version >/dev/null 2>&1 || { echo "pip"; return; }
      if [ "$1" = html ]; then
        command -v npm >/dev/null || { echo "npm"; return; }
        command -v java >/dev/null || [ $root = yes ] || echo "java, or root to install it"
      fi ;;
  esac
}

# Its checks of accessibility and with Lighthouse are left to pages.sh, which asks more of more pages with the same tools.
checks=(html links feeds securitytxt csaf csaf-provider)
run=()
for check in "${checks[@]}"; do
  lacking=$(lacks "$check")
  if [ -n "$lacking" ]; then missing "$check: this machine has no $lacking"; else run+=("$check"); fi
done
# These two want what run-all.sh has no option for: the prefix of the example's ids, and a CVE record beside the site.
mkdir -p "$work/cve"
"$FANLIGHT" export cve HARBOUR-2025-k3x9 >"$work/cve/CVE-2025-99901.json" || fail "the example's CVE record"
for check in osv cve; do
  lacking=$(lacks "$check")
  if [ -n "$lacking" ]; then missing "$check: this machine has no $lacking"; continue; fi
  if [ $check = osv ]; then told=("$work/site" --prefix HARBOUR); else told=("$work/cve"); fi
  verdict=$(python3 "$kit/check-$check.py" "${told[@]}" | tail -n 1)
  case $verdict in PASS*) pass "$check" ;; *) fail "$check: $verdict" ;; esac
done
if [ ${#run[@]} -gt 0 ]; then
  KIT_LOGS=$work/logs
  mkdir -p "$KIT_LOGS"
  export KIT_LOGS
  "$kit/run-all.sh" "$work/site" https://security.example.org/ "${run[@]}"
  for check in "${run[@]}"; do
    verdict=$(tail -n 1 "$KIT_LOGS/$check.log" 2>/dev/null)
    case $verdict in
      PASS*) pass "$check" ;;
      FAIL*) grep -E '^PROBLEM' "$KIT_LOGS/$check.log" | head -n 20; fail "$check: $verdict" ;;
      *) tail -n 5 "$KIT_LOGS/$check.log"; missing "$check could not run" ;;
    esac
  done
fi
finish
