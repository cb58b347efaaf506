//! RustSec to the keys of a record: Markdown behind a block of TOML.
//!
//! | RustSec | here |
//! |---|---|
//! | the first heading | `title`; what follows it is `details` |
//! | `id`, `aliases`, `related`, `informational`, `withdrawn` | the same |
//! | `date` | `published`: the day's first moment in UTC, as a day that isn't over would withhold the record until it is |
//! | `package`, `[versions]` | `affected`: what is neither patched nor unaffected, as in RustSec's own export to OSV |
//! | `[affected]` | its `platforms` and `functions` |
//! | `cvss` | `severity` |
//! | `categories`, `keywords` | `tags` |
//! | `url`, `references` | `references`, their types known from the URL; one that isn't safe to follow is left out |

mod requirements;
mod toml;

use super::keys::{Fields, Keys, list, of, text};
use super::restrict::clear;
use super::{Foreign, Format, parts};
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, Value};
use crate::public::Kind;
use packageurl::PackageUrl;
use requirements::Stretch;
use semver::VersionReq;

/// Whether a file of this name is meant to be one: `RUSTSEC-2020-0105.md`, not `README.md`.
pub(super) fn takes(file: &str) -> bool {
    file.strip_suffix(".md").is_some_and(|name| name.contains(|c: char| c.is_ascii_digit()))
}

pub(in crate::private) fn to_records<'a>(text: &'a str, _: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let record = split(text, findings).and_then(|parts| to_record(parts, findings));
    record.into_iter().collect()
}

/// A text and the line that it begins at.
#[derive(Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    line: u32,
}

impl<'a> Part<'a> {
    fn node(self) -> Node<'a> {
        Node { line: self.line, ..text(self.text) }
    }

    /// The first line, and what follows it.
    fn first(self) -> (&'a str, Part<'a>) {
        let (first, rest) = self.text.split_once('\n').unwrap_or((self.text, ""));
        (first, Part { text: rest, line: self.line + 1 })
    }

    fn without_blank_lines(mut self) -> Self {
        while !self.text.is_empty() {
            let (first, rest) = self.first();
            if !first.trim().is_empty() {
                break;
            }
            self = rest;
        }
        self
    }
}

struct Parts<'a> {
    toml: Part<'a>,
    title: Option<Part<'a>>,
    body: Part<'a>,
}

/// `None`: see the findings.
fn split<'a>(text: &'a str, findings: &Findings) -> Option<Parts<'a>> {
    let help = "begin with a line of ```toml, the keys, and a line of ```; then a heading and the text";
    let refuse = |line, problem: &str| findings.add(Code::FrontMatter, line, "", problem, help);
    let whole = Part { text: text.strip_prefix('\u{FEFF}').unwrap_or(text), line: 1 }.without_blank_lines();
    let (fence, toml) = whole.first();
    if fence.trim_end() != "```toml" {
        refuse(whole.line, "a RustSec advisory begins with a block of TOML");
        return None;
    }
    let mut rest = toml;
    loop {
        if rest.text.is_empty() {
            refuse(whole.line, "the block of TOML has no end");
            return None;
        }
        let at = rest;
        let (line, behind) = rest.first();
        rest = behind;
        if line.trim_end() == "```" {
            let toml = Part { text: &toml.text[..toml.text.len() - at.text.len()], ..toml };
            let rest = rest.without_blank_lines();
            let (first, behind) = rest.first();
            let title = first.strip_prefix("# ").map(|title| Part { text: title.trim(), line: rest.line });
            let body = if title.is_some() { behind } else { rest }.without_blank_lines();
            return Some(Parts { toml, title, body });
        }
    }
}

/// `None`: see the findings.
fn to_record<'a>(parts: Parts<'a>, findings: &Findings) -> Option<Foreign<'a>> {
    let Parts { toml: Part { text: toml, line }, title, body } = parts;
    let cleared = clear(Format::Rustsec, toml::parse(toml, line - 1, findings)?, findings);
    let state = cleared.state;
    let mut file = Fields::of(cleared)?;
    let Some(mut advisory) = file.map("advisory") else {
        let help = "add `[advisory]` with id, package and date";
        findings.add(Code::MissingKey, line, "advisory", "the table `[advisory]` is missing", help);
        return None;
    };
    let mut keys = Keys::default();
    if let Some(title) = title {
        keys.put("title", title.node());
    }
    for key in ["id", "aliases", "related", "informational"] {
        keys.put(key, advisory.take(key).unwrap_or(NOTHING));
    }
    keys.put("published", advisory.take("date").map_or(NOTHING, parts::day));
    keys.put("withdrawn", advisory.take("withdrawn").map_or(NOTHING, parts::day));
    keys.put("severity", advisory.take("cvss").unwrap_or(NOTHING));
    keys.list("tags", tags(&mut advisory));
    keys.list("references", references(&mut advisory));
    let affected = affected(&mut advisory, &mut file, &mut keys, findings);
    keys.put("affected", affected);
    keys.put("details", body.node());
    // What it asks of RustSec's own checks, nobody else needs.
    advisory.leave_out(&["expect-deleted"]);
    keys.keep_rest("advisory", advisory);
    Some(Foreign { kind: Kind::Advisory, node: keys.finish(file), state })
}

const NOTHING: Node<'static> = Node { line: 0, rule: None, value: Value::Null };

fn items(node: Option<Node<'_>>) -> Vec<Node<'_>> {
    match node {
        Some(Node { value: Value::List(items), .. }) => items,
        node => node.into_iter().collect(),
    }
}

fn tags<'a>(advisory: &mut Fields<'a>) -> Vec<Node<'a>> {
    let mut tags: Vec<Node<'a>> = Vec::new();
    for key in ["categories", "keywords"] {
        for tag in items(advisory.take(key)) {
            if !tags.iter().any(|given| given.text().is_some() && given.text() == tag.text()) {
                tags.push(tag);
            }
        }
    }
    tags
}

