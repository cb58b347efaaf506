//! Blocks as other generators write them: MkDocs' admonitions, and tags of Jekyll, Hugo and Docusaurus. Here they are plain text.

use crate::diagnostic::Code;
use crate::lint::passages::words_of;
use crate::lint::{Found, Place, Rule, Subject};
use crate::private::PassageForm;

pub const RULE: Rule = Rule { codes: &[Code::ForeignBlock], look };

const ADMONITIONS: [&str; 3] = ["!!! ", "??? ", "???+ "];
const TAGS: [&str; 3] = ["{{<", "{{%", "{%"];

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.passages().filter(|(_, passage)| passage.form == PassageForm::Markdown) {
        for (text, at) in words_of(passage) {
            let place = || Place::passage(written, passage, at);
            if is_admonition(&text) {
                let problem = "an admonition of MkDocs is shown as it is written";
                let help =
                    "write `> [!NOTE]` and `> ` before each of its lines; `fanlight import pages` converts whole pages";
                found.add(Code::ForeignBlock, place(), problem, help);
            } else if has_tag(passage.text.as_str(), at, text.len()) {
                let problem = "a tag of another generator is shown as it is written";
                let help = "write what it stands for in Markdown, or put it in backticks where it is meant to be read";
                found.add(Code::ForeignBlock, place(), problem, help);
            }
        }
    }
}

/// Whether a tag begins in these bytes: `<` and `%` may be in the next piece of the text.
fn has_tag(all: &str, at: usize, length: usize) -> bool {
    let end = (at + length + 2).min(all.len());
    TAGS.iter()
        .any(|tag| memchr::memmem::find(&all.as_bytes()[at..end], tag.as_bytes()).is_some_and(|from| from < length))
}

/// `!!! note "Title"`
fn is_admonition(text: &str) -> bool {
    let rest = ADMONITIONS.iter().find_map(|open| text.strip_prefix(open));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::ForeignBlock;
    use crate::lint::testing::lines;

    #[test]
    fn admonitions_and_tags_of_others_are_found() {
        let page = "# A\n\n!!! note \"Title\"\n    Text.\n\n??? tip\n    More.\n\n{{< figure src=\"a\" >}}\n\n{% include x %}\n";
        assert_eq!(lines("pages/a.md", page), [3, 6, 9, 11].map(|line| (ForeignBlock, line)));
    }

    #[test]
    fn what_is_meant_to_be_read_is_none() {
        let page = "# A\n\nWow!!! Really???\n\n`{% raw %}`\n\n```\n!!! note\n```\n\n!!! Attention\n";
        assert_eq!(lines("pages/a.md", page), []);
    }
}
