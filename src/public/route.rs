//! Addresses of the site, read: for links, in whatever text they are.

use super::filters::Facet;
use super::routes::is_list;
use super::segment::segment;
use super::{FeedFormat, Kind, SeverityLevel};

/// What a path of the site is the address of. Whether there is such a thing, only those know who have all that is disclosed.
#[derive(Debug, PartialEq, Eq)]
pub enum Route<'p> {
    /// A list, a feed, or a part of a list.
    List,
    /// A record's page or alias, or a file beside it.
    Record {
        kind: Kind,
        name: &'p str,
        beside: &'p [&'p str],
    },
    /// What OSV or VEX says of a record, by the record's name.
    Document(&'p str),
    /// A CSAF document and what is beside it, by the document's name.
    Csaf(&'p str),
    /// A part of the plan.
    Plan,
    Other,
}

impl<'p> Route<'p> {
    /// Of a path's parts, decoded and without empty ones.
    pub fn of(severities: &[SeverityLevel], parts: &'p [&'p str]) -> Self {
        if is_feed_of_severity(severities, parts) || is_part_of_list(severities, parts) {
            return Route::List;
        }
        match parts {
            [section, name, beside @ ..] if kind(section).is_some() => match kind(section) {
                Some(kind) if !is_list(name) => Route::Record { kind, name, beside },
                _ => Route::List,
            },
            ["osv" | "vex", "all.json" | "all.zip" | "modified_id.csv"] | ["csaf", _, "index.html"] => Route::List,
            ["osv" | "vex", file] => Route::Document(file.strip_suffix(".json").unwrap_or_default()),
            ["csaf", year, file, ..] if *year != "openpgp" => {
                Route::Csaf(file.split(".json").next().unwrap_or_default())
            }
            ["plan", _, ..] => Route::Plan,
            _ => Route::Other,
        }
    }
}

/// Letter case is ignored, as hosts differ about it.
fn kind(section: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.section().eq_ignore_ascii_case(section))
}

/// `advisories`, `critical`, `feed.xml`
fn is_feed_of_severity(severities: &[SeverityLevel], parts: &[&str]) -> bool {
    let ["advisories", level, file] = parts else { return false };
    let formats = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];
    formats.iter().any(|format| format.file() == *file)
        && severities.iter().any(|severity| segment(&severity.id) == *level)
}

/// `advisories`, `2026`; `advisories`, `tag`, `archives`.
fn is_part_of_list(severities: &[SeverityLevel], parts: &[&str]) -> bool {
    let is_section = |section: &str| Kind::ALL.iter().any(|kind| kind.section() == section);
    match parts {
        [section, value] if is_section(section) => {
            let year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
            year || severities.iter().any(|severity| segment(&severity.id) == *value)
        }
        [section, facet, _] if is_section(section) => {
            [Facet::Status, Facet::Category, Facet::Service, Facet::Tag].iter().any(|it| it.as_str() == *facet)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> String {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        format!("{:?}", Route::of(&crate::render::fixture::settings("https://example.org/").severities, &parts))
    }

    #[test]
    fn an_address_is_read_as_it_is_written() {
        assert!(of("/advisories/X-1/card.png").starts_with("Record { kind: Advisory, name: \"X-1\""));
        for list in ["/advisories/page/2/", "/advisories/critical/feed.xml", "/incidents/2026/", "/osv/all.zip"] {
            assert_eq!(of(list), "List", "{list}");
        }
        assert_eq!(of("/vex/X-1.json"), "Document(\"X-1\")");
        assert_eq!(of("/csaf/2026/x-1.json.asc"), "Csaf(\"x-1\")");
        assert_eq!(of("/csaf/openpgp/key.asc"), "Other");
    }
}
