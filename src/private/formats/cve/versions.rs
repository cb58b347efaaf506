//! `versions` and `defaultStatus` of a product, by CVE's rules for version statuses (schema/docs/versions.md).
//!
//! The first entry that holds a version gives its status, changes inside of it count, and `defaultStatus` is that of all others.
//! Where the order of the versions is known this is worked out into ranges that hold by themselves; where it isn't the entries
//! stay as they are, and nobody judges by them.

mod line;

use super::super::keys::{Fields, Keys, list, of, text};
use super::super::ranges::{self, there};
use crate::private::yaml::Node;
use crate::versions::Order;
use line::{Line, Status};

/// The keys of `affected` that say which versions.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub ranges: Vec<Node<'a>>,
    pub versions: Vec<Node<'a>>,
    pub unaffected: Vec<Node<'a>>,
    pub unknown: Vec<Node<'a>>,
    pub status: Option<&'static str>,
    pub default_status: Option<&'static str>,
}

/// One entry of `versions`.
struct Entry {
    /// None: from the first version on.
    from: Option<String>,
    end: End,
    status: Status,
    changes: Vec<(String, Status)>,
    kind: Kind,
}

/// What `versionType` says of the order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Semver,
    /// Nothing, so that another entry's may hold for it as well. The kernel calls its last one by what it is for.
    Unsaid,
    Other,
}

#[derive(PartialEq, Eq)]
enum End {
    /// The entry is of one version.
    Single,
    Open,
    Before(String),
    Upto(String),
}

/// What stands where a version should and is none.
fn says_nothing(version: &str, product: Option<&str>) -> bool {
    let plain = version.trim().to_lowercase();
    matches!(&*plain, "n/a" | "" | "-" | "unspecified" | "unknown" | "none" | "not specified")
        || product.is_some_and(|product| product.trim().to_lowercase() == plain)
}

pub(super) fn read<'a>(
    written: &mut Fields<'a>,
    product: Option<&str>,
    ecosystem: Option<&str>,
    repo: Option<&str>,
    place: usize,
    keys: &mut Keys<'a>,
) -> Said<'a> {
    let default = written.text("defaultStatus").and_then(|word| Status::of(&word));
    let (mut entries, mut commits, mut said) = (Vec::new(), Vec::new(), Said::default());
    let all = written.maps("versions");
    let any = !all.is_empty();
    for mut version in all {
        let status = version.text("status").and_then(|word| Status::of(&word)).unwrap_or(Status::Unknown);
        let from = version.text("version").unwrap_or_default().into_owned();
        let (below, upto) = (version.text("lessThan"), version.text("lessThanOrEqual"));
        let kind = version.text("versionType");
        let changes = version
            .maps("changes")
            .into_iter()
            .filter_map(|mut change| Some((change.text("at")?.into_owned(), Status::of(&change.text("status")?)?)));
        let changes: Vec<_> = changes.collect();
        keys.keep_rest(format!("affected_{place}_version"), version);
        let end = match (below, upto) {
            (Some(end), _) | (None, Some(end)) if *end == *"*" => End::Open,
            (Some(end), _) => End::Before(end.into_owned()),
            (None, Some(end)) => End::Upto(end.into_owned()),
            (None, None) if !changes.is_empty() || matches!(&*from.to_lowercase(), "*" | "all" | "all versions") => {
                End::Open
            }
            (None, None) => End::Single,
        };
        let git = kind.as_deref() == Some("git");
        let bare = says_nothing(&from, product);
        if end == End::Single && bare {
            continue;
        }
        // GitHub writes a whole range for a version.
        if let (End::Single, false, Some(read)) = (&end, git, operators(&from)) {
            match status {
                Status::Affected => {
                    said.ranges.extend(read.ranges());
                    said.versions.extend(read.versions());
                }
                Status::Unaffected => said.unaffected.extend(read.ranges()),
                Status::Unknown => said.unknown.extend(read.ranges()),
            }
            continue;
        }
        let first = bare || matches!(&*from, "0" | "*") || end == End::Open && from.starts_with(['a', 'A', '*']);
        let kind = match kind.as_deref() {
            Some("semver") => Kind::Semver,
            None | Some("original_commit_for_fix") => Kind::Unsaid,
            Some(_) => Kind::Other,
        };
        let entry = Entry { from: (!first).then_some(from), end, status, changes, kind };
        if git { commits.push(entry) } else { entries.push(entry) }
    }
    let named = !said.ranges.is_empty() || !said.versions.is_empty();
    for entry in &commits {
        match entry.status {
            Status::Affected => said.ranges.extend(of_commits(entry, repo)),
            status => {
                let parts = raw(entry, "ECOSYSTEM", status).into_iter();
                parts.for_each(|part| keys.spare(format!("affected_{place}_version"), part));
            }
        }
    }
    let affected = named || !said.ranges.is_empty();
    match Line::of(&entries, ecosystem, default) {
        _ if entries.is_empty() => said.without_entries(default, any, affected),
        Some(line) => line.tell(&mut said),
        None => said.as_written(&entries, default),
    }
    said
}

/// A range in GitHub's words, if it is one.
fn operators(written: &str) -> Option<ranges::Read> {
    written.starts_with(['<', '>', '=']).then(|| ranges::read(written)).flatten()
}

impl<'a> Said<'a> {
    /// Without an entry that says anything, `defaultStatus` is all that there is.
    fn without_entries(&mut self, default: Option<Status>, any: bool, affected: bool) {
        match default {
            _ if affected => self.default_status = Some(default.unwrap_or(Status::Unknown).word()),
            Some(Status::Affected) => self.ranges.push(of([("introduced", Some(text("0")))])),
            Some(Status::Unaffected) if !any => self.status = Some("not_affected"),
            Some(Status::Unknown) | None if !any => self.status = Some("under_investigation"),
            Some(Status::Unaffected | Status::Unknown) | None => self.default_status = Some("unknown"),
        }
    }

