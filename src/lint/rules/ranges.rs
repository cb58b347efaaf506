//! What is said of versions can be so: bounds that can be compared, ranges that end after they begin, fixes that aren't affected.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Affected, Head, Phase, Range, RangeType};
use crate::render::versions::{by_package, order};
use crate::versions::{Claim, Edge, Events, Order, Verdict, judge};
use std::cmp::Ordering;

pub const RULE: Rule =
    Rule { codes: &[Code::ImpossibleRange, Code::UnreadableVersion, Code::FixAffected, Code::NoFixNamed], look };

fn look(subject: &Subject, found: &mut Found) {
    for advisory in subject.site.advisories.iter().filter(|advisory| advisory.head.withdrawn.is_none()) {
        Looking { subject, head: &advisory.head, found }.all(&advisory.affected);
    }
}

struct Looking<'l> {
    subject: &'l Subject<'l>,
    head: &'l Head,
    found: &'l mut Found,
}

impl Looking<'_> {
    fn all(&mut self, affected: &[Affected]) {
        for entry in affected {
            let ranges = entry.ranges.iter().chain(&entry.unaffected).chain(&entry.unknown);
            ranges
                .filter(|range| range.kind != RangeType::Git)
                .for_each(|range| self.range(range, order(entry, range)));
            self.listed(entry);
        }
        for entries in by_package(affected) {
            let claims: Vec<Claim> = entries.iter().map(|entry| Claim::of(entry)).collect();
            let fixes = entries.iter().flat_map(|entry| fixes(entry));
            if fixes.into_iter().any(|fix| judge(fix, &claims) == Verdict::Affected) {
                let help =
                    "end the other range before it, or take the fix out; it is not advised as long as both are there";
                self.note(Code::FixAffected, "a version that is called fixed is in another affected range", help);
            }
        }
        let names_fix = |entry: &Affected| !fixes(entry).is_empty() || entry.ranges.iter().any(is_fixed_commit);
        let fixed = self.head.timeline.iter().any(|entry| entry.phase == Some(Phase::Fixed));
        let open = affected.iter().any(|entry| Claim::of(entry).affects());
        if fixed && open && !affected.iter().any(names_fix) {
            let help = "write `fixed: [VERSION]` beside `versions`, or `fixed: VERSION` in the range";
            self.note(
                Code::NoFixNamed,
                "the timeline says that it was fixed, and `affected` names no version that fixes it",
                help,
            );
        }
    }

    fn range(&mut self, range: &Range, order: Order) {
        let strict = range.kind == RangeType::Semver;
        let bounds = range.events.iter().map(|event| event.version().as_str());
        let mut bounds = bounds.filter(|bound| !matches!(*bound, "0" | "*"));
        let readable = |bound: &str| match strict {
            true => bound.ends_with(".*") || semver::Version::parse(bound).is_ok(),
            false => !order.is_known() || order.reads(bound),
        };
        if !bounds.all(readable) {
            let help = match strict {
                true => {
                    "write all three numbers and no `v`: 1.4.3 (SemVer 2.0); or leave out `type` for the ecosystem's own order"
                }
                false => {
                    "write the version as the ecosystem does, without quotes, letters or spaces that aren't part of it"
                }
            };
            self.note(Code::UnreadableVersion, "a bound of a range is no version in the range's order", help);
        }
        if ends_first(range, order) {
            let help = "check which of the two is wrong: nothing is affected between them";
            self.note(Code::ImpossibleRange, "a range ends before it begins, or where it begins", help);
        }
    }

    fn listed(&mut self, entry: &Affected) {
        let order = Order::of(entry.package.ecosystem.as_deref());
        let mut all = entry.versions.iter().chain(&entry.fixed);
        if order.is_known() && all.any(|version| order.compare(version, version).is_none()) {
            let help = "write each version as the ecosystem does, one an item";
            self.note(
                Code::UnreadableVersion,
                "what is listed under `versions` or `fixed` is no version of the ecosystem",
                help,
            );
        }
    }

    fn note(&mut self, code: Code, problem: &str, help: &str) {
        let Some(written) = self.subject.sources.of_page(&self.head.path()) else { return };
        self.found.add(code, Place::key(written, "affected"), problem, help);
    }
}

fn fixes(entry: &Affected) -> Vec<&str> {
    let releases = entry.ranges.iter().filter(|range| range.kind != RangeType::Git);
    let events = releases.flat_map(|range| Events::of(range, order(entry, range)).events);
    let of_ranges = events.filter(|(edge, _)| *edge == Edge::Fixed).map(|(_, version)| version);
    of_ranges.chain(entry.fixed.iter().map(|version| version.as_str())).filter(|version| *version != "0").collect()
}

