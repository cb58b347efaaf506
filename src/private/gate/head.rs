//! The keys that every record has.

use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::coming::Change;
use crate::private::decision::Why;
use crate::private::record::{Head, Indicator, Person, Reference, Revision, TimelineEntry, When};
use crate::private::yaml::{Key, List};
use crate::public::{self, Instant, Kind, Markdown, ReferenceType, Text, Withdrawal};

const LONGEST_SUMMARY: usize = 300;

/// `None`: something that every record needs is not there; see the findings.
pub(super) fn open(kind: Kind, id: &str, head: Head, opening: &mut RecordGate) -> Option<public::Head> {
    // Every key is named, so that a new one doesn't compile until its fate is decided here.
    let Head {
        id: _,
        title,
        publish: _,
        approved: _,
        embargo: _,
        embargo_tlp: _,
        tlp: _,
        reserve: _,
        published: _,
        modified,
        withdrawn,
        withdrawn_reason,
        revisions,
        summary,
        aliases,
        related,
        upstream,
        projects,
        tags,
        references,
        credits,
        authors,
        timeline,
        impact,
        root_cause,
        workaround,
        recommendations,
        resolution,
        exploitation,
        indicators,
        details,
        private,
    } = head;
    if private.is_some() {
        opening.withhold_key("private", Why::PrivateKey, None);
    }
    let published = opening.publication.at.unwrap_or(Instant(chrono::DateTime::UNIX_EPOCH));
    let declared = time("modified", modified, Change::Modified, opening);
    let withdrawn = withdrawal(withdrawn, withdrawn_reason, opening);
    let revisions = self::revisions(revisions, published, opening);
    let line = opening.line("title");
    let title = opening.plain("title", &title).cloned().and_then(|raw| opening.text("title", line, &raw));
    // One of another format is made of disclosed text, when all of that is known.
    let title = title.or_else(|| opening.standing.is_foreign().then(|| Text::new("", opening.gate.seal)));
    if title.is_none() {
        opening.refuse(Code::Title, line, "title", "the record has no title that could be shown", "add `title: …`");
    }
    Some(public::Head {
        kind,
        id: Text::new(id, opening.gate.seal),
        title: title?,
        tlp: opening.publication.tlp,
        published,
        modified: declared.unwrap_or(published),
        withdrawn,
        revisions,
        summary: self::summary(summary, opening),
        aliases: opening.texts("aliases", aliases),
        related: opening.texts("related", related),
        upstream: opening.texts("upstream", upstream),
        projects: self::projects(projects, opening),
        tags: opening.texts("tags", tags),
        references: self::references(references, opening),
        credits: people("credits", credits, Named::Always, opening),
        authors: people("authors", authors, Named::Always, opening),
        timeline: self::timeline(timeline, opening),
        impact: opening.prose("impact", impact),
        root_cause: opening.prose("root_cause", root_cause),
        workaround: opening.prose("workaround", workaround),
        recommendations: opening.prose("recommendations", recommendations),
        resolution: opening.prose("resolution", resolution),
        exploitation: opening.key("exploitation", exploitation).map(|it| it.0),
        indicators: self::indicators(indicators, opening),
        details: self::details(details, opening),
        attachments: Vec::new(),
        pending: Vec::new(),
    })
}

/// What is known only when all keys were opened: the lifts among the revisions, and the effective `modified` (rule 6).
pub(super) fn complete(head: &mut public::Head, lifts: Vec<Instant>, opening: &mut RecordGate) {
    head.revisions.extend(lifts.into_iter().map(|at| public::Revision { at, note: None, material: true }));
    head.revisions.sort_by_key(|it| it.at);
    let withdrawn = head.withdrawn.as_ref().map(|it| it.at);
    let latest = head.revisions.last().map(|it| it.at).max(withdrawn);
    head.modified = head.modified.max(head.published).max(latest.unwrap_or(head.published));
    // A document bears the label of the most restricted thing in it.
    head.tlp = head.tlp.max(opening.part_label);
    head.pending = std::mem::take(&mut opening.pending);
    if off!(opening.gate.view, CountWithheld) {
        head.modified = Instant(head.modified.0 + chrono::Duration::seconds(opening.attachments.files.len() as i64));
    }
    head.attachments = opening.linked_attachments(&format!("{}/{}", head.kind.section(), head.name()));
}

/// A time that is not disclosed while it lies ahead.
pub(super) fn time(name: &'static str, key: Key<When>, change: Change, opening: &mut RecordGate) -> Option<Instant> {
    let at = opening.plain(name, &key)?.0.start;
    if !opening.gate.view.part_has_come(at) && !off!(opening.gate.view, ModifiedAhead) {
        opening.comes(change, Some(at));
        opening.note_key(name, opening.withheld(Why::Ahead, Some(at)));
        return None;
    }
    Some(at)
}

fn withdrawal(withdrawn: Key<When>, reason: Key<String>, opening: &mut RecordGate) -> Option<Withdrawal> {
    let ahead = withdrawn.as_ref().and_then(|it| it.value.as_ref()).map(|it| it.0.start);
    let Some(at) = time("withdrawn", withdrawn, Change::Withdrawal, opening) else {
        if reason.is_some() {
            opening.withhold_key("withdrawn_reason", Why::Ahead, ahead);
        }
        return None;
    };
    Some(Withdrawal { at, reason: opening.prose("withdrawn_reason", reason) })
}

