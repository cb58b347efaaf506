//! Rewrites files so that what is withheld in them is gone, or says something else.

mod foreign;
mod json;
mod keys;
mod whole;

pub use foreign::left_over;

use super::content::{Content, Role};
use super::document::Document;
use super::facts::Facts;
use super::judge::{Needs, withheld};
use super::rule::Rule;
use super::text::{self, Found, Treatment};
use super::values::Wording;
use super::viewpoint::{Marked, Viewpoint};
use crate::public::Kind;
use std::path::{Path, PathBuf};

/// Something withheld, by its place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Part {
    pub rule: Rule,
    pub file: PathBuf,
    /// 0: the whole file.
    pub line: usize,
    pub key: String,
}

/// What is to become of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    Keep,
    Erase,
    Replace,
}

/// What became of a file.
pub enum Outcome {
    Same,
    Gone,
    Written(Vec<u8>),
}

pub struct Rewriter<'s> {
    pub facts: &'s Facts,
    pub viewpoint: Viewpoint,
    pub words: Wording,
    pub decide: &'s mut dyn FnMut(&Part) -> Action,
    /// Files that this can't read.
    pub unread: Vec<PathBuf>,
    /// Of the file that is being rewritten.
    approval: Approval,
    /// What stays as it is since an approval is of just that.
    pub bound: Vec<Rule>,
}

/// What an approval holds for.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Approval {
    /// Whatever the record says, or it needs none.
    #[default]
    Anything,
    /// Exactly what the record says, now and later.
    This,
    /// The same of a record that some audience sees before its publication: one digest is of all that lifts until then.
    AllThatComes,
}

impl Approval {
    pub fn of(document: &Document, facts: &Facts) -> Approval {
        let digests = document.get("approved").is_some_and(|approved| approved.get("digests").is_some());
        match document.get("embargo_tlp") {
            _ if !digests || !facts.require_approval => Approval::Anything,
            Some(_) => Approval::AllThatComes,
            None => Approval::This,
        }
    }

    /// Whether a part has to stay as it is: what nobody approved isn't announced, so that a notice shows by choice that its part,
    /// and all that comes before it, is as it was approved.
    pub fn binds(self, rule: Rule, marked: Option<Marked>, viewpoint: &Viewpoint) -> bool {
        let announced = marked.is_some_and(|marked| viewpoint.announces(marked));
        let ahead = rule == Rule::Ahead && viewpoint.redactions == crate::private::Redactions::Mark;
        match self {
            Approval::Anything => false,
            Approval::This => announced || ahead,
            Approval::AllThatComes => rule == Rule::Ahead || matches!(marked, Some(Marked::Until(_))),
        }
    }
}

impl<'s> Rewriter<'s> {
    pub fn new(
        facts: &'s Facts,
        viewpoint: Viewpoint,
        words: Wording,
        decide: &'s mut dyn FnMut(&Part) -> Action,
    ) -> Self {
        let (unread, bound) = (Vec::new(), Vec::new());
        Self { facts, viewpoint, words, decide, unread, approval: Approval::default(), bound }
    }
}

