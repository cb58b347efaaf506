//! GitHub's repository security advisories to the keys of a record, as `gh api /repos/OWNER/REPO/security-advisories` prints
//! them: one, or a list of them.
//!
//! What is published there is the text, what is affected, and who accepted a credit. Everything else (who reported, who
//! helps, in which private fork) is of the work in progress, and withheld.

use super::keys::{Fields, Keys, list, of, text};
use super::recognize::is_document;
use super::restrict::clear;
use super::{Foreign, Format, parts, ranges};
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, Value, json};
use crate::public::Kind;
use std::borrow::Cow;

pub(in crate::private) fn to_records<'a>(source: &'a str, _: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let mut records = Vec::new();
    if let Some(node) = json(source, findings).filter(|node| is_document(Format::Ghsa, node, findings)) {
        each(node, findings, &mut records);
    }
    records
}

/// Pages of a list are lists in a list.
fn each<'a>(node: Node<'a>, findings: &Findings, records: &mut Vec<Foreign<'a>>) {
    match node.value {
        Value::List(items) => items.into_iter().for_each(|item| each(item, findings, records)),
        _ => records.extend(to_record(node, findings)),
    }
}

fn to_record<'a>(node: Node<'a>, findings: &Findings) -> Option<Foreign<'a>> {
    let line = node.line;
    let refuse = |key: &str, problem: &str, help: &str| {
        findings.add(Code::MissingKey, line, key, problem, help);
        None
    };
    const MEND: &str = "take what `gh api /repos/OWNER/REPO/security-advisories` prints";
    let cleared = clear(Format::Ghsa, node, findings);
    let state = cleared.state;
    let Some(mut fields) = Fields::of(cleared) else {
        return refuse("", "this is no security advisory of a GitHub repository", MEND);
    };
    let Some(id) = fields.text("ghsa_id") else {
        return refuse("ghsa_id", "this is no security advisory of a GitHub repository: it has no `ghsa_id`", MEND);
    };
    let published = fields.text("published_at");
    let mut keys = Keys::default();
    let details = fields.text("description").unwrap_or_default();
    let title = fields.text("summary").filter(|text| !text.trim().is_empty());
    keys.text("title", title);
    keys.text("published", published);
    parts::date(&mut fields, "updated_at", "modified", &mut keys);
    parts::date(&mut fields, "withdrawn_at", "withdrawn", &mut keys);
    keys.list("aliases", aliases(&mut fields, &id));
    severity(&mut fields, &mut keys);
    weaknesses(&mut fields, &mut keys);
    affected(&mut fields, line, findings, &mut keys);
    let page = fields.text("html_url").and_then(|url| parts::reference(Some("ADVISORY"), &url, None));
    keys.list("references", page.into_iter().collect());
    credits(&mut fields, &mut keys);
    keys.text("details", Some(details));
    keys.put("id", text(id));
    // With a maintainer's token GitHub names who reported and who works on it, and where: that isn't public.
    keys.restrict_rest("repository", &mut fields);
    Some(Foreign { kind: Kind::Advisory, node: keys.finish(fields), state })
}

fn aliases<'a>(fields: &mut Fields<'a>, id: &str) -> Vec<Node<'a>> {
    let mut aliases: Vec<Cow<'a, str>> = fields.text("cve_id").into_iter().collect();
    for mut identifier in fields.maps("identifiers") {
        identifier.pass_over(&["type"]);
        aliases.extend(identifier.text("value").filter(|value| value != id));
    }
    aliases.dedup();
    aliases.into_iter().filter(|alias| !alias.is_empty()).map(text).collect()
}

/// The vectors, else the word.
fn severity<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let mut vectors: Vec<Cow<'a, str>> = Vec::new();
    let mut all = fields.map("cvss_severities");
    let v4_v3 = ["cvss_v4", "cvss_v3"].into_iter().filter_map(|name| all.as_mut()?.map(name));
    for mut score in v4_v3.collect::<Vec<_>>().into_iter().chain(fields.map("cvss")) {
        let vector = score.text("vector_string").filter(|text| !text.is_empty());
        score.pass_over(&["score"]);
        vectors.extend(vector.filter(|vector| !vectors.contains(vector)));
    }
    let word = fields.text("severity");
    if vectors.is_empty() {
        vectors.extend(word.filter(|word| !word.is_empty()));
    }
    keys.list("severity", vectors.into_iter().map(text).collect());
}

