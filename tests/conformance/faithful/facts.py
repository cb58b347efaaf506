"""What a record of each format says, read with plain JSON, YAML and TOML by the formats' own documents.

Nothing here knows the program. `FORMATS[name](text, file name)` gives the records of a file, each as `Facts`.
"""
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Callable

import yaml


@dataclass
class Facts:
    id: str
    title: str = ""
    texts: list = field(default_factory=list)
    published: str | None = None
    modified: str | None = None
    withdrawn: str | None = None
    aliases: set = field(default_factory=set)
    related: set = field(default_factory=set)
    upstream: set = field(default_factory=set)
    references: set = field(default_factory=set)
    credits: set = field(default_factory=set)
    vectors: set = field(default_factory=set)
    cwes: set = field(default_factory=set)
    packages: set = field(default_factory=set)
    # Where ranges can be compared as they are written: (ecosystem, name) -> (ranges, versions).
    ranges: dict = field(default_factory=dict)
    # Where they are judged by: (versions to ask about, the source's own verdict).
    ask: tuple | None = None
    # The document and its vulnerability, for CSAF; the container of the CNA, for CVE.
    raw: dict = field(default_factory=dict)


def plain_yaml(text):
    """YAML with times as they are written."""
    class Loader(yaml.SafeLoader):
        pass
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in all if not tag.endswith(("timestamp", "float"))]
        for first, all in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    return yaml.load(text, Loader)


def name(written):
    """Without an address, which is a contact."""
    words = re.sub(r"<[^>]*[@:][^>]*>", " ", written or "").split()
    return " ".join(word for word in words if not re.fullmatch(r"\W*(mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+\W*", word) or word.startswith("@"))


def web(url):
    return bool(re.match(r"https?://[^/\s]", (url or "").strip()))


def year_one(at):
    return None if at and at.startswith("0001-") else at


# --- OSV

def osv(text, file):
    record = json.loads(text) if file.endswith(".json") else plain_yaml(text)
    if not isinstance(record, dict) or "id" not in record:
        return []
    modified = year_one(record.get("modified"))
    facts = Facts(record["id"], record.get("summary") or "", [record.get("details") or ""],
                  year_one(record.get("published")) or modified, modified, year_one(record.get("withdrawn")),
                  set(record.get("aliases") or []), set(record.get("related") or []), set(record.get("upstream") or []))
    facts.references = {it["url"] for it in record.get("references") or [] if web(it.get("url"))}
    facts.credits = {name(it.get("name")) for it in record.get("credits") or []}
    facts.cwes = {int(it[4:]) for it in (record.get("database_specific") or {}).get("cwe_ids") or []}
    places = [record, *(record.get("affected") or [])]
    facts.vectors = {it["score"] for place in places for it in place.get("severity") or [] if ":" in it.get("score", "")}
    for affected in record.get("affected") or []:
        package = affected.get("package") or {}
        key = (package.get("ecosystem"), package.get("name"))
        if key[0]:
            facts.packages.add(key)
        ranges, versions = facts.ranges.setdefault(key, ([], set()))
        versions.update(affected.get("versions") or [])
        for it in affected.get("ranges") or []:
            ranges.append((it["type"], it.get("repo"), tuple(tuple(event.items())[0] for event in it["events"] if event)))
    return [facts]


# --- GitHub's advisories

GITHUB = {"rubygems": "RubyGems", "npm": "npm", "pip": "PyPI", "maven": "Maven", "nuget": "NuGet", "composer": "Packagist",
          "go": "Go", "rust": "crates.io", "erlang": "Hex", "actions": "GitHub Actions", "pub": "Pub", "swift": "SwiftURL"}


