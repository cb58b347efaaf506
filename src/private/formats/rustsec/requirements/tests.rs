//! The conversion against the requirements themselves, over random ones and random versions.

use super::*;
use proptest::prelude::*;
use std::cmp::Ordering;

fn read(requirements: &[&str]) -> Vec<String> {
    let requirements = requirements.iter().map(|requirement| VersionReq::parse(requirement).expect("a requirement"));
    let covered = requirements.map(|requirement| covered(&requirement).expect("some versions")).collect();
    let show = |it: Stretch| {
        let bound = |it: Option<Version>| it.map(|it| it.to_string()).unwrap_or_default();
        format!("{}..{}", bound(it.from), bound(it.before))
    };
    uncovered(covered).into_iter().map(show).collect()
}

#[test]
fn what_is_neither_patched_nor_unaffected_is_affected() {
    assert_eq!(read(&[]), [".."]);
    assert_eq!(read(&[">= 1.2.3"]), ["..1.2.3"]);
    assert_eq!(read(&[">= 1.0.2, < 2.0.0", ">= 2.0.2"]), ["..1.0.2", "2.0.0..2.0.2"]);
    assert_eq!(read(&["^0.3.2", ">= 0.4.1"]), ["..0.3.2", "0.4.0-0..0.4.1"]);
    assert_eq!(read(&["^ 2.2.1", ">= 3.0.0-beta.9", "< 1"]), ["1.0.0..2.2.1", "3.0.0-0..3.0.0-beta.9"]);
    assert_eq!(read(&["~1.2", "<= 0.5.11"]), ["0.5.12-0..1.2.0", "1.3.0-0.."]);
    assert_eq!(read(&["= 1.4.0", "0.25.4"]), ["..0.25.4", "0.26.0-0..1.4.0", "1.4.1-0.."]);
    assert_eq!(read(&["> 1.0.0-rc.1"]), ["..1.0.0-rc.1.0"]);
    assert_eq!(read(&["1.*", "2.3.*"]), ["..1.0.0", "2.0.0-0..2.3.0", "2.4.0-0.."]);
    assert_eq!(read(&["*"]), [""; 0]);
}

#[test]
fn requirements_that_touch_or_overlap_are_taken_together() {
    assert_eq!(read(&[">= 0.23, < 0.23.13", "< 0.23"]), ["0.23.13.."]);
    assert_eq!(read(&[">= 1.0.0", ">= 2.0.0", "^1"]), ["..1.0.0"]);
    assert_eq!(read(&[">= 0.0.0-0"]), [""; 0]);
}

#[test]
fn one_that_no_version_meets_or_no_number_can_follow_is_refused() {
    for written in [">= 2, < 1", "< 0.0.0-0", "> 1.0.18446744073709551615", "^18446744073709551615", "=1.0.0, =2.0.0"] {
        assert!(covered(&VersionReq::parse(written).unwrap()).is_none(), "{written}");
    }
}

#[test]
fn a_bound_that_is_no_release_is_reported_by_the_last_version_before_it() {
    let last = |bound: &str| last_before(&Version::parse(bound).unwrap()).map(|last_before| last_before.to_string());
    assert_eq!(last("1.2.3-0").as_deref(), Some("1.2.2"));
    for bound in ["1.2.3", "1.2.0-0", "1.2.3-1", "1.2.3-0.0", "1.2.3-alpha"] {
        assert_eq!(last(bound), None, "{bound}");
    }
}

fn version(pre: &'static str) -> impl Strategy<Value = Version> {
    (0u64..4, 0u64..4, 0u64..4, pre).prop_map(|(major, minor, patch, pre)| Version {
        pre: Prerelease::new(&pre).expect("a pre-release"),
        ..Version::new(major, minor, patch)
    })
}

const PRE: &str = "|(0|1|alpha|alpha\\.1|rc\\.0)";

fn comparator() -> impl Strategy<Value = String> {
    let op = prop::sample::select(vec!["<", "<=", ">", ">=", "=", "^", "~", ""]);
    (op, version(PRE)).prop_map(|(op, version)| format!("{op}{version}"))
}

fn requirement() -> impl Strategy<Value = VersionReq> {
    let all = prop::collection::vec(comparator(), 1..3);
    all.prop_map(|all| VersionReq::parse(&all.join(", ")).expect("a requirement"))
}

/// By precedence, which counts pre-releases as the semver crate's own `matches` doesn't.
fn meets(requirement: &VersionReq, version: &Version) -> bool {
    requirement.comparators.iter().all(|comparator| {
        let Comparator { op, major, minor, patch, pre } = comparator.clone();
        let (minor, patch) = (minor.unwrap(), patch.unwrap());
        let bound = Version { pre, ..Version::new(major, minor, patch) };
        let order = version.cmp_precedence(&bound);
        // Nothing of the next line, its pre-releases among it.
        let line = |numbers: usize| {
            [version.major, version.minor, version.patch][..numbers] == [major, minor, patch][..numbers]
        };
        match op {
            Op::Greater => order == Ordering::Greater,
            Op::GreaterEq => order != Ordering::Less,
            Op::Less => order == Ordering::Less,
            Op::LessEq => order != Ordering::Greater,
            Op::Exact => order == Ordering::Equal,
            Op::Tilde => order != Ordering::Less && line(2),
            Op::Caret if major > 0 => order != Ordering::Less && line(1),
            Op::Caret if minor > 0 => order != Ordering::Less && line(2),
            Op::Caret => order != Ordering::Less && line(3),
            _ => unreachable!("not among those tried"),
        }
    })
}

fn within(stretches: &[Stretch], version: &Version) -> bool {
    stretches.iter().any(|Stretch { from, before }| {
        from.as_ref().is_none_or(|from| version >= from) && before.as_ref().is_none_or(|before| version < before)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_version_is_in_a_stretch_just_where_no_requirement_covers_it(
        requirements in prop::collection::vec(requirement(), 0..5),
        versions in prop::collection::vec(version(PRE), 40),
    ) {
        // Those that nothing meets are refused where they are read.
        let requirements: Vec<_> = requirements.into_iter().filter(|requirement| covered(requirement).is_some()).collect();
        let stretches = uncovered(requirements.iter().filter_map(covered).collect());
        for version in &versions {
            let affected = !requirements.iter().any(|requirement| meets(requirement, version));
            prop_assert_eq!(within(&stretches, version), affected, "{}", version);
            for bound in stretches.iter().filter_map(|stretch| stretch.before.as_ref()) {
                let last = last_before(bound);
                prop_assert!(last.is_none_or(|last| (version < bound) == (*version <= last)), "{} at {}", version, bound);
            }
            if version.pre.is_empty() {
                let affected = !requirements.iter().any(|requirement| requirement.matches(version));
                prop_assert_eq!(within(&stretches, version), affected, "{}, as semver itself says", version);
            }
        }
        for pair in stretches.windows(2) {
            prop_assert!(pair[0].before <= pair[1].from, "in order and apart");
        }
    }

    #[test]
    fn a_requirement_that_is_refused_covers_no_version(
        requirement in requirement(),
        versions in prop::collection::vec(version(PRE), 40),
    ) {
        if covered(&requirement).is_none() {
            prop_assert!(!versions.iter().any(|version| meets(&requirement, version)));
        }
    }
}
