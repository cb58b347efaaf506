#!/usr/bin/env bash
# A wrapper of rustc for fuzz/run.sh: only Fanlight's own code counts what it passes through, as cargo-fuzz would have it.
rustc=$1
shift
case " $* " in
  *" --crate-name fanlight "*)
    exec "$rustc" "$@" --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
      -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
      -Cllvm-args=-sanitizer-coverage-trace-compares ;;
esac
exec "$rustc" "$@"
