//! CVE records (JSON 5.0 to 5.2) to the keys of a record.
//!
//! The CNA's own container counts; what others added ([`adp`]) stands in where it says nothing. A reserved id
//! is withheld. So is a rejected one that was never published; one that was stays online, withdrawn.

mod adp;
mod references;
mod versions;

use super::keys::{Fields, Keys, list, of, text};
use super::recognize::is_document;
use super::restrict::clear;
use super::{Foreign, Format, State, marks, parts, plain};
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, json};
use crate::public::Kind;
use std::borrow::Cow;
use versions::Said;

pub(in crate::private) fn to_records<'a>(source: &'a str, _: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let node = json(source, findings);
    let node = node.filter(|node| is_document(Format::Cve, node, findings));
    node.and_then(|node| to_record(node, findings)).into_iter().collect()
}

fn to_record<'a>(node: Node<'a>, findings: &Findings) -> Option<Foreign<'a>> {
    const MEND: &str = "name a CVE record of format 5, whose `dataType` is CVE_RECORD";
    let refuse = |key: &str, problem: &str| {
        findings.add(Code::MissingKey, 0, key, problem, MEND);
        None
    };
    let cleared = clear(Format::Cve, node, findings);
    let state = cleared.state;
    let Some(mut fields) = Fields::of(cleared) else { return refuse("", "this is no CVE record") };
    let kind = fields.text("dataType");
    let Some(mut metadata) = fields.map("cveMetadata").filter(|_| kind.as_deref() == Some("CVE_RECORD")) else {
        return refuse("cveMetadata", "this is no CVE record of format 5");
    };
    let Some(id) = metadata.text("cveId") else {
        return refuse("cveMetadata.cveId", "this CVE record has no id");
    };
    fields.pass_over(&["dataVersion"]);
    let mut keys = Keys::default();
    let mut containers = fields.map("containers");
    let mut cna = containers.as_mut().and_then(|container| container.map("cna")).unwrap_or_default();
    let mut others = containers.as_mut().map(|container| container.maps("adp")).unwrap_or_default();
    parts::date(&mut metadata, "datePublished", "published", &mut keys);
    parts::date(&mut cna, "datePublic", "published", &mut keys);
    parts::date(&mut metadata, "dateUpdated", "modified", &mut keys);
    // CVE leaves `datePublished` optional: a record was published when it was last changed, at the latest.
    if let (false, State::Published, Some(at)) = (keys.has("published"), state, keys.value("modified")) {
        keys.text("published", Some(at));
    }
    parts::date(&mut metadata, "dateRejected", "withdrawn", &mut keys);
    let reasons = words(&mut cna, "rejectedReasons");
    let mut details = words(&mut cna, "descriptions").or(reasons.clone()).unwrap_or_default();
    let title = cna.text("title").filter(|text| !text.trim().is_empty());
    keys.text("title", title);
    keys.text("withdrawn_reason", reasons.filter(|_| keys.has("withdrawn")).map(Cow::Owned));
    keys.text("resolution", words(&mut cna, "solutions").map(Cow::Owned));
    keys.text("workaround", words(&mut cna, "workarounds").map(Cow::Owned));
    keys.text("impact", impact(&mut cna).map(Cow::Owned));
    for (key, title) in [("configurations", "Affected configurations"), ("exploits", "Exploits")] {
        if let Some(words) = words(&mut cna, key) {
            details = format!("{}\n\n## {title}\n\n{}", marks::alone(&details), marks::alone(&words));
        }
    }
    weaknesses(&mut cna, &mut keys);
    let scenarios = severity(&mut cna, &mut keys);
    if !scenarios.is_empty() {
        details = format!("{}\n\n## Scores by scenario\n\n{}", marks::alone(&details), scenarios.join("\n"));
    }
    affected(&mut cna, &mut keys);
    others.iter_mut().for_each(|other| adp::add(other, &mut keys));
    references::read(&mut cna, &mut others, &mut keys);
    others.into_iter().for_each(|other| keys.spare("adp", other.rest()));
    credits(&mut cna, &mut keys);
    timeline(&mut cna, &mut keys);
    keys.text("details", Some(details.into()));
    keys.put("id", text(id));
    // The record in its old form, which says the same.
    cna.leave_out(&["x_legacyV4Record"]);
    keys.put("tags", cna.take("tags").unwrap_or_else(|| list(Vec::new())));
    keys.spare_these(&mut cna, &["source", "taxonomyMappings", "x_generator", "providerMetadata", "replacedBy"]);
    keys.keep_rest("cna", cna);
    containers.into_iter().for_each(|rest| keys.keep_rest("containers", rest));
    keys.keep_rest("cveMetadata", metadata);
    Some(Foreign { kind: Kind::Advisory, node: keys.finish(fields), state })
}

