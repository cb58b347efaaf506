//! Records that are kept elsewhere: read, opened, and one page made of all that tell of one flaw.

use super::formats;
use super::gate::{Bearing, Draft, Gate, Outcome, Standing};
use super::load::{Source, kept_files, kept_text};
use super::yaml::Findings;
use crate::diagnostic::Diagnostic;
use crate::public::Text;
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came of all sources, in the order of site.yaml, of paths, and of each file.
#[derive(Default)]
pub(super) struct Opened {
    pub records: Vec<(PathBuf, Outcome)>,
    /// What is wrong with the sources that site.yaml names.
    pub shown: Vec<Diagnostic>,
    pub hidden: Vec<Diagnostic>,
    /// Of files of which nothing is public now.
    pub unpublished: Vec<Diagnostic>,
}

pub(super) fn open(content: &Path, gate: &Gate) -> Opened {
    let mut opened = Opened::default();
    for kept in &gate.config.sources {
        let (settings, hidden) = (Findings::new(Path::new("site.yaml")), Findings::new(&kept.path));
        let files = kept_files(content, kept, &settings, &hidden);
        let one = |path: PathBuf| {
            let findings = Findings::new(&path);
            let text = kept_text(&content.join(&path), &findings);
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let foreign = text.iter().flat_map(|text| formats::read(kept.format, text, &name, &findings));
            let source = Source::foreign(&path);
            let open = |it: formats::Foreign| {
                let standing = Standing::Foreign { publish: kept.publish, state: it.state };
                (path.clone(), gate.open_foreign(it.kind, &source, &it.node, standing))
            };
            let records: Vec<_> = foreign.map(open).collect();
            (records, findings.into_diagnostics())
        };
        let read: Vec<_> = files.into_par_iter().map(one).collect();
        for (records, wrong) in read {
            let all_withheld = |records: &[(PathBuf, Outcome)]| {
                !records.is_empty() && records.iter().all(|(_, outcome)| outcome.bearing == Bearing::Withheld)
            };
            let stops = kept.publish && !all_withheld(&records);
            if stops { &mut opened.hidden } else { &mut opened.unpublished }.extend(wrong);
            opened.records.extend(records);
        }
        opened.shown.extend(settings.into_diagnostics());
        opened.hidden.extend(hidden.into_diagnostics());
    }
    opened
}

/// Which records are one: one's id is another's id or alias.
struct Same(Vec<usize>);

impl Same {
    fn first(&mut self, at: usize) -> usize {
        let mut first = at;
        while self.0[first] != first {
            first = self.0[first];
        }
        self.0[at] = first;
        first
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        let (first, later) = (one.min(other), one.max(other));
        self.0[later] = first;
    }
}

/// Makes one page of what tells of one flaw: that of the record in the content folder, or of the first source. It takes over
/// the ids of the others, which lead to it from then on, and nothing else of them: facts of two authors aren't mixed. Only what
/// is disclosed comes here, so that a withheld record swallows none. Returns which of `kept` are left.
pub(super) fn one_page_each(own: &mut [&mut Arc<Draft>], kept: &mut [Arc<Draft>]) -> Vec<bool> {
    let heads: Vec<_> = own.iter().map(|it| it.head()).chain(kept.iter().map(|it| it.head())).collect();
    let mut same = Same((0..heads.len()).collect());
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for (at, head) in heads.iter().enumerate() {
        let Some(head) = head else { continue };
        match by_id.get(&head.id.to_ascii_lowercase()) {
            Some(before) => same.join(*before, at),
            None => _ = by_id.insert(head.id.to_ascii_lowercase(), at),
        }
    }
    for (at, head) in heads.iter().enumerate() {
        for alias in head.iter().flat_map(|head| &head.aliases) {
            if let Some(other) = by_id.get(&alias.to_ascii_lowercase()) {
                same.join(*other, at);
            }
        }
    }
    let mut names: Vec<(usize, Vec<Text>)> = Vec::new();
    let left: Vec<bool> = (own.len()..heads.len()).map(|at| same.first(at) == at).collect();
    for (at, _) in left.iter().enumerate().filter(|(_, left)| !**left) {
        let head = heads[own.len() + at];
        let all = head.iter().flat_map(|head| std::iter::once(&head.id).chain(&head.aliases)).cloned();
        names.push((same.first(own.len() + at), all.collect()));
    }
    // An id that still has a page of its own is no alias.
    let standing = |at: usize| at < own.len() || left[at - own.len()];
    by_id.retain(|_, at| standing(*at));
    for (first, names) in names {
        let draft = if first < own.len() { &mut *own[first] } else { &mut kept[first - own.len()] };
        let Some(head) = Arc::make_mut(draft).head_mut() else { continue };
        for name in names {
            let lower = name.to_ascii_lowercase();
            if !by_id.contains_key(&lower) && !head.aliases.iter().any(|it| it.eq_ignore_ascii_case(&lower)) {
                head.aliases.push(name);
            }
        }
    }
    left
}
