//! OSV to the keys of a record: JSON, or the YAML that some databases keep.
//!
//! Free-form maps are withheld, but for the weaknesses and the word of severity that GitHub's records put there, and the
//! functions and platforms that Go's and RustSec's name. Our own keys
//! (`database_specific.fanlight`) count, but for those that publish: of a record that lies elsewhere, site.yaml alone says so.

use super::keys::{Fields, Keys, list, of, text};
use super::recognize::is_document;
use super::restrict::clear;
use super::{Foreign, Format, parts, specific};
use crate::diagnostic::Code;
use crate::private::yaml::{Entry, Findings, Node, Value, json, yaml};
use crate::public::{Kind, RangeType, Vocabulary};
use std::borrow::Cow;

pub(in crate::private) fn to_records<'a>(source: &'a str, name: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let node = if name.ends_with(".json") { json(source, findings) } else { yaml(source, 0, findings) };
    let node = node.filter(|node| is_document(Format::Osv, node, findings));
    node.and_then(|node| to_record(node, findings)).into_iter().collect()
}

fn to_record<'a>(node: Node<'a>, findings: &Findings) -> Option<Foreign<'a>> {
    const MEND: &str = "name the folder of the OSV records alone, or the format that this file is of";
    let refuse = |key: &str, problem: &str| {
        findings.add(Code::MissingKey, 0, key, problem, MEND);
        None
    };
    let cleared = clear(Format::Osv, node, findings);
    let state = cleared.state;
    let Some(mut fields) = Fields::of(cleared) else { return refuse("", "this is no OSV record") };
    let Some(id) = fields.text("id") else { return refuse("id", "this is no OSV record: it has no `id`") };
    let mut keys = Keys::default();
    fields.pass_over(&["schema_version"]);
    let details = fields.text("details").unwrap_or_default();
    let title = fields.text("summary").filter(|text| !text.trim().is_empty());
    keys.text("title", title);
    for key in ["published", "modified", "withdrawn"] {
        parts::date(&mut fields, key, key, &mut keys);
    }
    // What doesn't say when it was published was so when it was last changed, at the latest.
    if let (false, Some(at)) = (keys.has("published"), keys.value("modified")) {
        keys.text("published", Some(at));
    }
    for key in ["aliases", "related", "upstream"] {
        keys.put(key, fields.take(key).unwrap_or_else(|| list(Vec::new())));
    }
    let Specific { own, product } = specific(&mut fields, &mut keys);
    severity(&mut fields, &mut keys);
    affected(&mut fields, product, &mut keys);
    references(&mut fields, &mut keys);
    credits(&mut fields, &mut keys);
    keys.text("details", Some(details));
    keys.put("id", text(id));
    own.into_iter().for_each(|entry| own_key(entry, &mut keys));
    Some(Foreign { kind: Kind::Advisory, node: keys.finish(fields), state })
}

/// Of `database_specific`: our own keys, and the name of the product.
#[derive(Default)]
struct Specific<'a> {
    own: Vec<Entry<'a>>,
    product: Option<String>,
}

/// Takes the keys of `database_specific` that have a place.
fn specific<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) -> Specific<'a> {
    let Some(mut specific) = fields.map("database_specific") else { return Specific::default() };
    // curl's records name there what they are about.
    let product = specific.text("package").map(Cow::into_owned).filter(|name| !name.trim().is_empty());
    keys.put("cwe", specific.take("cwe_ids").unwrap_or_else(|| list(Vec::new())));
    let word = specific.text("severity");
    let word = word.map(|word| if word.eq_ignore_ascii_case("moderate") { "medium".into() } else { lower(word) });
    if let Some(word) = word.filter(|word| !word.is_empty()) {
        keys.list("severity", vec![text(word)]);
    }
    let own = specific.map("fanlight").map(|own| own.entries()).unwrap_or_default();
    // What Go's and GitHub's databases publish of their own work and of where a record is.
    let published = ["url", "source", "review_status", "github_reviewed", "github_reviewed_at", "nvd_published_at"];
    keys.spare_these(&mut specific, &published);
    keys.keep_rest("database_specific", specific);
    Specific { own, product }
}

fn lower(word: Cow<'_, str>) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) { word.to_ascii_lowercase().into() } else { word }
}

/// The gate reads them: of a record that is kept elsewhere they can restrict, and can't publish.
fn own_key<'a>(entry: Entry<'a>, keys: &mut Keys<'a>) {
    keys.replace(entry);
}

/// Vectors count before a word.
fn severity<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let scores = scores(fields, keys, "severity");
    if !scores.is_empty() {
        keys.remove("severity");
        keys.list("severity", scores);
    }
}

/// The vectors of `[{ type, score }]`.
fn scores<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>, name: &str) -> Vec<Node<'a>> {
    let (mut scores, mut others) = (Vec::new(), Vec::new());
    for mut score in fields.maps("severity") {
        let vector = score.take("score").filter(|score| score.text().is_some_and(|text| text.contains(':')));
        match vector {
            Some(vector) => {
                score.pass_over(&["type"]);
                scores.push(vector);
            }
            None => others.push(score.rest()),
        }
    }
    // Another database's word, which this site doesn't have.
    keys.spare(name.to_owned(), list(others));
    scores
}

