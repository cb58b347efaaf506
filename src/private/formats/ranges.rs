//! Ranges of versions as GitHub's advisories write them: `>= 1.0.0, < 1.2.9`.

use super::keys::{list, of, text};
use crate::private::yaml::Node;

/// What a text says is affected.
pub(super) struct Read {
    ranges: Vec<Bounds>,
    versions: Vec<String>,
}

#[derive(Default)]
struct Bounds {
    introduced: Option<String>,
    fixed: Option<String>,
    last_affected: Option<String>,
}

/// `None`: this is no range, but words. `patched`: the version that fixes it, where it is one.
pub(super) fn read(written: &str, patched: &str) -> Option<Read> {
    let mut read = Read { ranges: Vec::new(), versions: Vec::new() };
    let alternatives: Vec<&str> = written.split("||").collect();
    for alternative in &alternatives {
        let mut bounds = Bounds::default();
        for part in alternative.split(',').map(str::trim) {
            let end = part.find(|it: char| !matches!(it, '<' | '>' | '=')).unwrap_or(part.len());
            let (sign, version) = (&part[..end], part[end..].trim());
            if !is_version(version) {
                return None;
            }
            let version = version.to_owned();
            let slot = match sign {
                // One version too many is the safe side.
                ">=" | ">" => &mut bounds.introduced,
                "<" => &mut bounds.fixed,
                "<=" => &mut bounds.last_affected,
                "=" | "==" | "" => {
                    read.versions.push(version);
                    continue;
                }
                _ => return None,
            };
            if slot.replace(version).is_some() {
                return None;
            }
        }
        if bounds.fixed.is_some() && bounds.last_affected.is_some() {
            return None;
        }
        let patched = patched.trim().trim_start_matches(['>', '=', ' ']);
        if bounds.fixed.is_none() && bounds.last_affected.is_some() && alternatives.len() == 1 && is_version(patched) {
            (bounds.fixed, bounds.last_affected) = (Some(patched.to_owned()), None);
        }
        if bounds.introduced.is_some() || bounds.fixed.is_some() || bounds.last_affected.is_some() {
            read.ranges.push(bounds);
        }
    }
    Some(read)
}

fn is_version(text: &str) -> bool {
    text.contains(|it: char| it.is_ascii_digit())
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'+' | b'_' | b':' | b'~'))
}

impl Read {
    /// Whether the version that fixes it is told by a range.
    pub fn is_fixed_in(&self, patched: &str) -> bool {
        let patched = patched.trim().trim_start_matches(['>', '=', ' ']);
        self.ranges.iter().any(|range| range.fixed.as_deref() == Some(patched))
    }

    pub fn versions(&self) -> Node<'static> {
        list(self.versions.iter().cloned().map(text).collect())
    }

    pub fn ranges(&self) -> Node<'static> {
        let range = |Bounds { introduced, fixed, last_affected }: &Bounds| {
            let event = |value: &Option<String>| value.clone().map(text);
            of([
                ("introduced", Some(text(introduced.clone().unwrap_or_else(|| "0".into())))),
                ("fixed", event(fixed)),
                ("last_affected", event(last_affected)),
            ])
        };
        list(self.ranges.iter().map(range).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn is(written: &str, patched: &str, expected: &[(&str, &str)], versions: &[&str]) {
        let read = read(written, patched).expect("a range");
        let range = |it: &super::Bounds| {
            let upper = it.fixed.clone().or(it.last_affected.as_ref().map(|it| format!("={it}")));
            (it.introduced.clone().unwrap_or_default(), upper.unwrap_or_default())
        };
        let found: Vec<_> = read.ranges.iter().map(range).collect();
        let expected: Vec<_> = expected.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        assert_eq!((found, read.versions), (expected, versions.iter().map(|it| it.to_string()).collect()));
    }

    #[test]
    fn ranges_are_read_as_github_writes_them() {
        is("< 1.4.3", "1.4.3", &[("", "1.4.3")], &[]);
        is(">= 1.0.0, < 1.2.9", "", &[("1.0.0", "1.2.9")], &[]);
        is("<= 1.2", "", &[("", "=1.2")], &[]);
        is("<= 1.2", "1.3", &[("", "1.3")], &[]);
        is("<1.2.3 || >=2, <2.3", "1.2.3, 2.3", &[("", "1.2.3"), ("2", "2.3")], &[]);
        is("= 1.0", "", &[], &["1.0"]);
    }

    #[test]
    fn words_are_no_range() {
        for words in ["All versions", "", "before 1.2", "< 1, < 2", "< 1, <= 2"] {
            assert!(read(words, "").is_none(), "{words}");
        }
    }
}