fn weaknesses<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let mut all: Vec<Cow<'a, str>> = Vec::new();
    if let Some(Node { value: Value::List(items), .. }) = fields.take("cwe_ids") {
        let texts = items.into_iter().filter_map(|item| match item.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        });
        all.extend(texts);
    }
    for mut cwe in fields.maps("cwes") {
        cwe.pass_over(&["name"]);
        all.extend(cwe.text("cwe_id").filter(|id| !all.contains(id)));
    }
    keys.list("cwe", all.into_iter().map(text).collect());
}

fn affected<'a>(fields: &mut Fields<'a>, line: u32, findings: &Findings, keys: &mut Keys<'a>) {
    let mut all = Vec::new();
    for (at, mut written) in fields.maps("vulnerabilities").into_iter().enumerate() {
        let package = written.map("package");
        let Some((known, name)) =
            package.and_then(|mut package| Some((package.text("ecosystem"), package.text("name")?)))
        else {
            keys.keep_rest(format!("vulnerabilities_{at}"), written);
            continue;
        };
        let range = written.text("vulnerable_version_range").unwrap_or_default();
        let patched = written.text("patched_versions").unwrap_or_default();
        let fixes = ranges::patched(&patched);
        if fixes.is_empty() && !patched.trim().is_empty() {
            keys.spare(format!("vulnerabilities_{at}_patched_versions"), text(patched));
        }
        let (ranges, versions, fixes, default_status) = match ranges::read(&range) {
            Some(read) => (read.ranges(), read.versions(), read.fixes(&fixes), None),
            None => {
                if !range.trim().is_empty() {
                    let (problem, help) =
                        ("which versions are affected can't be read", "write it as `>= 1.0.0, < 1.2.9`");
                    let key = format!("vulnerabilities[{at}].vulnerable_version_range");
                    findings.add(Code::UnreadRange, line, &key, problem, help);
                }
                keys.spare(format!("vulnerabilities_{at}_vulnerable_version_range"), text(range));
                (Vec::new(), Vec::new(), fixes, Some("unknown"))
            }
        };
        let fixes = fixes.into_iter().map(text).collect();
        let there = |it: Node<'a>| Some(it).filter(|it| !it.items().is_empty());
        let ecosystem = known.as_deref().and_then(self::ecosystem);
        if ecosystem.is_none() && known.is_some_and(|it| !it.is_empty() && it != "other") {
            written.tell("ecosystem");
        }
        let package = of([("ecosystem", ecosystem.map(text)), ("name", Some(text(name)))]);
        let functions = written.take("vulnerable_functions").and_then(there);
        all.push(of([
            ("package", Some(package)),
            ("ranges", ranges::there(ranges)),
            ("versions", ranges::there(versions)),
            ("fixed", ranges::there(fixes)),
            ("default_status", default_status.map(text)),
            ("functions", functions),
        ]));
        keys.keep_rest(format!("vulnerabilities_{at}"), written);
    }
    keys.list("affected", all);
}

/// OSV's name for an ecosystem of GitHub's.
fn ecosystem(name: &str) -> Option<&'static str> {
    Some(match name {
        "rubygems" => "RubyGems",
        "npm" => "npm",
        "pip" => "PyPI",
        "maven" => "Maven",
        "nuget" => "NuGet",
        "composer" => "Packagist",
        "go" => "Go",
        "rust" => "crates.io",
        "erlang" => "Hex",
        "actions" => "GitHub Actions",
        "pub" => "Pub",
        "swift" => "SwiftURL",
        _ => return None,
    })
}

/// Only who accepted is named. `credits` doesn't say who did.
fn credits<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for mut credit in fields.maps("credits_detailed") {
        let state = credit.take("state");
        let accepted = state.as_ref().and_then(Node::text) == Some("accepted");
        let mut user = if accepted { credit.map("user") } else { None };
        let login = user.as_mut().and_then(|user| user.text("login"));
        let Some(login) = login else {
            state.into_iter().for_each(|state| credit.put("state", state));
            others.push(credit.rest());
            continue;
        };
        let page = user.as_mut().and_then(|user| user.text("html_url"));
        user.into_iter().for_each(|user| user.leave_out_as("user"));
        named.extend(parts::person(&login, credit.text("type").as_deref(), page.as_deref(), Vec::new()));
    }
    keys.list("credits", named);
    // Who hasn't accepted a credit isn't named.
    keys.restrict("credits_detailed", list(others));
}
