//! A small site that uses every rule.

use super::Site;

const SETTINGS: &str = "\
title: Small Security
url: https://security.example.org/
report: { contact: [mailto:security@example.org] }
projects: [{ id: core, name: Core }]
disclosure: { require_approval: true, withhold_blocks_with: [\"@Discussion\"] }
osv: { prefixes: [SMALL] }
sources:
  - { path: ../ghsa.json, format: ghsa, publish: true }
  - { path: ../osv, format: osv, publish: true }
  - { path: ../unpublished, format: osv }
  - { path: ../rustsec, format: rustsec, publish: true }
  - { path: ../csaf, format: csaf, publish: true }
  - { path: ../cve, format: cve, publish: true }
  - { path: ../gems, format: rubysec, publish: true }
  - { path: ../php, format: friendsofphp, publish: true }
  - { path: ../team, format: fanlight }
";

const ADVISORY: &str = "\
---
private: { ticket: QW-60418 }
id: SMALL-1
title: A flaw
publish: true
approved: { by: Wenna Tregarrick, on: 2026-01-02 }
published: 2026-01-02T00:00:00Z
modified: 2030-05-06T00:00:00Z
aliases: [CVE-2026-1111, SMALL-9, !private \"SMALL-77\"]
related: [SMALL-2, !until:2027-02-03T00:00:00Z \"SMALL-3\"]
tags: [archives, !private \"customer Grimshaw Tolland\"]
root_cause: !until:2026-12-10T14:00:00Z The parser trusted Smewtown.
workaround: !tlp:amber Ask the Guillemot consortium.
resolution: !private Paid Ferrowby.
impact: !until:2026-03-01T00:00:00Z Files were lost.
credits:
  - { name: Noor El-Amin, contact: \"mailto:noor@whimbrel.example\" }
  - { name: Fenwick Aldermarsh, credit: false }
  - !tlp:red { name: Leofric Ashgrove }
revisions:
  - { at: 2026-01-05T00:00:00Z, note: Spelling }
  - { at: 2028-01-05T00:00:00Z, note: Avocet merger }
references: [{ url: \"https://security.example.org/incidents/SMALL-9/\" }, { url: \"https://example.org/fix\" }]
affected: [{ package: \"pkg:npm/small\", versions: [\"1.10\"] }]
---

What happened, told by [Jane Roe]{.private}, with [a hole]{.until at=2026-12-10T14:00:00Z} and [a friend]{.tlp label=amber}.

::: private
Odile Marchbanks recognised the handwriting. See [this].

[this]: https://smewtown.example/
:::

1. first
2. [second Hesper]{.private}
3. third, see [it](/incidents/SMALL-9/) and [other](SMALL-8.md)

- one
- ::: until 2026-12-10T14:00:00Z
  The proof of concept by Quillandine.
  :::
- three

> ::: tlp amber
> Puffinry partners.
> :::
> A quote.

Words <!-- Lieselotte stands in --> go on.

@Discussion: whom do we tell of Brannoc Ferriby?

| a | b |
|---|---|
| 1 | 2 |
| @Discussion | Cormorant ledger |

[log](log.txt)

[unused]: https://plovergate.example/

::: until 2026-02-01T00:00:00Z
It is over.
:::
";

const INCIDENT: &str = "\
---
id: SMALL-2
title: An incident
publish: true
approved: { by: Wenna Tregarrick, on: 2026-01-02 }
published: 2026-02-02T00:00:00Z
category: legal
severity: low
accounts: [quaysmith-publisher]
reporter: { name: Ignatius Culpepper-Vane }
responders: [Odile Penhaligon, { name: Ines Carvalho, credit: true, contact: \"mailto:ines@teasel.example\" }]
timeline:
  - { at: 2026-01-01, text: \"It began[, said Brannoc,]{.private} early.\" }
  - !private { at: 2026-01-02, text: Wigeon helpline }
lessons: [One lesson., !private \"Another by Maelys Garrowby.\"]
---
The account.
";

const OSV: &str = r#"{
  "id": "SMALL-5", "published": "2026-03-01T00:00:00Z", "modified": "2026-03-01T00:00:00Z",
  "summary": "An import", "details": "Text <!-- by Garrowby --> here.",
  "credits": [{ "name": "Al Ada", "contact": ["mailto:al@stint.example"] }],
  "affected": [{ "package": { "ecosystem": "npm", "name": "small" }, "versions": ["1.0.0"],
    "ecosystem_specific": { "notes": "Oystercatch Forensics" },
    "ranges": [{ "type": "SEMVER", "events": [{ "introduced": "0" }], "database_specific": { "seen": "Gannetfold" } }] }],
  "database_specific": { "internal": "Thornmere reseller",
    "fanlight": { "publish": true, "approved": { "by": "W", "on": "2026-03-01" }, "private": { "ticket": "QW-99218" } } }
}"#;

const FOREIGN_OSV: &str = r#"{
  "id": "X-2", "published": "2026-03-01T00:00:00Z", "modified": "2026-03-01T00:00:00Z", "summary": "Theirs", "details": "Text.",
  "credits": [{ "name": "Al Ada", "contact": ["mailto:al@dunlin.example"] }],
  "affected": [{ "package": { "ecosystem": "npm", "name": "small" }, "ecosystem_specific": { "notes": "Pratincole Forensics" } }],
  "database_specific": { "internal": "Turnstone reseller", "cwe_ids": ["CWE-79"] }
}"#;

const RUSTSEC: &str = "\
```toml
[advisory]
id = \"RUSTSEC-2026-0007\"
package = \"small\"
date = \"2026-03-01\"
license = \"Curlew licence of 1887\"
references = [
  \"https://example.org/a\",
]

[affected]
os = [\"linux\"]

[affected.functions]
\"small::parse\" = [\"< 1.2.0\"]

[versions]
patched = [\">= 1.2.0\"]
```

# A crate's flaw

Words <!-- by Shearwater --> of it.
";

const CSAF: &str = r#"{
  "document": { "category": "csaf_vex", "csaf_version": "2.0", "title": "A document", "publisher": { "category": "vendor", "name": "Small" },
    "distribution": { "tlp": { "label": "WHITE" } },
    "notes": [{ "category": "general", "title": "Told", "text": "Told to all." },
      { "category": "other", "text": "The Dabchick account.", "audience": "Internal staff" }],
    "tracking": { "id": "CS-1", "status": "final", "version": "1", "generator": { "engine": { "name": "Fulmar engine" } },
      "initial_release_date": "2026-03-01T00:00:00Z", "current_release_date": "2029-03-01T00:00:00Z",
      "revision_history": [{ "date": "2029-03-01T00:00:00Z", "number": "2", "summary": "Merlin release" }] } },
  "vulnerabilities": [{ "title": "A hole", "notes": [{ "category": "description", "text": "It falls." }], "x_owner": "Tystie Bridled",
    "remediations": [{ "category": "vendor_fix", "details": "Update it." }] }]
}"#;

const CVE: &str = r#"{ "dataType": "CVE_RECORD", "dataVersion": "5.2",
  "cveMetadata": { "cveId": "CVE-2026-9001", "state": "PUBLISHED", "datePublished": "2026-03-01T00:00:00Z", "assignerShortName": "jaegerquill" },
  "containers": { "cna": { "descriptions": [{ "lang": "en", "value": "It breaks." }],
      "providerMetadata": { "shortName": "jaegerquill" }, "affected": [{ "vendor": "Small", "product": "Thing", "cpes": ["cpe:2.3:a:small:thing"] }] },
    "adp": [{ "title": "Ptarmigan notes" }] } }"#;

const TEAM: &str = "\
---
id: SMALL-21
title: A team's flaw
publish: true
approved: { by: Branoc Tremayne, on: 2026-01-02 }
published: 2026-03-01T00:00:00Z
private: { asked: Corvane Hallard }
impact: !until:2026-12-10T14:00:00Z The Garganey queue stalls.
---

It fell, said [Ottoline Brack]{.private}. See [it](/incidents/SMALL-22/).

::: private
The Whitethroat contract.
:::
";

const GEM: &str = "gem: quay\ncve: 2026-9101\nurl: https://quay.example/1\ntitle: A gem's flaw\ndate: 2026-01-02\n\
                   description: It falls.\npatched_versions: [\">= 1.3.1\"]\n";
const PHP: &str = "title: A package's flaw\nlink: https://quay.example/3\ncve: CVE-2026-9201\nbranches:\n  1.x:\n    \
                   time: 2026-01-03 10:20:30\n    versions: ['>=1.0.0', '<1.2.3']\nreference: composer://quay/pier\n";

/// The document in other words.
fn hidden(id: &str, word: &str) -> String {
    let words = ["A document", "Told to all", "A hole", "It falls", "Update it."];
    let other = |text: String, it: &str| text.replace(it, &format!("{word} {}", it.to_uppercase()));
    words.into_iter().fold(CSAF.replace("CS-1", id), other)
}

fn withheld(id: &str, keys: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Hidden {id} Merganser\npublished: 2026-01-01T00:00:00Z\n{keys}\n---\nOf {id} and the Sandpiper.\n"
    )
}

pub fn files() -> Vec<(&'static str, String)> {
    let approved = "approved: { by: W, on: 2026-01-01 }";
    vec![
        ("site.yaml", SETTINGS.into()),
        ("index.md", "Welcome.\n\n<!-- until the Pochard deal -->\n".into()),
        ("plan/index.md", "# Plan\n\nWe answer.\n\n::: private\nCall Lanternwick.\n:::\n".into()),
        ("plan/2-tree.md", "---\npublish: false\n---\n# Telephone tree of Lanternwick\n\nRing.\n".into()),
        ("pages/policy.md", "---\nowner: !private The Bittern chair\n---\n# Policy\n\nBe kind.\n".into()),
        (
            "reports/2026.md",
            "---\ntotals: { received: 41, valid: 3 }\nowner: !private The Godwit desk\n---\nA year.\n".into(),
        ),
        ("advisories/SMALL-1/index.md", ADVISORY.into()),
        ("advisories/SMALL-1/log.txt", "A log.\n".into()),
        ("advisories/SMALL-1/interview.txt", "With the Wharfinger of Skerrimore, at length and in private.\n".into()),
        ("incidents/SMALL-2.md", INCIDENT.into()),
        ("advisories/SMALL-5.json", OSV.into()),
        // Its drafts have dates as if they were public: what alone withholds them is their state.
        (
            "../ghsa.json",
            include_str!("../../private/formats/tests/ghsa.json")
                .replace("\"published_at\": null", "\"published_at\": \"2026-02-20T00:00:00Z\""),
        ),
        ("../osv/X-2.json", FOREIGN_OSV.into()),
        ("../rustsec/RUSTSEC-2026-0007.md", RUSTSEC.into()),
        (
            "../rustsec/RUSTSEC-2026-0008.md",
            RUSTSEC
                .replace("-0007", "-0008")
                .replace("2026-03-01", "2027-03-01")
                .replace("crate's flaw", "Lapwing hour"),
        ),
        ("../csaf/a.json", CSAF.into()),
        ("../csaf/b.json", hidden("CS-2", "Gadwall").replace("WHITE", "AMBER")),
        ("../csaf/c.json", hidden("CS-3", "Smewick").replace("final", "draft")),
        ("../cve/a.json", CVE.into()),
        (
            "../cve/b.json",
            CVE.replace("9001", "9002").replace("PUBLISHED", "RESERVED").replace("It <", "Wimbrelling <"),
        ),
        ("../gems/gems/quay/CVE-2026-9101.yml", GEM.into()),
        (
            "../gems/gems/quay/CVE-2026-9102.yml",
            GEM.replace("9101", "9102").replace("2026-01-02", "2027-01-01").replace("A gem's flaw", "Brambling hour"),
        ),
        ("../php/quay/pier/CVE-2026-9201.yaml", PHP.into()),
        (
            "../php/quay/pier/CVE-2026-9202.yaml",
            PHP.replace("9201", "9202")
                .replace("2026-01-03 10:20:30", "2027-01-01 00:00:00")
                .replace("A package's flaw", "Siskin weekend"),
        ),
        ("../team/advisories/SMALL-21/index.md", TEAM.into()),
        ("../team/advisories/SMALL-21/talk.txt", "With the Fieldfare steward, at length.\n".into()),
        ("../team/incidents/SMALL-22.md", withheld("SMALL-22", "")),
        ("../team/README.md", "# The Pipit team\n".into()),
        ("../unpublished/X-3.json", FOREIGN_OSV.replace("X-2", "X-3").replace("Theirs", "Whinchat rumours")),
        ("../unpublished/X-4.json", FOREIGN_OSV.replace("X-2", "X-4").replace("Text", "Of the Dotterel account")),
        (
            "advisories/SMALL-3.md",
            withheld("SMALL-3", &format!("publish: true\n{approved}\nembargo: 2027-01-01T00:00:00Z")),
        ),
        (
            "advisories/SMALL-23.md",
            withheld(
                "SMALL-23",
                &format!(
                    "publish: true\n{approved}\nembargo: 2027-01-01T00:00:00Z\nseverity: high\n\
                     reserve: {{ since: 2026-01-05T00:00:00Z, show: [date] }}"
                ),
            ),
        ),
        ("incidents/SMALL-9.md", withheld("SMALL-9", "")),
        ("incidents/SMALL-10.md", withheld("SMALL-10", "publish: true")),
        ("notices/SMALL-11.md", withheld("SMALL-11", &format!("publish: true\n{approved}\ntlp: amber"))),
        (
            "lessons/SMALL-12.md",
            withheld(
                "SMALL-12",
                &format!("publish: true\n{approved}\nembargo: 2027-01-01T00:00:00Z\nembargo_tlp: amber"),
            ),
        ),
    ]
}

pub fn site() -> Site {
    let files = files();
    Site::of(files.iter().map(|(path, text)| (*path, text.as_str())))
}
