"""Records of our own after the chapters of each standard, for the comparison: (format, file name, text)."""
import json

V31, V4 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
COMMIT, FIX = "6512bd43d9caa6e02c990b0a82652dca6512bd43", "c20ad4d76fe97759aa27a0c99bff6710c20ad4d7"
TEXT = "Use of \"<script\", \"<!--\" and arn:aws:s3:::bucket/* with `code` and a_b_c.\n\n- one\n- two [with a link](https://example.org/x)\n"


def osv():
    def record(id, **more):
        return {"schema_version": "1.7.0", "id": id, "summary": "A flaw in the pier", "details": TEXT,
                "published": "2024-01-01T00:00:00.250Z", "modified": "2024-02-01T00:00:00.123456Z", **more}
    package = lambda ecosystem, name, **more: {"package": {"ecosystem": ecosystem, "name": name}, **more}
    events = lambda *all_: [{key: version} for key, version in all_]
    semver = lambda *all_: {"type": "SEMVER", "events": events(*all_)}
    other = lambda *all_: {"type": "ECOSYSTEM", "events": events(*all_)}
    git = lambda *all_: {"type": "GIT", "repo": "https://example.org/pier.git", "events": events(*all_)}
    yield record("EX-2024-1", aliases=["CVE-2024-1111", "SA-CORE-2024-7", "TROVE-2024-013"], related=["CVE-2024-1112"], upstream=["CVE-2024-1113"],
                 severity=[{"type": "CVSS_V3", "score": V31}, {"type": "CVSS_V4", "score": V4}],
                 affected=[package("Go", "example.org/a", ranges=[semver(("introduced", "0"), ("fixed", "1.2.0"), ("introduced", "1.3.0"), ("fixed", "1.3.4"))]),
                           package("npm", "all-of-which")],
                 references=[{"type": "FIX", "url": "https://example.org/fix"}, {"type": "WEB", "url": "https://example.org/über?a=b c"}],
                 credits=[{"name": "Jane Roe", "type": "FINDER", "contact": ["https://example.org/jane"]}, {"name": "Al <al@a.example>"}],
                 database_specific={"cwe_ids": ["CWE-79"]})
    yield record("EX-2024-2", withdrawn="2024-03-01T00:00:00Z", affected=[package("PyPI", "pier", ranges=[other(("introduced", "0"), ("last_affected", "1.0"))], versions=["0.9", "1.0"])])
    yield record("EX-2024-3", affected=[package("Maven", "org.example:pier", ranges=[git(("introduced", "0"), ("fixed", FIX)), other(("introduced", "2.0"), ("fixed", "2.0"))], severity=[{"type": "CVSS_V3", "score": V31}])])
    yield record("EX-2024-4", affected=[{"ranges": [git(("introduced", COMMIT), ("fixed", FIX))], "versions": ["v1", "v2"]}])
    yield record("EX-2024-5", affected=[package("Debian:12", "pier", ranges=[other(("introduced", "0"), ("fixed", "1:2.3-4+deb12u1"))]),
                                        package("RubyGems", "pier", versions=["1.0", "1.1"]), package("Packagist", "quay/pier", ranges=[other(("introduced", "3.0"), ("last_affected", "3.0"))])])
    undated = record("EX-2024-6", affected=[package("npm", "pier", versions=["1.0.0"])])
    del undated["published"]
    yield undated


def ghsa():
    package = lambda ecosystem, name, range, patched: {"package": {"ecosystem": ecosystem, "name": name}, "vulnerable_version_range": range,
                                                       "patched_versions": patched, "vulnerable_functions": []}
    record = {"ghsa_id": "GHSA-aaaa-bbbb-cccc", "cve_id": "CVE-2024-2222", "html_url": "https://github.com/o/r/security/advisories/GHSA-aaaa-bbbb-cccc",
              "summary": "A flaw in the pier", "description": TEXT, "severity": "high", "state": "published", "published_at": "2024-01-01T00:00:00Z",
              "updated_at": "2024-01-05T00:00:00Z", "identifiers": [{"type": "GHSA", "value": "GHSA-aaaa-bbbb-cccc"}],
              "vulnerabilities": [package("npm", "pier", ">= 1.0.0, < 1.2.9", "1.2.9"), package("pip", "pier", "<= 2.0", ""), package("rubygems", "pier", "= 1.4", "1.5")],
              "cvss": {"vector_string": V31, "score": 9.8}, "cwe_ids": ["CWE-22"],
              "credits_detailed": [{"user": {"login": "jane"}, "type": "finder", "state": "accepted"}, {"user": {"login": "al"}, "type": "finder", "state": "pending"}]}
    yield record
    yield {**record, "ghsa_id": "GHSA-aaaa-bbbb-dddd", "cve_id": None, "identifiers": [], "cvss": None, "vulnerabilities": [package("go", "example.org/pier", "< 3", "3.0.0")]}


