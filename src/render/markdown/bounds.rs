//! Whether cleaning the author's HTML takes bounded time and gives a bounded text.
//!
//! Parsing HTML as browsers do takes quadratic time in the depth of open elements, and what marks words and isn't closed is
//! repeated in each block that follows. A text with too much of that is shown as it was written.

use pulldown_cmark::Event;

const MAX_TAGS: usize = 2_000;
const MAX_DEPTH: usize = 200;
/// Bytes of tags that are repeated, at the least; a longer text may have more.
const MAX_REPEATED: usize = 500_000;
const MAX_GROWTH: usize = 20;

/// Elements within a line. Anything else, and what is unknown, counts as a block: what is open before it is repeated behind it.
const WORDS: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
];

/// Before it is rendered.
pub(super) fn shallow(events: &[Event<'_>]) -> bool {
    let (mut tags, mut depth, mut deepest) = (0, 0usize, 0);
    for event in events {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => tags += opening_tags(html),
            Event::Start(_) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    tags <= MAX_TAGS && deepest <= MAX_DEPTH
}

/// At least as many as there are that can stay open.
fn opening_tags(html: &str) -> usize {
    let tags = html.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    tags.filter(|tag| !matches!(name(tag).as_str(), "br" | "hr" | "img" | "wbr")).count()
}

/// When it is rendered and not yet cleaned. What is closed in the block that it was opened in is surely closed.
pub(super) fn repeats_little(html: &str) -> bool {
    let mut here: Vec<(String, usize)> = Vec::new();
    let (mut left_open, mut blocks) = (0, 0usize);
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        let closing = tag.strip_prefix('/');
        let name = name(closing.unwrap_or(tag));
        let element = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !element && !tag.starts_with(['!', '?', '/']) {
            continue;
        }
        let length = if element { tag_length(tag) } else { 1 };
        rest = tag.get(length..).unwrap_or_default();
        if !WORDS.contains(&name.as_str()) {
            blocks += 1;
            left_open += here.drain(..).map(|(_, length)| length).sum::<usize>();
        } else if closing.is_none() {
            if !matches!(name.as_str(), "br" | "img") {
                here.push((name, length + 1));
            }
        } else if let Some(at) = here.iter().rposition(|(open, _)| *open == name) {
            here.remove(at);
        }
    }
    left_open.saturating_mul(blocks) <= MAX_REPEATED.max(html.len() * MAX_GROWTH)
}

fn name(tag: &str) -> String {
    let end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    tag.split(end).next().unwrap_or_default().to_ascii_lowercase()
}

/// Up to and with its `>`, as a browser finds it: in a quoted value it is none.
fn tag_length(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let find = |from: usize, ends: fn(u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| ends(*byte)).map_or(bytes.len(), |at| from + at)
    };
    let space = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    let mut at = find(usize::from(bytes.first() == Some(&b'/')), |byte| {
        byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
    });
    loop {
        while bytes.get(at).is_some_and(|byte| space(*byte)) {
            at += 1;
        }
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        // A name may begin with `=`.
        at = find(at + 1, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let value = find(at, |byte| !byte.is_ascii_whitespace());
        if bytes.get(value) == Some(&b'=') {
            let value = find(value + 1, |byte| !byte.is_ascii_whitespace());
            at = match bytes.get(value) {
                Some(b'"') => find(value + 1, |byte| byte == b'"') + 1,
                Some(b'\'') => find(value + 1, |byte| byte == b'\'') + 1,
                _ => find(value, |byte| byte.is_ascii_whitespace() || byte == b'>'),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{repeats_little, tag_length};

    #[test]
    fn a_tag_ends_where_a_browser_ends_it() {
        for (tag, length) in [
            ("b>x", 2),
            ("/b >x", 4),
            ("b title=\"a>b\">x", 14),
            ("b title='a>b' c>x", 16),
            ("b \"'>x", 5),
            ("b = \">\">x", 6),
            ("b t= \">\">x", 9),
            ("b t=a/b>x", 8),
            ("b", 1),
            ("b t=\"", 5),
        ] {
            assert_eq!(tag_length(tag), length, "{tag}");
        }
    }

    #[test]
    fn what_is_closed_in_its_block_is_not_repeated() {
        let many = |of: &str| of.repeat(3_000);
        assert!(repeats_little(&many("<p>a <b>b</b> <i>c</i></p>")));
        assert!(repeats_little(&("<b>".to_string() + &many("<p>a</p>"))));
        assert!(!repeats_little(&(many("<b t=x>") + &many("<p>a</p>"))));
        for hidden in ["<table><td></b></table>", "<script></b></script>", "<!-- </b> -->"] {
            assert!(!repeats_little(&(many(&format!("<b t=x>{hidden}")) + &many("<p>a</p>"))), "{hidden}");
        }
    }
}
