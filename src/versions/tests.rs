use super::*;
use crate::public::{Affected, Package, Range, RangeEvent, RangeType, VexStatus};
use crate::render::fixture::t;
use Ordering::{Equal, Greater, Less};
use RangeEvent::{Fixed, Introduced, LastAffected, Limit};

fn package(ecosystem: Option<&str>, ranges: Vec<Vec<RangeEvent>>, versions: &[&str]) -> Affected {
    let range = |events| Range { kind: RangeType::Ecosystem, repo: None, events };
    Affected {
        package: Package { ecosystem: ecosystem.map(t), name: t("harbour"), purl: None, vendor: None, product: None },
        ranges: ranges.into_iter().map(range).collect(),
        versions: versions.iter().map(|version| t(version)).collect(),
        fixed: Vec::new(),
        unaffected: Vec::new(),
        unknown: Vec::new(),
        default_status: None,
        severity: None,
        platforms: Vec::new(),
        functions: Vec::new(),
        status: None,
        justification: None,
        remediation: None,
    }
}

fn fix<'a>(version: &str, affected: &'a Affected) -> Option<&'a str> {
    nearest_fix(version, &[Claim::of(affected)]).map(|fix| fix.version)
}

#[test]
fn each_ecosystem_has_its_own_order() {
    let npm = Order::of(Some("npm"));
    assert_eq!(npm.compare("1.0.0-rc.2", "1.0.0-rc.10"), Some(Less));
    assert_eq!(npm.compare("v1.2", "1.2.0+build"), Some(Equal));
    assert_eq!(npm.compare("1.2.3.4", "1.2.3"), None, "this is no semantic version");
    let pypi = Order::of(Some("PyPI"));
    assert_eq!(pypi.compare("1.0.post1", "1.0"), Some(Greater));
    assert_eq!(pypi.compare("1.0.dev1", "1.0a1"), Some(Less));
    assert_eq!(pypi.compare("1!0.1", "2.0"), Some(Greater));
    let nuget = Order::of(Some("NuGet"));
    assert_eq!(nuget.compare("1.0.0.1", "1.0"), Some(Greater));
    assert_eq!(nuget.compare("1.0.0-Beta", "1.0.0-beta"), Some(Equal));
    let gem = Order::of(Some("RubyGems"));
    assert_eq!(gem.compare("1.0.0.rc1", "1.0.0"), Some(Less));
    assert_eq!(gem.compare("1.0", "1.0.0"), Some(Equal));
    assert_eq!(gem.compare("1.10", "1.9"), Some(Greater));
    let debian = Order::of(Some("Debian:12"));
    assert_eq!(debian.compare("1.0~rc1-1", "1.0-1"), Some(Less));
    assert_eq!(debian.compare("1:0.9", "2.0"), Some(Greater));
    assert_eq!(debian.compare("1.0-1+deb12u1", "1.0-1"), Some(Greater));
    assert_eq!(Order::of(Some("opam")).compare("1", "2"), None, "nobody here knows it");
}

#[test]
fn a_version_is_judged_by_the_range_it_lies_in() {
    let two_lines = package(
        Some("npm"),
        vec![vec![Introduced(t("2.0.0")), Fixed(t("2.10.1")), Introduced(t("3.0.0")), Fixed(t("3.3.1"))]],
        &[],
    );
    assert_eq!(is_affected("2.9.0", &two_lines), Verdict::Affected);
    assert_eq!(is_affected("2.10.1", &two_lines), Verdict::NotAffected);
    assert_eq!(is_affected("1.0.0", &two_lines), Verdict::NotAffected);
    assert_eq!(fix("2.9.0", &two_lines), Some("2.10.1"));
    assert_eq!(fix("3.0.0", &two_lines), Some("3.3.1"));
    assert_eq!(is_affected("latest", &two_lines), Verdict::CannotTell(Why::Version));
}

#[test]
fn zero_comes_before_every_version_and_a_last_one_is_affected() {
    let all = package(Some("npm"), vec![vec![Introduced(t("0")), LastAffected(t("1.4.0"))]], &[]);
    assert_eq!(is_affected("0.0.0-alpha", &all), Verdict::Affected);
    assert_eq!(is_affected("1.4.0", &all), Verdict::Affected);
    assert_eq!(is_affected("1.4.1", &all), Verdict::NotAffected);
    assert_eq!(fix("1.4.0", &all), None);
}

#[test]
fn one_version_alone_may_be_affected() {
    let one = package(Some("npm"), vec![vec![LastAffected(t("4.4.3")), Introduced(t("4.4.3"))]], &[]);
    assert_eq!(is_affected("4.4.3", &one), Verdict::Affected);
    assert_eq!(is_affected("4.4.4", &one), Verdict::NotAffected);
}

