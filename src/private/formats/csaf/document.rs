//! `document`: what it is, who publishes it, since when and for whom.

use super::draft::{Draft, Rank, escaped, link, texts};
use crate::diagnostic::Code;
use crate::private::formats::State;
use crate::private::formats::keys::{Fields, list, of, text};
use crate::private::formats::{parts, plain};
use crate::private::yaml::{Findings, Node, Value, instant};

/// What all records of a document share.
pub(super) struct Document {
    pub id: String,
    pub title: String,
    pub state: State,
    /// Whether it answers an incident.
    pub incident: bool,
    published: Option<String>,
    modified: Option<String>,
    publisher: Option<(String, Option<String>)>,
}

impl Document {
    /// The keys that a record has whatever it is about.
    pub fn head<'a>(&self, id: &str, draft: &mut Draft<'a>) {
        let keys = &mut draft.keys;
        keys.put("id", text(id.to_owned()));
        keys.text("published", self.published.clone().map(Into::into));
        keys.text("modified", self.modified.clone().map(Into::into));
        if let Some((name, url)) = self.publisher.clone() {
            keys.put(
                "authors",
                list(vec![of([("name", Some(text(name))), ("url", url.and_then(|url| parts::url(&url)).map(text))])]),
            );
        }
    }
}

/// Reads it; `main` is the record that bears its id. `None`: see the findings.
pub(super) fn read<'a>(
    mut document: Fields<'a>,
    state: State,
    main: &mut Draft<'a>,
    findings: &Findings,
) -> Option<Document> {
    if document.text("csaf_version").as_deref() != Some("2.0") {
        let (problem, help) = ("this is not CSAF 2.0", "export the document as CSAF 2.0");
        findings.add(Code::WrongValue, 0, "document.csaf_version", problem, help);
        return None;
    }
    let category = document.text("category").unwrap_or_default();
    let mut tracking = document.map("tracking").unwrap_or_default();
    let Some(written) = tracking.text("id") else {
        let help = "add `\"tracking\": {\"id\": …}`";
        findings.add(Code::MissingKey, 0, "document.tracking.id", "the document has no id", help);
        return None;
    };
    let mut own = Document {
        id: written.trim().to_owned(),
        title: document.text("title").unwrap_or_default().into_owned(),
        state,
        incident: category == "csaf_security_incident_response",
        published: tracking.text("initial_release_date").map(Into::into),
        modified: tracking.text("current_release_date").map(Into::into),
        publisher: None,
    };
    distribution(&mut document, main);
    if let Some(mut publisher) = document.map("publisher") {
        let name = publisher.text("name");
        own.publisher = name.map(|name| (name.into_owned(), publisher.text("namespace").map(Into::into)));
        publisher.leave_out(&["category", "contact_details", "issuing_authority"]);
        main.keys.keep_rest("publisher", publisher);
    }
    own.head(&own.id, main);
    main.keys.put("title", text(own.title.clone()));
    main.aliases.extend(texts(tracking.take("aliases")).into_iter().map(text));
    let revisions = revisions(tracking.maps("revision_history"), own.published.as_deref());
    main.keys.list("revisions", revisions);
    tracking.leave_out(&["generator", "version"]);
    main.keys.keep_rest("tracking", tracking);
    words(&mut document, main);
    document.leave_out(&["lang", "source_lang"]);
    main.keys.keep_rest("document", document);
    Some(own)
}

/// In what words it may be shared.
fn distribution<'a>(document: &mut Fields<'a>, main: &mut Draft<'a>) {
    let Some(mut distribution) = document.map("distribution") else { return };
    main.section(Rank::Legal, Some("Distribution"), &plain::markdown(&distribution.text("text").unwrap_or_default()));
    distribution.map("tlp").into_iter().for_each(|mut tlp| tlp.pass_over(&["url"]));
    main.keys.keep_rest("distribution", distribution);
}

