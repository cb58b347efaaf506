//! Short posts. What is cut is prose: ids and the link stand whole.

use super::Announced;
use super::count::Platform;
use crate::render::markdown::opening;
use crate::render::versions;
use unicode_segmentation::UnicodeSegmentation;

/// A text that fits a platform.
pub struct Post {
    pub platform: Platform,
    pub text: String,
}

/// One for each platform.
pub fn posts(announced: &Announced<'_>) -> Vec<Post> {
    let parts = Parts::of(announced);
    let one = |platform: Platform| Post { platform, text: parts.post(|text| platform.fits(text)) };
    Platform::ALL.into_iter().map(one).collect()
}

/// One text that fits everywhere.
pub fn post_for_all(announced: &Announced<'_>) -> String {
    Parts::of(announced).post(|text| Platform::ALL.iter().all(|platform| platform.fits(text)))
}

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
            None => opening(&head.details, 300),
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
    fn post(&self, fits: impl Fn(&str) -> bool) -> String {
        for aliases in [2, 1, 0] {
            for remedy in [self.remedy.as_str(), ""] {
                // What can't be cut; an ellipsis stands for the title.
                if !fits(&self.text(aliases, "…", remedy, "")) {
                    continue;
                }
                let title = longest(&self.title, |title| fits(&self.text(aliases, title, remedy, "")));
                // A summary is for where all of the title has room.
                let summary = match title == self.title {
                    true => longest(&self.summary, |summary| fits(&self.text(aliases, &title, remedy, summary))),
                    false => String::new(),
                };
                return self.text(aliases, &title, remedy, &summary);
            }
        }
        // An id or a host of hundreds of characters: the link says it all.
        self.url.clone()
    }

    /// With so many other ids; an empty part takes no line.
    fn text(&self, aliases: usize, title: &str, remedy: &str, summary: &str) -> String {
        let others: Vec<&str> = self.ids.iter().skip(1).take(aliases).map(String::as_str).collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        let id = self.ids.first().map(String::as_str).unwrap_or_default();
        let first = format!("{} {id}{others}: {title}", self.kind);
        let lines = [&*first, remedy, summary, &self.url];
        lines.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// `Update harbour-cli to 1.4.3 or 2.0.1.`; nothing where that would be a list.
fn remedy(announced: &Announced<'_>) -> String {
    let fixes = announced.affected().iter().map(|it| (it.package.name.as_str(), versions::fixed(it)));
    let fixes: Vec<_> = fixes.filter(|(_, versions)| !versions.is_empty()).collect();
    match fixes.as_slice() {
        [(name, versions)] if versions.len() <= 4 => {
            let words = announced.words;
            let either = |one: String, other: &&str| words.versions.or.fill(&[("one", &one), ("other", other)]);
            let versions = versions.iter().skip(1).fold(versions[0].to_owned(), either);
            words.posts.remedy.fill(&[("package", &line(name)), ("versions", &versions)])
        }
        _ => String::new(),
    }
}

/// On one line, without what can't be seen.
fn line(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The whole text, else as many of its words as fit, else nothing; never a part of a word, of a link or of an id.
fn longest(text: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let cut = |end: usize| format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '(']));
    let cuts = ends.partition_point(|&end| fits(&cut(end)));
    match cuts.checked_sub(1) {
        Some(last) => cut(ends[last]),
        // A script without spaces is cut between what a reader takes for characters.
        None if !text.is_ascii() => {
            let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).skip(1).collect();
            ends.partition_point(|&end| fits(&cut(end))).checked_sub(1).map(|last| cut(ends[last])).unwrap_or_default()
        }
        None => String::new(),
    }
}
