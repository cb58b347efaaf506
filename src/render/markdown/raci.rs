//! Tables that say who does what, in the letters R, A, C and I: which tables they are, and what the letters stand for.

use crate::escape::escaped;
use crate::render::words::Text;

/// The letters of a cell, where it holds nothing else.
///
/// `R, A` and `A/R` are letters of RACI; `AI` and `CIA` alone might be words, and are taken for letters here.
pub fn letters(cell: &str) -> Option<String> {
    let letters: String = cell.chars().filter(|c| !matches!(c, ',' | '/' | ' ' | '+' | '&' | '-' | '–')).collect();
    let fits = letters.chars().all(|c| matches!(c, 'R' | 'A' | 'C' | 'I')) && letters.len() <= 4;
    (fits && !letters.is_empty()).then_some(letters)
}

/// A table is one of RACI where nearly all that its cells say is letters of it, A and another among them.
///
/// `rows` are the cells below the header, without markup; the first of each says what the step is.
pub fn is_raci<R: AsRef<[String]>>(rows: &[R]) -> bool {
    if rows.len() < 2 || rows.iter().any(|row| row.as_ref().len() < 3) {
        return false;
    }
    let (mut cells, mut fit, mut said) = (0, 0, String::new());
    for cell in rows.iter().flat_map(|row| row.as_ref().iter().skip(1)).filter(|cell| !cell.is_empty()) {
        cells += 1;
        if let Some(letters) = letters(cell) {
            fit += 1;
            said.push_str(&letters);
        }
    }
    fit > 3 && fit * 5 >= cells * 4 && said.contains('A') && said.contains(['R', 'C', 'I'])
}

/// A cell's HTML with each letter spelled out; its text is nothing but [`letters`].
pub(super) fn spelled_out(html: &str, say: &Text) -> String {
    let mut out = String::with_capacity(html.len() + 48);
    let mut tag = false;
    for c in html.chars() {
        let word = match c {
            'R' => &say.responsible,
            'A' => &say.accountable,
            'C' => &say.consulted,
            'I' => &say.informed,
            _ => "",
        };
        if tag || word.is_empty() {
            tag = c == '<' || (tag && c != '>');
            out.push(c);
        } else {
            out.push_str(&format!("<abbr title=\"{}\">{c}</abbr>", escaped(word)));
        }
    }
    out
}
