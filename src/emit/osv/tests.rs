use super::{Document, has, outputs};
use crate::emit::testing::{advisory, at, made, markdown, site, text};
use crate::public::*;
use crate::render::Links;
use serde_json::{Value, json};

fn range(kind: RangeType, events: Vec<RangeEvent>) -> Range {
    Range { kind, repo: None, events }
}

fn affected(ecosystem: Option<&str>, ranges: Vec<Range>) -> Affected {
    Affected {
        package: Package {
            ecosystem: ecosystem.map(text),
            name: text("harbour-cli"),
            purl: None,
            vendor: None,
            product: None,
        },
        ranges,
        versions: vec![],
        fixed: Vec::new(),
        unaffected: Vec::new(),
        unknown: Vec::new(),
        default_status: None,
        severity: None,
        platforms: vec![],
        functions: vec![],
        status: None,
        justification: None,
        remediation: None,
    }
}

fn from_one() -> Range {
    range(RangeType::Semver, vec![RangeEvent::Introduced(text("1.0.0")), RangeEvent::Fixed(text("1.4.3"))])
}

fn severity(vector: &str) -> Severity {
    let vector = Vector { version: CvssVersion::V31, vector: text(vector), score: 9.8, base: 9.8 };
    Severity { level: text("critical"), score: Some(9.8), vectors: vec![vector] }
}

/// The small site with one advisory of ours.
fn with(change: impl FnOnce(&mut Advisory)) -> Site {
    let mut site = site();
    let mut advisory = advisory("HARBOUR-2026-k3x9", "Title", "2026-03-04T14:00:00Z");
    advisory.affected = vec![affected(Some("npm"), vec![from_one()])];
    change(&mut advisory);
    site.advisories = vec![advisory];
    site
}

fn documented(site: &Site) -> Value {
    serde_json::to_value(Document::new(site, &Links::new(site), &site.advisories[0])).expect("JSON")
}

fn file(site: &Site, wanted: &str) -> Option<Vec<u8>> {
    let files = outputs(site, &Links::new(site)).into_iter().map(|output| output.make().expect("a file"));
    files.into_iter().find(|file| file.path == wanted).map(|file| file.bytes)
}

#[test]
fn only_ids_that_are_ours_and_only_what_affects_something_are_reported() {
    assert!(has(&with(|_| {}).settings, &with(|_| {}).advisories[0]));
    let documented = |change: fn(&mut Advisory)| !outputs(&with(change), &Links::new(&with(change))).is_empty();
    assert!(documented(|_| {}));
    assert!(!documented(|it| it.head.id = text("OTHER-2026-1")));
    assert!(!documented(|it| it.head.id = text("HARBOURS-2026-1")));
    assert!(!documented(|it| it.affected.clear()));
    assert!(!documented(|it| it.affected[0].status = Some(VexStatus::NotAffected)));
    assert!(!documented(|it| it.affected[0].status = Some(VexStatus::UnderInvestigation)));
    assert!(!documented(|it| it.affected[0].package.ecosystem = Some(text("Nowhere"))));
    let mut off = with(|_| {});
    off.settings.outputs.osv = false;
    assert!(outputs(&off, &Links::new(&off)).is_empty());
}

#[test]
fn a_severity_stands_on_the_record_or_on_what_is_affected() {
    let one = documented(&with(|it| it.severity = Some(severity("CVSS:3.1/AV:N"))));
    assert_eq!(one["severity"], json!([{ "type": "CVSS_V3", "score": "CVSS:3.1/AV:N" }]));
    assert!(one["affected"][0].get("severity").is_none());
    let both = documented(&with(|it| {
        it.severity = Some(severity("CVSS:3.1/AV:N"));
        it.affected.push(affected(Some("PyPI"), vec![from_one()]));
        it.affected[1].severity = Some(severity("CVSS:3.1/AV:L"));
    }));
    assert!(both.get("severity").is_none());
    assert_eq!(both["affected"][0]["severity"][0]["score"], "CVSS:3.1/AV:N");
    assert_eq!(both["affected"][1]["severity"][0]["score"], "CVSS:3.1/AV:L");
}

