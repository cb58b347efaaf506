"""Content that nobody would write but to do harm: hostile.py FANLIGHT [SCALE]

Each case is a site with one such thing in it. A build ends by itself, in 0 (harmless), 1 (a clear error with a help) or 3 (it
can't be audited), without a panic, in bounded memory; nothing is published but on 0. Prints what each took. SCALE 1, the default, writes inputs of
about 1 MB; 10 those of the contract."""

import gzip
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

FANLIGHT = Path(sys.argv[1]).resolve()
# As at its author's desk: a public log names less.
os.environ.pop("CI", None)
SCALE = int(sys.argv[2]) if len(sys.argv) > 2 else 1
MB = SCALE << 20
# Above what the biggest case takes in a debug build; a bomb takes all there is.
MEMORY, SECONDS = 1500 << 20, 300
SITE = "title: A\nurl: https://security.example.org/\nreport: { contact: [mailto:security@example.org], expires: 2099-06-30T00:00:00Z }\n"
HEAD = "title: A\npublish: true\npublished: 2025-01-01T12:00:00Z\nimpact: It ends.\nresolution: Update.\nroot_cause: A length.\nseverity: low\naffected: [{ package: pkg:npm/a, ranges: [{ type: SEMVER, introduced: 1.0.0, fixed: 1.0.1 }] }]\n"


def record(more="", body="Text.\n", name="advisories/A-2025-1.md"):
    return {name: f"---\n{HEAD}{more}---\n\n{body}"}


def page(body):
    return {"pages/a.md": f"---\ntitle: A\n---\n\n{body}"}


def osv(text):
    return {"advisories/A-2025-1.json": text}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height):
    """A picture that is small on disk and as large as it says when it is unpacked."""
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(bytes(1 << 20)) for _ in range(64)) + rows.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def picture(name, data):
    return {f"static/{name}": data, **page(f"![A](/{name})\n")}


def aliases():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 12)]
    return "\n".join(lines) + "\n"


def link(to):
    return lambda path: path.symlink_to(to)


# More than the audit unpacks.
BOMB = gzip.compress(bytes(300 << 20))

