//! The sites of the repository, through the gate: nobody is advised by their pages to install what they call affected.

use super::readers::list;
use super::site;
use crate::private::{Request, inspect};
use crate::public::{Affected, Site, Tlp};
use crate::render::Words;
use crate::render::view::{AdvisoryPage, Views};
use crate::versions::{Claim, Order, Verdict, judge};
use serde_json::Value;
use std::cmp::Ordering;
use std::path::Path;

/// With all that anybody of the project may see, after every embargo.
fn whole(content: &str) -> Site {
    let now = crate::public::Instant("2028-01-01T12:00:00Z".parse().expect("an instant"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
    site(inspect(&folder, Request { audience: Some(Tlp::Red), preview: true, ..Request::at(now) }))
}

/// Statements on one package: those of other platforms say nothing of it.
fn beside<'a>(entry: &Affected, all: &'a [Affected]) -> Vec<&'a Affected> {
    let same = |other: &&Affected| {
        let apart = entry.platforms != other.platforms && !entry.platforms.is_empty() && !other.platforms.is_empty();
        (&other.package.name, &other.package.ecosystem) == (&entry.package.name, &entry.package.ecosystem) && !apart
    };
    all.iter().filter(same).collect()
}

/// Every version that any statement names.
fn named<'a>(entries: &[&'a Affected]) -> impl Iterator<Item = &'a str> {
    let ranges = |entry: &&'a Affected| {
        let entry = *entry;
        entry.ranges.iter().chain(&entry.unaffected).flat_map(|range| &range.events).map(|event| &**event.version())
    };
    let listed = |entry: &&'a Affected| {
        let entry = *entry;
        entry.versions.iter().chain(&entry.fixed).map(|version| &**version)
    };
    entries.iter().flat_map(ranges).chain(entries.iter().flat_map(listed)).collect::<Vec<_>>().into_iter()
}

#[test]
fn no_page_of_the_repository_s_sites_advises_to_install_what_is_affected() {
    let mut count = 0;
    for content in ["content", "tests/golden/one-of-each/content", "tests/golden/below-a-path/content"] {
        let site = whole(content);
        let views = Views::new(&site, Words::english());
        for advisory in &site.advisories {
            let id = &advisory.head.id;
            let page = serde_json::to_value(AdvisoryPage::new(&views, advisory, &advisory.head.path())).expect("JSON");
            for row in list(&page, "affected") {
                let is_of = |entry: &&Affected| {
                    row["name"] == *entry.package.name
                        && row["ecosystem"].as_str() == entry.package.ecosystem.as_deref()
                        && list(row, "platforms").len() == entry.platforms.len()
                };
                let entry = advisory.affected.iter().find(is_of).expect("what the row is of");
                let entries = beside(entry, &advisory.affected);
                let claims: Vec<Claim> = entries.iter().map(|entry| Claim::of(entry)).collect();
                let commands = list(row, "commands").iter().filter_map(Value::as_str).map(String::from);
                for fix in list(row, "fixed").iter().filter_map(Value::as_str) {
                    count += 1;
                    assert_ne!(judge(fix, &claims), Verdict::Affected, "{content}: {id}: {fix}");
                }
                // A command installs one of the versions that fix it.
                for command in commands {
                    let fixed = list(row, "fixed").iter().filter_map(Value::as_str);
                    assert!(
                        fixed.into_iter().any(|fix| command.contains(fix.trim_start_matches('v'))),
                        "{id}: {command}"
                    );
                }
                for update in list(&page, "updates").iter().filter(|update| concerns(update, entry)) {
                    let order = Order::of(entry.package.ecosystem.as_deref());
                    for fix in list(update, "versions").iter().filter_map(Value::as_str) {
                        count += 1;
                        assert_ne!(judge(fix, &claims), Verdict::Affected, "{content}: {id}: {fix}");
                        let later = update["or_later"] == true;
                        let worse = |version: &&str| {
                            order.compare(version, fix) == Some(Ordering::Greater)
                                && judge(version, &claims) == Verdict::Affected
                        };
                        let worse = named(&entries).find(worse).filter(|_| later);
                        assert_eq!(worse, None, "{content}: {id}: {fix} or later");
                    }
                }
            }
        }
    }
    assert!(count > 40, "only {count} versions are advised");
}

/// Whether a piece of advice is on the package of a statement, whatever the platform.
fn concerns(update: &Value, entry: &Affected) -> bool {
    let ecosystem = update["ecosystem"].as_str();
    update["apart"].is_null()
        && update["name"] == *entry.package.name
        && (ecosystem.is_none() || ecosystem == entry.package.ecosystem.as_deref())
}
