//! What was withheld, as opaque needles for the audit.
//!
//! The gate hands [`Withheld`] each thing that it takes out, and each whole value that it discloses. What is looked for
//! follows from both, so nothing is decided before [`Withheld::into_needles`], the one way out, which the audit alone takes.
//! Nothing here implements `Debug`, `Display` or `Serialize`.

mod common;
mod disclosed;
mod hosts;
mod identifiers;
mod kind;
mod mentions;
mod names;
mod needles;
mod never;
mod prose;
mod reserved;
mod rules;
mod said;
mod tokens;
mod values;

pub use kind::Kind;
pub use needles::{Needle, Needles, Origins, Prose, Unsought};
pub use rules::Reason;
pub use said::{Public, Source};

use crate::normalise::{self, Format, Word};
use crate::public::Statement;
use reserved::Written;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use values::Values;

/// Where a withheld thing was written. Told by private commands only.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Relative to the content folder.
    pub file: PathBuf,
    pub line: usize,
    /// The key's path; empty for the body.
    pub key: String,
}

/// A run of so many words is a quotation.
pub(crate) const RUN: usize = 8;
/// A file shorter than this is like others by chance.
const SHORTEST_FILE: usize = 32;

/// All that was withheld. Collected record by record, then merged.
#[derive(Default)]
pub struct Withheld {
    /// The words of all candidates, one after another.
    words: Vec<Word>,
    candidates: Vec<Candidate>,
    files: Vec<Digest>,
    origins: Vec<Origin>,
    /// What no rule looks for, whatever else is disclosed.
    never: Vec<(usize, Reason)>,
    disclosed: Values,
    /// What was collected elsewhere, after what is here.
    others: Vec<Arc<Withheld>>,
    /// Nobody will look: nothing is collected.
    #[cfg(any(fuzzing, test))]
    idle: bool,
}

/// For what a disclosed value is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// For all that is just this.
    All,
    /// An id or an address: a person may have its words as a name.
    Identifiers,
    /// A title: it says what it says, and names nobody.
    Sayings,
}

/// Something that may be looked for.
struct Candidate {
    kind: Kind,
    words: Range<usize>,
    origin: usize,
    /// Characters, where those of scripts without spaces count three.
    width: usize,
    /// As written, in lower case: identifiers made of ordinary words are looked for with their signs.
    literal: Option<Box<str>>,
    written: Written,
    /// Somebody of the team: a responder, a coordinator, an author.
    team: bool,
}

/// A withheld file, whole.
#[derive(Clone, Copy)]
pub struct Digest {
    pub len: usize,
    pub blake3: [u8; 32],
    pub origin: usize,
}

/// What the gate hands over.
impl Withheld {
    /// In the program all is collected, whatever is kept.
    pub(in crate::private) fn kept(keep: super::provenance::Keep) -> Self {
        let _ = keep;
        Self {
            #[cfg(any(fuzzing, test))]
            idle: keep == super::provenance::Keep::Model,
            ..Self::default()
        }
    }

    #[cfg(any(fuzzing, test))]
    fn is_idle(&self) -> bool {
        self.idle
    }

    #[cfg(not(any(fuzzing, test)))]
    fn is_idle(&self) -> bool {
        false
    }

    /// Adds what was collected elsewhere, after what is here.
    pub(in crate::private) fn merge(&mut self, other: Arc<Self>) {
        self.others.push(other);
    }

    /// The id of a record whose existence is withheld.
    pub(in crate::private) fn record_id(&mut self, id: &str, origin: &Origin) {
        self.identifier(Kind::Id, id, origin);
    }

