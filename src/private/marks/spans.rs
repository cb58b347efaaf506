//! `[Jane Roe]{.private}`: bracketed spans, found paragraph by paragraph.

use super::divs::prefix;
use super::{Fate, GONE, Line, Stripper};
use crate::diagnostic::Code;
use crate::private::yaml::{Rule, instant};
use crate::public::{Tlp, Vocabulary};

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

    /// Takes the spans out of one paragraph's lines; a span may run over several of them.
    fn paragraph(&mut self, lines: &mut Vec<Line>, in_code: bool, done: &mut Vec<Line>) {
        if !lines.iter().any(|line| line.text.contains('{')) {
            done.append(lines);
            return;
        }
        let source = super::join(lines);
        let first = lines[0].no;
        let mut scan = Scan { source: &source, first, out: String::with_capacity(source.len()), gone: Vec::new() };
        self.scan(&mut scan, 0, source.len(), in_code);
        let gone: Vec<u32> = scan.gone;
        // A line break that went with a span joins two lines; numbers are those of the lines that are left.
        let mut numbers = lines.iter().map(|line| line.no).filter(|no| !gone.contains(no));
        let last = lines.last().map_or(first, |line| line.no);
        done.extend(
            scan.out.split('\n').map(|text| Line { no: numbers.next().unwrap_or(last), text: text.to_owned() }),
        );
        lines.clear();
    }

    fn scan(&mut self, scan: &mut Scan, from: usize, to: usize, in_code: bool) {
        let source = scan.source;
        let bytes = source.as_bytes();
        // Where brackets were opened: in the output and in the source.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut at = from;
        while at < to {
            match bytes[at] {
                b'\\' if !in_code && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) && at + 1 < to => {
                    scan.out.push_str(&source[at..at + 2]);
                    at += 2;
                }
                b'`' if !in_code => at = self.code_span(scan, at, to),
                b'[' => {
                    open.push((scan.out.len(), at));
                    scan.out.push('[');
                    at += 1;
                }
                b']' => at = self.bracket(scan, open.pop(), at, to),
                _ => {
                    let rest = &source[at..to];
                    let first = rest.chars().next().map_or(1, char::len_utf8);
                    let length = rest[first..].find(['\\', '`', '[', ']']).map_or(rest.len(), |next| first + next);
                    scan.out.push_str(&rest[..length]);
                    at += length;
                }
            }
        }
    }

    /// A run of backticks: what it encloses is code, in which brackets pair among themselves.
    fn code_span(&mut self, scan: &mut Scan, at: usize, to: usize) -> usize {
        let source = scan.source;
        let run = source[at..to].bytes().take_while(|&byte| byte == b'`').count();
        let inner = at + run;
        scan.out.push_str(&source[at..inner]);
        let Some(end) = closing_run(&source[inner..to], run).map(|end| inner + end) else { return inner };
        self.scan(scan, inner, end, true);
        scan.out.push_str(&source[end..end + run]);
        end + run
    }

    /// A closing bracket, with a mark behind it or without.
    fn bracket(&mut self, scan: &mut Scan, open: Option<(usize, usize)>, at: usize, to: usize) -> usize {
        let source = scan.source;
        let behind = at + 1;
        let line = scan.line(at);
        match attributes(&source[behind..to]) {
            Attributes::None => {}
            Attributes::Unknown => {
                self.refuse(Code::UnknownMark, line, "a span has a class or words that Fanlight doesn't know", CLASSES);
            }
            Attributes::Mark { rule, length } => {
                let Some((out_start, start)) = open else {
                    let mend = "open it with `[` in the same paragraph, cell or code";
                    self.refuse(Code::BrokenMark, line, "a withheld span has no beginning", mend);
                    return behind + length;
                };
                let fate = if off!(self.view, Span) { Fate::Shown { lifted: None } } else { self.fate(rule) };
                match fate {
                    Fate::Shown { .. } => {
                        scan.out.remove(out_start);
                    }
                    Fate::Withheld { until } => {
                        scan.out.truncate(out_start);
                        scan.drop_lines(start, at);
                        self.withhold(&source[start + 1..at], scan.line(start));
                        match self.view.notice(until) {
                            Some(notice) => scan.out.push_str(&notice),
                            None => scan.out.push(GONE),
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

/// A paragraph being read.
struct Scan<'s> {
    source: &'s str,
    /// The number of its first line.
    first: u32,
    out: String,
    /// Numbers of lines whose break went.
    gone: Vec<u32>,
}

impl Scan<'_> {
    fn line(&self, at: usize) -> u32 {
        self.first + self.source[..at].matches('\n').count() as u32
    }

    fn drop_lines(&mut self, start: usize, end: usize) {
        let (first, last) = (self.line(start), self.line(end));
        self.gone.extend(first + 1..=last);
    }
}

/// Reads `{.private}`, `{.until at=…}`, `{.tlp label=…}` at the beginning of `text`.
pub(super) fn attributes(text: &str) -> Attributes {
    let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.split(['}', '\n']).next()) else {
        return Attributes::None;
    };
    let length = inner.len() + 2;
    let closed = text.as_bytes().get(length - 1) == Some(&b'}');
    let words: Vec<&str> = inner.split_whitespace().collect();
    let marking = |word: &&str| word.starts_with('.') || matches!(*word, "private" | "until" | "tlp");
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
        at += run.max(1);
    }
    None
}

/// Whether a line can't go on the paragraph before it: an item, a heading, a table row, a quote.
fn begins_block(line: &str) -> bool {
    let (before, rest) = line.split_at(prefix(line));
    super::divs::is_item(before) || rest.starts_with(['#', '|'])
}

/// Follows fenced code.
#[derive(Default)]
pub(super) struct CodeFence {
    fence: Option<(u8, usize)>,
    /// Whether the line just taken is code, or a fence.
    pub inside: bool,
}

impl CodeFence {
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
