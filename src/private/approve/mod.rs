//! A door for `fanlight approve`: what is to be approved, in words, and the approval written into the record's file.
//!
//! Nothing that is withheld for good comes out of it; what lifts later does, in words for the one who approves it. The
//! file is edited here, since its text holds what is withheld.

pub(crate) mod signatures;
mod words;

use crate::config::{Approvers, Config};
use crate::diagnostic::{Diagnostic, Level};
use crate::private::decision::view::View;
use crate::private::edit::{self, NewApproval};
use crate::private::gate::{Approved, Attachments, Draft, Gate, Stage, digests_of, test_approval};
use crate::private::load::{Found, Role, Shape, Source, list, list_records, raw};
use crate::private::open::opened::{Request, attachments, beside, settings};
use crate::private::provenance::{Keep, Sources};
use crate::private::yaml::{Findings, Node, Value};
use crate::private::{Seal, formats};
use crate::public::{Instant, Tlp, fields};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Said already, or following from the rest.
const IMPLIED: [&str; 3] = ["kind", "modified", "pending"];

/// A record that can be approved.
pub struct Approvable {
    /// Relative to the content folder.
    pub file: PathBuf,
    /// The record's page on the site.
    pub page: String,
    /// Since when it is, or will be, public. `None`: it has no date yet.
    pub published: Option<Instant>,
    /// Whether it says `publish: true`.
    pub marked: bool,
    /// Whether what stands in the file is approved just so already.
    pub already: bool,
    /// What is public: first of the record, then what each lift adds.
    pub stages: Vec<Shown>,
    content: PathBuf,
    raw: String,
    digests: Vec<(String, String)>,
    /// The digests that are in the file.
    approved: BTreeMap<String, String>,
    /// Who approved, and the signatures that are in the file.
    by: Option<String>,
    signatures: BTreeMap<String, String>,
    /// Who may approve it; of each group as many as it asks for have to.
    approvers: Vec<Approvers>,
    request: Request,
}

/// What is public from an instant on.
pub struct Shown {
    /// `None`: as soon as the record is.
    pub at: Option<Instant>,
    /// Whom it reaches.
    pub label: Tlp,
    /// Keys, each with all lines of its value; of a lift only those that it changes.
    pub keys: Vec<(&'static str, Vec<String>)>,
}

pub enum Refusal {
    /// The content folder or its site.yaml can't be read.
    Content(Vec<Diagnostic>),
    /// The record has errors, or can't be opened.
    Errors(Vec<Diagnostic>),
    /// The file can't be edited; why.
    Layout(&'static str),
    Io(std::io::Error),
}

/// Looks at the record in `file`, and at what it discloses now and at each of its lifts.
pub fn approve(content: &Path, file: &Path, request: Request) -> Result<Approvable, Refusal> {
    let raw = raw(content, file).map_err(Refusal::Io)?;
    let Seen { stages, marked, already, approved, by, signatures, approvers, reserve } =
        look(content, file, &raw, request)?;
    let head = stages.first().and_then(|stage| stage.draft.as_ref()).and_then(Draft::head);
    let head = head.ok_or_else(|| Refusal::Errors(Vec::new()))?;
    let published = Some(head.published).filter(|at| at.0 != chrono::DateTime::UNIX_EPOCH);
    let mut shown = with_place(in_full(&stages), reserve);
    if published.is_none() {
        shown.iter_mut().for_each(|stage| stage.keys.retain(|(key, _)| *key != "published"));
    }
    Ok(Approvable {
        file: file.to_owned(),
        page: head.path(),
        published,
        marked,
        already,
        digests: stages.iter().map(|stage| (stage.name.clone(), stage.digest.clone())).collect(),
        stages: shown,
        content: content.to_owned(),
        raw,
        approved,
        by,
        signatures,
        approvers,
        request,
    })
}

impl Approvable {
    /// What a former version of the file disclosed, if that is what the file's approval is of.
    pub fn former(&self, text: &str) -> Option<Vec<Shown>> {
        let seen = look(&self.content, &self.file, text, self.request).ok()?;
        let digests = digests_of(&seen.stages);
        (test_approval(&self.approved, &digests) == Approved::Before(None))
            .then(|| with_place(in_full(&seen.stages), seen.reserve))
    }

    /// What a signature of the approval is of.
    pub fn message(&self) -> String {
        signatures::message(self.digests.iter().map(|(name, digest)| (name.as_str(), digest.as_str())))
    }

