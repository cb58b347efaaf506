//! What an author meant to come back to: notes to themselves, brackets without a link, links to a forge's front page.

use crate::diagnostic::Code;
use crate::lint::passages::{links, loose_brackets, words_of};
use crate::lint::{Found, Place, Rule, Subject};
use crate::private::PassageForm;

pub const RULE: Rule = Rule { codes: &[Code::Unfinished], look };

const NOTES: [&str; 6] = ["TODO", "FIXME", "TBD", "XXX", "TBC", "lorem ipsum"];
/// Nobody's page.
const FRONT_PAGES: [&str; 6] =
    ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "example.com", "linkedin.com"];

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.passages() {
        for (text, at) in words_of(passage) {
            if let Some(note) = note(&text) {
                let place = Place::passage(written, passage, at + note);
                let help = "finish it; what is only for yourselves goes into a `::: private` block";
                found.add(Code::Unfinished, place, "a note to do something stands in text that is published", help);
            }
        }
        if passage.form != PassageForm::Markdown {
            continue;
        }
        let text = passage.text.as_str();
        for range in loose_brackets(text).into_iter().filter(|range| promises_link(&text[range.clone()])) {
            let place = Place::passage(written, passage, range.start);
            let help = "write the target behind it, or take the brackets out";
            found.add(Code::Unfinished, place, "a text stands in brackets as a link does, and leads nowhere", help);
        }
        for link in links(text).into_iter().filter(|link| is_front_page(&link.target)) {
            let place = Place::passage(written, passage, link.range.start);
            let help = "write the page that is meant, or take the link out";
            found.add(Code::Unfinished, place, "a link leads to the front page of a host that is everybody's", help);
        }
    }
}

fn note(text: &str) -> Option<usize> {
    let is_word = |at: usize, note: &str| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[at + note.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    let notes = NOTES.iter().flat_map(|note| text.match_indices(note).map(move |(at, _)| (at, *note)));
    notes.filter(|(at, note)| is_word(*at, note)).map(|(at, _)| at).min()
}

/// `[x]`, `[1]`, `[sic]` and `[…]` are none; two words are, or whatever a definition was meant for.
fn promises_link(bracket: &str) -> bool {
    let inside = bracket.trim_start_matches('[').split(']').next().unwrap_or_default();
    bracket.contains("][") && !bracket.ends_with("[]") || inside.split_whitespace().count() > 1
}

fn is_front_page(target: &str) -> bool {
    let Some((_, rest)) = target.split_once("://") else { return false };
    let rest = rest.trim_end_matches('/');
    FRONT_PAGES.contains(&rest.strip_prefix("www.").unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::Unfinished;
    use crate::lint::testing::lines;

    #[test]
    fn notes_loose_brackets_and_front_pages_are_found() {
        let page = "# A\n\n[TODO: Update this link]\n\n- [Eric Tice, WiPro]\n- [VM B](https://github.com/)\n- TBD\n";
        let found = lines("pages/a.md", page);
        assert_eq!(found, [(Unfinished, 3), (Unfinished, 3), (Unfinished, 5), (Unfinished, 6), (Unfinished, 7)]);
    }

    #[test]
    fn boxes_footnotes_and_omissions_are_no_links() {
        let page = "- [ ] open\n- [x] done\n\nHe said [sic] so [1], […] and `[TODO]` in mastodon.\n";
        assert_eq!(lines("pages/a.md", page), []);
    }
}
