//! Paragraphs, lists, quotes, alerts and code.

use super::Writer;
use crate::escape::{escaped, push_text};
use crate::public::Markdown;
use crate::render::diagram;
use crate::render::highlight;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Tag, TagEnd};

/// The language of a code block, by what stands behind its fence: `rust,ignore` is `rust`.
pub fn language(info: &str) -> String {
    let word = info.split([' ', ',', '\t', '{']).next().unwrap_or_default();
    word.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '_')).collect()
}

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { id, .. } => {
                self.heading_ids.push(id.map(|id| id.to_string()));
                self.start_heading();
            }
            Tag::BlockQuote(kind) => self.quote(kind),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((info, String::new()));
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title),
            // Items are written where the next event is known; the rest isn't in our dialect.
            Tag::Item
            | Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => self.out.push_str(self.quotes.pop().unwrap_or_default()),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    pub(super) fn item(&mut self, task: bool) {
        if self.pictures.is_empty() {
            self.out.push_str(if task && !self.feed() { "<li class=\"task\">" } else { "<li>" });
        }
    }

    /// A box that can't be ticked is a picture of one: a disabled control would need a label of its own.
    pub(super) fn task(&mut self, done: bool) {
        let (sign, word) = if done { ("☑", "done") } else { ("☐", "to do") };
        if self.feed() {
            self.out.push_str(sign);
            self.out.push(' ');
        } else {
            self.out.push_str(&format!("<span class=\"box\" role=\"img\" aria-label=\"{word}\">{sign}</span> "));
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let words = self.page.words.clone();
        let say = &words.text;
        let (class, title): (_, &str) = match kind {
            None => {
                self.out.push_str("<blockquote>\n");
                self.quotes.push("</blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => ("note", &say.note),
            Some(BlockQuoteKind::Tip) => ("tip", &say.tip),
            Some(BlockQuoteKind::Important) => ("important", &say.important),
            Some(BlockQuoteKind::Warning) => ("warning", &say.warning),
            Some(BlockQuoteKind::Caution) => ("caution", &say.caution),
        };
        if self.feed() {
            let title = escaped(title);
            self.out.push_str(&format!("<blockquote>\n<p><strong>{title}</strong></p>\n"));
            self.quotes.push("</blockquote>\n");
        } else {
            let title = escaped(title);
            self.out.push_str(&format!(
                "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
            ));
            self.quotes.push("</div>\n");
        }
    }

    fn end_code(&mut self) {
        let Some((info, code)) = self.code.take() else { return };
        let code = code.replace("\\:::", ":::");
        let language = language(&info);
        if language == diagram::LANGUAGE && self.draw(&code) {
            return;
        }
        let Some(caption) = Markdown::caption(&info) else { return self.code_block(&language, &code) };
        self.out.push_str(if self.feed() { "<figure><figcaption>" } else { "<figure class=\"code\"><figcaption>" });
        push_text(&mut self.out, caption);
        self.out.push_str("</figcaption>\n");
        self.code_block(&language, &code);
        self.out.push_str("</figure>\n");
    }

    pub(in crate::render::markdown) fn code_block(&mut self, language: &str, code: &str) {
        if self.feed() {
            self.out.push_str("<pre><code>");
            push_text(&mut self.out, code);
        } else {
            let class = if language == diagram::LANGUAGE { "diagram" } else { "code" };
            // What scrolls must be within reach of the keyboard.
            self.out.push_str(&format!("<pre class=\"{class}\" tabindex=\"0\"><code>"));
            match highlight::highlight(language, code) {
                Some(html) => self.out.push_str(&html),
                None => push_text(&mut self.out, code),
            }
        }
        self.out.push_str("</code></pre>\n");
    }
}
