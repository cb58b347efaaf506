//! One document (OSV schema 1.7; the fields bear its names).

use super::affected::{Affected, Score, of_vectors};
use super::details;
use crate::emit::urls;
use crate::public::{
    Advisory, Head, Informational, Instant, Person, PersonType, Reference, ReferenceType, Site, Text, Tlp,
};
use crate::render::{Links, labels};
use chrono::SecondsFormat;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

/// Nothing in here needs more than this version.
const SCHEMA: &str = "1.7.0";

#[derive(Serialize)]
pub struct Document<'a> {
    schema_version: &'static str,
    id: &'a str,
    modified: Exact,
    published: Exact,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Exact>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    upstream: Vec<&'a str>,
    /// One line.
    summary: &'a str,
    /// CommonMark.
    details: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severity: Vec<Score<'a>>,
    affected: Vec<Affected<'a>>,
    references: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    credits: Vec<Credit<'a>>,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    database_specific: Extra<'a>,
}

/// With the fraction of a second that it was written with: mirrors compare these times with those of the record's source.
#[derive(Clone, Copy)]
pub(super) struct Exact(pub Instant);

impl Display for Exact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[derive(Serialize)]
struct Link<'a> {
    #[serde(rename = "type")]
    kind: ReferenceType,
    url: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
struct Credit<'a> {
    name: &'a str,
    /// Where somebody can be found in public; mail addresses and the like are never disclosed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contact: Vec<&'a str>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<PersonType>,
}

/// What OSV has no field for, by the names that other databases use.
#[derive(Serialize)]
struct Extra<'a> {
    /// A word, as GitHub's database has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cwe_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    informational: Option<Informational>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    /// Where it isn't for everybody: `TLP:AMBER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    tlp: Option<&'static str>,
}

impl Extra<'_> {
    fn is_empty(&self) -> bool {
        let Extra { severity, cwe_ids, informational, license, tlp } = self;
        cwe_ids.is_empty() && severity.is_none() && informational.is_none() && license.is_none() && tlp.is_none()
    }
}

/// When it last changed, and that it was withdrawn is a change. Never before the publication: osv.dev passes over what is
/// not newer than its last import.
pub(super) fn modified(head: &Head) -> Instant {
    head.updated().max(head.published)
}

impl<'a> Document<'a> {
    pub fn new(site: &'a Site, links: &Links, advisory: &'a Advisory) -> Self {
        let head = &advisory.head;
        let mut affected: Vec<Affected<'a>> = advisory.affected.iter().filter_map(Affected::of).collect();
        let mut severity: Vec<Score<'a>> = of_vectors(advisory.severity.as_ref());
        // It stands on the record or on what is affected, never on both.
        if affected.iter().any(|entry| !entry.severity.is_empty()) {
            affected
                .iter_mut()
                .filter(|entry| entry.severity.is_empty())
                .for_each(|entry| entry.severity = severity.clone());
            severity.clear();
        }
        let ids = Ids::of(head);
        Self {
            schema_version: SCHEMA,
            id: &head.id,
            modified: Exact(modified(head)),
            published: Exact(head.published),
            withdrawn: head.withdrawn.as_ref().map(|withdrawn| Exact(withdrawn.at)),
            aliases: ids.aliases,
            related: ids.related,
            upstream: ids.upstream,
            summary: &head.title,
            details: details::of(links, head),
            severity,
            affected,
            references: references(site, head),
            credits: head.credits.iter().map(credit).collect(),
            database_specific: Extra {
                severity: advisory.severity.as_ref().map(|severity| severity.level.to_uppercase()),
                cwe_ids: advisory.cwe.iter().map(|number| format!("CWE-{number}")).collect(),
                informational: advisory.informational,
                license: site.settings.license.as_deref(),
                tlp: (head.tlp != Tlp::Clear).then(|| labels::tlp(head.tlp)),
            },
        }
    }
}

/// Each id once, and in the strongest of the three lists that name it; the record's own in none.
struct Ids<'a> {
    aliases: Vec<&'a str>,
    related: Vec<&'a str>,
    upstream: Vec<&'a str>,
}

impl<'a> Ids<'a> {
    fn of(head: &'a Head) -> Self {
        let mut seen = BTreeSet::from([head.id.as_str()]);
        let mut fresh =
            |ids: &'a [Text]| ids.iter().map(Text::as_str).filter(|id| seen.insert(id)).collect::<Vec<&'a str>>();
        let (aliases, upstream) = (fresh(&head.aliases), fresh(&head.upstream));
        Self { aliases, upstream, related: fresh(&head.related) }
    }
}

/// The record's own page first.
fn references<'a>(site: &Site, head: &'a Head) -> Vec<Link<'a>> {
    let page = urls::absolute(&site.settings, &head.path());
    let others = head.references.iter().filter(|reference| reference.url.as_str() != page);
    let mut links: Vec<Link<'a>> =
        others.map(|Reference { kind, url, title: _ }| Link { kind: *kind, url: urls::uri(url) }).collect();
    links.insert(0, Link { kind: ReferenceType::Advisory, url: page.into() });
    links
}

fn credit(person: &Person) -> Credit<'_> {
    Credit { name: &person.name, contact: person.url.iter().map(Text::as_str).collect(), kind: person.kind }
}