    /// Of one that is approved already: how many of the approvers did, and how many have to. `None` where anybody may.
    pub fn count(&self) -> Option<(usize, usize)> {
        self.count_of(self.by.as_deref().unwrap_or_default(), &self.signatures)
    }

    /// The same of an approval by this name, with these signatures.
    fn count_of(&self, by: &str, all: &BTreeMap<String, String>) -> Option<(usize, usize)> {
        let digests = self.digests.iter().cloned().collect();
        let asked = self.approvers.iter().filter(|it| !it.named.is_empty());
        let counts =
            asked.map(|it| (signatures::approved(&it.named, by, &digests, all).len().min(it.minimum), it.minimum));
        counts.reduce(|one, other| (one.0 + other.0, one.1 + other.1))
    }

    /// Whether one of the approvers is called so, and approves by name alone.
    fn has_no_key(&self, name: &str) -> bool {
        self.approvers.iter().flat_map(|it| &it.named).any(|it| it.name == name && it.key.is_none())
    }

    /// Why an approval by this name, with or without a signature, wouldn't count.
    pub fn objection(&self, by: &str, signature: Option<&str>) -> Option<String> {
        let line = signature.and_then(signatures::on_one_line);
        let (approved, _) = self.count_of(by, &line.into_iter().map(|line| (by.to_owned(), line)).collect())?;
        let named: Vec<&str> = self.approvers.iter().flat_map(|it| &it.named).map(|it| it.name.as_str()).collect();
        match (approved, named.contains(&by), signature) {
            (_, true, Some(_)) if self.has_no_key(by) => {
                Some(format!("site.yaml has no key of {by}'s: a signature would say nothing; leave --key out"))
            }
            (1.., _, _) => None,
            (_, false, _) => Some(format!("{by} is none of those who may approve it: {}", named.join(", "))),
            (_, true, None) => {
                Some(format!("site.yaml has a key of {by}'s: without a signature it wouldn't count; add --key FILE"))
            }
            (_, true, Some(_)) => Some(format!("this is not the key that site.yaml has of {by}")),
        }
    }

