//! Disclosed Markdown for readers elsewhere: its links lead to the whole address.

use crate::public::{DIALECT, Markdown};
use crate::render::{Links, links::Place};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

/// The same text with each link written out where it stands, so that texts can be joined: a reference's definition could
/// meet another of its name. A link that leads nowhere keeps its text.
pub fn markdown(links: &Links, place: &Place, text: &Markdown) -> String {
    let source = text.as_str();
    if !source.contains('[') && !source.contains('<') {
        return source.trim().to_owned();
    }
    let parser = Parser::new_ext(source, DIALECT);
    let definitions: Vec<_> = parser.reference_definitions().iter().map(|(_, it)| it.span.clone()).collect();
    let mut edits: Vec<(Range<usize>, String)> =
        definitions.into_iter().map(|range| (with_break(source, range), String::new())).collect();
    let mut open: Vec<Open> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(
                Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. },
            ) => {
                open.push(Open { kind: link_type, target: dest_url.into(), title: title.into(), inside: None });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(link) = open.pop() else { continue };
                // The parser's range ends before the brackets of `[text][]`.
                let empty = link.kind == LinkType::Collapsed && source[range.end..].starts_with("[]");
                let range = range.start..range.end + if empty { 2 } else { 0 };
                widen(&mut open, &range);
                link.write_out(links, place, range, &mut edits);
            }
            _ => widen(&mut open, &range),
        }
    }
    apply(source, edits).trim().to_owned()
}

/// A link that is being read.
struct Open {
    kind: LinkType,
    target: String,
    title: String,
    inside: Option<Range<usize>>,
}

impl Open {
    fn write_out(self, links: &Links, place: &Place, whole: Range<usize>, edits: &mut Vec<(Range<usize>, String)>) {
        if matches!(self.kind, LinkType::Autolink | LinkType::Email) {
            return;
        }
        // An image without words has nothing inside.
        let Some(inside) = self.inside else { return };
        match links.resolve_absolute(place, &self.target) {
            Some(url) => {
                let title = self.title.replace('\\', "\\\\").replace('"', "\\\"");
                let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
                edits.push((inside.end..whole.end, format!("]({url}{title})", url = parentheses(&url))));
            }
            None => {
                edits.push((whole.start..inside.start, String::new()));
                edits.push((inside.end..whole.end, String::new()));
            }
        }
    }
}

fn parentheses(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29")
}

fn widen(open: &mut [Open], range: &Range<usize>) {
    if let Some(link) = open.last_mut() {
        let inside = link.inside.get_or_insert_with(|| range.clone());
        *inside = inside.start.min(range.start)..inside.end.max(range.end);
    }
}

/// With its line break.
fn with_break(source: &str, range: Range<usize>) -> Range<usize> {
    let end = range.end + usize::from(source[range.end..].starts_with('\n'));
    range.start..end
}

fn apply(source: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut text, mut at) = (String::with_capacity(source.len()), 0);
    for (range, replacement) in edits {
        if range.start >= at {
            text.push_str(&source[at..range.start]);
            text.push_str(&replacement);
            at = range.end;
        }
    }
    text.push_str(&source[at..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::testing::{markdown as text, site};

    fn absolute(source: &str) -> String {
        markdown(&Links::new(&site()), &Place::new("/advisories/HARBOUR-2026-k3x9/", &[]), &text(source))
    }

    #[test]
    fn links_lead_to_the_whole_address() {
        let policy = "https://security.example.org/policy/";
        assert_eq!(
            absolute("See [the *policy*](/policy/ \"Ours\")."),
            format!("See [the *policy*]({policy} \"Ours\").")
        );
        assert_eq!(absolute("See [the policy][p].\n\n[p]: /policy/\n"), format!("See [the policy]({policy})."));
        assert_eq!(
            absolute("See [policy] twice, [policy][].\n\n[policy]: /policy/"),
            format!("See [policy]({policy}) twice, [policy]({policy}).")
        );
        assert_eq!(absolute("`[a](/b)` and <https://example.org/>"), "`[a](/b)` and <https://example.org/>");
        assert_eq!(absolute("No [link](javascript:x) here."), "No link here.");
    }
}
