//! NuGet's versions: up to four numbers, and a label in which letter case doesn't count.

use std::cmp::Ordering;

#[derive(PartialEq, Eq)]
pub(super) struct Version {
    numbers: [u64; 4],
    /// Empty for a release.
    label: Vec<Part>,
}

/// Numbers come before words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Word(String),
}

pub(super) fn parse(written: &str) -> Option<Version> {
    let plain = written.trim().trim_start_matches(['v', 'V']);
    let plain = plain.split('+').next()?;
    let (release, label) = plain.split_once('-').map_or((plain, None), |(release, label)| (release, Some(label)));
    let mut numbers = [0; 4];
    for (at, part) in release.split('.').enumerate() {
        *numbers.get_mut(at)? = digits(part)?;
    }
    let part = |part: &str| match digits(part) {
        Some(number) => Part::Number(number),
        None => Part::Word(part.to_ascii_lowercase()),
    };
    let label = label.map_or_else(Vec::new, |label| label.split('.').map(part).collect());
    Some(Version { numbers, label })
}

fn digits(part: &str) -> Option<u64> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let labels = match (self.label.is_empty(), other.label.is_empty()) {
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            _ => self.label.cmp(&other.label),
        };
        self.numbers.cmp(&other.numbers).then(labels)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
