//! `/calendar.ics` (RFC 5545): when release lines lose their support, and what notices announced for a day to come.

use super::{Output, text, urls};
use crate::public::{Instant, Notice, Precision, Project, Site, Stamp, SupportedLine, TimelineEntry, routes};
use crate::render::{Words, labels};
use chrono::Days;

struct Event {
    /// Lasting, and its own.
    id: String,
    title: String,
    at: Stamp,
    url: String,
}

/// None where nothing is to come that has a day.
pub fn calendar<'a>(site: &'a Site, words: &'a Words) -> Option<Output<'a>> {
    has(site).then(|| text(routes::CALENDAR.trim_start_matches('/'), move || file(site, words)))
}

pub fn has(site: &Site) -> bool {
    let supported =
        site.settings.projects.iter().flat_map(|project| &project.supported).any(|line| line.ends().is_some());
    supported || site.notices.iter().any(|notice| announced(notice).next().is_some())
}

fn file(site: &Site, words: &Words) -> String {
    let supported = site
        .settings
        .projects
        .iter()
        .flat_map(|project| project.supported.iter().filter_map(|line| support(site, words, project, line)));
    let announced = site
        .notices
        .iter()
        .flat_map(|notice| announced(notice).enumerate().map(move |(at, entry)| release(site, notice, at, entry)));
    let mut events: Vec<Event> = supported.chain(announced).collect();
    events.sort_by(|a, b| (a.at.start, &a.id).cmp(&(b.at.start, &b.id)));
    let mut file = String::new();
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fanlight//Fanlight//EN", "CALSCALE:GREGORIAN"];
    head.iter().for_each(|head| line(&mut file, head));
    line(
        &mut file,
        &format!("X-WR-CALNAME:{}", escape(&labels::labelled(site.settings.audience, &site.settings.title))),
    );
    for event in events {
        write(&mut file, &event, &urls::tag_host(&site.settings));
    }
    line(&mut file, "END:VCALENDAR");
    file
}

fn support(site: &Site, words: &Words, project: &Project, line: &SupportedLine) -> Option<Event> {
    let last = line.ends()?.0.checked_sub_days(Days::new(1))?;
    Some(Event {
        id: format!("support-{}-{}", project.id, line.line.replace(' ', "-")),
        title: words.calendar.support.fill(&[("project", &project.name), ("line", &line.line)]),
        at: Stamp { start: Instant(last), precision: Precision::Day },
        url: urls::absolute(&site.settings, &project.path()),
    })
}

/// What a notice says will be after it is published: a release, the end of a campaign.
fn announced(notice: &Notice) -> impl Iterator<Item = &TimelineEntry> {
    let head = &notice.head;
    let ahead = |it: &&TimelineEntry| {
        it.at.start > head.published && matches!(it.at.precision, Precision::Day | Precision::Instant)
    };
    head.timeline.iter().filter(move |_| head.withdrawn.is_none()).filter(ahead)
}

fn release(site: &Site, notice: &Notice, at: usize, entry: &TimelineEntry) -> Event {
    let head = &notice.head;
    Event {
        id: format!("{}-{at}", head.name()),
        title: head.title.to_string(),
        at: entry.at,
        url: urls::absolute(&site.settings, &head.path()),
    }
}

/// The stamp is the event's own day: no clock has a say in the output.
fn write(file: &mut String, event: &Event, host: &str) {
    let start = event.at.start.0;
    line(file, "BEGIN:VEVENT");
    line(file, &format!("UID:{}@{host}", escape(&event.id)));
    line(file, &format!("DTSTAMP:{}", start.format("%Y%m%dT%H%M%SZ")));
    match event.at.precision {
        Precision::Instant => line(file, &format!("DTSTART:{}", start.format("%Y%m%dT%H%M%SZ"))),
        _ => line(file, &format!("DTSTART;VALUE=DATE:{}", start.format("%Y%m%d"))),
    }
    line(file, &format!("SUMMARY:{}", escape(&event.title)));
    line(file, &format!("URL:{}", event.url));
    line(file, "TRANSP:TRANSPARENT");
    line(file, "END:VEVENT");
}

/// Text as a value (3.3.11).
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// No line is longer than 75 bytes: a longer one goes on in the next, behind a space (3.1). It is broken between words where
/// that can be, so that who searches the file, as the audit does, finds words whole.
fn line(file: &mut String, text: &str) {
    let mut rest = text;
    let mut room = 75;
    while rest.len() > room {
        let whole = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
        let end = rest[..whole].rfind(' ').filter(|at| *at > 0).unwrap_or(whole);
        file.push_str(&rest[..end]);
        file.push_str("\r\n ");
        rest = &rest[end..];
        room = 74;
    }
    file.push_str(rest);
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::Phase;
    use crate::render::fixture::{self, md, stamp, t};

    #[test]
    fn a_calendar_has_the_ends_of_support_and_what_notices_announce() {
        let mut site = fixture::site("https://example.org/");
        let notice = &mut site.notices[0];
        notice.head.title = t(
            "A release of Harbour Core, Harbour CLI and Harbour Py that fixes a critical vulnerability, and what to prepare",
        );
        notice.head.published = fixture::instant("2026-09-08T14:00:00Z");
        let entry = |at: &str, phase| TimelineEntry {
            at: stamp(at),
            to: None,
            approximate: false,
            phase,
            text: Some(md("It is out.")),
        };
        notice.head.timeline =
            vec![entry("2026-09-01", None), entry("2026-09-15T14:00:00Z", Some(Phase::Fixed)), entry("2026-10", None)];
        let words = Words::english();
        let file = file(&site, words);
        assert!(file.contains("DTSTART;VALUE=DATE:20271231\r\nSUMMARY:Harbour CLI 4.x: support ends\r\n"), "{file}");
        assert!(file.contains("DTSTART:20260915T140000Z\r\n"), "{file}");
        assert_eq!(
            file.matches("BEGIN:VEVENT").count(),
            2,
            "what is past when it is announced, or has no day, isn't there"
        );
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(!file.replace("\r\n", "").contains('\n'));
        assert!(file.replace("\r\n ", "").contains("fixes a critical vulnerability\\, and what to prepare"), "{file}");
    }

    #[test]
    fn a_site_without_dates_has_no_calendar() {
        let mut site = fixture::site("https://example.org/");
        site.settings.projects.clear();
        site.notices.clear();
        assert!(!has(&site));
    }
}
