//! Ready-made announcements of one record: short posts, and the plain text for a mailing list.
//!
//! Made of the disclosed model alone, as pages are; nothing is sent anywhere.

pub mod count;
mod cuts;
mod mail;
mod social;
#[cfg(test)]
mod tests;

pub use mail::mail;
pub use social::{Post, post, post_for_all, posts, too_long};

use crate::public::{Advisory, Affected, Head, Record, Revision, Severity, Site};
use crate::render::{Links, Words};

/// What both kinds are made from.
pub struct Announced<'a> {
    pub site: &'a Site,
    /// Of posts; a mail is in English.
    pub words: &'a Words,
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
        self.record.advisory()
    }

    fn affected(&self) -> &'a [Affected] {
        self.record.affected()
    }

    /// `Critical`, as the site calls it.
    fn severity(&self) -> Option<&'a str> {
        let id: &'a str = match self.record {
            Record::Advisory(it) => it.severity.as_ref().map(|Severity { level, .. }| level.as_str())?,
            Record::Incident(it) => it.severity.as_deref()?,
            Record::Notice(_) | Record::Lesson(_) => return None,
        };
        Some(self.site.settings.severity(id).map_or(id, |level| self.words.severity(level)))
    }

    /// `Critical advisory`, `Incident`, `Withdrawn: notice`, `Updated: critical advisory`.
    fn kind(&self) -> String {
        let say = self.words.kinds.of(self.head().kind);
        let news = match (&self.head().withdrawn, self.revised()) {
            (Some(_), _) => Some(&self.words.posts.withdrawn),
            (None, Some(_)) => Some(&self.words.posts.updated),
            (None, None) => None,
        };
        let kind = match self.severity() {
            Some(severity) => {
                let severity = if news.is_some() { severity.to_lowercase() } else { severity.to_owned() };
                self.words.posts.rated.fill(&[("severity", &severity), ("kind", &say.word)])
            }
            None if news.is_some() => say.word.clone(),
            None => say.one.clone(),
        };
        news.map_or(kind.clone(), |news| news.fill(&[("kind", &kind)]))
    }

    /// The last of the changes that readers are to know of; of what was withdrawn none is.
    fn revised(&self) -> Option<&'a Revision> {
        let head = self.head();
        let is_news = |it: &&Revision| it.material && it.at > head.published && head.withdrawn.is_none();
        head.revisions.iter().rfind(is_news)
    }

    /// The id, and those that others know it by: CVE first.
    fn ids(&self) -> Vec<&'a str> {
        let head = self.head();
        let (cve, others): (Vec<&'a str>, Vec<&'a str>) =
            head.aliases.iter().map(|alias| alias.as_str()).partition(|text| text.starts_with("CVE-"));
        [head.id.as_str()].into_iter().chain(cve).chain(others).collect()
    }
}
