//! The container of a CVE Numbering Authority (CVE JSON 5.2, `cnaPublishedContainer`).

use super::affected::Affected;
use crate::emit::{csaf, entry, urls};
use crate::public::{
    Advisory, CvssVersion, Exploitation, Head, Instant, Markdown, PersonType, ReferenceType, Settings, Site,
};
use crate::render::plain::{self, Form};
use crate::render::{Links, links::Place};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Container<'a> {
    provider_metadata: Provider<'a>,
    title: String,
    date_public: Instant,
    descriptions: Vec<Words>,
    affected: Vec<Affected<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problem_types: Vec<ProblemType>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<BTreeMap<&'static str, serde_json::Value>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    impacts: Vec<Impact>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    solutions: Vec<Words>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    workarounds: Vec<Words>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exploits: Vec<Words>,
    references: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    credits: Vec<Credit>,
    source: Source<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Provider<'a> {
    org_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_name: Option<&'a str>,
}

#[derive(Serialize)]
struct Words {
    lang: String,
    value: String,
}

#[derive(Serialize)]
struct Impact {
    descriptions: Vec<Words>,
}

#[derive(Serialize)]
struct ProblemType {
    descriptions: [Problem; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem {
    lang: &'static str,
    description: String,
    cwe_id: String,
    r#type: &'static str,
}

#[derive(Serialize)]
struct Reference {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'static str>,
}

#[derive(Serialize)]
struct Credit {
    lang: String,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
}

#[derive(Serialize)]
struct Source<'a> {
    advisory: &'a str,
    discovery: &'static str,
}

/// The schema's longest text.
const LONGEST: usize = 4096;

impl<'a> Container<'a> {
    pub(super) fn of(
        site: &'a Site,
        links: &Links,
        advisory: &'a Advisory,
        (org_id, short_name): (&'a str, Option<&'a str>),
        affected: Vec<Affected<'a>>,
    ) -> Self {
        let (settings, head) = (&site.settings, &advisory.head);
        let lang = head.language(settings);
        let place = Place::new(head.path(), &head.attachments);
        let words = |text: &Option<Markdown>| {
            let text = text.as_ref().map(|it| plain::text(links, &place, it, Form::Note)).filter(|it| !it.is_empty());
            text.map(|text| self::words(lang, &text)).into_iter().collect::<Vec<_>>()
        };
        let impacts = words(&head.impact);
        let mut solutions = words(&head.resolution);
        solutions.extend(words(&head.recommendations));
        Self {
            provider_metadata: Provider { org_id, short_name },
            title: cut(&head.title, 256),
            date_public: head.published,
            descriptions: vec![self::words(lang, &description(links, &place, head))],
            affected,
            problem_types: advisory.cwe.iter().map(|number| problem(*number)).collect(),
            metrics: metrics(advisory),
            impacts: if impacts.is_empty() { Vec::new() } else { vec![Impact { descriptions: impacts }] },
            solutions,
            workarounds: words(&head.workaround),
            exploits: exploits(head.exploitation),
            references: references(settings, head),
            credits: head.credits.iter().map(|it| credit(settings, &it.name, it.kind)).collect(),
            source: Source { advisory: &head.id, discovery: "UNKNOWN" },
        }
    }
}

/// The whole text; a summary of one's own comes first.
fn description(links: &Links, place: &Place, head: &Head) -> String {
    let details = plain::text(links, place, &head.details, Form::Note);
    let summary = head.summary.as_ref().map(|summary| summary.to_string());
    let summary = summary.or_else(|| details.is_empty().then(|| entry::summary(head)));
    summary.into_iter().chain(Some(details)).filter(|summary| !summary.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn words(lang: &str, text: &str) -> Words {
    Words { lang: lang.to_owned(), value: cut(text, LONGEST) }
}

/// At a word's end, if it is too long.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let end = text.char_indices().nth(longest - 1).map_or(text.len(), |(at, _)| at);
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..end].trim_end())
}

