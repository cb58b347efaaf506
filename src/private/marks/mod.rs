//! The one function that takes withheld parts out of text, [`strip`]; it works on source, before Markdown is parsed.
//!
//! In order: divs and comments go by line; bracketed spans go inside paragraphs; where something went, the scar is fixed;
//! then blocks with a withholding word, and definitions that nothing uses. What is left is searched for anything that
//! still looks like a mark, and that is an error. Stripping a stripped text changes nothing.

mod block_words;
mod cleanup;
mod dangling;
mod definitions;
mod divs;
#[cfg(test)]
mod growth;
mod hollow;
mod leftovers;
mod lookalike;
mod near;
mod numbers;
mod prefix;
mod scars;
mod shown;
mod spans;
#[cfg(test)]
mod tests;

pub(super) use lookalike::{is_within_word, looks_like_mark, visible};
pub(super) use shown::{InCode, cover, uncover};
pub(super) use spans::CodeFence;

use super::yaml::{Findings, Rule};
use crate::diagnostic::Code;
use crate::normalise::work;
use crate::private::decision::view::{Fate, View};
use crate::public::{DIALECT, Instant, Tlp};
use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Stands where something was taken out, until the scar is fixed. A noncharacter: no text may hold it.
const GONE: char = '\u{FDD0}';
/// The same where a span was: an underline below it made it a heading.
const SPAN: char = '\u{FDD1}';

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub findings: &'p Findings,
    /// The key's path; empty for the body.
    pub key: &'p str,
    /// The line of the text's first line.
    pub line: u32,
    pub rows: Rows,
    pub author: Author,
}

/// Who wrote a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Author {
    /// Somebody who knows of marks, and may slip: what is nearly one is an error.
    Own,
    /// Somebody of another house, who meant none.
    Foreign,
}

/// How the lines of a text lie in its file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Each on a line of its own.
    Many,
    /// All on one, as in JSON.
    One,
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
    pub taken: Taken,
}

/// Why a part was taken out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// A mark or a withholding word says so.
    Withheld,
    /// It is on no page: a comment, a definition that nothing uses, the address of an empty link.
    LeftOver,
}

/// What made a part of the text one of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Mark(Rule),
    Comment,
    /// It holds one of the site's withholding words.
    BlockWord,
    /// A definition that no disclosed text uses.
    Unused,
}

/// A part of the text, and what became of it. Of marks that stand in a withheld part nothing is reported: they decide nothing.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub line: u32,
    pub cause: Cause,
    pub fate: Fate,
}

/// No `Debug`: it holds withheld text.
pub(super) struct Stripped<'a> {
    pub text: Cow<'a, str>,
    /// Which lines of the source are left in the text.
    pub lines: Lines,
    pub withheld: Vec<Fragment>,
    pub parts: Vec<Part>,
}

impl Stripped<'_> {
    /// Whether no mark and no withholding word decided anything.
    pub fn without_marks(&self) -> bool {
        self.parts.iter().all(|part| matches!(part.cause, Cause::Comment | Cause::Unused))
    }

    /// Instants at which a part that is shown was disclosed.
    pub fn lifts(&self) -> impl Iterator<Item = Instant> {
        self.parts.iter().filter_map(|part| if let Fate::Shown { lifted } = part.fate { lifted } else { None })
    }

    /// Labels of parts that are shown.
    pub fn labels(&self) -> impl Iterator<Item = Tlp> {
        let shown = self.parts.iter().filter(|part| matches!(part.fate, Fate::Shown { .. }));
        shown.filter_map(|part| if let Cause::Mark(Rule::Tlp(label)) = part.cause { Some(label) } else { None })
    }

    /// Instants at which a part that is withheld will be disclosed.
    pub fn pending(&self) -> impl Iterator<Item = Instant> {
        self.parts.iter().filter_map(|part| if let Fate::Withheld { until } = part.fate { until } else { None })
    }
}

/// Where the lines of a stripped text stood in its source, from 0.
#[derive(Clone)]
pub(super) enum Lines {
    /// All of them, but for so many blank ones in front.
    From(u32),
    Kept(Vec<u32>),
    /// All on one line of the file.
    One,
}

