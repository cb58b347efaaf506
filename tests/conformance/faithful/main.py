"""Whether what foreign records say comes out again: tests/conformance/faithful/main.py FANLIGHT [FORMAT PATH [COUNT]]

Reads sources and our OSV, CSAF and CVE with readers of its own. Each class of difference fails, or has its reason in REASONS.
Without a path, on the records of records.py; with one, on a database, of which COUNT records are exported as CVE.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import facts as source
import outputs
import records

AT, URL = "2026-11-20T12:00:00Z", "https://security.example.org"
SITE = {"title": "Trial", "url": URL, "report": {"contact": ["mailto:security@example.org"], "expires": "2027-06-30T00:00:00Z"},
        "outputs": {"cards": False}, "cve": {"org_id": "5b1c7a52-3f0e-4d6b-9a41-0c2f6e8d7b13"}}

# Differences that are meant: (format, output, class) with "*" for any.
REASONS = {
    ("*", "*", "ranges that hold no version"): "`introduced` and `fixed` of one version: OSV's evaluation finds none in it",
    ("*", "osv", "commits that are none"): "OSV's schema wants whole hashes and a repository; the page shows them as they are",
    ("rustsec", "osv", "affected though it isn't, before a release"): "OSV has no bound after all pre-releases of a version: the safe side",
    ("*", "osv", "affected though it isn't, where a range begins after it"): "OSV has no word for `> 1.0`: one version too many is the safe side",
    ("friendsofphp", "osv", "affected though it isn't, before a release"): "`<1.2.3` leaves out 1.2.3-beta1: `fixed: 1.2.3` is what one updates to, and the safe side",
}


def reason(*place):
    return next((why for known, why in REASONS.items() if all(a in ("*", b) for a, b in zip(known, place))), None)


def read(format, path):
    """All records by their ids, as the source has them."""
    found = {}
    for file in sorted([path] if path.is_file() else path.rglob("*")):
        if not file.is_file() or file.is_symlink() or file.suffix not in (".json", ".yaml", ".yml", ".md"):
            continue
        try:
            all_ = source.FORMATS[format](file.read_text(), file.name)
        except (ValueError, source.yaml.YAMLError):
            continue
        for it in all_:
            found.setdefault(it.id, it)
    return found


def segment(id):
    return re.sub(r"[^A-Za-z0-9._-]+", "_", id)


def compare(fanlight, format, path, exported, options):
    wanted = read(format, path)
    with tempfile.TemporaryDirectory() as work:
        content = Path(work) / "content"
        content.mkdir()
        prefixes = sorted({id.split("-")[0] for id in wanted if "-" in id})
        sources = [{"path": f"../{path.name}", "format": format, "publish": True, **options}]
        (content / "site.yaml").write_text(json.dumps({**SITE, "osv": {"prefixes": prefixes}, "sources": sources}))
        subprocess.run(["cp", "-r", path, Path(work) / path.name], check=True)
        run = lambda *arguments: subprocess.run([fanlight, *arguments], cwd=work, capture_output=True, text=True, env={**os.environ, "CI": ""})
        built = run("build", "--at", AT)
        if built.returncode:
            yield "build", None, "it doesn't build", built.stdout[-300:] + built.stderr[-600:]
            return
        public = Path(work) / "public"
        documents = {}
        for file in (public / "csaf").glob("[0-9]*/*.json"):
            document = json.loads(file.read_text())
            documents[document["document"]["tracking"]["id"]] = document
        missing = exports = 0
        for id, it in wanted.items():
            page = f"{URL}/advisories/{segment(id)}/"
            # An id of the site's own form that it doesn't have may be a withheld one: it is named nowhere.
            for ids in (it.aliases, it.related, it.upstream):
                ids -= {of for of in ids if of not in wanted and any(of.startswith(f"{prefix}-") for prefix in prefixes)}
            if id not in documents or not (public / "advisories" / segment(id) / "index.html").is_file():
                # One of two records of one flaw, whose page the other is.
                missing += 1
                continue
            yield from (("csaf", id, *found) for found in outputs.csaf(it, documents[id], page, format))
            file = public / "osv" / f"{segment(id)}.json"
            if file.is_file():
                yield from (("osv", id, *found) for found in outputs.osv(it, json.loads(file.read_text()), page))
            elif it.packages and format not in ("cve", "csaf") and outputs.affects(it):
                yield "osv", id, "there is no OSV document", ""
            cves = [of for of in {id, *it.aliases} if of.startswith("CVE-")]
            if exports < exported and len(cves) == 1 and format != "csaf":
                exports += 1
                record = run("export", "cve", id, "--at", AT)
                if record.returncode == 0:
                    yield from (("cve", id, *found) for found in outputs.cve(it, json.loads(record.stdout), page))
                elif "affected" not in record.stderr:
                    yield "cve", id, "it isn't exported", record.stderr[:200]
        print(f"{format}: {len(wanted) - missing} of {len(wanted)} records compared, {exports} as CVE")
        if missing * 10 > len(wanted):
            yield "build", None, "records without a page", str(missing)


def main():
    fanlight, *asked = sys.argv[1:]
    fanlight = str(Path(fanlight).resolve())
    if asked:
        format, path, *more = asked
        options = json.loads(more[1]) if len(more) > 1 else {}
        trials = [(format, Path(path).resolve(), int(more[0]) if more else 10, options)]
        own = None
    else:
        own = tempfile.TemporaryDirectory()
        for format, file, text in records.all_():
            (Path(own.name) / format).mkdir(exist_ok=True)
            (Path(own.name) / format / file).write_text(text)
        trials = [(format, Path(own.name) / format, 100, {}) for format in source.FORMATS]
    counts = Counter()
    for format, path, exported, options in trials:
        classes, known = {}, Counter()
        for output, id, kind, what in compare(fanlight, format, path, exported, options):
            if reason(format, output, kind):
                known[output, kind] += 1
            else:
                classes.setdefault((output, kind), []).append((id, what))
        counts["failed" if classes else "passed"] += 1
        print(f"FAILED: {format}" if classes else f"ok: {format}")
        for (output, kind), all_ in sorted(classes.items(), key=lambda it: str(it[0])):
            print(f"  {output}: {kind}: {len(all_)}: " + "; ".join(f"{id} {str(what)[:160]}" for id, what in all_[:4]))
        for (output, kind), count in sorted(known.items()):
            print(f"  known: {output}: {kind}: {count}: {reason(format, output, kind)}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, 0 skipped")
    sys.exit(bool(counts["failed"]))


main()
