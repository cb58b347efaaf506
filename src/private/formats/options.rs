//! What site.yaml says for the records of a source that say nothing themselves.

use super::Foreign;
use super::keys::{list, of, text};
use crate::config::{ExternalSource, Format, Undated};
use crate::private::yaml::{Entry, Node, Value};
use crate::public::Kind;

/// What becomes of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Applied {
    Taken,
    /// It has no date, and is left out for that.
    Skipped,
}

/// Fills in what a record lacks; what it says itself holds.
pub(in crate::private) fn apply(source: &ExternalSource, foreign: &mut Foreign) -> Applied {
    complete(foreign, source.package.as_deref(), source.format);
    let Value::Map(entries) = &mut foreign.node.value else { return Applied::Taken };
    let has = |entries: &[Entry], key: &str| entries.iter().any(|entry| entry.key == key);
    if let Some(project) = source.project.clone().filter(|_| !has(entries, "projects")) {
        entries.push(entry("projects", list(vec![text(project)])));
    }
    if let Some(vendor) = source.vendor.as_deref() {
        name_vendor(entries, vendor);
    }
    if has(entries, "published") || has(entries, "embargo") {
        return Applied::Taken;
    }
    let modified = entries.iter().find(|entry| entry.key == "modified").and_then(|entry| entry.node.text());
    let published = match source.undated {
        Undated::Skipped => return Applied::Skipped,
        Undated::Modified => modified.map(str::to_owned),
        Undated::At(at) => Some(at.to_string()),
    };
    entries.extend(published.map(|at| entry("published", text(at))));
    Applied::Taken
}

/// What is affected has a name afterwards, whoever gives it.
pub(in crate::private) fn complete(foreign: &mut Foreign, package: Option<&str>, format: Format) {
    let Value::Map(entries) = &mut foreign.node.value else { return };
    if let Some(purl) = package.filter(|_| foreign.kind == Kind::Advisory) {
        name_package(entries, purl, format);
    }
    drop_nameless(entries);
}

fn entry<'a>(key: &'static str, node: Node<'a>) -> Entry<'a> {
    Entry { key: key.into(), line: 0, node }
}

/// Gives what is affected without a name the package's. OSV's packages have an ecosystem: one without is a guess of ours.
fn name_package(entries: &mut Vec<Entry<'_>>, purl: &str, format: Format) {
    let package = || of([("purl", Some(text(purl.to_owned())))]);
    let Some(affected) = entries.iter_mut().find(|entry| entry.key == "affected") else {
        return entries.push(entry("affected", list(vec![of([("package", Some(package()))])])));
    };
    let guessed = |package: &Node| package.get("ecosystem").is_none() && package.get("purl").is_none();
    let nameless = |item: &&mut Node| match item.get("package") {
        None => true,
        Some(package) => format == Format::Osv && guessed(package),
    };
    let Value::List(items) = &mut affected.node.value else { return };
    for item in items.iter_mut().filter(nameless) {
        if let Value::Map(keys) = &mut item.value {
            keys.retain(|entry| entry.key != "package");
            keys.insert(0, entry("package", package()));
        }
    }
}

/// Gives each package without a vendor the source's.
fn name_vendor(entries: &mut [Entry<'_>], vendor: &str) {
    let affected = entries.iter_mut().find(|entry| entry.key == "affected");
    let Some(Value::List(items)) = affected.map(|entry| &mut entry.node.value) else { return };
    for item in items {
        let Value::Map(keys) = &mut item.value else { continue };
        let package = keys.iter_mut().find(|entry| entry.key == "package");
        if let Some(Value::Map(package)) = package.map(|entry| &mut entry.node.value)
            && !package.iter().any(|entry| entry.key == "vendor")
        {
            package.push(entry("vendor", text(vendor.to_owned())));
        }
    }
}

/// What is affected by versions of nothing that has a name can't be shown.
fn drop_nameless(entries: &mut [Entry<'_>]) {
    let affected = entries.iter_mut().find(|entry| entry.key == "affected");
    if let Some(Value::List(items)) = affected.map(|entry| &mut entry.node.value) {
        items.retain(|item| item.get("package").is_some());
    }
}
