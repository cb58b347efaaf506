//! The keys that every record has.

use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::decision::Why;
use crate::private::decision::coming::Change;
use crate::private::record::{Head, Indicator, Person, Post, PostKeys, Reference, Revision, TimelineEntry, When};
use crate::private::yaml::{Key, List};
use crate::public::keys::LONGEST_SUMMARY;
use crate::public::{self, Instant, Kind, Markdown, ReferenceType, Text, Withdrawal};

/// `None`: something that every record needs is not there; see the findings.
pub(super) fn open(kind: Kind, id: &str, head: Head, gate: &mut RecordGate) -> Option<public::Head> {
    // Every key is named, so that a new one doesn't compile until its fate is decided here.
    let Head {
        id: _,
        title,
        lang,
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
        bounty,
        post,
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
        gate.withhold_key("private", Why::PrivateKey, None);
    }
    let published = gate.judgement.publication.at.unwrap_or(Instant(chrono::DateTime::UNIX_EPOCH));
    let declared = time("modified", modified, Change::Modified, gate);
    let withdrawn = withdrawal(withdrawn, withdrawn_reason, gate);
    let revisions = self::revisions(revisions, published, gate);
    let line = gate.reader.line("title");
    let title = gate.plain("title", &title).cloned().and_then(|raw| gate.text("title", line, &raw));
    // One of another format is made of disclosed text, when all of that is known.
    let title = title.or_else(|| gate.reader.standing.is_foreign().then(|| Text::new("", gate.site.seal)));
    if title.is_none() {
        gate.reader.refuse(Code::Title, line, "title", "the record has no title that could be shown", "add `title: …`");
    }
    Some(public::Head {
        kind,
        id: Text::new(id, gate.site.seal),
        title: title?,
        language: super::language::language(lang, gate),
        tlp: gate.judgement.publication.tlp,
        published,
        modified: declared.unwrap_or(published),
        withdrawn,
        revisions,
        summary: self::summary(summary, gate),
        aliases: gate.texts("aliases", aliases),
        related: gate.texts("related", related),
        upstream: gate.texts("upstream", upstream),
        projects: self::projects(projects, gate),
        tags: gate.texts("tags", tags),
        references: self::references(references, gate),
        credits: people("credits", credits, Named::Always, gate),
        authors: people("authors", authors, Named::Always, gate),
        bounty: gate.one_line("bounty", bounty),
        post: self::post(post, gate),
        timeline: self::timeline(timeline, gate),
        impact: gate.prose("impact", impact),
        root_cause: gate.prose("root_cause", root_cause),
        workaround: gate.prose("workaround", workaround),
        recommendations: gate.prose("recommendations", recommendations),
        resolution: gate.prose("resolution", resolution),
        exploitation: gate.key("exploitation", exploitation).map(|key| key.0),
        indicators: self::indicators(indicators, gate),
        details: self::details(details, gate),
        attachments: Vec::new(),
        pending: Vec::new(),
        lacks: Vec::new(),
    })
}

/// What is known only when all keys were opened: the lifts among the revisions, and the effective `modified` (rule 6).
pub(super) fn complete(head: &mut public::Head, lifts: Vec<Instant>, gate: &mut RecordGate) {
    head.revisions.extend(lifts.into_iter().map(|at| public::Revision { at, note: None, material: true }));
    head.revisions.sort_by_key(|revision| revision.at);
    let withdrawn = head.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
    let latest = head.revisions.last().map(|it| it.at).max(withdrawn);
    head.modified = head.modified.max(head.published).max(latest.unwrap_or(head.published));
    // A document bears the label of the most restricted thing in it.
    head.tlp = head.tlp.max(gate.sink.part_label);
    head.pending = std::mem::take(&mut gate.sink.pending);
    head.lacks = std::mem::take(&mut gate.judgement.lacks);
    if off!(gate.site.view, CountWithheld) {
        head.modified =
            Instant(head.modified.0 + chrono::Duration::seconds(gate.reader.attachments.files.len() as i64));
    }
    head.attachments = gate.linked_attachments(&format!("{}/{}", head.kind.section(), head.name()));
}

