//! Text that any mail reader and any archive shows: printable ASCII.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Typographic signs become those of a typewriter, letters lose their accents, what is left becomes `?`. Line breaks stay.
pub(super) fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | ' '..='~' => out.push(c),
            '\t' => out.push_str("    "),
            _ if c.is_control() || is_unseen(c) => {}
            _ => match sign(c) {
                Some(sign) => out.push_str(sign),
                None => push_bare(&mut out, c),
            },
        }
    }
    out
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '′' => "'",
        '“' | '”' | '„' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '−' => "-",
        '—' | '―' => "--",
        '…' => "...",
        '•' | '·' => "*",
        '→' | '⇒' => "->",
        '←' => "<-",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '×' => "x",
        '©' => "(c)",
        '®' => "(R)",
        '™' => "(TM)",
        '€' => "EUR",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'ø' => "o",
        'Ø' => "O",
        'œ' => "oe",
        'Œ' => "OE",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'ı' => "i",
        _ => return None,
    })
}

fn push_bare(out: &mut String, c: char) {
    let bare: String = c.nfkd().filter(|&it| !is_combining_mark(it)).collect();
    if bare.is_ascii() { out.push_str(&bare) } else { out.push('?') }
}
