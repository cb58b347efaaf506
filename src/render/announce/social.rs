//! Short posts: what a record's authors wrote, else what can be said of it. What is cut is prose: ids and the link stand whole.

use super::Announced;
use super::count::{Length, Platform};
use super::cuts::Cuts;
use crate::public::keys::LONGEST_SUMMARY;
use crate::public::{Affected, VexStatus};
use crate::render::excerpt::{excerpt, reason};
use crate::render::versions;
use crate::versions::Advice;

/// A text that fits a platform.
pub struct Post {
    pub platform: Platform,
    pub text: String,
}

/// One for each platform.
pub fn posts(announced: &Announced<'_>) -> Vec<Post> {
    Platform::ALL.into_iter().map(|platform| post(announced, platform)).collect()
}

/// The one for a platform.
pub fn post(announced: &Announced<'_>, platform: Platform) -> Post {
    let fits = |length: Length| length.fits(platform);
    let text = match own(announced, Some(platform)) {
        Some(own) => own.post(fits),
        None => Parts::of(announced).post(fits),
    };
    Post { platform, text }
}

/// One text that fits everywhere.
pub fn post_for_all(announced: &Announced<'_>) -> String {
    let fits = |length: Length| Platform::ALL.iter().all(|&platform| length.fits(platform));
    own(announced, None).map_or_else(|| Parts::of(announced).post(fits), |own| own.post(fits))
}

/// The platforms that a text of the record's authors is too long for.
pub fn too_long(announced: &Announced<'_>) -> Vec<Platform> {
    let long = |platform: &Platform| own(announced, Some(*platform)).is_some_and(|own| !platform.fits(&own.whole()));
    Platform::ALL.into_iter().filter(long).collect()
}

/// What a record's authors post.
struct Own {
    text: String,
    /// Nothing where the text has it already.
    url: String,
}

/// It was written for a record that stands: what was withdrawn is said otherwise, and what was revised since says so.
fn own(announced: &Announced<'_>, platform: Option<Platform>) -> Option<Own> {
    let post = announced.head().post.as_ref().filter(|_| announced.head().withdrawn.is_none())?;
    let of_platform = platform.and_then(|platform| match platform {
        Platform::Mastodon => post.mastodon.as_ref(),
        Platform::Bluesky => post.bluesky.as_ref(),
        Platform::X => post.x.as_ref(),
        Platform::LinkedIn => post.linkedin.as_ref(),
    });
    let text = lines(of_platform.or(post.all.as_ref())?.as_str());
    let updated = announced.words.posts.updated.fill(&[("kind", &text)]);
    let says_so = text.is_empty() || updated.split(&text).next().is_some_and(|begin| text.starts_with(begin.trim()));
    let text = if announced.revised().is_some() && !says_so { updated } else { text };
    let url = announced.url();
    let linked = text.contains(url.trim_end_matches('/'));
    (!text.is_empty()).then(|| Own { text, url: if linked { String::new() } else { url } })
}

impl Own {
    fn whole(&self) -> String {
        [&*self.text, &self.url].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(BETWEEN)
    }

    /// The whole of it where that fits, else as many of its words as do.
    fn post(&self, fits: impl Fn(Length) -> bool) -> String {
        let whole = self.whole();
        if fits(Length::of(&whole)) {
            return whole;
        }
        let (text, rest) = (line(&self.text), line_length(&self.url));
        let text = Cuts::of(&text).longest(|length, _| fits(length.plus(rest)));
        Own { text, url: self.url.clone() }.whole()
    }
}

/// Its lines, with one empty line at most between two of them: how many there were may depend on what is withheld.
fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for row in text.lines().map(line) {
        if !(row.is_empty() && (out.is_empty() || out.ends_with(BETWEEN))) {
            out.push_str(&row);
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

/// Between the lines of a post.
const BETWEEN: &str = "\n\n";

struct Parts {
    kind: String,
    ids: Vec<String>,
    title: String,
    remedy: String,
    summary: String,
    /// The end of the summary, where that says what to do: it is never cut.
    advice: String,
    url: String,
}

impl Parts {
    fn of(announced: &Announced<'_>) -> Self {
        let head = announced.head();
        let remedy = if head.withdrawn.is_some() { String::new() } else { remedy(announced) };
        let (summary, advice) = advised(line(&news(announced)), &remedy, &announced.words.posts.advice);
        Self {
            kind: announced.kind(),
            ids: announced.ids().iter().map(|id| line(id)).collect(),
            title: line(&head.title),
            remedy,
            summary,
            advice,
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
                let summary = match title == self.title {
                    true => self.summary(first(&title).plus(rest), &fits),
                    false => String::new(),
                };
                let lines = [&*format!("{lead}{title}"), remedy, &summary, &self.url];
                return lines.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN);
            }
        }
        // An id or a host of hundreds of characters: the link says it all.
        self.url.clone()
    }

    /// As much of the summary as there is room for beside `rest`; what it advises comes before all else of it.
    fn summary(&self, rest: Length, fits: impl Fn(Length) -> bool) -> String {
        let rest = rest.plus(Length::of(BETWEEN));
        let advice =
            Some(self.advice.as_str()).filter(|advice| fits(rest.plus(Length::of(advice)))).unwrap_or_default();
        if self.summary.is_empty() {
            return advice.to_owned();
        }
        if advice.is_empty() {
            return Cuts::of(&self.summary).longest(|length, _| fits(length.plus(rest)));
        }
        let rest = rest.plus(Length::of(BETWEEN)).plus(Length::of(advice));
        let said = Cuts::of(&self.summary).longest(|length, _| fits(length.plus(rest)));
        if said.is_empty() { advice.to_owned() } else { format!("{said} {advice}") }
    }

    /// What is before the title, with so many other ids.
    fn lead(&self, aliases: usize) -> String {
        let others: Vec<&str> = self.ids.iter().skip(1).take(aliases).map(String::as_str).collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        let id = self.ids.first().map(String::as_str).unwrap_or_default();
        format!("{} {id}{others}: ", self.kind)
    }
}