/// Where something went that left no line.
struct Gap {
    line: u32,
    /// How many quotes it was in.
    quotes: usize,
    /// A block went, or an item: what follows may have counted it.
    whole: bool,
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
    parts: Vec<Part>,
    gaps: Vec<Gap>,
    /// Lines of tables' heads that lost every cell.
    heads: BTreeSet<u32>,
    /// Labels that withheld blocks define.
    labels: BTreeSet<String>,
}

impl<'v> Stripper<'v> {
    fn new(view: &'v View, form: Form, place: Place<'v>) -> Self {
        let (withheld, parts, gaps) = (Vec::new(), Vec::new(), Vec::new());
        Self { view, place, form, withheld, parts, gaps, heads: BTreeSet::new(), labels: BTreeSet::new() }
    }
}

/// Takes the withheld parts out of `source`. What is wrong goes to the findings of its place.
pub(super) fn strip<'a>(source: &'a str, form: Form, view: &View, place: Place) -> Stripped<'a> {
    let mut stripper = Stripper::new(view, form, place);
    #[cfg(test)]
    crate::private::testing::mutation::may_fail("marks", source);
    let (text, lines) = if let Some(line) = too_deep(source) {
        let (problem, help) = ("this is nested too deep", "no reader follows a hundred quotes or lists in each other");
        stripper.refuse(Code::TooLarge, line, problem, help);
        (Cow::Borrowed(""), Lines::From(0))
    } else if may_hold_marks(source, view) {
        stripper.run(source)
    } else {
        (Cow::Borrowed(trim_blank(source)), Lines::From(blank_lines_before(source)))
    };
    let lines = if place.rows == Rows::One { Lines::One } else { lines };
    let Stripper { withheld, parts, .. } = stripper;
    Stripped { text, lines, withheld, parts }
}

/// Whether a text opens more quotes and lists than any text needs.
pub(super) fn nests_too_deep(source: &str) -> bool {
    too_deep(source).is_some()
}

/// Takes parts out of a text that is stripped already, and fixes what they leave.
pub(super) fn take_out(source: &str, gone: &[Range<usize>], form: Form) -> String {
    let (mut text, mut at) = (String::with_capacity(source.len()), 0);
    for range in gone {
        text.push_str(&source[at..range.start]);
        text.push(SPAN);
        at = range.end;
    }
    text.push_str(&source[at..]);
    let findings = Findings::new(std::path::Path::new(""));
    let view = View::plain(Instant(chrono::DateTime::UNIX_EPOCH));
    let place = Place { findings: &findings, key: "", line: 0, rows: Rows::Many, author: Author::Foreign };
    let mut stripper = Stripper::new(&view, form, place);
    let lines = text.lines().enumerate().map(|(at, text)| Line { no: at as u32 + 1, text: text.to_owned() });
    let mut lines = stripper.scars(lines.collect());
    if form == Form::Markdown {
        lines = stripper.hollow(lines);
        stripper.numbers(&mut lines);
    }
    cleanup::blank_lines(&mut lines);
    trim_blank(&join(&lines)).to_owned()
}

/// The line that opens more quotes and lists than any text needs; parsers slow down with each for all lines that follow.
fn too_deep(source: &str) -> Option<u32> {
    const DEEPEST: usize = 100;
    let deep = |line: &str| {
        let prefix = &line.as_bytes()[..prefix::prefix(line)];
        prefix.iter().filter(|byte| matches!(byte, b'>' | b'-' | b'*' | b'+' | b'.' | b')')).count() > DEEPEST
    };
    source.lines().position(deep).map(|at| at as u32 + 1)
}

/// Most texts hold nothing that any stage would act on.
fn may_hold_marks(source: &str, view: &View) -> bool {
    const TRIGGERS: [&str; 4] = [":::", "<!--", "{", "]:"];
    let tag = |two: &[u8]| two[0] == b'!' && matches!(two[1].to_ascii_lowercase(), b'p' | b'u' | b't');
    !source.is_ascii()
        || source.contains('\r')
        || source.as_bytes().windows(2).any(tag)
        || TRIGGERS.iter().any(|trigger| source.contains(trigger))
        || near::may_hold(source)
        || view.block_words.iter().any(|word| source.contains(word.as_str()))
}

