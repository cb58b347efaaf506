"""Builds the sites of samples.py and validates what machines read of them. Each check is a test with a name."""
import csv
import hashlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import jsonschema
import sectxt

import samples

FANLIGHT, WORK, HERE = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
ROOT, AT, BASE = HERE.parent.parent, "2026-11-20T12:00:00Z", "https://security.example.org/"
PMD = ".well-known/csaf/provider-metadata.json"
counts = {"passed": 0, "failed": 0, "skipped": 0}


def test(name, problems):
    problems = [str(it) for it in problems]
    counts["failed" if problems else "passed"] += 1
    print(f"FAILED: {name}" if problems else f"ok: {name}")
    for problem in problems[:12]:
        print(f"  {problem}")


def run(*command, **more):
    return subprocess.run([str(it) for it in command], capture_output=True, text=True, **more)


def build(name, content, **env):
    out = WORK / name
    built = run(FANLIGHT, "build", content, "--out", out, "--at", AT, env={**os.environ, "CI": "", **env})
    test(f"{name} builds", [] if built.returncode == 0 else [built.stdout + built.stderr])
    return out, built.stdout + built.stderr


def tree(folder):
    return {str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*") if it.is_file()}


def load(path):
    return json.loads(path.read_text())


def when(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def documents(site):
    return {it.relative_to(site / "csaf").as_posix(): it for it in sorted((site / "csaf").glob("[0-9]*/*.json"))}


def by_path(site, url):
    return site / url.removeprefix(BASE) if url.startswith(BASE) else None


# --- OSV

def osv(name, site, prefix):
    schema = load(HERE / "data/osv-schema-1.7.5.json")
    pattern = schema["$defs"]["prefix"]
    pattern["pattern"] = pattern["pattern"].replace("^(", f"^({prefix}-|", 1)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    files = {it.stem: load(it) for it in (site / "osv").glob("*.json") if it.name != "all.json"}
    test(f"{name}: {len(files)} OSV documents are valid by the schema of OSV",
         [f"{id}: {error.message[:200]}" for id, it in files.items() for error in validator.iter_errors(it)] or ([] if files else ["none"]))
    index = {it["id"]: it["modified"] for it in load(site / "osv/all.json")}
    rows = [row for row in csv.reader(io.StringIO((site / "osv/modified_id.csv").read_text()))]
    expected = {id: it["modified"] for id, it in files.items()}
    test(f"{name}: the index and the list name each of them with its time",
         ([] if index == expected else ["all.json"]) + ([] if {b: a for a, b in rows} == expected else ["modified_id.csv"]))
    with zipfile.ZipFile(site / "osv/all.zip") as archive:
        packed = {it.filename: archive.read(it) for it in archive.infolist()}
        times = {it.date_time for it in archive.infolist()}
    test(f"{name}: the archive holds the same files, with no time of this machine",
         [] if packed == {f"{id}.json": (site / f"osv/{id}.json").read_bytes() for id in files} and len(times) == 1 else [times])
    test(f"{name}: a severity stands on the record or on what is affected",
         [id for id, it in files.items() if "severity" in it and any("severity" in some for some in it["affected"])])


# --- CSAF: the requirements of section 7.1, by their numbers

def csaf_files(name, site):
    docs = documents(site)
    folder = site / "csaf"
    test(f"{name}: CSAF 7.1.2: {len(docs)} documents have the file names of 5.1", [
        path for path, it in docs.items()
        if it.name != re.sub(r"[^+\-a-z0-9]+", "_", load(it)["document"]["tracking"]["id"].lower()) + ".json"] or ([] if docs else ["none"]))
    test(f"{name}: CSAF 7.1.3: every address is https", [
        it.relative_to(site) for it in [site / PMD, *folder.glob("*.json")] if '"http://' in it.read_text()])
    test(f"{name}: CSAF 7.1.4: none is labelled for fewer than all", [
        path for path, it in docs.items() if load(it)["document"]["distribution"]["tlp"]["label"] != "WHITE"])
    for bits in (256, 512):
        checked = [run(f"sha{bits}sum", "-c", "--strict", f"{it.name}.sha{bits}", cwd=it.parent) for it in docs.values()]
        test(f"{name}: CSAF 7.1.18: sha{bits}sum -c", [it.stdout + it.stderr for it in checked if it.returncode])


def csaf_tree(name, site, role):
    docs, folder = documents(site), site / "csaf"
    pmd = load(site / PMD)
    tracking = {path: load(it)["document"]["tracking"] for path, it in docs.items()}
    test(f"{name}: CSAF 7.1.7: provider-metadata.json says who we are",
         [key for key, value in {"metadata_version": "2.0", "role": role, "canonical_url": BASE + PMD}.items() if pmd[key] != value]
         + [key for key in ("list_on_CSAF_aggregators", "mirror_on_CSAF_aggregators", "publisher", "last_updated") if key not in pmd])
    text = (site / ".well-known/security.txt").read_text()
    test(f"{name}: CSAF 7.1.8: security.txt names it first", [] if re.findall(r"(?m)^CSAF: (.*)$", text) == [BASE + PMD] else [text])
    test(f"{name}: CSAF 7.1.9: it lies at the well-known address", [] if (site / PMD).is_file() else ["missing"])
    test(f"{name}: CSAF 7.1.11: one folder for each year of initial_release_date", [
        path for path, it in tracking.items() if path.split("/")[0] != it["initial_release_date"][:4]])
    index = (folder / "index.txt").read_text().splitlines()
    test(f"{name}: CSAF 7.1.12: index.txt lists all of them", [] if sorted(index) == sorted(docs) and len(index) == len(docs) else ["index.txt"])
    raw = (folder / "changes.csv").read_text()
    rows = list(csv.reader(io.StringIO(raw)))
    test(f"{name}: CSAF 7.1.13: changes.csv lists each with its time, newest first",
         [line for line in raw.splitlines() if not re.fullmatch(r'"[^"]+","[^"]+"', line)]
         + ([] if {path: at for path, at in rows} == {path: it["current_release_date"] for path, it in tracking.items()} else ["times"])
         + ([] if [at for _, at in rows] == sorted((at for _, at in rows), reverse=True) else ["order"]))
    listings = {path.split("/")[0]: (folder / path.split("/")[0] / "index.html").read_text() for path in docs}
    top = (folder / "index.html").read_text()
    test(f"{name}: CSAF 7.1.14: each folder has a listing",
         [path for path in docs if f'href="{path.split("/")[1]}"' not in listings[path.split("/")[0]]]
         + [year for year in listings if f'href="{year}/"' not in top])
    rolie = next(it["rolie"] for it in pmd["distributions"] if "rolie" in it)
    feeds = {it["tlp_label"]: load(by_path(site, it["url"]))["feed"] for it in rolie["feeds"]}
    test(f"{name}: CSAF 7.1.15: a feed for each label, with each document once", rolie_problems(site, feeds, docs, tracking))
    service = load(by_path(site, rolie["services"][0]))["service"]["workspace"][0]["collection"]
    test(f"{name}: CSAF 7.1.16: the service document names the feeds",
         [] if {it["href"] for it in service} == {it["url"] for it in rolie["feeds"]} else [service])
    terms = {it["term"] for it in load(by_path(site, rolie["categories"][0]))["categories"]["category"]}
    used = {it["term"] for feed in feeds.values() for entry in feed["entry"] for it in entry["category"]}
    test(f"{name}: CSAF 7.1.17: the category document names what entries are filed under", [] if used == terms else [used ^ terms])


def rolie_problems(site, feeds, docs, tracking):
    seen = []
    for label, feed in feeds.items():
        if feed["link"][0]["rel"] != "self" or not re.fullmatch(r"[a-zA-Z0-9+\-_.]+", feed["id"]):
            yield f"the feed of {label}"
        if feed["category"] != [{"scheme": "urn:ietf:params:rolie:category:information-type", "term": "csaf"}]:
            yield f"the category of {label}"
        if feed["updated"] != max(it["updated"] for it in feed["entry"]):
            yield f"updated of {label}"
        for entry in feed["entry"]:
            path = by_path(site, entry["content"]["src"]).relative_to(site / "csaf").as_posix()
            seen.append(path)
            beside = {f'{BASE}csaf/{it.relative_to(site / "csaf").as_posix()}' for it in docs[path].parent.glob(docs[path].name + ".*")}
            linked = {it["href"] for it in entry["link"] if it["rel"] in ("hash", "signature")}
            if entry["link"][0] != {"rel": "self", "href": entry["content"]["src"]} or beside != linked:
                yield f"{path}: links {linked ^ beside}"
            if entry["id"] != tracking[path]["id"] or entry["updated"] != tracking[path]["current_release_date"]:
                yield f"{path}: id or time"
    if sorted(seen) != sorted(docs):
        yield "not each document once"


def signed(name, site, home):
    docs, pmd = documents(site), load(site / PMD)
    key = pmd["public_openpgp_keys"][0]
    file = by_path(site, key["url"])
    gpg = lambda *more: run("gpg", "--homedir", home, "--batch", "--no-autostart", *more)
    shown = gpg("--with-colons", "--import-options", "show-only", "--import", file).stdout
    test(f"{name}: CSAF 7.1.20: the public key is there under its fingerprint, and it alone",
         ([] if key["fingerprint"] in shown else [shown]) + (["a private key"] if "PRIVATE" in file.read_text() or "sec:" in shown else []))
    gpg("--import", file)
    verified = {path: gpg("--verify", f"{it}.asc", it) for path, it in docs.items()}
    test(f"{name}: CSAF 7.1.19: gpg --verify over {len(docs)} signatures",
         [f"{path}: {it.stderr}" for path, it in verified.items() if it.returncode or "Good signature" not in it.stderr])
    first = next(iter(docs.values()))
    changed = WORK / "changed.json"
    changed.write_bytes(first.read_bytes().replace(b"2.0", b"2.1", 1))
    test(f"{name}: gpg refuses what was changed", [] if gpg("--verify", f"{first}.asc", changed).returncode else ["it passed"])


def key_of_test():
    """A key with a signing subkey, locked with a passphrase."""
    home = WORK / "gnupg"
    home.mkdir(mode=0o700)
    gpg = lambda *more: run("gpg", "--homedir", home, "--batch", "--pinentry-mode", "loopback", "--passphrase", "a passphrase of the test", *more)
    gpg("--quick-generate-key", "Harbour Test <test@example.org>", "ed25519", "cert", "never")
    fingerprint = re.search(r"fpr:+([0-9A-F]{40})", gpg("--with-colons", "--list-keys").stdout)[1]
    gpg("--quick-add-key", fingerprint, "ed25519", "sign", "never")
    secret = gpg("--armor", "--export-secret-keys", fingerprint).stdout
    run("gpgconf", "--homedir", home, "--kill", "gpg-agent")
    return secret


def signing(plain):
    secret = key_of_test()
    signing = {"key_variable": "TEST_SIGNING_KEY", "passphrase_variable": "TEST_SIGNING_PASSPHRASE"}
    content = samples.generated(WORK / "signed-source", csaf={"signing": signing})
    env = {"TEST_SIGNING_KEY": secret, "TEST_SIGNING_PASSPHRASE": "a passphrase of the test"}
    site, words = build("signed", content, **env)
    again, _ = build("signed-again", content, **env)
    one, two, without = tree(site), tree(again), tree(plain)
    test("signed: signatures are the same each time", [path for path in one.keys() | two.keys() if one.get(path) != two.get(path)])
    other = [path for path in one.keys() | without.keys() if one.get(path) != without.get(path)]
    ours = re.compile(r"csaf/.*\.asc|csaf/feed-tlp-white\.json|" + re.escape(PMD) + "|site-manifest.json")
    test("signed: a key changes nothing but signatures and what names them", [path for path in other if not ours.fullmatch(path)])
    lines = [line for line in secret.splitlines() if len(line) > 40] + ["a passphrase of the test"]
    test("signed: the key and its passphrase are nowhere in the output or the words",
         [path for path, it in {**one, "words": words.encode()}.items() if any(line.encode() in it for line in lines)])
    home = WORK / "reader"
    home.mkdir(mode=0o700)
    signed("signed", site, home)
    csaf_files("signed", site)
    csaf_tree("signed", site, "csaf_trusted_provider")
    refusals = {
        "without the variable": {},
        "with another passphrase": {**env, "TEST_SIGNING_PASSPHRASE": "another"},
        "with something else than a key": {**env, "TEST_SIGNING_KEY": "no key at all"},
    }
    for what, env in refusals.items():
        clean = {key: value for key, value in os.environ.items() if not key.startswith("TEST_SIGNING")}
        out = WORK / "refused"
        refused = run(FANLIGHT, "build", content, "--out", out, "--at", AT, env={**clean, **env})
        words = refused.stdout + refused.stderr
        fine = refused.returncode == 1 and "TEST_SIGNING_KEY" in words and not out.exists() and "another" not in words and "no key at all" not in words
        test(f"signed: {what} nothing is built, and the message names the variable alone", [] if fine else [words])
    return site


# --- CVE and security.txt

def cve(name, content):
    schemas = Path(importlib.util.find_spec("cvelib").origin).parent / "schemas"
    schema = load(schemas / "CVE_JSON_bundled_5.1.1.json")
    # What 5.2.0 adds.
    schema["definitions"]["product"]["properties"]["packageURL"] = {"type": "string", "pattern": r"^pkg:[A-Za-z][A-Za-z0-9.+-]*/[^@\s]+$"}
    schema["definitions"]["product"]["additionalProperties"] = False
    cls = jsonschema.validators.validator_for(schema)
    validator = cls(schema, format_checker=cls.FORMAT_CHECKER)
    problems, told = [], 0
    for file in sorted((content / "advisories").iterdir()):
        id = file.stem if file.is_file() else file.name
        exported = run(FANLIGHT, "export", "cve", id, "--content", content, "--at", AT)
        if exported.returncode:
            fine = exported.returncode in (1, 2) and "help:" in exported.stderr and not exported.stdout
            problems += [] if fine else [f"{id}: {exported.stderr}"]
            continue
        told += 1
        problems += [f"{id}: {'/'.join(map(str, it.path))}: {it.message[:160]}" for it in validator.iter_errors(json.loads(exported.stdout))]
    test(f"{name}: {told} CVE records are valid by the schema of CVE; others are refused with a help", problems or ([] if told else ["none"]))


def security_txt(name, site):
    parser = sectxt.Parser((site / ".well-known/security.txt").read_bytes(), urls=BASE + ".well-known/security.txt")
    fields = {line.split(":")[0] for line in (site / ".well-known/security.txt").read_text().splitlines()}
    wanted = {"Contact", "Expires", "Canonical", "Policy", "Preferred-Languages", "CSAF"}
    test(f"{name}: sectxt finds no error in security.txt", [*parser.errors, *(wanted - fields)])


def main():
    example, _ = build("example", ROOT / "content")
    content = samples.generated(WORK / "generated-source")
    generated, _ = build("generated", content)
    sites = [("example", example, "HARBOUR", ROOT / "content"), ("generated", generated, "GEN", content)]
    data = ROOT.parent / "shared/data/osv"
    if data.is_dir():
        real = samples.real(WORK / "real-source", data)
        sites.append(("real", build("real", real)[0], "GO", real))
    else:
        counts["skipped"] += 1
        print("skipped: real data: ../shared/data/osv is not here")
    for name, site, prefix, source in sites:
        osv(name, site, prefix)
        csaf_files(name, site)
        csaf_tree(name, site, "csaf_provider")
        security_txt(name, site)
    for name, _, _, source in sites[:2]:
        cve(name, source)
    signing(generated)
    validated = run("node", HERE / "csaf.mjs", *(site for _, site, _, _ in sites))
    test(f"csaf-validator-lib: {(validated.stdout.splitlines() or ['did not run'])[-1]}",
         [] if validated.returncode == 0 else (validated.stdout + validated.stderr).splitlines())
    print("\n".join(line for line in validated.stdout.splitlines() if line.startswith("known")))
    print(", ".join(f"{count} {what}" for what, count in counts.items()))


main()
