//! Ranges of versions as a reader reads them: "before 1.4.3", "2.4.0 and later, before 2.9.5", "1.0.0 and later".

use super::words::Words;
use crate::public::{Affected, Range, RangeType};
use crate::versions::{self, End, Order, Stretch, stretches};

impl Words {
    /// The range in words, one for each stretch, the lowest versions first.
    pub fn range(&self, range: &Range, order: Order) -> Vec<String> {
        stretches(range, order).iter().map(|stretch| self.stretch(stretch)).collect()
    }

    /// One stretch in words.
    pub fn stretch(&self, stretch: &Stretch<'_>) -> String {
        let words = &self.versions;
        match (stretch.from, &stretch.end) {
            (None, None) => words.all.clone(),
            (None, Some(End::Before(end))) => words.before.fill(&[("end", end)]),
            (None, Some(End::Upto(end))) => words.up_to.fill(&[("end", end)]),
            (Some(from), None) => words.later.fill(&[("from", from)]),
            (Some(from), Some(End::Upto(end))) if from == *end => words.only.fill(&[("from", from)]),
            (Some(from), Some(End::Before(end))) => words.from_before.fill(&[("from", from), ("end", end)]),
            (Some(from), Some(End::Upto(end))) => words.from_up_to.fill(&[("from", from), ("end", end)]),
        }
    }
}

/// All its ranges in words: `before 1.4.3`, `commits before 6512bd4`.
pub fn all(words: &Words, affected: &Affected) -> impl Iterator<Item = String> {
    affected.ranges.iter().flat_map(move |range| {
        let commits = range.kind == RangeType::Git;
        let phrases = words.range(range, order(affected, range)).into_iter();
        phrases.map(move |it| if commits { words.versions.commits.fill(&[("range", &it)]) } else { it })
    })
}

/// `harbour-cli (npm)`.
pub fn package(affected: &Affected) -> String {
    match &affected.package.ecosystem {
        Some(ecosystem) => format!("{} ({ecosystem})", affected.package.name),
        None => affected.package.name.to_string(),
    }
}

/// Versions to update to; commits are left to those who build from source.
pub fn fixed(affected: &Affected) -> Vec<&str> {
    let releases = affected.ranges.iter().filter(|range| range.kind != RangeType::Git);
    let mut found = Vec::new();
    for version in releases.flat_map(|range| versions::fixed(range, order(affected, range))) {
        if !found.contains(&version) {
            found.push(version);
        }
    }
    found.sort_by(|a, b| Order::of(affected.package.ecosystem.as_deref()).sort(a, b));
    found
}

pub fn order(affected: &Affected, range: &Range) -> Order {
    Order::of_range(range.kind, affected.package.ecosystem.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::{RangeEvent, RangeType};
    use crate::render::fixture::t;
    use RangeEvent::{Fixed, Introduced, LastAffected, Limit};

    fn read(events: Vec<RangeEvent>) -> Vec<String> {
        Words::english().range(&Range { kind: RangeType::Semver, repo: None, events }, Order::SemVer)
    }

    #[test]
    fn a_range_reads_as_people_say_it() {
        assert_eq!(read(vec![Introduced(t("0")), Fixed(t("1.4.3"))]), ["before 1.4.3"]);
        assert_eq!(read(vec![Introduced(t("1.0.0")), LastAffected(t("1.2.9"))]), ["1.0.0 up to and including 1.2.9"]);
        assert_eq!(read(vec![Introduced(t("1.0.0"))]), ["1.0.0 and later"]);
        assert_eq!(read(vec![Introduced(t("0"))]), ["all versions"]);
        assert_eq!(read(vec![Introduced(t("2.4.0")), Fixed(t("2.9.5"))]), ["2.4.0 and later, before 2.9.5"]);
        assert_eq!(read(vec![Introduced(t("0")), LastAffected(t("2.0"))]), ["up to and including 2.0"]);
        assert_eq!(read(vec![Introduced(t("4.4.3")), LastAffected(t("4.4.3"))]), ["4.4.3 only"]);
        assert_eq!(read(vec![Introduced(t("1")), Limit(t("2"))]), ["1 and later, before 2"]);
        assert_eq!(read(vec![Fixed(t("2"))]), ["before 2"]);
        assert!(read(Vec::new()).is_empty());
    }

    #[test]
    fn stretches_are_told_apart_in_whatever_order_they_come() {
        let expected = ["2.0.0 and later, before 2.10.1", "3.0.0 and later, before 3.3.1"];
        let written = vec![Introduced(t("2.0.0")), Fixed(t("2.10.1")), Introduced(t("3.0.0")), Fixed(t("3.3.1"))];
        assert_eq!(read(written), expected);
        let mixed = vec![Introduced(t("3.0.0")), Introduced(t("2.0.0")), Fixed(t("3.3.1")), Fixed(t("2.10.1"))];
        assert_eq!(read(mixed), expected);
    }
}
