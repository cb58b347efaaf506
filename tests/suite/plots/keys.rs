//! Keys of records and pages, each with something withheld: `(key, template)`; of two with one key the first is written.

use fanlight::public::Kind;
use fanlight::public::keys::Role;

type Key = (&'static str, &'static str);

/// The keys of a kind, by its place in `KINDS`.
pub fn of(kind: usize) -> Vec<Key> {
    let own: &[Key] = match kind {
        0 => ADVISORY,
        1 => INCIDENT,
        2 => &[("advisories", "advisories: [gone-§1, public-0]\n"), ("incidents", "⟦incidents: %T [\"§\"]\n⟧")],
        3 => &[("actions", ACTIONS), ("incidents", "incidents: [gone-§2⟦, %T \"§\"⟧]\n")],
        _ => return PAGE.to_vec(),
    };
    [COMMON, own].concat()
}

const ACTIONS: &str =
    "actions:\n  - { what: \"Turn the key⟦ [of §]{%S}⟧\", owner: Ops }\n⟦  - %T { what: \"Tell §\", owner: § }\n⟧";

const COMMON: &[Key] = &[
    ("title", "title: A public title⟦ [for §]{%S}⟧\n"),
    ("title", "title: A public title⟦ <!-- § -->⟧\n"),
    ("summary", "⟦summary: %T Known to § alone.\n⟧"),
    ("summary", "summary: See https://security.example.org/advisories/gone-§1/ for more.\n"),
    ("summary", "summary: Short words⟦ [of §]{%S}⟧ follow.\n"),
    ("aliases", "aliases: [CVE-2024-1111⟦, %T \"CVE-2024-§\"⟧]\n"),
    ("related", "related: [CVE-2024-2222, gone-§1, gone-§2]\n"),
    ("related", "⟦related: %T [\"CVE-2024-§\"]\n⟧"),
    ("upstream", "⟦upstream: %T [\"GHSA-§\"]\n⟧"),
    ("projects", "projects: [core⟦, %T \"§\"⟧]\n"),
    ("tags", "tags: [archives, ⟦%T \"§ customer\", ⟧parsers]\n"),
    ("tags", "tags: [⟦%T \"§\"⟧]\n"),
    ("tags", "⟦tags: %T [archives, \"of §\"]\n⟧"),
    (
        "references",
        "references:\n  - { type: WEB, url: \"https://example.org/1\", title: \"One⟦ [of §]{%S}⟧\" }\n\
         ⟦  - %T { type: WEB, url: \"https://example.org/§\", title: \"Of §\" }\n⟧",
    ),
    (
        "references",
        "references:\n  - { type: WEB, url: \"https://security.example.org/advisories/gone-§1/\", title: \"The same\" }\n",
    ),
    (
        "credits",
        "credits:\n  - { name: Ann Public⟦, contact: \"mailto:§@example.net\"⟧ }\n\
         ⟦  - %T { name: \"§ Roe\", organization: \"§ House\" }\n  - { name: \"Secret §\", credit: false }\n⟧",
    ),
    ("authors", "authors: [Ben Public⟦, %T \"§ Doe\"⟧]\n"),
    ("bounty", "bounty: USD 2,500⟦ [paid by §]{%S}⟧\n"),
    ("bounty", "⟦bounty: %T \"2,500 from §\"\n⟧"),
    ("post", "post: Public words⟦ [about §]{%S}⟧, and more.\n"),
    ("post", "post: { x: \"Public words.⟦ [Not §.]{%S}⟧\", mastodon: Others }\n"),
    ("post", "⟦post: %T { all: Posted by §. }\n⟧"),
    (
        "timeline",
        "timeline:\n  - { at: 2024-01-01, phase: detected, text: \"Found⟦ [by §]{%S}⟧\" }\n\
         ⟦  - %T { at: 2024-01-03, text: \"Then § came\" }\n  - { at: 2024-01-04, text: \"[of §]{.private}\" }\n⟧",
    ),
    ("impact", "⟦impact: %T Only § was hit.\n⟧"),
    ("impact", "impact: |\n  Public words.\n\n⟦  ::: %D\n  Only § was hit.\n  :::\n\n⟧  More words.\n"),
    ("root_cause", "⟦root_cause: %T >-\n  The parser of § trusted\n  the length of §.\n⟧"),
    ("root_cause", "root_cause: The parser⟦ [of §]{%S}⟧ trusted it.\n"),
    ("workaround", "workaround: |\n  Public words.\n\n⟦  @Discussion what does § say?\n\n⟧  More words.\n"),
    ("workaround", "⟦workaround: %T \"Ask §\"\n⟧"),
    ("recommendations", "recommendations: |\n  - one\n⟦  - [two by §]{.private}\n⟧  - three\n"),
    ("resolution", "resolution: \"Words ⟦<!-- § --> ⟧of a comment\"\n"),
    ("resolution", "⟦resolution: %T |\n  Mended by §.\n⟧"),
    ("exploitation", "⟦exploitation: %T active\n⟧"),
    (
        "indicators",
        "indicators:\n  - { type: domain, value: bad.example.com }\n⟦  - %T { type: domain, value: \"§.example.com\" }\n⟧",
    ),
    ("private", "⟦private: { note: \"§\", deep: [{ more: § }] }\n⟧"),
    ("private", "⟦private: Ask §.\n⟧"),
    (
        "revisions",
        "revisions:\n  - { at: 2024-02-01T00:00:00Z, note: \"Better⟦ [thanks to §]{%S}⟧\" }\n\
         ⟦  - { at: %L, note: \"To come: §\" }\n  - %T { at: 2024-02-02T00:00:00Z, note: \"Of §\" }\n⟧",
    ),
    ("withdrawn", "⟦withdrawn: %L\nwithdrawn_reason: Because of §.\n⟧"),
    ("withdrawn", "withdrawn: 2024-05-01T00:00:00Z\nwithdrawn_reason: A duplicate⟦ [of §]{%S}⟧.\n"),
    ("modified", "⟦modified: %L\n⟧"),
    ("modified", "modified: 2024-01-03⟦ # says §⟧\n"),
    ("#", "⟦# A comment about §.\n⟧"),
];