/// What changed since the first release.
fn revisions<'a>(history: Vec<Fields<'a>>, published: Option<&str>) -> Vec<Node<'a>> {
    let first = published.and_then(instant);
    let mut revisions = Vec::new();
    for mut revision in history {
        let Some(date) = revision.text("date") else { continue };
        if first.is_some_and(|first| instant(&date).is_some_and(|at| at <= first)) {
            // The first release has no history yet.
            revision.leave_out_as("revision_history");
            continue;
        }
        let number = revision.text("number").unwrap_or_default();
        revision.leave_out(&["legacy_version"]);
        // Of three numbers the last counts what changes no meaning.
        let editorial = number.split('.').nth(2).is_some_and(|patch| patch != "0");
        let material =
            editorial.then(|| Node { line: 0, rule: None, value: Value::Scalar { text: "false".into(), plain: true } });
        let note = revision.text("summary").map(text);
        revisions.push(of([("at", Some(text(date))), ("note", note), ("material", material)]));
    }
    revisions
}

fn words<'a>(document: &mut Fields<'a>, main: &mut Draft<'a>) {
    notes(document.maps("notes"), Rank::Document, main);
    references(document.maps("references"), main);
    credits(document.maps("acknowledgments"), main);
    let rated = document.map("aggregate_severity").and_then(|mut it| {
        it.leave_out(&["namespace"]);
        it.text("text")
    });
    if let Some(severity) = rated {
        main.section(Rank::Facts, Some("Severity as its publisher rates it"), &escaped(&severity));
        // Vendors' words for the bands of CVSS.
        main.rated = match severity.trim().to_ascii_lowercase().as_str() {
            "important" => Some("high".to_owned()),
            "moderate" => Some("medium".to_owned()),
            word => word.bytes().all(|byte| byte.is_ascii_lowercase()).then(|| word.to_owned()),
        };
    }
}

pub(super) fn notes<'a>(notes: Vec<Fields<'a>>, rank: Rank, draft: &mut Draft<'a>) {
    for mut note in notes {
        let (category, title) = (note.text("category").unwrap_or_default(), note.text("title"));
        let written = note.text("text").unwrap_or_default();
        // Notes are plain text (3.1.5).
        let words = plain::markdown(&written);
        match &*category {
            "summary" if draft.summary(&written) => {}
            "summary" => draft.section(Rank::Summary, title.as_deref(), &words),
            "legal_disclaimer" => draft.section(Rank::Legal, title.as_deref(), &words),
            _ => draft.section(rank, title.as_deref(), &words),
        }
    }
}

pub(super) fn references<'a>(references: Vec<Fields<'a>>, draft: &mut Draft<'a>) {
    for mut reference in references {
        let kind = if reference.text("category").as_deref() == Some("self") { "ADVISORY" } else { "WEB" };
        let (url, title) = (reference.text("url").unwrap_or_default(), reference.text("summary"));
        draft.reference(kind, &url, title.as_deref());
    }
}

pub(super) fn credits<'a>(acknowledgments: Vec<Fields<'a>>, draft: &mut Draft<'a>) {
    let mut thanks = Vec::new();
    for mut acknowledgment in acknowledgments {
        let organization = acknowledgment.text("organization").map(|text| text.into_owned());
        let mut names = texts(acknowledgment.take("names"));
        let mut within = organization.clone();
        if names.is_empty() {
            names.extend(organization);
            within = None;
        }
        let urls = texts(acknowledgment.take("urls"));
        let summary = acknowledgment.text("summary").unwrap_or_default();
        let role = role(&summary);
        if role.is_none() && !summary.trim().is_empty() || urls.len() > 1 {
            let who = escaped(&names.join(", "));
            let links = urls.iter().skip(1).map(|url| link(url));
            let words: Vec<String> = [who, plain::markdown(&summary)].into_iter().chain(links).collect();
            thanks.push(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · "));
        }
        for name in names {
            draft.credits.push(of([
                ("name", Some(text(name))),
                ("type", role.map(text)),
                ("organization", within.clone().map(text)),
                ("url", urls.first().and_then(|url| parts::url(url)).map(text)),
            ]));
        }
    }
    draft.section(Rank::Facts, Some("Thanks"), &thanks.join("\n\n"));
}

/// A type of credit, where the words give it.
fn role(summary: &str) -> Option<&'static str> {
    let summary = summary.to_ascii_lowercase();
    let roles = [("find", "FINDER"), ("discover", "FINDER"), ("report", "REPORTER"), ("coordinat", "COORDINATOR")];
    roles.into_iter().find(|(word, _)| summary.contains(word)).map(|(_, role)| role)
}
