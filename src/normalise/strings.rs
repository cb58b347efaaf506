//! Printable stretches of bytes, and how much may be unpacked to find them.

use super::Extent;
use std::io::Read;

/// Shorter runs of printable characters come about by chance.
const SHORTEST: usize = 6;
/// So much compressed text of a file is read, all of it together.
const MOST_TEXT: u64 = 64 << 20;

/// How much may still be unpacked.
pub(super) struct Budget {
    left: u64,
    exceeded: bool,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: MOST_TEXT, exceeded: false }
    }

    pub(super) fn extent(&self) -> Extent {
        if self.exceeded { Extent::Cut } else { Extent::Whole }
    }

    /// What can't be unpacked to its end is read as far as it went.
    pub(super) fn read(&mut self, packed: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        let _ = packed.take(self.left + 1).read_to_end(&mut bytes);
        self.exceeded |= bytes.len() as u64 > self.left;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        bytes
    }
}

/// Runs of printable characters, of one byte and of two (UTF-16, as in Windows' resources).
pub(super) fn strings(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    for chunk in bytes.utf8_chunks() {
        let runs = chunk.valid().as_bytes().split(|b| !is_printable(*b));
        for run in runs.filter(|run| run.len() >= SHORTEST) {
            found.extend_from_slice(run);
            found.push(b'\n');
        }
    }
    for offset in [0, 1] {
        let mut run = Vec::new();
        for pair in bytes.get(offset..).unwrap_or_default().as_chunks::<2>().0.iter().chain([&[0, 0]]) {
            match pair {
                [b, 0] | [0, b] if is_printable(*b) && b.is_ascii() => run.push(*b),
                _ => {
                    if run.len() >= SHORTEST {
                        found.extend_from_slice(&run);
                        found.push(b'\n');
                    }
                    run.clear();
                }
            }
        }
    }
    found
}

fn is_printable(byte: u8) -> bool {
    !byte.is_ascii_control() || byte.is_ascii_whitespace()
}
