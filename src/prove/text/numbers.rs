//! Numbered items that follow what was erased count on as if it had never been counted.

use super::cleanup::{Scar, number};
use super::{Code, Line, OPAQUE, Scanner, marker};
use std::collections::BTreeMap;

/// A list: what its last item counts, and by how much more than it was written.
struct Counted {
    last: u64,
    more: i64,
    written: u64,
    open: bool,
}

impl Scanner<'_> {
    pub(super) fn renumber(&self, lines: &mut [Line]) {
        if self.scars.is_empty() {
            return;
        }
        let mut lists: BTreeMap<String, Counted> = BTreeMap::new();
        let mut code = Code::default();
        let (mut before, mut blank) = (None, true);
        for line in lines.iter_mut() {
            let rest = line.text.trim_start_matches([' ', '\t', '>']);
            if line.opaque || rest.starts_with(":::") || is_hidden(rest) {
                continue;
            }
            let in_code = code.takes(&line.text);
            if rest.is_empty() {
                blank = true;
                continue;
            }
            let indent = line.text[..line.text.len() - rest.len()].to_owned();
            let item = Some(marker(rest)).filter(|length| *length > 0 && !in_code);
            for (other, list) in lists.iter_mut() {
                let deeper = line.text.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with([' ', '\t']));
                let lazy = !blank && item.is_none() && !rest.starts_with(['#', '`', '~', '|', '<', '>']);
                if !(deeper || lazy || *other == indent && item.is_some()) {
                    list.open = false;
                }
            }
            let old = item.and_then(|length| number(&rest[..length]));
            if let Some(old) = old {
                let scars: Vec<&Scar> = self
                    .scars
                    .iter()
                    .filter(|scar| before.is_none_or(|no| scar.no > no) && scar.no < line.no)
                    .collect();
                let new = count(lists.get(&indent), old, &scars);
                lists.insert(
                    indent.clone(),
                    Counted { last: new, more: new as i64 - old as i64, written: old, open: true },
                );
                if new != old {
                    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
                    let sign = &rest[digits..digits + 1];
                    let after = &rest[digits + 1..];
                    let blanks = after.len() - after.trim_start_matches(' ').len();
                    let new = format!("{new}{sign}");
                    let width = (digits + 1).min(new.len() + 4_usize.saturating_sub(blanks));
                    let text = format!("{indent}{new:<width$}{after}");
                    line.text = text;
                }
            } else if let Some(list) = lists.get_mut(&indent).filter(|_| item.is_some()) {
                list.open = false;
            }
            before = Some(line.no);
            blank = false;
        }
    }
}

/// A line of parts that stay withheld, and of nothing else.
fn is_hidden(rest: &str) -> bool {
    let (start, end) = OPAQUE;
    let rest = rest.trim();
    rest.starts_with(start)
        && rest.split(start).skip(1).all(|part| part.split(end).nth(1).is_some_and(|rest| rest.trim().is_empty()))
}

fn count(list: Option<&Counted>, old: u64, scars: &[&Scar]) -> u64 {
    let list = list.filter(|list| list.open || old == list.written + 1);
    let Some(list) = list else {
        return if scars.iter().any(|scar| scar.whole) { old.min(1) } else { old };
    };
    let counted = old.saturating_add_signed(list.more);
    match (old <= list.written, scars.is_empty()) {
        (true, true) => old,
        (_, false) if old < list.written || counted > list.last => list.last + 1,
        _ => counted,
    }
}
