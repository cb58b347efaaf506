//! What is never looked for: it is said everywhere, withheld or not.

use super::rules::Reason;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that the format takes, in whatever key they stand.
const VOCABULARY: &str = "accepted account-access acknowledged active affected alias amber amber+strict analyst assigned \
    bitnami both campaign clear closed conan confirmed contained coordinator cran crates.io critical debian \
    detected disclosed eradicated evidence exploited false false-positive finder fix fixed git github-actions go green hackage \
    hex high identified informational introduced investigating issue known_affected known_not_affected last_affected legal \
    low maven maintainer medium mitigated moderate near-miss no none not-affected not_affected notice notified npm nuget off \
    on oss-fuzz other packagist platform poc provider pub pypi red recovered remediation_developer \
    remediation_reviewer remediation_verifier report reported reporter research resolved rubygems semver sponsor \
    supply-chain suspected swifturl tool triaged true unaffected under_investigation unknown unmaintained unsound verified vulnerability \
    web white yes ecosystem advisory article discussion detection package incident lesson component_not_present \
    vulnerable_code_not_present vulnerable_code_not_in_execute_path vulnerable_code_cannot_be_controlled_by_adversary \
    inline_mitigations_already_exist clear-text";

static FORMAT: LazyLock<HashSet<&str>> = LazyLock::new(|| VOCABULARY.split_whitespace().collect());

pub(super) fn reason(key: &str, text: &str) -> Option<Reason> {
    let lower = text.to_lowercase();
    if !text.chars().any(char::is_alphanumeric) {
        Some(Reason::Empty)
    } else if FORMAT.contains(&*lower) {
        Some(Reason::Vocabulary)
    } else if is_number(text) {
        Some(Reason::Number)
    } else if is_time(text) {
        Some(Reason::Time)
    } else if is_version(&lower) || is_version_key(key) && is_versionlike(&lower) {
        Some(Reason::Version)
    } else if is_vector(&lower) {
        Some(Reason::Vector)
    } else if lower.strip_prefix("cwe-").is_some_and(is_number) {
        Some(Reason::Weakness)
    } else if last(key) == "ecosystem" || last(key) == "platforms" {
        Some(Reason::Vocabulary)
    } else {
        None
    }
}

/// The last name of a key's path: `fixed` of `affected[1].ranges[0].fixed`.
fn last(key: &str) -> &str {
    let name = key.rsplit('.').next().unwrap_or(key);
    name.split('[').next().unwrap_or(name)
}

fn is_version_key(key: &str) -> bool {
    matches!(
        last(key),
        "introduced"
            | "introduced_after"
            | "fixed"
            | "last_affected"
            | "limit"
            | "versions"
            | "version"
            | "patched"
            | "line"
    )
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '%' | ' ' | '_'))
        && text.matches('.').count() < 2
        && !text.trim_start_matches(['-', '+']).contains('-')
}

/// A day, a month or a year, an instant or a time of day.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| bytes.get(from..to).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    let date = digits(0, 4) && bytes.get(4) == Some(&b'-') && digits(5, 7);
    let clock = digits(0, 2) && bytes.get(2) == Some(&b':') && digits(3, 5);
    let rest = text.chars().all(|c| c.is_ascii_digit() || " -:+.TZtzUCutc".contains(c));
    (date || clock) && rest
}

/// `1.2.3`, `v1.2.3-rc.1+build`: begins with a number and a dot.
fn is_version(lower: &str) -> bool {
    let bare = lower.trim_start_matches(['<', '>', '=', '~', '^', ' ']).trim_start_matches('v');
    let mut parts = bare.splitn(2, '.');
    let (major, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    !major.is_empty()
        && major.bytes().all(|b| b.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_digit() || c == 'x' || c == '*')
        && is_versionlike(bare)
        && !super::identifiers::is_address(lower)
}

/// No letters but those of a version, and no commit.
fn is_versionlike(lower: &str) -> bool {
    let hash = lower.len() >= 12 && lower.bytes().all(|b| b.is_ascii_hexdigit());
    !hash
        && !lower.contains(char::is_whitespace)
        && lower.starts_with(|c: char| c.is_ascii_digit() || "v<>=^~".contains(c))
}

fn is_vector(lower: &str) -> bool {
    lower.starts_with("cvss:") || lower.contains('/') && lower.split('/').all(|metric| {
        matches!(metric.split_once(':'), Some((name, value)) if name.len() <= 3 && (1..=3).contains(&value.len()))
    })
}
