//! Marked parts of text, found and rewritten: the proof's own scanner, which shares no code with the gate's.
//!
//! It knows what marks look like, not how the gate takes them out; where a part is erased, the text is written anew as an
//! author would have who never had that part.

mod blocks;
mod cleanup;
mod definitions;
mod divs;
mod hollow;
mod numbers;
mod spans;
#[cfg(test)]
mod tests;

use super::rule::Rule;
use super::viewpoint::{Marked, Viewpoint};

/// Stands for something erased until the place is fixed.
const GONE: char = '\u{E000}';
/// Stand around the number of something that no stage looks into.
const OPAQUE: (char, char) = ('\u{E001}', '\u{E002}');

/// A withheld part of a text.
pub struct Found {
    pub rule: Rule,
    /// From 0, in the text.
    pub line: usize,
    pub marked: Option<Marked>,
}

/// What is to become of a part.
#[derive(Clone)]
pub enum Treatment {
    Keep,
    Erase,
    /// Other words, under this mark.
    Replace {
        words: String,
        marked: Option<Marked>,
    },
}

pub struct Line {
    no: usize,
    text: String,
    /// Belongs to a part that stays withheld as it is, or in other words.
    opaque: bool,
}

/// Who decides about each part, in the order in which they stand, block by block and then span by span.
pub type Decide<'d> = dyn FnMut(&Found) -> Treatment + 'd;

/// One text being rewritten.
struct Scanner<'s> {
    viewpoint: &'s Viewpoint,
    block_words: &'s [String],
    decide: &'s mut Decide<'s>,
    /// Parts that no stage looks into, behind their numbers.
    kept: Vec<String>,
    changed: bool,
    /// Where something was erased.
    scars: Vec<cleanup::Scar>,
    /// Lines of tables' heads of which no cell is left.
    heads: Vec<usize>,
}

/// Whether a text may hold anything to look for.
pub fn may_hold_parts(text: &str, block_words: &[String]) -> bool {
    let marks = [":::", "<!--", "]{", "]:"];
    marks.iter().any(|mark| text.contains(mark)) || block_words.iter().any(|word| text.contains(word.as_str()))
}

/// Rewrites a text. `None`: nothing in it changes.
pub fn rewrite<'s>(
    text: &str,
    viewpoint: &'s Viewpoint,
    block_words: &'s [String],
    decide: &'s mut Decide<'s>,
) -> Option<String> {
    if !may_hold_parts(text, block_words) {
        return None;
    }
    let lines = text.lines().enumerate();
    let lines = lines.map(|(no, text)| Line { no, text: text.to_owned(), opaque: false }).collect();
    let (kept, scars, heads) = (Vec::new(), Vec::new(), Vec::new());
    let mut scanner = Scanner { viewpoint, block_words, decide, kept, changed: false, scars, heads };
    let lines = scanner.divs(lines);
    let lines = scanner.spans(lines);
    let lines = scanner.blocks(lines);
    let lines = scanner.without_hollow(lines);
    let mut lines = scanner.definitions(lines);
    scanner.renumber(&mut lines);
    let lines = scanner.squeeze(lines);
    if !scanner.changed {
        return None;
    }
    let mut rewritten = lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    // One may hold another.
    while let Some(start) = rewritten.find(OPAQUE.0) {
        let end = rewritten[start..].find(OPAQUE.1).map(|end| start + end)?;
        let number: usize = rewritten[start + OPAQUE.0.len_utf8()..end].parse().ok()?;
        rewritten.replace_range(start..end + OPAQUE.1.len_utf8(), scanner.kept.get(number)?);
    }
    if text.ends_with('\n') && !rewritten.is_empty() {
        rewritten.push('\n');
    }
    Some(rewritten)
}

impl Scanner<'_> {
    fn ask(&mut self, rule: Rule, line: usize, marked: Option<Marked>) -> Treatment {
        let treatment = (self.decide)(&Found { rule, line, marked });
        self.changed |= !matches!(treatment, Treatment::Keep);
        treatment
    }

    /// Puts a text out of sight of later stages.
    fn opaque(&mut self, text: String) -> String {
        self.kept.push(text);
        format!("{}{}{}", OPAQUE.0, self.kept.len() - 1, OPAQUE.1)
    }
}

/// How far indent, quote marks and list markers reach.
fn prefix(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        let item = marker(&rest[blank..]);
        if blank + item == 0 {
            return at;
        }
        at += blank + item;
    }
}

/// The length of a list marker and its blank.
fn marker(rest: &str) -> usize {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = match rest.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..10).contains(&digits) => digits + 1,
        _ => return 0,
    };
    if rest[sign..].starts_with([' ', '\t']) { sign + 1 } else { 0 }
}

fn is_item(prefix: &str) -> bool {
    !prefix.trim_matches([' ', '\t', '>']).is_empty()
}

/// Follows fenced code: whether each line is code or a fence.
#[derive(Default)]
struct Code(Option<(char, usize)>);

impl Code {
    fn takes(&mut self, line: &str) -> bool {
        let rest = &line[prefix(line)..];
        let sign = rest.chars().next().filter(|c| matches!(c, '`' | '~'));
        let run = sign.map_or(0, |sign| rest.chars().take_while(|c| *c == sign).count());
        match (self.0, sign) {
            (Some((open, length)), sign) => {
                if Some(open) == sign && run >= length && rest[run..].trim().is_empty() {
                    self.0 = None;
                }
                true
            }
            (None, Some(sign)) if run >= 3 && !(sign == '`' && rest[run..].contains('`')) => {
                self.0 = Some((sign, run));
                true
            }
            (None, _) => false,
        }
    }
}
