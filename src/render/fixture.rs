//! A site for the tests of this room and of those that render with it: rich enough that every key is shown somewhere.

mod plan;
mod records;

use crate::private::seal;
use crate::public::{
    AliasOutput, Asset, Category, Csaf, CsafRole, FeedFormat, Instant, Kind, Markdown, Organization, Outputs, Page,
    Precision, Project, Publisher, PublisherCategory, Report, Settings, SeverityLevel, Site, Stamp, Style,
    Subscription, SupportedLine, Targets, Text, Tlp,
};
use std::collections::BTreeMap;

/// The first bytes of a picture of 640 × 300.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x2c\x08\x02\0\0\0";

pub fn t(text: &str) -> Text {
    Text::new(text, &seal())
}

pub fn md(text: &str) -> Markdown {
    Markdown::new(text, &seal())
}

pub fn instant(written: &str) -> Instant {
    Instant(written.parse().expect("an instant in a test"))
}

/// `2026`, `2026-03`, `2026-03-04` or an instant.
pub fn stamp(written: &str) -> Stamp {
    let (start, precision) = match written.len() {
        4 => (format!("{written}-01-01T00:00:00Z"), Precision::Year),
        7 => (format!("{written}-01T00:00:00Z"), Precision::Month),
        10 => (format!("{written}T00:00:00Z"), Precision::Day),
        _ => (written.to_string(), Precision::Instant),
    };
    Stamp { start: instant(&start), precision }
}

pub fn asset(path: &str, bytes: &[u8]) -> Asset {
    Asset { path: t(path), bytes: bytes.into() }
}

pub fn page(path: &str, title: &str, body: &str) -> Page {
    Page {
        path: t(path),
        title: t(title),
        summary: None,
        body: md(body),
        version: None,
        owner: None,
        reviewed: None,
        template: None,
        review_by: None,
        modified: None,
        language: None,
        original: None,
        weight: None,
        attachments: Vec::new(),
    }
}

pub fn settings(url: &str) -> Settings {
    let some = |text: &str| Some(text.to_string());
    Settings {
        title: "Harbour Foundation Security".into(),
        url: url.into(),
        description: some("How the Harbour projects handle security, and what we have learnt from it."),
        language: "en".into(),
        organization: Some(Organization {
            name: "Harbour Foundation".into(),
            url: some("https://example.org/"),
            logo: None,
            fediverse: some("@harbour@social.example.org"),
        }),
        license: some("CC-BY-4.0"),
        report: Report {
            contact: vec!["https://report.example.org/".into(), "mailto:security@example.org".into()],
            encryption: some("https://example.org/security.asc"),
            policy: some("/policy/"),
            acknowledgments: some("/thanks/"),
            languages: vec!["en".into(), "pt".into()],
            expires: Some(instant("2027-06-30T00:00:00Z")),
        },
        projects: vec![Project {
            id: "harbour-cli".into(),
            name: "Harbour CLI".into(),
            url: some("https://example.org/cli/"),
            repository: some("https://code.example.org/harbour/cli"),
            report: some("https://report.example.org/cli"),
            packages: vec!["pkg:npm/harbour-cli".into()],
            update: None,
            supported: vec![SupportedLine { line: "4.x".into(), until: some("2027-12-31") }],
        }],
        targets: Some(Targets { acknowledge: some("2bd"), triage: some("7d"), fix: some("90d") }),
        severities: severities(),
        categories: vec![Category {
            id: "supply-chain".into(),
            label: "Supply chain".into(),
            description: some("Something that we build upon or ship through was tampered with."),
        }],
        audience: Tlp::Clear,
        preview: false,
        feed_limit: 50,
        feed_reports: true,
        subscribe: vec![Subscription {
            title: "Mailing list".into(),
            url: "https://lists.example.org/harbour/".into(),
        }],
        navigation: Vec::new(),
        style: Style::plain(),
        outputs: Outputs {
            cards: true,
            osv: true,
            csaf: true,
            vex: true,
            search: true,
            reports: true,
            history: false,
            aliases: AliasOutput::Pages,
            feeds: vec![FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json],
        },
        osv_prefixes: vec!["HARBOUR".into()],
        csaf: Csaf {
            publisher: Publisher {
                name: "Harbour Foundation".into(),
                namespace: "https://example.org/".into(),
                category: PublisherCategory::Vendor,
                contact_details: None,
            },
            role: CsafRole::Provider,
            list: true,
            mirror: true,
        },
        cve: None,
    }
}

fn severities() -> Vec<SeverityLevel> {
    let level = |id: &str, label: &str, from, to| SeverityLevel {
        id: id.into(),
        label: label.into(),
        icon: None,
        description: None,
        cvss: Some((from, to)),
    };
    vec![
        level("critical", "Critical", 9.0, 10.0),
        level("high", "High", 7.0, 8.9),
        level("medium", "Medium", 4.0, 6.9),
        level("low", "Low", 0.1, 3.9),
        level("none", "None", 0.0, 0.0),
    ]
}

pub fn site(url: &str) -> Site {
    let mut site = Site {
        settings: settings(url),
        now: instant("2026-11-20T12:00:00Z"),
        home: Some(page("/", "Security at Harbour", plan::HOME)),
        plan: plan::parts(),
        reports: Vec::new(),
        pages: vec![
            page("/policy/", "Disclosure policy", "We publish within 90 days.\n\n## Why\n\nUsers first."),
            page("/thanks/", "Thanks", "To all who told us.\n\n- Noor El-Amin\n"),
        ],
        advisories: records::advisories(),
        incidents: records::incidents(),
        notices: records::notices(),
        lessons: records::lessons(),
        reserved: vec![],
        assets: vec![asset("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")],
        index: BTreeMap::new(),
    };
    index(&mut site);
    site
}

/// After records were added or removed.
pub fn index(site: &mut Site) {
    let mut found = BTreeMap::new();
    let kinds = [
        (Kind::Advisory, site.advisories.iter().map(|advisory| &advisory.head).collect::<Vec<_>>()),
        (Kind::Incident, site.incidents.iter().map(|incident| &incident.head).collect()),
        (Kind::Notice, site.notices.iter().map(|notice| &notice.head).collect()),
        (Kind::Lesson, site.lessons.iter().map(|lesson| &lesson.head).collect()),
    ];
    for (kind, heads) in kinds {
        for (at, head) in heads.into_iter().enumerate() {
            found.insert(head.id.clone(), (kind, at));
        }
    }
    site.index = found;
}

/// Something affected, with one range of these events.
pub fn affected(events: Vec<crate::public::RangeEvent>) -> crate::public::Affected {
    records::affected(records::package("npm", "harbour-cli", "pkg:npm/harbour-cli"), events)
}
