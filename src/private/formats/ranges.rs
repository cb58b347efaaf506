//! Ranges of versions as GitHub's advisories write them: `>= 1.0.0, < 1.2.9`, `= 1.4`, `> 2`, `*`, one or several with `||`.

use super::keys::{list, of, text};
use crate::private::yaml::Node;
use crate::versions::is_pattern;

/// What a text says is affected.
#[derive(Default)]
pub(super) struct Read {
    ranges: Vec<Bounds>,
    versions: Vec<String>,
}

#[derive(Default, PartialEq, Eq, Debug)]
struct Bounds {
    introduced: Option<String>,
    introduced_after: Option<String>,
    fixed: Option<String>,
    last_affected: Option<String>,
}

/// `None`: this is no range, but words.
pub(super) fn read(written: &str) -> Option<Read> {
    let mut read = Read::default();
    if written.trim().eq_ignore_ascii_case("all versions") || written.trim().eq_ignore_ascii_case("all") {
        read.ranges.push(Bounds::default());
        return Some(read);
    }
    for alternative in written.split("||") {
        let mut bounds = Bounds::default();
        let mut exact = Vec::new();
        let all = tokens(alternative)?;
        if all.is_empty() {
            return None;
        }
        for (sign, version) in &all {
            let slot = match *sign {
                ">=" => &mut bounds.introduced,
                ">" => &mut bounds.introduced_after,
                "<" => &mut bounds.fixed,
                "<=" => &mut bounds.last_affected,
                "*" => continue,
                _ => {
                    exact.push((*version).to_owned());
                    continue;
                }
            };
            if slot.replace((*version).to_owned()).is_some() {
                return None;
            }
        }
        let one_sided = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none();
        let fair = one_sided(&bounds.fixed, &bounds.last_affected)
            && one_sided(&bounds.introduced, &bounds.introduced_after)
            && (exact.is_empty() || exact.len() == all.len());
        if !fair {
            return None;
        }
        match exact.is_empty() {
            true => read.ranges.push(bounds),
            false => read.versions.extend(exact),
        }
    }
    Some(read)
}

/// Operators and versions; `a - b` is from one to the other. Spaces and commas mean "and".
fn tokens(written: &str) -> Option<Vec<(&str, &str)>> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut words = written.split([',', ' ', '\t', '\n']).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        if word == "*" {
            found.push(("*", ""));
            continue;
        }
        if word == "-" {
            let (from, to) = (found.pop().filter(|(sign, _)| sign.is_empty())?, words.next()?);
            found.extend([(">=", from.1), ("<=", to)]);
            continue;
        }
        let end = word.find(|c: char| !matches!(c, '<' | '>' | '=')).unwrap_or(word.len());
        let (sign, rest) = word.split_at(end);
        let version = if rest.is_empty() { words.next()? } else { rest };
        if !matches!(sign, ">=" | ">" | "<" | "<=" | "=" | "==" | "") {
            return None;
        }
        found.push((sign, version));
    }
    found.iter().all(|(sign, version)| *sign == "*" || is_version(version)).then_some(found)
}

/// The versions of `patched_versions`: `1.2.4`, `>= 1.2.4`, `1.2.4, 2.0.1`.
pub(super) fn patched(written: &str) -> Vec<String> {
    let parts = written.split([',', '|', ' ']).map(|part| part.trim_start_matches(['>', '=']));
    let mut found: Vec<String> = Vec::new();
    for version in parts.filter(|part| is_version(part)) {
        if !found.iter().any(|known| known == version) {
            found.push(version.to_owned());
        }
    }
    found
}

fn is_version(text: &str) -> bool {
    !is_pattern(text)
        && text.contains(|c: char| c.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_' | b':' | b'~'))
}

impl Read {
    /// The versions that fix it which no range says.
    pub fn fixes(&self, patched: &[String]) -> Vec<String> {
        let fixes = |version: &&String| self.ranges.iter().any(|range| range.fixed.as_ref() == Some(*version));
        patched.iter().filter(|version| !fixes(version)).cloned().collect()
    }

    pub fn versions(&self) -> Vec<Node<'static>> {
        self.versions.iter().cloned().map(text).collect()
    }

    pub fn ranges(&self) -> Vec<Node<'static>> {
        let range = |Bounds { introduced, introduced_after, fixed, last_affected }: &Bounds| {
            let event = |value: &Option<String>| value.clone().map(text);
            let first = introduced.is_none() && introduced_after.is_none();
            of([
                ("introduced", event(introduced).or(first.then(|| text("0")))),
                ("introduced_after", event(introduced_after)),
                ("fixed", event(fixed)),
                ("last_affected", event(last_affected)),
            ])
        };
        self.ranges.iter().map(range).collect()
    }
}

/// A list, where there is something in it.
pub(super) fn there(items: Vec<Node<'_>>) -> Option<Node<'_>> {
    (!items.is_empty()).then(|| list(items))
}

#[cfg(test)]
mod tests {
    use super::{patched, read};

    #[track_caller]
    fn is(written: &str, expected: &[(&str, &str)], versions: &[&str]) {
        let read = read(written).expect("a range");
        let range = |it: &super::Bounds| {
            let lower = it
                .introduced
                .clone()
                .or(it.introduced_after.as_ref().map(|introduced_after| format!(">{introduced_after}")));
            let upper = it.fixed.clone().or(it.last_affected.as_ref().map(|last_affected| format!("={last_affected}")));
            (lower.unwrap_or_default(), upper.unwrap_or_default())
        };
        let found: Vec<_> = read.ranges.iter().map(range).collect();
        let expected: Vec<_> = expected.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        assert_eq!((found, read.versions), (expected, versions.iter().map(|version| version.to_string()).collect()));
    }

    #[test]
    fn ranges_are_read_as_github_writes_them() {
        is("< 1.4.3", &[("", "1.4.3")], &[]);
        is(">= 1.0.0, < 1.2.9", &[("1.0.0", "1.2.9")], &[]);
        is(">= 2.0.0 < 2.1.0", &[("2.0.0", "2.1.0")], &[]);
        is("<= 1.2", &[("", "=1.2")], &[]);
        is("> 1.0", &[(">1.0", "")], &[]);
        is("<1.2.3 || >=2, <2.3", &[("", "1.2.3"), ("2", "2.3")], &[]);
        is("= 1.0", &[], &["1.0"]);
        is("v1.0.0 - v1.2.0", &[("v1.0.0", "=v1.2.0")], &[]);
        for all in ["*", "All versions", "all"] {
            is(all, &[("", "")], &[]);
        }
    }

    #[test]
    fn words_are_no_range() {
        for words in [
            "All of them",
            "",
            "before 1.2",
            "< 1, < 2",
            "< 1, <= 2",
            "~> 1.2",
            "^1",
            "= 1, < 2",
            "- 1",
            "2.x || 3",
            "~3.1",
        ] {
            assert!(read(words).is_none(), "{words}");
        }
    }

    #[test]
    fn fixes_that_no_range_names_are_left() {
        assert_eq!(patched("1.2.4, >= 2.0.1"), ["1.2.4", "2.0.1"]);
        assert!(patched("none yet").is_empty());
        let fixes = |range: &str, versions: &str| read(range).expect("a range").fixes(&patched(versions));
        assert_eq!(fixes("= 1.2.3", "1.2.4"), ["1.2.4"]);
        assert!(fixes("< 1.2.4", "1.2.4").is_empty());
    }
}
