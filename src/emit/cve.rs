//! A CVE record (CVE JSON 5.2) with the container that a CVE Numbering Authority submits: what is disclosed of an advisory
//! and nothing else. Not a file of the site; the program prints it.

mod affected;
mod container;
#[cfg(test)]
mod tests;

pub use container::{Container, Rejected};

use crate::public::{Advisory, Cve, Settings, Site};
use crate::render::Links;
use serde::Serialize;

/// What is missing. The words are for whoever runs the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    OrgId,
    CveId,
    SeveralCveIds,
    Affected,
}

impl Missing {
    pub fn problem(self) -> &'static str {
        match self {
            Missing::OrgId => "a CVE record names its numbering authority by a UUID, and site.yaml has none",
            Missing::CveId => "the advisory has no CVE id that is public",
            Missing::SeveralCveIds => "the advisory has several CVE ids: one record, one vulnerability",
            Missing::Affected => "the advisory names nothing that is affected, which a CVE record has to",
        }
    }

    pub fn help(self) -> &'static str {
        match self {
            Missing::OrgId => "write `cve: { org_id: 5b1c7a52-…, short_name: … }` into site.yaml",
            Missing::CveId => "write the id that was reserved into `aliases`: CVE-2026-12345",
            Missing::SeveralCveIds => "keep one among `aliases`; give each vulnerability an advisory of its own",
            Missing::Affected => "write the packages and their versions under `affected`",
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record<'a> {
    data_type: &'static str,
    data_version: &'static str,
    cve_metadata: Metadata<'a>,
    containers: Containers<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Metadata<'a> {
    cve_id: &'a str,
    assigner_org_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    assigner_short_name: Option<&'a str>,
    state: &'static str,
}

#[derive(Serialize)]
struct Containers<'a> {
    cna: Cna<'a>,
}

/// What a CVE Numbering Authority submits.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Cna<'a> {
    Published(Box<Container<'a>>),
    Rejected(Rejected<'a>),
}

impl<'a> Record<'a> {
    /// Or all that is missing.
    pub fn of(site: &'a Site, links: &Links, advisory: &'a Advisory) -> Result<Self, Vec<Missing>> {
        let (org, id, affected) = (org_id(&site.settings), cve_id(advisory), affected::of(site, advisory));
        // Of what is withdrawn nothing is affected.
        let lacks = affected.is_empty() && advisory.head.withdrawn.is_none();
        let missing = [org.err(), id.err(), lacks.then_some(Missing::Affected)];
        let (Ok((org, short_name)), Ok(id), false) = (org, id, lacks) else {
            return Err(missing.into_iter().flatten().collect());
        };
        let (state, cna) = match Rejected::of(site, links, advisory, (org, short_name)) {
            Some(rejected) => ("REJECTED", Cna::Rejected(rejected)),
            None => {
                let container = Container::of(site, links, advisory, (org, short_name), affected);
                ("PUBLISHED", Cna::Published(Box::new(container)))
            }
        };
        Ok(Self {
            data_type: "CVE_RECORD",
            data_version: "5.2.0",
            cve_metadata: Metadata { cve_id: id, assigner_org_id: org, assigner_short_name: short_name, state },
            containers: Containers { cna },
        })
    }

    /// The container alone, as CVE Services takes it in.
    pub fn container(self) -> Cna<'a> {
        self.containers.cna
    }
}

fn org_id(settings: &Settings) -> Result<(&str, Option<&str>), Missing> {
    let Some(Cve { org_id: Some(id), short_name }) = &settings.cve else { return Err(Missing::OrgId) };
    is_uuid(id).then_some((id.as_str(), short_name.as_deref())).ok_or(Missing::OrgId)
}

/// Of version 4, as the schema wants it.
fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let hex = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    hex && lengths == [8, 4, 4, 4, 12]
        && parts[2].starts_with('4')
        && parts[3].starts_with(['8', '9', 'a', 'b', 'A', 'B'])
}

fn cve_id(advisory: &Advisory) -> Result<&str, Missing> {
    let ids = std::iter::once(&advisory.head.id).chain(&advisory.head.aliases).map(|it| it.as_str());
    let mut ids = ids.filter(|id| super::csaf::is_cve(id));
    match (ids.next(), ids.next()) {
        (Some(id), None) => Ok(id),
        (None, _) => Err(Missing::CveId),
        (Some(_), Some(_)) => Err(Missing::SeveralCveIds),
    }
}
