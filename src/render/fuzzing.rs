//! Doors for the fuzzer, which only a build for fuzzing has: a text as a page and a feed show it, and files of a theme.

use super::fixture::{md, site};
use super::markdown::Renderer;
use super::{Links, Theme, Words};
use std::collections::BTreeMap;

/// What runs, loads or frames; each would be a tag of its own.
const NEVER: [&str; 8] = ["<script", "<iframe", "<object", "<embed", "<form", "<meta", "<base", "<link"];

/// A text as a page shows it: whatever it says, nothing of it runs.
pub fn markdown(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let site = site("https://example.org/");
    let links = Links::new(&site);
    let html = Renderer::page(&links, Words::english(), "/pages/a/", &[]).render(&md(text), 2).into_string();
    let lower = html.to_ascii_lowercase();
    assert!(!NEVER.iter().any(|tag| lower.contains(tag)), "a tag that does something: {html}");
    for (name, value) in attributes(&lower) {
        assert!(!name.starts_with("on"), "an event is handled: {html}");
        let leads = ["href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href"].contains(&name);
        assert!(!(leads && value.trim_start().starts_with("javascript:")), "a link runs: {html}");
    }
}

/// Names and values in tags, which we write with double quotes alone.
fn attributes(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let tags = html.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    tags.flat_map(|tag| {
        let parts: Vec<&str> = tag[..end(tag)].split('"').collect();
        let pairs = parts.chunks(2).map(|pair| {
            let named =
                pair[0].trim_end_matches('=').rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
            (named, pair.get(1).copied().unwrap_or_default())
        });
        pairs.collect::<Vec<_>>()
    })
}

/// Where a tag ends: a `>` in quotes doesn't.
fn end(tag: &str) -> usize {
    let mut quoted = false;
    let found = tag.char_indices().find(|(_, it)| {
        quoted ^= *it == '"';
        *it == '>' && !quoted
    });
    found.map_or(tag.len(), |(at, _)| at)
}

/// A theme's strings, of English and of a language of its own, and a template, divided by lines of `%%`: taken or refused.
pub fn theme(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut parts = text.split("\n%%\n");
    let names = ["strings/en.yaml", "strings/xx.yaml", "advisory.html"];
    let files: BTreeMap<String, String> =
        names.iter().filter_map(|name| Some((name.to_string(), parts.next()?.to_string()))).collect();
    if let Err(error) = Theme::load(&files, "xx") {
        assert!(!error.to_string().is_empty(), "a theme is refused without a word");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PIECES: [&str; 36] = [
        "a",
        " ",
        "\n",
        "\n\n",
        "<",
        ">",
        "<a href=\"",
        "javascript:",
        "\"",
        "'",
        " onload=",
        "<script>",
        "</script>",
        "<img src=x ",
        "[x](",
        ")",
        "![",
        "](",
        "`",
        "```mermaid\n",
        "flowchart TD\nA-->B\n",
        "\n```\n",
        "| a |\n|---|\n",
        "> [!NOTE]\n",
        "- [ ] ",
        "1. ",
        "[^1]",
        "[^1]: ",
        "<details>",
        "</details>",
        "# ",
        "&lt;",
        "&#x6a;",
        "\\",
        "**",
        "{#a onclick=b}",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24).prop_map(|parts| parts.concat())
    }

    #[test]
    fn what_the_fuzzer_found_stays_found() {
        crate::seeds::feed("markdown", markdown);
        crate::seeds::feed("theme", theme);
    }

    proptest! {
        #[test]
        fn nothing_in_any_text_runs(text in text()) {
            markdown(text.as_bytes());
        }

        #[test]
        fn any_theme_is_taken_or_refused(strings in "[a-z.]{0,8}: [ -~]{0,20}", template in "[ -~{}%]{0,40}") {
            theme(format!("{strings}\n%%\n{strings}\n%%\n{template}").as_bytes());
        }
    }
}