/// Why it was withdrawn, what changed last, else what it is.
fn news(announced: &Announced<'_>) -> String {
    let head = announced.head();
    // What it said before holds no more, and neither does its advice.
    if head.withdrawn.is_some() {
        return reason(head).unwrap_or_default();
    }
    let note = || Some(announced.revised()?.note.as_ref()?.to_string());
    let known = |text: &String| !text.is_empty();
    let summary = || head.summary.as_ref().map(ToString::to_string);
    note().filter(known).or_else(summary).unwrap_or_else(|| excerpt(&head.details, LONGEST_SUMMARY))
}

/// A summary without its last sentences that say readers what to do, and those, but for what the remedy says already. `openings` is how
/// such a sentence begins.
fn advised(summary: String, remedy: &str, openings: &str) -> (String, String) {
    let begins = |sentence: &str, with: &str| {
        let rest = sentence.strip_prefix(with.trim());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let advises = |sentence: &str| openings.split(',').any(|opening| begins(sentence, opening));
    let verb = remedy.split(' ').next().filter(|part| !part.is_empty());
    // "Update to 3.2.4." adds nothing to the remedy, and neither does "Update now."; "Update to 3.2.4 and end all sessions." does.
    let more = |sentence: &str| {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        match words.iter().rposition(|word| word.contains(|c: char| c.is_ascii_digit())) {
            Some(version) => version + 1 < words.len(),
            None => words.len() > 2,
        }
    };
    let said = |sentence: &str| verb.is_some_and(|verb| begins(sentence, verb)) && !more(sentence);
    let mut sentences: Vec<&str> = Vec::new();
    let mut rest = summary.as_str();
    while let Some(end) = [". ", "! ", "? "].iter().filter_map(|stop| rest.find(stop)).min() {
        sentences.push(&rest[..=end]);
        rest = &rest[end + 2..];
    }
    sentences.push(rest);
    // One before them that names the remedy's versions says what the remedy does.
    let named = |sentence: &&str| {
        let version =
            |word: &str| word.contains(|c: char| c.is_ascii_digit()) && remedy.contains(word.trim_matches(['.', ',']));
        said(sentence) && sentence.split(' ').any(version)
    };
    sentences.retain(|sentence| !named(sentence));
    let first = sentences.iter().rposition(|sentence| !advises(sentence)).map_or(0, |last| last + 1);
    let advice: Vec<&str> = sentences[first..].iter().copied().filter(|sentence| !said(sentence)).collect();
    (sentences[..first].join(" "), advice.join(" "))
}

/// `Update harbour-cli to 1.4.3 or 2.0.1.`; nothing where that would be a list, or where it doesn't help all who are affected.
fn remedy(announced: &Announced<'_>) -> String {
    let affects = |entry: &&Affected| matches!(entry.status, None | Some(VexStatus::Affected));
    let packages = versions::by_package(announced.affected()).into_iter();
    let mut advice =
        packages.filter(|entries| entries.iter().any(affects)).map(|package| (package[0], Advice::of(&package)));
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

#[cfg(test)]
mod tests {
    use super::advised;

    #[test]
    fn what_there_is_to_do_beside_an_update_is_said() {
        let said = |summary: &str| {
            let (said, advice) = advised(summary.to_owned(), "Update quay to 3.2.4.", "Update,Revoke,If");
            format!("{said} | {advice}")
        };
        assert_eq!(said("A flaw. Update to 3.2.4."), "A flaw. | ");
        assert_eq!(said("A flaw. Update now."), "A flaw. | ");
        assert_eq!(said("A flaw. Update to 3.2.4. Revoke all tokens."), "A flaw. | Revoke all tokens.");
        for advice in ["Update to 3.2.4 and end all sessions.", "Update and revoke all tokens."] {
            assert_eq!(said(&format!("A flaw. {advice}")), format!("A flaw. | {advice}"));
        }
        assert_eq!(said("Update to 3.2.4 and restart. A flaw."), "Update to 3.2.4 and restart. A flaw. | ");
    }
}