def ghsa(text, _):
    def flat(value):
        return [inner for it in value for inner in flat(it)] if isinstance(value, list) else [value]
    found = []
    for record in flat(json.loads(text)):
        if record.get("state") != "published" or not record.get("published_at"):
            continue
        facts = Facts(record["ghsa_id"], record.get("summary") or "", [record.get("description") or ""],
                      record["published_at"], record.get("updated_at"), record.get("withdrawn_at"))
        identifiers = {it["value"] for it in record.get("identifiers") or []} | {record.get("cve_id")}
        facts.aliases = identifiers - {None, record["ghsa_id"]}
        facts.references = {it for it in [record.get("html_url")] if it}
        accepted = [it for it in record.get("credits_detailed") or [] if it.get("state") == "accepted"]
        facts.credits = {it["user"]["login"] for it in accepted}
        scores = [record.get("cvss"), *(record.get("cvss_severities") or {}).values()]
        facts.vectors = {it["vector_string"] for it in scores if it and it.get("vector_string")}
        facts.cwes = {int(it[4:]) for it in record.get("cwe_ids") or []}
        for it in record.get("vulnerabilities") or []:
            package = it["package"]
            key = (GITHUB.get(package.get("ecosystem")), package["name"])
            if key[0]:
                facts.packages.add(key)
            ranges, versions = facts.ranges.setdefault(key, ([], set()))
            events, exact = [], None
            for part in (it.get("vulnerable_version_range") or "").split(","):
                sign, version = re.match(r"\s*([<>=]*)\s*(\S+)", part).groups()
                kind = {">=": "introduced", "<": "fixed", "<=": "last_affected", "=": "exact"}.get(sign)
                exact = version if kind == "exact" else exact
                events += [(kind, version)] if kind and kind != "exact" else []
            if exact:
                versions.add(exact)
            elif events:
                if events[0][0] != "introduced":
                    events.insert(0, ("introduced", "0"))
                ranges.append(("ECOSYSTEM", None, tuple(events)))
        found.append(facts)
    return found


# --- RustSec

def rustsec(text, _):
    found = re.match(r"\s*```toml\n(.*?)\n```\s*(.*)", text, re.S)
    if not found:
        return []
    block, body = tomllib.loads(found[1]), found[2]
    advisory, heading = block["advisory"], re.match(r"#\s+(.*)", body)
    day = lambda at: f"{at}T00:00:00Z" if at else None
    facts = Facts(advisory["id"], heading[1].strip() if heading else "", [body[heading.end():] if heading else body],
                  day(advisory["date"]), None, day(advisory.get("withdrawn")),
                  set(advisory.get("aliases") or []), set(advisory.get("related") or []))
    facts.references = {it for it in [advisory.get("url"), *(advisory.get("references") or [])] if web(it)}
    facts.vectors = {it for it in [advisory.get("cvss")] if it}
    facts.packages = {("crates.io", advisory["package"])}
    requirements = [*block["versions"].get("patched", []), *block["versions"].get("unaffected", [])]
    facts.ask = ("semver", bounds(requirements), lambda version: not any(cargo(version, it) for it in requirements))
    return [facts]


def semver(version):
    version = version.split("+")[0].lstrip("v")
    core, _, pre = version.partition("-")
    numbers = [int(it) for it in core.split(".")]
    pre = tuple((0, int(it), "") if it.isdigit() else (1, 0, it) for it in pre.split(".")) if pre else ((2, 0, ""),)
    return tuple((numbers + [0, 0, 0])[:3]), pre


def cargo(version, requirement):
    """Whether a version meets a requirement of Cargo's, in the order of precedence."""
    given = semver(version)
    for part in requirement.split(","):
        sign, wanted = re.match(r"\s*([<>=^~]*)\s*(\S+)", part).groups()
        if wanted == "*":
            continue
        base, count = semver(wanted), len(wanted.split("-")[0].split("."))
        major, minor, patch = base[0]
        least = ((0, 0, ""),)
        if sign in ("", "^"):
            end = (major + 1, 0, 0) if major or count == 1 else (0, minor + 1, 0) if minor or count == 2 else (0, 0, patch + 1)
        elif sign == "~":
            end = (major + 1, 0, 0) if count == 1 else (major, minor + 1, 0)
        fits = {">=": given >= base, ">": given > base, "<": given < base, "<=": given <= base, "=": given == base}.get(
            sign) if sign not in ("", "^", "~") else base <= given < (end, least)
        if not fits:
            return False
    return True


def bounds(requirements):
    return sorted(set(re.findall(r"\d[0-9A-Za-z.+-]*", " ".join(requirements))))


