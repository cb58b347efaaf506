//! A door for `fanlight import`: records of other formats, written down as Markdown with front matter.
//!
//! Counts and names of keys come out of it, no value does. A record remembers, under `private`, a digest of each key as it
//! was imported: so a later import can see what people changed by hand, and leaves that alone.

mod pages;
mod record;
#[cfg(test)]
mod tests;
mod update;

pub use pages::{Moved, Pages, import_pages};

use super::formats::{self, Foreign};
use super::load::{kept_text, read, walk};
use super::yaml::{Findings, Node};
use crate::config::Format;
use crate::diagnostic::{Code, Diagnostic};
use crate::private::decision::view::View;
use crate::public::Instant;
use crate::public::segment::of_id;
use crate::write::create;
use rayon::prelude::*;
use record::Fresh;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Where a record keeps the digests of what was imported, below `private`.
pub(super) const IMPORT_DIGESTS: &str = "imported_digests";

/// What becomes of the new records.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    Unpublished,
    /// `publish: true`, but for what its own format calls a draft.
    Published,
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Left,
    /// Takes over what changed in the other format since the import before.
    Updated,
}

pub struct Order<'o> {
    pub format: Format,
    /// The content folder.
    pub into: &'o Path,
    pub marking: Marking,
    pub existing: Existing,
}

/// A file to read.
pub struct Task(PathBuf);

/// What came of it, in numbers of records.
#[derive(Default)]
pub struct Tally {
    pub written: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Files that are there already.
    pub left: usize,
    /// Records that their own format calls a draft.
    pub drafts: usize,
    /// Keys that changed over there and were changed by hand here.
    pub edited: BTreeMap<String, usize>,
    /// Fields without a place, which are kept under `private: { imported: … }`.
    pub kept: BTreeMap<String, usize>,
    /// Fields without a place that are public over there, and aren't kept.
    pub left_out: BTreeMap<String, usize>,
    /// Fields of which only a digest is kept, as they are nested too deep.
    pub too_deep: usize,
    pub wrong: Vec<Diagnostic>,
    /// The machine failed.
    pub failed: Vec<io::Error>,
}

enum Done {
    Written,
    Updated(Vec<String>),
    Unchanged(Vec<String>),
    Left,
    /// The file that is there has errors of its own.
    Broken(Vec<Diagnostic>),
}

/// The files of a format that a path names.
pub fn tasks(format: Format, named: &Path) -> Result<Vec<Task>, Vec<Diagnostic>> {
    let findings = Findings::new(named);
    let found = match named.canonicalize() {
        Ok(root) => walk(&root, format, &findings),
        Err(_) => Vec::new(),
    };
    if found.is_empty() {
        findings.add(
            Code::Unreadable,
            0,
            "",
            "there is no file of this format here",
            "name a file or a folder of them",
        );
    }
    let wrong = findings.into_diagnostics();
    let place = |inside: PathBuf| if inside == Path::new("") { named.to_owned() } else { named.join(inside) };
    if wrong.is_empty() { Ok(found.into_iter().map(place).map(Task).collect()) } else { Err(wrong) }
}

/// Imports all files. `step` is called after each.
pub fn import(order: &Order, tasks: &[Task], step: &(dyn Fn() + Sync)) -> Tally {
    let view = view(order.into);
    let one = |task: &Task| {
        let tally = one_file(order, task, &view);
        step();
        tally
    };
    // In the order of the files, whoever finishes first.
    let all: Vec<Tally> = tasks.par_iter().map(one).collect();
    all.into_iter().fold(Tally::default(), Tally::with)
}

/// From where a text is looked at that a title is made of: what the site's own words withhold is in none.
fn view(content: &Path) -> View {
    let findings = Findings::new(Path::new("site.yaml"));
    let source = read(content, Path::new("site.yaml"), &findings);
    let keys = source.as_ref().and_then(|source| source.keys(&findings));
    let words = keys.as_ref().and_then(|keys| keys.get("disclosure")?.get("withhold_blocks_with"));
    let words = words.into_iter().flat_map(Node::items).filter_map(Node::text);
    View { block_words: words.map(str::to_owned).collect(), ..View::plain(Instant(chrono::DateTime::UNIX_EPOCH)) }
}

fn one_file(order: &Order, task: &Task, view: &View) -> Tally {
    let mut tally = Tally::default();
    let findings = Findings::new(&task.0);
    let text = kept_text(&task.0, &findings);
    let name = task.0.file_name().unwrap_or_default().to_string_lossy();
    for mut foreign in text.iter().flat_map(|text| formats::read(order.format, text, &name, &findings)) {
        formats::complete(&mut foreign, None, order.format);
        tally.one(order, foreign, view, &findings);
    }
    tally.wrong.extend(findings.into_diagnostics());
    tally
}

impl Tally {
    fn one(&mut self, order: &Order, foreign: Foreign, view: &View, findings: &Findings) {
        let Foreign { kind, node, state } = foreign;
        let Some(fresh) = Fresh::of(node, state, view, findings) else { return };
        let marking = if state.is_withheld() || fresh.withholds_itself { Marking::Unpublished } else { order.marking };
        let path = order.into.join(kind.section()).join(format!("{}.md", of_id(&fresh.id)));
        self.drafts += usize::from(state.is_withheld());
        self.too_deep += fresh.too_deep;
        for name in fresh.kept() {
            *self.kept.entry(name).or_default() += 1;
        }
        for name in &fresh.left_out {
            *self.left_out.entry(name.clone()).or_default() += 1;
        }
        let done = match (path.exists(), order.existing) {
            (false, _) => {
                fresh.written(marking, findings).map(|text| create(&path, text.as_bytes()).map(|()| Done::Written))
            }
            (true, Existing::Left) => Some(Ok(Done::Left)),
            (true, Existing::Updated) => Some(update::update(&path, &fresh)),
        };
        match done {
            Some(Ok(Done::Written)) => self.written += 1,
            Some(Ok(Done::Left)) => self.left += 1,
            Some(Ok(Done::Broken(wrong))) => self.wrong.extend(wrong),
            Some(Ok(Done::Updated(edited))) => self.changed(edited, |it| &mut it.updated),
            Some(Ok(Done::Unchanged(edited))) => self.changed(edited, |it| &mut it.unchanged),
            Some(Err(error)) if error.kind() == io::ErrorKind::AlreadyExists => self.left += 1,
            Some(Err(error)) => self.failed.push(error),
            None => {}
        }
    }

    fn changed(&mut self, edited: Vec<String>, count: fn(&mut Tally) -> &mut usize) {
        *count(self) += 1;
        for key in edited {
            *self.edited.entry(key).or_default() += 1;
        }
    }

    fn with(mut self, other: Tally) -> Tally {
        let Tally { written, updated, unchanged, left, drafts, edited, kept, left_out, too_deep, wrong, failed } =
            other;
        self.written += written;
        self.updated += updated;
        self.unchanged += unchanged;
        self.left += left;
        self.drafts += drafts;
        edited.into_iter().for_each(|(key, count)| *self.edited.entry(key).or_default() += count);
        kept.into_iter().for_each(|(key, count)| *self.kept.entry(key).or_default() += count);
        left_out.into_iter().for_each(|(key, count)| *self.left_out.entry(key).or_default() += count);
        self.too_deep += too_deep;
        self.wrong.extend(wrong);
        self.failed.extend(failed);
        self
    }
}
