//! What looks like a mark but isn't one is an error: a careful person's slip would publish what it was to withhold.

use super::lookalike::looks_like_mark;
use super::spans::{Attributes, attributes};
use super::{Author, Line, Stripper, join, near};
use crate::diagnostic::Code;
use std::collections::BTreeSet;

const PROBLEM: &str = "something here looks like a withholding mark and isn't one";
const HELP: &str = "a block's marks stand on lines of their own, `[…]{.private}` has no space before its brace, and a tag \
                    stands outside quotes; `\\:::` is three colons";

impl Stripper<'_> {
    pub(super) fn leftovers(&self, lines: &[Line]) {
        let mut found = BTreeSet::new();
        if self.place.author == Author::Own {
            let source = join(lines);
            if near::may_hold(&source) {
                found.extend(near::find(&source));
            }
        }
        let mut unclosed = String::new();
        for (at, line) in lines.iter().enumerate() {
            // Editors break lines, also within braces.
            let broken = !unclosed.is_empty() && looks_like_mark(&format!("{unclosed} {}", line.text.trim_start()));
            if broken || looks_like_mark(&line.text) || joined(&line.text) {
                found.insert(at);
            }
            unclosed.clear();
            if let Some(brace) = line.text.rfind('{').filter(|at| line.text[*at..].trim_end() == "{") {
                unclosed.push_str(&line.text[brace..]);
            }
        }
        for at in found {
            self.refuse(Code::LooksLikeMark, lines.get(at).map_or(1, |line| line.no), PROBLEM, HELP);
        }
    }
}

/// Whether a bracket is right before braces that name a class: had the part between them never been written, this would be a span.
fn joined(text: &str) -> bool {
    text.match_indices("]{").any(|(at, _)| {
        let escaped = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        !escaped && !matches!(attributes(&text[at + 1..]), Attributes::None)
    })
}
