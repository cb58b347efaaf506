//! Ready-made announcements of one record: short posts, and the plain text for a mailing list.
//!
//! Made of the disclosed model alone, as pages are; nothing is sent anywhere.

mod ascii;
pub mod count;
mod mail;
mod plain;
mod social;
#[cfg(test)]
mod tests;

pub use mail::mail;
pub use social::{Post, post_for_all, posts};

use crate::public::{Advisory, Affected, Head, Record, Severity, Site};
use crate::render::{Links, labels};

/// What both kinds are made from.
pub struct Announced<'a> {
    pub site: &'a Site,
    pub links: &'a Links,
    pub record: Record<'a>,
}

impl<'a> Announced<'a> {
    fn head(&self) -> &'a Head {
        self.record.head()
    }

    /// The record's page, with its host in front.
    fn url(&self) -> String {
        self.links.absolute(&self.head().path())
    }

    fn advisory(&self) -> Option<&'a Advisory> {
        match self.record {
            Record::Advisory(it) => Some(it),
            _ => None,
        }
    }

    fn affected(&self) -> &'a [Affected] {
        match self.record {
            Record::Advisory(it) => &it.affected,
            Record::Incident(it) => &it.affected,
            Record::Notice(_) | Record::Lesson(_) => &[],
        }
    }

    /// `Critical`, as the site calls it.
    fn severity(&self) -> Option<&'a str> {
        let id: &'a str = match self.record {
            Record::Advisory(it) => it.severity.as_ref().map(|Severity { level, .. }| level.as_str())?,
            Record::Incident(it) => it.severity.as_deref()?,
            Record::Notice(_) | Record::Lesson(_) => return None,
        };
        Some(self.site.settings.severity(id).map_or(id, |level| &level.label))
    }

    /// `Critical advisory`, `Incident`, `Withdrawn: notice`.
    fn kind(&self) -> String {
        let kind = labels::kind(self.head().kind);
        let kind = match self.severity() {
            Some(severity) => format!("{severity} {}", kind.to_lowercase()),
            None => kind.to_owned(),
        };
        if self.head().withdrawn.is_some() { format!("Withdrawn: {}", kind.to_lowercase()) } else { kind }
    }

    /// The id, and those that others know it by: CVE first.
    fn ids(&self) -> Vec<&'a str> {
        let head = self.head();
        let (cve, others): (Vec<&'a str>, Vec<&'a str>) =
            head.aliases.iter().map(|it| it.as_str()).partition(|it| it.starts_with("CVE-"));
        [head.id.as_str()].into_iter().chain(cve).chain(others).collect()
    }
}
