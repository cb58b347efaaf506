//! `::: private` … `:::`, by line, and comments.

use super::super::rule::{Mark, Rule};
use super::super::viewpoint::{Marked, instant};
use super::cleanup::Scar;
use super::{GONE, Line, Scanner, Treatment, is_item, prefix};
use crate::public::{Tlp, Vocabulary};

/// A hidden block that is open: its first line, and its mark.
struct Hidden {
    at: usize,
    marked: Marked,
    /// Blocks that are open around it.
    depth: usize,
}

impl Scanner<'_> {
    pub(super) fn divs(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut done: Vec<Line> = Vec::new();
        let mut block: Vec<Line> = Vec::new();
        let mut hidden: Option<Hidden> = None;
        let mut depth = 0;
        let mut comment: Option<Line> = None;
        for line in lines {
            if comment.is_none()
                && let Some(words) = fence(&line.text)
            {
                let ends = words.is_empty();
                match (&hidden, mark(words)) {
                    (None, Some(marked)) if !ends && self.viewpoint.hides(marked) => {
                        hidden = Some(Hidden { at: line.no, marked, depth });
                    }
                    _ => {}
                }
                depth = if ends { depth.saturating_sub(1) } else { depth + 1 };
                match hidden.take_if(|hidden| ends && hidden.depth == depth) {
                    Some(whole) => {
                        block.push(line);
                        self.block(whole, std::mem::take(&mut block), &mut done);
                    }
                    None if hidden.is_some() => block.push(line),
                    None => done.push(line),
                }
                continue;
            }
            if hidden.is_some() {
                block.push(line);
                continue;
            }
            let whole = match comment.take() {
                Some(open) => Line { text: format!("{}\n{}", open.text, line.text), ..open },
                None => line,
            };
            if ends_in_comment(&whole.text) {
                comment = Some(whole);
            } else {
                done.extend(self.comments(whole));
            }
        }
        done.extend(comment);
        done.append(&mut block);
        self.tidy(done, false)
    }

    fn block(&mut self, hidden: Hidden, block: Vec<Line>, done: &mut Vec<Line>) {
        let kind = match hidden.marked.kind() {
            Mark::Private => Rule::Div(Mark::Private),
            Mark::Until => Rule::Div(Mark::Until),
            Mark::Tlp => Rule::Div(Mark::Tlp),
        };
        let Some(first) = block.first() else { return };
        let opening = first.text[..prefix(&first.text)].to_owned();
        let opaque = |text: String| Line { no: hidden.at, text, opaque: true };
        match self.ask(kind, hidden.at, Some(hidden.marked)) {
            Treatment::Keep => done.extend(block.into_iter().map(|line| Line { opaque: true, ..line })),
            Treatment::Replace { words, marked } => {
                let marked = marked.unwrap_or(hidden.marked);
                let inside: String = opening.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
                done.push(opaque(format!("{opening}::: {}", marked.fence())));
                done.extend(words.lines().map(|line| opaque(format!("{inside}{line}"))));
                done.push(opaque(format!("{inside}:::")));
            }
            Treatment::Erase => {
                self.scars.push(Scar::of(hidden.at, &opening, !is_item(&opening)));
                if is_item(&opening) {
                    done.push(Line { no: hidden.at, text: format!("{opening}{GONE}"), opaque: false });
                }
            }
        }
    }

    /// Comments within a line, or within several that a comment joins.
    fn comments(&mut self, line: Line) -> Vec<Line> {
        if !line.text.contains("<!--") {
            return vec![line];
        }
        let (mut out, mut rest) = (String::new(), line.text.as_str());
        while let Some((before, inner, after)) = split_comment(rest) {
            let no = line.no + out.matches('\n').count() + before.matches('\n').count();
            out.push_str(before);
            match self.ask(Rule::Comment, no, None) {
                Treatment::Keep => out.push_str(&self.opaque(format!("<!--{inner}-->"))),
                Treatment::Replace { words, .. } => out.push_str(&self.opaque(format!("<!-- {words} -->"))),
                Treatment::Erase => out.push(GONE),
            }
            rest = after;
        }
        out.push_str(rest);
        let no = line.no;
        out.split('\n').map(|text| Line { no, text: text.to_owned(), opaque: false }).collect()
    }
}

fn split_comment(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("<!--")?;
    let (inner, after) = rest.split_once("-->")?;
    Some((before, inner, after))
}

fn ends_in_comment(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, _, after)) = split_comment(rest) {
        rest = after;
    }
    rest.contains("<!--")
}

/// The words behind `:::`; empty where a block ends.
fn fence(line: &str) -> Option<&str> {
    Some(line[prefix(line)..].strip_prefix(":::")?.trim_start_matches(':').trim())
}

fn mark(words: &str) -> Option<Marked> {
    let words = words.trim_start_matches('{').trim_end_matches('}').replace(['"', '.'], " ");
    let mut words = words.split_whitespace();
    let kind = words.next()?;
    let rest: Vec<&str> = words.collect();
    let value = rest.first().copied().unwrap_or_default();
    match kind {
        "private" => Some(Marked::Private),
        "until" => instant(value.trim_start_matches("at=")).map(Marked::Until),
        "tlp" => Tlp::from_word(value.trim_start_matches("label=")).map(Marked::Tlp),
        _ => None,
    }
}
