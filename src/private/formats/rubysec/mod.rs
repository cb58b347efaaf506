//! ruby-advisory-db to the keys of a record: YAML, a file for each flaw of a gem or of a Ruby engine.
//!
//! | ruby-advisory-db | here |
//! |---|---|
//! | the package and the file's name | `id`, as one CVE has a file for each gem: `actionpack:CVE-2012-1099` |
//! | `cve`, `ghsa`, `osvdb` | `aliases`; of `related`, `related` |
//! | `title`, `description` | `title`, `details` |
//! | `date` | `published`, from the day's first moment in UTC |
//! | `gem` or `engine`, `platform`; `patched_versions`, `unaffected_versions` | `affected`: what is neither patched nor unaffected |
//! | `cvss_v4`, `cvss_v3`, `cvss_v2` | `severity`: they are scores without vectors, so the word for the newest |
//! | `url`, and those of `related` | `references` |
//! | `framework` | `tags` |

mod requirements;

use super::keys::{Fields, Keys, list, of, text};
use super::recognize::is_document;
use super::restrict::clear;
use super::{Foreign, Format, parts};
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, Value, yaml};
use crate::public::Kind;
use crate::versions::Order;
use packageurl::PackageUrl;
use requirements::{Requirement, Written};

pub(in crate::private) fn to_records<'a>(source: &'a str, name: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let node = yaml(source, 0, findings).filter(|node| is_document(Format::Rubysec, node, findings));
    node.and_then(|node| to_record(node, name, findings)).into_iter().collect()
}

/// What a file is about.
enum Subject {
    Gem(String),
    /// A Ruby: `ruby`, `jruby`. No registry has it.
    Engine(String),
}

/// `None`: see the findings.
fn to_record<'a>(node: Node<'a>, file: &str, findings: &Findings) -> Option<Foreign<'a>> {
    let cleared = clear(Format::Rubysec, node, findings);
    let state = cleared.state;
    let mut fields = Fields::of(cleared)?;
    let named = |key: &str, fields: &mut Fields| fields.text(key).map(|name| name.trim().to_owned());
    let subject =
        named("gem", &mut fields).map(Subject::Gem).or_else(|| named("engine", &mut fields).map(Subject::Engine));
    let Some(subject) = subject else {
        let help = "name the gem under `gem`, or the Ruby under `engine`";
        findings.add(Code::MissingKey, 0, "gem", "this advisory names neither a gem nor an engine", help);
        return None;
    };
    let mut keys = Keys::default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    keys.put("id", text(format!("{}:{name}", subject.name())));
    keys.text("title", fields.text("title").map(|title| title.trim().to_owned().into()));
    keys.put("published", fields.take("date").map_or(NOTHING, parts::day));
    keys.list("aliases", ids(&mut fields, Each::Single));
    let severity = severity(&mut fields, &mut keys);
    keys.text("severity", severity);
    let mut related = fields.map("related").unwrap_or_default();
    keys.list("related", ids(&mut related, Each::List));
    keys.list("references", references(&mut fields, &mut related));
    keys.keep_rest("related", related);
    keys.list("tags", fields.take("framework").into_iter().collect());
    let affected = affected(&mut fields, &subject, &mut keys, findings);
    keys.list("affected", vec![affected]);
    keys.text("details", fields.text("description"));
    // What its editors say of their sources, and which part of Ruby a gem is.
    keys.spare_these(&mut fields, &["notes", "library"]);
    Some(Foreign { kind: Kind::Advisory, node: keys.finish(fields), state })
}

const NOTHING: Node<'static> = Node { line: 0, rule: None, value: Value::Null };

impl Subject {
    fn name(&self) -> &str {
        match self {
            Self::Gem(name) | Self::Engine(name) => name,
        }
    }

    fn package<'a>(&self) -> Node<'a> {
        let (ecosystem, purl) = match self {
            Self::Gem(name) => (Some("RubyGems"), PackageUrl::new("gem", name.as_str()).ok()),
            Self::Engine(_) => (None, None),
        };
        of([
            ("ecosystem", ecosystem.map(text)),
            ("name", Some(text(self.name().to_owned()))),
            ("purl", purl.map(|purl| text(purl.to_string()))),
        ])
    }
}

/// Whether a key has one number or several.
#[derive(Clone, Copy)]
enum Each {
    Single,
    List,
}

