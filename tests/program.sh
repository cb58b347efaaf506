# To be sourced. `program` exports FANLIGHT, the path of a debug program, and sets `examples`, the folder of the examples'
# programs; it builds them where FANLIGHT names none. With every feature, as tests/all.sh does: dependencies are built once.
program() {
  local built
  built=$(realpath -m "${CARGO_TARGET_DIR:-target}")/debug
  examples=$built/examples
  if [ -z "${FANLIGHT:-}" ]; then
    cargo build --quiet --bins --examples --all-features || return 1
    FANLIGHT=$built/fanlight
  fi
  FANLIGHT=$(realpath "$FANLIGHT")
  export FANLIGHT
}
