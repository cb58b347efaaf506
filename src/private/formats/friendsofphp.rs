//! FriendsOfPHP's security advisories to the keys of a record: YAML, a file for each flaw of a Composer package.
//!
//! | FriendsOfPHP | here |
//! |---|---|
//! | `reference` and the file's name | `id`, as one CVE has a file for each package: `symfony:yaml:CVE-2013-1348` |
//! | `cve`, else a file's name that is an id | `aliases` |
//! | `title`, `link` | `title`, a reference |
//! | the day in the file's name, else the first `time` of a branch | `published` |
//! | `time` | `timeline`: when which branches were fixed |
//! | `reference`, `branches` | `affected`: a range for each branch; its end is a fix where a `time` says when it was fixed |

use super::keys::{Fields, Keys, list, of, text};
use super::recognize::is_document;
use super::restrict::clear;
use super::{Foreign, Format, parts};
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, instant, yaml};
use crate::public::Kind;
use crate::versions::Order;
use packageurl::PackageUrl;

pub(in crate::private) fn to_records<'a>(source: &'a str, name: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let node = yaml(source, 0, findings).filter(|node| is_document(Format::Friendsofphp, node, findings));
    node.and_then(|node| to_record(node, name, findings)).into_iter().collect()
}

/// `None`: see the findings.
fn to_record<'a>(node: Node<'a>, file: &str, findings: &Findings) -> Option<Foreign<'a>> {
    let cleared = clear(Format::Friendsofphp, node, findings);
    let state = cleared.state;
    let mut fields = Fields::of(cleared)?;
    let reference = fields.text("reference").unwrap_or_default();
    let Some(package) = reference.trim().strip_prefix("composer://").filter(|name| name.contains('/')) else {
        let help = "write `reference: composer://VENDOR/NAME`";
        findings.add(Code::MissingKey, 0, "reference", "this advisory names no package of Composer", help);
        return None;
    };
    let mut keys = Keys::default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    keys.put("id", text(format!("{}:{name}", package.replace('/', ":"))));
    keys.text("title", fields.text("title"));
    let named = ["CVE-", "GHSA-"].iter().any(|prefix| name.starts_with(prefix)).then(|| name.to_owned());
    let alias = fields.text("cve").map(|id| id.trim().to_owned()).or(named);
    keys.list("aliases", alias.into_iter().map(text).collect());
    let link = fields.text("link").and_then(|url| parts::reference(Some("ADVISORY"), &url, None));
    keys.list("references", link.into_iter().collect());
    let (affected, fixed) = affected(&mut fields, package, &mut keys, findings);
    let first = fixed.iter().map(|(time, _)| time.clone()).min_by_key(|time| instant(time));
    let day = name.get(..10).map(|day| format!("{day}T00:00:00Z")).filter(|at| instant(at).is_some());
    keys.text("published", day.or(first).map(Into::into));
    keys.list("affected", vec![affected]);
    keys.list("timeline", fixed.into_iter().map(|(time, branches)| event(time, &branches)).collect());
    // That the package isn't on Packagist, or where it is.
    keys.spare_these(&mut fields, &["composer-repository"]);
    Some(Foreign { kind: Kind::Advisory, node: keys.finish(fields), state })
}

/// When branches were fixed, with their names.
type Fixed = Vec<(String, Vec<String>)>;

fn event<'a>(time: String, branches: &[String]) -> Node<'a> {
    of([("at", Some(text(time))), ("phase", Some(text("fixed"))), ("text", Some(text(branches.join(", "))))])
}

