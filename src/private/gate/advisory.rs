//! The keys of an advisory, and what is affected.

use super::record_gate::RecordGate;
use super::severity;
use crate::diagnostic::Code;
use crate::private::record::{Advisory, Affected, PackageName, Range, RangeEvent, Texts};
use crate::private::yaml::{Key, List};
use crate::public::{self, DefaultStatus, Head, Package, RangeType, Statement, Text, VexStatus, ecosystem};
use serde_json::Value as Json;

pub(super) fn open(head: Head, own: Advisory, gate: &mut RecordGate) -> public::Advisory {
    let Advisory { severity, cwe, informational, affected, incidents, csaf } = own;
    let csaf = statement(csaf, gate);
    let written = gate.list("severity", severity).into_iter().map(|(_, line, raw)| (line, raw)).collect();
    public::Advisory {
        head,
        severity: severity::open(written, gate),
        cwe: gate.list("cwe", cwe).into_iter().map(|(_, _, cwe)| cwe.0).collect(),
        informational: gate.key("informational", informational).map(|key| key.0),
        affected: self::affected(affected, gate),
        incidents: gate.texts("incidents", incidents),
        csaf,
    }
}

/// Each text in it is disclosed as any text is.
fn statement(csaf: Key<String>, gate: &mut RecordGate) -> Option<Statement> {
    let line = gate.reader.line("csaf");
    let written = gate.key("csaf", csaf)?;
    let Ok(tree) = serde_json::from_str::<Json>(&written) else {
        let help = "take the key out, or import the document again";
        gate.reader.refuse(Code::WrongValue, line, "csaf", "this is no JSON", help);
        return None;
    };
    disclose(tree, line, gate)
}

/// `None`: it says nothing.
fn disclose(tree: Json, line: u32, gate: &mut RecordGate) -> Option<Statement> {
    Some(match tree {
        Json::Null => return None,
        Json::Bool(truth) => Statement::Truth(truth),
        Json::Number(number) => Statement::Number(number),
        Json::String(text) => Statement::Text(Text::new(gate.rows("csaf", line, &text), gate.site.seal)),
        Json::Array(items) => {
            Statement::List(items.into_iter().filter_map(|item| disclose(item, line, gate)).collect())
        }
        Json::Object(entries) => {
            let disclosed = entries.into_iter().filter_map(|(key, value)| Some((key, disclose(value, line, gate)?)));
            Statement::map(disclosed)
        }
    })
}

pub(super) fn affected(list: List<Affected>, gate: &mut RecordGate) -> Vec<public::Affected> {
    let mut all = Vec::new();
    let tagged = tagged(&list);
    let disclosed = gate.list("affected", list);
    warn_of_withheld(&tagged, &disclosed, gate);
    for (_, line, affected) in disclosed {
        let Affected {
            package,
            ranges,
            versions,
            fixed,
            unaffected,
            unknown,
            default_status,
            severity,
            platforms,
            functions,
            status,
            justification,
            remediation,
        } = affected;
        let Some(package) = self::package(package, line, gate) else { continue };
        let severity = severity.map(|Texts(texts)| texts.into_iter().map(|raw| (line, raw)).collect());
        let mut entry = public::Affected {
            package,
            ranges: self::ranges(ranges, line, gate),
            versions: texts("affected.versions", versions, line, gate),
            fixed: texts("affected.fixed", fixed, line, gate),
            unaffected: self::ranges(unaffected, line, gate),
            unknown: self::ranges(unknown, line, gate),
            default_status: default_status.map(|status| status.0),
            severity: severity.and_then(|written| severity::open(written, gate)),
            platforms: texts("affected.platforms", platforms, line, gate),
            functions: texts("affected.functions", functions, line, gate),
            status: status.map(|status| status.0),
            justification: justification.and_then(|raw| gate.text("affected.justification", line, &raw)),
            remediation: remediation.map(|remediation| remediation.0),
        };
        let all_but = all_but(&entry, gate);
        entry.ranges.extend(all_but);
        all.push(entry);
    }
    all
}

/// Items that may be withheld: their places in the list, their lines, their packages.
fn tagged(list: &List<Affected>) -> Vec<(usize, u32, String)> {
    let items = list.as_ref().and_then(|list| list.value.as_ref()).map(|items| items.0.as_slice()).unwrap_or_default();
    let tagged = items.iter().enumerate().filter(|(_, item)| item.rule.is_some());
    tagged.filter_map(|(at, item)| Some((at, item.line, named_by(&item.value.as_ref()?.package)?))).collect()
}