impl Stripper<'_> {
    fn run<'a>(&mut self, source: &'a str) -> (Cow<'a, str>, Lines) {
        if source.contains([GONE, SPAN]) {
            self.refuse(
                Code::Unreadable,
                1,
                "this text holds a character that no text may hold (U+FDD0 or U+FDD1)",
                "take it out",
            );
            return (Cow::Borrowed(""), Lines::From(0));
        }
        // To Markdown a carriage return ends a line, too.
        let source = source.replace("\r\n", "\n").replace('\r', "\n");
        let numbered = source.lines().enumerate();
        let lines = numbered.map(|(at, text)| Line { no: at as u32 + 1, text: text.to_owned() }).collect();
        let mut lines = self.divs(lines);
        if self.form == Form::Markdown {
            // Only now: fences in a hidden part must not decide what is code in the rest.
            cleanup::bullets(&mut lines);
        }
        let lines = self.spans(lines);
        let mut lines = if off!(self.view, SpaceScar) { unmended(lines) } else { self.scars(lines) };
        if self.form == Form::Markdown {
            // And what stood before one may be gone now.
            cleanup::bullets(&mut lines);
        }
        self.blocks(&mut lines);
        if self.form == Form::Markdown {
            if !off!(self.view, LineScar) {
                lines = self.hollow(lines);
            }
            self.definitions(&mut lines);
            if !off!(self.view, NumberScar) {
                self.numbers(&mut lines);
            }
            self.dangling(&lines);
        }
        if !off!(self.view, LineScar) {
            cleanup::blank_lines(&mut lines);
        }
        self.leftovers(&lines);
        let text = join(&lines);
        let blank = blank_lines_before(&text) as usize;
        let kept = Lines::Kept(lines.iter().skip(blank).map(|line| line.no - 1).collect());
        (Cow::Owned(trim_blank(&text).to_owned()), kept)
    }

    /// Whether a part under this rule is shown; notes it either way.
    fn fate(&mut self, rule: Rule, line: u32) -> Fate {
        let fate = self.view.fate(rule);
        self.part(Cause::Mark(rule), line, fate);
        fate
    }

    fn part(&mut self, cause: Cause, line: u32, fate: Fate) {
        let line = self.line(line);
        self.parts.push(Part { line, cause, fate });
    }

    fn withhold(&mut self, text: impl Into<String>, line: u32) {
        self.take(text, line, Taken::Withheld);
    }

    fn take(&mut self, text: impl Into<String>, line: u32, taken: Taken) {
        let (line, text) = (self.line(line), text.into());
        work::done(text.len());
        self.withheld.push(Fragment { text, line, taken });
    }

    /// `line`: in this text, from 1.
    fn refuse(&self, code: Code, line: u32, problem: &str, help: &str) {
        self.place.findings.add(code, self.line(line), self.place.key, problem, help);
    }

    fn line(&self, line: u32) -> u32 {
        match (self.place.line, self.place.rows) {
            (0, _) => 0,
            (first, Rows::One) => first,
            (first, Rows::Many) => first + line - 1,
        }
    }
}

/// A gate that leaves scars, for tests.
fn unmended(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().map(|line| Line { text: line.text.replace([GONE, SPAN], ""), ..line }).collect()
}

fn blank_lines_before(source: &str) -> u32 {
    let start = source.len() - source.trim_start().len();
    source[..start].matches('\n').count() as u32
}

/// Without blank lines at both ends.
fn trim_blank(source: &str) -> &str {
    let start = source.len() - source.trim_start().len();
    let start = source[..start].rfind('\n').map_or(0, |line| line + 1);
    source[start..].trim_end()
}

/// What Markdown is in a text, and where.
fn events(source: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    work::done(source.len());
    Parser::new_ext(source, DIALECT).into_offset_iter()
}

fn join(lines: &[Line]) -> String {
    work::done(lines.len());
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text.pop();
    text
}

/// Where each line begins.
fn line_starts(source: &str) -> Vec<usize> {
    std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// The lines that a range of bytes touches.
fn lines_of(starts: &[usize], range: Range<usize>) -> Range<usize> {
    let line = |byte: usize| starts.partition_point(|&start| start <= byte).saturating_sub(1);
    line(range.start)..line(range.end.saturating_sub(1).max(range.start)) + 1
}
