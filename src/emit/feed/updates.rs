//! `/updates.xml`: one item for each publication, each material revision and each withdrawal.

use super::Feed;
use super::items::{FeedContext, Item};
use crate::emit::entry::{self, Entry, Html};
use crate::escape;
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

pub(super) fn feed<'a>(context: &FeedContext<'a>, html: Html<'_>) -> Feed<'a> {
    let site = context.site;
    let mut events: Vec<Event<'a>> = site.records().flat_map(events).collect();
    events.sort_by_key(|event| (Reverse(event.at), &event.record.head().id));
    let kept = entry::kept(events.iter().map(|event| event.at), site.settings.feed_limit);
    events.truncate(kept);
    let entries = events.iter().map(|event| item(context, event, html)).collect();
    let title = format!("{}: {}", site.settings.title, context.words.feeds.every_change);
    Feed::new(context, &title, "/", entries)
}

/// What changed at one instant is one event. A revision that isn't later than the publication is a part of it.
fn events(record: Record<'_>) -> Vec<Event<'_>> {
    let head = record.head();
    let mut events = vec![Event { record, at: head.published, what: What::Published, notes: Vec::new() }];
    for Revision { at, note, .. } in
        head.revisions.iter().filter(|revision| revision.material && revision.at > head.published)
    {
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

fn item<'a>(context: &FeedContext<'a>, event: &Event<'a>, html: Html<'_>) -> Entry {
    let (site, entry) = (context.site, context.entry(Item::Record(event.record), html));
    let (words, noted) = (context.words, !event.notes.is_empty());
    let said = match event.what {
        What::Published => &words.items.published,
        What::Updated => &words.items.updated,
        What::Withdrawn => &words.items.withdrawn,
    };
    let said = |what: &str| said.fill(&[("title", what)]);
    let say = match event.what {
        What::Published => None,
        What::Updated if !noted => Some(words.record.lifted.clone()),
        What::Updated | What::Withdrawn => noted.then(|| event.notes.join(" ")),
    };
    let say = say.map(|say| escape::allowed(&say).into_owned());
    let first = say.as_ref().map(|say| format!("<p><strong>{}</strong></p>\n", escape::xml(&said(say))));
    Entry {
        // The record's own id stands for the record; each event is an item of its own.
        id: format!("{}/{}{}", entry.id, event.at, if event.what == What::Withdrawn { "/withdrawn" } else { "" }),
        title: said(&entry::bare_title(words, &site.settings, event.record)),
        summary: say.unwrap_or(entry.summary),
        html: format!("{}{}", first.unwrap_or_default(), entry.html),
        published: event.at,
        updated: event.at,
        ..entry
    }
}
