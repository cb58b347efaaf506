//! A sentence that a comma has torn into two items of a list.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::TornSentence], look };

fn look(subject: &Subject, found: &mut Found) {
    for incident in &subject.site.incidents {
        let lessons: Vec<&str> = incident.lessons.iter().map(|lesson| lesson.as_str().trim()).collect();
        if lessons.windows(2).any(|pair| goes_on(pair[0], pair[1])) {
            let Some(written) = subject.sources.of_page(&incident.head.path()) else { continue };
            let help = "put it in quotes, since a comma within [ ] ends an item; if they are several, begin each with a capital letter";
            found.add(Code::TornSentence, Place::key(written, "lessons"), "two items read as one sentence", help);
        }
    }
}

/// Whether the second is the end of a sentence that the first begins.
fn goes_on(first: &str, second: &str) -> bool {
    second.starts_with(char::is_lowercase)
        && first.starts_with(char::is_uppercase)
        && first.ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::goes_on;

    #[test]
    fn what_goes_on_in_small_letters_is_one_sentence() {
        assert!(goes_on("Check what you run", "not what you were shown"));
        assert!(!goes_on("Check what you run.", "npm tokens expire now"));
        assert!(!goes_on("tokens", "keys"));
        assert!(!goes_on("Check what you run", "Rotate tokens"));
    }
}
