//! `[Jane Roe]{.private}`: bracketed spans, found paragraph by paragraph.

use super::prefix::prefix;
use super::{Fate, Line, Place, Rows, SPAN, Stripper};
use crate::diagnostic::Code;
use crate::normalise::work;
use crate::private::yaml::{Findings, Rule, instant};
use crate::public::{Tlp, Vocabulary};
use std::collections::{BTreeSet, HashMap};
use std::ops::{Range, RangeInclusive};

const CLASSES: &str = "write `[…]{.private}`, `[…]{.until at=2026-12-10T14:00:00Z}` or `[…]{.tlp label=amber}`";

/// What stands in braces behind a bracket.
pub(super) enum Attributes {
    Mark { rule: Rule, length: usize },
    Unknown,
    None,
}

impl Stripper<'_> {
    pub(super) fn spans(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut done = Vec::with_capacity(lines.len());
        let mut code = CodeFence::default();
        let mut paragraph: Vec<Line> = Vec::new();
        for line in lines {
            let alone = code.takes(&line.text) || begins_block(&line.text);
            if alone || line.text.trim().is_empty() {
                self.paragraph(&mut paragraph, false, &mut done);
            }
            let in_code = code.inside;
            paragraph.push(line);
            if in_code || paragraph[0].text.trim().is_empty() {
                self.paragraph(&mut paragraph, in_code, &mut done);
            }
        }
        self.paragraph(&mut paragraph, false, &mut done);
        done
    }

    /// A span that begins before a part that went and ends in it would leave its beginning behind.
    pub(super) fn refuse_crossing(&self, gone: &str, line: u32) {
        if !gone.contains("]{") {
            return;
        }
        let findings = Findings::new(std::path::Path::new(""));
        let place = Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: self.place.author };
        let mut inside = Stripper::new(self.view, self.form, place);
        let lines = gone.lines().zip(1..).map(|(text, no)| Line { no, text: text.to_owned() });
        inside.spans(lines.collect());
        if findings.into_diagnostics().iter().any(|diagnostic| diagnostic.code == Code::BrokenMark) {
            let help = "end the span before the block or comment begins, or begin it inside";
            self.refuse(Code::BrokenMark, line, "a withheld span ends in a block or comment that it crosses", help);
        }
    }

    /// Takes the spans out of one paragraph's lines; a span may run over several of them.
    fn paragraph(&mut self, lines: &mut Vec<Line>, in_code: bool, done: &mut Vec<Line>) {
        if !lines.iter().any(|line| line.text.contains('{')) {
            done.append(lines);
            return;
        }
        let source = super::join(lines);
        let first = lines[0].no;
        let mut scan = Scan::new(&source, first);
        self.scan(&mut scan, 0, source.len(), in_code);
        for range in std::mem::take(&mut scan.withheld) {
            let line = scan.line(range.start - 1);
            self.withhold(&source[range], line);
        }
        let (out, gone) = scan.finish();
        // A line break that went with a span joins two lines; numbers are those of the lines that are left.
        let mut numbers = lines.iter().map(|line| line.no).filter(|no| !gone.contains(no));
        let last = lines.last().map_or(first, |line| line.no);
        done.extend(out.split('\n').map(|text| Line { no: numbers.next().unwrap_or(last), text: text.to_owned() }));
        lines.clear();
    }

    fn scan(&mut self, scan: &mut Scan, from: usize, to: usize, in_code: bool) {
        let source = scan.source;
        let bytes = source.as_bytes();
        let mut open: Vec<Bracket> = Vec::new();
        let mut marked = None;
        let mut at = from;
        while at < to {
            match bytes[at] {
                b'\\' if !in_code && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) && at + 1 < to => {
                    scan.out.push_str(&source[at..at + 2]);
                    at += 2;
                }
                b'`' if !in_code => at = self.code_span(scan, at, to),
                b'[' => {
                    let (parts, withheld, gone) = (self.parts.len(), scan.withheld.len(), scan.gone.len());
                    open.push(Bracket { out: scan.out.len(), at, parts, withheld, gone });
                    scan.out.push('[');
                    at += 1;
                }
                b']' => {
                    let behind = self.bracket(scan, open.pop(), at, to);
                    if behind > at + 1 {
                        marked = Some(at);
                    }
                    at = behind;
                }
                _ => {
                    let rest = &source[at..to];
                    let first = rest.chars().next().map_or(1, char::len_utf8);
                    let length = rest[first..].find(['\\', '`', '[', ']']).map_or(rest.len(), |next| first + next);
                    work::done(length);
                    scan.out.push_str(&rest[..length]);
                    at += length;
                }
            }
        }
        // Was the span meant to begin there?
        if let Some(bracket) = open.first().filter(|bracket| marked.is_some_and(|mark| bracket.at < mark)) {
            let help = "close it, or write `\\[` for a bracket alone; in code, withhold the whole line";
            let problem = "a bracket before a withheld span isn't closed, so that it isn't clear where the span begins";
            self.refuse(Code::BrokenMark, scan.line(bracket.at), problem, help);
        }
    }

    /// A run of backticks: what it encloses is code, in which brackets pair among themselves.
    fn code_span(&mut self, scan: &mut Scan, at: usize, to: usize) -> usize {
        let source = scan.source;
        let run = source[at..to].bytes().take_while(|&byte| byte == b'`').count();
        let inner = at + run;
        scan.out.push_str(&source[at..inner]);
        let closes = scan.last_runs.get(&run).is_some_and(|last| *last >= inner);
        let end = closes.then(|| closing_run(&source[inner..to], run)).flatten();
        let Some(end) = end.map(|end| inner + end) else { return inner };
        self.scan(scan, inner, end, true);
        scan.out.push_str(&source[end..end + run]);
        end + run
    }

    /// A closing bracket, with a mark behind it or without.
    fn bracket(&mut self, scan: &mut Scan, open: Option<Bracket>, at: usize, to: usize) -> usize {
        let source = scan.source;
        let behind = at + 1;
        match attributes(&source[behind..to]) {
            Attributes::None => {}
            Attributes::Unknown => {
                let line = scan.line(at);
                self.refuse(Code::UnknownMark, line, "a span has a class or words that Fanlight doesn't know", CLASSES);
            }
            Attributes::Mark { rule, length } => {
                let Some(Bracket { out, at: start, parts, withheld, gone }) = open else {
                    let help = "open it with `[` in the same paragraph, cell or code";
                    self.refuse(Code::BrokenMark, scan.line(at), "a withheld span has no beginning", help);
                    return behind + length;
                };
                if matches!(self.view.fate(rule), Fate::Withheld { .. }) {
                    // Of what lies inside nothing is disclosed, whatever its own mark says.
                    self.parts.truncate(parts);
                }
                let fate = self.fate(rule, scan.line(start));
                match if off!(self.view, Span) { Fate::Shown { lifted: None } } else { fate } {
                    Fate::Shown { .. } => {
                        scan.shown.insert(out);
                    }
                    Fate::Withheld { until } => {
                        scan.out.truncate(out);
                        scan.shown.split_off(&out);
                        // What was withheld inside is part of it.
                        scan.withheld.truncate(withheld);
                        scan.gone.truncate(gone);
                        scan.drop_lines(start, at);
                        scan.withheld.push(start + 1..at);
                        match self.view.notice(until) {
                            Some(notice) => scan.out.push_str(&notice),
                            None => scan.out.push(SPAN),
                        }
                    }
                }
                return behind + length;
            }
        }
        scan.out.push(']');
        behind
    }
}