/// By its purl, where there is one.
fn named_by(package: &PackageName) -> Option<String> {
    let PackageName { ecosystem, name, purl, .. } = package;
    let made = || ecosystem::purl(ecosystem.as_deref()?, name.as_deref()?);
    purl.clone().or_else(made).or_else(|| name.clone())
}

/// A version that a withheld item names would be judged by the disclosed ones of its package, and called safe.
fn warn_of_withheld(tagged: &[(usize, u32, String)], disclosed: &[(usize, u32, Affected)], gate: &mut RecordGate) {
    let is_sure = |affected: &Affected| {
        affected.unknown.is_none()
            && affected.default_status.as_ref().is_none_or(|status| status.0 != DefaultStatus::Unknown)
    };
    for (at, line, name) in tagged {
        let is_shown = disclosed.iter().any(|(shown, _, _)| shown == at);
        let of_package = |it: &Affected| is_sure(it) && named_by(&it.package).as_ref() == Some(name);
        if !is_shown && disclosed.iter().any(|(_, _, it)| of_package(it)) {
            let problem = "this is withheld, and another item of its package is not: readers are told that these versions aren't affected";
            let help = "withhold both, disclose both, or say `unknown` or `default_status: unknown` in the other";
            gate.warn_privately(Code::AffectedWithheld, *line, "affected", problem, help);
        }
    }
}

/// Where all that isn't excepted is affected, the range that says so: outputs have words for ranges.
fn all_but(entry: &public::Affected, gate: &RecordGate) -> Option<public::Range> {
    let mut exceptions = entry.unaffected.iter().chain(&entry.unknown).peekable();
    let affects = matches!(entry.status, None | Some(VexStatus::Affected));
    let whole = match entry.default_status {
        Some(DefaultStatus::Affected) => {
            exceptions.peek().is_some() || !entry.ranges.is_empty() || !entry.versions.is_empty()
        }
        None => exceptions.peek().is_some() && entry.ranges.is_empty() && entry.versions.is_empty(),
        Some(DefaultStatus::Unaffected | DefaultStatus::Unknown) => false,
    };
    let kind = exceptions.chain(&entry.ranges).map(|range| range.kind).find(|kind| *kind != RangeType::Git);
    let kind = kind.unwrap_or(RangeType::Ecosystem);
    let events = vec![public::RangeEvent::Introduced(Text::new("0", gate.site.seal))];
    (affects && whole).then_some(public::Range { kind, repo: None, events })
}

fn texts(key: &str, texts: Option<Vec<String>>, line: u32, gate: &mut RecordGate) -> Vec<Text> {
    texts.unwrap_or_default().iter().filter_map(|raw| gate.text(key, line, raw)).collect()
}

/// A purl gives ecosystem and name where they are not given, and they give the purl.
fn package(written: PackageName, line: u32, gate: &mut RecordGate) -> Option<Package> {
    let PackageName { ecosystem, name, purl, vendor, product } = written;
    let key = "affected.package";
    let purl = purl.and_then(|raw| gate.text(key, line, &raw));
    let named = match &purl {
        Some(purl) => {
            let Some(named) = ecosystem::read_purl(purl) else {
                let help = "write pkg:npm/name, pkg:cargo/name, pkg:maven/group/name: as its type wants it";
                gate.reader.refuse(Code::WrongValue, line, key, "this is not a package URL", help);
                return None;
            };
            Some(named)
        }
        None => None,
    };
    let seal = gate.site.seal;
    let (of_purl, name_of_purl) =
        named.as_ref().map_or((None, None), |named| (named.ecosystem.as_deref(), Some(named.name.as_str())));
    let mut given = |raw: Option<String>, reported: Option<&str>| match raw {
        Some(raw) => gate.text(key, line, &raw),
        None => reported.map(|reported| Text::new(reported, seal)),
    };
    let ecosystem = given(ecosystem, of_purl);
    let Some(name) = given(name, name_of_purl) else {
        let help = "write a purl, a name, or { ecosystem, name }";
        gate.reader.refuse(Code::MissingKey, line, key, "the package has no name", help);
        return None;
    };
    let agree = name_of_purl.is_none_or(|of_purl| is_one_name(of_purl, &name))
        && of_purl.zip(ecosystem.as_deref()).is_none_or(|(of_purl, said)| is_one_name(family(of_purl), family(said)));
    if !agree && !gate.reader.standing.is_foreign() {
        let help = "let all say the same; a purl alone gives ecosystem and name";
        let problem = "the purl is of another package than ecosystem and name say";
        gate.reader.refuse(Code::WrongValue, line, key, problem, help);
    }
    let purl = purl.or_else(|| Some(Text::new(ecosystem::purl(ecosystem.as_deref()?, &name)?, seal)));
    let mut line_of = |raw: Option<String>| raw.and_then(|raw| gate.text(key, line, &raw));
    let (vendor, product) = (line_of(vendor), line_of(product));
    Some(Package { ecosystem, name, purl, vendor, product })
}

