//! A link's text says where it leads: lists of links, which screen readers offer, have nothing else.

use crate::diagnostic::Code;
use crate::lint::passages::links;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::VagueLink], look };

const VAGUE: [&str; 12] = [
    "here",
    "click here",
    "this",
    "this link",
    "this page",
    "link",
    "more",
    "read more",
    "learn more",
    "see here",
    "there",
    "see",
];

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.markdown() {
        for link in links(passage.text.as_str()).into_iter().filter(|link| !link.picture) {
            let text = link.text.trim().trim_end_matches(['.', '!', ':']).to_lowercase();
            let place = Place::passage(written, passage, link.range.start);
            if VAGUE.contains(&text.as_str()) {
                let help = "let the link's text name what it leads to";
                found.add(Code::VagueLink, place, "the text of this link doesn't say where it leads", help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::lines;

    #[test]
    fn here_is_nowhere() {
        let page =
            "# A\n\nChecklists are [here](https://example.org/a), and the\n[Checklist of B](https://example.org/b).\n";
        assert_eq!(lines("pages/a.md", page), [(Code::VagueLink, 3)]);
    }
}
