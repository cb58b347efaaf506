//! Which versions of a package nothing that is known affects: what most readers of its page want to know first.

use super::{Claim, Edge, Order, Verdict, judge};
use crate::public::{DefaultStatus, VexStatus};
use std::cmp::Ordering;

/// Versions that no record affects, from one that fixes something on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clear<'a> {
    pub from: &'a str,
    /// The version at which something affects it again; none: nothing does.
    pub before: Option<&'a str>,
}

/// The clear runs of a package, lowest first, by all that each record says of it. Nothing where any of it isn't known: between
/// two neighbouring bounds all versions are judged alike, so that each is judged by its bounds alone.
pub fn clear<'a>(records: &[Vec<Claim<'a>>]) -> Vec<Clear<'a>> {
    let claims = || records.iter().flatten();
    let Some(order) = claims().map(|claim| claim.order).next() else { return Vec::new() };
    let ranges = || claims().flat_map(|claim| claim.ranges.iter().chain(&claim.unaffected));
    // What a record leaves open is open between bounds, too.
    let open = |it: &Claim| !it.unknown.is_empty() || it.default == Some(DefaultStatus::Unknown) || it.order != order;
    if !order.is_known() || claims().any(open) || ranges().any(|range| range.order != order) {
        return Vec::new();
    }
    let Some(bounds) = bounds(records, order) else { return Vec::new() };
    let mut found: Vec<Clear<'a>> = Vec::new();
    let mut open: Option<&'a str> = None;
    for bound in bounds {
        let state = state(records, bound.version);
        match (state, open) {
            (State::Unknown, _) => return Vec::new(),
            (State::Affected, from) => {
                found.extend(from.map(|from| Clear { from, before: Some(bound.version) }));
                open = None;
            }
            (State::Clear, None) if bound.fixes && !bound.affected_after => open = Some(bound.version),
            (State::Clear, from) if bound.affected_after => {
                found.extend(from.map(|from| Clear { from, before: Some(bound.version) }));
                open = None;
            }
            (State::Clear, _) => {}
        }
    }
    found.extend(open.map(|from| Clear { from, before: None }));
    found
}

pub(super) struct Bound<'a> {
    pub version: &'a str,
    /// A record calls it fixed.
    fixes: bool,
    /// It isn't affected itself, and what follows it is.
    affected_after: bool,
}

/// Each version that a record names, once, lowest first; none if one can't be read.
pub(super) fn bounds<'a>(records: &[Vec<Claim<'a>>], order: Order) -> Option<Vec<Bound<'a>>> {
    let mut all: Vec<Bound<'a>> = Vec::new();
    let bound = |version, fixes, affected_after| Bound { version, fixes, affected_after };
    // `0` before all versions and `*` after them are no versions; as what something follows, `0` is one.
    let is_version = |(edge, at): &&(Edge, &str)| match edge {
        Edge::Introduced | Edge::Fixed => *at != "0",
        Edge::Limit => *at != "*",
        Edge::IntroducedAfter | Edge::LastAffected => true,
    };
    for claim in records.iter().flatten() {
        let affected = claim.ranges.iter().flat_map(|range| &range.events).filter(is_version);
        all.extend(affected.map(|(edge, at)| bound(*at, *edge == Edge::Fixed, *edge == Edge::IntroducedAfter)));
        // A range of what isn't affected ends where the affected versions begin.
        let unaffected =
            claim.unaffected.iter().chain(&claim.unknown).flat_map(|events| &events.events).filter(is_version);
        all.extend(unaffected.map(|(edge, at)| bound(*at, *edge == Edge::Introduced, *edge == Edge::LastAffected)));
        let fixed = claim.status == Some(VexStatus::Fixed);
        all.extend(
            claim.versions.iter().filter(|version| **version != "*").map(|version| bound(*version, fixed, false)),
        );
        all.extend(
            claim
                .fixed
                .iter()
                .filter(|version| !matches!(**version, "0" | "*"))
                .map(|version| bound(*version, true, false)),
        );
    }
    if all.iter().any(|it| order.compare(it.version, it.version).is_none()) {
        return None;
    }
    all.sort_by(|a, b| order.compare(a.version, b.version).unwrap_or(Ordering::Equal));
    all.dedup_by(|later, kept| {
        let same = order.compare(later.version, kept.version) == Some(Ordering::Equal);
        if same {
            kept.fixes |= later.fixes;
            kept.affected_after |= later.affected_after;
        }
        same
    });
    Some(all)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Affected,
    Clear,
    Unknown,
}

