//! dpkg's order: `epoch:upstream-revision`; `~` comes before everything, the end included.

use std::cmp::Ordering;

pub(super) fn compare(a: &str, b: &str) -> Option<Ordering> {
    let ((epoch, upstream, revision), (other, above, last)) = (parse(a)?, parse(b)?);
    Some(epoch.cmp(&other).then_with(|| part(upstream, above)).then_with(|| part(revision, last)))
}

fn parse(written: &str) -> Option<(u64, &str, &str)> {
    let plain = written.trim();
    let (epoch, rest) = match plain.split_once(':') {
        Some((epoch, rest)) => (epoch.parse().ok()?, rest),
        None => (0, plain),
    };
    let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, "0"));
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b".+-~:".contains(&byte);
    let valid = upstream.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(known);
    valid.then_some((epoch, upstream, revision))
}

fn part(mut a: &str, mut b: &str) -> Ordering {
    while !a.is_empty() || !b.is_empty() {
        let split = |text: &'_ str| text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        let ((words, rest), (others, after)) = (a.split_at(split(a)), b.split_at(split(b)));
        let order = letters(words, others);
        if order.is_ne() {
            return order;
        }
        let split = |text: &'_ str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let ((number, rest), (other, after)) = (rest.split_at(split(rest)), after.split_at(split(after)));
        let plain = |digits: &'_ str| digits.trim_start_matches('0').to_owned();
        let (number, other) = (plain(number), plain(other));
        let order = number.len().cmp(&other.len()).then_with(|| number.cmp(&other));
        if order.is_ne() {
            return order;
        }
        (a, b) = (rest, after);
    }
    Ordering::Equal
}

/// `~` first, then the end, then letters, then all else.
fn letters(a: &str, b: &str) -> Ordering {
    let weight = |byte: Option<u8>| match byte {
        Some(b'~') => -1,
        None => 0,
        Some(byte) if byte.is_ascii_alphabetic() => i32::from(byte),
        Some(byte) => i32::from(byte) + 256,
    };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut pairs = (0..a.len().max(b.len())).map(|at| weight(a.get(at).copied()).cmp(&weight(b.get(at).copied())));
    pairs.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
