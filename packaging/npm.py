"""npm packages: python3 packaging/npm.py BINARY TARGET OUT, and once python3 packaging/npm.py --wrapper OUT;
or both of a whole release: python3 packaging/npm.py --all ARCHIVES OUT

A package for each machine holds the program; `fanlight` names them all as optional dependencies, of which npm installs the one
that fits, and starts it. No script runs at installation, and nothing is fetched but the packages themselves. Each is written
as a folder, for `npm publish FOLDER --provenance`."""

import json
import shutil
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from facts import DESCRIPTION, LICENCES, REPOSITORY, ROOT, TARGETS, VERSION, program, readme


def shared(name, description):
    return {
        "name": name,
        "version": VERSION,
        "description": description,
        "license": "MIT OR Apache-2.0",
        "repository": {"type": "git", "url": f"git+{REPOSITORY}.git"},
        "homepage": REPOSITORY,
    }


def scoped(each):
    return f"@fanlight/{each['npm']}"


def write(folder, package):
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps(package, indent=2) + "\n")
    for name in LICENCES:
        shutil.copy(ROOT / name, folder)
    print(folder)


def machine(binary, target, out):
    each = TARGETS[target]
    package = shared(scoped(each), f"Fanlight for {each['os']} on {each['cpu']}: install `fanlight`, which brings this")
    package |= {"os": [each["os"]], "cpu": [each["cpu"]], "preferUnplugged": True, "files": [program(target), *LICENCES]}
    folder = Path(out) / each["npm"]
    write(folder, package)
    (folder / "README.md").write_text(f"The program of [fanlight]({REPOSITORY}) for {target}. Install `fanlight`.\n")
    shutil.copy(binary, folder / program(target))
    (folder / program(target)).chmod(0o755)


def wrapper(out):
    package = shared("fanlight", DESCRIPTION)
    package |= {
        "bin": {"fanlight": "fanlight.js"},
        "files": ["fanlight.js", *LICENCES],
        "engines": {"node": ">=18"},
        "optionalDependencies": {scoped(each): VERSION for each in TARGETS.values()},
    }
    folder = Path(out) / "fanlight"
    write(folder, package)
    (folder / "README.md").write_text(readme())
    shutil.copy(ROOT / "packaging/npm/fanlight.js", folder)
    (folder / "fanlight.js").chmod(0o755)


def everything(archives, out):
    """The programs of a release's archives, as they are."""
    for target in TARGETS:
        inside = f"fanlight-{target}/{program(target)}"
        with tempfile.TemporaryDirectory() as folder:
            if "-windows-" in target:
                zipfile.ZipFile(Path(archives) / f"fanlight-{target}.zip").extract(inside, folder)
            else:
                with tarfile.open(Path(archives) / f"fanlight-{target}.tar.gz") as packed:
                    packed.extract(inside, folder, filter="data")
            machine(Path(folder) / inside, target, out)
    wrapper(out)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--all", archives, out]:
            everything(archives, out)
        case ["--wrapper", out]:
            wrapper(out)
        case [binary, target, out]:
            machine(binary, target, out)
        case _:
            sys.exit(__doc__)
