//! Numbered items that follow one which went count on without a gap: a number tells how many came before.

use super::Line;
use super::divs::prefix;
use super::spans::CodeFence;

/// A numbered item as it was written.
pub(super) struct Item {
    no: u32,
    indent: String,
    number: u64,
    /// The number that the list's first item bears, and how many items of the list come before.
    first: u64,
    before: usize,
    list: usize,
}

/// The items of lists that count on by one, before anything goes.
pub(super) fn items(lines: &[Line]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut lists = 0;
    let mut code = CodeFence::default();
    for line in lines.iter().filter(|line| !code.takes(&line.text) && !line.text.trim().is_empty()) {
        let Some((indent, number, _)) = numbered(&line.text) else {
            // What isn't deeper ends a list.
            let depth = line.text.len() - line.text.trim_start().len();
            let fence = line.text[prefix(&line.text)..].starts_with(":::");
            open.retain(|at| fence || items[*at].indent.len() < depth);
            continue;
        };
        let goes_on = open.iter().rposition(|at| items[*at].indent == indent && items[*at].number + 1 == number);
        let (list, first, before) = match goes_on {
            Some(at) => {
                let last = &items[open[at]];
                let found = (last.list, last.first, last.before + 1);
                open.truncate(at);
                found
            }
            None => {
                open.retain(|at| items[*at].indent.len() < indent.len());
                lists += 1;
                (lists, number, 0)
            }
        };
        open.push(items.len());
        items.push(Item { no: line.no, indent: indent.to_owned(), number, first, before, list });
    }
    items
}

/// Gives the items that are left the numbers that they would have had.
pub(super) fn count_on(items: &[Item], lines: &mut [Line]) {
    let mut counted: Vec<(usize, u64)> = Vec::new();
    let mut code = CodeFence::default();
    for line in lines {
        if code.takes(&line.text) {
            continue;
        }
        let Some((indent, number, rest)) = numbered(&line.text) else { continue };
        let written = items.iter().rev().find(|it| it.no <= line.no && it.number == number && it.indent == indent);
        let Some(item) = written else { continue };
        let next = match counted.iter_mut().find(|(list, _)| *list == item.list) {
            Some((_, next)) => next,
            None => {
                counted.push((item.list, item.first));
                match counted.last_mut() {
                    Some((_, next)) => next,
                    None => continue,
                }
            }
        };
        let behind = item.first + item.before as u64;
        if *next != behind {
            line.text = format!("{indent}{next}{rest}");
        }
        *next += 1;
    }
}

/// Indent, number, and what follows it.
fn numbered(line: &str) -> Option<(&str, u64, &str)> {
    let start = line.find(|it: char| !matches!(it, ' ' | '\t' | '>'))?;
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[start + digits..];
    let marker = (1..10).contains(&digits) && rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t']);
    marker.then(|| Some((&line[..start], line[start..start + digits].parse().ok()?, rest)))?
}
