//! Walking through disclosed texts.

use super::Subject;
use crate::private::{Passage, PassageForm, Written};
use crate::public::DIALECT;
use crate::public::addresses::pictures;
use pulldown_cmark::{BrokenLink, Event, Parser, Tag, TagEnd};
use std::ops::Range;

impl<'a> Subject<'a> {
    /// Every disclosed text, with the file that it stands in.
    pub(super) fn passages(&self) -> impl Iterator<Item = (&'a Written, &'a Passage)> {
        self.sources.files().iter().flat_map(|written| written.passages.iter().map(move |passage| (written, passage)))
    }

    pub(super) fn markdown(&self) -> impl Iterator<Item = (&'a Written, &'a Passage)> {
        self.passages().filter(|(_, passage)| passage.form == PassageForm::Markdown)
    }
}

/// A link or a picture as it was written.
pub(super) struct Link {
    pub target: String,
    pub text: String,
    pub range: Range<usize>,
    pub picture: bool,
}

pub(super) fn links(markdown: &str) -> Vec<Link> {
    if !markdown.contains("](") && !markdown.contains("]:") && !markdown.contains('<') {
        return Vec::new();
    }
    let (mut links, mut open): (Vec<Link>, Vec<Link>) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(markdown, DIALECT).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open.push(Link { target: dest_url.into_string(), text: String::new(), range, picture: false });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push(Link { target: dest_url.into_string(), text: String::new(), range, picture: true });
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                links.extend(pictures(&html).into_iter().map(|target| Link {
                    target,
                    text: String::new(),
                    range: range.clone(),
                    picture: true,
                }))
            }
            Event::End(TagEnd::Link | TagEnd::Image) => links.extend(open.pop()),
            Event::Text(text) | Event::Code(text) => open.iter_mut().for_each(|link| link.text.push_str(&text)),
            _ => {}
        }
    }
    links
}

/// Words of a text, without code, each with its place.
pub(super) fn words_of(passage: &Passage) -> Vec<(String, usize)> {
    let text = passage.text.as_str();
    if passage.form == PassageForm::Line {
        return vec![(text.to_owned(), 0)];
    }
    let (mut found, mut code) = (Vec::new(), false);
    for (event, range) in Parser::new_ext(text, DIALECT).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => found.push((text[range.clone()].to_owned(), range.start)),
            _ => {}
        }
    }
    found
}

/// Texts in brackets that would be links, had their targets been written.
pub(super) fn loose_brackets(markdown: &str) -> Vec<Range<usize>> {
    if !markdown.contains('[') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let note = |link: BrokenLink<'_>| {
        found.push(link.span);
        None
    };
    Parser::new_with_broken_link_callback(markdown, DIALECT, Some(note)).for_each(drop);
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
}
