//! Plain text as Markdown that reads just like it: what CVE's descriptions and CSAF's notes are, by their standards.

/// Paragraphs stay paragraphs and lines stay lines; nothing is markup but web addresses, which are links. What its author
/// indented throughout (a trace, a listing) is a block of code.
pub(super) fn markdown(text: &str) -> String {
    let escaper = Escaper::of(text);
    let mut blocks: Vec<String> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            paragraph.push(line);
        } else if !paragraph.is_empty() {
            blocks.push(escaper.block(&paragraph));
            paragraph.clear();
        }
    }
    blocks.join("\n\n")
}

/// What could be markup in one text at all: only that is escaped, so that the rest stays as it was written.
struct Escaper {
    brackets: bool,
    table: bool,
}

impl Escaper {
    fn of(text: &str) -> Self {
        let brackets = ["](", "]:", "[^", "][", "] [", "[ ]", "[x]", "[X]"].iter().any(|it| text.contains(it));
        let ruler = |line: &str| line.contains('-') && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ' | '\t'));
        Self { brackets, table: text.lines().any(ruler) }
    }

    fn block(&self, lines: &[&str]) -> String {
        let indented = |line: &&str| line.starts_with("  ") || line.starts_with('\t');
        if lines.len() > 1 && lines.iter().all(indented) {
            let longest = lines.iter().map(|line| line.matches('`').count()).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            return format!("{fence}\n{}\n{fence}", lines.join("\n"));
        }
        let lines: Vec<String> = lines.iter().map(|line| self.line(line.trim())).collect();
        lines.join("\\\n")
    }

    fn line(&self, line: &str) -> String {
        let mut out = String::with_capacity(line.len() + 8);
        let start = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = line.len() - start.len();
        let rest = if (1..10).contains(&number) && start.starts_with(['.', ')']) {
            out.push_str(&line[..number]);
            out.push('\\');
            out.push_str(&start[..1]);
            &start[1..]
        } else {
            if line.starts_with(['-', '+', '=', '#', '>']) || line.starts_with("* ") {
                out.push('\\');
            }
            line
        };
        let mut before = ' ';
        let mut at = 0;
        while let Some(letter) = rest[at..].chars().next() {
            let address = if before.is_alphanumeric() { 0 } else { address(&rest[at..]) };
            if address > 0 {
                out.push_str(&format!("<{}>", &rest[at..at + address]));
                at += address;
                before = '>';
                continue;
            }
            at += letter.len_utf8();
            // A backslash would leave a comment's beginning to be seen by whoever looks for one.
            if letter == '<' && rest[at..].starts_with('!') {
                out.push_str("&lt;");
                before = letter;
                continue;
            }
            if self.is_markup(letter, before, rest[at..].chars().next().unwrap_or(' ')) {
                out.push('\\');
            }
            out.push(letter);
            before = letter;
        }
        out
    }

    fn is_markup(&self, letter: char, before: char, after: char) -> bool {
        match letter {
            '`' => true,
            '*' => !(before.is_whitespace() && after.is_whitespace()),
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '\\' => after.is_ascii_punctuation() || after == ' ',
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '?'),
            '&' => after.is_ascii_alphabetic() || after == '#',
            '~' => before == '~' || after == '~',
            '!' => after == '[',
            '[' | ']' => self.brackets,
            '|' => self.table,
            // At a line's end it would be a heading's attributes.
            '{' | '}' => false,
            _ => false,
        }
    }
}

/// How long the web address is that a text begins with; 0: it begins with none.
fn address(text: &str) -> usize {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return 0;
    }
    let end = text.find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '\\'));
    let mut url = &text[..end.unwrap_or(text.len())];
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
            return if url.ends_with("://") { 0 } else { url.len() };
        }
        url = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::public::DIALECT;
    use pulldown_cmark::{Event, Parser};

    /// What a reader sees.
    fn shown(source: &str) -> String {
        let mut text = String::new();
        for event in Parser::new_ext(source, DIALECT) {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                Event::Html(part) | Event::InlineHtml(part) => text.push_str(&format!("HTML({part})")),
                _ => {}
            }
        }
        text
    }

    #[test]
    fn plain_text_reads_as_it_was_written() {
        for text in [
            "A *bold* _claim_ in snake_case_name and __init__.py, a * b, 2 ** 3",
            "[1]: https://example.org/a_b",
            "# no heading",
            "- no list\n1. nor this\n2) nor that\n+ nor that\n* nor that",
            "a <script> & &amp; &lt; x<y and a<b>c",
            "`ticks` ```more``` \\ back \\* slash ~~gone~~ ![a](b)",
            "| a | b |\n|---|---|\n| c | d |",
            "> no quote\n=====\n-----\n~~~",
            "arn:aws:s3:::* [ ] task [x] done [^1] note",
            "text {.class} {#id}",
        ] {
            assert_eq!(shown(&markdown(text)), text, "{}", markdown(text));
        }
    }

    #[test]
    fn text_without_markup_stays_and_addresses_are_links() {
        for text in ["In the Linux kernel, a flaw (CVE-2024-1) in foo_bar[0] was fixed: a -> b.", "über 日本 {x: 1}"]
        {
            assert_eq!(markdown(text), text);
        }
        assert_eq!(markdown("See https://example.org/a_b_(c)."), "See <https://example.org/a_b_(c)>.");
        assert_eq!(markdown("a\nb\n\n\nc"), "a\\\nb\n\nc");
        assert_eq!(markdown("  trace\n  line *2*"), "```\n  trace\n  line *2*\n```");
    }
}
