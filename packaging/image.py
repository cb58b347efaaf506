"""The file tree of the container image: python3 packaging/image.py BINARY OUT

The program, its licences and a place to work in, and nothing else: it needs no library, no shell, no network. The Dockerfile
beside this file packs the tree as it is."""

import shutil
import sys
from pathlib import Path

from facts import LICENCES, ROOT


def main(binary, out):
    out = Path(out)
    for folder in ("usr/bin", "usr/share/licenses/fanlight", "work"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    # A build stages beside its target, and some commands want a place for what is short-lived.
    (out / "tmp").mkdir(exist_ok=True)
    (out / "tmp").chmod(0o1777)
    shutil.copy(binary, out / "usr/bin/fanlight")
    (out / "usr/bin/fanlight").chmod(0o755)
    for name in LICENCES:
        shutil.copy(ROOT / name, out / "usr/share/licenses/fanlight")
    print(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
