//! Ranges of versions as a reader reads them: "before 1.4.3", "from 2.4.0, before 2.9.5", "1.0.0 and later".

use crate::public::{Range, RangeEvent};
use std::cmp::Ordering;

/// One stretch of versions.
#[derive(Default)]
pub struct Stretch<'a> {
    /// None: from the first version.
    pub from: Option<&'a str>,
    /// None: it goes on.
    pub end: Option<End<'a>>,
}

pub enum End<'a> {
    Before(&'a str),
    Upto(&'a str),
}

/// The range in words, one for each stretch.
pub fn phrases(range: &Range) -> Vec<String> {
    stretches(&range.events).iter().map(phrase).collect()
}

/// The versions that fix it, in the order of the stretches.
pub fn fixed(range: &Range) -> impl Iterator<Item = &str> {
    in_order(&range.events).into_iter().filter_map(|event| match event {
        RangeEvent::Fixed(version) => Some(version.as_str()),
        _ => None,
    })
}

pub fn phrase(stretch: &Stretch<'_>) -> String {
    match (stretch.from, &stretch.end) {
        (None, None) => "all versions".to_string(),
        (None, Some(End::Before(end))) => format!("before {end}"),
        (None, Some(End::Upto(end))) => format!("up to and including {end}"),
        (Some(from), None) => format!("{from} and later"),
        (Some(from), Some(End::Upto(end))) if from == *end => format!("{from} only"),
        (Some(from), Some(End::Before(end))) => format!("from {from}, before {end}"),
        (Some(from), Some(End::Upto(end))) => format!("{from} up to and including {end}"),
    }
}

pub fn stretches(events: &[RangeEvent]) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Stretch<'_>> = None;
    for event in in_order(events) {
        let end = match event {
            RangeEvent::Introduced(version) => {
                let from = Some(version.as_str()).filter(|version| *version != "0");
                found.extend(open.replace(Stretch { from, end: None }));
                continue;
            }
            RangeEvent::Fixed(version) | RangeEvent::Limit(version) => End::Before(version),
            RangeEvent::LastAffected(version) => End::Upto(version),
        };
        found.push(Stretch { end: Some(end), ..open.take().unwrap_or_default() });
    }
    found.extend(open);
    found
}

/// As written, if each beginning is followed by its end; else sorted, for OSV leaves the order free.
fn in_order(events: &[RangeEvent]) -> Vec<&RangeEvent> {
    let begins = |event: &RangeEvent| matches!(event, RangeEvent::Introduced(_));
    let mut ordered: Vec<&RangeEvent> = events.iter().collect();
    if ordered.windows(2).any(|pair| begins(pair[0]) == begins(pair[1])) {
        ordered.sort_by(|a, b| compare(version(a), version(b)).then(begins(a).cmp(&begins(b))));
    }
    ordered
}

fn version(event: &RangeEvent) -> &str {
    match event {
        RangeEvent::Introduced(it) | RangeEvent::Fixed(it) | RangeEvent::LastAffected(it) | RangeEvent::Limit(it) => it,
    }
}

/// Runs of digits as numbers, the rest as text; `1.0.0-rc` before `1.0.0`.
pub fn compare(a: &str, b: &str) -> Ordering {
    let split = |version: &str| {
        version.split('+').next().unwrap_or_default().split_once('-').map(|(a, b)| (a.to_string(), b.to_string()))
    };
    match (split(a), split(b)) {
        (Some((a, before)), Some((b, other))) => natural(&a, &b).then_with(|| natural(&before, &other)),
        (Some((a, _)), None) => natural(&a, b).then(Ordering::Less),
        (None, Some((b, _))) => natural(a, &b).then(Ordering::Greater),
        (None, None) => natural(a, b),
    }
}

fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (in_a, in_b) = (digits(a), digits(b));
        if in_a > 0 && in_b > 0 {
            let number = |text: &str| (text.trim_start_matches('0').len(), text.trim_start_matches('0').to_string());
            let order = number(&a[..in_a]).cmp(&number(&b[..in_b]));
            if order.is_ne() {
                return order;
            }
            (a, b) = (&a[in_a..], &b[in_b..]);
            continue;
        }
        match (a.chars().next(), b.chars().next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]),
            (x, y) => return x.cmp(&y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::RangeType;
    use crate::render::fixture::t;
    use RangeEvent::{Fixed, Introduced, LastAffected, Limit};

    fn read(events: Vec<RangeEvent>) -> Vec<String> {
        phrases(&Range { kind: RangeType::Semver, repo: None, events })
    }

    #[test]
    fn a_range_reads_as_people_say_it() {
        assert_eq!(read(vec![Introduced(t("0")), Fixed(t("1.4.3"))]), ["before 1.4.3"]);
        assert_eq!(read(vec![Introduced(t("1.0.0")), LastAffected(t("1.2.9"))]), ["1.0.0 up to and including 1.2.9"]);
        assert_eq!(read(vec![Introduced(t("1.0.0"))]), ["1.0.0 and later"]);
        assert_eq!(read(vec![Introduced(t("0"))]), ["all versions"]);
        assert_eq!(read(vec![Introduced(t("2.4.0")), Fixed(t("2.9.5"))]), ["from 2.4.0, before 2.9.5"]);
        assert_eq!(read(vec![Introduced(t("0")), LastAffected(t("2.0"))]), ["up to and including 2.0"]);
        assert_eq!(read(vec![Introduced(t("4.4.3")), LastAffected(t("4.4.3"))]), ["4.4.3 only"]);
        assert_eq!(read(vec![Introduced(t("1")), Limit(t("2"))]), ["from 1, before 2"]);
        assert_eq!(read(vec![Fixed(t("2"))]), ["before 2"]);
        assert!(read(Vec::new()).is_empty());
    }

    #[test]
    fn stretches_are_told_apart_in_whatever_order_they_come() {
        let expected = ["from 2.0.0, before 2.10.1", "from 3.0.0, before 3.3.1"];
        let written = vec![Introduced(t("2.0.0")), Fixed(t("2.10.1")), Introduced(t("3.0.0")), Fixed(t("3.3.1"))];
        assert_eq!(read(written), expected);
        let mixed = vec![Introduced(t("3.0.0")), Introduced(t("2.0.0")), Fixed(t("3.3.1")), Fixed(t("2.10.1"))];
        assert_eq!(read(mixed), expected);
    }

    #[test]
    fn versions_compare_by_their_numbers() {
        assert_eq!(compare("1.9.0", "1.10.0"), Ordering::Less);
        assert_eq!(compare("1.0.0-rc.1", "1.0.0"), Ordering::Less);
        assert_eq!(compare("1.0.0-rc.2", "1.0.0-rc.10"), Ordering::Less);
        assert_eq!(compare("1.01", "1.1"), Ordering::Equal);
        assert_eq!(compare("99999999999999999999999", "100000000000000000000000"), Ordering::Less);
    }
}
