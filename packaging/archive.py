"""Packs what a release brings for one machine: python3 packaging/archive.py BINARY TARGET MANUALS OUT

MANUALS is what `cargo run --example manuals -- MANUALS` wrote. OUT/fanlight-TARGET.tar.gz (on Windows .zip) holds one folder:
the program, README, changelog, licences, man pages and completions. The same input gives the same bytes."""

import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path

from facts import EPOCH, LICENCES, ROOT, program


def files(binary, target, manuals):
    """Path, bytes and mode of each file, in order."""
    found = {program(target): (Path(binary).read_bytes(), 0o755)}
    for name in ["README.md", "CHANGELOG.md", *LICENCES]:
        found[name] = ((ROOT / name).read_bytes(), 0o644)
    for path in sorted(Path(manuals).rglob("*")):
        if path.is_file():
            found[path.relative_to(manuals).as_posix()] = (path.read_bytes(), 0o644)
    return sorted((path, *rest) for path, rest in found.items())


def tar_gz(entries):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=EPOCH) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for path, content, mode in entries:
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode, entry.mtime = len(content), mode, EPOCH
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content, mode in entries:
            entry = zipfile.ZipInfo(path)
            entry.external_attr, entry.compress_type = (0o100000 | mode) << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def main(binary, target, manuals, out):
    folder = f"fanlight-{target}"
    entries = [(f"{folder}/{path}", *rest) for path, *rest in files(binary, target, manuals)]
    if "-windows-" in target:
        name, content = f"{folder}.zip", zipped(entries)
    else:
        name, content = f"{folder}.tar.gz", tar_gz(entries)
    Path(out).mkdir(parents=True, exist_ok=True)
    (Path(out) / name).write_bytes(content)
    print(Path(out) / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
