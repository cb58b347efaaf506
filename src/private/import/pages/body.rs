//! Texts of other generators: admonitions become alerts, tags of template languages are counted, what no page here needs is left out.

use crate::private::marks::CodeFence;

pub(super) struct Body {
    pub text: String,
    /// Lines with a tag of Liquid or Hugo, or an expression of MDX, which are text here.
    pub tags: Vec<usize>,
}

/// Words that begin an admonition, by the alert that says the same.
const KINDS: [(&str, &[&str]); 5] = [
    (
        "NOTE",
        &[
            "note",
            "info",
            "abstract",
            "summary",
            "tldr",
            "question",
            "faq",
            "help",
            "example",
            "quote",
            "cite",
            "seealso",
            "secondary",
        ],
    ),
    ("TIP", &["tip", "hint", "success", "check", "done"]),
    ("IMPORTANT", &["important"]),
    ("WARNING", &["warning", "attention"]),
    ("CAUTION", &["danger", "caution", "error", "failure", "fail", "missing", "bug"]),
];

pub(super) fn convert(body: &str, is_mdx: bool) -> Body {
    let body = if is_mdx { without_imports(body) } else { body };
    let mut out: Vec<String> = Vec::new();
    let mut tags = Vec::new();
    let mut lines = body.lines().enumerate().peekable();
    let mut code = CodeFence::default();
    while let Some((number, line)) = lines.next() {
        if code.takes(line) {
            out.push(line.to_owned());
            continue;
        }
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if let Some((kind, title)) = indented_admonition(bare) {
            let mut inside = Vec::new();
            while let Some((_, next)) =
                lines.next_if(|(_, next)| next.trim().is_empty() || next.len() - next.trim_start().len() >= indent + 4)
            {
                inside.push(next.get(indent + 4..).unwrap_or_default());
            }
            alert(kind, title, &inside, &line[..indent], &mut out);
        } else if let Some((kind, title, colons)) = fenced_admonition(bare) {
            let mut inside = Vec::new();
            for (_, next) in lines.by_ref() {
                if next.trim() == ":".repeat(colons) {
                    break;
                }
                inside.push(next.get(indent..).unwrap_or(next.trim_start()));
            }
            alert(kind, title, &inside, &line[..indent], &mut out);
        } else if bare.starts_with("{:") && bare.trim_end().ends_with('}') || is_raw(bare) {
            // Attributes of kramdown, and Liquid's quotation marks.
        } else {
            let line = references(line);
            if ["{%", "{{"].iter().any(|open| line.contains(open)) {
                tags.push(number + 1);
            }
            out.push(line);
        }
    }
    Body { text: out.join("\n"), tags }
}

/// `!!! note "Title"` of MkDocs, with what is indented below it.
fn indented_admonition(line: &str) -> Option<(&'static str, String)> {
    let rest = ["!!! ", "???+ ", "??? "].iter().find_map(|open| line.strip_prefix(open))?;
    let (word, title) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let title = title[title.find('"').unwrap_or(title.len())..].trim_matches('"');
    Some((kind(word)?, title.to_owned()))
}

/// `:::note[Title]` of Docusaurus, until as many colons. What isn't a known word stays: it may be a mark of ours.
fn fenced_admonition(line: &str) -> Option<(&'static str, String, usize)> {
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let rest = rest.trim();
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let title = rest[end..].trim().trim_start_matches('[').trim_end_matches(']');
    (colons >= 3 && !title.contains('{')).then_some(())?;
    Some((kind(&rest[..end])?, title.to_owned(), colons))
}

fn kind(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    KINDS.iter().find(|(_, words)| words.contains(&&*word)).map(|(kind, _)| *kind)
}

fn alert(kind: &str, title: String, inside: &[&str], indent: &str, out: &mut Vec<String>) {
    let first = inside.iter().position(|line| !line.trim().is_empty()).unwrap_or(inside.len());
    let last = inside.iter().rposition(|line| !line.trim().is_empty()).map_or(first, |last| last + 1);
    if out.last().is_some_and(|it| !it.trim().is_empty()) {
        out.push(String::new());
    }
    out.push(format!("{indent}> [!{kind}]"));
    if !title.is_empty() {
        out.push(format!("{indent}> **{title}**"));
        out.push(format!("{indent}>"));
    }
    out.extend(inside[first..last].iter().map(|inside| format!("{indent}> {inside}").trim_end().to_owned()));
    out.push(String::new());
}

fn is_raw(line: &str) -> bool {
    let tag: String = line.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    matches!(&*tag, "{%raw%}" | "{%endraw%}")
}

/// `{{< ref "x.md" >}}` and `{% link x.md %}` name a file, as a link here does.
fn references(line: &str) -> String {
    let mut line = line.to_owned();
    for (open, close) in
        [("{{< relref ", ">}}"), ("{{< ref ", ">}}"), ("{{% relref ", "%}}"), ("{{% ref ", "%}}"), ("{% link ", "%}")]
    {
        while let Some(start) = line.find(open) {
            let Some(length) = line[start..].find(close) else { break };
            let named = line[start + open.len()..start + length].trim().trim_matches('"').to_owned();
            line.replace_range(start..start + length + close.len(), &named);
        }
    }
    line
}

/// `import` and `export` at the beginning of MDX.
fn without_imports(body: &str) -> &str {
    let mut rest = body;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let code = ["import ", "export "].iter().any(|it| line.starts_with(it));
        if !code && !line.trim().is_empty() {
            break;
        }
        rest = &rest[line.len()..];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::convert;

    #[test]
    fn admonitions_become_alerts() {
        let text = |body: &str| convert(body, false).text;
        let alert = "> [!WARNING]\n> **Mind this**\n>\n> One.\n>\n> Two.\n\nNext.";
        assert_eq!(text("!!! warning \"Mind this\"\n    One.\n\n    Two.\n\nNext."), alert);
        assert_eq!(text(":::warning[Mind this]\nOne.\n\nTwo.\n:::\nNext."), alert);
        assert_eq!(text("::::tip\n:::x\n::::\n"), "> [!TIP]\n> :::x\n");
        assert_eq!(text("??? danger\n    One."), "> [!CAUTION]\n> One.\n");
        // Neither marks of ours nor what is code.
        for same in ["::: private\nOne.\n:::", "```\n!!! note\n    x\n```", ":::unknown\nx\n:::", "!!! nothing\n    x"]
        {
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn tags_of_template_languages_are_counted_and_links_by_them_are_links() {
        let body = convert(
            "[a]({{< ref \"x.md\" >}}), [b]({% link y.md %})\n{: .lead}\n{% raw %}\n{{ site.x }}\n{% endraw %}\n```\n{{ x }}\n```",
            false,
        );
        assert_eq!(body.text, "[a](x.md), [b](y.md)\n{{ site.x }}\n```\n{{ x }}\n```");
        assert_eq!(body.tags, [4]);
    }
}
