//! Addresses that stand in a text without Markdown's marks: those of the site, bare, and those of pictures in HTML.

use std::ops::Range;

/// Where they stand. `url`: the site's own, with its scheme.
pub fn own(text: &str, url: &str) -> Vec<Range<usize>> {
    let host = url.split_once("//").map_or(url, |pair| pair.1).trim_end_matches('/');
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("//") {
        let rest = &text[at + 2..];
        let ours = rest.get(..host.len()).is_some_and(|value| value.eq_ignore_ascii_case(host));
        if !ours || found.last().is_some_and(|before| at < before.end) {
            continue;
        }
        let path = &rest[host.len()..];
        let start = scheme(&text[..at]);
        if let Some(start) = start.filter(|_| path.starts_with('/')) {
            found.push(start..at + 2 + host.len() + length(path));
        }
    }
    found
}

/// What the `img` elements of a piece of HTML show.
pub fn pictures(html: &str) -> Vec<String> {
    let lower = html.to_ascii_lowercase();
    let source = |(at, _): (usize, &str)| {
        let end = lower[at..].find('>').map_or(html.len(), |length| at + length);
        let (tag, lower) = (&html[at..end], &lower[at..end]);
        let value = lower.match_indices("src").find_map(|(at, name)| {
            let is_apart =
                tag[..at].ends_with(|before: char| before.is_ascii_whitespace() || matches!(before, '"' | '\''));
            let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
            is_apart.then_some(value)
        })?;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let value = match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split_whitespace().next(),
        };
        value.map(|value| value.replace("&amp;", "&"))
    };
    lower.match_indices("<img").filter_map(source).collect()
}

/// An address as it is meant: without the backslashes that Markdown wants before its marks.
pub fn meant(written: &str) -> String {
    written.replace('\\', "")
}

/// Where `http:` or `https:` begins at the end of a text, or the text ends where a word does.
fn scheme(before: &str) -> Option<usize> {
    for scheme in ["https:", "http:"] {
        let start = before.len().checked_sub(scheme.len()).filter(|at| before.is_char_boundary(*at));
        if let Some(start) = start.filter(|at| before[*at..].eq_ignore_ascii_case(scheme)) {
            return Some(start);
        }
    }
    (!before.ends_with([':', '/']) && !before.ends_with(char::is_alphanumeric)).then_some(before.len())
}

/// How far a path goes: to a space or a mark that encloses it, without the sentence's own full stop.
fn length(path: &str) -> usize {
    let mut depth = 0;
    let mut before = ' ';
    let ends = |(_, letter): &(usize, char)| {
        let escaped = std::mem::replace(&mut before, *letter) == '\\';
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            '<' | '>' | '"' | '\'' | '`' | '|' | '^' | '{' | '}' | '[' | ']' => return !escaped,
            letter if letter.is_whitespace() || letter.is_control() => return true,
            letter if !letter.is_ascii() => return !letter.is_alphanumeric(),
            _ => {}
        }
        false
    };
    let end = path.char_indices().find(ends).map_or(path.len(), |at| at.0);
    path[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\\']).len()
}

#[cfg(test)]
mod tests {
    use super::{own, pictures};

    #[test]
    fn what_html_shows_is_found_however_it_is_quoted() {
        let html = "<IMG alt=\"a src\" src=\"a.png\"> <img\nsrc='b&amp;c.png'/><img width=3 src=d.png> <img src=/e.png> <image src=\"x\"> <img data-src=\"y\"> <img";
        assert_eq!(pictures(html), ["a.png", "b&c.png", "d.png", "/e.png"]);
    }

    fn found(text: &str) -> Vec<&str> {
        own(text, "https://s.example.org/base/").into_iter().map(|it| &text[it]).collect()
    }

    #[test]
    fn addresses_end_where_a_reader_sees_them_end() {
        for around in
            ["x {} y", "{}", "({})", "**{}**, y", "see {}.", "| {} |", "`{}`", "<a href=\"{}\">", "前{}、後", "{}\ny"]
        {
            let url = "https://s.example.org/base/advisories/X-1/";
            assert_eq!(found(&around.replace("{}", url)), [url], "{around}");
        }
        assert_eq!(found("HTTP://S.example.org/base/a(b)?c=d#e, f"), ["HTTP://S.example.org/base/a(b)?c=d#e"]);
        assert_eq!(found("//s.example.org/base/a\\_b/ x"), ["//s.example.org/base/a\\_b/"]);
    }

    #[test]
    fn other_hosts_are_none_of_ours() {
        for text in [
            "https://s.example.org.evil/base/a",
            "https://a.s.example.org/base/a",
            "https://s.example.org/bases",
            "s.example.org/base/a",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