/// The texts of `[{ lang, value }]` in English, or in whatever language the first of them is.
fn words(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let mut all: Vec<(bool, String)> = Vec::new();
    for mut item in fields.maps(key) {
        let english = item.text("lang").is_none_or(|lang| lang.to_ascii_lowercase().starts_with("en"));
        let markdown = item.maps("supportingMedia").into_iter().find_map(|mut media| {
            let kind = media.text("type").is_some_and(|kind| kind.starts_with("text/markdown"));
            let coded = media.text("base64").is_some_and(|coded| coded == "true");
            let value = media.text("value");
            media.pass_over(&["base64"]);
            let used = value.filter(|_| kind && !coded);
            if used.is_none() {
                media.tell("supportingMedia");
            }
            used
        });
        let value = item.text("value");
        // A description is plain text; the same may be there as Markdown.
        let words = markdown.map(Cow::into_owned).or_else(|| value.map(|value| plain::markdown(&value)));
        all.extend(words.map(|words| (english, words)));
    }
    let any = all.iter().any(|(english, _)| *english);
    let chosen = all.iter().filter(|(english, _)| *english || !any).map(|(_, value)| value.as_str());
    let chosen: Vec<_> = chosen.take(if any { usize::MAX } else { 1 }).collect();
    if chosen.len() < all.len() {
        fields.tell("other_languages");
    }
    let joined = chosen.join("\n\n");
    (!joined.trim().is_empty()).then_some(joined)
}

/// What an attack comes to, each in its words.
fn impact(cna: &mut Fields<'_>) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for mut impact in cna.maps("impacts") {
        let words = words(&mut impact, "descriptions");
        let known = impact.text("capecId").filter(|id| !words.as_ref().is_some_and(|word| word.contains(&**id)));
        let parts: Vec<String> = known.map(Cow::into_owned).into_iter().chain(words).collect();
        all.extend(Some(marks::alone(&parts.join(": ")).into_owned()).filter(|it| !it.is_empty()));
    }
    (!all.is_empty()).then(|| all.join("\n\n"))
}

/// Named by its id, or by the words that begin with it.
fn weaknesses<'a>(cna: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let (mut all, mut others): (Vec<String>, Vec<Node<'a>>) = Default::default();
    for mut problem in cna.maps("problemTypes") {
        for mut description in problem.maps("descriptions") {
            let id = description.text("cweId").unwrap_or_default();
            let said = description.text("description").unwrap_or_default();
            description.pass_over(&["lang", "type"]);
            let found = [&id, &said].into_iter().find_map(|text| {
                // `CWE 94: …` is written too.
                let number = text.trim().strip_prefix("CWE")?.trim_start_matches(['-', ' ']);
                let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
                (!digits.is_empty()).then(|| format!("CWE-{digits}"))
            });
            match found {
                Some(found) if !all.contains(&found) => all.push(found),
                Some(_) => {}
                None => others.push(text(said)),
            }
        }
    }
    keys.list("cwe", all.into_iter().map(text).collect());
    keys.spare("problemTypes", list(others));
}

