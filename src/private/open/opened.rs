//! What is asked of the gate, what it lets out, and what a whole site settles before its records are read.

use super::unseal::Keys;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::private::decision::Decision;
use crate::private::decision::coming::Coming;
use crate::private::gate::Attachments;
use crate::private::load::{Found, Role, read, read_settings};
use crate::private::provenance::Sources;
use crate::private::withheld::Withheld;
use crate::private::yaml::Findings;
use crate::public::{Instant, Kind, Site, Tlp};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// From where to look at the site.
#[derive(Clone, Copy)]
pub struct Request {
    /// The clock: all that depends on time depends on this.
    pub now: Instant,
    /// The highest label to show; by default what site.yaml says.
    pub audience: Option<Tlp>,
    pub preview: bool,
    /// Show drafts as well: what isn't marked, not approved, or not due. Only in a preview.
    pub drafts: bool,
    pub keys: Keys,
}

impl Request {
    /// As everybody sees it, without keys.
    pub fn at(now: Instant) -> Request {
        Request { now, audience: None, preview: false, drafts: false, keys: Keys::default() }
    }
}

/// What the gate lets out.
pub struct Opened {
    /// `None` where anything is in error: one bad record stops the build.
    pub site: Option<Site>,
    /// What would be public, had nothing been in error.
    pub partial: Option<Partial>,
    /// Where it was written; empty but for [`inspect`].
    pub sources: Sources,
    pub config: Option<Config>,
    pub withheld: Withheld,
    /// May be reported in public.
    pub shown: Vec<Diagnostic>,
    /// Tell of what is withheld.
    pub hidden: Vec<Diagnostic>,
    /// What is wrong with records that surely aren't public now: `check` alone reports it (rule 9).
    pub unpublished: Vec<Diagnostic>,
    /// Records of public sources that are left out, as site.yaml says.
    pub skipped: usize,
    /// Records that no key at hand opens.
    pub sealed: usize,
    /// Instants after `now` at which what is disclosed changes by itself.
    pub coming: Vec<Instant>,
    /// All changes after `now` that come by themselves: these, and what becomes overdue.
    pub changes: Vec<Coming>,
}

impl Opened {
    pub(in crate::private) fn without_settings(
        sources: Sources,
        shown: Vec<Diagnostic>,
        hidden: Vec<Diagnostic>,
    ) -> Opened {
        let (withheld, coming, changes) = (Withheld::default(), Vec::new(), Vec::new());
        let unpublished = Vec::new();
        Opened {
            site: None,
            partial: None,
            sources,
            config: None,
            withheld,
            shown,
            hidden,
            unpublished,
            skipped: 0,
            sealed: 0,
            coming,
            changes,
        }
    }
}

/// The gate's notes of one file, where they were kept.
pub(in crate::private) struct Noted {
    pub file: PathBuf,
    /// `None`: a page.
    pub kind: Option<Kind>,
    pub id: Option<String>,
    pub decisions: Vec<Decision>,
    pub errors: usize,
}

/// A site that lacks what was in error: to be looked at, so that all is reported at once. Never to be built.
pub struct Partial(pub(in crate::private) Site);

impl Partial {
    pub fn look(&self) -> &Site {
        &self.0
    }
}

pub(in crate::private) fn settings(
    content: &Path,
    found: &[Found],
    request: Request,
    sources: &mut Sources,
    shown: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let path = Path::new("site.yaml");
    let findings = Findings::new(path);
    let there = found.iter().any(|it| it.role == Role::Settings);
    if !there && shown.is_empty() {
        let help = "write one with title, url and report.contact, or begin with a whole site: fanlight init my-site";
        findings.add(Code::Unreadable, 0, "", "the content folder has no site.yaml", help);
    }
    let source = there.then(|| read(content, path, &findings)).flatten();
    let node = source.as_ref().and_then(|source| source.keys(&findings));
    if let Some(node) = &node {
        *sources = Sources::of_settings(node);
    }
    let config = node.and_then(|node| read_settings(&node, request.audience, request.preview, &findings));
    let failed = findings.any_error();
    shown.extend(findings.into_diagnostics());
    config.filter(|_| !failed)
}

/// The files of each folder that may be attachments.
pub(in crate::private) fn beside(found: &[Found]) -> HashMap<&Path, Vec<PathBuf>> {
    let mut beside: HashMap<&Path, Vec<PathBuf>> = HashMap::new();
    for file in found {
        if let Role::Attachment(folder) = &file.role {
            beside.entry(folder).or_default().push(file.path.clone());
        }
    }
    beside
}

/// Those beside one record or page.
pub(in crate::private) fn attachments<'c>(
    content: &'c Path,
    file: &Found,
    beside: &HashMap<&Path, Vec<PathBuf>>,
) -> Attachments<'c> {
    let folder = file.path.parent().unwrap_or(Path::new("")).to_owned();
    let owns = !matches!(file.role, Role::Record(_)) || file.path.ends_with("index.md");
    let files = beside.get(folder.as_path()).filter(|_| owns).cloned().unwrap_or_default();
    Attachments { content: Some(content), folder, files }
}

/// What site.yaml says is disclosed.
pub(in crate::private) fn note_settings(config: &Config, withheld: &mut Withheld) {
    let settings = &config.settings;
    let organization = settings.organization.iter().flat_map(|organization| {
        [Some(&organization.name), organization.url.as_ref(), organization.fediverse.as_ref()]
    });
    let report = [&settings.report.encryption, &settings.report.policy, &settings.report.acknowledgments];
    let projects = settings.projects.iter().flat_map(|project| {
        let named = [
            Some(&project.id),
            Some(&project.name),
            project.url.as_ref(),
            project.repository.as_ref(),
            project.report.as_ref(),
        ];
        named.into_iter().chain(project.packages.iter().map(Some))
    });
    let publisher = &settings.csaf.publisher;
    let publisher = [Some(&publisher.name), Some(&publisher.namespace), publisher.contact_details.as_ref()];
    let all = [Some(&settings.title), Some(&settings.url), settings.description.as_ref()];
    let all = publisher.into_iter().chain(all).chain(organization).chain(report.map(Option::as_ref)).chain(projects);
    let navigation = settings.navigation.iter().flat_map(|navigation| [&navigation.label, &navigation.url]);
    let words = &config.disclosure.block_words;
    all.flatten()
        .chain(&settings.report.contact)
        .chain(words)
        .chain(navigation)
        .for_each(|text| withheld.disclosed(text));
    // A package that is called as the project is hides nothing: each page names the site and where it is.
    let names =
        settings.organization.iter().map(|organization| &organization.name).chain([&settings.title, &settings.url]);
    let single = names.chain(&settings.report.contact).flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    single.filter(|word| !word.is_empty()).for_each(|word| withheld.disclosed_id(word));
}
