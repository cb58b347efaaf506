//! What of a text the fonts can write.
//!
//! Signs that they lack (an emoji) are left out. A text with a letter that they lack is left out as a whole: half a word
//! misleads, and boxes say nothing.

use super::face::Letters;
use unicode_normalization::UnicodeNormalization;

/// A title longer than this is cut in any size.
const MOST: usize = 600;

/// The text as it can be drawn. None where it has a letter that the fonts lack, or nothing would be left.
pub(super) fn drawable(letters: &Letters, text: &str) -> Option<String> {
    let mut drawn = String::new();
    for letter in text.nfc().take(MOST) {
        if letter.is_whitespace() {
            drawn.push(' ');
        } else if letters.have(letter) {
            drawn.push(letter);
        } else if letter.is_alphanumeric() {
            return None;
        }
    }
    let words = drawn.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Whether a card would go without this text.
pub fn missing(text: &str) -> bool {
    !text.is_ascii() && drawable(&Letters::new(), text).is_none()
}
