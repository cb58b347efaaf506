//! Ranges of versions as a reader reads them: "before 1.4.3", "2.4.0 and later, before 2.9.5", "1.0.0 and later".

use super::labels;
use super::words::Words;
use crate::public::{Affected, Range, RangeEvent, RangeType};
use crate::versions::{self, Claim, End, Extent, Order, Start, Stretch, Verdict, stretches};

/// More versions than this aren't named one by one.
const LISTED: usize = 12;

impl Words {
    /// The range in words, one for each stretch, the lowest versions first.
    pub fn range(&self, range: &Range, order: Order) -> Vec<String> {
        stretches(range, order).iter().map(|stretch| self.stretch(stretch)).collect()
    }

    /// A range of commits in words. They have no order here: each beginning and each end is named.
    pub fn commits(&self, range: &Range) -> Vec<String> {
        let either = |wanted: fn(&RangeEvent) -> bool| {
            let chosen = range.events.iter().filter(|event| wanted(event)).map(|event| event.version().to_string());
            let chosen = chosen.filter(|commit| commit != "0");
            chosen.reduce(|one, other| self.versions.or.fill(&[("one", &one), ("other", &other)]))
        };
        let from = either(|event| matches!(event, RangeEvent::Introduced(_) | RangeEvent::IntroducedAfter(_)));
        let before = either(|event| matches!(event, RangeEvent::Fixed(_) | RangeEvent::Limit(_)));
        let last = either(|event| matches!(event, RangeEvent::LastAffected(_)));
        let from = from.as_deref().map(Start::At);
        let ends = [before.as_deref().map(End::Fixed), last.as_deref().map(End::Upto)];
        let mut phrases: Vec<String> =
            ends.into_iter().flatten().map(|end| self.stretch(&Stretch { from, end: Some(end) })).collect();
        if phrases.is_empty() {
            phrases.push(self.stretch(&Stretch { from, end: None }));
        }
        phrases
    }

    /// Some versions in words; of many that are listed, the first.
    pub fn extent(&self, extent: &Extent<'_>) -> String {
        match extent {
            Extent::Stretch(stretch) => self.stretch(stretch),
            Extent::Listed(all) => {
                let more = if all.len() > LISTED { ", …" } else { "" };
                format!("{}{more}", all[..all.len().min(LISTED)].join(", "))
            }
        }
    }

    /// One stretch in words. The end of a series, `2.*`, is written as people do: 2.x.
    pub fn stretch(&self, stretch: &Stretch<'_>) -> String {
        let words = &self.versions;
        let end = stretch.end.map(|end| end.version().replace('*', "x")).unwrap_or_default();
        let end = ("end", &*end);
        match (stretch.from, stretch.end) {
            (None, None) => words.all.clone(),
            (None, Some(End::Fixed(_) | End::Before(_))) => words.before.fill(&[end]),
            (None, Some(End::Upto(_))) => words.up_to.fill(&[end]),
            (Some(Start::At(from)), Some(End::Upto(last))) if from == last => words.only.fill(&[("from", from)]),
            (Some(Start::At(from)), end_of) => match end_of {
                None => words.later.fill(&[("from", from)]),
                Some(End::Fixed(_) | End::Before(_)) => words.from_before.fill(&[("from", from), end]),
                Some(End::Upto(_)) => words.from_up_to.fill(&[("from", from), end]),
            },
            (Some(Start::After(from)), end_of) => match end_of {
                None => words.after.fill(&[("from", from)]),
                Some(End::Fixed(_) | End::Before(_)) => words.after_before.fill(&[("from", from), end]),
                Some(End::Upto(_)) => words.after_up_to.fill(&[("from", from), end]),
            },
        }
    }
}

/// All its ranges in words: `before 1.4.3`, `commits before 6512bd4`.
pub fn all(words: &Words, affected: &Affected) -> impl Iterator<Item = String> {
    let stretches = versions::remainders(affected).flat_map(|remainder| remainder.stretches);
    let releases = stretches.map(|stretch| words.stretch(&stretch));
    let commits = affected.ranges.iter().filter(|range| range.kind == RangeType::Git);
    let named = |range: String| words.versions.commits.fill(&[("range", &range)]);
    releases.chain(commits.flat_map(move |range| words.commits(range).into_iter().map(named)))
}

