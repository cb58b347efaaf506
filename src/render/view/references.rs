//! What a record points to: references elsewhere, other names, related records, attachments.

use super::Views;
use crate::public::{Asset, Head, Reference, Text};
use crate::render::{Html, Words};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReferenceView<'a> {
    pub kind: &'a str,
    /// None where the address isn't one that a page may link to: then it is shown as a text.
    pub href: Option<String>,
    pub url: &'a str,
    pub title: Option<&'a str>,
}

/// An id, here or elsewhere.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mention<'a> {
    pub id: &'a str,
    pub title: Option<&'a str>,
    /// Attributes of its language, where that isn't the interface's.
    pub lang: Html,
    pub href: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AttachmentView<'a> {
    pub name: &'a str,
    pub href: String,
    pub size: String,
}

impl<'a> ReferenceView<'a> {
    /// A reference to a record of ours that isn't disclosed is left out.
    pub fn all(views: &Views<'a>, references: &'a [Reference]) -> Vec<Self> {
        references
            .iter()
            .map(|reference| Self {
                kind: views.words.references.of(reference.kind),
                href: views.outside(&reference.url),
                url: &reference.url,
                title: reference.title.as_deref(),
            })
            .filter(|it| it.href.is_some() || !it.url.starts_with(&views.site.settings.url))
            .collect()
    }
}

impl<'a> Mention<'a> {
    pub fn all(views: &Views<'a>, ids: &'a [Text]) -> Vec<Self> {
        ids.iter().map(|id| Self::new(views, id)).collect()
    }

    fn new(views: &Views<'a>, id: &'a Text) -> Self {
        match views.site.find(id) {
            Some(record) => {
                let head = record.head();
                Self {
                    id,
                    title: Some(&head.title),
                    lang: views.lang(head.language.as_ref()),
                    href: Some(views.links.href(&head.path())),
                }
            }
            None => Self { id, title: None, lang: Html::default(), href: database(id) },
        }
    }
}

/// The page of an id of a well-known database.
fn database(id: &str) -> Option<String> {
    let prefix = id.split('-').next().unwrap_or_default();
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte)) {
        return None;
    }
    match prefix {
        "CVE" => Some(format!("https://www.cve.org/CVERecord?id={id}")),
        "GHSA" => Some(format!("https://github.com/advisories/{id}")),
        "RUSTSEC" => Some(format!("https://rustsec.org/advisories/{id}.html")),
        "GO" => Some(format!("https://pkg.go.dev/vuln/{id}")),
        "PYSEC" | "OSV" | "MAL" | "DSA" | "DLA" | "USN" | "HSEC" | "PSF" | "GSD" | "JLSEC" => {
            Some(format!("https://osv.dev/vulnerability/{id}"))
        }
        _ => None,
    }
}

impl<'a> AttachmentView<'a> {
    pub fn all(views: &Views<'a>, attachments: &'a [Asset]) -> Vec<Self> {
        attachments
            .iter()
            .map(|attachment| Self {
                name: attachment.path.rsplit('/').next().unwrap_or_default(),
                href: crate::escape::url(&views.links.href(&attachment.path)),
                size: size(views.words, attachment.bytes.len()),
            })
            .collect()
    }
}

fn size(words: &Words, bytes: usize) -> String {
    match bytes {
        0..1_000 => words.units.byte.of(bytes),
        1_000..1_000_000 => words.units.kilobyte.of(bytes.div_ceil(1_000)),
        _ => words.units.megabyte.of(words.decimal(&format!("{:.1}", bytes as f64 / 1e6))),
    }
}

/// A project of the foundation that a record concerns.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectView<'a> {
    pub name: &'a str,
    /// The page of all that concerns it.
    pub href: Option<String>,
}

impl<'a> ProjectView<'a> {
    pub fn all(views: &Views<'a>, head: &'a Head) -> Vec<Self> {
        let known = |id: &str| views.site.settings.projects.iter().find(|project| project.id == id);
        head.projects
            .iter()
            .map(|id| match known(id) {
                Some(project) => Self { name: &project.name, href: Some(views.links.href(&project.path())) },
                None => Self { name: id, href: None },
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_well_known_databases_lead_to_their_pages() {
        assert_eq!(database("CVE-2026-1").as_deref(), Some("https://www.cve.org/CVERecord?id=CVE-2026-1"));
        assert!(database("RUSTSEC-2026-0001").is_some());
        assert_eq!(database("HARBOUR-2026-x"), None);
        assert_eq!(database("CVE-2026-1\" onclick=\"x"), None);
    }

    #[test]
    fn sizes_are_round() {
        let size = |bytes| size(Words::english(), bytes);
        assert_eq!([size(1), size(999), size(1_001), size(2_500_000)], ["1 byte", "999 bytes", "2 kB", "2.5 MB"]);
    }
}
