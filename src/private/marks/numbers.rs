//! Numbers of lists close up over what went, so that neither a gap nor a first number reports it.

use super::cleanup::is_blank;
use super::{Gap, Line, Stripper, events, join, line_starts};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// A numbered list being read.
#[derive(Clone, Default)]
struct List {
    /// The number that the last item has now.
    last: u64,
    /// The number that it had; none has been read: 0.
    old: u64,
    /// By how much numbers differ from what they were.
    shift: i64,
    /// What is before the numbers.
    indent: String,
}

/// A number to write anew: its line, where it begins there and ends with its sign.
struct Change {
    line: usize,
    range: Range<usize>,
    marker: String,
}

impl Stripper<'_> {
    pub(super) fn numbers(&self, lines: &mut [Line]) {
        let numbered = |line: &Line| {
            line.text
                .trim_start_matches([' ', '\t', '>', '-', '*', '+'])
                .starts_with(|letter: char| letter.is_ascii_digit())
        };
        if self.gaps.is_empty() || !lines.iter().any(numbered) {
            return;
        }
        let mut gaps: Vec<&Gap> = self.gaps.iter().collect();
        gaps.sort_by_key(|gap| gap.line);
        let mut firsts = firsts(lines, &gaps);
        for change in changes(lines, &gaps, &mut firsts).into_iter().rev() {
            lines[change.line].text.replace_range(change.range, &change.marker);
        }
        // No item after all, but code or the like: it stays as it was.
        firsts.into_iter().for_each(|(line, (_, text))| lines[line].text = text);
    }
}

/// Lines right below a paragraph that are first of their list now, as all items before them went. Only a list that begins with
/// 1 interrupts a paragraph, so each is written with 1; here are its number and its text as they were.
fn firsts(lines: &mut [Line], gaps: &[&Gap]) -> HashMap<usize, (u64, String)> {
    let mut firsts = HashMap::new();
    for at in 1..lines.len() {
        if is_blank(&lines[at - 1].text) {
            continue;
        }
        let went = gaps_before(lines, at, gaps).iter().filter(|gap| gap.whole).count() as u64;
        let text = &lines[at].text;
        let from = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
        let to = from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let is_marker = text[to..].starts_with(". ") || text[to..].starts_with(") ");
        let number =
            text[from..to].parse::<u64>().ok().filter(|number| is_marker && *number > 1 && *number == went + 1);
        if let Some(number) = number {
            let first = format!("{}1{}", &text[..from], &text[to..]);
            firsts.insert(at, (number, std::mem::replace(&mut lines[at].text, first)));
        }
    }
    firsts
}

fn changes(lines: &[Line], gaps: &[&Gap], firsts: &mut HashMap<usize, (u64, String)>) -> Vec<Change> {
    let source = join(lines);
    let starts = line_starts(&source);
    let mut changes = Vec::new();
    let mut open: Vec<Option<List>> = Vec::new();
    // Lists that ended, by their indent: another may go on where one was.
    let mut ended: HashMap<String, List> = HashMap::new();
    for (event, range) in events(&source) {
        match event {
            Event::Start(Tag::List(first)) => {
                open.push(first.map(|_| List::default()));
            }
            Event::End(TagEnd::List(_)) => {
                if let Some(list) = open.pop().flatten() {
                    ended.insert(list.indent.clone(), list);
                }
            }
            Event::Start(Tag::Item) => {
                let Some(Some(list)) = open.last_mut() else { continue };
                let line = starts.partition_point(|&start| start <= range.start).saturating_sub(1);
                let from = range.start - starts[line];
                let text = &lines[line].text;
                let from = text.len() - text[from..].trim_start_matches([' ', '\t']).len();
                let to = from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
                let Ok(written) = text[from..to].parse::<u64>() else { continue };
                let old = firsts.remove(&line).map_or(written, |(number, _)| number);
                if let Some(before) = ended.get(&text[..from]).filter(|before| list.old == 0 && old == before.old + 1) {
                    *list = before.clone();
                }
                list.indent = text[..from].to_owned();
                let number = list.number(old, &gaps_before(lines, line, gaps));
                if number != written {
                    let sign = &text[to..text.len().min(to + 1)];
                    // As wide as before: what belongs to an item is as deep as its text. Behind five blanks it would be code.
                    let rest = text.get(to + 1..).unwrap_or_default();
                    let blanks = rest.len() - rest.trim_start_matches(' ').len();
                    let marker = format!("{number}{sign}");
                    let less = (to + 1 - from).saturating_sub(marker.len()).min(4_usize.saturating_sub(blanks));
                    let marker = format!("{marker}{}", " ".repeat(less));
                    changes.push(Change { line, range: from..from + (to + 1 - from).min(text.len() - from), marker });
                }
            }
            _ => {}
        }
    }
    changes
}

impl List {
    /// The number that an item has as if what went had never been counted.
    fn number(&mut self, old: u64, gaps: &[&Gap]) -> u64 {
        let shifted = old.saturating_add_signed(self.shift);
        let number = match (self.old, gaps.is_empty()) {
            (0, _) if gaps.iter().any(|gap| gap.whole) => old.min(1),
            (0, _) => old,
            (before, true) if old <= before => old,
            // Who gives each item the same number gives it to the next as well: only a lower one begins anew.
            (before, false) if old < before || shifted > self.last => self.last + 1,
            _ => shifted,
        };
        let shift = (number as i64).saturating_sub(old as i64);
        *self = Self { last: number, old, shift, indent: std::mem::take(&mut self.indent) };
        number
    }
}

/// What went between a line and the text before it.
fn gaps_before<'g>(lines: &[Line], line: usize, gaps: &[&'g Gap]) -> Vec<&'g Gap> {
    let before = lines[..line].iter().rev().find(|line| !is_blank(&line.text)).map_or(0, |line| line.no);
    let from = gaps.partition_point(|gap| gap.line <= before);
    gaps[from..].iter().take_while(|gap| gap.line < lines[line].no).copied().collect()
}