const ADVISORY: &[Key] = &[
    ("severity", "severity: [\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"]\n"),
    ("severity", "⟦severity: %T low\n⟧"),
    ("cwe", "cwe: [79⟦, %T \"352\"⟧]\n"),
    ("informational", "⟦informational: %T notice\n⟧"),
    (
        "affected",
        "affected:\n  - { package: \"pkg:cargo/harbour-core\", ranges: [{ introduced: \"1.0\", fixed: \"1.2\" }] }\n\
         ⟦  - %T { package: \"pkg:npm/§\", functions: [\"§::run\"], platforms: [\"§-os\"], versions: [\"1.0-§\"] }\n⟧",
    ),
    (
        "affected",
        "affected:\n  - { package: \"pkg:cargo/harbour-core\", status: affected, versions: [\"1.0\"] }\n\
         ⟦  - %T { package: \"pkg:npm/§\", status: not_affected, justification: \"Only § has it\" }\n\
         ⟧  - { package: \"pkg:npm/other\", status: not_affected, justification: component_not_present }\n",
    ),
    (
        "affected",
        "affected:\n  - { package: \"pkg:cargo/harbour-core\", ranges: [{ introduced_after: \"1.0\", fixed: \"2.0\" }], fixed: [\"1.5\"], \
         unaffected: [{ introduced: \"1.2\", fixed: \"1.3\" }], unknown: [{ introduced: \"3.0\" }], default_status: unaffected }\n\
         ⟦  - %T { package: \"pkg:npm/§\", ranges: [{ introduced_after: \"1.0-§\", fixed: \"2.0-§\" }], fixed: [\"1.5-§\"], \
         unaffected: [{ introduced: \"1.2-§\" }], unknown: [{ introduced: \"3.0-§\" }] }\n⟧",
    ),
    ("csaf", "⟦csaf: %T '{ \"title\": \"Of §\", \"notes\": [{ \"text\": \"§ knows\" }] }'\n⟧"),
    ("affected", "⟦affected: %T [{ package: \"pkg:cargo/harbour-core\", versions: [\"1.0.§\"] }]\n⟧"),
    ("incidents", "incidents: [gone-§2, public-1]\n"),
];

