//! The first words of disclosed Markdown, for where there is no summary; and texts cut to a length.

use crate::public::keys::LONGEST_SUMMARY;
use crate::public::{DIALECT, Head, Markdown};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The prose at the beginning, without markup, as one line of at most `limit` characters, cut between words. Headings,
/// pictures, code and tables don't read as a sentence and are left out.
pub fn excerpt(markdown: &Markdown, limit: usize) -> String {
    let (mut words, mut skipping) = (Words { text: String::new(), limit, full: false }, 0usize);
    for event in Parser::new_ext(markdown.as_str(), DIALECT) {
        match event {
            Event::Start(tag) if is_skipped(&tag) => skipping += 1,
            Event::End(end) if ends_skipped(&end) => skipping = skipping.saturating_sub(1),
            _ if skipping > 0 => {}
            Event::Text(text) | Event::Code(text) => words.push(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => words.push(" "),
            _ => {}
        }
        if words.full {
            break;
        }
    }
    words.finish()
}

/// Why a record was withdrawn, as short as a summary.
pub fn reason(head: &Head) -> Option<String> {
    let reason = head.withdrawn.as_ref()?.reason.as_ref()?;
    Some(excerpt(reason, LONGEST_SUMMARY)).filter(|text| !text.is_empty())
}

/// At most `limit` characters, cut at a space, with an ellipsis where something was cut.
pub fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_string(),
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '–']))
        }
    }
}

fn is_skipped(tag: &Tag<'_>) -> bool {
    use Tag::{CodeBlock, FootnoteDefinition, Heading, HtmlBlock, Image, Table};
    matches!(tag, Heading { .. } | CodeBlock(_) | Table(_) | FootnoteDefinition(_) | HtmlBlock | Image { .. })
}

fn ends_skipped(end: &TagEnd) -> bool {
    use TagEnd::{CodeBlock, FootnoteDefinition, Heading, HtmlBlock, Image, Table};
    matches!(end, Heading(_) | CodeBlock | Table | FootnoteDefinition | HtmlBlock | Image)
}

struct Words {
    text: String,
    limit: usize,
    full: bool,
}

impl Words {
    /// Runs of space become one.
    fn push(&mut self, more: &str) {
        for c in more.chars() {
            match c.is_whitespace() || c.is_control() {
                true if self.text.is_empty() || self.text.ends_with(' ') => {}
                true => self.text.push(' '),
                false => self.text.push(c),
            }
        }
        // Bytes are never fewer than characters, so counting starts only when it can matter.
        self.full = self.text.len() > self.limit && self.text.trim_end().chars().count() > self.limit;
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        if !self.full {
            return self.text;
        }
        let end = self.text.char_indices().nth(self.limit.saturating_sub(1)).map_or(0, |(at, _)| at);
        let cut = self.text[..end].rfind(' ').unwrap_or(end);
        format!("{}…", self.text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::render::fixture::md;

    #[test]
    fn a_text_without_prose_has_none_and_a_long_one_is_cut_between_words() {
        assert_eq!(excerpt(&md("# Only a heading\n\n```\ncode\n```\n"), 300), "");
        let long = excerpt(&md(&"päckchen ".repeat(100)), 300);
        assert!(long.ends_with("päckchen…") && long.chars().count() <= 300, "{long}");
        assert_eq!(excerpt(&md("One\ntwo [three](https://example.org) <b>four</b>."), 300), "One two three four.");
        assert_eq!(excerpt(&md("abcdefgh"), 4), "abc…");
        assert_eq!(excerpt(&md("abcd"), 4), "abcd");
    }

    #[test]
    fn headings_pictures_and_code_are_left_out() {
        let text =
            "## A heading\n\n![x](y.png) The *first* `words`,\nand [more](/x/).\n\n```\ncode\n```\n\nThen others.";
        assert_eq!(excerpt(&md(text), 200), "The first words, and more. Then others.");
        assert_eq!(excerpt(&md(text), 12), "The first…");
    }

    proptest::proptest! {
        #[test]
        fn it_is_one_line_and_never_too_long(source in "(\\PC|[ \n#*`<>|_\\[\\]-]){0,80}", limit in 0usize..30) {
            let excerpt = excerpt(&md(&source), limit);
            proptest::prop_assert!(excerpt.chars().count() <= limit.max(1) && !excerpt.contains('\n'), "{excerpt:?}");
        }
    }
}
