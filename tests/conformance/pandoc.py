"""What Pandoc reads as withheld, and what it reads as text: python3 pandoc.py FILE [TEXTS]

Writes a list of {text, withheld, shown} for a test of Fanlight's own. The texts mix constructs with marks in all the spellings of
Pandoc's divs and spans; each word in them is used once. `withheld` are the words within a Div or Span of class private, until or
tlp, `shown` those that are text outside of them. The texts are the same in each run.

Not asked, since Fanlight differs by design (docs/pages/guides/withholding.md): marks in code withhold, where Pandoc shows code; a block's marks
count by line, also right below a paragraph; `::: tlp amber` without braces is no div to Pandoc.
"""

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

READER = "markdown+fenced_divs+bracketed_spans+native_divs+native_spans"
MARKS = {"private", "until", "tlp"}

RIGHT = ["{.private}", "{.private}", "{ .private }", "{.until at=2990-01-01T00:00:00Z}", '{.until at="2990-01-01T00:00:00Z"}', "{.tlp label=amber}"]
# Pandoc's, which Fanlight refuses.
OTHER = ["{#id .private}", "{.note .private}", "{#id\n.private}", '{class="private"}', "{.private key=value}", "{.Private}",
         "{.tlp\nlabel=red}"]
FENCES = ["private", "private", *RIGHT]
OTHER_FENCES = ["private :::", "{.private} ::::", "Private", "{#id .private}", "{.private .note}", '{class="private"}']
TAGS = ['class="private"', "class='private'", "class=private", 'id="a" class="note private"', 'class="until" at="x"', 'class="tlp"',
        'CLASS="private"']


class Writer:
    """Writes texts of words that are used once."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.words = 0
        # Half of the texts have only what Fanlight takes: one of the rest is enough to refuse a text.
        self.strict = seed % 2 == 0

    def word(self):
        self.words += 1
        return f"w{self.words}x"

    def attributes(self):
        return self.chance.choice(RIGHT if self.strict or self.chance.randrange(3) > 0 else OTHER)

    def fence(self):
        return self.chance.choice(FENCES if self.strict or self.chance.randrange(3) > 0 else OTHER_FENCES)

    def element(self, name, inner):
        attributes = self.chance.choice(TAGS) if not self.strict else 'class="note"'
        return f"<{name} {attributes}>{inner}</{name}>"

    def some(self):
        return " ".join(self.word() for _ in range(self.chance.randint(1, 3)))

    def inline(self, depth=0):
        pick = self.chance.randrange
        parts = []
        for _ in range(self.chance.randint(1, 3)):
            inner = self.inline(depth + 1) if depth < 2 and pick(3) == 0 else self.some()
            parts.append([
                lambda: self.some(),
                lambda: self.some(),
                lambda: f"[{inner}]{self.attributes()}",
                lambda: f"[{inner}]{{.private}}",
                lambda: self.element("span", inner),
                lambda: f"**{inner}**",
                lambda: f"_{inner}_",
                lambda: f"[{inner}](https://example.org/)",
                lambda: f"`{self.some()}`",
                lambda: self.some() if self.strict else f"[{self.some()}]{{.note}}",
                lambda: f"\\[{self.some()}\\]",
            ][pick(11)]())
        return self.chance.choice([" ", " ", "\n"]).join(parts) + self.chance.choice(["", ".", "", ", " + self.word()])

    def block(self, depth=0):
        pick = self.chance.randrange
        inner = lambda: "\n\n".join(self.block(depth + 1) for _ in range(self.chance.randint(1, 2)))
        leaf = [
            lambda: self.inline(),
            lambda: self.inline(),
            lambda: f"## {self.some()} [{self.some()}]{{.private}}",
            lambda: f"- {self.inline()}\n- {self.inline()}",
            lambda: f"1. {self.inline()}\n2. {self.inline()}",
            lambda: f"> {self.some()}\n> {self.some()}",
            lambda: f"```\n{self.some()}\n```",
            lambda: f"| {self.word()} | {self.word()} |\n|---|---|\n| [{self.word()}]{{.private}} | {self.word()} |",
        ]
        if depth > 1 or pick(3) > 0:
            return leaf[pick(len(leaf))]()
        body = inner()
        colons = ":" * self.chance.choice([3, 3, 4, 5])
        fenced = f"{colons} {self.fence()}\n{body}\n{colons}"
        return [
            lambda: fenced,
            lambda: fenced,
            lambda: fenced,
            lambda: self.element("div", f"\n\n{body}\n\n"),
            lambda: "\n".join(f"> {line}".rstrip() for line in fenced.split("\n")),
            lambda: "- " + "\n".join(f"  {line}".rstrip() for line in fenced.split("\n"))[2:],
            lambda: body if self.strict else f":::: {{.note}}\n{body}\n::::",
        ][pick(7)]()

    def text(self):
        return "\n\n".join(self.block() for _ in range(self.chance.randint(1, 4))) + "\n"


def read(node, hidden, withheld, shown):
    """Sorts the words of a node of Pandoc's tree."""
    if isinstance(node, list):
        for child in node:
            read(child, hidden, withheld, shown)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind in ("Div", "Span"):
        hidden = hidden or bool(MARKS & set(content[0][1]))
        read(content[1], hidden, withheld, shown)
    elif kind == "Str":
        (withheld if hidden else shown).extend(words(content))
    elif kind in ("Code", "CodeBlock"):
        (withheld if hidden else shown).extend(words(content[1]))
    elif content is not None:
        read(content, hidden, withheld, shown)


def words(text):
    plain = "".join(letter if letter.isalnum() else " " for letter in text)
    return [word for word in plain.split() if word.startswith("w") and word.endswith("x") and word[1:-1].isdigit()]


def witness(seed):
    text = Writer(seed).text()
    told = subprocess.run(["pandoc", "-f", READER, "-t", "json"], input=text, capture_output=True, text=True, check=True)
    withheld, shown = [], []
    read(json.loads(told.stdout)["blocks"], False, withheld, shown)
    return {"text": text, "withheld": withheld, "shown": shown}


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    with ThreadPoolExecutor(4) as pool:
        witnesses = list(pool.map(witness, range(count)))
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(witnesses, file)


main()
