//! Web addresses that are written without any mark: links, as in GFM (6.9). Those of foreign texts mostly are.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// The same events, with each bare address a link. Takes time in proportion to the text.
pub(super) fn link(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let has = |event: &Event<'_>| matches!(event, Event::Text(text) if text.contains("://") || text.ends_with(':'));
    if !events.iter().any(has) {
        return events;
    }
    let mut linked = Vec::with_capacity(events.len() + 8);
    // Inside of links, pictures and code an address is what it is.
    let mut inside = 0usize;
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => inside = inside.saturating_sub(1),
            _ => {}
        }
        let Event::Text(first) = event else {
            linked.push(event);
            continue;
        };
        if inside > 0 {
            linked.push(Event::Text(first));
            continue;
        }
        // The parser cuts a text at signs that could have been marks.
        let mut whole = first;
        if matches!(events.peek(), Some(Event::Text(_))) {
            let mut joined = whole.into_string();
            while let Some(Event::Text(more)) = events.next_if(|event| matches!(event, Event::Text(_))) {
                joined.push_str(&more);
            }
            whole = joined.into();
        }
        split(whole, &mut linked);
    }
    linked
}

fn split<'a>(text: CowStr<'a>, out: &mut Vec<Event<'a>>) {
    let mut at = 0;
    for (found, _) in text.match_indices("://") {
        // A URL that holds another is one link.
        let Some(start) = text.get(at..found).and_then(scheme).map(|start| at + start) else { continue };
        let end = found + 3 + length(&text[found + 3..]);
        if end == found + 3 {
            continue;
        }
        if start > at {
            out.push(Event::Text(text[at..start].to_owned().into()));
        }
        let url: CowStr<'a> = text[start..end].to_owned().into();
        let (title, id) = (CowStr::from(""), CowStr::from(""));
        out.push(Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url: url.clone(), title, id }));
        out.push(Event::Text(url));
        out.push(Event::End(TagEnd::Link));
        at = end;
    }
    match at {
        0 => out.push(Event::Text(text)),
        at if at < text.len() => out.push(Event::Text(text[at..].to_owned().into())),
        _ => {}
    }
}

/// Where `http` or `https` begins at the end of a text, if a word begins there.
fn scheme(before: &str) -> Option<usize> {
    let start = ["https", "http"].iter().find_map(|scheme| {
        let start = before.len().checked_sub(scheme.len())?;
        before.get(start..)?.eq_ignore_ascii_case(scheme).then_some(start)
    })?;
    (!before[..start].ends_with(|c: char| c.is_alphanumeric())).then_some(start)
}

/// How far the address goes: to a space or `<`, without what ends the sentence around it.
fn length(rest: &str) -> usize {
    let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`'));
    let mut url = &rest[..end.unwrap_or(rest.len())];
    let (opened, mut closed) = (url.matches('(').count(), url.matches(')').count());
    loop {
        let shorter = url.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', ']', '}']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inside) if closed > opened => {
                closed -= 1;
                inside
            }
            _ => shorter,
        };
        if shorter.len() == url.len() {
            return url.len();
        }
        url = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::link;
    use crate::public::DIALECT;
    use pulldown_cmark::{Event, Parser, Tag};

    fn links(source: &str) -> Vec<String> {
        let events = link(Parser::new_ext(source, DIALECT).collect());
        let target = |event: &Event<'_>| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        };
        events.iter().filter_map(target).collect()
    }

    #[test]
    fn a_bare_address_is_a_link() {
        assert_eq!(links("See https://example.org/a_b_c?x=[1]&y=2."), ["https://example.org/a_b_c?x=[1]&y=2"]);
        assert_eq!(links("(see http://example.org/a(b))"), ["http://example.org/a(b)"]);
        assert_eq!(
            links("https://example.org/?to=https://example.net/"),
            ["https://example.org/?to=https://example.net/"]
        );
        assert_eq!(
            links("- https://example.org/a\n- **https://example.org/b**"),
            ["https://example.org/a", "https://example.org/b"]
        );
        assert_eq!(links("https://a.example, HTTPS://b.example/!"), ["https://a.example", "HTTPS://b.example/"]);
    }

    #[test]
    fn what_is_a_link_or_code_already_stays_as_it_is() {
        assert_eq!(links("[https://example.org/a](https://example.org/b)"), ["https://example.org/b"]);
        assert_eq!(links("<https://example.org/a>"), ["https://example.org/a"]);
        for text in ["`https://example.org/`", "    https://example.org/", "ftp://x ://y https:// xhttps://z", "a: b"] {
            assert!(links(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn no_word_is_lost() {
        for text in ["a https://e.example/x_y_z b https://f.example, c", "x ://", "a*b https://e.example/*c*"] {
            let words = |events: &[Event<'_>]| {
                let text = events
                    .iter()
                    .filter_map(|event| if let Event::Text(event) = event { Some(&**event) } else { None });
                text.collect::<String>()
            };
            let events: Vec<Event<'_>> = Parser::new_ext(text, DIALECT).collect();
            assert_eq!(words(&link(events.clone())), words(&events));
        }
    }
}
