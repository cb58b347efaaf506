//! Near-marks: what its author may have taken for a mark, in another tool's spelling or spoilt by an editor.
//!
//! Only in texts of people who know of marks; innocent text of the same signs must pass: paths of two colons, classes of
//! other names, arrows, method calls.

use super::lookalike::{CLASSES, is_class, visible};
use super::prefix::prefix;
use super::spans::CodeFence;
use crate::normalise::work;
use pulldown_cmark::{Event, Tag};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

const DASHES: [char; 6] = ['-', '–', '—', '‒', '―', '−'];
/// Attributes are no longer than this.
const LONGEST: usize = 1_000;

/// Whether a text may hold near-marks, at the price of a glance.
pub(super) fn may_hold(source: &str) -> bool {
    let named = || CLASSES.iter().any(|class| has_word(source.as_bytes(), class.as_bytes()));
    let signs = ["::", ": :", "<", "[", "{", "```", "~~~", "!!!", "???", "%"];
    let signs = signs.iter().any(|sign| source.contains(sign));
    signs && (named() || source.split('<').skip(1).any(|rest| rest.trim_start_matches([' ', '\t']).starts_with('!')))
}

fn has_word(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|bytes| bytes.eq_ignore_ascii_case(word))
}

/// The lines, from 0, that hold a near-mark.
pub(super) fn find(source: &str) -> Vec<usize> {
    let plain: Cow<str> = if source.is_ascii() {
        Cow::Borrowed(source)
    } else {
        Cow::Owned(source.split('\n').map(visible).collect::<Vec<_>>().join("\n"))
    };
    let text = plain.to_ascii_lowercase();
    let mut found = by_line(&text);
    let starts = super::line_starts(&text);
    let line = |at: usize| starts.partition_point(|&start| start <= at).saturating_sub(1);
    found.extend(attributes(&text).map(line));
    found.extend(spoilt_comments(&text).into_iter().map(line));
    let tags: Vec<usize> = tags(&text).collect();
    if !tags.is_empty() {
        let code = code(&text);
        // In code, HTML is shown: nobody expects it to do anything.
        let shown = |at: &usize| {
            let before = code.partition_point(|range| range.start <= *at);
            before.checked_sub(1).is_some_and(|range| code[range].contains(at))
        };
        found.extend(tags.into_iter().filter(|at| !shown(at)).map(line));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a text begins with a mark's word, whole, perhaps in braces.
fn named(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['{', '.', ' ']);
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '-');
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    CLASSES.contains(&word) && !rest.starts_with(['(', ':', '=', '.', '/'])
}

/// Two colons, a fence named by a mark, the blocks of other tools.
fn by_line(text: &str) -> Vec<usize> {
    let mut code = CodeFence::default();
    let mut found = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let was_inside = code.inside_fence();
        code.takes(line);
        let rest = &line[prefix(line)..];
        let colons = rest.trim_start_matches([':', ' ']);
        let two = rest[..rest.len() - colons.len()].matches(':').count() > 1;
        let fence = !was_inside && (rest.starts_with("```") || rest.starts_with("~~~"));
        let fence = fence && named(rest.trim_start_matches(['`', '~']));
        let block = ["!!!", "???+", "???", "{%", "{{<", "{{%", "%%", ".. container::", ".. class::"];
        let block = block.iter().any(|sign| rest.strip_prefix(sign).is_some_and(named));
        let directive = rest
            .strip_prefix(".. ")
            .is_some_and(|rest| rest.split_once("::").is_some_and(|(word, _)| CLASSES.contains(&word.trim())));
        let closed = ["[/private]", "[/until]", "[/tlp]"].iter().any(|end| rest.contains(end));
        if two && named(colons) || fence || block || directive || closed {
            found.push(at);
        }
    }
    found
}

/// Braces with a mark's class in them that an editor broke over lines, or that a space parts from their bracket.
fn attributes(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('{').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let most = (0..=rest.len().min(LONGEST)).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
        let end = rest.as_bytes()[..most].iter().position(|byte| matches!(byte, b'{' | b'}'));
        work::done(end.unwrap_or(most));
        let inner = end.filter(|end| rest.as_bytes()[*end] == b'}').map(|end| &rest[..end])?;
        let blank = || {
            inner.split('\n').skip(1).any(|line| line.trim_matches([' ', '\t', '>']).is_empty() && line.contains('>'))
        };
        let broken = inner.contains('\n') && !inner.contains("\n\n") && !blank();
        let apart = text[..at].ends_with([' ', '\n']) && text[..at].trim_end().ends_with([']', ')']);
        let word = apart && CLASSES.contains(&inner.trim());
        (word || broken && inner.split_whitespace().any(is_class)).then_some(at)
    })
}

/// `< !-- x -->`, `<!– x –>`: where they begin. One that nothing closes counts at the beginning of a line.
fn spoilt_comments(text: &str) -> Vec<usize> {
    let begins = |at: &usize| {
        let rest = text[at + 1..].trim_start_matches([' ', '\t']).strip_prefix('!');
        rest.is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(DASHES))
    };
    let mut found: Vec<usize> = text.match_indices('<').map(|(at, _)| at).filter(begins).collect();
    if !found.is_empty() {
        let closes = |at: &usize| text[..*at].trim_end_matches([' ', '!']).ends_with(DASHES);
        let last = text.rmatch_indices('>').map(|(at, _)| at).find(closes).unwrap_or_default();
        let firsts: HashSet<usize> =
            super::line_starts(text).into_iter().map(|start| start + prefix(&text[start..])).collect();
        found.retain(|at| last > *at || firsts.contains(at));
    }
    found
}

/// HTML elements that have the name or the class of a mark: what Pandoc writes for a div and a span.
fn tags(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('<').map(|(at, _)| at).filter(|at| {
        let rest = &text[at + 1..];
        let most = (0..=rest.len().min(LONGEST)).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
        let rest = &rest[..rest[..most].find('<').unwrap_or(most)];
        work::done(rest.len());
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        if !tag.starts_with(|letter: char| letter.is_ascii_alphabetic()) || tag.contains("\n\n") {
            return false;
        }
        let name = tag.split(|letter: char| letter.is_whitespace() || letter == '/').next().unwrap_or_default();
        CLASSES.contains(&name) || has_class(&tag[name.len()..])
    })
}

/// `class="… private …"`, and `private` as an attribute of its own.
fn has_class(attributes: &str) -> bool {
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    let bare = || attributes.split_whitespace().any(|word| CLASSES.contains(&word.trim_matches('/')));
    let classes = attributes.split("class").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('='));
    let mut classes = classes.map(|rest| {
        let rest = rest.trim_start();
        match rest.strip_prefix(quotes) {
            Some(rest) => rest.split(quotes).next().unwrap_or_default(),
            None => rest.split_whitespace().next().unwrap_or_default(),
        }
    });
    classes.any(|classes| classes.split_whitespace().any(|class| CLASSES.contains(&class.trim_start_matches('.'))))
        || !attributes.contains('=') && bare()
}

/// Where code is.
fn code(text: &str) -> Vec<Range<usize>> {
    let code =
        super::events(text).filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, range)| range).collect()
}

#[cfg(test)]
#[path = "near_tests.rs"]
mod tests;