    /// A withheld scalar. What it is follows from its text, and for words of the format from its key.
    pub(in crate::private) fn value(&mut self, key: &str, text: &str, origin: &Origin) {
        #[cfg(test)]
        crate::private::testing::mutation::may_fail("withheld", text);
        if self.is_idle() {
            return;
        }
        let text = text.trim();
        let named = never::reason(key, text).or_else(|| common::is_weakness(text).then_some(Reason::Weakness));
        if let Some(why) = named {
            let origin = self.origin(origin);
            return self.never.push((origin, why));
        }
        if !text.contains(char::is_whitespace) && identifiers::is_identifier(text) {
            return self.identifier(Kind::Identifier, text, origin);
        }
        if prose::is_asked(key) {
            return self.prose(text, origin);
        }
        self.identifiers_in(text, origin);
        if names::is_asked(key) && names::is_plain(text) && !common::holds(text) {
            names::forms(text).iter().for_each(|form| self.candidate(Kind::Name, form, origin));
        }
        self.mentions_in(text, origin);
        self.text(Kind::Value, text, origin);
    }

    /// The name of a person or of people, perhaps with more: `Jane Q. Roe (Globex) <jane@globex.example>`.
    pub(in crate::private) fn person(&mut self, name: &str, origin: &Origin) {
        if self.is_idle() {
            return;
        }
        self.identifiers_in(name, origin);
        for form in names::forms(name) {
            self.candidate(Kind::Name, &form, origin);
        }
    }

    /// Markdown: a body, a part of one, a comment.
    pub(in crate::private) fn prose(&mut self, text: &str, origin: &Origin) {
        if self.is_idle() {
            return;
        }
        let blocks = prose::blocks(text);
        self.identifiers_in(text, origin);
        self.mentions_in(&blocks.flow, origin);
        // URLs are looked for as identifiers: many texts cite the same long one.
        self.text(Kind::Prose, &identifiers::without_urls(text), origin);
        // As it is read on a page, where links and emphasis don't stand between the words.
        self.text(Kind::Prose, &identifiers::without_urls(&blocks.flow), origin);
        // What went wrong is said once: a whole sentence of it is no coincidence elsewhere, however common its words.
        let whole = origin.key == "root_cause";
        for sentence in &blocks.sentences {
            self.text(Kind::Sentence, sentence, origin);
            if whole && sentence.split_whitespace().count() > RUN {
                self.candidate(Kind::Value, sentence, origin);
            }
        }
    }

    /// A file that lies beside a withheld record, or beside a public one that doesn't link to it.
    pub(in crate::private) fn attachment(&mut self, file_name: &str, bytes: &[u8], origin: &Origin) {
        if self.is_idle() {
            return;
        }
        self.identifier(Kind::FileName, file_name, origin);
        if bytes.len() >= SHORTEST_FILE {
            let origin = self.origin(origin);
            self.files.push(Digest { len: bytes.len(), blake3: *blake3::hash(bytes).as_bytes(), origin });
        }
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        if text.contains('\0') {
            return;
        }
        match Format::of(file_name) {
            Format::Text => self.prose(text, origin),
            format => {
                self.identifiers_in(text, origin);
                self.readings(Kind::Prose, text, format, origin);
            }
        }
    }

    /// A whole value that is disclosed: a package, a tag, a credit, an id, an alias, a URL, the site's own title. A needle that
    /// is all of it falls away.
    pub(in crate::private) fn disclosed(&mut self, value: &str) {
        self.disclosed.add(value, Scope::All);
    }

    /// All texts of a statement, each a whole value.
    pub(in crate::private) fn disclosed_statement(&mut self, statement: &Statement) {
        self.disclosed.add_statement(statement);
    }

    /// A disclosed id, or where a page is: an identifier that is all of it falls away. The name of a file names nobody.
    pub(in crate::private) fn disclosed_id(&mut self, id: &str) {
        self.disclosed.add(id, Scope::Identifiers);
    }

    /// An id or a path that the former public site showed: what was public can't be withheld again.
    pub fn shown_before(&mut self, id: &str) {
        self.disclosed_id(id);
    }

    /// A disclosed title: a text that says no more falls away.
    pub(in crate::private) fn disclosed_title(&mut self, title: &str) {
        self.disclosed.add(title, Scope::Sayings);
    }
}

/// How it is kept.
impl Withheld {
    fn identifiers_in(&mut self, text: &str, origin: &Origin) {
        for found in identifiers::find(text) {
            self.candidate(Kind::Found, &found, origin);
        }
        for part in identifiers::find_inner(text) {
            self.candidate(Kind::Part, &part, origin);
        }
    }

