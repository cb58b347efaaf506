//! Titles that nobody wrote: made of disclosed text alone (rule 10).
//!
//! A title is cut from [`Markdown`], which only the gate makes, and so never from a block, a comment or a definition that is
//! withheld. A format hands over a record without a title, and cuts nothing itself.

use crate::private::decision::view::View;
use crate::private::marks::{Author, Form, Place, Rows, strip};
use crate::private::yaml::Findings;
use crate::private::{Seal, gate::Draft};
use crate::public::{DIALECT, Markdown, Text};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::path::Path;

const LONGEST: usize = 120;

/// Gives a record that has no title one of its disclosed text, else its id.
pub(super) fn entitle(draft: &mut Draft, seal: &Seal) {
    let Some(head) = draft.head_mut().filter(|head| head.title.is_empty()) else { return };
    head.title = first_sentence(&head.details).map_or_else(|| head.id.clone(), |title| Text::new(title, seal));
}

/// The title that the gate would give a record of this text: for `import`, which writes it down.
pub(in crate::private) fn title_of(raw: &str, view: &View) -> Option<String> {
    let findings = Findings::new(Path::new(""));
    let place = Place { findings: &findings, key: "details", line: 0, rows: Rows::Many, author: Author::Foreign };
    let disclosed = strip(raw, Form::Markdown, view, place).text;
    first_sentence(&Markdown::new(&*disclosed, &Seal(())))
}

/// The first sentence of the first paragraph or list item, without markup.
fn first_sentence(text: &Markdown) -> Option<String> {
    let paragraph = first_paragraph(text.as_str());
    let sentence = paragraph.find(". ").map_or(&*paragraph, |end| &paragraph[..end]).trim_end_matches('.').trim();
    if !sentence.contains(char::is_alphanumeric) {
        return None;
    }
    if sentence.chars().count() <= LONGEST {
        return Some(sentence.to_owned());
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    let words = cut.rfind(' ').map_or(&*cut, |end| &cut[..end]);
    Some(format!("{words} …"))
}

/// Its words on one line. Headings, code, tables, notes and pictures say nothing of their own.
fn first_paragraph(source: &str) -> String {
    let mut words = String::new();
    let mut passed_over = 0usize;
    for event in Parser::new_ext(source, DIALECT) {
        match event {
            Event::Start(tag) if is_passed_over(&tag) => passed_over += 1,
            Event::End(tag) if is_end_of_passed_over(tag) => passed_over = passed_over.saturating_sub(1),
            _ if passed_over > 0 => {}
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(tag) if is_inline(&tag.to_end()) => {}
            Event::End(tag) if is_inline(&tag) => {}
            Event::Start(_) | Event::End(_) if words.contains(char::is_alphanumeric) => break,
            Event::Start(_) | Event::End(_) => words.clear(),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_passed_over(tag: &Tag) -> bool {
    is_end_of_passed_over(tag.to_end())
}

fn is_end_of_passed_over(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::MetadataBlock(_)
    )
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use super::title_of;
    use crate::private::decision::view::View;
    use crate::public::Instant;

    fn title(text: &str) -> Option<String> {
        let view =
            View { block_words: vec!["@Discussion".into()], ..View::plain(Instant(chrono::DateTime::UNIX_EPOCH)) };
        title_of(text, &view)
    }

    #[test]
    fn a_title_is_plain_text() {
        let given =
            "# Heading\n\n![shot](a.png)\n\n**A long `name`** of\n[a *part*](https://example.org/) crashes it. More.\n";
        assert_eq!(title(given).as_deref(), Some("A long name of a part crashes it"));
        assert_eq!(title("- **Resolved** in 2.0\n- more").as_deref(), Some("Resolved in 2.0"));
        assert_eq!(title("```\ncode\n```\n\n| a |\n|---|\n| b |\n"), None);
    }

    #[test]
    fn no_title_is_cut_from_what_is_withheld() {
        for withheld in [
            "zqx is open still. @Discussion when?",
            "[//]: # (zqx is open)",
            "[unused]: https://zqx.example/ \"zqx\"",
            "<!-- zqx -->",
            "[^1]: zqx",
            "::: private\nzqx\n:::",
            "- zqx @Discussion",
        ] {
            let given = format!("{withheld}\n\nA long name crashes it.");
            assert_eq!(title(&given).as_deref(), Some("A long name crashes it"), "{withheld}");
            assert_eq!(title(withheld), None, "{withheld}");
        }
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_word() {
        let long = title(&"word ".repeat(60)).unwrap();
        assert!(long.ends_with("word …") && long.chars().count() <= 122, "{long}");
    }
}
