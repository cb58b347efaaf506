//! The one function that takes withheld parts out of text, [`strip`]; it works on source, before Markdown is parsed.
//!
//! In order: divs and comments go by line; bracketed spans go inside paragraphs; where something went, the scar is mended;
//! then blocks with a withholding word, and definitions that nothing uses. What is left is searched for anything that
//! still looks like a mark, and that is an error. Stripping a stripped text changes nothing.

mod blocks;
mod definitions;
mod divs;
mod leftovers;
mod mend;
mod numbers;
mod spans;
#[cfg(test)]
mod tests;

pub(super) use leftovers::looks_like_mark;

use super::view::{Fate, View};
use super::yaml::{Findings, Rule};
use crate::diagnostic::Code;
use crate::public::Instant;
use std::borrow::Cow;

/// Stands where something was taken out, until the scar is mended. A noncharacter: no text may hold it.
const GONE: char = '\u{FDD0}';

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub findings: &'p Findings,
    /// The key's path; empty for the body.
    pub key: &'p str,
    /// The line of the text's first line.
    pub line: u32,
}

/// What kind of text it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One line of plain text.
    Line,
    Markdown,
}

/// A part that was taken out. No `Debug`.
pub(super) struct Fragment {
    pub text: String,
    pub line: u32,
}

/// No `Debug`: it holds withheld text.
pub(super) struct Stripped<'a> {
    pub text: Cow<'a, str>,
    pub withheld: Vec<Fragment>,
    /// Instants at which a part that is shown was disclosed.
    pub lifts: Vec<Instant>,
    /// Instants at which a part that is withheld will be disclosed.
    pub pending: Vec<Instant>,
}

/// A line with its number in the text.
struct Line {
    no: u32,
    text: String,
}

/// What the stages share.
struct Stripper<'v> {
    view: &'v View,
    place: Place<'v>,
    form: Form,
    withheld: Vec<Fragment>,
    lifts: Vec<Instant>,
    pending: Vec<Instant>,
}

/// Takes the withheld parts out of `source`. What is wrong goes to the findings of its place.
pub(super) fn strip<'a>(source: &'a str, form: Form, view: &View, place: Place) -> Stripped<'a> {
    let mut stripper = Stripper { view, place, form, withheld: Vec::new(), lifts: Vec::new(), pending: Vec::new() };
    let text = if may_hold_marks(source, view) { stripper.run(source) } else { Cow::Borrowed(trim_blank(source)) };
    let Stripper { withheld, lifts, pending, .. } = stripper;
    Stripped { text, withheld, lifts, pending }
}

/// Most texts hold nothing that any stage would act on.
fn may_hold_marks(source: &str, view: &View) -> bool {
    const TRIGGERS: [&str; 7] = [":::", "<!--", "{", "]:", "!private", "!until", "!tlp"];
    !source.is_ascii()
        || TRIGGERS.iter().any(|trigger| source.contains(trigger))
        || view.block_words.iter().any(|word| source.contains(word.as_str()))
}

impl Stripper<'_> {
    fn run<'a>(&mut self, source: &'a str) -> Cow<'a, str> {
        if source.contains(GONE) {
            self.refuse(
                Code::Unreadable,
                1,
                "this text holds a character that no text may hold (U+FDD0)",
                "take it out",
            );
            return Cow::Borrowed("");
        }
        let numbered = source.lines().enumerate();
        let mut lines: Vec<Line> =
            numbered.map(|(at, text)| Line { no: at as u32 + 1, text: text.to_owned() }).collect();
        if self.form == Form::Markdown {
            mend::bullets(&mut lines);
        }
        let items = if self.form == Form::Markdown { numbers::items(&lines) } else { Vec::new() };
        let lines = self.divs(lines);
        let lines = self.spans(lines);
        let mut lines = if off!(self.view, SpaceScar) { unmended(lines) } else { mend::scars(lines) };
        self.blocks(&mut lines);
        if self.form == Form::Markdown {
            self.definitions(&mut lines);
        }
        if !off!(self.view, NumberScar) {
            numbers::count_on(&items, &mut lines);
        }
        if !off!(self.view, LineScar) {
            mend::blank_lines(&mut lines);
        }
        self.leftovers(&lines);
        let text = join(&lines);
        Cow::Owned(trim_blank(&text).to_owned())
    }

    /// Whether a part under this rule is shown; notes its instant either way.
    fn fate(&mut self, rule: Rule) -> Fate {
        let fate = self.view.fate(rule);
        match fate {
            Fate::Shown { lifted: Some(at) } => self.lifts.push(at),
            Fate::Withheld { until: Some(at) } => self.pending.push(at),
            _ => {}
        }
        fate
    }

    fn withhold(&mut self, text: impl Into<String>, line: u32) {
        let line = self.line(line);
        self.withheld.push(Fragment { text: text.into(), line });
    }

    /// `line`: in this text, from 1.
    fn refuse(&self, code: Code, line: u32, problem: &str, mend: &str) {
        self.place.findings.add(code, self.line(line), self.place.key, problem, mend);
    }

    fn line(&self, line: u32) -> u32 {
        if self.place.line == 0 { 0 } else { self.place.line + line - 1 }
    }
}

/// A gate that leaves scars, for tests.
fn unmended(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().map(|line| Line { text: line.text.replace(GONE, ""), ..line }).collect()
}

/// Without blank lines at both ends.
fn trim_blank(source: &str) -> &str {
    let start = source.len() - source.trim_start().len();
    let start = source[..start].rfind('\n').map_or(0, |line| line + 1);
    source[start..].trim_end()
}

fn join(lines: &[Line]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text.pop();
    text
}