    fn mentions_in(&mut self, text: &str, origin: &Origin) {
        for form in mentions::find(text).iter().flat_map(|name| names::forms(name)) {
            self.candidate(Kind::Mention, &form, origin);
        }
    }

    fn identifier(&mut self, kind: Kind, text: &str, origin: &Origin) {
        if self.is_idle() {
            return;
        }
        let forms = identifiers::forms(text);
        if forms.is_empty() {
            let origin = self.origin(origin);
            self.never.push((origin, Reason::Common));
        }
        for form in forms {
            self.candidate(kind, &form, origin);
        }
        for part in identifiers::inner(text) {
            self.candidate(Kind::Part, &part, origin);
        }
    }

    /// One line or several: what is long enough is prose.
    fn text(&mut self, kind: Kind, text: &str, origin: &Origin) {
        let mut words = Vec::new();
        normalise::words(text.as_bytes(), &mut words);
        match kind {
            // Its runs are looked for already.
            Kind::Sentence if words.len() >= RUN => {}
            _ if words.len() >= RUN => self.readings(Kind::Prose, text, Format::Text, origin),
            Kind::Prose => self.candidate(Kind::Sentence, text, origin),
            kind => self.candidate(kind, text, origin),
        }
    }

    fn candidate(&mut self, kind: Kind, text: &str, origin: &Origin) {
        self.readings(kind, text, Format::Text, origin);
    }

    fn readings(&mut self, kind: Kind, text: &str, format: Format, origin: &Origin) {
        let origin = self.origin(origin);
        let first = self.candidates.len();
        let mut scratch = Vec::new();
        normalise::readings(text.as_bytes(), format, &mut scratch, &mut |reading| {
            // A fragment of a short text is not what was withheld.
            if kind != Kind::Prose && reading.part == normalise::Part::Aside {
                return;
            }
            let known = self.candidates[first..].iter().any(|c| self.words[c.words.clone()] == *reading.words);
            if !reading.words.is_empty() && !known {
                self.keep(kind, reading, origin);
            }
        });
    }

    fn keep(&mut self, kind: Kind, reading: normalise::Reading<'_>, origin: usize) {
        let text = String::from_utf8_lossy(reading.text);
        let start = self.words.len();
        self.words.extend_from_slice(reading.words);
        let key = &self.origins[origin].key;
        let deliberate = kind == Kind::Identifier && reserved::is_meant(key);
        self.candidates.push(Candidate {
            // A short rest of a long text is no quotation.
            kind: if kind == Kind::Prose && reading.words.len() < RUN { Kind::Sentence } else { kind },
            words: start..self.words.len(),
            origin,
            width: text.trim().chars().map(|c| if normalise::stands_alone(c) { 3 } else { 1 }).sum(),
            literal: kind.is_identifier().then(|| text.trim().to_lowercase().into()),
            written: if deliberate { Written::Deliberately } else { Written::WithOthers },
            team: names::is_team(key),
        });
    }

    /// All that was handed over: what is here, then what was collected elsewhere.
    fn parts(&self) -> Vec<&Withheld> {
        fn gather<'w>(part: &'w Withheld, parts: &mut Vec<&'w Withheld>) {
            parts.push(part);
            part.others.iter().for_each(|other| gather(other, parts));
        }
        let mut parts = Vec::with_capacity(self.others.len() + 1);
        gather(self, &mut parts);
        parts
    }

    fn origin(&mut self, origin: &Origin) -> usize {
        if self.origins.last() != Some(origin) {
            self.origins.push(origin.clone());
        }
        self.origins.len() - 1
    }
}

impl Candidate {
    /// Whether it matters how many public texts say all of it.
    fn asks_whole(&self) -> bool {
        self.team || matches!(self.kind, Kind::Found | Kind::Mention | Kind::Value)
    }
}

/// For tests of the audit, which can't withhold anything itself.
#[cfg(test)]
pub(crate) mod plant;
#[cfg(test)]
mod tests;
