//! The keys of a record, each defined once: who may see it, its name, its form, the kinds of record that have it, and what it means.
//!
//! The reader's types say how a key's value is written in detail, and the gate what becomes of it: both take records apart
//! key by key, so that one which is added here alone, or there alone, doesn't pass the tests.

use super::{Confirmation, Exploitation, Informational, Kind, Status, Vocabulary};

/// A summary, given or cut from a text, has at most so many characters: what lists, feeds and cards have room for.
pub const LONGEST_SUMMARY: usize = 300;

pub struct Key {
    pub name: &'static str,
    pub role: Role,
    pub form: Form,
    pub kinds: &'static [Kind],
    /// A sentence for whoever writes it.
    pub meaning: &'static str,
}

/// What becomes of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Shown; a tag can withhold it.
    Shown,
    /// Shown, and no tag may be on it.
    Untagged,
    /// Decides what is shown, and is never shown itself.
    Steers,
    /// Never shown.
    Private,
}

/// How its value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text of one line, or several of them.
    Line,
    Lines,
    Markdown,
    /// A list of texts in Markdown.
    Texts,
    /// Ids of records, here or elsewhere.
    Ids,
    /// A word of a fixed vocabulary.
    Word(&'static [&'static str]),
    People,
    /// A list of values that have keys of their own.
    Parts,
    /// Something else, which only its own type describes.
    Other,
}

impl Form {
    pub fn is_list(self) -> bool {
        matches!(self, Form::Lines | Form::Texts | Form::Ids | Form::People | Form::Parts)
    }

    pub fn is_markdown(self) -> bool {
        matches!(self, Form::Markdown | Form::Texts)
    }
}

const ALL: &[Kind] = &Kind::ALL;
const ADVISORY: &[Kind] = &[Kind::Advisory];
const INCIDENT: &[Kind] = &[Kind::Incident];
const NOTICE: &[Kind] = &[Kind::Notice];
const LESSON: &[Kind] = &[Kind::Lesson];

macro_rules! keys {
    ($($role:ident $name:literal $form:expr => $kinds:ident $meaning:literal;)*) => {
        &[$(Key { name: $name, role: Role::$role, form: $form, kinds: $kinds, meaning: $meaning },)*]
    };
}

