"""A Python wheel with the program in it: python3 packaging/wheel.py BINARY TARGET OUT

What `maturin` makes of a crate with `bindings = "bin"`, but of a binary that is there already: PyPI brings the very bytes of
the release. It has no Python code; pip puts `fanlight` beside `python`."""

import base64
import hashlib
import sys
from pathlib import Path

from archive import zipped
from facts import DESCRIPTION, LICENCES, REPOSITORY, ROOT, TARGETS, VERSION, program, readme


def metadata():
    return f"""\
Metadata-Version: 2.4
Name: fanlight
Version: {VERSION}
Summary: {DESCRIPTION}
License-Expression: MIT OR Apache-2.0
{"".join(f"License-File: {name}{chr(10)}" for name in LICENCES)}\
Project-URL: Source, {REPOSITORY}
Project-URL: Changelog, {REPOSITORY}/blob/v{VERSION}/CHANGELOG.md
Keywords: security,advisories,static-site,osv,csaf
Classifier: Environment :: Console
Classifier: Topic :: Security
Requires-Python: >=3.8
Description-Content-Type: text/markdown

{readme()}"""


def record_line(path, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{path},sha256={digest},{len(content)}\n"


def main(binary, target, out):
    tags = TARGETS[target]["wheel"]
    info = f"fanlight-{VERSION}.dist-info"
    wheel = "Wheel-Version: 1.0\nGenerator: fanlight packaging\nRoot-Is-Purelib: false\n"
    wheel += "".join(f"Tag: py3-none-{tag}\n" for tag in tags.split("."))
    entries = [
        (f"fanlight-{VERSION}.data/scripts/{program(target)}", Path(binary).read_bytes(), 0o755),
        *((f"{info}/licenses/{name}", (ROOT / name).read_bytes(), 0o644) for name in LICENCES),
        (f"{info}/METADATA", metadata().encode(), 0o644),
        (f"{info}/WHEEL", wheel.encode(), 0o644),
    ]
    record = "".join(record_line(path, content) for path, content, _ in entries) + f"{info}/RECORD,,\n"
    entries.append((f"{info}/RECORD", record.encode(), 0o644))
    Path(out).mkdir(parents=True, exist_ok=True)
    path = Path(out) / f"fanlight-{VERSION}-py3-none-{tags}.whl"
    path.write_bytes(zipped(entries))
    print(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