fn revisions(list: List<Revision>, published: Instant, opening: &mut RecordGate) -> Vec<public::Revision> {
    let mut revisions = Vec::new();
    for (at, line, Revision { at: when, note, material }) in opening.list("revisions", list) {
        // One that lies ahead is withheld; one before the publication is nobody's history.
        let ahead = when.0 > published && !opening.gate.view.part_has_come(when.0);
        if ahead && !off!(opening.gate.view, RevisionAhead) {
            opening.comes(Change::Revision, Some(when.0));
            opening.withhold_item("revisions", at, None, Why::Ahead, Some(when.0));
            continue;
        }
        let note = note.and_then(|note| opening.text("revisions.note", line, &note));
        revisions.push(public::Revision { at: when.0, note, material: material.unwrap_or(true) });
    }
    revisions
}

fn summary(key: Key<String>, opening: &mut RecordGate) -> Option<Text> {
    let line = opening.line("summary");
    let raw = opening.key("summary", key)?;
    let text = opening.text("summary", line, &raw)?;
    if text.chars().count() > LONGEST_SUMMARY {
        let help = "keep it under 300 characters; the body has room";
        opening.refuse(Code::WrongValue, line, "summary", "the summary is too long for lists, feeds and cards", help);
    }
    Some(text)
}

fn projects(list: List<String>, opening: &mut RecordGate) -> Vec<Text> {
    let mut projects = Vec::new();
    for (_, line, raw) in opening.list("projects", list) {
        let Some(text) = opening.text("projects", line, &raw) else { continue };
        let known = opening.gate.config.settings.projects.iter().any(|project| project.id == *text);
        if known {
            projects.push(text);
        } else {
            let help = "name one of the ids under `projects` in site.yaml, or add it there";
            opening.refuse(Code::WrongValue, line, "projects", "this is none of the site's projects", help);
        }
    }
    projects
}

fn references(list: List<Reference>, opening: &mut RecordGate) -> Vec<public::Reference> {
    let mut references = Vec::new();
    for (_, line, Reference { kind, url, title }) in opening.list("references", list) {
        let title = title.and_then(|title| opening.text("references.title", line, &title));
        let Some(url) = opening.url("references.url", line, &url) else { continue };
        references.push(public::Reference { kind: kind.map_or(ReferenceType::Web, |it| it.0), url, title });
    }
    references
}

/// Whose names are published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Listed to be thanked.
    Always,
    /// Only who says `credit: true`.
    OnRequest,
}

pub(super) fn people(
    name: &'static str,
    list: List<Person>,
    named: Named,
    opening: &mut RecordGate,
) -> Vec<public::Person> {
    let mut people = Vec::new();
    let list = unnamed_out(name, list, named, opening);
    for (at, line, person) in opening.list(name, list) {
        let Person { name: who, kind, organization, url, contact, credit: _ } = person;
        if contact.is_some() {
            opening.withhold_item(name, at, Some("contact"), Why::Contact, None);
        }
        let Some(who) = opening.text(name, line, &who) else { continue };
        people.push(public::Person {
            name: who,
            kind: kind.map(|it| it.0),
            organization: organization.and_then(|raw| opening.text(name, line, &raw)),
            url: url.and_then(|raw| opening.url(name, line, &raw)),
        });
    }
    people
}

/// Withholds those who aren't named before anyone looks at their tags: of nobody no lift is announced.
fn unnamed_out(name: &str, mut list: List<Person>, named: Named, opening: &mut RecordGate) -> List<Person> {
    let marked = list.as_mut()?;
    let mut left = marked.value.is_none();
    for (at, item) in marked.value.iter_mut().flat_map(|items| &mut items.0).enumerate() {
        let credit = item.value.as_ref().and_then(|person| person.credit);
        let unasked = named == Named::OnRequest && credit != Some(true) && !off!(opening.gate.view, Uncredited);
        if unasked || credit == Some(false) && !off!(opening.gate.view, CreditDenied) {
            opening.withhold_item(name, at, None, Why::NotCredited, None);
            (item.rule, item.value) = (None, None);
        } else {
            left = true;
        }
    }
    if !left {
        marked.rule = None;
    }
    list
}

fn timeline(list: List<TimelineEntry>, opening: &mut RecordGate) -> Vec<public::TimelineEntry> {
    let mut timeline = Vec::new();
    for (_, line, TimelineEntry { at, to, approximate, phase, text }) in opening.list("timeline", list) {
        let text = text.and_then(|raw| opening.markdown("timeline.text", line, &raw));
        let phase = phase.map(|it| it.0);
        if text.is_none() && phase.is_none() {
            continue;
        }
        let (to, approximate) = (to.map(|it| it.0), approximate.unwrap_or(false));
        timeline.push(public::TimelineEntry { at: at.0, to, approximate, phase, text });
    }
    timeline.sort_by_key(|it| it.at.start);
    timeline
}

fn indicators(list: List<Indicator>, opening: &mut RecordGate) -> Vec<public::Indicator> {
    let mut indicators = Vec::new();
    for (_, line, Indicator { kind, value }) in opening.list("indicators", list) {
        let kind = opening.text("indicators.type", line, &kind);
        let value = opening.text("indicators.value", line, &value);
        if let (Some(kind), Some(value)) = (kind, value) {
            indicators.push(public::Indicator { kind, value });
        }
    }
    indicators
}

/// The body stands behind the front matter, or under `details` where the file is keys alone.
fn details(details: Key<String>, opening: &mut RecordGate) -> Markdown {
    let source = opening.source;
    let line = details.as_ref().map_or(0, |it| it.line);
    let body = source.body();
    if details.is_some() && !body.trim().is_empty() {
        let help = "keep one of the two";
        opening.refuse(
            Code::WrongValue,
            line,
            "details",
            "the body stands both behind the front matter and under `details`",
            help,
        );
    }
    let body = opening.markdown("", source.body_line, body);
    body.or_else(|| opening.prose("details", details)).unwrap_or_else(|| Markdown::new("", opening.gate.seal))
}