# What each may end in.
HARMLESS, ERROR, EITHER, REFUSED = {0}, {1}, {0, 1}, {3}
N = SCALE * 10_000
CASES = {
    "YAML aliases that explode": (record(aliases()), ERROR),
    "YAML sequences in sequences": (record(f"tags: {'[' * 10_000}{']' * 10_000}\n"), ERROR),
    "YAML maps in maps": (record("private:\n" + "".join(" " * at + "a:\n" for at in range(1, 2000))), EITHER),
    "a key given twice": (record("severity: high\n"), ERROR),
    "front matter of megabytes": (record("private:\n" + "".join(f"  k{at}: some words of it\n" for at in range(MB // 32))), EITHER),
    "front matter without an end": ({"advisories/A-2025-1.md": "---\n" + "title: A\n" * (MB // 9)}, ERROR),
    "a line of megabytes": (page("a" * MB), EITHER),
    "a line of words": (page("word " * (MB // 5)), EITHER),
    "headings": (page("# A\n\n" * N), HARMLESS),
    "links": (page("[a](https://example.org/) " * N), HARMLESS),
    "references": (page("[a] " * N + "\n\n[a]: https://example.org/\n"), HARMLESS),
    "footnotes": (page("".join(f"a[^{at}]\n\n[^{at}]: b\n\n" for at in range(N // 10))), HARMLESS),
    "quotes in quotes": (page(">" * 10_000 + " a\n"), ERROR),
    "lists in lists": (page("".join("  " * at + "- a\n" for at in range(500))), HARMLESS),
    "brackets": (page("[" * N + "a" + "]" * N), HARMLESS),
    "emphasis": (page("*a **b " * N), HARMLESS),
    "backticks": (page("".join("`" * (at % 300 + 1) + "a" for at in range(N // 10))), HARMLESS),
    "divs in divs": (page("::: private\n" * 2000 + "x\n" + ":::\n" * 2000), EITHER),
    "divs that nothing closes": (page("::: private\n" * 2000), EITHER),
    "comments that nothing closes": (page("<!-- a " * N), EITHER),
    "tags that nothing closes": (page('<a b="' * N), EITHER),
    "a table of many columns": (page("|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + ("|" + "a|" * 10 + "\n") * 1000), HARMLESS),
    "entities": (page("&amp;&#x41;&nosuch;" * N), HARMLESS),
    "definition lists": (page("a\n: b\n\n" * (N // 10)), HARMLESS),
    "code of a language with a slow grammar": (page("```js\n" + "(" * (N // 10) + "\n```\n"), HARMLESS),
    "a diagram of many nodes": (page("```mermaid\nflowchart LR\n" + "".join(f"a{at}-->a{at + 1}\n" for at in range(300)) + "```\n"), HARMLESS),
    "bytes that are no UTF-8": ({"pages/a.md": b"# A\n\n\xff\xfe\xc3\x28\n"}, ERROR),
    "NUL": (page("a\0b\n"), EITHER),
    "a byte order mark": ({"pages/a.md": b"\xef\xbb\xbf---\ntitle: A\n---\n\nText.\n"}, HARMLESS),
    "CR as the line's end": ({"advisories/A-2025-1.md": record()["advisories/A-2025-1.md"].replace("\n", "\r\n")}, HARMLESS),
    "lone surrogates in JSON": (osv('{"id":"A-2025-1","modified":"2025-01-01T00:00:00Z","summary":"\\ud800","database_specific":{"fanlight":{"publish":true}}}'), EITHER),
    "arrays in arrays in JSON": (osv('{"id":"A-2025-1","modified":"2025-01-01T00:00:00Z","affected":' + "[" * 10_000 + "]" * 10_000 + "}"), ERROR),
    "maps in maps in JSON": (osv('{"a":' * 10_000 + "1" + "}" * 10_000), ERROR),
    "JSON that ends early": (osv('{"id":"A-2025-1","modified":'), ERROR),
    "a number too large in JSON": (osv('{"id":"A-2025-1","modified":1e999}'), ERROR),
    "packages": (record(name="advisories/A-2025-2.md", more="aliases: [" + ", ".join(f"CVE-2025-{at}" for at in range(10_000, 10_000 + N // 10)) + "]\n"), HARMLESS),
    "an id that leaves the folder": (record("id: ../../x\n"), ERROR),
    "an id with a slash": (record("id: a/b\n"), ERROR),
    "an id with a control character": (record('id: "a\\u0007b"\n'), ERROR),
    "an id that Windows reserves": (record("id: CON\n"), EITHER),
    "an id of letters that look alike": (record("id: \u0410-2025-1\n"), ERROR),
    "ids that differ in case alone": ({**record(), **record(name="advisories/a-2025-1.md")}, ERROR),
    "a long id": (record(f"id: {'A' * 5000}\n"), EITHER),
    "a file's name with a new line": ({"pages/a\nb.md": "# A\n"}, EITHER),
    "a link out of the folder": ({"static/out": link("/etc/passwd")}, EITHER),
    "a link to its own folder": ({"static/loop": link(".")}, EITHER),
    "a link to itself": ({"pages/loop.md": link("loop.md")}, EITHER),
    "a pipe": ({"pages/pipe.md": os.mkfifo}, EITHER),
    "a device": ({"static/zero": link("/dev/zero")}, EITHER),
    "a PNG that unpacks to gigabytes": (picture("a.png", png(30_000, 30_000)), EITHER),
    "a PNG that is cut short": (picture("a.png", png(10, 10)[:60]), EITHER),
    "a JPEG that is none": (picture("a.jpg", b"\xff\xd8\xff\xe1\xff\xff" + b"a" * 100), EITHER),
    "a GIF of nothing": (picture("a.gif", b"GIF89a"), EITHER),
    "an SVG with script": (picture("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), EITHER),
    "an SVG whose entities explode": (picture("a.svg", '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + at)} "{("&" + chr(97 + at) + ";") * 10}">' for at in range(9)) + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>'), EITHER),
    "an SVG of nested groups": (picture("a.svg", '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 10_000 + "</g>" * 10_000 + "</svg>"), EITHER),
    "an XML file of nested elements": ({"static/a.xml": "<a>" * 10_000}, EITHER),
    "a gzip that unpacks to gigabytes, allowed": ({"site.yaml": SITE + "disclosure: { allow_files: [static/a.gz] }\n", "static/a.gz": BOMB, **record("private: { name: Quentin Sorrelby }\n")}, REFUSED),
    "a gzip that unpacks to gigabytes": ({"static/a.gz": BOMB, **record("private: { name: Quentin Sorrelby }\n")}, EITHER),
    "a template that includes itself": ({"../themes/own/home.html": '{% include "home.html" %}', "site.yaml": SITE + "theme: own\n"}, EITHER),
    "a template that counts without end": ({"../themes/own/home.html": "{% for a in range(end=9999999) %}{% for b in range(end=9999999) %}{% endfor %}{% endfor %}", "site.yaml": SITE + "theme: own\n"}, EITHER),
}


def write(content, files):
    for name, what in {"site.yaml": SITE, "index.md": "# A\n", **files}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(what):
            what(path)
        else:
            path.write_bytes(what.encode("utf-8", "surrogatepass") if isinstance(what, str) else what)


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def look(root, name, files, ends):
    """What is wrong with the end of a build, and what it took."""
    content, out = root / "content", root / "public"
    write(content, files)
    command = [FANLIGHT, "build", content, "--out", out, "--at", "2026-11-20T12:00:00Z"]
    began = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limits)
    said = run.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(run.pid, 0)
    took = (usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss >> 10)
    if not os.WIFEXITED(status):
        return [f"ended by signal {os.WTERMSIG(status)}: {said[-300:]}"], took
    code, problems = os.WEXITSTATUS(status), []
    if code not in ends:
        problems.append(f"exit {code}: {said[:600]}")
    if code and "help:" not in said:
        problems.append(f"no help: {said[:600]}")
    if code and out.exists():
        problems.append("something was published")
    if "panicked" in said or "a defect" in said.lower():
        problems.append(f"a panic: {said[:600]}")
    if took[2] > MEMORY >> 20:
        problems.append(f"{took[2]} MB")
    return problems, took


def main():
    counts, only = {"passed": 0, "failed": 0}, sys.argv[3:]
    for name, (files, ends) in CASES.items():
        if only and name not in only:
            continue
        with tempfile.TemporaryDirectory(prefix="fanlight-hostile-") as root:
            problems, (cpu, wall, memory) = look(Path(root), name, files, ends)
        counts["failed" if problems else "passed"] += 1
        print(f"{'FAILED' if problems else 'ok'}: {name} ({cpu:.1f} s of CPU, {wall:.1f} s, {memory} MB)", *problems, sep="\n  ", flush=True)
    print(f"{counts['passed']} passed, {counts['failed']} failed, 0 skipped")


main()
