//! What looks like a withholding mark, also in letters that only look like its own.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

const MARKS: [&str; 4] = ["!private", "!until:", "!tlp:", "<!--"];
pub(super) const CLASSES: [&str; 3] = ["private", "until", "tlp"];

/// Whether disclosed text holds something like a mark, also in letters that only look like it.
pub(in crate::private) fn looks_like_mark(text: &str) -> bool {
    let plain: Cow<str> = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(visible(text)) };
    let plain = plain.replace("\\:::", "").to_ascii_lowercase();
    MARKS.iter().any(|mark| plain.contains(mark)) || has_fence(&plain) || has_class(&plain)
}

/// `:::`, but not in the middle of a word, as in `arn:aws:s3:::bucket`: nobody who withholds a block writes it there.
fn has_fence(text: &str) -> bool {
    text.match_indices(":::").any(|(at, colons)| !is_within_word(&text[..at], &text[at + colons.len()..]))
}

pub(in crate::private) fn is_within_word(before: &str, after: &str) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '/' | '$' | '_' | '-');
    let mark = CLASSES.iter().any(|class| after.starts_with(class));
    before.ends_with(|c: char| c.is_ascii_alphanumeric()) && after.starts_with(goes_on) && !mark
}

/// A text as a reader sees it: in plain letters, without those that have no width.
pub(in crate::private) fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).nfkc().filter(|it| !is_invisible(*it)).collect()
}

/// `{.private}` behind anything, also with spaces, an id or another class, and also without its end.
fn has_class(text: &str) -> bool {
    text.split('{').skip(1).any(|inner| {
        let inner = inner.split(['}', '\n']).next().unwrap_or_default();
        inner.split_whitespace().any(is_class)
    })
}

/// A word within braces that gives a mark's class: `.private`, `class="private"`, `:.private`; a method's call isn't one.
pub(super) fn is_class(word: &str) -> bool {
    let class = word.trim_start_matches(':').strip_prefix('.').or(word.strip_prefix("class="));
    class.map(|class| class.trim_start_matches(['"', '\''])).is_some_and(|class| {
        let end = class.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(class.len());
        CLASSES.contains(&&class[..end]) && !class[end..].starts_with('(')
    })
}

/// Zero-width and formatting characters, which a reader doesn't see.
fn is_invisible(it: char) -> bool {
    matches!(it, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
