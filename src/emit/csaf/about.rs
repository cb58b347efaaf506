//! `/document` (3.2.1), as every record of ours has it.

use super::document::{About, Acknowledgment, AggregateSeverity, Distribution, Note, Reference, Stated, Tlp as Label};
use super::texts::{Texts, note};
use super::{label, path, tracking};
use crate::emit::urls;
use crate::public::{self, Head, Person, PersonType, ReferenceType, Settings, Site, Statement, Tlp};
use crate::render::Words;

/// What differs from one kind of record to another.
pub struct Profile<'a> {
    /// The profile's name (4).
    pub category: &'static str,
    /// The id of one of the site's severities.
    pub severity: Option<&'a str>,
    pub notes: Vec<Note>,
    /// Behind those that every record has.
    pub references: Vec<Reference>,
    /// What the document says that the record comes from.
    pub stated: Option<&'a Statement>,
}

pub fn of<'a>(site: &'a Site, texts: &Texts<'_>, head: &'a Head, profile: Profile<'a>) -> About<'a> {
    let settings = &site.settings;
    let Profile { category, severity, notes: own, references: more, stated } = profile;
    let mut notes: Vec<Note> =
        head.summary.iter().map(|summary| note("summary", "Summary", summary.to_string())).collect();
    if let Some(withdrawal) = &head.withdrawn {
        let reason = withdrawal.reason.as_ref().and_then(|reason| texts.plain(reason));
        let text = reason.unwrap_or_else(|| "It was withdrawn.".into());
        notes.push(note("description", "Reasoning for Withdrawal", text));
    }
    notes.extend(own);
    let mut notes: Vec<Stated<'a, Note>> = notes.into_iter().map(|note| Stated::Here(Box::new(note))).collect();
    let mut acknowledgments: Vec<Stated<'a, Acknowledgment<'a>>> = Vec::new();
    match stated {
        // Its own words, by their categories; a summary of ours would be the same again.
        Some(stated) => {
            notes.drain(..usize::from(head.summary.is_some()));
            notes.extend(stated_list(stated, "notes"));
            acknowledgments.extend(stated_list(stated, "acknowledgments"));
        }
        None => {
            acknowledgments.extend(head.credits.iter().map(|credit| Stated::Here(Box::new(acknowledgment(credit)))))
        }
    }
    let withdrawn = if head.withdrawn.is_some() { "Withdrawn: " } else { "" };
    About {
        acknowledgments,
        aggregate_severity: severity
            .map(|id| AggregateSeverity { text: settings.severity(id).map_or(id, |severity| &severity.label) }),
        category,
        csaf_version: "2.0",
        distribution: distribution(settings, head.tlp),
        lang: Some(head.language(settings)).filter(|it| is_language(it)),
        notes,
        publisher: &settings.csaf.publisher,
        references: references(settings, head, more),
        title: format!("{withdrawn}{}", head.title),
        tracking: tracking::of(head),
    }
}

/// A list of the document that the record comes from.
fn stated_list<'a, T>(stated: &'a Statement, key: &str) -> impl Iterator<Item = Stated<'a, T>> {
    let list = stated.get("document").and_then(|document| document.get(key));
    list.map_or(&[][..], Statement::items).iter().map(Stated::There)
}

fn distribution(settings: &Settings, tlp: Tlp) -> Distribution {
    // TLP 1.0 has no label for it.
    let strict = (tlp == Tlp::AmberStrict).then(|| "TLP:AMBER+STRICT: for your own organization alone.".to_owned());
    let license = settings.license.as_ref().map(|license| format!("Licence: {license}."));
    let text: Vec<String> = strict.into_iter().chain(license).collect();
    Distribution {
        text: (!text.is_empty()).then(|| text.join(" ")),
        tlp: Label { label: label(tlp), url: "https://www.first.org/tlp/v1/" },
    }
}

/// The document itself and the page first, as `self` (6.2.11); then what the record refers to.
fn references(settings: &Settings, head: &Head, more: Vec<Reference>) -> Vec<Reference> {
    let itself =
        |url: &str, summary: &str| Reference { category: "self", summary: summary.into(), url: url.to_owned() };
    let mut all = vec![
        itself(&urls::absolute(settings, &path(head)), "This document"),
        itself(&urls::absolute(settings, &head.path()), "The same for readers"),
    ];
    let others = head.references.iter().map(|reference| Reference {
        category: "external",
        summary: reference.title.as_ref().map_or_else(|| kind(reference.kind).to_owned(), |title| title.to_string()),
        url: urls::uri(&reference.url).into_owned(),
    });
    for reference in others.chain(more) {
        if all.iter().all(|it| it.url != reference.url) {
            all.push(reference);
        }
    }
    all
}

fn kind(kind: ReferenceType) -> &'static str {
    Words::english().references.of(kind)
}

fn acknowledgment(person: &Person) -> Acknowledgment<'_> {
    let Person { name, kind, organization, url } = person;
    Acknowledgment {
        names: vec![name],
        organization: organization.as_deref(),
        summary: kind.filter(|kind| *kind != PersonType::Other).map(|kind| Words::english().roles.of(kind).as_str()),
        urls: url.iter().map(|url| urls::uri(url).into_owned()).collect(),
    }
}

/// A page of this site, for records that refer to one another.
pub fn page(settings: &Settings, record: public::Record<'_>) -> Reference {
    let head = record.head();
    let url = urls::absolute(settings, &head.path());
    Reference { category: "external", summary: format!("{}: {}", head.id, head.title), url }
}

/// A language tag as the schema wants it, roughly; another one is left out.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let plain = |text: &str| (1..=8).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric());
    (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic()) && parts.all(plain)
}