/// A time that is not disclosed while it lies ahead.
pub(super) fn time(name: &'static str, key: Key<When>, change: Change, gate: &mut RecordGate) -> Option<Instant> {
    let at = gate.plain(name, &key)?.0.start;
    if !gate.site.view.part_has_come(at) && !off!(gate.site.view, ModifiedAhead) {
        gate.sink.comes(change, Some(at));
        gate.note_key(name, gate.withheld(Why::Ahead, Some(at)));
        return None;
    }
    Some(at)
}

fn withdrawal(withdrawn: Key<When>, reason: Key<String>, gate: &mut RecordGate) -> Option<Withdrawal> {
    if withdrawn.is_none() && reason.is_some() {
        let help = "add `withdrawn: 2026-12-01T14:00:00Z`, or take the reason out";
        let problem = "a reason why it was withdrawn, and nothing says that it was: the reason isn't shown";
        let line = gate.reader.line("withdrawn_reason");
        gate.warn_privately(Code::WithdrawnReason, line, "withdrawn_reason", problem, help);
    }
    let ahead = withdrawn.as_ref().and_then(|withdrawn| withdrawn.value.as_ref()).map(|it| it.0.start);
    let Some(at) = time("withdrawn", withdrawn, Change::Withdrawal, gate) else {
        if reason.is_some() {
            gate.withhold_key("withdrawn_reason", Why::Ahead, ahead);
        }
        return None;
    };
    Some(Withdrawal { at, reason: gate.prose("withdrawn_reason", reason) })
}

fn revisions(list: List<Revision>, published: Instant, gate: &mut RecordGate) -> Vec<public::Revision> {
    let mut revisions = Vec::new();
    for (at, line, Revision { at: when, note, material }) in gate.list("revisions", list) {
        // One that lies ahead is withheld; one before the publication is nobody's history.
        let ahead = when.0 > published && !gate.site.view.part_has_come(when.0);
        if ahead && !off!(gate.site.view, RevisionAhead) {
            gate.sink.comes(Change::Revision, Some(when.0));
            gate.withhold_item("revisions", at, None, Why::Ahead, Some(when.0));
            continue;
        }
        let note = note.and_then(|note| gate.text("revisions.note", line, &note));
        revisions.push(public::Revision { at: when.0, note, material: material.unwrap_or(true) });
    }
    revisions
}

fn summary(key: Key<String>, gate: &mut RecordGate) -> Option<Text> {
    let line = gate.reader.line("summary");
    let raw = gate.key("summary", key)?;
    let text = gate.text("summary", line, &raw)?;
    if text.chars().count() > LONGEST_SUMMARY {
        let help = format!("keep it under {LONGEST_SUMMARY} characters; the body has room");
        gate.reader.refuse(
            Code::WrongValue,
            line,
            "summary",
            "the summary is too long for lists, feeds and cards",
            &help,
        );
    }
    Some(text)
}

fn projects(list: List<String>, gate: &mut RecordGate) -> Vec<Text> {
    let mut projects = Vec::new();
    for (_, line, raw) in gate.list("projects", list) {
        let Some(text) = gate.text("projects", line, &raw) else { continue };
        let known = gate.site.config.settings.projects.iter().any(|project| project.id == *text);
        if known {
            projects.push(text);
        } else {
            let help = "name one of the ids under `projects` in site.yaml, or add it there";
            gate.reader.refuse(Code::WrongValue, line, "projects", "this is none of the site's projects", help);
        }
    }
    projects
}