/// Other databases' ids, which stand there without what they begin with.
fn ids<'a>(fields: &mut Fields, each: Each) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    for (key, prefix) in [("cve", "CVE"), ("ghsa", "GHSA"), ("osvdb", "OSVDB")] {
        let written: Vec<String> = match each {
            Each::Single => fields.text(key).into_iter().map(Into::into).collect(),
            Each::List => items(fields.take(key)).iter().filter_map(Node::text).map(str::to_owned).collect(),
        };
        let written = written.iter().map(|id| id.trim()).filter(|id| !id.is_empty());
        found.extend(written.map(|id| if id.starts_with(prefix) { id.to_owned() } else { format!("{prefix}-{id}") }));
    }
    found.into_iter().map(text).collect()
}

fn items(node: Option<Node<'_>>) -> Vec<Node<'_>> {
    match node {
        Some(Node { value: Value::List(items), .. }) => items,
        node => node.into_iter().collect(),
    }
}

/// The word for the newest of the scores; what they are themselves has no place, as a record has vectors.
fn severity<'a>(fields: &mut Fields<'a>, keys: &mut Keys<'a>) -> Option<std::borrow::Cow<'a, str>> {
    let mut word = None;
    for key in ["cvss_v4", "cvss_v3", "cvss_v2"] {
        let Some(node) = fields.take(key) else { continue };
        let score = node.text().and_then(|score| score.trim().parse::<f64>().ok());
        word = word.or(score.and_then(|score| rating(key, score)));
        keys.spare(key, node);
    }
    word.map(Into::into)
}

/// As the National Vulnerability Database calls scores.
fn rating(key: &str, score: f64) -> Option<&'static str> {
    Some(match score {
        7.0..=10.0 if key == "cvss_v2" => "high",
        9.0..=10.0 => "critical",
        7.0..9.0 => "high",
        4.0..7.0 => "medium",
        0.0 if key != "cvss_v2" => "none",
        0.0..4.0 => "low",
        _ => return None,
    })
}

/// One whose URL isn't safe to follow is left out.
fn references<'a>(fields: &mut Fields<'a>, related: &mut Fields<'a>) -> Vec<Node<'a>> {
    let own = fields.text("url").map(|url| (url.into_owned(), "ADVISORY"));
    let others: Vec<Node> = items(related.take("url"));
    let others = others.iter().filter_map(Node::text).map(|url| (url.to_owned(), "WEB"));
    let mut seen = std::collections::HashSet::new();
    let urls = own.into_iter().chain(others).filter(|(url, _)| seen.insert(url.clone()));
    urls.filter_map(|(url, otherwise)| parts::reference(parts::kind_of(&url).or(Some(otherwise)), &url, None)).collect()
}

fn affected<'a>(fields: &mut Fields<'a>, subject: &Subject, keys: &mut Keys<'a>, findings: &Findings) -> Node<'a> {
    let (mut all, mut unread) = (Vec::new(), false);
    for (key, written) in [("patched_versions", Written::Patched), ("unaffected_versions", Written::Unaffected)] {
        for node in items(fields.take(key)) {
            match node.text().and_then(|text| Requirement::read(text, written)) {
                Some(requirement) => all.push(requirement),
                None => {
                    unread = true;
                    let (problem, help) =
                        ("this is no requirement of a gem's version", "write it as `>= 1.2.3` or `~> 1.2.3`");
                    findings.add(Code::UnreadRange, node.line, key, problem, help);
                    keys.spare(key, node);
                }
            }
        }
    }
    // No registry's order is an engine's; its versions are judged by where they are all semantic ones.
    let semantic = matches!(subject, Subject::Engine(_))
        && all.iter().all(|it| it.versions().all(|version| Order::SemVer.reads(version)));
    let ranges = requirements::uncovered(&all, semantic);
    let platforms = fields.take("platform").map(|platform| list(vec![platform]));
    let none = ranges.is_empty() && !unread;
    if none {
        let problem = "every version is patched or unaffected: none is affected, as bundler-audit judges it";
        findings.add(Code::ImpossibleRange, 0, "patched_versions", problem, "ask its author which versions are meant");
    }
    of([
        ("package", Some(subject.package())),
        ("status", none.then(|| text("not_affected"))),
        ("ranges", Some(list(ranges)).filter(|it| !unread && !it.items().is_empty())),
        ("default_status", unread.then(|| text("unknown"))),
        ("platforms", platforms),
    ])
}
