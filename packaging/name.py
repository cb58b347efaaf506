"""Puts the repository's name everywhere, or pins the recipes to a release:

  python3 packaging/name.py OWNER/NAME                  every link, recipe and package names github.com/OWNER/NAME
  python3 packaging/name.py --pin COMMIT SHA256SUMS     recipes take the release of this version: its commit and checksum

The name as it is now is that of `repository` in Cargo.toml. Until the project has a home it is one that nobody can have."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "https://github.com/"
LINUX = "fanlight-x86_64-unknown-linux-musl.tar.gz"


def current(root=ROOT):
    return re.search(rf'^repository = "{HOST}([^"]+)"', (root / "Cargo.toml").read_text(), re.M)[1]


def texts(root):
    """Every file of the repository that is text, but the tests of this, which name others."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, check=True, capture_output=True)
    for name in sorted(set(filter(None, listed.stdout.decode().split("\0")))):
        if name.startswith("tests/packages/"):
            continue
        try:
            yield root / name, (root / name).read_bytes().decode()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def rename(new, root=ROOT):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*_?/[A-Za-z0-9._-]+", new):
        sys.exit(f"{new} is no OWNER/NAME")
    old = current(root)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True).stdout.strip()
    for path, text in texts(root):
        # Names of container images have small letters only.
        changed = text.replace(f"ghcr.io/{old.lower()}", f"ghcr.io/{new.lower()}").replace(old, new)
        # Before there is a release, recipes build the commit that is there now.
        changed = changed.replace(f"{new}@{'0' * 40}", f"{new}@{head}")
        if changed != text:
            path.write_bytes(changed.encode())
            print(path.relative_to(root))


def pin(commit, sums, root=ROOT):
    if not re.fullmatch(r"[0-9a-f]{40}", commit):
        sys.exit(f"{commit} is no full commit")
    version = re.search(r'^version = "([^"]+)"', (root / "Cargo.toml").read_text(), re.M)[1]
    digest = re.search(rf"^([0-9a-f]{{64}}) [ *]{re.escape(LINUX)}$", Path(sums).read_text(), re.M)[1]
    action = re.compile(rf"{re.escape(current(root))}@[0-9a-f]{{40}}( # [^\n]*)?")
    for path, text in texts(root / "recipes"):
        changed = action.sub(f"{current(root)}@{commit} # v{version}", text)
        changed = re.sub(r'(?m)^(\s*)(with: \{ release: )"[^"]*"', rf'\g<1>\g<2>"v{version}"', changed)
        changed = re.sub(r"(?<=releases/download/)v[^/]+", f"v{version}", changed)
        changed = re.sub(r"(?m)^(\s*FANLIGHT_SHA256\s*[:=]\s*)\"[0-9a-f]{64}\"", rf'\g<1>"{digest}"', changed)
        if changed != text:
            path.write_bytes(changed.encode())
            print(path.relative_to(root))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--pin", commit, sums]:
            pin(commit, sums)
        case [name] if not name.startswith("-"):
            rename(name)
        case _:
            sys.exit(__doc__)
