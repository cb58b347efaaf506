//! A line of a content file as people may see it in a terminal: its shape, with every value masked.
//!
//! Keys of the format and words of marks stay; of all else letters and digits become `•`. A key that isn't known is masked
//! too: it may be the tail of a sentence.

use std::path::Path;

/// Longer lines are cut.
const WIDEST: usize = 96;

/// Keys of records, pages and site.yaml. One that is missing here is masked, which does no harm.
const KEYS: &str = "id title publish approved by on digests embargo embargo_tlp tlp published modified withdrawn \
    withdrawn_reason revisions at note material summary aliases related upstream projects tags references type url credits \
    name organization contact credit authors timeline to approximate phase text impact root_cause workaround \
    recommendations resolution exploitation indicators value private details severity cwe informational affected package \
    ecosystem purl ranges repo events introduced fixed last_affected limit versions platforms functions status \
    justification incidents category confirmation services accounts reporter coordinator responders lessons actions what \
    owner due done advisories version reviewed review_by description language license theme report encryption policy \
    acknowledgments languages expires targets severities categories ids disclosure audience require_approval redactions \
    withhold_blocks_with allow_files feeds outputs osv csaf cve sources logo fediverse repository packages supported line \
    until label icon record";

/// The masked line. `None` where there is no such line.
pub fn excerpt(content: &Path, file: &Path, line: usize) -> Option<String> {
    let text = std::fs::read(content.join(file)).ok()?;
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().nth(line.checked_sub(1)?)?;
    let masked = mask(line.trim_end());
    Some(match masked.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", &masked[..end]),
        None => masked,
    })
}

fn mask(line: &str) -> String {
    let mut masked = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        if end == 0 {
            masked.push(if first == '\t' { ' ' } else { first });
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        if stays(&line[..line.len() - rest.len()], word, after) {
            masked.push_str(word);
        } else {
            masked.extend(word.chars().map(|c| if c.is_ascii_punctuation() { c } else { '•' }));
        }
        rest = after;
    }
    masked
}

/// Everything that isn't ASCII is masked, signs and pictures too.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii()
}

fn stays(before: &str, word: &str, after: &str) -> bool {
    let starts = before.trim_end_matches(' ').is_empty()
        || before.ends_with(['{', ','])
        || before.ends_with("{ ")
        || before.ends_with(", ")
        || before.trim_start().trim_end_matches(' ').chars().all(|c| c == '-');
    let is_key = starts && (after.starts_with(": ") || after == ":") && KEYS.split_whitespace().any(|key| key == word);
    let is_mark = matches!(word, "private" | "until" | "tlp")
        && (before.ends_with('!') || before.ends_with("{.") || before.trim_end().ends_with(":::"));
    is_key || is_mark
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn keys_and_marks_stay_and_values_go() {
        assert_eq!(mask("embargo: 2026-12-01"), "embargo: ••••-••-••");
        assert_eq!(mask("  - { name: Jane Roe, contact: mailto:a@b }"), "  - { name: •••• •••, contact: ••••••:•@• }");
        assert_eq!(mask("reporter: !private Jane"), "reporter: !private ••••");
        assert_eq!(mask("::: private"), "::: private");
        assert_eq!(mask("[Zoë 🍿]{.private}"), "[••• •]{.private}");
    }

    #[test]
    fn words_that_only_look_like_keys_go() {
        assert_eq!(mask("what they told: name: no"), "•••• •••• ••••: ••••: ••");
        assert_eq!(mask("secret_plan: title"), "••••••_••••: •••••");
        assert_eq!(mask("a private matter"), "• ••••••• ••••••");
    }
}