fn references<'a>(advisory: &mut Fields<'a>) -> Vec<Node<'a>> {
    let own = advisory.take("url").map(|url| (url, "ADVISORY"));
    let others = items(advisory.take("references")).into_iter().map(|url| (url, "WEB"));
    let mut references = Vec::new();
    for (url, otherwise) in own.into_iter().chain(others) {
        let line = url.line;
        let kind = url.text().map(|url| parts::kind_of(url).unwrap_or(otherwise));
        // One that leads nowhere safe is left out.
        let reference = url.text().and_then(|url| parts::reference(kind, url, None));
        references.extend(reference.map(|reference| Node { line, ..reference }));
    }
    references
}

/// The one package, and its versions.
fn affected<'a>(
    advisory: &mut Fields<'a>,
    file: &mut Fields<'a>,
    keys: &mut Keys<'a>,
    findings: &Findings,
) -> Node<'a> {
    let mut more = file.map("affected");
    let mut platforms = Vec::new();
    let mut functions = Vec::new();
    if let Some(more) = &mut more {
        platforms.extend(items(more.take("os")));
        platforms.extend(items(more.take("arch")));
        if let Some(Node { value: Value::Map(entries), .. }) = more.take("functions") {
            functions.extend(entries.iter().map(|entry| Node { line: entry.line, ..text(entry.key.clone()) }));
            // Of which versions each is affected has no place of its own. Their names are disclosed.
            keys.spare("functions", list(entries.into_iter().map(|entry| entry.node).collect()));
        }
    }
    if let Some(more) = more {
        keys.keep_rest("affected", more);
    }
    let package = advisory.take("package");
    let ranges = ranges(file, package.as_ref().map_or(0, |package| package.line), findings);
    let Some(package) = package.map(package_keys) else { return NOTHING };
    let line = package.line;
    let some = |items: Vec<Node<'a>>| (!items.is_empty()).then(|| list(items));
    let affected = of([
        ("package", Some(package)),
        ("ranges", ranges),
        ("platforms", some(platforms)),
        ("functions", some(functions)),
    ]);
    list(vec![Node { line, ..affected }])
}

fn package_keys(name: Node<'_>) -> Node<'_> {
    let purl = name.text().and_then(|name| Some(PackageUrl::new("cargo", name).ok()?.to_string()));
    let line = name.line;
    Node { line, ..of([("ecosystem", Some(text("crates.io"))), ("name", Some(name)), ("purl", purl.map(text))]) }
}

/// `None`: see the findings.
fn ranges<'a>(file: &mut Fields<'a>, line: u32, findings: &Findings) -> Option<Node<'a>> {
    let Some(mut versions) = file.map("versions") else {
        let help = "add `[versions]` with `patched = []`";
        findings.add(Code::MissingKey, line, "versions", "the table `[versions]` is missing", help);
        return None;
    };
    let mut covered = Vec::new();
    for (key, needed) in [("patched", true), ("unaffected", false)] {
        match versions.take(key) {
            None if needed => {
                let help = "add `patched = []` where no version is";
                findings.add(Code::MissingKey, line, "versions.patched", "the key `patched` is missing", help);
            }
            requirements => covered.extend(items(requirements).iter().filter_map(|item| stretch(item, key, findings))),
        }
    }
    // Whatever else stands there is reported as a key that isn't known.
    if !versions.rest().entries().is_empty() {
        let help = "the keys here are patched, unaffected";
        findings.add(Code::UnknownKey, line, "versions", "a key that Fanlight doesn't know", help);
    }
    let left = requirements::uncovered(covered);
    if left.is_empty() {
        let help = "withdraw the advisory, or fix its requirements";
        findings.add(Code::WrongValue, line, "versions", "no version is affected", help);
    }
    Some(list(as_ranges(left)))
}

/// One range, as long as no stretch ends with a last version: that and a fix can't stand in one.
fn as_ranges<'a>(stretches: Vec<Stretch>) -> Vec<Node<'a>> {
    let event = |key, version: String| of([(key, Some(text(version)))]);
    let range = |events| of([("type", Some(text("SEMVER"))), ("events", Some(list(events)))]);
    let mut ranges = Vec::new();
    let mut events = Vec::new();
    for Stretch { from, before } in stretches {
        let introduced = event("introduced", from.map_or("0".into(), |from| from.to_string()));
        match before.map(|before| requirements::last_before(&before).ok_or(before)) {
            Some(Ok(last)) => ranges.push(range(vec![introduced, event("last_affected", last.to_string())])),
            Some(Err(before)) => events.extend([introduced, event("fixed", before.to_string())]),
            None => events.push(introduced),
        }
    }
    if !events.is_empty() {
        ranges.insert(0, range(events));
    }
    ranges
}

fn stretch(node: &Node, key: &str, findings: &Findings) -> Option<Stretch> {
    let written = match &node.value {
        Value::Scalar { text, plain: false } => Some(text),
        _ => None,
    };
    let requirement = written.and_then(|it| VersionReq::parse(it).ok());
    let problem = match &requirement {
        None => "this is not a version requirement",
        Some(it) => match requirements::covered(it) {
            None => "no version meets this requirement",
            stretch => return stretch,
        },
    };
    let help = "write it as Cargo does: `>= 1.2.3`, `>= 1.0.2, < 2.0.0`, `^0.3.2`";
    findings.add(Code::WrongValue, node.line, &format!("versions.{key}"), problem, help);
    None
}

#[cfg(test)]
mod tests;