/// `harbour-cli (npm)`.
pub fn package(affected: &Affected) -> String {
    match &affected.package.ecosystem {
        Some(ecosystem) => format!("{} ({ecosystem})", affected.package.name),
        None => affected.package.name.to_string(),
    }
}

/// What a record says of one package, in the order of its first entry. Platforms that are told apart are packages of their own:
/// what isn't said of one of them is said of all.
pub fn by_package(affected: &[Affected]) -> Vec<Vec<&Affected>> {
    let mut packages: Vec<Vec<&Affected>> = Vec::new();
    for entry in affected {
        if !packages.iter().any(|known| is_of(entry, known)) {
            let others = affected.iter().filter(|other| !std::ptr::eq(*other, entry) && is_beside(entry, other));
            packages.push(std::iter::once(entry).chain(others).collect());
        }
    }
    packages
}

/// Whether two entries are of one package, on one platform at least.
pub fn is_beside(a: &Affected, b: &Affected) -> bool {
    let shared = || a.platforms.iter().any(|platform| b.platforms.contains(platform));
    a.package.is_same(&b.package) && (a.platforms.is_empty() || b.platforms.is_empty() || shared())
}

/// Whether these are the entries of an entry's package and platforms.
pub fn is_of(affected: &Affected, entries: &[&Affected]) -> bool {
    entries[0].package.is_same(&affected.package) && entries[0].platforms == affected.platforms
}

/// The platforms of an entry, where other entries of its package have others: `Windows, Linux`.
pub fn apart(affected: &Affected, all: &[Affected]) -> Option<String> {
    let other = |it: &Affected| it.package.is_same(&affected.package) && it.platforms != affected.platforms;
    let names: Vec<&str> = affected.platforms.iter().map(|it| labels::platform(it)).collect();
    (!names.is_empty() && all.iter().any(other)).then(|| names.join(", "))
}

/// Versions to update to, of those that an entry names: none that another entry of the package calls affected.
pub fn fixed<'a>(affected: &'a Affected, all: &[Affected]) -> Vec<&'a str> {
    let of_package = all.iter().filter(|other| is_beside(affected, other));
    fixed_among(affected, &of_package.collect::<Vec<_>>())
}

/// As [`fixed`], among entries of one package.
pub fn fixed_among<'a>(affected: &'a Affected, entries: &[&Affected]) -> Vec<&'a str> {
    let claims: Vec<Claim> = entries.iter().map(|entry| Claim::of(entry)).collect();
    let releases = affected.ranges.iter().filter(|range| range.kind != RangeType::Git);
    let mut found = Vec::new();
    let of_ranges = releases.flat_map(|range| versions::fixed(range, order(affected, range)));
    for version in of_ranges.chain(affected.fixed.iter().map(|version| version.as_str())) {
        if !found.contains(&version) && versions::judge(version, &claims) != Verdict::Affected {
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
    use crate::render::fixture::t;
    use RangeEvent::{Fixed, Introduced, IntroducedAfter, LastAffected, Limit};

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
        assert_eq!(read(vec![IntroducedAfter(t("1"))]), ["later than 1"]);
        assert_eq!(read(vec![IntroducedAfter(t("1")), Fixed(t("2"))]), ["later than 1, before 2"]);
        assert_eq!(read(vec![Introduced(t("1")), LastAffected(t("2.*"))]), ["1 up to and including 2.x"]);
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

    #[test]
    fn an_empty_stretch_and_one_that_ends_before_it_begins_are_nothing() {
        let neighbours = [Introduced(t("1.8.0")), Fixed(t("1.8.0")), Introduced(t("7.0.0")), Fixed(t("7.0.3"))];
        assert_eq!(read(neighbours.to_vec()), ["7.0.0 and later, before 7.0.3"]);
        assert_eq!(read(vec![Introduced(t("1.0.8")), Fixed(t("1.0.7"))]), ["1.0.8 and later"]);
        assert!(read(vec![Introduced(t("0")), Fixed(t("0"))]).is_empty());
        let again = vec![Introduced(t("1.0")), Introduced(t("2.0")), Fixed(t("3.0"))];
        assert_eq!(read(again), ["1.0 and later, before 3.0"]);
    }
}
