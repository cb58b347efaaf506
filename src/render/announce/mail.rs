//! The plain-text advisory, as mailing lists such as oss-security want it: 72 columns, ASCII, no attachment, no markup.

use super::Announced;
use crate::public::{Affected, Markdown, Person, VexStatus};
use crate::render::ascii::ascii;
use crate::render::links::Place;
use crate::render::plain::{self, COLUMNS, Form, fill, push_line};
use crate::render::{Unfixed, Words, versions};

/// A subject, a blank line, and the text.
pub fn mail(announced: &Announced<'_>) -> String {
    let head = announced.head();
    let mut out = String::new();
    push_line(&mut out, &format!("Subject: {}", subject(announced)));
    out.push('\n');
    title(announced, &mut out);
    updated(announced, &mut out);
    facts(announced, &mut out);
    let place = Place::new(head.path(), &head.attachments);
    let mut section = |title: &str, text: Option<&Markdown>| {
        let Some(text) = text else { return };
        let text = plain::text(announced.links, &place, text, Form::Mail);
        if !text.is_empty() {
            heading(&mut out, title);
            out.push_str(&text);
            out.push('\n');
        }
    };
    section("Withdrawn", head.withdrawn.as_ref().and_then(|withdrawn| withdrawn.reason.as_ref()));
    section("Description", Some(&head.details));
    section("Impact", head.impact.as_ref());
    section("Root cause", head.root_cause.as_ref());
    section("Workaround", head.workaround.as_ref());
    section("Recommendations", head.recommendations.as_ref());
    section("Resolution", head.resolution.as_ref());
    lists(announced, &place, &mut out);
    out
}

/// `HARBOUR-2026-k3x9 (CVE-2026-1234): title`, on one line.
fn subject(announced: &Announced<'_>) -> String {
    let ids = announced.ids();
    let cve: Vec<&str> = ids.iter().skip(1).copied().filter(|id| id.starts_with("CVE-")).collect();
    let cve = if cve.is_empty() { String::new() } else { format!(" ({})", cve.join(", ")) };
    let news = match (&announced.head().withdrawn, announced.revised()) {
        (Some(_), _) => "Withdrawn: ",
        (None, Some(_)) => "Updated: ",
        (None, None) => "",
    };
    let subject = format!("{news}{}{cve}: {}", announced.head().id, announced.head().title);
    ascii(&subject).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(announced: &Announced<'_>, out: &mut String) {
    let head = announced.head();
    fill(out, &ascii(&head.title), "", "");
    push_line(out, &"=".repeat(ascii(&head.title).len().min(COLUMNS)));
    if let Some(summary) = &head.summary {
        out.push('\n');
        fill(out, &ascii(summary), "", "");
    }
    out.push('\n');
}

/// What changed last, where that is what readers are told.
fn updated(announced: &Announced<'_>, out: &mut String) {
    if let Some(note) = announced.revised().and_then(|revised| revised.note.as_ref()) {
        fill(out, &ascii(note), "Updated: ", "");
        out.push('\n');
    }
}

fn heading(out: &mut String, title: &str) {
    out.push('\n');
    push_line(out, title);
    push_line(out, &"-".repeat(title.len()));
    out.push('\n');
}

/// `Severity:   Critical (9.8)`: a word, and what it is.
fn fact(out: &mut String, name: &str, value: &str) {
    const WIDTH: usize = 12;
    if !value.is_empty() {
        fill(out, &ascii(value), &format!("{:WIDTH$}", format!("{name}:")), &" ".repeat(WIDTH));
    }
}

fn facts(announced: &Announced<'_>, out: &mut String) {
    let (head, english) = (announced.head(), Words::english());
    fact(out, "Id", &head.id);
    fact(out, "Also", &announced.ids()[1..].join(", "));
    let advisory = announced.advisory();
    let severity = advisory.and_then(|advisory| advisory.severity.as_ref());
    let score = severity.and_then(|severity| severity.score).map(|score| format!(" ({score:.1})")).unwrap_or_default();
    fact(out, "Severity", &announced.severity().map(|severity| format!("{severity}{score}")).unwrap_or_default());
    for vector in severity.iter().flat_map(|severity| &severity.vectors) {
        fact(out, "CVSS", &vector.vector);
    }
    let cwe =
        advisory.map(|advisory| advisory.cwe.iter().map(|cwe| format!("CWE-{cwe}")).collect::<Vec<_>>().join(", "));
    fact(out, "Weakness", &cwe.unwrap_or_default());
    fact(out, "Exploits", head.exploitation.map_or("", |exploitation| &english.exploitation.of(exploitation).word));
    for affected in announced.affected() {
        fact(out, standing(affected), &package(affected, announced.affected()));
        fact(out, "Fixed in", &fixed_in(affected, announced));
    }
    fact(out, "Published", &english.when(head.published).text);
    if head.modified != head.published {
        fact(out, "Updated", &english.when(head.modified).text);
    }
    if let Some(withdrawn) = &head.withdrawn {
        fact(out, "Withdrawn", &english.when(withdrawn.at).text);
    }
    fact(out, "URL", &announced.url());
}

fn standing(affected: &Affected) -> &'static str {
    match affected.status {
        None | Some(VexStatus::Affected) => "Affected",
        Some(VexStatus::NotAffected) => "Unaffected",
        Some(VexStatus::Fixed) => "Fixed",
        Some(VexStatus::UnderInvestigation) => "Unsure",
    }
}

