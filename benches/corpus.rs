//! A content folder of any size, the same for everybody: advisories of some 400 bytes of text, as projects write them.

#![allow(clippy::disallowed_methods, reason = "the content of a benchmark")]

use std::fmt::Write as _;
use std::fs;
use std::io::Result;
use std::path::Path;

const WORDS: [&str; 40] = [
    "archive", "parser", "header", "length", "session", "token", "reads", "writes", "before", "after", "the", "a",
    "of", "in", "when", "server", "client", "request", "memory", "bound", "check", "missing", "crafted", "name",
    "path", "folder", "user", "value", "large", "number", "could", "leads", "to", "limit", "stream", "cache", "entry",
    "key", "without", "and",
];

/// Repeats itself on every machine: the numbers of a linear congruential generator (Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// Of so many different words that no two records say the same by chance.
    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> =
            (0..count).map(|_| format!("{}{}", WORDS[self.below(WORDS.len())], WORDS[self.below(12)])).collect();
        words.join(" ")
    }
}

/// Writes `content/` below `folder`, with so many records: most published, a tenth under embargo, a fifth with parts that
/// are private.
pub fn write(folder: &Path, records: usize) -> Result<()> {
    let content = folder.join("content");
    fs::create_dir_all(content.join("advisories"))?;
    fs::write(
        content.join("site.yaml"),
        "title: Harbour Security\nurl: https://security.example.org/\nreport:\n  contact: [mailto:security@example.org]\n  expires: 2099-01-01T00:00:00Z\n",
    )?;
    (0..records).try_for_each(|at| fs::write(content.join(path(at)), record(at)))
}

/// Where a record's file is, in the content folder.
pub fn path(at: usize) -> String {
    format!("advisories/{}.md", id(at))
}

pub fn id(at: usize) -> String {
    format!("HARBOUR-2026-{at:05}")
}

/// A record's text. Every tenth, from the fourth on, is under embargo.
pub fn record(at: usize) -> String {
    let mut numbers = Numbers(at as u64 + 1);
    let mut text = format!("---\ntitle: {} {at}\npublish: true\n", numbers.words(5));
    let (day, hour) = (1 + at % 28, at % 24);
    let when = if at % 10 == 3 { ("embargo", 2098) } else { ("published", 2026) };
    writeln!(text, "{}: {}-03-{day:02}T{hour:02}:00:00Z", when.0, when.1).unwrap_or(());
    writeln!(text, "severity: {}", ["critical", "high", "medium", "low"][numbers.below(4)]).unwrap_or(());
    writeln!(text, "aliases: [CVE-2026-{:05}]", 10_000 + at).unwrap_or(());
    let fixed = numbers.below(20);
    text.push_str("affected:\n  - package: pkg:npm/harbour-cli\n    ranges:\n      - type: SEMVER\n        events: [{ introduced: 1.0.0 }, ");
    writeln!(text, "{{ fixed: 1.{fixed}.1 }}]").unwrap_or(());
    if at % 5 == 1 {
        writeln!(
            text,
            "private:\n  note: Ticket {at}-{} of the platform team, {}",
            numbers.below(90_000),
            numbers.words(8)
        )
        .unwrap_or(());
    }
    writeln!(text, "---\n\n{} {at}.\n\n## Impact\n", numbers.words(25)).unwrap_or(());
    writeln!(text, "{}, see [the other one](/advisories/{}/).", numbers.words(25), id(at.saturating_sub(1)))
        .unwrap_or(());
    writeln!(text, "\n- {} {at}\n- `{} {at}`", numbers.words(8), numbers.words(3)).unwrap_or(());
    text
}