/// An opening bracket: where it is in the output and in the source, and what was noted before it.
struct Bracket {
    out: usize,
    at: usize,
    /// How many parts there were, withheld texts, and ranges of lines.
    parts: usize,
    withheld: usize,
    gone: usize,
}

/// A paragraph being read.
struct Scan<'s> {
    source: &'s str,
    /// The number of its first line.
    first: u32,
    starts: Vec<usize>,
    /// For each length of runs of backticks, where the last begins.
    last_runs: HashMap<usize, usize>,
    out: String,
    /// Where brackets of spans that are shown stand in the output.
    shown: BTreeSet<usize>,
    /// What was withheld, without what was withheld inside it.
    withheld: Vec<Range<usize>>,
    /// Numbers of lines whose break went, in order.
    gone: Vec<RangeInclusive<u32>>,
}

impl<'s> Scan<'s> {
    fn new(source: &'s str, first: u32) -> Self {
        let mut last_runs = HashMap::new();
        let mut at = 0;
        while let Some(start) = source[at..].find('`').map(|start| at + start) {
            let run = source[start..].bytes().take_while(|&byte| byte == b'`').count();
            last_runs.insert(run, start);
            at = start + run;
        }
        let (starts, out) = (super::line_starts(source), String::with_capacity(source.len()));
        Self { source, first, starts, last_runs, out, shown: BTreeSet::new(), withheld: Vec::new(), gone: Vec::new() }
    }

