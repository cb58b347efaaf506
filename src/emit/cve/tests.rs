use super::{Missing, Record};
use crate::emit::testing::{advisory, site, text};
use crate::public::*;
use crate::render::Links;

fn missing(change: impl FnOnce(&mut Site)) -> Vec<Missing> {
    let mut site = site();
    site.settings.cve =
        Some(Cve { org_id: Some("5b1c7a52-3f0e-4d6b-9a41-0c2f6e8d7b13".into()), short_name: Some("harbour".into()) });
    let mut advisory = advisory("HARBOUR-2026-k3x9", "Title", "2026-03-04T14:00:00Z");
    advisory.head.aliases = vec![text("CVE-2026-1234")];
    advisory.affected = vec![Affected {
        package: Package {
            ecosystem: Some(text("npm")),
            name: text("harbour-cli"),
            purl: None,
            vendor: None,
            product: None,
        },
        ranges: vec![],
        versions: vec![text("1.0.0")],
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
    }];
    site.advisories = vec![advisory];
    change(&mut site);
    Record::of(&site, &Links::new(&site), &site.advisories[0]).err().unwrap_or_default()
}

#[test]
fn a_record_says_all_that_it_lacks() {
    assert_eq!(missing(|_| {}), []);
    assert_eq!(missing(|it| it.settings.cve = None), [Missing::OrgId]);
    assert_eq!(
        missing(|it| it.settings.cve = Some(Cve { org_id: Some("harbour".into()), short_name: None })),
        [Missing::OrgId]
    );
    let two = vec![text("CVE-2026-1234"), text("CVE-2026-1235")];
    assert_eq!(missing(|it| it.advisories[0].head.aliases = two), [Missing::SeveralCveIds]);
    let nothing = |it: &mut Site| {
        it.advisories[0].head.aliases.clear();
        it.advisories[0].affected.clear();
    };
    assert_eq!(missing(nothing), [Missing::CveId, Missing::Affected]);
}
