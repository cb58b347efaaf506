//! Addresses of the site that stand bare in disclosed texts: one that leads nowhere is dropped, and leaves no scar.

use super::{Draft, Resolver};
use crate::private::links::Leads;
use crate::private::marks;
use crate::public::{Action, Head, Markdown, Page, Person, Text, addresses};
use std::path::Path;
use std::sync::Arc;

impl Resolver {
    /// `None` where nothing changes; else the text without them.
    fn without(&self, text: &str, form: marks::Form) -> Option<String> {
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

    fn line(&self, text: &mut Text) {
        if let Some(here) = self.readdressed(text) {
            *text = Text::new(here, &self.seal);
        }
        if let Some(rest) = self.without(text, marks::Form::Line) {
            *text = Text::new(rest.trim(), &self.seal);
        }
    }

    /// The same in a text that may be missing: it is, where nothing is left of it.
    fn line_if_any(&self, text: &mut Option<Text>) {
        text.iter_mut().for_each(|text| self.line(text));
        text.take_if(|text| text.is_empty());
    }

    fn lines(&self, texts: &mut Vec<Text>) {
        texts.iter_mut().for_each(|text| self.line(text));
        texts.retain(|text| !text.is_empty());
    }

    /// Texts of one line, and addresses that are keys of their own.
    pub(super) fn bare_in_lines(&self, draft: &mut Draft) {
        match draft {
            Draft::Advisory(it) => {
                self.affected(&mut it.affected);
                if let Some(statement) = &mut it.csaf {
                    let rewritten = |text: &Text| Some(Text::new(self.without(text, marks::Form::Line)?, &self.seal));
                    Arc::make_mut(statement).rewrite(&rewritten);
                }
            }
            Draft::Incident(it) => {
                self.affected(&mut it.affected);
                self.lines(&mut it.services);
                self.actions(&mut it.actions);
                [&mut it.reporter, &mut it.coordinator, &mut it.responders].into_iter().for_each(|it| self.people(it));
            }
            Draft::Notice(_) => {}
            Draft::Lesson(it) => self.actions(&mut it.actions),
            Draft::Page(_, page) => self.page(page),
            Draft::Report(words) => self.page(&mut words.page),
        }
        if let Some(head) = draft.head_mut() {
            self.head_lines(head);
        }
    }

    fn page(&self, page: &mut Page) {
        self.title(&mut page.title, &page.path);
        [&mut page.summary, &mut page.version, &mut page.owner].into_iter().for_each(|it| self.line_if_any(it));
    }

    fn head_lines(&self, head: &mut Head) {
        self.line(&mut head.title);
        [&mut head.summary, &mut head.bounty].into_iter().for_each(|text| self.line_if_any(text));
        head.revisions.iter_mut().for_each(|it| self.line_if_any(&mut it.note));
        head.references.iter_mut().for_each(|it| self.line_if_any(&mut it.title));
        self.lines(&mut head.tags);
        self.people(&mut head.credits);
        self.people(&mut head.authors);
        head.indicators.iter_mut().for_each(|it| self.line(&mut it.value));
        head.indicators.retain(|it| !it.value.is_empty());
    }

    /// Nothing goes without a title.
    fn title(&self, title: &mut Text, name: &Text) {
        self.line(title);
        if title.is_empty() {
            title.clone_from(name);
        }
    }

    fn people(&self, people: &mut Vec<Person>) {
        for person in people.iter_mut() {
            self.line(&mut person.name);
            self.line_if_any(&mut person.organization);
            self.line_if_any(&mut person.url);
        }
        people.retain(|person| !person.name.is_empty());
    }

    fn actions(&self, actions: &mut Vec<Action>) {
        for action in actions.iter_mut() {
            self.line(&mut action.what);
            self.line_if_any(&mut action.owner);
            self.line_if_any(&mut action.url);
        }
        actions.retain(|action| !action.what.is_empty());
    }

    fn affected(&self, affected: &mut [crate::public::Affected]) {
        for it in affected {
            self.lines(&mut it.versions);
            self.lines(&mut it.platforms);
            self.lines(&mut it.functions);
            self.line_if_any(&mut it.justification);
            it.ranges.iter_mut().for_each(|range| self.line_if_any(&mut range.repo));
        }
    }
}

/// A URL without its scheme and the slash at its end.
fn bare(url: &str) -> &str {
    url.split_once("//").map_or(url, |it| it.1).trim_end_matches('/')
}
