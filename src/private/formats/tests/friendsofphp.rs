//! FriendsOfPHP's files, by the README of their database.

use super::{ids, kept, site};
use crate::private::Opened;
use crate::public::{Affected, Site};
use crate::versions::{Claim, Verdict, judge, nearest_fix};

const RECORD: &str = "title:     'CVE-2026-20003: A long name crashes it'
link:      https://quay.example/advisories/3
cve:       CVE-2026-20003
branches:
    1.x:
        time:     2026-01-03 10:20:30
        versions: ['>=1.0.0', '<1.2.3']
    2.0.x:
        time:     2026-01-02 22:21:23 +0200
        versions: ['>=2.0.0', '<=2.0.4']
    2.1.x:
        time:     ~
        versions: ['>=2.1.0', '<2.2']
reference: composer://quay/pier
composer-repository: false
";

fn opened(files: &[(&str, &str)]) -> Opened {
    kept(&[("../php", "friendsofphp", true)], files).1
}

fn built(files: &[(&str, &str)]) -> Site {
    site(opened(files))
}

fn verdict(affected: &[Affected], version: &str) -> Verdict {
    judge(version, &affected.iter().map(Claim::of).collect::<Vec<_>>())
}

#[test]
fn each_key_of_an_advisory_of_a_composer_package_has_its_place() {
    let site = built(&[("php/quay/pier/CVE-2026-20003.yaml", RECORD), ("php/composer.yaml", "name: x\n")]);
    assert_eq!(ids(&site), ["quay:pier:CVE-2026-20003"]);
    let advisory = &site.advisories[0];
    let head = &advisory.head;
    assert_eq!(
        (head.aliases[0].as_str(), head.references[0].url.as_str()),
        ("CVE-2026-20003", "https://quay.example/advisories/3")
    );
    assert_eq!(head.published.to_string(), "2026-01-02T20:21:23Z", "the first branch that was fixed");
    let fixed: Vec<_> =
        head.timeline.iter().map(|entry| entry.text.as_ref().map(|text| text.as_str().to_owned())).collect();
    assert_eq!(fixed, [Some("2.0.x".to_owned()), Some("1.x".to_owned())]);
    assert_eq!(advisory.affected[0].package.purl.as_deref(), Some("pkg:composer/quay/pier"));
}

#[test]
fn branches_are_affected_as_composer_reads_their_constraints() {
    let affected = built(&[("php/quay/pier/CVE-2026-20003.yaml", RECORD)]).advisories.remove(0).affected;
    for version in ["1.0.0", "1.0.0-beta1", "1.2.2", "2.0.0", "2.0.4", "2.1.0", "2.1.9"] {
        assert_eq!(verdict(&affected, version), Verdict::Affected, "{version}");
    }
    for version in ["0.9.9", "1.2.3", "2.0.5", "2.2.0"] {
        assert_eq!(verdict(&affected, version), Verdict::NotAffected, "{version}");
    }
    let claims: Vec<_> = affected.iter().map(Claim::of).collect();
    assert_eq!(nearest_fix("1.1.0", &claims).map(|fix| fix.version), Some("1.2.3"));
    let site = built(&[("php/quay/pier/CVE-2026-20003.yaml", &RECORD.replace("2026-01-03 10:20:30", "~"))]);
    let claims: Vec<_> = site.advisories[0].affected.iter().map(Claim::of).collect();
    assert_eq!(nearest_fix("1.1.0", &claims).map(|fix| fix.version), None, "without a time it isn't fixed");
}

#[test]
fn the_day_in_a_files_name_is_when_it_was_announced_and_one_without_any_date_is_the_sources_matter() {
    let nameless = RECORD.replace("cve:       CVE-2026-20003", "cve: ~");
    let site = built(&[("php/quay/pier/2026-01-05-1.yaml", &nameless)]);
    assert_eq!(site.advisories[0].head.published.to_string(), "2026-01-05T00:00:00Z");
    assert!(site.advisories[0].head.aliases.is_empty());
    let short = RECORD.replace("2026-01-02 22:21:23 +0200", "2026-01-2 9:02:00");
    let site = built(&[("php/quay/pier/CVE-2026-20003.yaml", &short)]);
    assert_eq!(site.advisories[0].head.published.to_string(), "2026-01-02T09:02:00Z", "YAML's times may be short");
    let undated = nameless.replace("2026-01-03 10:20:30", "~").replace("2026-01-02 22:21:23 +0200", "~");
    let opened = opened(&[("php/quay/pier/GHSA-aaaa-bbbb-cccc.yaml", &undated)]);
    let said: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    assert!(
        opened.site.is_none() && said.iter().any(|line| line.contains("missing-key") && line.contains("undated:")),
        "{said:?}"
    );
}

#[test]
fn what_cannot_be_read_of_a_branch_is_reported_and_nothing_is_judged_by_the_rest_alone() {
    let opened = opened(&[("php/quay/pier/CVE-2026-20003.yaml", &RECORD.replace("'>=2.1.0', '<2.2'", "'^2.1'"))]);
    let reported: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    assert!(reported.iter().any(|line| line.contains("unread-range")), "{reported:?}");
    let affected = site(opened).advisories.remove(0).affected;
    assert_eq!(verdict(&affected, "1.1.0"), Verdict::Affected);
    assert_ne!(verdict(&affected, "2.1.5"), Verdict::NotAffected);
}