const INCIDENT: &[Key] = &[
    ("category", "category: [platform⟦, %T \"provider\"⟧]\n"),
    ("severity", "⟦severity: %T low\n⟧"),
    ("status", "⟦status: %T investigating\n⟧"),
    ("status", "status: resolved\n"),
    ("next_update", "⟦next_update: %T 2024-05-06T07:08:09Z\n⟧"),
    ("confirmation", "⟦confirmation: %T confirmed\n⟧"),
    (
        "affected",
        "affected:\n  - { package: \"pkg:cargo/harbour-core\", versions: [\"1.0\"] }\n\
         ⟦  - %T { package: \"pkg:npm/§\", versions: [\"1.0-§\"] }\n⟧",
    ),
    ("services", "services: [The registry⟦, %T \"The § mirror\"⟧]\n"),
    ("accounts", "⟦accounts: [\"§\", { user: \"§\" }]\n⟧"),
    ("accounts", "⟦accounts: %T \"§\"\n⟧"),
    ("reporter", "⟦reporter: { name: \"§ Roe\", contact: \"mailto:§@example.net\" }\n⟧"),
    ("reporter", "reporter: { name: Ann Public, credit: true⟦, contact: [\"§@example.net\", \"§\"]⟧ }\n"),
    ("coordinator", "⟦coordinator: \"§ Poe\"\n⟧"),
    ("coordinator", "⟦coordinator: %T { name: \"§ Poe\", credit: true }\n⟧"),
    (
        "responders",
        "responders:\n  - { name: Ben Public, credit: true }\n⟦  - { name: \"§ Poe\" }\n  - On-call § people\n⟧",
    ),
    ("responders", "⟦responders: %T [\"§ people\"]\n⟧"),
    ("lessons", "lessons:\n  - Look before you leap⟦ [as § says]{%S}⟧.\n⟦  - %T Never trust §.\n⟧"),
    ("lessons", "⟦lessons: %T Never trust §.\n⟧"),
    ("actions", ACTIONS),
    ("advisories", "advisories: [gone-§1, public-0]\n"),
];

const PAGE: &[Key] = &[
    ("title", "title: A public title⟦ [for §]{%S}⟧\n"),
    ("title", "⟦title: %T The title of §\n⟧"),
    ("summary", "⟦summary: %T Known to § alone.\n⟧"),
    ("version", "⟦version: %T \"§\"\n⟧"),
    ("owner", "⟦owner: %T § Roe\n⟧"),
    ("owner", "owner: The team⟦ [of §]{%S}⟧\n"),
    ("reviewed", "⟦reviewed: %T 2024-03-04\n⟧"),
    ("review_by", "⟦review_by: %T 2025-03-04\n⟧"),
    ("modified", "⟦modified: %L\n⟧"),
    ("template", "⟦template: %T §\n⟧"),
    ("description", "⟦description: %T Known to § alone.\n⟧"),
    ("date", "⟦date: %L\n⟧"),
    ("private", "⟦private: [\"§\"]\n⟧"),
    ("#", "⟦# A comment about §.\n⟧"),
];

#[test]
fn every_key_that_can_be_withheld_has_a_place_for_a_canary() {
    // The body has templates of its own.
    let apart = ["details"];
    for (at, kind) in Kind::ALL.iter().enumerate() {
        let withheld = fanlight::public::keys::of(*kind).filter(|key| matches!(key.role, Role::Shown | Role::Private));
        for key in withheld.filter(|key| !apart.contains(&key.name)) {
            let written = |(_, template): &Key| template.lines().any(|line| names(line, key.name));
            assert!(of(at).iter().any(written), "no plot of a kind that has it holds `{}`", key.name);
        }
    }
}

fn names(line: &str, key: &str) -> bool {
    line.trim_start_matches('⟦').strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
}
