//! The keys of `sources`: records that are kept elsewhere, and what site.yaml says for those who wrote them.

use super::value;
use crate::config::{ExternalSource, Format, OnError, TeamSource, Undated};
use crate::diagnostic::Code;
use crate::private::record::Word;
use crate::private::yaml::{Findings, List, instant};
use crate::public::{Project, Vocabulary, ecosystem, vocabulary};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::{Component, Path};

vocabulary! {
    /// What records are kept in elsewhere: other formats, or our own.
    SourceFormat {
        Osv "osv",
        Ghsa "ghsa",
        Rustsec "rustsec",
        Csaf "csaf",
        Cve "cve",
        Rubysec "rubysec",
        Friendsofphp "friendsofphp",
        Fanlight "fanlight",
    }
}

/// What `sources` names.
#[derive(Default)]
pub(super) struct Sources {
    pub external: Vec<ExternalSource>,
    /// Records of our own format, which say themselves whether they are public.
    pub teams: Vec<TeamSource>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct SourceKeys {
    path: String,
    format: Word<SourceFormat>,
    publish: Option<bool>,
    project: Option<String>,
    package: Option<String>,
    vendor: Option<String>,
    undated: Option<String>,
    on_error: Option<Word<OnError>>,
}

/// They lie beside the content folder: in it they would be records twice, and an absolute path is one machine's alone.
pub(super) fn sources(list: List<SourceKeys>, projects: &[Project], findings: &Findings) -> Sources {
    let mut sources = Sources::default();
    for item in value(list).into_iter().flat_map(|items| items.0) {
        let (line, Some(keys)) = (item.line, item.value) else { continue };
        let refuse = |key: &str, problem: &str, help: &str| findings.add(Code::WrongValue, line, key, problem, help);
        let SourceKeys { path, format, publish, project, package, vendor, undated, on_error } = keys;
        let path = Path::new(&path);
        let mut inside = path.components().skip_while(|part| *part == Component::ParentDir).peekable();
        let beside = path.starts_with("..") && inside.peek().is_some();
        if !beside || !inside.all(|inside| matches!(inside, Component::Normal(_))) {
            let help = "write a path beside the content folder, relative to site.yaml: ../advisory-db/crates";
            refuse("sources.path", "a source isn't beside the content folder", help);
            continue;
        }
        // Of our own format no source has another name: it is known by none of the others.
        let Some(format) = Format::from_word(format.0.word()) else {
            let own = publish.is_some() || project.is_some() || package.is_some() || vendor.is_some();
            if own || undated.is_some() || on_error.is_some() {
                let problem = "records of our own format say themselves what is public, and what they concern";
                refuse("sources.format", problem, "keep `path` and `format` alone");
            }
            sources.teams.push(TeamSource { path: path.to_owned(), line });
            continue;
        };
        if project.as_ref().is_some_and(|id| !projects.iter().any(|project| project.id == *id)) {
            let help = "name one of the ids under `projects` in site.yaml, or add it there";
            refuse("sources.project", "this is none of the site's projects", help);
        }
        if package.as_ref().is_some_and(|purl| ecosystem::read_purl(purl).is_none()) {
            let help = "write pkg:npm/harbour-cli";
            refuse("sources.package", "this is not a package URL", help);
        }
        let undated = undated.map_or(Some(Undated::Modified), |written| match written.as_str() {
            "modified" => Some(Undated::Modified),
            "skip" => Some(Undated::Skipped),
            written => instant(written).map(Undated::At),
        });
        if undated.is_none() {
            let help = "write modified, skip, or an instant with its offset: 2020-01-01T00:00:00Z";
            refuse("sources.undated", "this doesn't say what becomes of a record without a date", help);
        }
        sources.external.push(ExternalSource {
            path: path.to_owned(),
            format,
            publish: publish.unwrap_or(false),
            project,
            package,
            vendor,
            undated: undated.unwrap_or(Undated::Modified),
            on_error: on_error.map_or(OnError::Stop, |on_error| on_error.0),
            line,
        });
    }
    sources
}
