"""How our OSV, CSAF and CVE differ from the facts of a source: (class, what) for each difference."""
import html
import re
from datetime import datetime

import facts as source

ORDERS = {"semver": source.semver, "gem": source.gem_key, "composer": source.composer_key}


def when(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() if text else None


def words(text):
    """The words of a text, whatever marks them up. Comments aren't shown, nor are targets of links that lead nowhere here."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"^\s*\[[^\]]+\]:\s*\S+.*$", " ", text, flags=re.M)
    text = re.sub(r"^\s*\d+[.)] ", " ", text, flags=re.M)
    text = re.sub(r"^\s*(```+|~~~+)[^`\n]*$", " ", text, flags=re.M)
    text = re.sub(r"!?\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"[`*\[\]]", "", html.unescape(re.sub(r"</?[a-zA-Z][^>\n]*>", " ", text)))
    return re.findall(r"[a-z0-9]+", re.sub(r"https?://[^\s)]+", " ", text.lower()).replace("\\", ""))


def lost(text, *where):
    """The first words of a text that are nowhere in others, in its order. None: all are there."""
    wanted, has = words(text), words("\n".join(where))
    at, all_ = 0, has
    for word in wanted:
        try:
            at = all_.index(word, at) + 1
        except ValueError:
            return word
    return None


def sets(name, there, here, more=frozenset()):
    """What is missing, and what is more than may be."""
    for it in sorted(map(str, there - here)):
        yield f"{name} lost", it
    for it in sorted(map(str, here - there - set(more))):
        yield f"{name} added", it


def dates(facts, published, modified):
    # CSAF's have whole seconds.
    if facts.published and abs(when(published) - when(facts.published)) >= 1:
        yield "date of publication", f"{facts.published} is {published}"
    # What was withdrawn changed then, whatever it says.
    latest = max(filter(None, map(when, [facts.published, facts.modified, facts.withdrawn])), default=None)
    if latest is not None and abs(when(modified) - latest) >= 1:
        yield "date of change", f"{facts.modified} is {modified}"


def comparable(url):
    return re.sub(r"%[0-9A-Fa-f]{2}", "", re.sub(r"[^!-~]|[<>\"\\^`{|}\[\]]", "", url)).rstrip("/")


def urls(name, facts, here, own):
    there, here = {comparable(it) for it in facts.references}, {comparable(it) for it in here}
    yield from sets(name, there, here, {comparable(it) for it in own})


# --- OSV

def osv(facts, document, page):
    yield from dates(facts, document["published"], document["modified"])
    if bool(facts.withdrawn) != ("withdrawn" in document):
        yield "withdrawal", facts.withdrawn
    aliases = set(document.get("aliases", []))
    yield from sets("aliases", facts.aliases - {facts.id}, aliases)
    # Each id is told once, in the strongest of the lists.
    told = facts.aliases | facts.upstream | {facts.id}
    yield from sets("upstream", facts.upstream - facts.aliases - {facts.id}, set(document.get("upstream", [])))
    yield from sets("related", facts.related - told, set(document.get("related", [])))
    yield from urls("references", facts, {it["url"] for it in document["references"]}, {page})
    yield from sets("credits", facts.credits - {""}, {it["name"] for it in document.get("credits", [])})
    scores = [it["score"] for of in [document, *document.get("affected", [])] for it in of.get("severity", [])]
    yield from sets("severities", facts.vectors, set(scores))
    numbers = {int(it[4:]) for it in document.get("database_specific", {}).get("cwe_ids", [])}
    yield from sets("weaknesses", facts.cwes, numbers)
    if facts.title and lost(facts.title, document["summary"]):
        yield "title", facts.title
    for text in facts.texts:
        if word := lost(text, document["details"], document["summary"]):
            yield "text", word
    packages = {(it["package"]["ecosystem"], it["package"]["name"]) for it in document.get("affected", []) if "package" in it}
    yield from sets("packages", facts.packages, packages)
    yield from written(facts, document)
    yield from judged(facts, document)


def written(facts, document):
    """Ranges as they are written."""
    here = {}
    for it in document.get("affected", []):
        key = (it.get("package", {}).get("ecosystem"), it.get("package", {}).get("name"))
        ranges, versions = here.setdefault(key, ([], set()))
        versions.update(it.get("versions", []))
        ranges += [(of["type"], of.get("repo"), tuple(tuple(event.items())[0] for event in of["events"])) for of in it.get("ranges", [])]
    for key, (ranges, versions) in facts.ranges.items():
        ours, our_versions = here.get(key, ([], set()))
        single = lambda events: events[0][1] if len(events) == 2 and events[1][0] == "last_affected" and events[0][1] == events[1][1] else None
        ranges_of = lambda all_: sorted(str((kind.replace("SEMVER", "ECOSYSTEM"), repo, events)) for kind, repo, events in all_)
        kept = [it for it in ranges if not (single(it[2]) and it[0] != "GIT")]
        versions = versions | {single(it[2]) for it in ranges if it[0] != "GIT" and single(it[2])}
        for it in ranges:
            commits = all(version == "0" or re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", version) for _, version in it[2])
            if it[0] == "GIT" and not (commits and it[1]):
                kept.remove(it)
                yield "commits that are none", str(it[2])[:80]
            elif len(it[2]) == 2 and it[2][0][1] == it[2][1][1] and it[2][1][0] in ("fixed", "limit"):
                kept.remove(it)
                yield "ranges that hold no version", str(it[2])
        if ranges_of(kept) != ranges_of(ours):
            yield "ranges", f"{key}: {ranges_of(kept)} is {ranges_of(ours)}"
        if versions != our_versions:
            yield "versions", f"{key}: {sorted(versions ^ our_versions)[:4]}"


def in_range(version, events, order):
    """OSV's own evaluation."""
    affected = False
    for kind, bound in sorted(events, key=lambda it: (() if it[1] == "0" else (1,), () if it[1] == "0" else order(it[1]))):
        place = 1 if bound == "0" else (order(version) > order(bound)) - (order(version) < order(bound))
        if kind == "introduced" and place >= 0:
            affected = True
        elif kind in ("fixed", "limit") and place >= 0 or kind == "last_affected" and place > 0:
            affected = False
    return affected


def affects(facts):
    """Whether a source that is judged by requirements calls any version of its bounds affected."""
    return not facts.ask or not facts.ask[1] or any(facts.ask[2](version) for version in ["0.0.1", *facts.ask[1]])


def judged(facts, document):
    """The source's verdict and OSV's on each bound and on its neighbours."""
    if not facts.ask:
        return
    kind, bounds, verdict = facts.ask
    order = ORDERS[kind]
    early = {"semver": "{}-rc.1", "gem": "{}.rc1", "composer": "{}-beta1"}[kind]
    asked = set()
    for bound in bounds:
        numbers = re.match(r"[\d.]*\d", bound)[0].split(".")
        up = lambda place: ".".join([*numbers[:place], str(int(numbers[place]) + 1), *["0"] * (len(numbers) - place - 1)])
        asked |= {bound, *map(up, range(len(numbers)))} | ({early.format(bound)} if re.fullmatch(r"[\d.]+", bound) else set())
    if kind == "semver":
        asked = {it for it in asked if re.fullmatch(r"\d+\.\d+\.\d+(-.*)?", it)}
    for version in sorted(asked):
        ours = any(version in it.get("versions", []) or
                   any(in_range(version, [tuple(event.items())[0] for event in of["events"]], order) for of in it.get("ranges", []))
                   for it in document.get("affected", []))
        if ours and not verdict(version):
            pre = version not in bounds and not re.fullmatch(r"[\d.]+", version)
            starts = any(event == {"introduced": version} for it in document["affected"] for of in it.get("ranges", []) for event in of["events"])
            how = ", before a release" if pre else ", where a range begins after it" if starts else ""
            yield f"affected though it isn't{how}", version
        elif verdict(version) and not ours:
            yield "not affected though it is", version


# --- CSAF

def branches(node):
    yield node
    for inner in node.get("branches", []):
        yield from branches(inner)


def csaf(facts, document, page, form):
    about, flaws = document["document"], document.get("vulnerabilities", [])
    tracking = about["tracking"]
    if tracking["id"] != facts.id:
        yield "id", tracking["id"]
    yield from dates(facts, tracking["initial_release_date"], tracking["current_release_date"])
    if facts.title and lost(facts.title, about["title"]):
        yield "title", facts.title
    own = {it["url"] for it in about["references"] if it["category"] == "self"}
    here = {it["url"] for of in [about, *flaws] for it in of.get("references", [])}
    if facts.withdrawn:
        # Says why, and nothing of products.
        if not about["title"].startswith("Withdrawn: "):
            yield "withdrawal", facts.withdrawn
        return
    ids = {it for of in flaws for it in [of.get("cve"), *(id["text"] for id in of.get("ids", []))] if it}
    yield from (("aliases lost", it) for it in sorted(facts.aliases - ids - {facts.id}))
    if form == "csaf":
        yield from stated(facts, document)
        return
    yield from urls("references", facts, here, own)
    thanked = {of for it in about.get("acknowledgments", []) for of in it.get("names", [])}
    yield from sets("credits", facts.credits - {""}, thanked)
    vectors = {score[key]["vectorString"] for of in flaws for score in of.get("scores", []) for key in score if key.startswith("cvss")}
    said = " ".join(note["text"] for of in [about, *flaws] for note in of.get("notes", []))
    yield from (("severities lost", it) for it in sorted(facts.vectors - vectors) if it not in said)
    yield from (("severities added", it) for it in sorted(vectors - facts.vectors))
    remedies = " ".join(it["details"] for of in flaws for it in of.get("remediations", []))
    threats = " ".join(it["details"] for of in flaws for it in of.get("threats", []))
    for text in facts.texts:
        if all(lost(text, it) for it in [said, remedies, threats, said + " " + remedies]):
            yield "text", lost(text, said)
    names = {it["name"] for branch in document.get("product_tree", {}).get("branches", []) for it in branches(branch)}
    yield from (("packages lost", name) for _, name in sorted(facts.packages) if name not in names)


def tidy(value):
    """With one space for many and none at the ends of lines, which say nothing."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in lines).strip()
    if isinstance(value, list):
        return [tidy(it) for it in value]
    return {key: tidy(it) for key, it in value.items()} if isinstance(value, dict) else value


def stated(facts, document):
    """A CSAF document's own statements, which are to come out as they are."""
    there, flaw, document = tidy(facts.raw["document"]), tidy(facts.raw["flaw"]), tidy(document)
    here = document["vulnerabilities"][0]
    internal = lambda it: "internal" in (it.get("audience") or "").lower()
    for key in sorted(flaw.keys() | here.keys()):
        wanted = [it for it in flaw[key] if not internal(it)] if key == "notes" and key in flaw else flaw.get(key)
        if here.get(key) != wanted:
            yield f"vulnerability's {key}", str(here.get(key))[:80]
    for key in ("acknowledgments", "notes"):
        wanted = [it for it in there["document"].get(key, []) if not internal(it)]
        if document["document"].get(key, []) != wanted:
            yield f"document's {key}", str(document["document"].get(key))[:80]
    tree, ours = there.get("product_tree", {}), document.get("product_tree", {})
    if facts.raw["alone"]:
        for key in sorted(tree.keys() | ours.keys()):
            if tree.get(key) != ours.get(key):
                yield f"product tree's {key}", str(ours.get(key))[:80]
        return
    # Of several vulnerabilities each has the products that it names, as they are.
    def products(of):
        found = {it["product_id"]: it for it in of.get("full_product_names", [])}
        found |= {it["full_product_name"]["product_id"]: it for it in of.get("relationships", [])}
        for branch in of.get("branches", []):
            found |= {it["product"]["product_id"]: it["product"] for it in branches(branch) if "product" in it}
        return found
    all_, own = products(tree), products(ours)
    named = {id for ids in flaw.get("product_status", {}).values() for id in ids}
    yield from (("products lost", id) for id in sorted(named - own.keys()))
    yield from (("products changed", id) for id in sorted(own) if own[id] != all_.get(id))


# --- CVE

def cve(facts, record, page):
    cna = record["containers"]["cna"]
    state = "REJECTED" if facts.withdrawn else "PUBLISHED"
    if record["cveMetadata"]["state"] != state:
        yield "state", record["cveMetadata"]["state"]
    if state == "REJECTED":
        return
    if facts.title and lost(facts.title, cna["title"]):
        yield "title", facts.title
    said = [it["value"] for key in ("descriptions", "solutions", "workarounds", "exploits") for it in cna.get(key, [])]
    for text in facts.texts:
        if lost(text, "\n".join(said)):
            yield "text", lost(text, "\n".join(said))
    yield from urls("references", facts, {it["url"] for it in cna["references"]}, {page})
    yield from sets("credits", facts.credits, {it["value"] for it in cna.get("credits", [])})
    vectors = {value["vectorString"] for metric in cna.get("metrics", []) for key, value in metric.items() if key.startswith("cvss")}
    yield from sets("severities", facts.vectors, vectors)
    numbers = {int(it["cweId"][4:]) for problem in cna.get("problemTypes", []) for it in problem["descriptions"] if it.get("cweId")}
    yield from sets("weaknesses", facts.cwes, numbers)
    types = lambda of: {(source.name(it["value"]), it.get("type")) for it in of.get("credits") or []}
    if facts.raw:
        yield from sets("types of credits", types(facts.raw), types(cna))
        makers = lambda of: {(it.get("vendor"), it.get("product") or it.get("packageName")) for it in of.get("affected") or []}
        yield from sets("vendors and products", makers(facts.raw), makers(cna))
        yield from statuses(facts.raw, cna)


def status(affected, version, order):
    """CVE's algorithm (versions.md of the record format): the first that holds the version, else the default."""
    for it in affected.get("versions") or []:
        from_, end, upto = it["version"], it.get("lessThan"), it.get("lessThanOrEqual")
        place = lambda bound: (order(version) > order(bound)) - (order(version) < order(bound))
        low = from_ in ("0", "*") or place(from_) >= 0
        if end is None and upto is None:
            held = from_ == version or from_ not in ("*",) and place(from_) == 0
        elif (end or upto) == "*":
            held = low
        else:
            held = low and (place(end) < 0 if end else place(upto) <= 0)
        if held:
            found = it["status"]
            for change in sorted(it.get("changes") or [], key=lambda it: order(it["at"])):
                if place(change["at"]) >= 0:
                    found = change["status"]
            return found
    return affected.get("defaultStatus", "unknown")


def statuses(there, here):
    """Each bound and its neighbours, in products whose versions are numbers."""
    key = lambda it: (it.get("vendor"), it.get("product") or it.get("packageName"))
    for product in sorted({key(it) for it in there.get("affected") or []}, key=str):
        theirs, ours = [[it for it in of.get("affected") or [] if key(it) == product] for of in (there, here)]
        bounds = {it for of in theirs for version in of.get("versions") or [] for it in
                  [version["version"], version.get("lessThan"), version.get("lessThanOrEqual"), *(of["at"] for of in version.get("changes") or [])] if it}
        numbers = bounds - {"0", "*"}
        if len(theirs) != 1 or len(ours) != 1 or not numbers or not all(re.fullmatch(r"\d+(\.\d+){1,2}", it) for it in numbers):
            continue
        if any(version.get("versionType") == "git" for version in theirs[0].get("versions") or []):
            continue
        order = source.semver
        asked = numbers | {f"{it}.1" if it.count(".") == 1 else it[:it.rindex('.') + 1] + str(int(it.rsplit('.', 1)[1]) + 1) for it in numbers} | {"0.0.1", "999.0.0"}
        for version in sorted(asked):
            one, other = status(theirs[0], version, order), status(ours[0], version, order)
            if one != other:
                yield "statuses of versions", f"{product}: {version}: {one} is {other}"
