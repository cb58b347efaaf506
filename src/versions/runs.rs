//! Which versions of a package which of its records affect: runs of versions that all records judge alike.

use super::clear::bounds;
use super::verdict::judge_point;
use super::{Claim, End, Point, Start, Stretch, Verdict};

/// Versions that follow one another, and what each record says of all of them.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    pub stretch: Stretch<'a>,
    /// In the order of the records.
    pub verdicts: Vec<Verdict>,
}

/// The runs of a package, the lowest versions first. None where versions can't be put into one order: then there are no runs.
///
/// Between two neighbouring versions that a record names all versions are judged alike, so that every version is judged by these
/// and by what lies between them.
pub fn runs<'a>(records: &[Vec<Claim<'a>>]) -> Option<Vec<Run<'a>>> {
    let claims = || records.iter().flatten();
    let order = claims().next()?.order;
    let ranges = claims().flat_map(|claim| claim.ranges.iter().chain(&claim.unaffected).chain(&claim.unknown));
    if !order.is_known()
        || claims().any(|claim| claim.order != order)
        || ranges.into_iter().any(|range| range.order != order)
    {
        return None;
    }
    let verdicts = |point| records.iter().map(|claims| judge_point(point, claims)).collect::<Vec<_>>();
    let mut found: Vec<Run<'a>> = vec![Run { stretch: Stretch::default(), verdicts: verdicts(Point::First) }];
    let mut add = |from: Start<'a>, verdicts: Vec<Verdict>| {
        let Some(last) = found.last_mut() else { return };
        if last.verdicts == verdicts {
            return;
        }
        last.stretch.end = Some(match from {
            Start::At(version) => End::Before(version),
            Start::After(version) => End::Upto(version),
        });
        found.push(Run { stretch: Stretch { from: Some(from), end: None }, verdicts });
    };
    for bound in bounds(records, order)? {
        add(Start::At(bound.version), verdicts(Point::At(bound.version)));
        add(Start::After(bound.version), verdicts(Point::After(bound.version)));
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::{DefaultStatus, Vocabulary};
    use crate::versions::{Edge, Events, Order, judge};
    use proptest::prelude::*;
    use std::cmp::Ordering;

    const VERSIONS: [&str; 9] =
        ["0.9.0", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.2.1", "2.0.0-alpha", "2.0.0", "2.1.0", "3.0.0"];

    fn claim(ranges: Vec<Vec<(Edge, &'static str)>>, versions: Vec<&'static str>) -> Claim<'static> {
        let order = Order::SemVer;
        Claim {
            order,
            status: None,
            default: None,
            ranges: ranges.into_iter().map(|events| Events { order, events }).collect(),
            versions,
            fixed: Vec::new(),
            commits: false,
            unaffected: Vec::new(),
            unknown: Vec::new(),
        }
    }

    fn words(records: &[Vec<Claim<'_>>]) -> Vec<String> {
        let say = crate::render::Words::english();
        let sign = |it: &Verdict| match it {
            Verdict::Affected => 'x',
            Verdict::NotAffected => '-',
            Verdict::NotListed | Verdict::CannotTell(_) => '?',
        };
        let runs = runs(records).expect("an order");
        runs.iter()
            .map(|run| format!("{}: {}", say.stretch(&run.stretch), run.verdicts.iter().map(sign).collect::<String>()))
            .collect()
    }

    #[test]
    fn each_run_says_which_records_affect_it() {
        use Edge::{Fixed, Introduced, LastAffected};
        let one =
            claim(vec![vec![(Introduced, "2.4.0"), (Fixed, "2.9.5"), (Introduced, "3.0.0"), (Fixed, "3.6.2")]], vec![]);
        let two = claim(vec![vec![(Introduced, "0"), (LastAffected, "3.0.0")]], vec!["3.6.2"]);
        assert_eq!(
            words(&[vec![one], vec![two]]),
            [
                "before 2.4.0: -x",
                "2.4.0 and later, before 2.9.5: xx",
                "2.9.5 and later, before 3.0.0: -x",
                "3.0.0 only: xx",
                "later than 3.0.0, before 3.6.2: x-",
                "3.6.2 only: -x",
                "later than 3.6.2: --",
            ]
        );
    }

    #[test]
    fn what_nobody_can_tell_is_said_and_what_has_no_order_has_no_runs() {
        let asked = Claim {
            unknown: vec![Events { order: Order::SemVer, events: vec![(Edge::Introduced, "2.0.0")] }],
            ..claim(vec![vec![(Edge::Introduced, "1.0.0"), (Edge::Fixed, "1.2.0")]], vec![])
        };
        assert_eq!(
            words(&[vec![asked]]),
            [
                "before 1.0.0: -",
                "1.0.0 and later, before 1.2.0: x",
                "1.2.0 and later, before 2.0.0: -",
                "2.0.0 and later: ?"
            ]
        );
        let strange = Claim { order: Order::Natural, ..claim(vec![], vec!["2024-03-02"]) };
        assert!(runs(&[vec![strange]]).is_none());
        let series = claim(vec![vec![(Edge::Introduced, "1.0.0"), (Edge::LastAffected, "2.*")]], vec![]);
        assert!(runs(&[vec![series]]).is_none(), "where a series ends isn't a version");
    }

    fn some_claim() -> impl Strategy<Value = Claim<'static>> {
        let edges = prop::sample::select(Edge::ALL.to_vec());
        let at = || prop::sample::select(["0", "1.0.0-rc.1", "1.0.0", "1.2.0", "2.0.0", "2.1.0"].to_vec());
        let range = move || prop::collection::vec((edges.clone(), at()), 1..5);
        let ranges = || prop::collection::vec(range(), 0..3);
        let status = prop::sample::select(vec![
            None,
            Some(DefaultStatus::Affected),
            Some(DefaultStatus::Unaffected),
            Some(DefaultStatus::Unknown),
        ]);
        (ranges(), prop::collection::vec(prop::sample::select(VERSIONS.to_vec()), 0..2), status, range(), 0..3usize)
            .prop_map(|(ranges, versions, default, other, of)| {
                let other = vec![Events { order: Order::SemVer, events: other }];
                let mut claim = Claim { default, ..claim(ranges, versions) };
                match of {
                    0 => claim.unaffected = other,
                    1 => claim.unknown = other,
                    _ => {}
                }
                claim
            })
    }

    fn holds(stretch: &Stretch<'_>, version: &str) -> bool {
        let place = |bound: &str| Order::SemVer.compare(version, bound).expect("versions");
        let from = stretch.from.is_none_or(|from| match from {
            Start::At(bound) => place(bound).is_ge(),
            Start::After(bound) => place(bound).is_gt(),
        });
        let end = stretch.end.is_none_or(|end| match end {
            End::Fixed(bound) | End::Before(bound) => place(bound).is_lt(),
            End::Upto(bound) => place(bound) != Ordering::Greater,
        });
        from && end
    }

    proptest! {
        #[test]
        fn a_run_says_of_each_of_its_versions_what_its_record_says(records in prop::collection::vec(prop::collection::vec(some_claim(), 1..3), 1..4)) {
            let found = runs(&records).expect("versions in one order");
            for version in VERSIONS {
                let of: Vec<&Run<'_>> = found.iter().filter(|run| holds(&run.stretch, version)).collect();
                prop_assert_eq!(of.len(), 1, "each version is in one run: {}", version);
                for (claims, verdict) in records.iter().zip(&of[0].verdicts) {
                    prop_assert_eq!(judge(version, claims), *verdict, "{}", version);
                }
            }
        }
    }
}
