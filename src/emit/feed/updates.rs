//! `/updates.xml`: one item for each publication, each material revision and each withdrawal.

use super::items::{Desk, Item};
use super::{Feed, Html};
use crate::emit::entry::{self, Entry};
use crate::emit::xml;
use crate::public::{Instant, Record, Revision};
use std::cmp::Reverse;

/// Something that readers of a record are to hear of.
struct Event<'a> {
    record: Record<'a>,
    at: Instant,
    what: What,
    /// What changed; none where more of the record became public.
    notes: Vec<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Published,
    Updated,
    Withdrawn,
}

pub(super) fn feed<'a>(desk: &Desk<'a>, html: Html<'_>) -> Feed<'a> {
    let site = desk.site;
    let mut events: Vec<Event<'a>> = site.records().flat_map(events).collect();
    events.sort_by_key(|it| (Reverse(it.at), &it.record.head().id));
    let kept = entry::kept(events.iter().map(|it| it.at), site.settings.feed_limit);
    events.truncate(kept);
    let entries = events.iter().map(|event| item(desk, event, html)).collect();
    let title = format!("{}: Every change", site.settings.title);
    Feed::new(&site.settings, &title, "/", entries)
}

/// What changed at one instant is one event. A revision that isn't later than the publication is a part of it.
fn events(record: Record<'_>) -> Vec<Event<'_>> {
    let head = record.head();
    let mut events = vec![Event { record, at: head.published, what: What::Published, notes: Vec::new() }];
    for Revision { at, note, .. } in head.revisions.iter().filter(|it| it.material && it.at > head.published) {
        let note = note.as_deref();
        match events.iter_mut().find(|event| event.at == *at) {
            Some(event) => event.notes.extend(note),
            None => {
                events.push(Event { record, at: *at, what: What::Updated, notes: note.into_iter().collect() });
            }
        }
    }
    if let Some(withdrawal) = &head.withdrawn {
        let at = withdrawal.at.max(head.published);
        match events.iter_mut().find(|event| event.at == at && event.what == What::Updated) {
            Some(event) => event.what = What::Withdrawn,
            None => events.push(Event { record, at, what: What::Withdrawn, notes: Vec::new() }),
        }
    }
    events
}

fn item<'a>(desk: &Desk<'a>, event: &Event<'a>, html: Html<'_>) -> Entry {
    let (site, entry) = (desk.site, desk.entry(Item::Record(event.record), html));
    let (word, say) = match event.what {
        What::Published => ("Published", None),
        What::Updated if event.notes.is_empty() => ("Updated", Some("More of this record became public.".to_owned())),
        What::Updated | What::Withdrawn => {
            let word = if event.what == What::Updated { "Updated" } else { "Withdrawn" };
            (word, (!event.notes.is_empty()).then(|| event.notes.join(" ")))
        }
    };
    let say = say.map(|say| xml::allowed(&say).into_owned());
    let told = say.as_ref().map(|say| format!("<p><strong>{word}: {}</strong></p>\n", xml::escape(say)));
    Entry {
        // The record's own id stands for the record; each event is an item of its own.
        id: format!("{}/{}{}", entry.id, event.at, if event.what == What::Withdrawn { "/withdrawn" } else { "" }),
        title: format!("{word}: {}", entry::bare_title(&site.settings, event.record)),
        summary: say.unwrap_or(entry.summary),
        html: format!("{}{}", told.unwrap_or_default(), entry.html),
        published: event.at,
        updated: event.at,
        ..entry
    }
}
