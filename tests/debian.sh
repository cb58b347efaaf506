# shellcheck shell=bash
# To be sourced. `debian PACKAGE…` installs packages where this is root on Debian, and says nothing; another installation at the
# same time is waited for. Whoever calls it looks afterwards whether what it needs is there.
debian() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  local install=(apt-get -o DPkg::Lock::Timeout=300 install -y "$@")
  { "${install[@]}" || { apt-get update && "${install[@]}"; }; } >/dev/null 2>&1
}
