//! Taking over into a file what changed over there, and nothing that people changed here.
//!
//! Key by key: what is the same over there as at the import before stays as it stands in the file. What changed over there
//! takes the place of what was imported, if nobody touched that; else the file's own words stay, and the key is reported. Keys
//! that are no part of the import (`publish`, `approved`, `embargo` …), comments and layout stay as they are.

use super::record::{Fresh, digest};
use super::{Done, IMPORT_DIGESTS};
use crate::private::load::{Shape, Source, raw};
use crate::private::yaml::{Entry, Findings, Node, Value, write};
use crate::write::replace;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub(super) fn update(path: &Path, fresh: &Fresh) -> io::Result<Done> {
    let raw = raw(Path::new(""), path)?;
    let findings = Findings::new(path);
    let Some(source) = Source::new(PathBuf::new(), Shape::Markdown, raw.clone(), &findings) else {
        return Ok(Done::Left);
    };
    let keys = source.keys(&findings);
    if findings.any_error() {
        return Ok(Done::Broken(findings.into_diagnostics()));
    }
    let Some(file) = keys.and_then(|node| File::of(&raw, &source, node)) else { return Ok(Done::Left) };
    let (new, edited) = file.merged(fresh, &source);
    if new == raw {
        return Ok(Done::Unchanged(edited));
    }
    replace(path, raw.as_bytes(), new.as_bytes())?;
    Ok(Done::Updated(edited))
}

/// A file that an import made.
struct File<'a> {
    /// With their ends.
    lines: Vec<&'a str>,
    node: Node<'a>,
    /// The line that closes the front matter, from 0.
    close: usize,
    /// What the import before wrote, by key.
    remembered: BTreeMap<String, String>,
    /// Lines with comments, from 0.
    comments: Vec<usize>,
}

/// What becomes of a key's lines.
enum Change {
    Put(String),
    Gone,
}

impl<'a> File<'a> {
    /// `None`: no import made it, or its keys don't stand on lines of their own.
    fn of(raw: &'a str, source: &Source, node: Node<'a>) -> Option<Self> {
        let lines: Vec<&str> = raw.split_inclusive('\n').collect();
        let digests = node.get("private")?.get(IMPORT_DIGESTS)?.text()?;
        let pairs = digests.split_whitespace().filter_map(|word| word.split_once('='));
        let remembered = pairs.map(|(key, digest)| (key.to_owned(), digest.to_owned())).collect();
        let close = (source.body_line as usize).checked_sub(2)?;
        let alone = |entry: &Entry| {
            let line = lines.get((entry.line as usize).checked_sub(1)?)?.trim_start_matches('\u{FEFF}');
            line.strip_prefix(['"', '\'']).unwrap_or(line).strip_prefix(&*entry.key)
        };
        let comments = source.comments().into_iter().map(|(line, _)| line as usize - 1).collect();
        let all = node.entries().iter().all(|entry| alone(entry).is_some());
        let root =
            matches!(node.value, Value::Map(_)) && lines.get(close).is_some_and(|value| value.trim_end() == "---");
        (all && root).then_some(Self { lines, node, close, remembered, comments })
    }

    /// The lines of a key and its value, without blank lines and comments behind it.
    fn region(&self, key: &str) -> Option<Range<usize>> {
        let entries = self.node.entries();
        let at = entries.iter().position(|entry| entry.key == key)?;
        let start = entries[at].line as usize - 1;
        let mut end = entries.get(at + 1).map_or(self.close, |next| next.line as usize - 1);
        let idle = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        while end > start + 1 && idle(self.lines[end - 1]) {
            end -= 1;
        }
        Some(start..end)
    }

    /// Whether nobody changed what the import before wrote.
    fn untouched(&self, key: &str) -> bool {
        let same = self.node.get(key).is_some_and(|node| self.remembered.get(key) == Some(&digest(node)));
        let commented = self.region(key).is_some_and(|region| self.comments.iter().any(|line| region.contains(line)));
        same && !commented
    }

