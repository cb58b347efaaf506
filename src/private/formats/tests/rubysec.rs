//! ruby-advisory-db's files, by its schema and by what bundler-audit makes of them.

use super::{ids, kept, site};
use crate::public::{Affected, Site, VexStatus};
use crate::versions::{Claim, Verdict, judge, nearest_fix};

const RECORD: &str = "---
gem: quay
platform: jruby
framework: pier
cve: 2026-20001
ghsa: aaaa-bbbb-cccc
osvdb: 91
url: https://quay.example/advisories/1
title: >-
  A long name crashes it
date: 2026-01-02
description: |
  ### Impact

  A [long](/wiki/long) name crashes `Quay.parse`.
cvss_v2: 5.0
cvss_v3: 9.8
patched_versions:
  - \"~> 1.2.3\"
  - \">= 1.3.1\"
unaffected_versions:
  - \"< 0.9\"
related:
  cve: [2026-20002]
  url:
    - https://github.com/quay/quay/pull/7
    - https://quay.example/advisories/1
notes: |
  zqnotes of an editor
";

fn built(files: &[(&str, &str)]) -> Site {
    site(kept(&[("../gems", "rubysec", true)], files).1)
}

fn of_versions(versions: &str) -> Vec<Affected> {
    let record =
        format!("gem: quay\ntitle: T\nurl: https://quay.example/\ndate: 2026-01-02\ndescription: D\n{versions}");
    built(&[("gems/quay/CVE-2026-20001.yml", &record)]).advisories.remove(0).affected
}

fn verdict(affected: &[Affected], version: &str) -> Verdict {
    judge(version, &affected.iter().map(Claim::of).collect::<Vec<_>>())
}

fn fix<'a>(affected: &'a [Affected], version: &str) -> Option<&'a str> {
    nearest_fix(version, &affected.iter().map(Claim::of).collect::<Vec<_>>()).map(|fix| fix.version)
}

#[test]
fn each_key_of_an_advisory_of_a_gem_has_its_place() {
    let (_folder, opened) = kept(&[("../gems", "rubysec", true)], &[("gems/quay/CVE-2026-20001.yml", RECORD)]);
    let site = site(opened);
    assert_eq!(ids(&site), ["quay:CVE-2026-20001"]);
    let advisory = &site.advisories[0];
    let head = &advisory.head;
    assert_eq!(head.path(), "/advisories/quay_CVE-2026-20001/");
    let texts = |all: &[crate::public::Text]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(texts(&head.aliases), ["CVE-2026-20001", "GHSA-aaaa-bbbb-cccc", "OSVDB-91"]);
    assert_eq!(texts(&head.related), ["CVE-2026-20002"]);
    assert_eq!(
        (head.title.as_str(), head.published.to_string()),
        ("A long name crashes it", "2026-01-02T00:00:00Z".into())
    );
    assert!(head.details.as_str().contains("A long name crashes `Quay.parse`"), "{}", head.details.as_str());
    let references: Vec<&str> = head.references.iter().map(|reference| reference.url.as_str()).collect();
    assert_eq!(references, ["https://quay.example/advisories/1", "https://github.com/quay/quay/pull/7"]);
    assert_eq!(
        advisory.severity.as_ref().map(|severity| severity.level.to_string()),
        Some("critical".into()),
        "the newest score"
    );
    let affected = &advisory.affected[0];
    assert_eq!(affected.package.purl.as_deref(), Some("pkg:gem/quay"));
    assert_eq!((texts(&affected.platforms), texts(&head.tags)), (vec!["jruby".to_owned()], vec!["pier".to_owned()]));
}

