//! RubyGems' order: segments of digits and of letters; letters come before numbers, and zeros at the end don't count.

use std::cmp::Ordering;

/// A word comes before any number.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Segment {
    Word(String),
    Number(u64),
}

pub(super) fn compare(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (segments(a)?, segments(b)?);
    let zero = Segment::Number(0);
    let longest = a.len().max(b.len());
    let at = |list: &'_ [Segment], at: usize| list.get(at).map_or(Ordering::Equal, |value| value.cmp(&zero));
    for index in 0..longest {
        let order = match (a.get(index), b.get(index)) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => at(&a, index),
            (None, _) => at(&b, index).reverse(),
        };
        if order.is_ne() {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

/// Zeros at the end don't count, nor those before the first word: `1.0.pre` is 1.pre.
fn canonical(segments: Vec<Segment>) -> Vec<Segment> {
    let (mut found, mut words) = (Vec::new(), false);
    for segment in segments {
        if !words && matches!(segment, Segment::Word(_)) {
            words = true;
            trim(&mut found);
        }
        found.push(segment);
    }
    trim(&mut found);
    found
}

fn trim(segments: &mut Vec<Segment>) {
    while segments.last() == Some(&Segment::Number(0)) {
        segments.pop();
    }
}

/// `1.0-rc1` is 1.0.pre.rc.1.
fn segments(written: &str) -> Option<Vec<Segment>> {
    let plain = written.trim().replace('-', ".pre.");
    if !plain.starts_with(|c: char| c.is_ascii_digit())
        || !plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    {
        return None;
    }
    let mut found = Vec::new();
    for part in plain.split('.') {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let same = |c: char| c.is_ascii_digit() == first.is_ascii_digit();
            let (run, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
            found.push(match first.is_ascii_digit() {
                true => Segment::Number(run.parse().ok()?),
                false => Segment::Word(run.to_string()),
            });
            rest = after;
        }
    }
    Some(canonical(found))
}
