"""What every package says of Fanlight, read from Cargo.toml, and the machines that a release is made for."""

import json
import os
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CARGO = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
VERSION = CARGO["version"]
REPOSITORY = CARGO["repository"]
DESCRIPTION = CARGO["description"]
LICENCES = ["LICENSE-APACHE", "LICENSE-MIT"]
TARGETS = {each["target"]: each for each in json.loads((ROOT / "packaging/targets.json").read_text())}

# Every file in a package has this time, so that the same binary gives the same package. SOURCE_DATE_EPOCH sets another.
EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "1767225600"))


def program(target):
    """What the program is called there."""
    return "fanlight.exe" if "-windows-" in target else "fanlight"


def readme():
    """The README for a registry's page: links to files of the repository lead to it."""
    text = (ROOT / "README.md").read_text()
    absolute = lambda match: f"]({REPOSITORY}/blob/v{VERSION}/{match[1]})"
    return re.sub(r"\]\((?!https?:|#|mailto:)([^)]+)\)", absolute, text)
