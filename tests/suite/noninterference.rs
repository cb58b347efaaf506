//! Sites that differ in withheld things only build to the same bytes, and the program prints the same words.

use super::harness::{Site, assert_same, difference, record};
use super::plots::{self, Fill, Plot, WITH};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// Ways to write a plot, all of which have to give the same output.
fn twins(notices: bool) -> Vec<(&'static str, Fill)> {
    let other = ("with other values", Fill { other: true, ..WITH });
    if notices {
        // That something lifts at a time is disclosed by choice, and when: neither is varied.
        let without = Fill { until: false, ..WITH };
        return vec![("without lifts", without), ("erased", Fill { erased: true, ..without })];
    }
    vec![("as written", WITH), other, ("erased", Fill { erased: true, ..WITH })]
}

/// `None`: all twins are the same.
fn told_apart(plot: &Plot) -> Option<String> {
    let mut built = twins(plot.notices).into_iter().map(|(name, fill)| (name, plot.write(fill).0.build()));
    let (first, a) = built.next()?;
    built.find_map(|(second, b)| {
        let pair = format!("{first} and {second}");
        if (a.code, b.code) != (0, 0) {
            return Some(format!("{pair}: exit codes {} and {}\n{}\n{}", a.code, b.code, a.words, b.words));
        }
        let words = || (a.words != b.words).then(|| format!("\n{}\n{}", a.words, b.words));
        difference(&a.tree, &b.tree).or_else(words).map(|difference| format!("{pair}: {difference}"))
    })
}

#[test]
fn each_withheld_part_leaves_no_trace() {
    for plot in plots::together() {
        let Some(all) = told_apart(&plot) else { continue };
        let alone = plots::apart(&plot);
        let alone: Vec<String> = alone.iter().filter_map(|it| Some(format!("{it:?} {}", told_apart(it)?))).collect();
        panic!("together: {all}\nalone: {}", alone.join("\n"));
    }
}

proptest! {
    #![proptest_config(Config { cases: plots::cases(70), failure_persistence: None, max_shrink_iters: 300, ..Config::default() })]

    #[test]
    fn withheld_parts_together_leave_no_trace(plot in plots::plots()) {
        prop_assert_eq!(told_apart(&plot), None);
    }
}

#[test]
fn a_lift_that_discloses_nothing_is_announced_nowhere() {
    let with = "tags: !until:2024-03-01T00:00:00Z [\"[x]{.private}\"]\nsummary: !until:2024-03-02T00:00:00Z \"[x]{.private}\"\n\
                credits: [!until:2024-03-03T00:00:00Z { name: \"[x]{.private}\" }]";
    let body = "Words[[x]{.private}]{.until at=2024-03-04T00:00:00Z}.\n\n::: until 2024-03-05T00:00:00Z\n::: private\nx\n:::\n:::";
    let with = Site::new().with("advisories/a.md", record(with, body)).build();
    assert_same(&with, &Site::new().with("advisories/a.md", record("", "Words.")).build());
    let tells = "Words.\n\n::: until 2024-03-05T00:00:00Z\nMore.\n:::";
    let told = Site::new().with("advisories/a.md", record("", tells)).build().fine();
    assert!(told.page("updates.xml") != with.page("updates.xml"), "a lift that discloses something is announced");
}

/// An allowance is needed only while something is withheld: that it is or isn't must not be told.
#[test]
fn whether_a_coincidence_is_needed_is_not_told_by_build() {
    let public = record("", "Thanks to Kittiwake Featherstonehaugh for the report.");
    let site = || {
        let allowed = "- { text: Kittiwake Featherstonehaugh, in: site, why: A namesake. }\n";
        Site::new().with("audit.yaml", allowed).with("advisories/a.md", &public)
    };
    let withheld = record("reporter: Kittiwake Featherstonehaugh", "Words.");
    let without = record("", "Words.");
    let (a, b) = (site().with("incidents/b.md", withheld), site().with("incidents/b.md", without));
    assert_same(&a.build(), &b.build());
    let unused = "warning[unused-allowance]: audit.yaml";
    assert!(!a.check().words.contains(unused));
    assert!(b.check().words.contains(unused), "an unused one is a warning of check: {}", b.check().words);
}

#[cfg(unix)]
#[test]
fn modes_and_times_of_sources_leave_no_trace() {
    use std::fs::{File, Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let site = || {
        let body = "See [the trace](trace.txt).";
        Site::new().with("advisories/a/index.md", record("", body)).with("advisories/a/trace.txt", "A trace.\n")
    };
    let (a, b) = (site(), site());
    for path in ["advisories/a/index.md", "advisories/a/trace.txt", "site.yaml"] {
        let path = b.content().join(path);
        File::options()
            .append(true)
            .open(&path)
            .and_then(|open| open.set_modified(std::time::UNIX_EPOCH))
            .expect("a time");
        set_permissions(&path, Permissions::from_mode(0o700)).expect("permissions");
    }
    assert_same(&a.build(), &b.build());
}