    fn line(&self, at: usize) -> u32 {
        self.first + self.starts.partition_point(|&start| start <= at).saturating_sub(1) as u32
    }

    fn drop_lines(&mut self, start: usize, end: usize) {
        let (first, last) = (self.line(start), self.line(end));
        self.gone.push(first + 1..=last);
    }

    /// The text without the spans' brackets, and the numbers of lines whose break went.
    fn finish(self) -> (String, BTreeSet<u32>) {
        let gone: BTreeSet<u32> = self.gone.into_iter().flatten().inspect(|_| work::done(1)).collect();
        if self.shown.is_empty() {
            return (self.out, gone);
        }
        let mut out = String::with_capacity(self.out.len());
        let mut at = 0;
        for bracket in self.shown {
            out.push_str(&self.out[at..bracket]);
            at = bracket + 1;
        }
        out.push_str(&self.out[at..]);
        (out, gone)
    }
}

/// No mark is longer.
const LONGEST_MARK: usize = 100;

/// Reads `{.private}`, `{.until at=…}`, `{.tlp label=…}` at the beginning of `text`.
pub(super) fn attributes(text: &str) -> Attributes {
    let Some(rest) = text.strip_prefix('{') else { return Attributes::None };
    let most = (0..=rest.len().min(LONGEST_MARK)).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
    let end = rest.as_bytes()[..most].iter().position(|byte| matches!(byte, b'}' | b'\n'));
    work::done(end.unwrap_or(most));
    let inner = &rest[..end.unwrap_or(most)];
    let length = inner.len() + 2;
    let closed = end.is_some_and(|end| rest.as_bytes()[end] == b'}');
    let words: Vec<&str> = inner.split_whitespace().collect();
    // `{class="private"}` is Pandoc's long form, which isn't ours, and `{.Private}` a slip.
    let known = |part: &str| ["private", "until", "tlp"].iter().any(|known| part.eq_ignore_ascii_case(known));
    let marking = |word: &&str| word.starts_with('.') || word.split(|c: char| !c.is_alphanumeric()).any(known);
    if !words.iter().any(marking) {
        return Attributes::None;
    }
    let rule = match words.as_slice() {
        [".private"] => Some(Rule::Private),
        [".until", at] => at.strip_prefix("at=").and_then(|at| instant(at.trim_matches('"'))).map(Rule::Until),
        [".tlp", label] => {
            label.strip_prefix("label=").and_then(|label| Tlp::from_word(label.trim_matches('"'))).map(Rule::Tlp)
        }
        _ => None,
    };
    match rule {
        Some(rule) if closed => Attributes::Mark { rule, length },
        _ => Attributes::Unknown,
    }
}

/// Where a run of exactly `length` backticks begins.
fn closing_run(text: &str, length: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|&&byte| byte == b'`').count();
        if run == length {
            return Some(at);
        }
        work::done(run.max(1));
        at += run.max(1);
    }
    None
}

/// Whether a line can't go on the paragraph before it: an item, a heading, a table row, a quote.
fn begins_block(line: &str) -> bool {
    let (before, rest) = line.split_at(prefix(line));
    super::prefix::is_item(before) || rest.starts_with(['#', '|'])
}

/// Follows fenced code.
#[derive(Default)]
pub(in crate::private) struct CodeFence {
    fence: Option<(u8, usize)>,
    /// Whether the line just taken is code, or a fence.
    pub inside: bool,
}

impl CodeFence {
    /// Whether the next line is code, or closes it.
    pub fn inside_fence(&self) -> bool {
        self.fence.is_some()
    }

    /// Takes the next line; `true` where it is code or a fence.
    pub fn takes(&mut self, line: &str) -> bool {
        let rest = &line[prefix(line)..];
        let mark = rest.bytes().next().filter(|byte| matches!(byte, b'`' | b'~')).unwrap_or(0);
        let run = rest.bytes().take_while(|&byte| byte == mark && mark != 0).count();
        self.inside = true;
        match self.fence {
            Some((open, length)) => {
                if mark == open && run >= length && rest[run..].trim().is_empty() {
                    self.fence = None;
                }
            }
            None if run >= 3 && !(mark == b'`' && rest[run..].contains('`')) => self.fence = Some((mark, run)),
            None => self.inside = false,
        }
        self.inside
    }
}
