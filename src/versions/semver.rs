//! Semantic versions as people write them: with a `v` in front, or without the last numbers.

use semver::Version;

/// `v1.4` is 1.4.0. Precedence is [`Version::cmp_precedence`]: what follows a `+` doesn't count.
pub(super) fn parse(written: &str) -> Option<Version> {
    let plain = written.trim().trim_start_matches(['v', 'V', '=']);
    let end = plain.find(['-', '+']).unwrap_or(plain.len());
    let (numbers, rest) = plain.split_at(end);
    let dots = numbers.bytes().filter(|byte| *byte == b'.').count();
    match dots {
        2 => Version::parse(plain).ok(),
        0 | 1 => Version::parse(&format!("{numbers}{}{rest}", ".0".repeat(2 - dots))).ok(),
        _ => None,
    }
}