fn is_fixed_commit(range: &Range) -> bool {
    let events = Events::of(range, Order::Natural).events;
    range.kind == RangeType::Git && events.iter().any(|(edge, _)| *edge == Edge::Fixed)
}

/// As it is written: each end follows its beginning.
fn ends_first(range: &Range, order: Order) -> bool {
    let events = Events::of(range, order).events;
    events.windows(2).any(|pair| {
        let ((begin, from), (end, to)) = (pair[0], pair[1]);
        let first = matches!(begin, Edge::Introduced | Edge::IntroducedAfter) && from == "0";
        match (begin.begins(), end) {
            (true, Edge::Fixed | Edge::Limit) if first => to == "0",
            (true, Edge::Fixed | Edge::Limit) => order.place(to, from).is_some_and(Ordering::is_le) || to == from,
            (true, Edge::LastAffected) if !first => {
                !to.ends_with(".*") && order.place(to, from) == Some(Ordering::Less)
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::{self, *};
    use crate::lint::testing::codes;

    #[track_caller]
    fn is(affected: &str, wanted: &[Code]) {
        let text = format!(
            "---\ntitle: A\npublish: true\npublished: 2026-01-01\nimpact: x\nroot_cause: x\nresolution: x\naffected:\n  - {affected}\n---\nx\n"
        );
        assert_eq!(codes("advisories/A-1.md", &text), wanted, "{affected}");
    }

    #[test]
    fn a_range_ends_after_it_begins() {
        let range = |range: &str| format!("{{ package: \"pkg:npm/pier\", ranges: [{{ type: SEMVER, {range} }}] }}");
        is(&range("introduced: 1.0.8, fixed: 1.0.9"), &[]);
        is(&range("introduced: 1.0.8, fixed: 1.0.7"), &[ImpossibleRange]);
        is(&range("introduced: 1.0.8, fixed: 1.0.8"), &[ImpossibleRange]);
        is(&range("introduced: 1.0.8, last_affected: 1.0.8"), &[]);
        is(&range("introduced: 1.0.8, last_affected: 1.0.7"), &[ImpossibleRange]);
        is(&range("introduced: \"0\", fixed: \"0\""), &[ImpossibleRange]);
        let neighbours = "events: [{ introduced: 1.0.0 }, { fixed: 2.0.0 }, { introduced: 2.0.0 }, { fixed: 2.0.1 }]";
        is(&range(neighbours), &[FixAffected]);
    }

    #[test]
    fn a_bound_is_a_version_of_its_order() {
        let range = |kind: &str, fixed: &str| {
            format!("{{ package: \"pkg:npm/pier\", ranges: [{{ {kind}introduced: \"0\", fixed: \"{fixed}\" }}] }}")
        };
        for wrong in ["1.x", "v2.0.0", "1.1.1l", "“1.4.3”", "2.0"] {
            is(&range("type: SEMVER, ", wrong), &[UnreadableVersion]);
        }
        for right in ["2.0.0", "2.0.0-rc.1", "2.0.0+build"] {
            is(&range("type: SEMVER, ", right), &[]);
        }
        is(&range("", "v2.0"), &[]);
        is(&range("", "“1.4.3”"), &[UnreadableVersion]);
        is("{ package: \"pkg:npm/pier\", versions: [\"1.0.0, 1.0.1\"] }", &[UnreadableVersion]);
        is("{ package: an appliance, ranges: [{ introduced: R1, fixed: R2 }] }", &[]);
    }

    #[test]
    fn a_fix_is_not_affected() {
        let two = |second: &str| {
            format!(
                "{{ package: \"pkg:npm/pier\", ranges: [{{ introduced: 1.0.0, fixed: 1.2.3 }}, {{ introduced: {second}, fixed: 2.0.1 }}] }}"
            )
        };
        is(&two("2.0.0"), &[]);
        is(&two("1.2.0"), &[FixAffected]);
    }

    #[test]
    fn a_fix_of_the_timeline_has_its_version() {
        let timeline = |affected: &str| format!("{affected}\ntimeline: [{{ at: 2026-01-01, phase: fixed }}]");
        is(&timeline("{ package: \"pkg:npm/pier\", versions: [4.4.3] }"), &[NoFixNamed]);
        is(&timeline("{ package: \"pkg:npm/pier\", versions: [4.4.3], fixed: [4.4.4] }"), &[]);
    }
}
