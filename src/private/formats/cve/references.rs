//! References of a CVE record, of all its containers.

use crate::private::formats::keys::{Fields, Keys, list, text};
use crate::private::formats::parts;
use crate::private::yaml::Node;
use std::collections::HashSet;

/// Each once, whoever names it.
pub(super) fn read<'a>(cna: &mut Fields<'a>, adps: &mut [Fields<'a>], keys: &mut Keys<'a>) {
    let (mut safe, mut others) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for mut written in std::iter::once(cna).chain(adps).flat_map(|it| it.maps("references")) {
        let url = written.text("url").unwrap_or_default();
        if !seen.insert(url.to_string()) {
            continue;
        }
        let tags = written.take("tags");
        let tags = tags.iter().flat_map(Node::items).filter_map(Node::text);
        let kind = tags.map(kind_of).find(|kind| *kind != "WEB");
        match parts::reference(kind, &url, written.text("name").filter(|name| *name != url)) {
            Some(reference) => safe.push(reference),
            None => others.push(text(url)),
        }
    }
    keys.list("references", safe);
    keys.spare("references", list(others));
}

fn kind_of(tag: &str) -> &'static str {
    match tag {
        "patch" => "FIX",
        "vendor-advisory" | "third-party-advisory" => "ADVISORY",
        "issue-tracking" => "REPORT",
        "exploit" => "EVIDENCE",
        "technical-description" | "press/media-coverage" => "ARTICLE",
        "mailing-list" => "DISCUSSION",
        "product" => "PACKAGE",
        _ => "WEB",
    }
}