/// The releases that fix it, or why there is none.
fn fixed_in(affected: &Affected, announced: &Announced<'_>) -> String {
    let fixed = versions::fixed(affected, announced.affected());
    if !fixed.is_empty() || !matches!(affected.status, None | Some(VexStatus::Affected)) {
        return fixed.join(", ");
    }
    let informational = announced.advisory().map(|advisory| advisory.informational);
    informational.map_or_else(String::new, |informational| Unfixed::of(affected, informational).words(Words::english()))
}

/// `harbour-cli (npm), before 1.4.3; 2.0.0 and later, before 2.0.1`.
fn package(affected: &Affected, all: &[Affected]) -> String {
    let apart = versions::apart(affected, all).map(|platforms| format!(" on {platforms}"));
    let name = versions::package(affected) + apart.as_deref().unwrap_or_default();
    let listed = (!affected.versions.is_empty())
        .then(|| affected.versions.iter().map(|version| version.as_str()).collect::<Vec<_>>().join(", "));
    let versions: Vec<String> = versions::all(Words::english(), affected).chain(listed).collect();
    if versions.is_empty() { name } else { format!("{name}, {}", versions.join("; ")) }
}

fn lists(announced: &Announced<'_>, place: &Place, out: &mut String) {
    let (head, english) = (announced.head(), Words::english());
    if !head.timeline.is_empty() {
        heading(out, "Timeline");
    }
    for entry in &head.timeline {
        let about = if entry.approximate { "about " } else { "" };
        let to = entry.to.map(|to| format!(" to {}", english.when(to).text)).unwrap_or_default();
        let text =
            entry.text.as_ref().map(|it| plain::text(announced.links, place, it, Form::Mail)).unwrap_or_default();
        let phase = entry.phase.map_or("", |phase| english.phases.of(phase));
        let said = [phase, text.as_str()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(": ");
        fill(out, &format!("{about}{}{to}: {said}", english.when(entry.at).text), "- ", "  ");
    }
    if !head.credits.is_empty() {
        heading(out, "Credits");
    }
    head.credits.iter().for_each(|it| fill(out, &ascii(&credit(it)), "- ", "  "));
    heading(out, "References");
    for reference in &head.references {
        // A reference to a record of ours that isn't disclosed was left out by the gate; the page leaves it out as well.
        let url = announced.links.resolve_absolute(place, &reference.url).unwrap_or_default();
        if !url.is_empty() {
            let title = reference.title.as_ref().map(|title| format!("{}: ", ascii(title))).unwrap_or_default();
            fill(out, &format!("{title}{}", ascii(&url)), "- ", "  ");
        }
    }
    fill(out, &ascii(&announced.url()), "- ", "  ");
}

fn credit(person: &Person) -> String {
    let role = Some(Words::english().role(person.kind)).filter(|it| !it.is_empty()).map(|it| format!(" ({it})"));
    let organization = person.organization.as_ref().map(|organization| format!(", {organization}"));
    format!("{}{}{}", person.name, organization.unwrap_or_default(), role.unwrap_or_default())
}
