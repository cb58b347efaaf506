//! Layers that an editor switched off are not drawn, and often hold what was not to be shown.

use std::collections::HashSet;
use std::ops::Range;

/// The drawing without its hidden groups: all of them, or none (`None`) where something shown may be drawn from one.
pub(super) fn without(drawing: &str, groups: &[Range<usize>]) -> Option<String> {
    if groups.is_empty() || may_be_switched_on(drawing) {
        return None;
    }
    let used = fragments(drawing);
    let is_needed = |group: &Range<usize>| {
        let group = &drawing[group.clone()];
        // Symbols are made to be drawn from elsewhere, from other files too.
        group.contains("<symbol") || ids(group).any(|id| used.contains(id))
    };
    if groups.iter().any(is_needed) {
        return None;
    }
    let mut kept = String::with_capacity(drawing.len());
    let mut at = 0;
    for group in groups {
        kept.push_str(&drawing[at..group.start]);
        at = group.end;
    }
    kept.push_str(&drawing[at..]);
    Some(kept)
}

/// By a style sheet or an animation.
fn may_be_switched_on(drawing: &str) -> bool {
    let mut sheets = drawing.split("<style").skip(1).map(|sheet| sheet.split("</style").next().unwrap_or_default());
    drawing.contains("<animate") || drawing.contains("<set") || sheets.any(|sheet| sheet.contains("display"))
}

fn ids(drawing: &str) -> impl Iterator<Item = &str> {
    drawing.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// Whatever stands behind a `#`.
fn fragments(drawing: &str) -> HashSet<&str> {
    let end = |c: char| matches!(c, '"' | ')' | '\'' | '<' | ';' | '&') || c.is_whitespace();
    drawing.split('#').skip(1).filter_map(|rest| rest.split(end).next()).collect()
}