#[test]
fn vulnerable_is_what_is_neither_patched_nor_unaffected() {
    let affected = of_versions("patched_versions: [\"~> 1.2.3\", \">= 1.3.1\"]\nunaffected_versions: [\"< 0.9\"]\n");
    for version in ["0.9", "1.2.2", "1.3.0", "1.3.0.rc1", "1.3.1.rc1"] {
        assert_eq!(verdict(&affected, version), Verdict::Affected, "{version}");
    }
    for version in ["0.8.9", "0.9.rc1", "1.2.3", "1.2.9", "1.3.1", "2.0"] {
        assert_eq!(verdict(&affected, version), Verdict::NotAffected, "{version}");
    }
    assert_eq!((fix(&affected, "1.0"), fix(&affected, "1.3.0")), (Some("1.2.3"), Some("1.3.1")));
    let above = of_versions("patched_versions: [\"> 1.2\"]\nunaffected_versions: [\"= 1.0\"]\n");
    for (version, is) in [("1.2", true), ("1.2.1", false), ("1.0", false), ("1.0.1", true), ("0.1", true)] {
        assert_eq!(verdict(&above, version) == Verdict::Affected, is, "{version}");
    }
    let never = of_versions("unaffected_versions: [\">= 2.0\"]\n");
    assert_eq!((verdict(&never, "1.0"), verdict(&never, "2.0")), (Verdict::Affected, Verdict::NotAffected));
    assert_eq!(fix(&never, "1.0"), None, "that a later version never had it is no fix");
    assert_eq!(verdict(&of_versions(""), "99.0"), Verdict::Affected, "nothing is patched");
    assert_eq!(of_versions("patched_versions: [\">= 0\"]")[0].status, Some(VexStatus::NotAffected));
}

#[test]
fn that_no_version_is_left_to_be_affected_is_reported() {
    let record = RECORD.replace("\"< 0.9\"", "\"< 1.3.1\"");
    let (_folder, opened) = kept(&[("../gems", "rubysec", true)], &[("gems/quay/CVE-2026-20001.yml", &record)]);
    let reported: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
    assert!(reported.iter().any(|line| line.contains("impossible-range")), "{reported:?}");
    assert_eq!(site(opened).advisories[0].affected[0].status, Some(VexStatus::NotAffected));
}

#[test]
fn a_requirement_that_nobody_can_read_is_reported_and_no_version_is_judged_by_the_others() {
    for wrong in ["see the notes", "!= 1.0", ">= 2, < 1"] {
        let record =
            format!("{}unaffected_versions: [\"{wrong}\"]\n", RECORD.split("unaffected").next().unwrap_or_default());
        let (_folder, opened) = kept(&[("../gems", "rubysec", true)], &[("gems/quay/CVE-2026-20001.yml", &record)]);
        let reported: Vec<String> = opened.shown.iter().chain(&opened.hidden).map(ToString::to_string).collect();
        assert!(reported.iter().any(|line| line.contains("unread-range")), "{reported:?}");
        let advisory = &site(opened).advisories[0];
        assert!(matches!(verdict(&advisory.affected, "1.0"), Verdict::CannotTell(_)), "{wrong}");
    }
}

#[test]
fn one_flaw_of_two_gems_is_two_records_and_a_ruby_is_judged_where_its_versions_are_semantic() {
    let other = RECORD.replace("gem: quay", "gem: quay-core");
    let ruby = RECORD.replace("gem: quay", "engine: ruby");
    let odd = RECORD.replace("gem: quay", "engine: jruby").replace("1.2.3", "9.1.2.3");
    let site = built(&[
        ("gems/gems/quay/CVE-2026-20001.yml", RECORD),
        ("gems/gems/quay-core/CVE-2026-20001.yml", &other),
        ("gems/rubies/ruby/CVE-2026-20001.yml", &ruby),
        ("gems/rubies/jruby/CVE-2026-20001.yml", &odd),
        ("gems/spec/schemas/gem.yml", "type: map\nmapping:\n  gem: { type: str }\n  date: { type: date }\n"),
    ]);
    let all = ["jruby:CVE-2026-20001", "quay-core:CVE-2026-20001", "quay:CVE-2026-20001", "ruby:CVE-2026-20001"];
    assert_eq!(ids(&site), all);
    let of = |id: &str| &site.advisories.iter().find(|advisory| advisory.head.id.as_str() == id).expect("it").affected;
    assert_eq!(verdict(of(all[3]), "1.3.0"), Verdict::Affected);
    assert_eq!(verdict(of(all[3]), "1.2.4"), Verdict::NotAffected);
    assert!(matches!(verdict(of(all[0]), "1.2.4"), Verdict::CannotTell(_)));
}