#[test]
fn past_a_limit_nothing_is_affected() {
    let limited = package(Some("PyPI"), vec![vec![Introduced(t("1.0")), Limit(t("2.0"))]], &[]);
    assert_eq!(is_affected("1.5", &limited), Verdict::Affected);
    assert_eq!(is_affected("2.0", &limited), Verdict::NotAffected);
    let unlimited = package(Some("PyPI"), vec![vec![Introduced(t("1.0")), Limit(t("*"))]], &[]);
    assert_eq!(is_affected("9.0", &unlimited), Verdict::Affected);
}

#[test]
fn what_is_listed_is_affected_in_any_spelling_of_its_ecosystem() {
    let listed = package(Some("PyPI"), Vec::new(), &["1.0", "1.1"]);
    assert_eq!(is_affected("1.0.0", &listed), Verdict::Affected);
    assert_eq!(is_affected("1.2", &listed), Verdict::NotAffected);
    assert_eq!(is_affected("what", &listed), Verdict::CannotTell(Why::Version));
}

#[test]
fn what_stands_for_several_versions_leaves_open_which() {
    for several in ["2.x", "<2.0", "~3.1", "^1.2", "1.0 - 1.4", "1.*", ">= 1, < 2"] {
        let listed = package(Some("npm"), Vec::new(), &["1.0.0", several]);
        assert_eq!(is_affected("1.0.0", &listed), Verdict::Affected, "{several}");
        assert_eq!(is_affected("2.3.0", &listed), Verdict::CannotTell(Why::Bound), "{several}");
    }
    for one in ["1.0.0-x.1", "2.0~rc1", "1:2.3-4+deb12u5", "v1.2.x86", "2004d"] {
        assert!(!is_pattern(one), "{one}");
    }
}

#[test]
fn where_the_order_is_unknown_nothing_is_judged_by_it() {
    let unknown = package(None, vec![vec![Introduced(t("1.0")), Fixed(t("2.0"))]], &["1.5"]);
    assert_eq!(is_affected("1.2", &unknown), Verdict::CannotTell(Why::Order));
    assert_eq!(is_affected("1.5", &unknown), Verdict::Affected);
    assert_eq!(fix("1.5", &unknown), None);
    assert_eq!(is_affected("7", &package(None, vec![vec![Introduced(t("0"))]], &[])), Verdict::Affected);
    assert_eq!(is_affected("7", &package(None, Vec::new(), &[])), Verdict::Affected, "named without versions");
    assert_eq!(is_affected("2.0", &unknown), Verdict::NotAffected, "the bound itself, by any order");
    assert_eq!(is_affected("1.6", &package(None, Vec::new(), &["1.5"])), Verdict::NotListed);
}

#[test]
fn a_status_speaks_for_the_whole_package() {
    let with = |status| Affected {
        status: Some(status),
        ..package(Some("npm"), vec![vec![Introduced(t("1.0.0")), Fixed(t("2.0.0"))]], &[])
    };
    assert_eq!(is_affected("1.5.0", &with(VexStatus::NotAffected)), Verdict::NotAffected);
    assert_eq!(is_affected("1.5.0", &with(VexStatus::Affected)), Verdict::Affected);
    assert_eq!(is_affected("1.5.0", &with(VexStatus::UnderInvestigation)), Verdict::CannotTell(Why::Investigated));
    assert_eq!(is_affected("2.0.0", &with(VexStatus::UnderInvestigation)), Verdict::NotListed);
    assert_eq!(is_affected("2.0.0", &with(VexStatus::NotAffected)), Verdict::NotListed, "it says nothing of it");
}

#[test]
fn stretches_come_in_order_and_commits_as_written() {
    let range = |kind| Range {
        kind,
        repo: None,
        events: vec![Introduced(t("1.10.0")), Fixed(t("1.11.0")), Introduced(t("1.2.0")), Fixed(t("1.3.0"))],
    };
    let from = |kind| {
        stretches(&range(kind), Order::of_range(kind, None))
            .iter()
            .map(|stretch| stretch.from.map(|from| from.version().to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(from(RangeType::Semver), [Some("1.2.0".to_owned()), Some("1.10.0".to_owned())]);
    assert_eq!(from(RangeType::Git), [Some("1.10.0".to_owned()), Some("1.2.0".to_owned())]);
}

#[test]
fn a_list_with_what_is_no_version_among_versions_is_sorted_all_the_same() {
    for ecosystem in
        ["PyPI", "npm", "NuGet", "RubyGems", "Debian", "Maven", "Packagist", "Alpine", "Red Hat", "CRAN", "Pub", "opam"]
    {
        let order = Order::of(Some(ecosystem));
        let mut all: Vec<String> = (0..120)
            .map(|at| match at % 4 {
                0 => format!("1.{}", at * 7 % 31),
                1 => format!("1.{}.0-legacy-x", at * 11 % 37),
                2 => format!("{}.0rc{}", at % 5, at * 3 % 13),
                _ => format!("r{}-snapshot", at * 5 % 29),
            })
            .collect();
        all.sort_by(|a, b| order.sort(a, b));
        for (at, one) in all.iter().enumerate() {
            assert!(all[at..].iter().all(|other| order.sort(one, other) != Greater), "{ecosystem}: {one}");
        }
    }
}
