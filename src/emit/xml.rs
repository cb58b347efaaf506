//! What XML 1.0 can't hold, and how text gets into it.

use std::borrow::Cow;

/// Without the characters that XML 1.0 forbids even where they are escaped (2.2, production 2).
pub fn allowed(text: &str) -> Cow<'_, str> {
    match text.chars().all(is_allowed) {
        true => text.into(),
        false => text.chars().filter(|&c| is_allowed(c)).collect::<String>().into(),
    }
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Plain text as XML or HTML text, good for attributes too.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|&c| is_allowed(c)) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
