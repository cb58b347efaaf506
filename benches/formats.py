"""What each imported format costs, beside our own: python3 benches/formats.py [--records 10000] [--outputs plain|all] [--turns 3]

The same made advisories (corpus.py) as OSV, GHSA, RustSec, CSAF, CVE, rubysec and friendsofphp records, read in place. Needs the program as it is shipped
(`cargo build --profile dist`). Ratios are of CPU time to OSV's. With the size of what is read and of what is written.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

import compare
import corpus


def key(at):
    """A label that is no other's, as databases number them."""
    return f"{at + 10_000}"


def osv(it, at):
    return f"GO-2026-{key(at)}.json", {
        "schema_version": "1.7.0", "id": f"GO-2026-{key(at)}", "published": it.published, "modified": it.published, "aliases": [it.cve],
        "summary": it.title, "details": it.body,
        "affected": [{
            "package": {"ecosystem": "Go", "name": f"example.org/{it.package}"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": it.fixed}]}],
        }],
        "references": [{"type": "FIX", "url": it.fix}], "credits": [{"name": it.credit, "type": "FINDER"}],
    }


def ghsa(it, at):
    letters = "23456789cfghjmpqrvwx"
    part = "".join(letters[at // 20**place % 20] for place in range(4))
    return f"{it.id}.json", {
        "ghsa_id": f"GHSA-2222-{part}-2222", "cve_id": it.cve, "state": "published", "published_at": it.published,
        "updated_at": it.published, "summary": it.title, "description": it.body, "severity": it.severity, "withdrawn_at": None,
        "html_url": f"https://github.com/example/harbour/security/advisories/GHSA-2222-{part}-2222",
        "vulnerabilities": [{
            "package": {"ecosystem": "npm", "name": it.package}, "vulnerable_version_range": f">= 1.0.0, < {it.fixed}", "patched_versions": it.fixed,
        }],
    }


def rustsec(it, at):
    head = f"""[advisory]
id = "RUSTSEC-2026-{key(at)}"
package = "{it.package}"
date = "{it.published[:10]}"
url = "{it.fix}"
aliases = ["{it.cve}"]

[versions]
patched = [">= {it.fixed}"]
unaffected = ["< 1.0.0"]
"""
    return f"RUSTSEC-2026-{key(at)}.md", f"```toml\n{head}```\n\n# {it.title}\n\n{it.body}"


def csaf(it, at):
    tree = [{"category": "vendor", "name": "Harbour", "branches": [{"category": "product_name", "name": it.package, "branches": [
        {"category": "product_version_range", "name": f"vers:npm/>=1.0.0|<{it.fixed}", "product": {"name": f"{it.package} before {it.fixed}", "product_id": "P1"}},
        {"category": "product_version", "name": it.fixed, "product": {"name": f"{it.package} {it.fixed}", "product_id": "P2"}},
    ]}]}]
    tracking = {
        "id": f"EX-SA-{key(at)}", "status": "final", "version": "1", "initial_release_date": it.published, "current_release_date": it.published,
        "revision_history": [{"date": it.published, "number": "1", "summary": "Initial version."}],
    }
    flaw = {
        "cve": it.cve, "notes": [{"category": "description", "text": it.body}], "acknowledgments": [{"names": [it.credit]}],
        "product_status": {"known_affected": ["P1"], "fixed": ["P2"]},
        "remediations": [{"category": "vendor_fix", "details": f"Update to {it.fixed}.", "product_ids": ["P1"]}],
    }
    return f"ex-sa-{key(at)}.json", {
        "document": {
            "category": "csaf_security_advisory", "csaf_version": "2.0", "title": it.title, "tracking": tracking,
            "distribution": {"tlp": {"label": "WHITE"}},
            "publisher": {"category": "vendor", "name": "Harbour", "namespace": "https://example.org"},
            "references": [{"category": "external", "summary": "Fix", "url": it.fix}],
        },
        "product_tree": {"branches": tree}, "vulnerabilities": [flaw],
    }


def cve(it, at):
    org = {"orgId": "5b1c7a52-3f0e-4d6b-9a41-0c2f6e8d7b13", "shortName": "harbour"}
    versions = [{"version": "1.0.0", "lessThan": it.fixed, "versionType": "semver", "status": "affected"}]
    return f"{it.cve}.json", {
        "dataType": "CVE_RECORD", "dataVersion": "5.1",
        "cveMetadata": {"cveId": it.cve, "state": "PUBLISHED", "assignerOrgId": org["orgId"], "datePublished": it.published, "dateUpdated": it.published},
        "containers": {"cna": {
            "providerMetadata": org, "title": it.title, "descriptions": [{"lang": "en", "value": it.body}],
            "affected": [{"vendor": "Harbour", "product": it.package, "defaultStatus": "unaffected", "versions": versions}],
            "references": [{"url": it.fix, "tags": ["patch"]}], "credits": [{"lang": "en", "value": it.credit, "type": "finder"}],
        }},
    }


def rubysec(it, at):
    body = "".join(f"  {line}\n" for line in it.body.splitlines())
    head = f'---\ngem: {it.package}\ncve: {it.cve.removeprefix("CVE-")}\nurl: {it.fix}\ntitle: {it.title}\ndate: {it.published[:10]}\n'
    return f"gems/{it.package}/{it.cve}.yml", f'{head}description: |\n{body}patched_versions:\n  - ">= {it.fixed}"\n'


def friendsofphp(it, at):
    branch = f"    main:\n        time: {it.published[:10]} 00:00:00\n        versions: ['>=1.0.0', '<{it.fixed}']\n"
    head = f"title: {it.title}\nlink: {it.fix}\ncve: {it.cve}\nbranches:\n{branch}"
    return f"harbour/{it.package}/{it.cve}.yaml", f"{head}reference: composer://harbour/{it.package}\n"


FORMATS = {form.__name__: form for form in (osv, ghsa, rustsec, csaf, cve, rubysec, friendsofphp)}


def write(folder, form, records, outputs):
    source = folder / "source"
    (folder / "content").mkdir(parents=True)
    site = corpus.SITE.format(outputs=outputs)
    (folder / "content/site.yaml").write_text(f"{site}sources: [{{ path: ../source, format: {form.__name__}, publish: true }}]\n")
    written = 0
    for at in range(records):
        name, record = form(corpus.Advisory(at, 1400, 50, 20, 0), at)
        text = record if isinstance(record, str) else json.dumps(record)
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
        written += len(text)
    return written


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--outputs", choices=["plain", "all"], default="plain", help="pages and one feed, or all but link cards")
    parser.add_argument("--fanlight", type=Path, default=compare.ROOT / "target/dist/fanlight")
    options = parser.parse_args()
    if not options.fanlight.exists():
        sys.exit(f"{options.fanlight} is not there; run `cargo build --profile dist`, or name another with --fanlight")
    outputs = corpus.PLAIN if options.outputs == "plain" else "{ cards: false }"
    print(f"{options.records} records, {options.turns} turns, {options.outputs} outputs")
    print(f"{'':14}{'CPU s':>8}{'(spread)':>16}{'ms a record':>13}{'times osv':>11}{'MiB':>7}{'files':>8}{'MB read':>9}{'MB written':>12}{'times':>7}")
    base = None
    for name, form in FORMATS.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            read = write(folder, form, options.records, outputs)
            runs = []
            for _ in range(options.turns):
                compare.fresh(folder / "public")
                runs.append(compare.measure([options.fanlight.resolve(), "build", "--quiet", "--out", "public"], folder))
            files, length = compare.size(folder / "public")
        cpu, _, memory = zip(*runs)
        median = statistics.median(cpu)
        base = base or median
        spread = f"({min(cpu):.2f}–{max(cpu):.2f})"
        print(
            f"{name:14}{median:8.2f}{spread:>16}{median / options.records * 1000:13.2f}{median / base:11.2f}{max(memory):7.0f}{files:8}"
            f"{read / 1e6:9.1f}{length / 1e6:12.1f}{length / read:7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
