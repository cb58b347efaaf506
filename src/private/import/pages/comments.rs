//! What another generator's page says to its authors alone: as a comment of ours, which is withheld.

use crate::private::marks::CodeFence;

/// Comments of Liquid, Jinja, Hugo and MDX (which Docusaurus reads whatever a file is called) become `<!-- … -->`.
pub(super) fn hidden(body: &str) -> String {
    // Liquid reads before Markdown does: its comments are none of a code block's lines.
    let body = liquid(body);
    let (mut out, mut outside) = (String::with_capacity(body.len()), String::new());
    let mut code = CodeFence::default();
    for line in body.split_inclusive('\n') {
        if code.takes(line) {
            out += &between_code(&std::mem::take(&mut outside));
            out += line;
        } else {
            outside += line;
        }
    }
    out + &between_code(&outside)
}

fn between_code(text: &str) -> String {
    let pairs = [("{{/*", "*/}}"), ("{/*", "*/}"), ("{#", "#}")];
    pairs.into_iter().fold(text.to_owned(), |text, (open, close)| replaced(&text, open, close))
}

fn replaced(text: &str, open: &str, close: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once(open) {
        // What doesn't end hides all that follows it; but `{#x}` is the id of a heading.
        let (inside, behind) = match behind.split_once(close) {
            None if open == "{#" => break,
            ended => ended.unwrap_or((behind, "")),
        };
        out += before;
        out += &comment(inside);
        rest = behind;
    }
    out + rest
}

fn liquid(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, behind)) = split_at_tag(rest, "comment") {
        let (inside, behind) = split_at_tag(behind, "endcomment").unwrap_or((behind, ""));
        out += before;
        out += &comment(inside);
        rest = behind;
    }
    out + rest
}

/// What is before the first `{% name %}`, and what is behind it.
fn split_at_tag<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("{%").map(|at| from + at) {
        let end = at + text[at..].find("%}")?;
        if text[at + 2..end].trim_matches('-').trim() == name {
            return Some((&text[..at], &text[end + 2..]));
        }
        from = at + 2;
    }
    None
}

/// Two hyphens in it could end it.
fn comment(inside: &str) -> String {
    let mut inside = inside.to_owned();
    while inside.contains("--") {
        inside = inside.replace("--", "- -");
    }
    format!("<!-- {} -->", inside.trim().trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn what_is_hidden_over_there_is_a_comment_here() {
        for (written, expected) in [
            ("a {% comment %}kittiwake{% endcomment %} b", "a <!-- kittiwake --> b"),
            ("{%- comment -%}\nkittiwake --> x\n{%- endcomment -%}\nb", "<!-- kittiwake - -> x -->\nb"),
            ("a {{/* kittiwake */}} b", "a <!-- kittiwake --> b"),
            ("a {% comment %}kittiwake", "a <!-- kittiwake -->"),
            ("a {/* kittiwake */} b {# fulmar #} c", "a <!-- kittiwake --> b <!-- fulmar --> c"),
            ("## A {#a}\n\n## B {#b}", "## A {#a}\n\n## B {#b}"),
            ("{% if x %}a{% endif %}", "{% if x %}a{% endif %}"),
        ] {
            assert_eq!(hidden(written), expected, "{written}");
        }
        let code = "```\n{/* shown */}\n```\n";
        assert_eq!(hidden(code), code);
    }
}