    /// The file's new text, and the keys that changed on both sides.
    fn merged(&self, fresh: &Fresh, source: &Source) -> (String, Vec<String>) {
        let (mut changes, mut edited): (BTreeMap<&str, Change>, Vec<String>) = Default::default();
        let mut new = String::new();
        let digests = fresh.digests();
        for entry in &fresh.keys {
            let key = &*entry.key;
            if self.remembered.get(key) == digests.get(key) {
                continue;
            }
            let lines = || write(std::slice::from_ref(entry));
            match (self.remembered.contains_key(key), self.node.get(key).is_some()) {
                (false, false) => new.push_str(&lines()),
                (true, true) if self.untouched(key) => _ = changes.insert(key, Change::Put(lines())),
                _ => edited.push(key.to_owned()),
            }
        }
        for key in self.remembered.keys().filter(|key| *key != "details" && !digests.contains_key(*key)) {
            if self.untouched(key) {
                changes.insert(key, Change::Gone);
            } else if self.node.get(key).is_some() {
                edited.push(key.clone());
            }
        }
        let body = self.body(fresh, source, digests.get("details"), &mut changes, &mut edited);
        self.private(fresh, &mut changes);
        (self.put_together(&changes, &new, body), edited)
    }

    /// The new body, where it changed over there alone; it may stand under `details`.
    fn body(
        &self,
        fresh: &Fresh,
        source: &Source,
        digest_now: Option<&String>,
        changes: &mut BTreeMap<&str, Change>,
        edited: &mut Vec<String>,
    ) -> Option<String> {
        let before = self.remembered.get("details");
        if before == digest_now {
            return None;
        }
        let text = |text: &str| Node {
            line: 0,
            rule: None,
            value: Value::Scalar { text: text.to_owned().into(), plain: false },
        };
        if self.node.get("details").is_some() {
            if self.untouched("details") {
                let entry = Entry { key: "details".into(), line: 0, node: text(&fresh.body) };
                changes.insert("details", Change::Put(write(&[entry])));
            } else {
                edited.push("details".into());
            }
            return None;
        }
        let now = source.body().trim_matches('\n').trim_end();
        let untouched = if now.is_empty() { before.is_none() } else { before == Some(&digest(&text(now))) };
        if !untouched {
            edited.push("the text".into());
        }
        untouched.then(|| fresh.body.clone())
    }

    /// What is kept of the import; what people put beside it stays.
    fn private(&self, fresh: &Fresh, changes: &mut BTreeMap<&str, Change>) {
        let Some(region) = self.region("private") else { return };
        let ours = |entry: &&Entry| !matches!(&*entry.key, "imported" | IMPORT_DIGESTS);
        let private = self.node.get("private").map(Node::entries).unwrap_or_default();
        let mut lines = String::new();
        // Comments are worth more than their place.
        self.comments.iter().filter(|line| region.contains(line)).for_each(|line| {
            let comment = self.lines[*line];
            let own_line = comment.trim_start().starts_with('#');
            lines.push_str(if own_line {
                comment.trim_start()
            } else {
                &comment[comment.rfind('#').unwrap_or_default()..]
            });
        });
        lines.push_str(&fresh.private(private.iter().filter(ours)));
        let imported = private.iter().find(|private| private.key == "imported").map(|private| digest(&private.node));
        let same = imported == fresh.imported.as_ref().map(digest) && self.remembered == fresh.digests();
        if !same {
            changes.insert("private", Change::Put(lines));
        }
    }

    fn put_together(&self, changes: &BTreeMap<&str, Change>, new: &str, body: Option<String>) -> String {
        let mut out = String::new();
        let mut at = 0;
        let regions = self.node.entries().iter().filter_map(|entry| Some((&*entry.key, self.region(&entry.key)?)));
        for (key, region) in regions {
            out.extend(self.lines[at..region.start].iter().copied());
            if key == "private" {
                out.push_str(new);
            }
            match changes.get(key) {
                Some(Change::Put(lines)) => out.push_str(lines),
                Some(Change::Gone) => {}
                None => out.extend(self.lines[region.clone()].iter().copied()),
            }
            at = region.end;
        }
        match body {
            Some(body) => {
                out.extend(self.lines[at..=self.close].iter().copied());
                out.push_str(&format!("\n{body}\n"));
            }
            None => out.extend(self.lines[at..].iter().copied()),
        }
        out
    }
}