    /// Writes who approved, and when, into the file. `on`: a day. A signature joins those of others for the same; it is as
    /// `ssh-keygen -Y sign` wrote it. Returns what [`Approvable::count`] is from then on.
    pub fn write(&self, by: &str, on: &str, signature: Option<&str>) -> Result<Option<(usize, usize)>, Refusal> {
        let mut all = if self.already { self.signatures.clone() } else { BTreeMap::new() };
        if let Some(signature) = signature {
            let signature = signatures::on_one_line(signature);
            all.insert(
                by.to_owned(),
                signature.ok_or(Refusal::Layout("this is no signature of `ssh-keygen -Y sign`"))?,
            );
        }
        let signed = all.clone();
        // Who signs after another joins them; the name is that of one who has no key, as that is all that counts of such.
        let by_word = self.has_no_key(by) && signature.is_none();
        let joined = |first: &&str| self.has_no_key(first) || !self.signatures.is_empty();
        let first = self.by.as_deref().filter(|_| self.already && !by_word).filter(joined);
        let all: Vec<(String, String)> = all.into_iter().collect();
        let new = NewApproval { by: first.unwrap_or(by), on, digests: &self.digests, signatures: &all };
        let findings = Findings::new(&self.file);
        let new = Source::of(&self.file, self.raw.clone(), &findings).and_then(|source| {
            let node = source.keys(&findings)?;
            Some(edit::put(&self.raw, &source, &node, &new))
        });
        let new = new.ok_or_else(|| Refusal::Errors(findings.into_diagnostics()))?.map_err(Refusal::Layout)?;
        // The gate has to take it for approved before anything is written.
        if !look(&self.content, &self.file, &new, self.request)?.already {
            return Err(Refusal::Layout("the gate would not take the result for approved"));
        }
        let path = self.content.join(&self.file);
        crate::write::replace(&path, self.raw.as_bytes(), new.as_bytes()).map_err(Refusal::Io)?;
        Ok(self.count_of(first.unwrap_or(by), &signed))
    }
}

/// What one record's text discloses.
struct Seen {
    stages: Vec<Stage>,
    marked: bool,
    /// Whether it is approved just so.
    already: bool,
    approved: BTreeMap<String, String>,
    by: Option<String>,
    signatures: BTreeMap<String, String>,
    approvers: Vec<Approvers>,
    /// What is shown in the record's place before it is public, in words.
    reserve: Option<String>,
}

fn look(content: &Path, file: &Path, text: &str, request: Request) -> Result<Seen, Refusal> {
    let (mut found, _) = list(content);
    let mut wrong = Vec::new();
    let config =
        settings(content, &found, request, &mut Sources::default(), &mut wrong).ok_or(Refusal::Content(wrong))?;
    for team in &config.teams {
        found.extend(list_records(content, team, &Findings::new(Path::new("site.yaml"))).0);
    }
    let beside = beside(&found);
    let record = found.iter().find(|it| it.path == file).filter(|it| matches!(it.role, Role::Record(_)));
    let record = record.ok_or_else(|| Refusal::Errors(Vec::new()))?;
    let findings = Findings::new(file);
    let seen = open(&config, record, text, attachments(content, record, &beside), request.now, &findings);
    // One that is written anew may be wrong.
    let stops = |found: &Diagnostic| found.level() == Level::Error && !found.key.starts_with("approved");
    let errors: Vec<_> = findings.into_diagnostics().into_iter().filter(stops).collect();
    seen.filter(|_| errors.is_empty()).ok_or(Refusal::Errors(errors))
}

fn open(
    config: &Config,
    file: &Found,
    text: &str,
    attachments: Attachments,
    now: Instant,
    findings: &Findings,
) -> Option<Seen> {
    let Role::Record(kind) = file.role else { return None };
    let source = Source::of(&file.path, text.to_owned(), findings)?;
    let written = source.keys(findings)?;
    let node = if source.shape == Shape::Json { formats::own_record(written) } else { written };
    let (view, seal) = (View::of(config, now), Seal(()));
    let gate = Gate { view: &view, config, seal: &seal, keep: Keep::Nothing };
    let stages = gate.stages(kind, &source, &node, &attachments, findings);
    let approved = approved_digests(&node);
    let already = test_approval(&approved, &digests_of(&stages)) == Approved::Before(None);
    let marked = node.get("publish").and_then(Node::text) == Some("true");
    let reserve = node.get("reserve").map(place);
    let by = node.get("approved").and_then(|value| value.get("by")).and_then(Node::text).map(str::to_owned);
    let signatures = named_texts(&node, "signatures");
    let head = stages.first().and_then(|stage| stage.draft.as_ref()).and_then(Draft::head);
    let projects = head.into_iter().flat_map(|head| &head.projects).map(|project| project.as_str());
    let approvers = config.disclosure.approvers_of(projects).into_iter().cloned().collect();
    Some(Seen { stages, marked, already, approved, by, signatures, approvers, reserve })
}

fn place(reserve: &Node) -> String {
    let since = reserve.get("since").and_then(Node::text).unwrap_or_default();
    let shown = reserve.get("show").into_iter().flat_map(Node::items).filter_map(Node::text);
    let shown: Vec<&str> = ["id"].into_iter().chain(shown).collect();
    format!("Reserved from {since}, before anything else is public: {}", shown.join(", "))
}

/// Before all else of the record.
fn with_place(mut stages: Vec<Shown>, reserve: Option<String>) -> Vec<Shown> {
    if let (Some(first), Some(reserve)) = (stages.first_mut(), reserve) {
        first.keys.insert(0, ("reserve", vec![reserve]));
    }
    stages
}

fn approved_digests(node: &Node) -> BTreeMap<String, String> {
    named_texts(node, "digests")
}

/// The texts of a map within an approval that has a name.
fn named_texts(node: &Node, key: &str) -> BTreeMap<String, String> {
    let named = |approved: &&Node| approved.get("by").and_then(Node::text).is_some_and(|by| !by.trim().is_empty());
    let map = node
        .get("approved")
        .filter(named)
        .and_then(|value| value.get(key))
        .filter(|it| matches!(it.value, Value::Map(_)));
    let entries = map.map(Node::entries).unwrap_or_default();
    entries.iter().filter_map(|entry| Some((entry.key.to_string(), entry.node.text()?.to_owned()))).collect()
}

fn in_full(stages: &[Stage]) -> Vec<Shown> {
    let keys = |stage: &Stage| stage.draft.as_ref().and_then(Draft::record).map(fields::of_record).unwrap_or_default();
    let mut before = Vec::new();
    let mut shown = Vec::new();
    for stage in stages {
        let all = keys(stage);
        let new = all.iter().filter(|field| !before.contains(*field) && !IMPLIED.contains(&field.name));
        shown.push(Shown {
            at: stage.at,
            label: stage.label,
            keys: new.map(|field| (field.name, words::lines(field))).collect(),
        });
        before = all;
    }
    shown
}
