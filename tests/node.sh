# shellcheck shell=bash
# To be sourced. `node_with FOLDER` puts there what its package-lock.json names, unless it is there already; it fails where npm
# is missing or can't reach its registry.
node_with() {
  command -v npm >/dev/null || return 1
  cmp -s "$1/package-lock.json" "$1/node_modules/installed.json" && return
  (cd "$1" && npm ci --silent --no-audit --no-fund && cp package-lock.json node_modules/installed.json) >&2
}
