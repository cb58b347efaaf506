//! Semantic versions as people write them: with a `v` in front, or without the last numbers.

use semver::{Prerelease, Version};

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

/// Whether it is a version that Go makes of a commit: `v0.0.0-20191109021931-daa7c04131f5`.
pub(super) fn is_pseudo(version: &Version) -> bool {
    let Some((before, commit)) = version.pre.rsplit_once('-') else { return false };
    let time = before.rsplit('.').next().unwrap_or(before);
    let digits = time.len() == 14 && time.bytes().all(|byte| byte.is_ascii_digit());
    digits && commit.len() == 12 && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The least version after this one, which comes before all of the next one's pre-releases.
pub(super) fn next(written: &str) -> Option<String> {
    let version = parse(written)?;
    let (patch, pre) = match version.pre.is_empty() {
        true => (version.patch.checked_add(1)?, "0".to_owned()),
        false => (version.patch, format!("{}.0", version.pre)),
    };
    let pre = Prerelease::new(&pre).ok()?;
    Some(Version { pre, build: Default::default(), ..Version::new(version.major, version.minor, patch) }.to_string())
}

/// The least version that is above all of a series.
pub(super) fn after_series(numbers: &[u64]) -> Option<String> {
    let at = |place: usize| numbers.get(place).copied().unwrap_or(0);
    Some(match numbers.len() {
        1 => format!("{}.0.0-0", at(0).checked_add(1)?),
        2 => format!("{}.{}.0-0", at(0), at(1).checked_add(1)?),
        _ => return None,
    })
}
