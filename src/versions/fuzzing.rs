//! A door for the fuzzer, which only a build for fuzzing has: any three versions in any order, and a range of them.

use super::{Claim, Edge, Events, Order, Verdict, judge, nearest_fix};
use std::cmp::Ordering;

const ECOSYSTEMS: [&str; 12] = [
    "npm",
    "PyPI",
    "NuGet",
    "RubyGems",
    "Debian",
    "Maven",
    "Red Hat",
    "Alpine",
    "Packagist",
    "Hackage",
    "ConanCenter",
    "Pub",
];

/// The first byte chooses the ecosystem; the next three lines are versions.
pub fn versions(input: &[u8]) {
    let [which, text @ ..] = input else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (a, b, c) = (line(), line(), line());
    let order = Order::of(Some(ECOSYSTEMS[usize::from(*which) % ECOSYSTEMS.len()]));
    ordered(order, a, b, c);
    judged(order, a, b, c);
}

/// An order turns round with its sides, and what is below what is below is below.
fn ordered(order: Order, a: &str, b: &str, c: &str) {
    let compare = |a, b| order.compare(a, b);
    assert_eq!(compare(a, b), compare(b, a).map(Ordering::reverse), "{order:?}: {a:?} and {b:?} turned round");
    assert!(matches!(compare(a, a), None | Some(Ordering::Equal)), "{order:?}: {a:?} isn't itself");
    if let (Some(first), Some(second), Some(third)) = (compare(a, b), compare(b, c), compare(a, c))
        && (first == second || second == Ordering::Equal)
    {
        assert_eq!(first, third, "{order:?}: {a:?}, {b:?}, {c:?}");
    }
}

/// What fixes a version is a known version that nothing affects; a bound is judged as its event says.
fn judged(order: Order, version: &str, from: &str, to: &str) {
    let events = vec![(Edge::Introduced, from), (Edge::Fixed, to)];
    let claims = [Claim {
        order,
        status: None,
        default: None,
        ranges: vec![Events { order, events }],
        versions: Vec::new(),
        fixed: Vec::new(),
        commits: false,
        unaffected: Vec::new(),
        unknown: Vec::new(),
    }];
    judge(version, &claims);
    if let Some(fix) = nearest_fix(version, &claims) {
        assert_ne!(
            judge(fix.version, &claims),
            Verdict::Affected,
            "{order:?}: {:?} is advised and affected",
            fix.version
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PARTS: [&str; 40] = [
        "0",
        "1",
        "2",
        "10",
        "01",
        ".",
        ".",
        ".",
        "-",
        "+",
        "~",
        "^",
        "_",
        ":",
        "!",
        "*",
        "a",
        "b",
        "rc",
        "alpha",
        "beta",
        "dev",
        "post",
        "pre",
        "SNAPSHOT",
        "final",
        "ga",
        "sp",
        "x",
        "p1",
        "r0",
        "_rc",
        "_p",
        "v",
        " ",
        "é",
        "\u{0}",
        "99999999999999999999",
        "-1",
        "+1",
    ];

    fn version() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..8).prop_map(|parts| parts.concat())
    }

    #[test]
    fn what_the_fuzzer_found_stays_found() {
        crate::seeds::feed("versions", versions);
    }

    proptest! {
        #[test]
        fn any_three_versions_are_ordered_or_not_judged(which in any::<u8>(), lines in prop::array::uniform3(version())) {
            versions(&[&[which], lines.join("\n").as_bytes()].concat());
        }
    }
}