fn references(list: List<Reference>, gate: &mut RecordGate) -> Vec<public::Reference> {
    let mut references = Vec::new();
    for (_, line, Reference { kind, url, title }) in gate.list("references", list) {
        let title = title.and_then(|title| gate.text("references.title", line, &title));
        let Some(url) = gate.url("references.url", line, &url) else { continue };
        references.push(public::Reference { kind: kind.map_or(ReferenceType::Web, |kind| kind.0), url, title });
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
    gate: &mut RecordGate,
) -> Vec<public::Person> {
    let mut people = Vec::new();
    let list = unnamed_out(name, list, named, gate);
    for (at, line, person) in gate.list(name, list) {
        let Person { name: who, kind, organization, url, contact, credit: _ } = person;
        if contact.is_some() {
            gate.withhold_item(name, at, Some("contact"), Why::Contact, None);
        }
        let Some(who) = gate.text(name, line, &who) else { continue };
        people.push(public::Person {
            name: who,
            kind: kind.map(|kind| kind.0),
            organization: organization.and_then(|raw| gate.text(name, line, &raw)),
            url: url.and_then(|raw| gate.url(name, line, &raw)),
        });
    }
    people
}

/// Withholds those who aren't named before anyone looks at their tags: of nobody no lift is announced.
fn unnamed_out(name: &str, mut list: List<Person>, named: Named, gate: &mut RecordGate) -> List<Person> {
    let marked = list.as_mut()?;
    let mut left = marked.value.is_none();
    for (at, item) in marked.value.iter_mut().flat_map(|items| &mut items.0).enumerate() {
        let credit = item.value.as_ref().and_then(|person| person.credit);
        let unasked = named == Named::OnRequest && credit != Some(true) && !off!(gate.site.view, Uncredited);
        if unasked || credit == Some(false) && !off!(gate.site.view, CreditDenied) {
            gate.withhold_item(name, at, None, Why::NotCredited, None);
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

fn timeline(list: List<TimelineEntry>, gate: &mut RecordGate) -> Vec<public::TimelineEntry> {
    let mut timeline = Vec::new();
    for (_, line, TimelineEntry { at, to, approximate, phase, text }) in gate.list("timeline", list) {
        let text = text.and_then(|raw| gate.markdown("timeline.text", line, &raw));
        let phase = phase.map(|phase| phase.0);
        if text.is_none() && phase.is_none() {
            continue;
        }
        let (to, approximate) = (to.map(|it| it.0), approximate.unwrap_or(false));
        timeline.push(public::TimelineEntry { at: at.0, to, approximate, phase, text });
    }
    timeline.sort_by_key(|timeline| timeline.at.start);
    timeline
}

/// Marks within it withhold as in any text; what is left is plain.
fn post(key: Key<Post>, gate: &mut RecordGate) -> Option<public::Post> {
    let line = gate.reader.line("post");
    let Post(PostKeys { all, mastodon, bluesky, x, linkedin }) = gate.key("post", key)?;
    let mut text = |raw: Option<String>| raw.and_then(|raw| gate.markdown("post", line, &raw));
    let post = public::Post {
        all: text(all),
        mastodon: text(mastodon),
        bluesky: text(bluesky),
        x: text(x),
        linkedin: text(linkedin),
    };
    let any = post.texts().next().is_some();
    any.then_some(post)
}

fn indicators(list: List<Indicator>, gate: &mut RecordGate) -> Vec<public::Indicator> {
    let mut indicators = Vec::new();
    for (_, line, Indicator { kind, value }) in gate.list("indicators", list) {
        let kind = gate.text("indicators.type", line, &kind);
        let value = gate.text("indicators.value", line, &value);
        if let (Some(kind), Some(value)) = (kind, value) {
            indicators.push(public::Indicator { kind, value });
        }
    }
    indicators
}

/// The body stands behind the front matter, or under `details` where the file is keys alone.
fn details(details: Key<String>, gate: &mut RecordGate) -> Markdown {
    let source = gate.reader.source;
    let line = details.as_ref().map_or(0, |details| details.line);
    let body = source.body();
    if details.is_some() && !body.trim().is_empty() {
        let help = "keep one of the two";
        gate.reader.refuse(
            Code::WrongValue,
            line,
            "details",
            "the body stands both behind the front matter and under `details`",
            help,
        );
    }
    let body = gate.markdown("", source.body_line, body);
    body.or_else(|| gate.prose("details", details)).unwrap_or_else(|| Markdown::new("", gate.site.seal))
}