    /// Of an order that nobody here knows.
    fn as_written(&mut self, entries: &[Entry], default: Option<Status>) {
        let default = default.unwrap_or(Status::Unknown);
        self.default_status = Some(if default == Status::Affected { "unaffected" } else { default.word() });
        if default == Status::Affected {
            self.ranges.push(of([("introduced", Some(text("0")))]));
        }
        for entry in entries {
            match (entry.status, &entry.end, &entry.from) {
                (Status::Affected, End::Single, Some(version)) => self.versions.push(text(version.clone())),
                (Status::Affected, ..) if default != Status::Affected => {
                    self.ranges.extend(raw(entry, kind(entry), Status::Affected));
                }
                (Status::Unaffected, ..) if default != Status::Unaffected => {
                    self.unaffected.extend(raw(entry, kind(entry), Status::Unaffected));
                }
                (Status::Unknown, ..) => self.unknown.extend(raw(entry, kind(entry), Status::Unknown)),
                _ => {}
            }
        }
        if self.ranges.is_empty() && self.versions.is_empty() {
            let safe = default == Status::Unaffected && self.unknown.is_empty();
            self.status = Some(if safe { "not_affected" } else { "under_investigation" });
            self.default_status = None;
        }
    }
}

fn kind(entry: &Entry) -> &'static str {
    if entry.kind == Kind::Semver { "SEMVER" } else { "ECOSYSTEM" }
}

/// The parts of an entry that have one status, as ranges. A change to another status ends one, a change back begins another.
fn raw<'a>(entry: &Entry, kind: &'static str, wanted: Status) -> Vec<Node<'a>> {
    if let (End::Single, Some(version)) = (&entry.end, &entry.from) {
        let only = [("introduced", version), ("last_affected", version)];
        return vec![range(kind, only.map(|(key, version)| (key, version.clone())).to_vec())];
    }
    let (mut found, mut events) = (Vec::new(), vec![("introduced", entry.from.clone().unwrap_or("0".into()))]);
    let mut status = entry.status;
    for (at, to) in &entry.changes {
        match (status == wanted, *to == wanted) {
            (true, false) => {
                events.push((if *to == Status::Unaffected { "fixed" } else { "limit" }, at.clone()));
                found.push(range(kind, std::mem::take(&mut events)));
            }
            (false, true) => events = vec![("introduced", at.clone())],
            _ => {}
        }
        status = *to;
    }
    if status == wanted {
        match &entry.end {
            End::Before(end) => events.push(("fixed", end.clone())),
            End::Upto(end) => events.push(("last_affected", end.clone())),
            End::Open | End::Single => {}
        }
        found.push(range(kind, events));
    }
    found
}

fn range<'a>(kind: &'static str, events: Vec<(&'static str, String)>) -> Node<'a> {
    let events = events.into_iter().map(|(key, version)| of([(key, Some(text(version)))])).collect();
    of([("type", Some(text(kind))), ("events", Some(list(events)))])
}

/// Commits have no order: what an entry says of them are the events of one range, but that no range has a fix and a last one that
/// is affected. Where a change ends it, the end beside it says no more.
fn of_commits<'a>(entry: &Entry, repo: Option<&str>) -> Vec<Node<'a>> {
    let upto = matches!(entry.end, End::Upto(_));
    let (mut ended, mut events) = (Vec::new(), vec![("introduced", entry.from.clone().unwrap_or("0".into()))]);
    for (at, to) in &entry.changes {
        if *to != Status::Affected {
            events.push(("fixed", at.clone()));
        } else if upto {
            ended.push(std::mem::replace(&mut events, vec![("introduced", at.clone())]));
        } else {
            events.push(("introduced", at.clone()));
        }
    }
    let is_fixed = events.iter().any(|(key, _)| *key == "fixed");
    match &entry.end {
        End::Before(end) => events.push(("fixed", end.clone())),
        End::Upto(end) if !is_fixed => events.push(("last_affected", end.clone())),
        End::Upto(_) | End::Single | End::Open => {}
    }
    let node = |events: Vec<(&'static str, String)>| {
        let events = events.into_iter().map(|(key, version)| of([(key, Some(text(version)))])).collect();
        let repo = repo.map(|repo| text(repo.to_owned()));
        of([("type", Some(text("GIT"))), ("repo", repo), ("events", there(events))])
    };
    ended.into_iter().chain([events]).map(node).collect()
}

/// The order by which all bounds of the entries can be read.
fn order(entries: &[Entry], ecosystem: Option<&str>) -> Option<(Order, &'static str)> {
    let bounds = || entries.iter().flat_map(Entry::bounds);
    let of_ecosystem = Order::of(ecosystem);
    let semver = entries.iter().any(|entry| entry.kind == Kind::Semver)
        && entries.iter().all(|entry| entry.kind != Kind::Other || of_ecosystem == Order::SemVer);
    let candidates = [(semver, Order::SemVer, "SEMVER"), (of_ecosystem.is_known(), of_ecosystem, "ECOSYSTEM")];
    let fitting = |(fits, order, _): &(bool, Order, &str)| *fits && bounds().all(|bound| order.reads(bound));
    candidates.into_iter().find(fitting).map(|(_, order, kind)| (order, kind))
}

impl Entry {
    fn bounds(&self) -> impl Iterator<Item = &str> {
        let end = match &self.end {
            End::Before(end) | End::Upto(end) => Some(end.as_str()),
            End::Single | End::Open => None,
        };
        self.from.as_deref().into_iter().chain(end).chain(self.changes.iter().map(|(at, _)| at.as_str()))
    }
}
