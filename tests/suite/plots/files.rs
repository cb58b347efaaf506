//! Files of a site, alone or in groups, that are withheld or hold something that is.

use super::Template;

pub const UNAPPROVED: &[Template] = &[(
    "⟦advisories/unapproved-§.md",
    "⟦---\ntitle: Unapproved § words\npublish: true\npublished: 2024-01-01T00:00:00Z\ntags: [archives]\n---\nThe body of §.\n",
)];

pub const ALL: &[&[Template]] = &[
    // Unmarked; shares all with what is public. `gone-§1` is what public records refer to.
    &[(
        "⟦advisories/gone-§1.md",
        "⟦---\ntitle: Unmarked § words\npublished: 2024-01-02T00:00:00Z\ntags: [archives, §]\naliases: [CVE-2024-1111]\n\
         related: [public-0]\nprojects: [core]\nseverity: critical\naffected: [{ package: \"pkg:cargo/harbour-core\" }]\n\
         credits: [{ name: \"§ Roe\" }]\nreferences: [{ url: \"https://example.org/§\" }]\n\
         timeline: [{ at: 2024-01-01, text: \"Of §\" }]\nprivate: §\n---\nThe body of §, unmarked.\n",
    )],
    &[(
        "⟦incidents/gone-§2.md",
        "⟦---\ntitle: Embargoed § words\npublish: true\nembargo: %L\napproved: { by: \"§\", on: 2024-01-02 }\n\
         category: platform\nstatus: investigating\ntags: [archives]\nservices: [\"§\"]\naccounts: [\"§\"]\n\
         responders: [\"§ Poe\"]\nlessons: [\"Of §\"]\nactions: [{ what: \"Tell §\", done: 2024-01-01 }]\n\
         advisories: [public-0]\n---\nThe body of §, embargoed.\n",
    )],
    &[(
        "⟦advisories/0-first-§.md",
        "⟦---\ntitle: Amber § words\npublish: true\ntlp: amber\npublished: 2024-05-01\napproved: { by: A, on: 2024-01-02 }\n\
         aliases: [CVE-2024-1111]\naffected: [{ package: \"pkg:cargo/harbour-core\" }]\nincidents: [public-0]\n---\nThe body of §.\n",
    )],
    &[(
        "⟦advisories/zz-last-§.md",
        "⟦---\ntitle: Later § words\npublish: true\npublished: %L\napproved: { by: A, on: 2024-01-02 }\nseverity: high\n---\n\
         The body of §, [linked](../advisories/public-0.md).\n",
    )],
    // Under embargo, with a place that shows its id and its severity.
    &[(
        "advisories/with-place.md",
        "---\ntitle: A place⟦ of §⟧\npublish: true\nembargo: %L\napproved: { by: A, on: 2024-01-02 }\nseverity: high\n\
         reserve: { since: 2024-01-02T00:00:00Z, show: [severity] }\n⟦tags: [§]\naliases: [CVE-2024-1111]\nrelated: [public-0]\n⟧---\n\
         Words⟦ of §⟧.\n",
    )],
    &[("⟦advisories/§.yaml", "⟦title: Keys of §\ntags: [archives]\ndetails: The body of §.\n")],
    &[(
        "⟦advisories/§.json",
        "⟦{ \"id\": \"OSV-§\", \"modified\": \"2024-01-01T00:00:00Z\", \"summary\": \"Of §\", \"details\": \"The body of §.\" }",
    )],
    &[("⟦notices/§.md", "⟦---\ntitle: Notice of §\npublish: false\nadvisories: [public-0]\n---\nThe body of §.\n")],
    &[
        ("⟦lessons/§4/index.md", "⟦---\ntitle: Lesson of §\nincidents: [public-0]\n---\nSee [the log](§5.txt).\n"),
        ("⟦lessons/§4/§5.txt", "⟦The log of §, which lies beside a withheld lesson.\n"),
        ("⟦lessons/§4/deep/§.bin", "⟦\u{0}\u{1}§\u{0}"),
    ],
    &[("⟦reports/2023.md", "⟦---\ntitle: Report of §\npublish: false\ntotals: { received: 41 }\n---\nThe year of §.\n")],
    &[("⟦reports/2024-Q1.md", "⟦---\nembargo: %L\n---\n# Quarter of §\n\nThe body of §.\n")],
    &[(
        "reports/2024-Q2.md",
        "---\ntitle: Words of a quarter\n⟦owner: %T \"§\"\n⟧⟦totals: %T { received: 41, valid: 17 }\n⟧---\nIt was quiet.⟦ [Said §.]{.private}⟧\n",
    )],
    &[("⟦pages/§.md", "⟦---\ntitle: Page of §\npublish: false\n---\nThe body of §.\n")],
    &[("⟦pages/§/index.md", "⟦---\nembargo: %L\n---\n# Page of §\n\nThe body of §.\n")],
    &[("⟦pages/0-§.md", "⟦---\npublished: %L\n---\n# Page of §\n")],
    &[("⟦plan/3-§3.md", "⟦---\ntlp: red\n---\n# Part of §\n\nThe body of §.\n")],
    &[
        ("plan/index.md", "# The plan\n\nIt has parts.\n"),
        ("plan/1-one.md", "# One\n\nThe next is [two](2-two.md), not [three](3-§3.md).\n"),
        ("⟦plan/1b-§.md", "⟦---\npublish: false\n---\n# Between of §\n"),
        ("plan/2-two.md", "# Two\n\nThe last.\n"),
    ],
    // Hidden files at the top are nobody's.
    &[("⟦.§/notes.md", "⟦The notes of §.\n"), ("⟦advisories/.§.md.swp", "⟦Swapped §.\n")],
    // A published record in its folder, with files that nothing disclosed links to.
    &[
        (
            "advisories/with-files/index.md",
            "---\ntitle: With files\npublish: true\npublished: 2024-01-05T00:00:00Z\napproved: { by: A, on: 2024-01-05 }\n---\n\
             See [the trace](trace.txt).⟦ [And [the log](log-§6.txt) of §.]{%S}⟧\n",
        ),
        ("advisories/with-files/trace.txt", "A trace that is published, of more than thirty-two bytes.\n"),
        ("⟦advisories/with-files/log-§6.txt", "⟦The log of §, in words that nobody else has.\n"),
        ("⟦advisories/with-files/deep/§.bin", "⟦\u{0}\u{1}\u{2}§\u{0} and more that is not text at all"),
        ("⟦advisories/with-files/§.png", "⟦Not a picture of §."),
    ],
    // A public record that is keys alone.
    &[(
        "advisories/keys-alone.yaml",
        "⟦# Written by §.\n⟧title: Keys alone\npublish: true\npublished: 2024-01-06T00:00:00Z\n\
         approved: { by: A, on: 2024-01-06 }\ndetails: |\n  Public words.\n\n⟦  ::: %D\n  Only § knows.\n  :::\n\n⟧  More⟦ [of §]{%S}⟧.\n",
    )],
    &[(
        "incidents/details-withheld.yaml",
        "title: Details withheld\npublish: true\npublished: 2024-01-06\napproved: { by: A, on: 2024-01-06 }\n⟦details: %T The body of §.\n⟧",
    )],
    // OSV, with free-form maps in all the places that it has for them.
    &[(
        "advisories/OSV-2024-1.json",
        "{ \"schema_version\": \"1.7.0\", \"id\": \"OSV-2024-1\", \"modified\": \"2024-01-07T00:00:00Z\",
  \"published\": \"2024-01-07T00:00:00Z\", \"summary\": \"From OSV\", \"details\": \"Public words⟦ <!-- § -->⟧.\",
  \"credits\": [{ \"name\": \"Ann Public\"⟦, \"contact\": [\"mailto:§@example.net\"]⟧ }],
  \"affected\": [{ \"package\": { \"ecosystem\": \"crates.io\", \"name\": \"harbour-core\" },
    \"ranges\": [{ \"type\": \"SEMVER\", \"events\": [{ \"introduced\": \"0\" }]⟦, \"database_specific\": { \"a\": \"§\" }⟧ }]⟦,
    \"ecosystem_specific\": { \"b\": [\"§\"] }, \"database_specific\": { \"c\": { \"d\": \"§\" } }⟧ }],
  \"database_specific\": { ⟦\"free\": \"§\", \"deeper\": { \"name\": [\"§ Roe\"] }, ⟧\"fanlight\": { \"publish\": true,
    ⟦\"private\": \"§\", ⟧\"approved\": { \"by\": \"§\", \"on\": \"2024-01-07\" } } } }",
    )],
    // Pages with marks of their own.
    &[("index.md", "# Home\n\nPublic words⟦ [of §]{%S}⟧.\n\n⟦::: %D\nFor § alone.\n:::\n⟧")],
    &[("pages/policy.md", "A policy⟦ <!-- of § -->⟧\n===\n\n⟦@Discussion §\n\n⟧Public words.\n")],
    &[
        ("plan/4-marked.md", "---\n⟦owner: %T \"§\"\n⟧---\n# Marked⟦ [by §]{%S}⟧\n\nWords.\n"),
        ("⟦plan/§.txt", "⟦A file of § that no part links to.\n"),
    ],
];