# --- ruby-advisory-db

def rubysec(text, file):
    record = plain_yaml(text)
    if not isinstance(record, dict) or not ("gem" in record or "engine" in record) or "title" not in record:
        return []
    gem = record.get("gem")
    facts = Facts(f"{gem or record['engine']}:{file.rsplit('.', 1)[0]}", record["title"].strip(), [record.get("description") or ""],
                  f"{record['date']}T00:00:00Z")
    ids = lambda of, many: {f"{prefix}-{it}" for key, prefix in (("cve", "CVE"), ("ghsa", "GHSA"), ("osvdb", "OSVDB"))
                            for it in (of.get(key) or [] if many else [of.get(key)]) if it}
    related = record.get("related") or {}
    facts.aliases, facts.related = ids(record, False), ids(related, True)
    facts.references = {it for it in [record.get("url"), *(related.get("url") or [])] if web(it)}
    if gem:
        facts.packages = {("RubyGems", gem)}
        requirements = [*(record.get("patched_versions") or []), *(record.get("unaffected_versions") or [])]
        facts.ask = ("gem", bounds(requirements), lambda version: not any(of_gem(version, it) for it in requirements))
    return [facts]


def gem_key(version):
    """Words are before numbers, and zeros at the end don't count."""
    parts = re.findall(r"\d+|[a-zA-Z]+", version.replace("-", ".pre."))
    key = [(1, int(it), "") if it.isdigit() else (0, 0, it) for it in parts]
    while key and key[-1] == (1, 0, ""):
        key.pop()
    return key + [(1, 0, "")] * (24 - len(key))


def of_gem(version, requirement):
    given = gem_key(version)
    for part in requirement.split(","):
        sign, wanted = re.match(r"\s*([<>=~!]*)\s*(\S+)", part).groups()
        base = gem_key(wanted)
        if sign == "~>":
            release = re.split(r"[.-]?[a-zA-Z]", wanted)[0].split(".")
            numbers = [int(it) for it in release if it]
            numbers = numbers[:-1] if len(numbers) > 1 else numbers
            numbers[-1] += 1
            # RubyGems compares the release of the version given.
            own = gem_key(re.split(r"[.-]?[a-zA-Z]", version)[0])
            fits = given >= base and own < gem_key(".".join(map(str, numbers)))
        else:
            fits = {">=": given >= base, ">": given > base, "<": given < base, "<=": given <= base, "=": given == base, "": given == base}[sign]
        if not fits:
            return False
    return True


# --- FriendsOfPHP

def friendsofphp(text, file):
    record = plain_yaml(text)
    if not isinstance(record, dict) or "branches" not in record or "reference" not in record:
        return []
    package, stem = record["reference"].removeprefix("composer://"), file.rsplit(".", 1)[0]
    facts = Facts(f"{package.replace('/', ':')}:{stem}", record["title"].strip())
    named = stem if stem.startswith(("CVE-", "GHSA-")) else None
    facts.aliases = {it.strip() for it in [record.get("cve") or named] if it}
    facts.references = {it for it in [record.get("link")] if web(it)}
    facts.packages = {("Packagist", package)}
    constraints = [it["versions"] for it in record["branches"].values()]
    facts.ask = ("composer", bounds(sum(constraints, [])), lambda version: any(all(of_composer(version, it) for it in all_) for all_ in constraints))
    return [facts]


def composer_key(version):
    numbers, _, rest = version.lower().lstrip("v").partition("-")
    words = [("dev", 0), ("a", 1), ("b", 2), ("rc", 3), ("p", 5)]
    rank = next((rank for word, rank in words if rest.startswith(word)), 4)
    return tuple(([int(it) for it in numbers.split(".")] + [0] * 4)[:4]), rank, int((re.search(r"\d+", rest) or [0])[0])


def of_composer(version, constraint):
    sign, wanted = re.match(r"\s*([<>=]*)\s*(\S+)", constraint).groups()
    given, base = composer_key(version), composer_key(wanted)
    # `>=2.0` and `<2.0` are bounded by 2.0-dev, the first of all.
    dev = (base[0], 0, 0) if base[1] == 4 else base
    return {">=": given >= dev, "<": given < dev, ">": given > base, "<=": given <= base, "=": given == base, "": given == base}[sign]


