"""A content folder of any size, the same on every machine, for Fanlight and for Hugo.

    python3 benches/corpus.py DIR [--records 10000] [--bytes 1400] [--withheld 0] [--packages 50] [--code 20]

Writes DIR/fanlight and DIR/hugo: the same advisories, each in the form that the generator reads. `--bytes` is about how long a
file is; `--withheld` the share of records, in percent, of which a part is private or which are under embargo (in Fanlight alone:
Hugo has nothing of the kind); `--code` the share with a block of code.
"""

import argparse
import json
import random
import shutil
from pathlib import Path

WORDS = """archive parser header length session token reads writes before after the a of in when server client request memory
bound check missing crafted name path folder user value large number could leads to limit stream cache entry key without and
buffer decoder signature certificate proxy cookie upload template query response thread lock timeout""".split()
SYLLABLES = "bel dun fay gri hol jun kas lom mir nev osh pid ral sul tov vek".split()
LEVELS = ["critical", "high", "medium", "low"]
SITE = """title: Harbour Security
url: https://security.example.org/
report:
  contact: [mailto:security@example.org]
  expires: 2099-01-01T00:00:00Z
outputs: {outputs}
"""
# Pages and one feed, as the others make them; or all that Fanlight makes.
PLAIN = "{ osv: false, csaf: false, vex: false, search: false, reports: false, cards: false, aliases: none, feeds: [rss] }"
ALL = "{ osv: true }"


class Advisory:
    def __init__(self, at, size, packages, code, withheld):
        self.random = random.Random(at + 1)
        self.id = f"BENCH-2026-{at:06}"
        self.title = f"{self.words(6).capitalize()} {at}"
        self.summary = f"{self.words(20).capitalize()}."
        self.severity = self.random.choice(LEVELS)
        self.published = f"{2020 + at % 6}-{1 + at % 12:02}-{1 + at % 28:02}T{at % 24:02}:{at % 60:02}:00Z"
        self.cve = f"CVE-2026-{100000 + at}"
        self.package = f"harbour-{at % packages}"
        self.fixed = f"1.{self.random.randrange(1, 20)}.1"
        self.fix = f"https://example.org/{self.package}/commit/{self.random.getrandbits(64):x}"
        self.credit = f"{self.name()} {self.name()}"
        # Spread evenly, so that each share of the records has its share of them.
        self.has_code = at * code % 100 < code
        self.withheld = "none" if at * withheld % 100 >= withheld else "part" if at % 2 else "whole"
        self.body = self.text(at, max(size - 760, 200))

    def name(self):
        """Of no word that texts use: a withheld one is looked for."""
        return "".join(self.random.choice(SYLLABLES) for _ in range(3)).capitalize()

    def words(self, count):
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def text(self, at, size):
        other = f"/advisories/bench-2026-{max(at - 1, 0):06}/"
        parts = [f"{self.words(30).capitalize()}, see [the one before]({other}).", "## Impact", f"{self.words(20).capitalize()}."]
        parts.append("\n".join(f"- {self.words(5)} `{self.words(2)}`" for _ in range(3)))
        if self.has_code:
            parts.append(f"```sh\nharbour {self.words(3)} --key 1\necho \"$HOME/{self.words(1)}\"\n```")
        while sum(map(len, parts)) < size:
            parts.append(f"{self.words(40).capitalize()}.")
        return "\n\n".join(parts) + "\n"

    def fanlight(self):
        when = f"published: {self.published}"
        if self.withheld == "whole":
            when = "embargo: 2098-01-01T00:00:00Z"
        private = f"private:\n  note: Ticket {self.random.getrandbits(40):x}, {self.words(8)}\n" if self.withheld == "part" else ""
        secret = ""
        if self.withheld == "part":
            secret = f"\n::: private\n{self.words(10)} {self.random.getrandbits(48):x} {self.words(20)}.\n:::\n"
        return f"""---
title: {self.title}
publish: true
{when}
summary: {self.summary}
severity: {self.severity}
aliases: [{self.cve}]
affected:
  - package: pkg:npm/{self.package}
    ranges:
      - type: SEMVER
        events: [{{ introduced: 1.0.0 }}, {{ fixed: {self.fixed} }}]
references:
  - {{ type: FIX, url: "{self.fix}" }}
credits:
  - {{ name: {self.credit}, type: FINDER }}
tags: [{WORDS[len(self.title) % len(WORDS)]}]
{private}---

{self.body}{secret}"""

    def values(self):
        return {
            "id": self.id, "severity": self.severity, "cve": self.cve, "package": self.package, "introduced": "1.0.0",
            "fixed": self.fixed, "fix": self.fix, "credit": self.credit, "label": WORDS[len(self.title) % len(WORDS)],
        }

    def hugo(self):
        head = {"title": self.title, "date": self.published, "description": self.summary, "params": self.values()}
        return f"{json.dumps(head)}\n\n{self.body}"


def write(folder, records, size=1400, withheld=0, packages=50, code=20, outputs=PLAIN):
    """Writes the two sites below `folder`, and says what was written."""
    folders = {name: folder / name / "content" / "advisories" for name in ("fanlight", "hugo")}
    for path in folders.values():
        path.mkdir(parents=True)
    (folder / "fanlight/content/site.yaml").write_text(SITE.format(outputs=outputs))
    shutil.copytree(Path(__file__).parent / "hugo-site", folder / "hugo", dirs_exist_ok=True)
    written = 0
    for at in range(records):
        advisory = Advisory(at, size, packages, code, withheld)
        text = advisory.fanlight()
        written += len(text)
        (folders["fanlight"] / f"{advisory.id}.md").write_text(text)
        (folders["hugo"] / f"{advisory.id.lower()}.md").write_text(advisory.hugo())
    return written


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--bytes", type=int, default=1400)
    parser.add_argument("--withheld", type=int, default=0, metavar="PERCENT")
    parser.add_argument("--packages", type=int, default=50)
    parser.add_argument("--code", type=int, default=20, metavar="PERCENT")
    parser.add_argument("--all", action="store_true", help="all that Fanlight can write, not pages and one feed alone")
    return parser


def write_for(folder, options):
    outputs = ALL if options.all else PLAIN
    return write(folder, options.records, options.bytes, options.withheld, options.packages, options.code, outputs)


if __name__ == "__main__":
    parser = arguments()
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(f"{options.records} records, {write_for(options.folder, options)} bytes of Markdown")
