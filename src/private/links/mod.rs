//! Links in Markdown source: dropped, so that their text stays, or led elsewhere.

pub(in crate::private) mod urls;

use crate::public::DIALECT;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

/// Where a link leads.
pub(in crate::private) enum Leads {
    There,
    Nowhere,
    To(String),
}

/// One change of the source.
struct Edit {
    range: Range<usize>,
    text: String,
}

/// A link that is being read: its range, its target, and what it encloses.
struct Open {
    range: Range<usize>,
    target: String,
    kind: LinkType,
    inside: Option<Range<usize>>,
}

/// `None` where nothing changes; else the new source.
pub(in crate::private) fn rewrite(source: &str, leads: impl Fn(&str) -> Leads) -> Option<String> {
    if !source.contains("](") && !source.contains("]:") && !source.contains("://") {
        return None;
    }
    let mut edits = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let parser = Parser::new_ext(source, DIALECT);
    let definitions = parser.reference_definitions().iter();
    let definitions: Vec<_> = definitions.map(|(_, it)| (it.span.clone(), it.dest.to_string())).collect();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                open.push(Open { range, target: dest_url.into_string(), kind: link_type, inside: None });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(link) = open.pop() else { continue };
                widen(&mut open, &link.range);
                match leads(&link.target) {
                    Leads::There => {}
                    Leads::Nowhere => drop_link(source, link, &mut edits),
                    Leads::To(target) => lead(link, &target, &mut edits),
                }
            }
            _ => widen(&mut open, &range),
        }
    }
    // What no link leads to any more is in no export either.
    let gone = definitions.into_iter().filter(|(_, target)| matches!(leads(target), Leads::Nowhere));
    edits.extend(gone.map(|(range, _)| Edit { range: line_of(source, range), text: String::new() }));
    (!edits.is_empty()).then(|| apply(source, edits).trim_end().to_owned())
}

/// With the line break behind it, where nothing else is on the line.
fn line_of(source: &str, range: Range<usize>) -> Range<usize> {
    let start = source[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[range.end..].find('\n').map_or(source.len(), |at| range.end + at + 1);
    let alone = source[start..range.start].trim().is_empty() && source[range.end..end].trim().is_empty();
    if alone { start..end } else { range }
}

fn widen(open: &mut [Open], range: &Range<usize>) {
    // Those around it are widened when it ends.
    if let Some(link) = open.last_mut() {
        let inside = link.inside.get_or_insert_with(|| range.clone());
        *inside = inside.start.min(range.start)..inside.end.max(range.end);
    }
}

/// Takes out what stands around the link's text; of a bare URL nothing is left.
fn drop_link(source: &str, link: Open, edits: &mut Vec<Edit>) {
    let bare = matches!(link.kind, LinkType::Autolink | LinkType::Email);
    let Some(inside) = link.inside.filter(|_| !bare) else {
        let spaced = source[..link.range.start].ends_with(' ');
        let start = link.range.start - usize::from(spaced);
        edits.push(Edit { range: start..link.range.end, text: String::new() });
        return;
    };
    let image = source[link.range.start..].starts_with('!');
    if image {
        edits.push(Edit { range: link.range, text: source[inside].to_owned() });
        return;
    }
    edits.push(Edit { range: link.range.start..inside.start, text: String::new() });
    edits.push(Edit { range: inside.end..link.range.end, text: String::new() });
}

/// Writes another target. A reference becomes an inline link, as its definition may serve others.
fn lead(link: Open, target: &str, edits: &mut Vec<Edit>) {
    let Some(inside) = link.inside else { return };
    edits.push(Edit { range: inside.end..link.range.end, text: format!("](<{target}>)") });
}

fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits.into_iter().filter(|edit| edit.range.end <= source.len()) {
        if edit.range.start < at {
            continue;
        }
        text.push_str(&source[at..edit.range.start]);
        text.push_str(&edit.text);
        at = edit.range.end;
    }
    text.push_str(&source[at..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(source: &str) -> String {
        let leads = |target: &str| match target {
            "gone" | "https://gone.example.org/" => Leads::Nowhere,
            "a.md" => Leads::To("/plan/a/".into()),
            _ => Leads::There,
        };
        rewrite(source, leads).unwrap_or_else(|| source.to_owned())
    }

    #[test]
    fn a_dropped_link_keeps_its_text() {
        assert_eq!(run("see [the *old* one](gone), [x](there)"), "see the *old* one, [x](there)");
        assert_eq!(run("see [this][r].\n\n[r]: gone"), "see this.");
        assert_eq!(run("see [this][r].\n\n[s]: there\n[r]: gone\n\n[s]"), "see this.\n\n[s]: there\n\n[s]");
        assert_eq!(run("see <https://gone.example.org/>."), "see.");
    }

    #[test]
    fn a_link_to_a_file_becomes_one_to_its_page() {
        assert_eq!(run("see [roles](a.md \"t\")"), "see [roles](</plan/a/>)");
        assert_eq!(run("see [roles][r]\n\n[r]: a.md"), "see [roles](</plan/a/>)\n\n[r]: a.md");
    }
}