# --- CVE

COLLECTIONS = {"pkg.go.dev": "Go", "npmjs": "npm", "pypi.": "PyPI", "crates.io": "crates.io", "maven": "Maven", "rubygems.org": "RubyGems",
               "nuget.org": "NuGet", "packagist.org": "Packagist", "hex.pm": "Hex", "pub.dev": "Pub"}


def cve(text, _):
    record = json.loads(text)
    if not isinstance(record, dict) or record.get("dataType") != "CVE_RECORD":
        return []
    metadata, containers = record["cveMetadata"], record["containers"]
    if metadata.get("state") == "RESERVED" or metadata.get("state") == "REJECTED" and not metadata.get("datePublished"):
        return []
    cna, adps = containers["cna"], containers.get("adp") or []
    zoned = lambda at: at if not at or re.search(r"(Z|[+-]\d\d:\d\d)$", at) else f"{at}Z"
    published = metadata.get("datePublished") or cna.get("datePublic") or metadata.get("dateUpdated")
    facts = Facts(metadata["cveId"], cna.get("title") or "", [], zoned(published), zoned(metadata.get("dateUpdated")),
                  zoned(metadata.get("dateRejected")), raw=cna)
    english = lambda all_: [it["value"] for it in all_ if it.get("lang", "en").lower().startswith("en")] or [it["value"] for it in all_[:1]]
    rejected = metadata.get("state") == "REJECTED"
    for key in ["rejectedReasons"] if rejected else ["descriptions", "solutions", "workarounds", "configurations", "exploits"]:
        facts.texts += english(cna.get(key) or [])
    facts.references = {it["url"] for of in [cna, *adps] for it in of.get("references") or [] if web(it["url"])}
    facts.credits = {name(it["value"]) for it in cna.get("credits") or []} - {""}
    def vectors(of):
        return {value["vectorString"] for metric in of.get("metrics") or [] for key, value in metric.items()
                if key.startswith("cvssV") and value.get("vectorString")}
    facts.vectors = next((found for found in map(vectors, [cna, *adps]) if found), set())
    def weaknesses(of):
        said = [it for problem in of.get("problemTypes") or [] for it in problem.get("descriptions") or []]
        numbers = [re.match(r"\s*CWE[- ]*(\d+)", text) for it in said for text in [it.get("cweId") or it.get("description") or ""]]
        return {int(it[1]) for it in numbers if it}
    facts.cwes = next((found for found in map(weaknesses, [cna, *adps]) if found), set())
    for it in cna.get("affected") or []:
        ecosystem = next((of for part, of in COLLECTIONS.items() if part in (it.get("collectionURL") or "")), None)
        if ecosystem:
            facts.packages.add((ecosystem, it.get("packageName") or it.get("product")))
    return [facts]


# --- CSAF

def csaf(text, _):
    document = json.loads(text)
    if not isinstance(document, dict) or "document" not in document or "tracking" not in document["document"]:
        return []
    about, flaws = document["document"], document.get("vulnerabilities") or []
    tracking, found = about["tracking"], []
    incident = about.get("category") == "csaf_security_incident_response"
    for at, flaw in enumerate(flaws):
        alone = len(flaws) == 1 and not incident
        id = tracking["id"] if alone else f"{tracking['id']}-{flaw.get('cve') or at + 1}"
        facts = Facts(id, about["title"] if alone else flaw.get("title") or "", published=tracking["initial_release_date"],
                      modified=tracking["current_release_date"], raw={"document": document, "flaw": flaw, "alone": alone})
        facts.aliases = {it for it in [flaw.get("cve")] if it}
        facts.references = {it["url"] for it in flaw.get("references") or [] if web(it["url"])}
        found.append(facts)
    return found


FORMATS: dict[str, Callable] = {"osv": osv, "ghsa": ghsa, "rustsec": rustsec, "csaf": csaf, "cve": cve, "rubysec": rubysec,
                                "friendsofphp": friendsofphp}
