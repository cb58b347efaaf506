//! `[Jane Roe]{.private}`: spans, paragraph by paragraph.

use super::super::rule::Rule;
use super::super::viewpoint::{Marked, instant};
use super::{Code, GONE, Line, Scanner, Treatment, is_item, prefix};
use crate::public::{Tlp, Vocabulary};
use std::ops::Range;

/// A hidden span: with its brackets and braces, and what it encloses.
struct Span {
    whole: Range<usize>,
    marked: Marked,
}

impl Scanner<'_> {
    pub(super) fn spans(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut done = Vec::new();
        let mut group: Vec<Line> = Vec::new();
        let mut code = Code::default();
        for line in lines {
            if line.opaque {
                // What is withheld stands between no two lines.
                group.push(line);
                continue;
            }
            let in_code = code.takes(&line.text);
            let (before, rest) = line.text.split_at(prefix(&line.text));
            let begins = in_code || line.text.trim().is_empty() || is_item(before) || rest.starts_with(['#', '|']);
            if begins {
                self.group(&mut group, &mut done);
            }
            let alone = in_code || line.text.trim().is_empty();
            group.push(line);
            if alone {
                self.group(&mut group, &mut done);
            }
        }
        self.group(&mut group, &mut done);
        self.tidy(done, true)
    }

    fn group(&mut self, group: &mut Vec<Line>, done: &mut Vec<Line>) {
        let lines = std::mem::take(group);
        if !lines.iter().any(|line| !line.opaque && line.text.contains("]{")) {
            done.extend(lines);
            return;
        }
        let (open, opaque): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| !line.opaque);
        let source = open.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        let first = open.first().map_or(0, |line| line.no);
        let (mut out, mut at) = (String::new(), 0);
        for span in self.find(&source) {
            let no = first + source[..span.whole.start].matches('\n').count();
            let inner = source[span.whole.clone()].to_owned();
            out.push_str(&source[at..span.whole.start]);
            at = span.whole.end;
            match self.ask(Rule::Span(span.marked.kind()), no, Some(span.marked)) {
                Treatment::Keep => out.push_str(&self.opaque(inner)),
                Treatment::Replace { words, marked } => {
                    let braces = marked.unwrap_or(span.marked).braces();
                    out.push_str(&self.opaque(format!("[{}]{braces}", words.replace('\n', " "))));
                }
                Treatment::Erase => out.push(GONE),
            }
        }
        out.push_str(&source[at..]);
        done.extend(out.split('\n').enumerate().map(|(at, text)| Line {
            no: first + at,
            text: text.to_owned(),
            opaque: false,
        }));
        done.extend(opaque);
    }

    /// The outermost hidden spans.
    fn find(&self, source: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        // Brackets in code pair among themselves.
        let mut code: Vec<(usize, Vec<usize>)> = Vec::new();
        while let Some(it) = source[at..].chars().next() {
            if let Some((_, outer)) = code.pop_if(|(end, _)| *end <= at) {
                open = outer;
            }
            let in_code = !code.is_empty();
            match it {
                '\\' if !in_code => at += 1 + source[at + 1..].chars().next().map_or(0, char::len_utf8),
                '`' if !in_code => {
                    let run = source[at..].len() - source[at..].trim_start_matches('`').len();
                    if let Some(end) = code_end(&source[at + run..], run) {
                        code.push((at + run + end, std::mem::take(&mut open)));
                    }
                    at += run;
                }
                '[' => {
                    open.push(at);
                    at += 1;
                }
                ']' => {
                    let start = open.pop();
                    at += 1;
                    let (Some(start), Some((marked, length))) = (start, braces(&source[at..])) else { continue };
                    at += length;
                    if self.viewpoint.hides(marked) {
                        spans.retain(|inner| inner.whole.start < start);
                        spans.push(Span { whole: start..at, marked });
                    }
                }
                it => at += it.len_utf8(),
            }
        }
        spans
    }
}

fn code_end(rest: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if length == run {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// A mark in braces, and its length.
fn braces(rest: &str) -> Option<(Marked, usize)> {
    let inner = rest.strip_prefix('{')?.split_once('}')?.0;
    let words: Vec<&str> = inner.split_whitespace().collect();
    let value = |word: &str, key: &str| word.strip_prefix(key).map(|rest| rest.trim_matches('"').to_owned());
    let marked = match words.as_slice() {
        [".private"] => Marked::Private,
        [".until", at] => Marked::Until(instant(&value(at, "at=")?)?),
        [".tlp", label] => Marked::Tlp(Tlp::from_word(&value(label, "label=")?)?),
        _ => return None,
    };
    Some((marked, inner.len() + 2))
}
