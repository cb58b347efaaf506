//! A picture for previews goes without a title that its font can't write.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::render::card::missing;

pub const RULE: Rule = Rule { codes: &[Code::CardLetters], look };

const PROBLEM: &str = "the picture for previews goes without this: its font lacks a letter of it";
const HELP: &str = "write it in Latin, Greek or Cyrillic letters, or leave it so, and the page is previewed without it";

fn look(subject: &Subject, found: &mut Found) {
    let site = subject.site;
    if !site.settings.outputs.cards {
        return;
    }
    if missing(&site.settings.title) {
        found.add(Code::CardLetters, Place::settings(subject.sources, "title"), PROBLEM, HELP);
    }
    let records = site.records().map(|record| (record.head().path(), &record.head().title));
    let pages = site.plan.iter().chain(&site.pages).map(|page| (page.path.to_string(), &page.title));
    for (path, _) in records.chain(pages).filter(|(_, title)| missing(title)) {
        let Some(written) = subject.sources.of_page(&path) else { continue };
        found.add(Code::CardLetters, Place::key(written, "title"), PROBLEM, HELP);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, codes, site_codes};

    #[test]
    fn a_title_that_cannot_be_drawn_is_reported() {
        let page = |title: &str| codes("pages/a.md", &format!("# {title}\n"));
        assert_eq!(page("アドバイザリ"), [Code::CardLetters]);
        assert_eq!(page("تنبيه"), [Code::CardLetters]);
        for fine in ["Sécurité", "Ασφάλεια", "Безопасность", "Fixed 🎉", "→ x"] {
            assert_eq!(page(fine), [], "{fine}");
        }
    }

    #[test]
    fn so_is_a_site_s_unless_it_wants_no_pictures() {
        let site = SITE.replace("title: T", "title: 安全");
        assert_eq!(site_codes(&site), [Code::CardLetters]);
        assert_eq!(site_codes(&format!("{site}outputs: {{ cards: false }}\n")), []);
    }
}
