//! Whose language the theme doesn't have gets an interface in English around texts that aren't.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::InterfaceLanguage], look };

fn look(subject: &Subject, found: &mut Found) {
    if subject.theme.is_some_and(|theme| theme.theme.words().foreign().is_some()) {
        let problem = "the interface is not available in this language: it will be in English, marked as such";
        let help = "write its words in `themes/NAME/strings/LANG.yaml`, as docs/pages/guides/languages.md says, or leave it so";
        found.add(Code::InterfaceLanguage, Place::settings(subject.sources, "language"), problem, help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, site_codes};

    #[test]
    fn a_language_that_the_theme_lacks_is_reported() {
        let codes = |language: &str| site_codes(&format!("{SITE}language: {language}\n"));
        for fine in ["en", "en-GB", "de", "de-AT"] {
            assert_eq!(codes(fine), [], "{fine}");
        }
        assert_eq!(codes("pt-BR"), [Code::InterfaceLanguage]);
    }
}
