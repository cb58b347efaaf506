//! Replacing disclosed text in a content file, where it stands. What else the file holds stays as it is.

use crate::write::replace;
use std::io;
use std::path::Path;

/// `from`, at a line, is to be `to`.
pub struct Fix<'m> {
    /// From 1; 0 where it isn't known.
    pub line: usize,
    pub from: &'m str,
    pub to: &'m str,
}

/// What became of the fixes of one file.
#[derive(PartialEq, Eq, Debug)]
pub enum Fixed {
    /// None was made: an approval with digests holds for the file as it is, and would be void.
    Approved,
    /// For each whether it was made.
    Each(Vec<bool>),
}

/// Makes all fixes of a file that find their place, in one go.
pub fn fix(content: &Path, file: &Path, fixes: &[Fix]) -> io::Result<Fixed> {
    let path = content.join(file).canonicalize()?;
    let text = std::fs::read_to_string(&path)?;
    if has_digests(&text) {
        return Ok(Fixed::Approved);
    }
    let mut fixed = text.clone();
    let made = fixes.iter().map(|fix| apply(fix, &mut fixed)).collect();
    if fixed != text {
        replace(&path, text.as_bytes(), fixed.as_bytes())?;
    }
    Ok(Fixed::Each(made))
}

/// Whether anything like digests of an approval stands in it; taking too much for one does no harm.
fn has_digests(text: &str) -> bool {
    text.contains("digests") && text.contains("approved")
}

/// At its line; if it isn't there, where it stands alone in the file.
fn apply(help: &Fix, text: &mut String) -> bool {
    let mut starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let start = help.line.checked_sub(1).and_then(|line| starts.nth(line));
    if let Some(start) = start {
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        if text[start..end].contains(help.from) {
            let line = text[start..end].replace(help.from, help.to);
            text.replace_range(start..end, &line);
            return true;
        }
    }
    let alone = text.matches(help.from).count() == 1;
    if alone {
        *text = text.replace(help.from, help.to);
    }
    alone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, line: usize, from: &str, to: &str) -> String {
        let mut text = text.to_owned();
        apply(&Fix { line, from, to }, &mut text);
        text
    }

    #[test]
    fn only_its_line_is_changed() {
        assert_eq!(fixed("a x\r\nb x\r\nc x", 2, "x", "y"), "a x\r\nb y\r\nc x");
        assert_eq!(fixed("one x", 0, "x", "y"), "one y");
        assert_eq!(fixed("x and x", 0, "x", "y"), "x and x");
        assert_eq!(fixed("x", 7, "x", "y"), "y");
    }

    #[test]
    fn what_is_approved_as_it_is_is_left_alone() {
        assert!(has_digests("---\napproved: { by: A, on: 2026-01-01, digests: { record: x } }\n---\n"));
        assert!(!has_digests("---\napproved: { by: A, on: 2026-01-01 }\n---\n"));
    }
}
