//! Headings: one outline without gaps below the page's title, and anchors as GitHub names them.

use super::Writer;
use crate::escape::push_text;
use crate::render::markdown::Mode;
use pulldown_cmark::{Event, HeadingLevel, Tag};
use std::collections::{HashMap, HashSet};

/// The ids that a page has given so far, each with the last number that was put behind it.
#[derive(Clone, Default)]
pub struct Slugs {
    given: HashMap<String, usize>,
    /// Ids of the template's own.
    reserved: &'static [&'static str],
}

impl Slugs {
    pub fn reserve(&mut self, ids: &'static [&'static str]) {
        self.reserved = ids;
    }

    /// Takes an id if it is free.
    pub fn claim(&mut self, id: &str) -> bool {
        if self.given.contains_key(id) || self.reserved.contains(&id) {
            return false;
        }
        self.given.insert(id.to_string(), 0);
        true
    }

    /// The ids that these have and `before` hadn't.
    pub fn since(&self, before: &Slugs) -> HashSet<String> {
        self.given.keys().filter(|id| !before.given.contains_key(*id)).cloned().collect()
    }

    /// The slug itself, or the first free one of `slug-1`, `slug-2` ….
    pub fn unique(&mut self, slug: &str) -> String {
        if self.claim(slug) {
            return slug.to_string();
        }
        let mut number = self.given.get(slug).copied().unwrap_or_default();
        loop {
            number += 1;
            let numbered = format!("{slug}-{number}");
            if self.claim(&numbered) {
                self.given.insert(slug.to_string(), number);
                return numbered;
            }
        }
    }
}

/// As GitHub makes an anchor of a heading: lower case, hyphens for spaces, letters, digits, `-` and `_` only.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() { "section".to_string() } else { slug }
}

/// Where the headings of one text go in the page's outline.
pub(super) struct Outline {
    shift: isize,
    last: usize,
}

impl Outline {
    /// The highest heading of the text becomes one of the level `top`.
    pub fn new(events: &[Event<'_>], top: usize) -> Self {
        let level = |event: &Event<'_>| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as isize),
            _ => None,
        };
        let highest = events.iter().filter_map(level).min().unwrap_or(1);
        Self { shift: top as isize - highest, last: top.saturating_sub(1) }
    }

    /// No level is skipped on the way down, and none is below six.
    fn place(&mut self, level: HeadingLevel) -> usize {
        let shifted = (level as isize + self.shift).clamp(1, 6) as usize;
        self.last = shifted.min(self.last + 1).min(6);
        self.last
    }
}

impl Writer<'_> {
    pub(super) fn start_heading(&mut self) {
        self.capture();
        self.plain.push(String::new());
    }

    pub(super) fn end_heading(&mut self, level: HeadingLevel) {
        let html = self.captured();
        let plain = self.plain.pop().unwrap_or_default();
        let given = self.heading_ids.pop().flatten();
        // One without words is none.
        if html.trim().is_empty() {
            return;
        }
        let level = self.outline.place(level);
        if self.page.mode == Mode::Feed {
            self.out.push_str(&format!("<h{level}>{html}</h{level}>\n"));
            return;
        }
        let slug = self.page.slugs.unique(&slug(given.as_deref().unwrap_or(&plain)));
        self.out.push_str(&format!("<div class=\"heading\"><h{level} id=\""));
        push_text(&mut self.out, &slug);
        self.out.push_str(&format!("\">{html}</h{level}><a class=\"anchor\" href=\"#"));
        push_text(&mut self.out, &slug);
        self.out.push_str("\" aria-label=\"");
        push_text(&mut self.out, &self.page.words.text.link.fill(&[("heading", plain.trim())]));
        self.out.push_str("\">#</a></div>\n");
    }
}
