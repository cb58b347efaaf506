"""Counts `unsafe` in what Fanlight is made of: per package, in the sources that cargo has, without comments, texts and tests.

    python3 tests/packages/unsafe.py      the packages that have most, for whoever has to trust them

It is a measure of what has to be trusted, not of what is wrong.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import sbom

# Comments, raw texts, texts and characters: none of them is code.
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|r(#*)".*?"\1|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])\'', re.S)
UNSAFE = re.compile(r"\bunsafe\b(?!_)")
TARGET = "x86_64-unknown-linux-musl"


def count(folder):
    found = 0
    for path in folder.rglob("*.rs"):
        if not {"tests", "benches", "examples"} & set(path.relative_to(folder).parts[:-1]):
            found += len(UNSAFE.findall(NOT_CODE.sub(" ", path.read_text(errors="replace"))))
    return found


def rows():
    """How often, name and version of each package that is in what is shipped."""
    graph = sbom.metadata(TARGET)
    needed = sbom.linked(graph)
    packages = [each for each in graph["packages"] if each["id"] in needed]
    return sorted(((count(Path(each["manifest_path"]).parent / "src"), each["name"], each["version"]) for each in packages), reverse=True)


def sentence(counted):
    without = sum(1 for number, *_ in counted if number == 0)
    return f"{len(counted)} packages, {without} of them without `unsafe`; it stands {sum(row[0] for row in counted):,} times in the others"


if __name__ == "__main__":
    counted = rows()
    print(sentence(counted))
    for number, name, version in counted[:15]:
        print(f"{number:>6}  {name} {version}")
