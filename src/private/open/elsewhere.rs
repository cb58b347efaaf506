//! Records that are kept elsewhere: read, opened, and one page made of all that describe one flaw.

use crate::config::{ExternalSource, OnError};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::private::formats::{self, Applied, State};
use crate::private::gate::{Bearing, Draft, Gate, Outcome, Standing};
use crate::private::load::{Source, kept_files, kept_text};
use crate::private::yaml::Findings;
use crate::public::{Parts, Text};
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
    /// Records of public sources that are left out, as site.yaml says.
    pub skipped: usize,
}

/// What came of one file.
#[derive(Default)]
struct File {
    records: Vec<Outcome>,
    findings: Vec<Diagnostic>,
    skipped: usize,
}

pub(super) fn open(content: &Path, gate: &Gate) -> Opened {
    let mut opened = Opened::default();
    for kept in &gate.config.sources {
        let (settings, hidden) = (Findings::new(Path::new("site.yaml")), Findings::new(&kept.path));
        let files = kept_files(content, kept, &settings, &hidden);
        let read = |path: PathBuf| (open_file(content, kept, gate, &path), path);
        let read: Vec<_> = files.into_par_iter().map(read).collect();
        for (File { records, findings, skipped }, path) in read {
            let all_withheld = |records: &[Outcome]| {
                !records.is_empty() && records.iter().all(|outcome| outcome.bearing == Bearing::Withheld)
            };
            let stops = kept.publish && !all_withheld(&records);
            if stops { &mut opened.hidden } else { &mut opened.unpublished }.extend(findings);
            opened.records.extend(records.into_iter().map(|outcome| (path.clone(), outcome)));
            opened.skipped += skipped;
        }
        opened.shown.extend(settings.into_diagnostics());
        opened.hidden.extend(hidden.into_diagnostics());
    }
    opened
}

fn open_file(content: &Path, kept: &ExternalSource, gate: &Gate, path: &Path) -> File {
    let findings = Findings::new(path);
    let text = kept_text(&content.join(path), &findings);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let foreign = text.iter().flat_map(|text| formats::read(kept.format, text, &name, &findings));
    let source = Source::foreign(path);
    let (mut file, mut withholds_itself) = (File::default(), false);
    let mut parts = Parts::none();
    for mut foreign in foreign {
        // What withholds itself is nobody's business, left out or not.
        let restricts = ["publish", "embargo", "tlp"].iter().any(|key| foreign.node.get(key).is_some());
        withholds_itself |= restricts || foreign.state == State::Unpublished;
        let public = kept.publish && foreign.state == State::Published && !restricts;
        if formats::apply(kept, &mut foreign) == Applied::Skipped {
            file.skipped += usize::from(public);
            file.findings.push(skipped(path, 0, "it doesn't say since when it is published"));
            continue;
        }
        let standing = Standing::Foreign { publish: kept.publish, state: foreign.state };
        let mut outcome = gate.open_foreign(foreign.kind, &source, &foreign.node, standing);
        if let Some(Draft::Advisory(advisory)) = outcome.draft.as_mut().and_then(Arc::get_mut) {
            advisory.share(&mut parts);
        }
        if let (OnError::Skip, Some(error)) = (kept.on_error, first_error(&outcome.findings)) {
            file.findings.push(skipped(path, error.line, &error.problem));
            if public && outcome.bearing != Bearing::Withheld {
                file.skipped += 1;
                continue;
            }
            // What a record withholds stays looked for.
            outcome.findings.clear();
        }
        file.records.push(outcome);
    }
    let findings = findings.into_diagnostics();
    match first_error(&findings) {
        Some(error) if kept.on_error == OnError::Skip => {
            file.skipped += usize::from(kept.publish && !withholds_itself);
            file.findings.push(skipped(path, error.line, &error.problem));
        }
        _ => file.findings.extend(findings),
    }
    file
}

fn first_error(findings: &[Diagnostic]) -> Option<&Diagnostic> {
    findings.iter().find(|finding| finding.level() == Level::Error)
}

/// What `check` lists of a record that is left out.
fn skipped(path: &Path, line: usize, problem: &str) -> Diagnostic {
    Diagnostic {
        file: path.to_owned(),
        line,
        key: String::new(),
        code: Code::SkippedRecord,
        problem: format!("this record is left out, as its source says in site.yaml: {problem}"),
        help: "fix it where it is kept, or report it to those who keep it".into(),
    }
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

/// Makes one page of what describes one flaw: that of the record in the content folder, or of the first source. It takes over
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
            if !by_id.contains_key(&lower) && !head.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(&lower)) {
                head.aliases.push(name);
            }
        }
    }
    left
}