/// Returns which vector is of which scenario, as items of a list: two of one version are of two.
fn severity<'a>(cna: &mut Fields<'a>, keys: &mut Keys<'a>) -> Vec<String> {
    let (mut vectors, mut scenarios) = (Vec::new(), Vec::new());
    for mut metric in cna.maps("metrics") {
        let before = vectors.len();
        for version in ["cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"] {
            // All else is in the vector.
            vectors.extend(
                metric.map(version).and_then(|mut version| (version.text("vectorString"), version.entries()).0),
            );
        }
        metric.pass_over(&["format"]);
        let scenario = words(&mut metric, "scenarios").filter(|word| !word.trim().eq_ignore_ascii_case("general"));
        if let (Some(scenario), Some(vector)) = (scenario, vectors.get(before..).and_then(<[Cow<'a, str>]>::first)) {
            scenarios.push(format!("- {vector}: {scenario}"));
        }
        keys.spare_these(&mut metric, &["scenarios", "other"]);
        keys.keep_rest("metrics", metric);
    }
    let mut seen: Vec<Cow<str>> = Vec::new();
    vectors.into_iter().filter(|vector| !vector.is_empty()).for_each(|vector| {
        if !seen.contains(&vector) {
            seen.push(vector)
        }
    });
    keys.list("severity", seen.into_iter().map(text).collect());
    scenarios
}

fn affected<'a>(cna: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let mut all = Vec::new();
    for (at, mut written) in cna.maps("affected").into_iter().enumerate() {
        let mut named = |key| written.text(key).filter(|text| !text.trim().is_empty());
        let (vendor, product) = (named("vendor"), named("product"));
        let (collection, package) = (named("collectionURL"), named("packageName"));
        let bare = product.clone();
        let purl = written.text("packageURL");
        let vendor = vendor.filter(|vendor| !is_nobody(vendor));
        let name = package.or_else(|| Some(product_name(vendor.as_deref(), product.clone()?)));
        let product = product.filter(|product| name.as_ref() != Some(product));
        let known = collection.as_deref().and_then(ecosystem);
        if collection.is_some() && known.is_none() {
            written.tell("collectionURL");
        }
        let repo = written.text("repo").and_then(|repo| parts::url(&repo));
        // A package URL says it as well.
        let of_purl = purl.as_deref().and_then(crate::public::ecosystem::read_purl).and_then(|purl| purl.ecosystem);
        let order = known.or(of_purl.as_deref());
        let said = versions::read(&mut written, bare.as_deref(), order, repo.as_deref(), at, keys);
        if repo.is_some() && !said.ranges.iter().any(|range| range.get("repo").is_some()) {
            written.tell("repo");
        }
        let functions = written.maps("programRoutines").into_iter().filter_map(|mut map| map.text("name")).map(text);
        let functions: Vec<Node<'a>> = functions.collect();
        let modules = written.take("modules");
        let modules = modules.iter().flat_map(Node::items).filter_map(Node::text).map(|it| text(it.to_owned()));
        let functions = list(modules.chain(functions).collect());
        let there = |node: Node<'a>| Some(node).filter(|it| !it.items().is_empty());
        let Said { ranges, versions, unaffected, unknown, status, default_status } = said;
        let named = name.is_some() || purl.is_some();
        let package = of([
            ("ecosystem", known.map(text)),
            ("name", name.map(text)),
            ("purl", purl.map(text)),
            ("vendor", vendor.map(text)),
            ("product", product.map(text)),
        ]);
        if named || known.is_some() {
            all.push(of([
                ("package", Some(package)),
                ("ranges", there(list(ranges))),
                ("versions", there(list(versions))),
                ("unaffected", there(list(unaffected))),
                ("unknown", there(list(unknown))),
                ("default_status", default_status.map(text)),
                ("status", status.map(text)),
                ("platforms", written.take("platforms").and_then(there)),
                ("functions", there(functions)),
            ]));
        }
        keys.spare_these(&mut written, &["cpes", "programFiles"]);
        keys.keep_rest(format!("affected_{at}"), written);
    }
    keys.list("affected", all);
}

/// What CVE records write where there is no vendor to name.
fn is_nobody(vendor: &str) -> bool {
    matches!(vendor.to_ascii_lowercase().as_str(), "n/a" | "[unknown]" | "unknown" | "unspecified" | "none")
}

/// `Acme Anvil`; a vendor that the product's name has already isn't said twice.
fn product_name<'a>(vendor: Option<&str>, product: Cow<'a, str>) -> Cow<'a, str> {
    match vendor {
        Some(vendor) if !product.to_lowercase().contains(&vendor.to_lowercase()) => {
            format!("{vendor} {product}").into()
        }
        _ => product,
    }
}

/// OSV's name for the ecosystem of a collection.
fn ecosystem(collection: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 12] = [
        ("pkg.go.dev", "Go"),
        ("npmjs", "npm"),
        ("pypi.", "PyPI"),
        ("crates.io", "crates.io"),
        ("maven", "Maven"),
        ("rubygems.org", "RubyGems"),
        ("nuget.org", "NuGet"),
        ("packagist.org", "Packagist"),
        ("hex.pm", "Hex"),
        ("pub.dev", "Pub"),
        ("hackage.haskell.org", "Hackage"),
        ("cran.r-project.org", "CRAN"),
    ];
    KNOWN.iter().find(|(part, _)| collection.contains(part)).map(|(_, ecosystem)| *ecosystem)
}

fn credits<'a>(cna: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for mut written in cna.maps("credits") {
        written.pass_over(&["lang"]);
        let name = written.text("value").unwrap_or_default();
        match parts::person(&name, written.text("type").as_deref(), None, Vec::new()) {
            Some(person) => named.push(person),
            None => others.push(text(name)),
        }
    }
    keys.list("credits", named);
    keys.nameless(others);
}

fn timeline<'a>(cna: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let entries = cna.maps("timeline").into_iter().filter_map(|mut written| {
        written.pass_over(&["lang"]);
        let mut at = Keys::default();
        parts::date(&mut written, "time", "at", &mut at);
        let at = at.value("at")?;
        Some(of([("at", Some(text(at))), ("text", Some(text(written.text("value")?)))]))
    });
    let entries = entries.collect();
    keys.list("timeline", entries);
}