def rustsec():
    def record(id, keys, versions, body):
        return f'```toml\n[advisory]\nid = "{id}"\npackage = "pier"\ndate = "2024-01-01"\n{keys}\n[versions]\n{versions}\n```\n\n# A flaw in pier\n\n{body}'
    yield record("RUSTSEC-2024-0001", f'url = "https://example.org/1"\nreferences = ["https://github.com/o/r/pull/1"]\naliases = ["CVE-2024-3333"]\nrelated = ["CVE-2024-3334"]\ncvss = "{V31}"\n',
                 'patched = ["^1.2.3", ">= 2.0.1"]\nunaffected = ["< 0.3.0"]', TEXT)
    yield record("RUSTSEC-2024-0002", 'withdrawn = "2024-05-05"\n', "patched = []", TEXT)
    yield record("RUSTSEC-2024-0003", "", 'patched = ["~0.4.1", "> 1.0.0-rc.1"]\nunaffected = ["=0.2.0"]', TEXT)


def rubysec():
    record = {"gem": "pier", "cve": "2024-4444", "ghsa": "aaaa-bbbb-ffff", "url": "https://example.org/g/1", "title": "A flaw in the pier", "date": "2024-01-01",
              "description": TEXT, "cvss_v3": 7.5, "patched_versions": ["~> 1.2.3", "~> 2.0.4, >= 2.0.4.1", ">= 3.0.1"], "unaffected_versions": ["< 0.9"],
              "related": {"cve": ["2024-4445"], "url": ["https://github.com/o/pier/pull/1", "https://example.org/g/1"]}}
    yield "CVE-2024-4444.yml", record
    yield "GHSA-aaaa-bbbb-eeee.yml", {**record, "gem": "pier-core", "cve": None, "ghsa": "aaaa-bbbb-eeee", "patched_versions": ["> 1.2"], "unaffected_versions": ["= 1.0"]}
    yield "OSVDB-9.yml", {"gem": "pier-two", "osvdb": 9, "url": "https://example.org/g/2", "title": "Another flaw", "date": "2013-05-06", "description": "Words of it."}


def friendsofphp():
    record = {"title": "A flaw in the pier", "link": "https://example.org/p/1", "cve": "CVE-2024-5555", "reference": "composer://quay/pier",
              "branches": {"1.x": {"time": "2024-01-02 10:20:30", "versions": [">=1.0.0", "<1.2.3"]}, "2.x": {"time": None, "versions": [">=2.0.0", "<=2.1.0"]},
                           "3.x": {"time": "2024-01-03 10:20:30", "versions": ["<0.5", ">0.2"]}}}
    yield "CVE-2024-5555.yaml", record
    yield "2024-01-01-1.yaml", {**record, "cve": None, "reference": "composer://quay/jetty", "branches": {"1.x": {"time": None, "versions": ["<1.0"]}}}


def cve():
    def record(id, metadata=None, adp=(), **cna):
        return {"dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {"cveId": id, "state": "PUBLISHED", "datePublished": "2024-01-01T00:00:00.000Z",
                "dateUpdated": "2024-01-02T00:00:00.000Z", **(metadata or {})}, "containers": {"cna": {"providerMetadata": {"orgId": "o"}, **cna}, "adp": list(adp)}}
    words = lambda value: [{"lang": "en", "value": value}]
    versions = [{"version": "1.0.0", "lessThan": "1.2.3", "status": "affected", "versionType": "semver"},
                {"version": "2.0.0", "lessThanOrEqual": "2.1.0", "status": "affected", "versionType": "semver", "changes": [{"at": "2.0.5", "status": "unaffected"}]},
                {"version": "3.0.0", "status": "unknown", "versionType": "semver"}]
    long = "In *pier*: a_b_c fails [1].\n\n[1]: https://example.org/x\n# no heading\n" + "It goes on for many words. " * 60
    yield record("CVE-2024-6661", title="A flaw in the pier", descriptions=words(long), affected=[
                     {"vendor": "Quay", "product": "pier", "defaultStatus": "unaffected", "versions": versions, "platforms": ["Linux"]},
                     {"vendor": "Quay", "product": "jetty", "defaultStatus": "affected", "versions": [{"version": "4.0.0", "status": "unaffected", "versionType": "semver"}]}],
                 problemTypes=[{"descriptions": [{"lang": "en", "cweId": "CWE-79", "description": "XSS", "type": "CWE"}]}], references=[{"url": "https://example.org/6", "tags": ["patch"]}],
                 metrics=[{"cvssV3_1": {"version": "3.1", "vectorString": V31, "baseScore": 9.8, "baseSeverity": "CRITICAL"}, "scenarios": words("On the open sea")},
                          {"cvssV4_0": {"version": "4.0", "vectorString": V4, "baseScore": 9.3, "baseSeverity": "CRITICAL"}}],
                 credits=[{"lang": "en", "value": "Jane Roe", "type": "finder"}, {"lang": "en", "value": "Al"}], solutions=words("Update it."), workarounds=words("Close it."))
    yield record("CVE-2024-6662", descriptions=words("It falls."), affected=[{"vendor": "Quay", "product": "pier", "versions": versions[:1]}],
                 references=[{"url": "https://example.org/7"}], adp=[{"title": "CISA ADP", "references": [{"url": "https://example.org/adp"}],
                 "metrics": [{"cvssV3_1": {"version": "3.1", "vectorString": V31, "baseScore": 9.8, "baseSeverity": "CRITICAL"}}],
                 "problemTypes": [{"descriptions": [{"lang": "en", "cweId": "CWE-22", "description": "CWE-22", "type": "CWE"}]}]}])
    yield record("CVE-2024-6663", {"state": "REJECTED", "dateRejected": "2024-03-01T00:00:00.000Z"}, rejectedReasons=words("It was none."))