/// `product`: the name of what has no package.
fn affected<'a>(fields: &mut Fields<'a>, product: Option<String>, keys: &mut Keys<'a>) {
    let mut all = Vec::new();
    for (at, mut written) in fields.maps("affected").into_iter().enumerate() {
        let package = written.map("package").map(|mut package| {
            let known = ["ecosystem", "name", "purl"].map(|key| (key, package.text(key).map(text)));
            keys.keep_rest(format!("affected_{at}_package"), package);
            of(known)
        });
        let ranges: Vec<_> = written.maps("ranges").into_iter().collect();
        let ranges =
            ranges.into_iter().enumerate().map(|(no, it)| range(it, &format!("affected_{at}_range_{no}"), keys));
        let ranges: Vec<Node<'a>> = ranges.collect();
        let scores = scores(&mut written, keys, &format!("affected_{at}_severity"));
        let mut specific = written.map("ecosystem_specific").unwrap_or_default();
        let specific::Named { platforms, functions } = specific::named(&mut specific);
        keys.keep_rest(format!("affected_{at}_ecosystem_specific"), specific);
        let versions = written.take("versions");
        let there = |items: Vec<Node<'a>>| Some(list(items)).filter(|it| !it.items().is_empty());
        let package = package.or_else(|| product.clone().map(named)).or_else(|| repository(&ranges));
        let versions = versions.filter(|version| !matches!(&version.value, Value::List(items) if items.is_empty()));
        // That a package is named says nothing of its versions.
        let silent = ranges.is_empty() && versions.is_none();
        if package.is_some() || versions.is_some() || !ranges.is_empty() {
            all.push(of([
                ("package", package),
                ("ranges", there(ranges)),
                ("versions", versions),
                ("default_status", silent.then(|| text("unknown"))),
                ("severity", there(scores)),
                ("platforms", there(platforms)),
                ("functions", there(functions)),
            ]));
        }
        keys.keep_rest(format!("affected_{at}"), written);
    }
    keys.list("affected", all);
}

/// What is affected may be a repository alone, whose address is its name then: `example.org/harbour/cli`.
fn repository<'a>(ranges: &[Node<'a>]) -> Option<Node<'a>> {
    let repo = ranges.iter().find_map(|range| range.get("repo")?.text())?;
    let address = repo.split_once("://").map_or(repo, |(_, address)| address);
    let address = address.trim_end_matches('/').trim_end_matches(".git");
    Some(named(address.to_owned()))
}

fn named<'a>(name: String) -> Node<'a> {
    of([("name", Some(text(name)))])
}

fn range<'a>(mut written: Fields<'a>, place: &str, keys: &mut Keys<'a>) -> Node<'a> {
    let kind = written.text("type").filter(|kind| RangeType::from_word(kind).is_some());
    let repo = written.text("repo").and_then(|repo| parts::url(&repo));
    let events = written.maps("events").into_iter().map(|mut event| {
        let known = ["introduced", "fixed", "last_affected", "limit"].map(|key| (key, event.text(key).map(text)));
        keys.keep_rest(format!("{place}_event"), event);
        of(known)
    });
    let events = list(events.collect());
    keys.keep_rest(place.to_owned(), written);
    of([("type", kind.map(text)), ("repo", repo.map(text)), ("events", Some(events))])
}

/// One whose URL isn't safe to follow is left out.
fn references<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let (mut safe, mut others) = (Vec::new(), Vec::new());
    for mut written in fields.maps("references") {
        let (kind, url) = (written.text("type"), written.text("url").unwrap_or_default());
        match parts::reference(kind.as_deref(), &url, None) {
            Some(reference) => safe.push(reference),
            None => others.push(text(url)),
        }
    }
    keys.list("references", safe);
    keys.spare("references", list(others));
}

fn credits<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) {
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for mut written in fields.maps("credits") {
        let name = written.text("name").unwrap_or_default();
        let contacts = match written.take("contact") {
            Some(Node { value: Value::List(items), .. }) => items,
            other => other.into_iter().collect(),
        };
        // OSV's contacts are public ("credits[].contact"): a web address is where somebody is found. Mail addresses stay contacts.
        let (mut pages, contacts): (Vec<_>, Vec<_>) =
            contacts.into_iter().partition(|contact| contact.text().is_some_and(is_page));
        let page = (!pages.is_empty()).then(|| pages.remove(0));
        keys.spare("credits_contact", list(pages));
        let page = page.as_ref().and_then(Node::text);
        match parts::person(&name, written.text("type").as_deref(), page, contacts) {
            Some(person) => named.push(person),
            None => others.push(text(name)),
        }
    }
    keys.list("credits", named);
    keys.nameless(others);
}

fn is_page(contact: &str) -> bool {
    contact.starts_with("https://") || contact.starts_with("http://")
}
