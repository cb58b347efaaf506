//! Short posts. What is cut is prose: ids and the link stand whole.

use super::Announced;
use super::count::{Length, Platform};
use super::cuts::Cuts;
use crate::public::{Affected, VexStatus};
use crate::render::excerpt::excerpt;
use crate::render::versions;
use crate::versions::Advice;

/// A text that fits a platform.
pub struct Post {
    pub platform: Platform,
    pub text: String,
}

/// One for each platform.
pub fn posts(announced: &Announced<'_>) -> Vec<Post> {
    let parts = Parts::of(announced);
    let one = |platform: Platform| Post { platform, text: parts.post(|length| length.fits(platform)) };
    Platform::ALL.into_iter().map(one).collect()
}

/// One text that fits everywhere.
pub fn post_for_all(announced: &Announced<'_>) -> String {
    Parts::of(announced).post(|length| Platform::ALL.iter().all(|&platform| length.fits(platform)))
}

/// Between the lines of a post.
const BETWEEN: &str = "\n\n";

struct Parts {
    kind: String,
    ids: Vec<String>,
    title: String,
    remedy: String,
    summary: String,
    url: String,
}

impl Parts {
    fn of(announced: &Announced<'_>) -> Self {
        let head = announced.head();
        let summary = match &head.summary {
            Some(summary) => summary.to_string(),
            None => excerpt(&head.details, 300),
        };
        Self {
            kind: announced.kind(),
            ids: announced.ids().iter().map(|it| line(it)).collect(),
            title: line(&head.title),
            remedy: if head.withdrawn.is_some() { String::new() } else { remedy(announced) },
            summary: line(&summary),
            url: announced.url(),
        }
    }

    /// `Critical advisory HARBOUR-2026-k3x9 (CVE-2026-1234): title`, what to do, what it is, and the link. From the least
    /// needed on, parts are left out and the rest is shortened until it fits.
    fn post(&self, fits: impl Fn(Length) -> bool) -> String {
        let titles = Cuts::of(&self.title);
        let url = line_length(&self.url);
        for aliases in [2, 1, 0] {
            let lead = self.lead(aliases);
            for remedy in [self.remedy.as_str(), ""] {
                let rest = line_length(remedy).plus(url);
                let first = |title: &str| Length::of(&format!("{lead}{title}"));
                // What can't be cut; an ellipsis stands for the title.
                if !fits(first("…").plus(rest)) {
                    continue;
                }
                let before = titles.add_up().then(|| Length::of(&lead));
                let title = titles.longest(|length, text| {
                    fits(before.map_or_else(|| first(text), |before| before.plus(length)).plus(rest))
                });
                // A summary is for where all of the title has room.
                let summary = match title == self.title && !self.summary.is_empty() {
                    true => {
                        let rest = first(&title).plus(rest).plus(Length::of(BETWEEN));
                        Cuts::of(&self.summary).longest(|length, _| fits(length.plus(rest)))
                    }
                    false => String::new(),
                };
                let lines = [&*format!("{lead}{title}"), remedy, &summary, &self.url];
                return lines.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN);
            }
        }
        // An id or a host of hundreds of characters: the link says it all.
        self.url.clone()
    }

    /// What is before the title, with so many other ids.
    fn lead(&self, aliases: usize) -> String {
        let others: Vec<&str> = self.ids.iter().skip(1).take(aliases).map(String::as_str).collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        let id = self.ids.first().map(String::as_str).unwrap_or_default();
        format!("{} {id}{others}: ", self.kind)
    }
}

/// `Update harbour-cli to 1.4.3 or 2.0.1.`; nothing where that would be a list, or where it doesn't help all who are affected.
fn remedy(announced: &Announced<'_>) -> String {
    let affects = |entry: &&Affected| matches!(entry.status, None | Some(VexStatus::Affected));
    let packages = versions::by_package(announced.affected()).into_iter();
    let mut advice = packages.filter(|entries| entries.iter().any(affects)).map(|it| (it[0], Advice::of(&it)));
    let (Some((entry, advice)), None) = (advice.next(), advice.next()) else { return String::new() };
    let versions = advice.fixes();
    if !advice.is_whole() || versions.len() > 4 {
        return String::new();
    }
    let words = announced.words;
    let either = |one: String, other: &&str| words.versions.or.fill(&[("one", &one), ("other", other)]);
    let versions = versions.iter().skip(1).fold(versions[0].to_owned(), either);
    words.posts.remedy.fill(&[("package", &line(&entry.package.name)), ("versions", &versions)])
}

/// How much longer a post is by one more line.
fn line_length(line: &str) -> Length {
    if line.is_empty() { Length::default() } else { Length::of(BETWEEN).plus(Length::of(line)) }
}

/// On one line, without what can't be seen.
fn line(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
