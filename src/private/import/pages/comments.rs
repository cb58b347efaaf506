//! What another generator's page says to its authors alone: as a comment of ours, which is withheld.

use crate::private::marks::CodeFence;

/// Comments of Liquid, Hugo and MDX become `<!-- … -->`.
pub(super) fn hidden(body: &str, is_mdx: bool) -> String {
    // Liquid reads before Markdown does: its comments are none of a code block's lines.
    let body = liquid(body);
    let (mut out, mut outside) = (String::with_capacity(body.len()), String::new());
    let mut code = CodeFence::default();
    for line in body.split_inclusive('\n') {
        if code.takes(line) {
            out += &between_code(&std::mem::take(&mut outside), is_mdx);
            out += line;
        } else {
            outside += line;
        }
    }
    out + &between_code(&outside, is_mdx)
}

fn between_code(text: &str, is_mdx: bool) -> String {
    let text = replaced(text, "{{/*", "*/}}");
    if is_mdx { replaced(&text, "{/*", "*/}") } else { text }
}

fn replaced(text: &str, open: &str, close: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once(open) {
        // What doesn't end hides all that follows it.
        let (inside, behind) = behind.split_once(close).unwrap_or((behind, ""));
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
            ("{% if x %}a{% endif %}", "{% if x %}a{% endif %}"),
        ] {
            assert_eq!(hidden(written, false), expected, "{written}");
        }
        assert_eq!(hidden("a {/* kittiwake */} b", true), "a <!-- kittiwake --> b");
        let code = "```\n{/* shown */}\n```\n";
        assert_eq!(hidden(code, true), code);
    }
}
