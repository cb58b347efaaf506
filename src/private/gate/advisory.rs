//! The keys of an advisory, and what is affected.

use super::opening::Opening;
use super::severity;
use crate::diagnostic::Code;
use crate::private::record::{Advisory, Affected, PackageName, Range, RangeEvent, Texts};
use crate::private::yaml::List;
use crate::public::{self, Head, Package, RangeType, Text};
use packageurl::PackageUrl;
use std::str::FromStr;

pub(super) fn open(head: Head, own: Advisory, opening: &mut Opening) -> public::Advisory {
    let Advisory { severity, cwe, informational, affected, incidents } = own;
    let written = opening.list("severity", severity).into_iter().map(|(_, line, raw)| (line, raw)).collect();
    public::Advisory {
        head,
        severity: severity::open(written, opening),
        cwe: opening.list("cwe", cwe).into_iter().map(|(_, _, cwe)| cwe.0).collect(),
        informational: opening.key("informational", informational).map(|it| it.0),
        affected: self::affected(affected, opening),
        incidents: opening.texts("incidents", incidents),
    }
}

pub(super) fn affected(list: List<Affected>, opening: &mut Opening) -> Vec<public::Affected> {
    let mut all = Vec::new();
    for (_, line, affected) in opening.list("affected", list) {
        let Affected { package, ranges, versions, severity, platforms, functions, status, justification } = affected;
        let Some(package) = self::package(package, line, opening) else { continue };
        let severity = severity.map(|Texts(texts)| texts.into_iter().map(|raw| (line, raw)).collect());
        all.push(public::Affected {
            package,
            ranges: ranges.unwrap_or_default().into_iter().filter_map(|it| range(it, line, opening)).collect(),
            versions: texts("affected.versions", versions, line, opening),
            severity: severity.and_then(|written| severity::open(written, opening)),
            platforms: texts("affected.platforms", platforms, line, opening),
            functions: texts("affected.functions", functions, line, opening),
            status: status.map(|it| it.0),
            justification: justification.and_then(|raw| opening.text("affected.justification", line, &raw)),
        });
    }
    all
}

fn texts(key: &str, texts: Option<Vec<String>>, line: u32, opening: &mut Opening) -> Vec<Text> {
    texts.unwrap_or_default().iter().filter_map(|raw| opening.text(key, line, raw)).collect()
}

/// A purl tells ecosystem and name, where they are not given.
fn package(written: PackageName, line: u32, opening: &mut Opening) -> Option<Package> {
    let PackageName { ecosystem, name, purl } = written;
    let purl = purl.and_then(|raw| opening.text("affected.package", line, &raw));
    let parsed = purl.as_ref().map(|purl| PackageUrl::from_str(purl));
    if matches!(parsed, Some(Err(_))) {
        opening.refuse(
            Code::WrongValue,
            line,
            "affected.package",
            "this is not a package URL",
            "write pkg:npm/name or pkg:cargo/name",
        );
        return None;
    }
    let parsed = parsed.and_then(Result::ok);
    let ecosystem = ecosystem.and_then(|raw| opening.text("affected.package", line, &raw)).or_else(|| {
        let ecosystem = ecosystem_of(parsed.as_ref()?.ty())?;
        Some(Text::new(ecosystem, opening.gate.seal))
    });
    let name = name.and_then(|raw| opening.text("affected.package", line, &raw)).or_else(|| {
        let parsed = parsed.as_ref()?;
        let name = match (parsed.ty(), parsed.namespace()) {
            (_, None) => parsed.name().to_owned(),
            // Maven joins group and artifact with a colon, everyone else with a slash.
            ("maven", Some(group)) => format!("{group}:{}", parsed.name()),
            (_, Some(namespace)) => format!("{namespace}/{}", parsed.name()),
        };
        Some(Text::new(name, opening.gate.seal))
    });
    let Some(name) = name else {
        opening.refuse(
            Code::MissingKey,
            line,
            "affected.package",
            "the package has no name",
            "write a purl, a name, or { ecosystem, name }",
        );
        return None;
    };
    Some(Package { ecosystem, name, purl })
}

/// OSV's name for the ecosystem of a purl's type.
fn ecosystem_of(purl_type: &str) -> Option<&'static str> {
    Some(match purl_type {
        "cargo" => "crates.io",
        "npm" => "npm",
        "pypi" => "PyPI",
        "golang" => "Go",
        "maven" => "Maven",
        "nuget" => "NuGet",
        "gem" => "RubyGems",
        "composer" => "Packagist",
        "hex" => "Hex",
        "pub" => "Pub",
        "cran" => "CRAN",
        "hackage" => "Hackage",
        "swift" => "SwiftURL",
        "conan" => "ConanCenter",
        "bitnami" => "Bitnami",
        _ => return None,
    })
}

fn range(range: Range, line: u32, opening: &mut Opening) -> Option<public::Range> {
    let Range { kind, repo, events, introduced, fixed, last_affected, limit } = range;
    let alone = RangeEvent { introduced, fixed, last_affected, limit };
    let mut all = Vec::new();
    for RangeEvent { introduced, fixed, last_affected, limit } in events.unwrap_or_default().into_iter().chain([alone])
    {
        let mut event = |make: fn(Text) -> public::RangeEvent, raw: Option<String>| {
            let text = raw.and_then(|raw| opening.text("affected.ranges", line, &raw));
            all.extend(text.map(make));
        };
        event(public::RangeEvent::Introduced, introduced);
        event(public::RangeEvent::Fixed, fixed);
        event(public::RangeEvent::LastAffected, last_affected);
        event(public::RangeEvent::Limit, limit);
    }
    let fixed = all.iter().any(|it| matches!(it, public::RangeEvent::Fixed(_)));
    let last = all.iter().any(|it| matches!(it, public::RangeEvent::LastAffected(_)));
    if fixed && last {
        let mend =
            "keep `fixed` where a fix exists, `last_affected` where none does; other lines go into ranges of their own";
        opening.refuse(Code::WrongValue, line, "affected.ranges", "a range has both `fixed` and `last_affected`", mend);
    }
    // What no range begins with is affected from the start.
    if !all.is_empty() && !all.iter().any(|it| matches!(it, public::RangeEvent::Introduced(_))) {
        all.insert(0, public::RangeEvent::Introduced(Text::new("0", opening.gate.seal)));
    }
    let repo = repo.and_then(|raw| opening.url("affected.ranges.repo", line, &raw));
    (!all.is_empty()).then(|| public::Range { kind: kind.map_or(RangeType::Ecosystem, |it| it.0), repo, events: all })
}
