"""The Homebrew formula of a release: python3 packaging/formula.py SHA256SUMS > Formula/fanlight.rb"""

import re
import sys
from pathlib import Path

from facts import REPOSITORY, ROOT, VERSION


def formula(sums):
    digests = dict(reversed(line.split(maxsplit=1)) for line in sums.splitlines())
    digests = {name.lstrip("*"): digest for name, digest in digests.items()}

    def value(match):
        kind, _, target = match[1].partition(":")
        archive = f"fanlight-{target}.tar.gz"
        match kind:
            case "VERSION":
                return VERSION
            case "URL":
                return f"{REPOSITORY}/releases/download/v{VERSION}/{archive}"
            case "SHA256":
                return digests[archive]

    return re.sub(r"@([A-Z0-9]+(?::[a-z0-9_-]+)?)@", value, (ROOT / "packaging/homebrew/fanlight.rb").read_text())


if __name__ == "__main__":
    print(formula(Path(sys.argv[1]).read_text()), end="")