impl Rewriter<'_> {
    /// The whole site, rewritten.
    pub fn site(&mut self, content: &Content) -> Content {
        let mut twin = content.empty();
        for (path, bytes) in &content.files {
            match self.file(content, path, bytes) {
                Outcome::Same => {
                    twin.files.insert(path.clone(), bytes.clone());
                }
                Outcome::Gone => {}
                Outcome::Written(bytes) => twin.put(path, bytes),
            }
        }
        twin
    }

    fn file(&mut self, content: &Content, path: &Path, bytes: &[u8]) -> Outcome {
        match content.role(path) {
            Role::Other if path.starts_with("..") => self.foreign(content, path, bytes),
            Role::Settings | Role::Other => Outcome::Same,
            Role::Allowances => self.allowances(path),
            Role::Attachment(folder) => self.attachment(content, path, &folder),
            Role::Page => self.document(path, bytes, None),
            Role::Record(kind) => self.document(path, bytes, Some(kind)),
        }
    }

    fn document(&mut self, path: &Path, bytes: &[u8], kind: Option<Kind>) -> Outcome {
        let read = std::str::from_utf8(bytes).ok().and_then(|text| Document::read(path, text));
        let Some(mut document) = read else {
            self.unread.push(path.to_owned());
            return Outcome::Same;
        };
        let needs = if kind.is_some() { Needs::Word } else { Needs::Nothing };
        if let Some(rule) = withheld(&document, needs, self.facts, &self.viewpoint) {
            return self.whole(rule, path, &document, kind);
        }
        let before = document.written();
        self.approval = Approval::of(&document, self.facts);
        self.keys(path, &mut document, kind);
        let line = document.body_line;
        if !document.shows_marks()
            && let Some(body) = self.text(path, "", line, &document.body)
        {
            document.body = body;
        }
        let after = document.written();
        if after == before { Outcome::Same } else { Outcome::Written(after.into_bytes()) }
    }

    fn ask(&mut self, rule: Rule, path: &Path, line: usize, key: &str, marked: Option<Marked>) -> Action {
        if self.approval.binds(rule, marked, &self.viewpoint) {
            self.bound.push(rule);
            return Action::Keep;
        }
        let action = (self.decide)(&Part { rule, file: path.to_owned(), line, key: key.to_owned() });
        // What is announced can't be erased; what it will say can change.
        let announced = marked.is_some_and(|marked| self.viewpoint.announces(marked));
        if action == Action::Erase && announced { Action::Replace } else { action }
    }

    /// Rewrites one text. `line`: that of its first line.
    fn text(&mut self, path: &Path, key: &str, line: usize, source: &str) -> Option<String> {
        let Rewriter { facts, viewpoint, words, decide, approval, bound, .. } = self;
        let mut on_part = |found: &Found| {
            let part = Part { rule: found.rule, file: path.to_owned(), line: line + found.line, key: key.to_owned() };
            if approval.binds(found.rule, found.marked, viewpoint) {
                bound.push(found.rule);
                return Treatment::Keep;
            }
            let announced = found.marked.is_some_and(|marked| viewpoint.announces(marked));
            match decide(&part) {
                Action::Keep => Treatment::Keep,
                Action::Erase if !announced => Treatment::Erase,
                Action::Erase | Action::Replace => {
                    let marked = found.marked.map(|marked| viewpoint.other(marked, words.turn));
                    let inline = matches!(found.rule, Rule::Span(_) | Rule::Comment | Rule::BlockWord);
                    let words = if inline { words.line() } else { words.prose() };
                    Treatment::Replace { words, marked }
                }
            }
        };
        text::rewrite(source, viewpoint, &facts.block_words, &mut on_part)
    }

    fn allowances(&mut self, path: &Path) -> Outcome {
        match self.ask(Rule::Allowance, path, 0, "", None) {
            Action::Keep => Outcome::Same,
            Action::Erase => Outcome::Gone,
            Action::Replace => {
                let text = format!("- {{ text: \"{0} {0}\", in: {0}, why: {0} }}\n", self.words.word());
                Outcome::Written(text.into_bytes())
            }
        }
    }

    /// Withheld is what belongs to a withheld record, and what no disclosed text of its folder names.
    fn attachment(&mut self, content: &Content, path: &Path, folder: &Path) -> Outcome {
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
        let encoded = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC).to_string();
        let last = name.rsplit('/').next().unwrap_or(&name).to_owned();
        let beside = |page: &&PathBuf| {
            page.parent() == Some(folder) && matches!(content.role(page), Role::Record(_) | Role::Page)
        };
        let pages: Vec<&PathBuf> = content.files.keys().filter(beside).collect();
        let named = pages.iter().any(|page| {
            let text = self.disclosed(content, page);
            // A name in other letters can't be distinguished from none, so anything with an escape counts as naming it.
            text.is_none_or(|text| {
                text.contains(&last) || text.contains(&encoded) || text.contains('%') && text.contains("](")
            })
        });
        if named {
            return Outcome::Same;
        }
        match self.ask(Rule::Attachment, path, 0, "", None) {
            Action::Keep => Outcome::Same,
            Action::Erase => Outcome::Gone,
            Action::Replace => Outcome::Written(self.words.prose().into_bytes()),
        }
    }

    /// What of a page's text is disclosed; `None` where it can't be read.
    fn disclosed(&self, content: &Content, page: &Path) -> Option<String> {
        let kind = if let Role::Record(kind) = content.role(page) { Some(kind) } else { None };
        let mut erase = |_: &Part| Action::Erase;
        let viewpoint = Viewpoint { redactions: crate::private::Redactions::Omit, ..self.viewpoint };
        let mut rewriter = Rewriter::new(self.facts, viewpoint, self.words.again(), &mut erase);
        let bytes = content.files.get(page)?;
        let outcome = rewriter.document(page, bytes, kind);
        if !rewriter.unread.is_empty() {
            return None;
        }
        match outcome {
            Outcome::Same => content.text(page).map(str::to_owned),
            Outcome::Gone => Some(String::new()),
            Outcome::Written(bytes) => String::from_utf8(bytes).ok(),
        }
    }
}
