"""Sites to validate: generated advisories with each optional field present and absent, and real OSV records."""
import json
from pathlib import Path

import yaml

HEAD = {
    "title": "Harbour: <a title> & \"more\"",
    "publish": True,
    "published": "2026-01-02T03:04:05Z",
}
CORE = {"package": "pkg:cargo/harbour-core", "ranges": [{"type": "SEMVER", "introduced": "1.0.0", "fixed": "1.4.3"}]}
LINES = {
    "package": {"ecosystem": "npm", "name": "@harbour/cli"},
    "ranges": [
        {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.8.4"}, {"introduced": "3.0.0"}, {"fixed": "3.1.2"}]},
        {"type": "GIT", "repo": "https://example.org/cli.git", "introduced": "0", "fixed": "c9f0f895fb98ab9159f51fd0297e236d3c1e5a77"},
    ],
    "versions": ["2.8.3", "3.0.1"],
    "functions": ["cli::run"],
    "platforms": ["linux"],
}
OPEN = {"package": {"ecosystem": "PyPI", "name": "harbour-py"}, "ranges": [{"introduced": "1.0", "last_affected": "1.2|3"}]}
BARE = {"package": "harbour-firmware", "ranges": [{"introduced": "7"}]}
SCORED = {"package": {"ecosystem": "Maven", "name": "org.example:core"}, "versions": ["1.0"], "severity": ["CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N"]}


def vex(status, name="harbour-web", **more):
    return {"package": {"ecosystem": "npm", "name": name}, "status": status, **more}


# Each optional key of an advisory, with values that try what a format makes of them.
OPTIONAL = {
    "summary": ["Short & sharp."],
    "modified": ["2026-02-02T00:00:00Z"],
    "withdrawn": ["2026-03-01T00:00:00Z"],
    "withdrawn_reason": ["It was [a duplicate](/policy/)."],
    "revisions": [[{"at": "2026-02-01T00:00:00Z", "note": "A note."}, {"at": "2026-02-03T00:00:00Z", "material": False}]],
    "aliases": [["CVE-2026-10001"], ["GHSA-2c9v-7w6x-p8qm", "CVE-2026-10002"], ["CVE-2026-10003", "CVE-2026-10004"], ["RUSTSEC-2026-0001"]],
    "related": [["CVE-2026-2"]],
    "upstream": [["GHSA-xxxx-yyyy-zzzz"]],
    "tags": [["archives"]],
    "references": [[{"type": "FIX", "url": "https://example.org/{fix}?a=b|c"}, {"url": "https://example.org/münchen", "title": "Words"}]],
    "credits": [["Ann", {"name": "Bo", "type": "FINDER", "organization": "House", "url": "https://bo.example/"}]],
    "timeline": [[{"at": "2026-01", "phase": "reported", "text": "Told *us*."}]],
    "impact": ["Anyone may read [it](/policy/)."],
    "root_cause": ["- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |"],
    "workaround": ["Switch it off."],
    "recommendations": ["Look at the logs."],
    "resolution": ["The length is checked."],
    "exploitation": ["none", "poc", "active"],
    "indicators": [[{"type": "domain", "value": "bad.example.com"}]],
    "severity": [
        "high",
        ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"],
        ["CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"],
        ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N"],
        ["AV:N/AC:L/Au:N/C:P/I:P/A:P", "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N/E:P/RL:O/RC:C", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"],
    ],
    "cwe": [["CWE-22", "CWE-59"], ["CWE-16"]],
    "informational": ["notice", "unmaintained", "unsound"],
    "affected": [
        [CORE],
        [LINES],
        [OPEN],
        [BARE],
        [SCORED, CORE],
        [{"package": "pkg:npm/whole"}],
        [vex("not_affected", justification="component_not_present")],
        [vex("not_affected", justification="Only the server has that code."), vex("not_affected", "other")],
        [vex("under_investigation", versions=["1.0.0"]), CORE],
        [vex("fixed", versions=["2.0.0"])],
        [vex("affected", ranges=[{"introduced": "1.0.0", "fixed": "2.0.0"}]), LINES, OPEN],
        # Said twice, with two statuses.
        [vex("affected", versions=["1.0.0"]), vex("not_affected", versions=["1.0.0"])],
    ],
}
ALWAYS = {"affected": [CORE]}


def records():
    """(name, keys, body): all of them, none, each alone with each of its values, all but each."""
    full = {key: values[0] for key, values in OPTIONAL.items() if not key.startswith("withdrawn")}
    full["severity"], full["affected"] = OPTIONAL["severity"][4], [CORE, LINES, OPEN]
    body = "Words with [a link](/policy/), `code` and a note[^1].\n\n```sh\necho hello\n```\n\n[^1]: The note.\n"
    yield "all", full, body
    yield "none", {}, ""
    for key, values in OPTIONAL.items():
        name = key.replace("_", "-")
        for at, value in enumerate(values):
            # A reason without the day is withheld, and other records give the same one.
            given = {"withdrawn": "2026-03-01T00:00:00Z", key: value} if key == "withdrawn_reason" else {key: value}
            yield f"only-{name}-{at}", given, ""
            yield f"with-{name}-{at}", {**full, **given}, body
        yield f"without-{name}", {other: value for other, value in full.items() if other != key}, body


def site_yaml(prefix, **more):
    return {
        "title": "Harbour Security",
        "url": "https://security.example.org/",
        "license": "CC-BY-4.0",
        "report": {"contact": ["mailto:security@example.org"], "policy": "/policy/", "languages": ["en"], "expires": "2027-06-30T00:00:00Z"},
        "osv": {"prefixes": [prefix]},
        "cve": {"org_id": "5b1c7a52-3f0e-4d6b-9a41-0c2f6e8d7b13", "short_name": "harbour"},
        **more,
    }


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def dump(keys):
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data):
            return True
    return yaml.dump(keys, Dumper=Plain, allow_unicode=True, sort_keys=False)


def generated(folder, **settings):
    content = folder / "content"
    write(content / "site.yaml", dump(site_yaml("GEN", **settings)))
    write(content / "pages/policy.md", "# Policy\n\nWords.\n")
    for name, keys, body in records():
        write(content / f"advisories/GEN-2026-{name}.md", f"---\n{dump({**HEAD, **keys})}---\n\n{body}")
        shared = {key: value for key, value in keys.items() if key not in ("cwe", "informational", "severity")}
        if name in ("all", "none") or name.startswith("only"):
            write(content / f"incidents/GEN-2026-i-{name}.md", f"---\n{dump({**HEAD, **shared})}---\n\n{body}")
    return content


def real(folder, source):
    """OSV records as they are, marked for publication."""
    content = folder / "content"
    write(content / "site.yaml", dump(site_yaml("GO")))
    for file in sorted(Path(source).glob("*.json")):
        record = json.loads(file.read_text())
        # Free-form maps are withheld, and the audit would find in other records what they say.
        for some in [record, *record.get("affected", [])]:
            some.pop("database_specific", None)
            some.pop("ecosystem_specific", None)
        record["database_specific"] = {"fanlight": {"publish": True}}
        record["summary"] = " ".join(record.get("summary", record["id"]).split())
        # Go's exports have the year 1 where the time isn't known.
        for key in ("published", "modified"):
            if record.get(key, "").startswith("0001"):
                record[key] = f"{record['id'].split('-')[1]}-01-01T00:00:00Z"
        write(content / "advisories" / file.name, json.dumps(record))
    return content