/// What is affected, and what was fixed when.
fn affected<'a>(fields: &mut Fields<'a>, package: &str, keys: &mut Keys<'a>, findings: &Findings) -> (Node<'a>, Fixed) {
    let (mut ranges, mut fixed, mut unread) = (Vec::new(), Fixed::new(), false);
    for branch in fields.map("branches").map(Fields::entries).unwrap_or_default() {
        let time = branch.node.get("time").and_then(Node::text).map(utc);
        let written = branch.node.get("versions").map(Node::items).unwrap_or_default();
        let constraints: Option<Vec<_>> = written.iter().map(|it| constraint(it.text()?)).collect();
        match constraints
            .filter(|constraint| !constraint.is_empty())
            .map(|constraint| range(&constraint, time.is_some()))
        {
            Some(range) => ranges.push(range),
            None => {
                unread = true;
                keys.spare("branches", branch.node);
                let (problem, help) =
                    ("which versions are affected can't be read", "write it as ['>=1.0.0', '<1.2.9']");
                findings.add(Code::UnreadRange, branch.line, "branches", problem, help);
            }
        }
        if let Some(time) = time {
            match fixed.iter_mut().find(|(known, _)| *known == time) {
                Some((_, branches)) => branches.push(branch.key.to_string()),
                None => fixed.push((time, vec![branch.key.to_string()])),
            }
        }
    }
    let purl = PackageUrl::new("composer", package.rsplit('/').next().unwrap_or(package)).ok();
    let purl = purl.and_then(|mut purl| {
        purl.with_namespace(package.rsplit_once('/')?.0).ok()?;
        Some(purl.to_string())
    });
    let name = of([
        ("ecosystem", Some(text("Packagist"))),
        ("name", Some(text(package.to_owned()))),
        ("purl", purl.map(text)),
    ]);
    let affected = of([
        ("package", Some(name)),
        ("ranges", Some(list(ranges)).filter(|it| !it.items().is_empty())),
        ("default_status", unread.then(|| text("unknown"))),
    ]);
    (affected, fixed)
}

/// Times are in UTC where they don't say otherwise: `2012-11-27 22:21:23`, and as YAML has it `2017-11-1 9:02:00 +0200`.
fn utc(written: &str) -> String {
    let mut words = written.split([' ', 'T']).filter(|word| !word.is_empty());
    let padded = |word: &str, sign: char| {
        let numbers: Vec<String> = word.split(sign).map(|number| format!("{number:0>2}")).collect();
        numbers.join(&sign.to_string())
    };
    let (day, time) = (words.next().unwrap_or_default(), words.next().unwrap_or("00:00:00"));
    let offset = match words.next() {
        None if time.ends_with('Z') => String::new(),
        None => "Z".to_owned(),
        // `+0200` is `+02:00`.
        Some(offset) if offset.len() == 5 && offset.is_ascii() => format!("{}:{}", &offset[..3], &offset[3..]),
        Some(offset) => offset.to_owned(),
    };
    let at = format!("{}T{}{offset}", padded(day, '-'), padded(time, ':'));
    // The gate reports what is none.
    if instant(&at).is_some() { at } else { written.to_owned() }
}

/// `>=2.0.0`.
fn constraint(written: &str) -> Option<(&str, &str)> {
    let written = written.trim();
    let end = written.find(|c: char| !matches!(c, '<' | '>' | '=')).unwrap_or(written.len());
    let (sign, version) = (&written[..end], written[end..].trim());
    Order::Composer.reads(version).then_some((sign, version)).filter(|_| !sign.is_empty())
}

/// A branch's range. Composer's `>=2.0.0` holds for the pre-releases of 2.0.0 as well, from `2.0.0-dev` on.
fn range<'a>(constraints: &[(&str, &str)], fixed: bool) -> Node<'a> {
    let early = |version: &str| match Order::Composer.is_early(version) {
        true => version.to_owned(),
        false => format!("{version}-dev"),
    };
    let (mut begin, mut end) = (("introduced", "0".to_owned()), None);
    for (sign, version) in constraints {
        let version = (*version).to_owned();
        match *sign {
            ">=" if version == "0" => {}
            ">=" => begin = ("introduced", early(&version)),
            ">" => begin = ("introduced_after", version),
            "<" if fixed => end = Some(("fixed", version)),
            "<" => end = Some(("limit", version)),
            "<=" => end = Some(("last_affected", version)),
            _ => (begin, end) = (("introduced", version.clone()), Some(("last_affected", version))),
        }
    }
    let event = |(key, version): (&'static str, String)| of([(key, Some(text(version)))]);
    of([("events", Some(list(std::iter::once(begin).chain(end).map(event).collect())))])
}
