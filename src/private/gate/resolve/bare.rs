//! Addresses of the site that stand bare in disclosed texts: one that leads nowhere is dropped, and leaves no scar.

use super::Resolver;
use crate::private::links::Leads;
use crate::private::marks;
use crate::public::{Markdown, Text, addresses};
use std::path::Path;

impl Resolver {
    /// `None` where nothing changes; else the text without them.
    pub(super) fn without(&self, text: &str, form: marks::Form) -> Option<String> {
        let mut gone = addresses::own(text, &self.url);
        gone.retain(|range| self.is_nowhere(&addresses::meant(&text[range.clone()])));
        (!gone.is_empty()).then(|| marks::take_out(text, &gone, form))
    }

    /// A text's addresses of the site for everybody, as those of the site that this build is for. `None`: it has none.
    pub(super) fn readdressed(&self, text: &str) -> Option<String> {
        let site = self.site.as_deref()?;
        let (bare, here) = (bare(site), self.url.trim_end_matches('/'));
        let (mut written, mut at) = (String::new(), 0);
        for range in addresses::own(text, site) {
            let rest = &text[range.clone()];
            // The audience's site may lie below it.
            if !addresses::own(rest, &self.url).is_empty() {
                continue;
            }
            let Some(path) = rest.find("//").map(|slashes| slashes + 2 + bare.len()) else { continue };
            written.push_str(&text[at..range.start]);
            written.push_str(here);
            written.push_str(&rest[path..]);
            at = range.end;
        }
        (at > 0).then(|| written + &text[at..])
    }

    fn is_nowhere(&self, url: &str) -> bool {
        matches!(self.leads(Path::new(""), url), Leads::Nowhere)
    }

    pub(super) fn bare_in_markdown(&self, text: &mut Markdown) {
        if let Some(rest) = self.without(text.as_str(), marks::Form::Markdown) {
            *text = Markdown::new(rest, &self.seal);
        }
    }

    pub(super) fn line(&self, text: &mut Text) {
        if let Some(here) = self.readdressed(text) {
            *text = Text::new(here, &self.seal);
        }
        if let Some(rest) = self.without(text, marks::Form::Line) {
            *text = Text::new(rest.trim(), &self.seal);
        }
    }

    /// The same in a text that may be missing: it is, where nothing is left of it.
    pub(super) fn line_if_any(&self, text: &mut Option<Text>) {
        text.iter_mut().for_each(|text| self.line(text));
        text.take_if(|text| text.is_empty());
    }

    pub(super) fn lines(&self, texts: &mut Vec<Text>) {
        texts.iter_mut().for_each(|text| self.line(text));
        texts.retain(|text| !text.is_empty());
    }
}

/// A URL without its scheme and the slash at its end.
fn bare(url: &str) -> &str {
    url.split_once("//").map_or(url, |pair| pair.1).trim_end_matches('/')
}
