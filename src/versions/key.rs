//! Versions as keys that compare part by part, for orders that can be written so.
//!
//! Each function is one specification. The pages' script has the same functions with the same parts
//! (`themes/default/your-version.js`): what is changed here is changed there.

use std::cmp::Ordering;

/// Parts of one place are of one kind; of two lists the one that ends first comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Part {
    Rank(i8),
    Number(Number),
    Word(String),
    List(Vec<Part>),
}

/// Digits without zeros in front: the longer, the more.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Number(String);

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

use Part::{List, Rank, Word};

fn number(digits: &str) -> Part {
    Part::Number(Number(digits.trim_start_matches('0').to_owned()))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hackage's (PVP) and CRAN's: numbers between dots, on CRAN between hyphens, too.
pub(super) fn dotted(written: &str) -> Option<Vec<Part>> {
    let parts: Vec<&str> = written.trim().split(['.', '-']).collect();
    parts.iter().all(|part| is_digits(part)).then(|| parts.into_iter().map(number).collect())
}

/// RPM's: `epoch:version-release`, each by rpmvercmp (rpm-version(7)). `~` comes before the end, `^` after it.
pub(super) fn rpm(written: &str) -> Option<Vec<Part>> {
    let written = written.trim();
    let (epoch, rest) = written.split_once(':').unwrap_or(("0", written));
    let (version, release) = rest.rsplit_once('-').map_or((rest, None), |(version, release)| (version, Some(release)));
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"._+~^-".contains(&byte);
    let valid = is_digits(epoch) && version.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.bytes().all(known);
    let release = release.map_or(Rank(0), |release| List(segments(release)));
    valid.then(|| vec![number(epoch), List(segments(version)), List(vec![release_rank(&release), release])])
}

/// What has a release comes after what has none.
fn release_rank(release: &Part) -> Part {
    Rank(i8::from(matches!(release, List(_))))
}

fn segments(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| match first.is_ascii_digit() {
            true => c.is_ascii_digit(),
            false => c.is_ascii_alphabetic(),
        };
        if !first.is_ascii_alphanumeric() {
            rest = &rest[first.len_utf8()..];
            found.extend(match first {
                '~' => Some(List(vec![Rank(0)])),
                '^' => Some(List(vec![Rank(2)])),
                _ => None,
            });
            continue;
        }
        let (run, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        found.push(match first.is_ascii_digit() {
            true => List(vec![Rank(4), number(run)]),
            false => List(vec![Rank(3), Word(run.to_owned())]),
        });
        rest = after;
    }
    found.push(List(vec![Rank(1)]));
    found
}

/// apk's: numbers, a letter, suffixes, a revision (apk-package(5)). A number with a zero in front, but for the first, is a fraction.
pub(super) fn alpine(written: &str) -> Option<Vec<Part>> {
    const SUFFIXES: [(&str, i8); 9] =
        [("alpha", -4), ("beta", -3), ("pre", -2), ("rc", -1), ("cvs", 1), ("svn", 2), ("git", 3), ("hg", 4), ("p", 5)];
    let written = written.trim();
    let (rest, revision) = match written.rsplit_once("-r") {
        Some((rest, revision)) if is_digits(revision) => (rest, List(vec![number(revision)])),
        _ => (written, List(Vec::new())),
    };
    let mut parts = rest.split('_');
    let numbers = parts.next()?;
    let (numbers, letter) = match numbers.chars().last() {
        Some(last) if last.is_ascii_lowercase() => (&numbers[..numbers.len() - 1], last.to_string()),
        _ => (numbers, String::new()),
    };
    let mut suffixes = Vec::new();
    for suffix in parts {
        let end = suffix.find(|c: char| c.is_ascii_digit()).unwrap_or(suffix.len());
        let (word, digits) = suffix.split_at(end);
        let (_, rank) = SUFFIXES.iter().find(|(known, _)| *known == word)?;
        if !digits.is_empty() && !is_digits(digits) {
            return None;
        }
        suffixes.push(List(vec![Rank(*rank), number(digits)]));
    }
    suffixes.push(List(vec![Rank(0)]));
    let mut numbers = numbers.split('.');
    let first = numbers.next().filter(|first| is_digits(first))?;
    let fraction = |digits: &str| match digits.starts_with('0') {
        true => List(vec![Rank(0), Word(digits.to_owned())]),
        false => List(vec![Rank(1), number(digits)]),
    };
    let others: Option<Vec<Part>> = numbers.map(|digits| is_digits(digits).then(|| fraction(digits))).collect();
    Some(vec![number(first), List(others?), Word(letter), List(suffixes), revision])
}

/// Conan's: a number or a word between dots, then `-` and what comes before the release, then `+` and the build (its reference,
/// "Version ranges", and its `Version`). Zeros at the end don't count.
pub(super) fn conan(written: &str) -> Option<Vec<Part>> {
    let written = written.trim();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"._+*-".contains(&byte);
    let (rest, build) = written.rsplit_once('+').map_or((written, None), |(rest, build)| (rest, Some(build)));
    let (main, early) = rest.split_once('-').map_or((rest, None), |(main, early)| (main, Some(early)));
    if !written.bytes().all(known) || rest.contains('+') || main.split('.').any(str::is_empty) {
        return None;
    }
    let before = |part: Option<&str>, absent, there| match part {
        Some(part) => List(vec![Rank(there), List(items(part))]),
        None => List(vec![Rank(absent)]),
    };
    Some(vec![List(items(main)), before(early, 1, 0), before(build, 0, 1)])
}

fn items(text: &str) -> Vec<Part> {
    let mut items: Vec<&str> = text.split('.').collect();
    while items.last().is_some_and(|item| is_digits(item) && item.bytes().all(|digit| digit == b'0')) {
        items.pop();
    }
    items.into_iter().map(item).collect()
}

/// Of a word that begins with digits these count first; one that begins with a sign that comes before digits comes before them.
fn item(text: &str) -> Part {
    let (digits, word) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let rank = match digits.is_empty() {
        false => 1,
        true if text.as_bytes().first().is_none_or(|first| *first < b'0') => 0,
        true => 2,
    };
    List(vec![Rank(rank), number(digits), Word(word.to_owned())])
}

/// Whether Conan itself, which compares a number with a word as texts, orders two likewise. It doesn't with `10` and `9a`.
pub(super) fn is_certain_in_conan(a: &str, b: &str) -> bool {
    let split = |text: &'_ str| -> Vec<String> { text.trim().split(['.', '-', '+']).map(str::to_owned).collect() };
    let (a, b) = (split(a), split(b));
    let Some((a, b)) = a.iter().zip(&b).find(|(a, b)| item(a) != item(b)) else { return true };
    is_digits(a) && is_digits(b) || item(a).cmp(&item(b)) == a.cmp(b)
}

/// Composer's: four numbers, a stability with its numbers, `dev` (composer/semver's VersionParser, then PHP's version_compare).
pub(super) fn composer(written: &str) -> Option<Vec<Part>> {
    const STABILITIES: [(&str, i8); 9] =
        [("alpha", 1), ("a", 1), ("beta", 2), ("b", 2), ("rc", 3), ("stable", 4), ("patch", 5), ("pl", 5), ("p", 5)];
    let lower = written.trim().to_lowercase();
    let plain = lower.split('+').next()?.trim_start_matches('v');
    let end = plain.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(plain.len());
    let (numbers, rest) = plain.split_at(end);
    let numbers: Vec<&str> = numbers.trim_end_matches('.').split('.').collect();
    if numbers.len() > 4 || !numbers.iter().all(|digits| is_digits(digits)) {
        return None;
    }
    let mut rest = rest.trim_start_matches(['.', '-', '_']);
    let dev = rest == "dev" || rest.ends_with("-dev") || rest.ends_with(".dev") || rest.ends_with("_dev");
    if dev {
        rest = rest[..rest.len() - 3].trim_end_matches(['.', '-', '_']);
    }
    let words = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, digits) = rest.split_at(words);
    let rank = match word {
        "" if digits.is_empty() => {
            if dev {
                0
            } else {
                4
            }
        }
        word => STABILITIES.iter().find(|(known, _)| *known == word)?.1,
    };
    let digits: Vec<&str> = digits.split(['.', '-']).filter(|digits| !digits.is_empty()).collect();
    if !digits.iter().all(|part| is_digits(part)) {
        return None;
    }
    let at = |place: usize| number(numbers.get(place).copied().unwrap_or("0"));
    let stability = vec![Rank(rank), List(digits.into_iter().map(number).collect()), Rank(i8::from(!dev))];
    Some((0..4).map(at).chain(stability).collect())
}

/// Whether Composer calls it less than stable.
pub(super) fn is_early_composer(written: &str) -> bool {
    composer(written).is_some_and(|key| key[4] < Rank(4) || key[6] == Rank(0))
}
