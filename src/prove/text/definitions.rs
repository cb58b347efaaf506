//! Link and footnote definitions that no disclosed text uses.

use super::super::rule::Rule;
use super::cleanup::Scar;
use super::{Code, Line, Scanner, Treatment, prefix};

impl Scanner<'_> {
    /// Only what is certain: the label stands in brackets nowhere else.
    pub(super) fn definitions(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let disclosed = |lines: &[Line]| {
            let lines = lines.iter().filter(|line| !line.opaque).map(|line| line.text.to_lowercase());
            lines.collect::<Vec<_>>().join("\n")
        };
        let text = disclosed(&lines);
        let mut done: Vec<Line> = Vec::new();
        let mut code = Code::default();
        // Whether a note may go on with the next line that isn't blank: it is indented then.
        let indented = |line: &Line| line.text.starts_with([' ', '\t']);
        let next = |rest: &[Line]| rest.iter().find(|line| !line.text.trim().is_empty()).is_some_and(indented);
        let goes_on: Vec<bool> = (0..lines.len()).map(|at| next(&lines[at + 1..])).collect();
        let mut lines = lines.into_iter().zip(goes_on).peekable();
        while let Some((mut line, goes_on)) = lines.next() {
            let in_code = !line.opaque && code.takes(&line.text);
            let label = definition(&line.text).filter(|_| !in_code && !line.opaque).map(str::to_lowercase);
            let label = label.filter(|label| !(goes_on && label.starts_with('^')));
            let unused = label.filter(|label| text.matches(&format!("[{label}]")).count() == 1);
            // A block's marks divide paragraphs as blank lines do.
            let divides = |text: &str| text.trim().is_empty() || text[prefix(text)..].starts_with(":::");
            let apart = |line: &Line| divides(&line.text) || definition(&line.text).is_some();
            let starts = done.last().is_none_or(apart);
            let alone = lines.peek().is_none_or(|(line, _)| apart(line));
            let Some(label) = unused.filter(|_| starts && alone) else {
                done.push(line);
                continue;
            };
            match self.ask(Rule::Definition, line.no, None) {
                Treatment::Keep => {
                    line.opaque = true;
                    done.push(line);
                }
                Treatment::Replace { words, .. } => {
                    let words = words.replace(['\n', ' ', '[', ']', '`', '#', '|', '>', '<', '{', '}', '*'], "");
                    let opening = line.text[..prefix(&line.text)].to_owned();
                    line.text = format!("{opening}[{label}]: https://{words}.example/");
                    line.opaque = true;
                    done.push(line);
                }
                Treatment::Erase => self.scars.push(Scar::of(line.no, "", false)),
            }
        }
        done
    }
}

/// The label of `[label]: …`, where what follows leads somewhere: anything else is text.
fn definition(line: &str) -> Option<&str> {
    let rest = line[prefix(line)..].strip_prefix('[')?;
    let (label, rest) = rest.split_once(']')?;
    let to = rest.strip_prefix(':')?.trim();
    let target = label.starts_with('^') && !to.is_empty() || is_target(to);
    (target && !label.trim().is_empty() && !label.contains('[')).then_some(label)
}

/// An address, and perhaps a title.
fn is_target(text: &str) -> bool {
    let (address, title) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let title = title.trim();
    let quoted = [('"', '"'), ('\'', '\''), ('(', ')')].into_iter().any(|(open, close)| {
        let inner = title.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|it| !it.contains([open, close, '\\']))
    });
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>()\\".contains(c);
    !address.is_empty() && address.chars().all(plain) && (title.is_empty() || quoted)
}