def csaf():
    helper = {"cpe": "cpe:2.3:h:acme:anvil:*:*:*:*:*:*:*:*"}
    product = lambda category, name, id, **more: {"category": category, "name": name, "product": {"name": f"Acme Anvil {name}", "product_id": id, **more}}
    flaw = {"cve": "CVE-2024-7771", "title": "It falls", "notes": [{"category": "summary", "text": "It falls *down*.", "title": "Summary"},
                                                                   {"category": "general", "audience": "internal", "text": "Among ourselves.", "title": "Ours"}],
            "product_status": {"known_affected": ["P-1", "OS:P-2"], "fixed": ["P-3"], "recommended": ["P-3"]},
            "remediations": [{"category": "vendor_fix", "details": "Update to V4.33", "product_ids": ["P-1"], "restart_required": {"category": "machine"}},
                             {"category": "no_fix_planned", "details": "Old.", "product_ids": ["OS:P-2"]}],
            "scores": [{"products": ["P-1"], "cvss_v3": {"version": "3.1", "vectorString": V31, "baseScore": 9.8, "baseSeverity": "CRITICAL"}}],
            "threats": [{"category": "impact", "details": "Bad."}], "references": [{"category": "external", "summary": "That", "url": "https://acme.example/2"}],
            "acknowledgments": [{"names": ["Bo Bee"], "summary": "found"}]}
    document = {"document": {"acknowledgments": [{"names": ["Jane Roe"], "urls": ["https://example.org/jane"]}], "category": "csaf_security_advisory", "csaf_version": "2.0",
                             "title": "A flaw in the anvil", "publisher": {"category": "vendor", "name": "Acme", "namespace": "https://acme.example"},
                             "distribution": {"tlp": {"label": "WHITE"}}, "notes": [{"category": "legal_disclaimer", "text": "As it is.", "title": "Terms"}],
                             "tracking": {"id": "ACME-2024:1", "status": "final", "version": "1", "initial_release_date": "2024-03-01T00:00:00Z", "current_release_date": "2024-03-01T00:00:00Z",
                                          "revision_history": [{"date": "2024-03-01T00:00:00Z", "number": "1", "summary": "Initial"}]}},
                "product_tree": {"branches": [{"category": "vendor", "name": "Acme", "branches": [{"category": "product_name", "name": "Anvil", "branches": [
                    product("product_version_range", "All versions < V4.33", "P-1", product_identification_helper=helper),
                    product("product_version_range", "vers:generic/<5.0", "P-2"), product("product_version", "4.33", "P-3")]},
                    product("product_name", "OS", "OS")]}],
                    "relationships": [{"category": "installed_on", "product_reference": "P-2", "relates_to_product_reference": "OS",
                                       "full_product_name": {"name": "Anvil <5.0 on OS", "product_id": "OS:P-2"}}]},
                "vulnerabilities": [flaw]}
    yield document
    about = {**document["document"], "tracking": {**document["document"]["tracking"], "id": "ACME-2024:2"}}
    second = {**flaw, "cve": "CVE-2024-7773", "product_status": {"known_affected": ["P-1"]}, "remediations": [], "scores": []}
    second = {key: value for key, value in second.items() if value}
    yield {**document, "document": about, "vulnerabilities": [{**flaw, "cve": "CVE-2024-7772"}, second]}


def all_():
    yield from (("osv", f"{it['id']}.json", json.dumps(it)) for it in osv())
    yield from (("ghsa", f"{it['ghsa_id']}.json", json.dumps(it)) for it in ghsa())
    yield from (("rustsec", f"RUSTSEC-2024-{at}.md", it) for at, it in enumerate(rustsec(), 1))
    yield from (("rubysec", file, json.dumps(it)) for file, it in rubysec())
    yield from (("friendsofphp", file, json.dumps(it)) for file, it in friendsofphp())
    yield from (("cve", f"{it['cveMetadata']['cveId']}.json", json.dumps(it)) for it in cve())
    yield from (("csaf", f"{at}.json", json.dumps(it)) for at, it in enumerate(csaf()))
