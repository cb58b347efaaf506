//! Blocks that stand out of another generator's text: admonitions, what is folded, tabs.

use crate::escape::escaped;

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

/// What stands out of the text.
pub(super) enum Block {
    Alert {
        kind: &'static str,
        title: String,
    },
    /// Folded up, or not yet.
    Details {
        title: String,
        open: bool,
    },
    Tab(String),
}

impl Block {
    pub fn put(&self, inside: &[String], indent: &str, out: &mut Vec<String>) {
        let first = inside.iter().position(|line| !line.trim().is_empty()).unwrap_or(inside.len());
        let last = inside.iter().rposition(|line| !line.trim().is_empty()).map_or(first, |last| last + 1);
        let inside = &inside[first..last];
        if out.last().is_some_and(|line| !line.trim().is_empty()) {
            out.push(String::new());
        }
        let mut push = |begin: &str, text: &str| out.push(format!("{indent}{begin}{text}").trim_end().to_owned());
        match self {
            Block::Alert { kind, title } => {
                push("> ", &format!("[!{kind}]"));
                if !title.is_empty() {
                    push("> ", &format!("**{title}**"));
                    push("> ", "");
                }
                inside.iter().for_each(|line| push("> ", line));
            }
            Block::Details { title, open } => {
                let open = if *open { " open" } else { "" };
                push("", &format!("<details{open}><summary>{}</summary>", escaped(title)));
                push("", "");
                inside.iter().for_each(|line| push("", line));
                push("", "");
                push("", "</details>");
            }
            Block::Tab(title) => {
                push("", &format!("**{title}**"));
                if !inside.is_empty() {
                    push("", "");
                }
                inside.iter().for_each(|line| push("", line));
            }
        }
        out.push(String::new());
    }
}

/// `!!! note "Title"`, `??? note` and `=== "Tab"` of MkDocs, with what is indented below.
pub(super) fn indented(line: &str) -> Option<Block> {
    let quoted = |text: &str| text.find('"').map(|at| text[at..].trim().trim_matches('"').to_owned());
    if let Some(rest) = ["=== ", "===! ", "===+ "].iter().find_map(|open| line.strip_prefix(open)) {
        return quoted(rest).map(Block::Tab);
    }
    let (open, rest) = ["!!! ", "???+ ", "??? "].iter().find_map(|open| Some((open, line.strip_prefix(open)?)))?;
    let word = rest.split_whitespace().next()?;
    let (kind, title) = (kind(word)?, quoted(rest).unwrap_or_default());
    Some(match *open {
        "!!! " => Block::Alert { kind, title },
        open => {
            let capital = || word[..1].to_uppercase() + &word[1..];
            Block::Details { title: if title.is_empty() { capital() } else { title }, open: open == "???+ " }
        }
    })
}

/// `:::note[Title]` of Docusaurus, until as many colons. What isn't a known word stays: it may be a mark of ours.
pub(super) fn fenced(line: &str) -> Option<(Block, usize)> {
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let rest = rest.trim();
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let title = rest[end..].trim().trim_start_matches('[').trim_end_matches(']');
    (colons >= 3 && !title.contains('{')).then_some(())?;
    Some((Block::Alert { kind: kind(&rest[..end])?, title: title.to_owned() }, colons))
}

pub(super) fn kind(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    KINDS.iter().find(|(_, words)| words.contains(&&*word)).map(|(kind, _)| *kind)
}
