//! The terms by which a record is found. `themes/default/search.js` makes terms of what is typed in the same way.

use crate::public::Record;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Longer ones are cut: nobody types them.
const LONGEST: usize = 48;

/// The record's terms: words of its names, ids, packages, tags, title and summary.
pub fn of(record: Record<'_>) -> BTreeSet<String> {
    let head = record.head();
    let mut terms = BTreeSet::new();
    let ids = [&head.id, &head.title].into_iter().chain(&head.aliases).chain(&head.tags).chain(&head.summary);
    let packages = record.affected().iter().flat_map(|it| [Some(&it.package.name), it.package.purl.as_ref()]);
    for text in ids.chain(packages.flatten()) {
        words(text, &mut terms);
    }
    terms
}

/// Each word, lower case, signs inside it as `-`; then the same from each of its parts on, so that a part of a name finds it.
pub fn words(text: &str, terms: &mut BTreeSet<String>) {
    for word in text.split_whitespace() {
        let folded = word.nfkc().collect::<String>().to_lowercase();
        let parts: Vec<&str> = folded.split(|it: char| !is_letter(it)).filter(|it| !it.is_empty()).collect();
        for at in 0..parts.len() {
            // Each has a letter at least: no term is longer than so many of them.
            let end = parts.len().min(at + LONGEST);
            let mut term = parts[at..end].join("-");
            if let Some((end, _)) = term.char_indices().nth(LONGEST) {
                term.truncate(end);
            }
            terms.insert(term);
        }
    }
}

/// Letters, digits, and the marks that belong to letters.
fn is_letter(it: char) -> bool {
    it.is_alphanumeric() || unicode_normalization::char::is_combining_mark(it)
}