/// `Debian` of `Debian:12`.
fn family(ecosystem: &str) -> &str {
    ecosystem.split(':').next().unwrap_or_default()
}

/// Case, and what divides words, make no other package.
fn is_one_name(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(['_', '.'], "-");
    a == b || plain(a) == plain(b)
}

fn ranges(written: Option<Vec<Range>>, line: u32, gate: &mut RecordGate) -> Vec<public::Range> {
    if written.as_ref().is_some_and(Vec::is_empty) && !gate.reader.standing.is_foreign() {
        let help = "take the key out where all versions are affected, else say which are";
        gate.reader.refuse(Code::WrongValue, line, "affected.ranges", "an empty list of ranges says nothing", help);
    }
    written.into_iter().flatten().filter_map(|event| range(event, line, gate)).collect()
}

fn range(range: Range, line: u32, gate: &mut RecordGate) -> Option<public::Range> {
    let Range { kind, repo, events, introduced, introduced_after, fixed, last_affected, limit } = range;
    let alone = RangeEvent { introduced, introduced_after, fixed, last_affected, limit };
    let mut all = Vec::new();
    for event in events.unwrap_or_default().into_iter().chain([alone]) {
        let RangeEvent { introduced, introduced_after, fixed, last_affected, limit } = event;
        let mut event = |make: fn(Text) -> public::RangeEvent, raw: Option<String>| {
            let text = raw.and_then(|raw| gate.text("affected.ranges", line, &raw));
            if text.as_ref().is_some_and(|text| text.starts_with(['<', '>', '=', '^', '~']))
                && !gate.reader.standing.is_foreign()
            {
                let help =
                    "write the version alone: `introduced` is the first that is affected, `fixed` the first that isn't";
                let problem = "a version begins with a sign of comparison";
                gate.reader.refuse(Code::WrongValue, line, "affected.ranges", problem, help);
            }
            all.extend(text.map(make));
        };
        event(public::RangeEvent::Introduced, introduced);
        event(public::RangeEvent::IntroducedAfter, introduced_after);
        event(public::RangeEvent::Fixed, fixed);
        event(public::RangeEvent::LastAffected, last_affected);
        event(public::RangeEvent::Limit, limit);
    }
    let fixed = all.iter().any(|it| matches!(it, public::RangeEvent::Fixed(_)));
    let last = all.iter().any(|it| matches!(it, public::RangeEvent::LastAffected(_)));
    if fixed && last {
        let help =
            "keep `fixed` where a fix exists, `last_affected` where none does; other lines go into ranges of their own";
        gate.reader.refuse(
            Code::WrongValue,
            line,
            "affected.ranges",
            "a range has both `fixed` and `last_affected`",
            help,
        );
    }
    // What no range begins with is affected from the start.
    let begins = |event: &public::RangeEvent| {
        matches!(event, public::RangeEvent::Introduced(_) | public::RangeEvent::IntroducedAfter(_))
    };
    if !all.is_empty() && !all.iter().any(begins) {
        all.insert(0, public::RangeEvent::Introduced(Text::new("0", gate.site.seal)));
    }
    let repo = repo.and_then(|raw| gate.url("affected.ranges.repo", line, &raw));
    (!all.is_empty()).then(|| public::Range {
        kind: kind.map_or(RangeType::Ecosystem, |kind| kind.0),
        repo,
        events: all,
    })
}
