//! A small disclosed site for tests.

use crate::private::seal;
use crate::public::*;
use std::collections::BTreeMap;

pub fn text(text: &str) -> Text {
    Text::new(text, &seal())
}

pub fn markdown(source: &str) -> Markdown {
    Markdown::new(source, &seal())
}

/// `2026-03-04T14:00:00Z`.
pub fn at(instant: &str) -> Instant {
    Instant(chrono::DateTime::parse_from_rfc3339(instant).expect("a test's instant").to_utc())
}

pub fn head(kind: Kind, id: &str, title: &str, published: &str) -> Head {
    Head {
        kind,
        id: text(id),
        title: text(title),
        language: None,
        tlp: Tlp::Clear,
        published: at(published),
        modified: at(published),
        withdrawn: None,
        revisions: vec![],
        summary: None,
        aliases: vec![],
        related: vec![],
        upstream: vec![],
        projects: vec![],
        tags: vec![],
        references: vec![],
        credits: vec![],
        authors: vec![],
        timeline: vec![],
        impact: None,
        root_cause: None,
        workaround: None,
        recommendations: None,
        resolution: None,
        bounty: None,
        post: None,
        exploitation: None,
        indicators: vec![],
        details: markdown(""),
        attachments: vec![],
        pending: vec![],
        lacks: vec![],
    }
}

pub fn advisory(id: &str, title: &str, published: &str) -> Advisory {
    Advisory {
        head: head(Kind::Advisory, id, title, published),
        severity: Some(Severity { level: text("critical"), score: None, vectors: vec![] }),
        cwe: vec![],
        informational: None,
        affected: vec![],
        incidents: vec![],
        csaf: None,
    }
}

pub fn notice(id: &str, title: &str, published: &str) -> Notice {
    Notice { head: head(Kind::Notice, id, title, published), advisories: vec![], incidents: vec![] }
}

pub fn page(path: &str, title: &str) -> Page {
    Page {
        path: text(path),
        title: text(title),
        summary: None,
        body: markdown("Words."),
        version: None,
        owner: None,
        reviewed: None,
        template: None,
        review_by: None,
        modified: None,
        language: None,
        original: None,
        weight: None,
        attachments: vec![],
    }
}

pub fn settings(url: &str) -> Settings {
    let critical =
        SeverityLevel { id: "critical".into(), label: "Critical".into(), icon: None, description: None, cvss: None };
    Settings {
        title: "Harbour Security".into(),
        url: url.into(),
        description: Some("What we have learnt.".into()),
        organization: None,
        license: None,
        report: Report {
            contact: vec!["https://report.example.org/".into(), "mailto:security@example.org".into()],
            encryption: None,
            policy: Some("/policy/".into()),
            acknowledgments: None,
            languages: vec!["en".into(), "de".into()],
            expires: Some(at("2027-06-30T00:00:00Z")),
        },
        projects: vec![],
        targets: None,
        severities: vec![critical],
        categories: vec![],
        csaf: Csaf {
            publisher: Publisher {
                name: "Harbour".into(),
                namespace: "https://example.org/".into(),
                category: PublisherCategory::Vendor,
                contact_details: None,
            },
            role: CsafRole::Provider,
            list: true,
            mirror: true,
        },
        // The outputs, and what else the tests of this room don't set apart.
        ..crate::render::fixture::settings(url)
    }
}

/// One advisory and one notice, a plan of one part, and a policy.
pub fn site() -> Site {
    let mut advisory = advisory("HARBOUR-2026-k3x9", "Vec<T> & friends", "2026-03-04T14:00:00Z");
    advisory.head.aliases = vec![text("CVE-2026-1234")];
    advisory.head.tags = vec![text("archives")];
    advisory.head.details = markdown("# Heading\n\nThe *parser* trusted `Vec<T>`.\n\nSecond.");
    Site {
        settings: settings("https://security.example.org/"),
        now: at("2026-04-01T00:00:00Z"),
        home: None,
        plan: vec![page("/plan/", "Plan"), page("/plan/roles/", "Roles")],
        reports: Vec::new(),
        pages: vec![page("/policy/", "Policy")],
        advisories: vec![advisory],
        incidents: vec![],
        notices: vec![notice("HARBOUR-2026-n1", "Releases ahead", "2026-02-01T00:00:00Z")],
        lessons: vec![],
        reserved: vec![],
        assets: vec![],
        index: BTreeMap::new(),
    }
}

/// What an output holds, as text.
pub fn made(output: &super::Output<'_>) -> (String, String) {
    let file = output.make().expect("an output of a sound site");
    (file.path, String::from_utf8(file.bytes).expect("text"))
}