fn problem(number: u32) -> ProblemType {
    let cwe_id = format!("CWE-{number}");
    let name = csaf::weakness(number).map(|name| format!("{cwe_id} {name}"));
    let problem = Problem { lang: "en", description: name.unwrap_or_else(|| cwe_id.clone()), cwe_id, r#type: "CWE" };
    ProblemType { descriptions: [problem] }
}

/// Each vector once: the advisory's, and those of single products, which have no place of their own here.
fn metrics(advisory: &Advisory) -> Vec<BTreeMap<&'static str, serde_json::Value>> {
    let severities =
        advisory.severity.iter().chain(advisory.affected.iter().filter_map(|entry| entry.severity.as_ref()));
    let mut seen = Vec::new();
    let mut metrics = Vec::new();
    for vector in severities.flat_map(|severity| &severity.vectors) {
        if seen.contains(&&vector.vector) {
            continue;
        }
        seen.push(&vector.vector);
        let (key, version, rated) = match vector.version {
            CvssVersion::V2 => ("cvssV2_0", "2.0", false),
            CvssVersion::V30 => ("cvssV3_0", "3.0", true),
            CvssVersion::V31 => ("cvssV3_1", "3.1", true),
            CvssVersion::V4 => ("cvssV4_0", "4.0", true),
        };
        let mut score =
            serde_json::json!({ "version": version, "vectorString": &*vector.vector, "baseScore": vector.base });
        if rated {
            score["baseSeverity"] = csaf::rating(vector.base).into();
        }
        metrics.push(BTreeMap::from([("format", "CVSS".into()), (key, score)]));
    }
    metrics
}

fn exploits(exploitation: Option<Exploitation>) -> Vec<Words> {
    let text = exploitation.map(|exploitation| match exploitation {
        Exploitation::None => "No exploitation is known.",
        Exploitation::Poc => "A proof of concept is public.",
        Exploitation::Active => "It is being exploited.",
    });
    text.map(|text| words("en", text)).into_iter().collect()
}

/// The page of the advisory first: a record has at least one.
fn references(settings: &Settings, head: &Head) -> Vec<Reference> {
    let page = urls::absolute(settings, &head.path());
    let mut all = vec![Reference { url: page, name: None, tags: vec!["vendor-advisory"] }];
    for reference in &head.references {
        let url = urls::uri(&reference.url).into_owned();
        if all.iter().any(|it| it.url == url) {
            continue;
        }
        let tag = match reference.kind {
            ReferenceType::Fix => Some("patch"),
            ReferenceType::Advisory => Some("third-party-advisory"),
            ReferenceType::Article | ReferenceType::Evidence => Some("technical-description"),
            ReferenceType::Report => Some("issue-tracking"),
            ReferenceType::Package => Some("release-notes"),
            _ => None,
        };
        let name = reference.title.as_ref().map(|title| cut(title, 512));
        all.push(Reference { url, name, tags: tag.into_iter().collect() });
    }
    all
}

fn credit(settings: &Settings, name: &str, kind: Option<PersonType>) -> Credit {
    // Without a type nobody says what somebody did.
    let r#type = kind.map(|kind| match kind {
        PersonType::Finder => "finder",
        PersonType::Reporter => "reporter",
        PersonType::Analyst => "analyst",
        PersonType::Coordinator => "coordinator",
        PersonType::RemediationDeveloper => "remediation developer",
        PersonType::RemediationReviewer => "remediation reviewer",
        PersonType::RemediationVerifier => "remediation verifier",
        PersonType::Tool => "tool",
        PersonType::Sponsor => "sponsor",
        PersonType::Other => "other",
    });
    Credit { lang: settings.language.clone(), value: cut(name, LONGEST), r#type }
}

/// What is left of a record that was withdrawn: why (`cnaRejectedContainer`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rejected<'a> {
    provider_metadata: Provider<'a>,
    rejected_reasons: [Words; 1],
}

impl<'a> Rejected<'a> {
    /// `None`: the advisory isn't withdrawn.
    pub(super) fn of(
        site: &'a Site,
        links: &Links,
        advisory: &'a Advisory,
        (org_id, short_name): (&'a str, Option<&'a str>),
    ) -> Option<Self> {
        let head = &advisory.head;
        let lang = head.language(&site.settings);
        let reason = head.withdrawn.as_ref()?.reason.as_ref();
        let place = Place::new(head.path(), &head.attachments);
        let reason = reason.map(|reason| plain::text(links, &place, reason, Form::Note)).filter(|it| !it.is_empty());
        let reason = reason.unwrap_or_else(|| "This CVE record was withdrawn by its CVE Numbering Authority.".into());
        let provider_metadata = Provider { org_id, short_name };
        Some(Self { provider_metadata, rejected_reasons: [words(lang, &reason)] })
    }
}