/// What all records together say of a version.
fn state(records: &[Vec<Claim>], version: &str) -> State {
    let mut state = State::Clear;
    for claims in records {
        match judge(version, claims) {
            Verdict::Affected => return State::Affected,
            Verdict::NotAffected => {}
            // A record that only clears versions says nothing of the others.
            Verdict::NotListed if !claims.iter().any(Claim::affects) => {}
            Verdict::NotListed | Verdict::CannotTell(_) => state = State::Unknown,
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::{Affected, Package, Range, RangeEvent, RangeType};
    use crate::render::fixture::t;
    use RangeEvent::{Fixed, Introduced, IntroducedAfter, LastAffected};

    fn npm(events: Vec<RangeEvent>, versions: &[&str]) -> Affected {
        let package = Package { ecosystem: Some(t("npm")), name: t("x"), purl: None, vendor: None, product: None };
        let ranges = match events.is_empty() {
            true => Vec::new(),
            false => vec![Range { kind: RangeType::Semver, repo: None, events }],
        };
        let versions = versions.iter().map(|version| t(version)).collect();
        Affected { package, ranges, versions, ..crate::render::fixture::affected(Vec::new()) }
    }

    /// Each entry is a record of its own.
    fn runs(entries: &[Affected]) -> Vec<String> {
        let records: Vec<Vec<Claim>> = entries.iter().map(|entry| vec![Claim::of(entry)]).collect();
        clear(&records).iter().map(|clear| format!("{}-{}", clear.from, clear.before.unwrap_or_default())).collect()
    }

    #[test]
    fn what_follows_the_last_fix_is_clear_and_so_is_what_lies_between_two_lines() {
        let two = npm(vec![Introduced(t("2.4.0")), Fixed(t("2.9.5")), Introduced(t("3.0.0")), Fixed(t("3.6.2"))], &[]);
        assert_eq!(runs(std::slice::from_ref(&two)), ["2.9.5-3.0.0", "3.6.2-"]);
        let other = npm(vec![Introduced(t("0")), Fixed(t("3.1.0"))], &[]);
        assert_eq!(runs(&[two.clone(), other]), ["3.6.2-"]);
        let later = npm(vec![Introduced(t("3.7.0")), Fixed(t("3.7.1"))], &[]);
        assert_eq!(runs(&[two, later]), ["2.9.5-3.0.0", "3.6.2-3.7.0", "3.7.1-"]);
    }

    #[test]
    fn nothing_is_called_clear_that_is_still_affected_or_that_nobody_can_tell() {
        assert!(runs(&[npm(vec![Introduced(t("1.0.0"))], &[])]).is_empty(), "it has no end");
        let fixed = npm(vec![Introduced(t("0")), Fixed(t("1.2.0"))], &[]);
        assert_eq!(runs(&[fixed.clone(), npm(vec![], &["1.5.0"])]), ["1.2.0-1.5.0"], "a listed version is affected");
        assert_eq!(runs(&[fixed.clone(), npm(vec![Introduced(t("0")), LastAffected(t("1.4.0"))], &[])]), [""; 0]);
        assert_eq!(runs(&[fixed.clone(), npm(vec![IntroducedAfter(t("1.6.0"))], &[])]), ["1.2.0-1.6.0"]);
        let asked = Affected { status: Some(VexStatus::UnderInvestigation), ..npm(vec![], &[]) };
        assert!(runs(&[fixed.clone(), asked]).is_empty(), "it is being looked into");
        let unknown = Affected { default_status: Some(DefaultStatus::Unknown), ..fixed.clone() };
        assert!(runs(&[unknown]).is_empty(), "the record leaves the rest open");
        let mut strange = fixed;
        strange.package.ecosystem = Some(t("opam"));
        strange.ranges[0].kind = RangeType::Ecosystem;
        assert!(runs(&[strange]).is_empty(), "nobody here knows the order");
    }

    #[test]
    fn a_record_that_only_clears_versions_affects_none() {
        let fixed = npm(vec![Introduced(t("0")), Fixed(t("1.2.0"))], &[]);
        let clears = Affected { status: Some(VexStatus::NotAffected), ..npm(vec![Introduced(t("2.0.0"))], &[]) };
        assert_eq!(runs(&[fixed, clears]), ["1.2.0-"]);
    }

    #[test]
    fn what_is_not_affected_alone_is_said_where_all_else_is() {
        let rest = npm(vec![], &[]);
        let unaffected = vec![Range {
            kind: RangeType::Semver,
            repo: None,
            events: vec![Introduced(t("3.0.0")), LastAffected(t("3.4.0"))],
        }];
        let rest = Affected { default_status: Some(DefaultStatus::Affected), unaffected, ..rest };
        assert_eq!(runs(&[rest]), ["3.0.0-3.4.0"; 1], "up to its last unaffected version");
    }
}