#[test]
fn what_has_no_words_in_osv_is_said_in_others() {
    let versions = |ranges: Vec<Range>| documented(&with(|it| it.affected[0].ranges = ranges))["affected"][0].clone();
    let one =
        range(RangeType::Semver, vec![RangeEvent::Introduced(text("4.4.3")), RangeEvent::LastAffected(text("4.4.3"))]);
    assert_eq!(versions(vec![one])["versions"], json!(["4.4.3"]));
    let loose = range(RangeType::Semver, vec![RangeEvent::Introduced(text("1.0")), RangeEvent::Fixed(text("1.4"))]);
    assert_eq!(versions(vec![loose])["ranges"][0]["type"], "ECOSYSTEM");
    assert_eq!(versions(vec![])["ranges"][0]["events"], json!([{ "introduced": "0" }]));
    let mut commits =
        range(RangeType::Git, vec![RangeEvent::Introduced(text("0")), RangeEvent::Fixed(text("c9f0f89"))]);
    commits.repo = Some(text("https://code.example.org/cli"));
    assert_eq!(
        versions(vec![from_one(), commits])["ranges"].as_array().map(Vec::len),
        Some(1),
        "half a hash is no commit"
    );
}

#[test]
fn the_index_and_the_list_tell_when_each_changed_and_the_withdrawn_stay() {
    let mut site = with(|it| {
        it.head.withdrawn =
            Some(Withdrawal { at: at("2026-05-01T00:00:00Z"), reason: Some(markdown("A [duplicate](/policy/).")) })
    });
    site.advisories.push(Advisory {
        affected: vec![affected(Some("npm"), vec![from_one()])],
        ..advisory("HARBOUR-2026-a1", "Older", "2026-01-01T00:00:00Z")
    });
    let text = |path: &str| String::from_utf8(file(&site, path).expect("a file")).expect("text");
    let index: Value = serde_json::from_str(&text("osv/all.json")).expect("JSON");
    assert_eq!(
        index,
        json!([
            { "id": "HARBOUR-2026-a1", "modified": "2026-01-01T00:00:00Z" },
            { "id": "HARBOUR-2026-k3x9", "modified": "2026-05-01T00:00:00Z" },
        ])
    );
    assert_eq!(
        text("osv/modified_id.csv"),
        "2026-05-01T00:00:00Z,HARBOUR-2026-k3x9\n2026-01-01T00:00:00Z,HARBOUR-2026-a1\n"
    );
    let documented: Value = serde_json::from_str(&text("osv/HARBOUR-2026-k3x9.json")).expect("JSON");
    assert_eq!(documented["withdrawn"], "2026-05-01T00:00:00Z");
    assert_eq!(documented["modified"], "2026-05-01T00:00:00Z");
    assert_eq!(documented["details"], "## Withdrawn\n\nA [duplicate](https://security.example.org/policy/).");
}

#[test]
fn the_archive_holds_the_same_files_and_is_the_same_each_time() {
    let site = with(|_| {});
    let (once, again) = (file(&site, "osv/all.zip").expect("a file"), file(&site, "osv/all.zip").expect("a file"));
    assert!(once == again);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(once)).expect("an archive");
    assert_eq!(archive.len(), 1);
    let mut member = archive.by_index(0).expect("a member");
    assert_eq!(member.name().expect("a name"), "HARBOUR-2026-k3x9.json");
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut member, &mut bytes).expect("its bytes");
    assert_eq!(Some(bytes), file(&site, "osv/HARBOUR-2026-k3x9.json"));
    assert_eq!(member.last_modified().map(|last_modified| last_modified.year()), Some(1980));
}

#[test]
fn an_id_is_reported_once_and_never_the_records_own() {
    let documented = documented(&with(|it| {
        let ids = |all: &[&str]| all.iter().map(|id| text(id)).collect::<Vec<_>>();
        it.head.aliases = ids(&["CVE-2026-1234", "HARBOUR-2026-k3x9", "CVE-2026-1234"]);
        it.head.related = ids(&["CVE-2026-1234", "GHSA-aaaa-bbbb-cccc"]);
    }));
    assert_eq!(
        (&documented["aliases"], &documented["related"]),
        (&json!(["CVE-2026-1234"]), &json!(["GHSA-aaaa-bbbb-cccc"]))
    );
}

#[test]
fn programs_of_other_sites_may_read_it() {
    let (_, headers) = made(&crate::emit::hosting::headers(&with(|_| {}), &[]));
    for folder in ["/osv/*", "/csaf/*", "/.well-known/csaf/*"] {
        assert!(headers.contains(&format!("{folder}\n  Access-Control-Allow-Origin: *\n")), "{headers}");
    }
    assert!(!headers.contains("/vex/"));
}
