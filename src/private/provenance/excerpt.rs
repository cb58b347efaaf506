//! A line of a content file for its author's terminal: whole, and where in it the key's value is. Only for a log that is private.

use std::path::Path;

/// Longer lines are cut.
const WIDEST: usize = 160;

/// One line, and what is meant in it.
pub struct Excerpt {
    /// Without signs that would steer a terminal.
    pub line: String,
    /// Where to point at: the first letter and how many. `None`: the line as a whole.
    pub span: Option<(usize, usize)>,
}

/// Line `line` of a file, where `key` (`affected[1].ranges[0].fixed`) is meant. `None` where there is no such line.
pub fn excerpt(content: &Path, file: &Path, line: usize, key: &str) -> Option<Excerpt> {
    let text = std::fs::read(content.join(file)).ok()?;
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().nth(line.checked_sub(1)?)?;
    let line = plain(line.trim_end());
    let span = span(&line, key);
    let cut = line.chars().count() > WIDEST;
    let line = if cut { line.chars().take(WIDEST).chain(['…']).collect() } else { line };
    Some(Excerpt { line, span: span.filter(|(start, _)| *start < WIDEST) })
}

/// A control character or one that turns the direction of writing could change what a terminal shows.
fn plain(line: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    line.chars().map(|c| if c == '\t' { ' ' } else { c }).map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// The value behind the key's name, without a comment behind it.
fn span(line: &str, key: &str) -> Option<(usize, usize)> {
    let name = key.rsplit('.').next()?.split('[').next()?;
    let at = line.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back();
        line[at + name.len()..].starts_with(':') && before.is_none_or(|c| c == ' ' || c == '{' || c == ',')
    });
    let behind = at.filter(|_| !name.is_empty())? + name.len() + 1;
    let value = &line[behind..];
    let start = behind + value.len() - value.trim_start().len();
    let value = value.split(" #").next().unwrap_or_default().trim();
    let first = line[..start].chars().count();
    (!value.is_empty()).then(|| (first, value.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::{plain, span};

    #[test]
    fn the_value_of_the_key_is_pointed_at() {
        assert_eq!(span("embargo: 2026-12-01 # soon", "embargo"), Some((9, 10)));
        assert_eq!(span("    - { at: now, phase: report }", "timeline[2].phase"), Some((24, 8)));
        assert_eq!(span("ätitle: x", "title"), None);
        assert_eq!(span("severity:", "severity"), None);
        assert_eq!(span("words", ""), None);
    }

    #[test]
    fn nothing_in_a_line_steers_a_terminal() {
        assert_eq!(plain("a\tb\x1b[31m\u{202e}c"), "a b\u{fffd}[31m\u{fffd}c");
    }
}
