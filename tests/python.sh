# shellcheck shell=bash
# To be sourced. `python_with NAME REQUIREMENTS` prints the path of a Python of its own that has these packages, made once in
# the target folder; it fails where there is no Python or PyPI can't be reached.
python_with() {
  local venv wanted=$2
  venv=$(realpath -m "${CARGO_TARGET_DIR:-target}")/$1/venv
  if ! cmp -s "$wanted" "$venv/installed"; then
    { python3 -m venv --clear "$venv" &&
      "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted" &&
      cp "$wanted" "$venv/installed"; } >&2 || return 1
  fi
  echo "$venv/bin/python"
}