/// In the order in which `import` writes them.
pub static KEYS: &[Key] = keys! {
    Untagged "id" Form::Line => ALL "Names the page for ever: letters, digits, `.`, `_`, `-`. By default the file's name.";
    Untagged "title" Form::Line => ALL "One line.";
    Untagged "lang" Form::Line => ALL "The language of its texts, where it isn't the site's: de, pt-BR.";
    Steers "publish" Form::Other => ALL "true marks the record for publication. Without it the record is withheld, its existence too.";
    Steers "approved" Form::Other => ALL "Who approved publication of exactly this. `fanlight approve` writes it. Never shown.";
    Steers "embargo" Form::Other => ALL "The record is withheld until this instant, written with its offset: 2026-12-01T14:00:00Z.";
    Steers "embargo_tlp" Form::Other => ALL "The TLP label that it has until the embargo ends; red by default.";
    Untagged "tlp" Form::Other => ALL "The TLP label; above the site's audience the record is withheld. clear by default.";
    Steers "reserve" Form::Other => ALL "Shows before the embargo's end that there is a record: since, and show (severity, date). The id is shown with it.";
    Untagged "published" Form::Other => ALL "First publication; needed without an embargo. One that lies ahead withholds like an embargo.";
    Untagged "modified" Form::Other => ALL "When what is public last changed.";
    Untagged "withdrawn" Form::Other => ALL "When it was withdrawn. It stays online, and says so and why.";
    Shown "withdrawn_reason" Form::Markdown => ALL "Why it was withdrawn.";
    Shown "revisions" Form::Parts => ALL "What changed since publication: at, note, and material (true by default).";
    Shown "summary" Form::Line => ALL "Plain text for lists, feeds and cards; 300 characters at most.";
    Shown "aliases" Form::Ids => ALL "Other names of just this: CVE-2026-1234, GHSA-…";
    Shown "related" Form::Ids => ALL "Ids of what is near to this, here or elsewhere.";
    Shown "upstream" Form::Ids => ALL "Ids of what this comes from, here or elsewhere.";
    Shown "projects" Form::Lines => ALL "Which of site.yaml's projects it concerns, by their ids.";
    Shown "tags" Form::Lines => ALL "Free words.";
    Shown "category" Form::Lines => INCIDENT "One or several of the site's categories.";
    Shown "severity" Form::Lines => ADVISORY "A CVSS vector, several of them, or one of the site's words.";
    Shown "severity" Form::Line => INCIDENT "One of the site's words.";
    Shown "status" Form::Word(Status::WORDS) => INCIDENT "How far it is.";
    Shown "next_update" Form::Other => INCIDENT "When you will say more, while it goes on: an instant, or a day.";
    Shown "confirmation" Form::Word(Confirmation::WORDS) => INCIDENT "How certain it is.";
    Shown "cwe" Form::Lines => ADVISORY "Kinds of weakness: CWE-79.";
    Shown "informational" Form::Word(Informational::WORDS) => ADVISORY "For what is no vulnerability: notice, unmaintained, unsound.";
    Shown "affected" Form::Parts => ADVISORY "What is affected: package (a purl, ecosystem and name, or a name), ranges, versions, and more.";
    Shown "affected" Form::Parts => INCIDENT "Affected packages, as in an advisory.";
    Shown "services" Form::Lines => INCIDENT "What was affected besides packages.";
    Private "accounts" Form::Other => INCIDENT "Never published.";
    Shown "incidents" Form::Ids => ADVISORY "Ids of incidents here that it belongs to.";
    Shown "incidents" Form::Ids => NOTICE "Ids of incidents here that it is about.";
    Shown "incidents" Form::Ids => LESSON "Ids of the incidents that taught it.";
    Shown "advisories" Form::Ids => INCIDENT "Ids of advisories here that belong to it.";
    Shown "advisories" Form::Ids => NOTICE "Ids of advisories here that it is about.";
    Shown "references" Form::Parts => ALL "Where to read more: type, url, title.";
    Shown "credits" Form::People => ALL "Whom to thank: a name, or name, type, organization, url, contact. A contact is never published.";
    Shown "authors" Form::People => ALL "Who wrote this, like credits.";
    Shown "bounty" Form::Line => ALL "What was paid for the report, as a text: USD 2,500.";
    Shown "reporter" Form::People => INCIDENT "Who told you. Withheld unless they say `credit: true`.";
    Shown "coordinator" Form::People => INCIDENT "Who led. Withheld unless they say `credit: true`.";
    Shown "responders" Form::People => INCIDENT "Who helped. Withheld unless they say `credit: true`.";
    Shown "post" Form::Other => ALL "What is posted about it, as plain text: one for all platforms, or one for each (all, mastodon, bluesky, x, linkedin). The link is added.";
    Shown "timeline" Form::Parts => ALL "What happened when: at, to, approximate, phase, text. A time is shown just as exactly as written.";
    Shown "impact" Form::Markdown => ALL "What can happen, or did, and to whom. Markdown.";
    Shown "root_cause" Form::Markdown => ALL "Why it could happen. Markdown.";
    Shown "workaround" Form::Markdown => ALL "What helps who can't update. Markdown.";
    Shown "recommendations" Form::Markdown => ALL "What readers ought to do. Markdown.";
    Shown "resolution" Form::Markdown => ALL "What was done about it. Markdown.";
    Shown "exploitation" Form::Word(Exploitation::WORDS) => ALL "Whether it is exploited (SSVC).";
    Shown "indicators" Form::Parts => ALL "By what it can be found: type, value. Never turned into links.";
    Shown "lessons" Form::Texts => INCIDENT "What was learnt; each is Markdown.";
    Shown "actions" Form::Parts => INCIDENT "What is to be done: what, owner, due, done, url.";
    Shown "actions" Form::Parts => LESSON "What is to be done: what, owner, due, done, url.";
    Shown "csaf" Form::Other => ADVISORY "What a CSAF document says of it, as JSON, for /csaf/. `fanlight import csaf` writes it.";
    Shown "details" Form::Markdown => ALL "The body, where the record is YAML alone. Markdown.";
    Private "private" Form::Other => ALL "Anything that is for yourselves. Never published.";
};

/// The keys of one kind of record.
pub fn of(kind: Kind) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.kinds.contains(&kind))
}

/// One key of this name. Those of one name differ in the kind of record and in their words.
pub fn named(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Where a key is in the order of all; behind them, if it is none.
pub fn place(name: &str) -> usize {
    KEYS.iter().position(|key| key.name == name).unwrap_or(KEYS.len())
}

/// Whether a record's key of this name holds Markdown.
pub fn is_markdown(name: &str) -> bool {
    named(name).is_some_and(|key| key.form.is_markdown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_key_of_a_name() {
        for kind in Kind::ALL {
            let mut names: Vec<&str> = of(kind).map(|key| key.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        }
    }

    #[test]
    fn keys_of_one_name_hold_the_same() {
        for key in KEYS {
            let first = named(key.name).expect("itself");
            assert!(key.role == first.role && key.form.is_markdown() == first.form.is_markdown(), "{}", key.name);
        }
    }
}
