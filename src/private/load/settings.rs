//! site.yaml, as it was written, and what it settles.

mod approvers;
mod audiences;
mod machines;
mod sources;
mod style;
mod urls;

pub(in crate::private) use style::{Colour, Families, Theme, ThemeKeys};

use crate::config::{Config, Disclosure, Redactions};
use crate::diagnostic::Code;
use crate::ids::Pattern;
use crate::private::marks::looks_like_mark;
use crate::private::record::{At, When, Word, given};
use crate::private::yaml::{Findings, Key, KnownKeys, List, Marked, Node, Value, from_node, refuse_unknown};
use crate::public::{
    AliasOutput, Category, FeedFormat, NavigationItem, Organization, Outputs, Project, Report, Settings, SeverityLevel,
    Subscription, SupportedLine, Targets, Tlp, Vocabulary,
};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct SiteFile {
    title: Key<String>,
    url: Key<String>,
    description: Key<String>,
    language: Key<String>,
    organization: Key<OrganizationKeys>,
    license: Key<String>,
    theme: Key<style::Theme>,
    navigation: List<style::NavigationKeys>,
    report: Key<ReportKeys>,
    projects: List<ProjectKeys>,
    targets: Key<TargetKeys>,
    severities: List<SeverityKeys>,
    categories: List<CategoryKeys>,
    ids: Key<String>,
    foreign_ids: Key<Texts>,
    disclosure: Key<DisclosureKeys>,
    audiences: Key<audiences::AudienceKeys>,
    feeds: Key<FeedKeys>,
    subscribe: List<SubscriptionKeys>,
    outputs: Key<OutputKeys>,
    osv: Key<OsvKeys>,
    csaf: Key<machines::CsafKeys>,
    cve: Key<machines::CveKeys>,
    sources: List<sources::SourceKeys>,
}

#[derive(Deserialize, JsonSchema)]
struct OrganizationKeys {
    name: String,
    url: Option<String>,
    logo: Option<String>,
    fediverse: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct ReportKeys {
    contact: Texts,
    encryption: Option<String>,
    policy: Option<String>,
    acknowledgments: Option<String>,
    languages: Option<Texts>,
    expires: Option<At>,
}

type Texts = crate::private::record::Texts;

#[derive(Deserialize, JsonSchema)]
struct ProjectKeys {
    id: String,
    name: Option<String>,
    url: Option<String>,
    repository: Option<String>,
    report: Option<String>,
    packages: Option<Texts>,
    update: Option<String>,
    supported: Option<Vec<SupportedKeys>>,
    #[serde(default, deserialize_with = "given")]
    approvers: Option<Vec<approvers::ApproverKeys>>,
    #[serde(default, deserialize_with = "given")]
    minimum: Option<usize>,
}

#[derive(Deserialize, JsonSchema)]
struct SupportedKeys {
    line: String,
    until: Option<When>,
}

#[derive(Deserialize, JsonSchema)]
struct TargetKeys {
    acknowledge: Option<String>,
    triage: Option<String>,
    fix: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct SeverityKeys {
    id: String,
    label: Option<String>,
    icon: Option<String>,
    description: Option<String>,
    cvss: Option<(f64, f64)>,
}

#[derive(Deserialize, JsonSchema)]
struct CategoryKeys {
    id: String,
    label: Option<String>,
    description: Option<String>,
}

#[derive(Deserialize, JsonSchema, Default)]
struct DisclosureKeys {
    audience: Option<Word<Tlp>>,
    #[serde(default, deserialize_with = "given")]
    require_approval: Option<bool>,
    redactions: Option<Word<Redactions>>,
    #[serde(default, deserialize_with = "given")]
    withhold_blocks_with: Option<Texts>,
    #[serde(default, deserialize_with = "given")]
    approvers: Option<Vec<approvers::ApproverKeys>>,
    #[serde(default, deserialize_with = "given")]
    minimum: Option<usize>,
    allow_files: Option<Texts>,
    smallest_count: Option<u64>,
}

#[derive(Deserialize, JsonSchema, Default)]
struct FeedKeys {
    limit: Option<u32>,
    reports: Option<bool>,
}

#[derive(Deserialize, JsonSchema)]
struct SubscriptionKeys {
    title: String,
    url: String,
}

#[derive(Deserialize, JsonSchema, Default)]
#[allow(dead_code, reason = "read, so that a wrong type is an error; each output takes its own up as it arrives")]
struct OutputKeys {
    osv: Option<bool>,
    csaf: Option<bool>,
    vex: Option<bool>,
    search: Option<bool>,
    reports: Option<bool>,
    cards: Option<bool>,
    history: Option<bool>,
    aliases: Option<Word<AliasOutput>>,
    feeds: Option<Vec<Word<FeedFormat>>>,
}

#[derive(Deserialize, JsonSchema)]
struct OsvKeys {
    prefixes: Option<Texts>,
}

const LANGUAGE: &str = "en";
const FEED_LIMIT: usize = 50;
const SMALLEST_COUNT: u64 = 5;

/// Reads site.yaml. `None`: see the findings.
pub(in crate::private) fn read(
    node: &Node,
    audience: Option<Tlp>,
    preview: bool,
    findings: &Findings,
) -> Option<Config> {
    refuse_tags(node, findings);
    urls::refuse_unsafe(node, findings);
    let known = KnownKeys::default();
    let file = from_node::<SiteFile>(node, findings, &known);
    refuse_unknown(node, findings, &known);
    let mut file = file?;
    let required = |key: &str, there: bool| {
        if !there && node.get(key).is_none() {
            findings.add(Code::MissingKey, 1, key, "this key is missing", "title, url and report.contact are needed");
        }
    };
    required("title", file.title.is_some());
    required("url", file.url.is_some());
    required("report", file.report.is_some());
    let mut disclosure = value(file.disclosure).unwrap_or_default();
    let (approvers, of_projects) = approvers::approvers(&mut disclosure, &mut file.projects, node, findings);
    let disclosure = Disclosure {
        audience: audience.or(disclosure.audience.map(|audience| audience.0)).unwrap_or(Tlp::Clear),
        site_audience: disclosure.audience.map_or(Tlp::Clear, |audience| audience.0),
        require_approval: disclosure.require_approval.unwrap_or(false),
        approvers,
        of_projects,
        redactions: disclosure.redactions.map_or(Redactions::Omit, |redactions| redactions.0),
        block_words: texts(disclosure.withhold_blocks_with),
        allow_files: texts(disclosure.allow_files),
        smallest_count: disclosure.smallest_count.unwrap_or(SMALLEST_COUNT),
    };
    let url = site_url(value(file.url)?, "url", node, findings)?;
    let outputs = value(file.outputs).unwrap_or_default();
    let title = value(file.title)?;
    let organization = value(file.organization).map(organization);
    let defaults = machines::Site { title: &title, url: &url, organization: organization.as_ref() };
    let (csaf, signing) = machines::csaf(value(file.csaf).unwrap_or_default(), &defaults, node, findings);
    let (address, url) = audiences::address(value(file.audiences), &disclosure, url, node, findings)?;
    let prefixes = texts(value(file.osv).and_then(|value| value.prefixes));
    let feeds = value(file.feeds).unwrap_or_default();
    let (theme, style) = style::style(value(file.theme));
    let settings = Settings {
        title,
        url,
        description: value(file.description),
        language: value(file.language).unwrap_or_else(|| LANGUAGE.into()),
        organization,
        license: value(file.license),
        report: report(value(file.report)?),
        projects: list(file.projects).into_iter().map(project).collect(),
        targets: value(file.targets).map(|TargetKeys { acknowledge, triage, fix }| Targets {
            acknowledge,
            triage,
            fix,
        }),
        severities: severities(list(file.severities)),
        categories: categories(list(file.categories)),
        audience: disclosure.audience,
        preview,
        feed_limit: feeds.limit.map_or(FEED_LIMIT, |limit| limit as usize),
        feed_reports: feeds.reports.unwrap_or(true),
        subscribe: list(file.subscribe)
            .into_iter()
            .map(|SubscriptionKeys { title, url }| Subscription { title, url })
            .collect(),
        navigation: list(file.navigation)
            .into_iter()
            .map(|style::NavigationKeys { label, url }| NavigationItem { label, url })
            .collect(),
        style,
        outputs: Outputs {
            osv: outputs.osv.unwrap_or(true),
            csaf: outputs.csaf.unwrap_or(true),
            vex: outputs.vex.unwrap_or(true),
            search: outputs.search.unwrap_or(true),
            reports: outputs.reports.unwrap_or(true),
            cards: outputs.cards.unwrap_or(true),
            history: outputs.history.unwrap_or(false),
            aliases: outputs.aliases.map_or(AliasOutput::Pages, |alias| alias.0),
            feeds: outputs.feeds.map_or(FeedFormat::ALL.to_vec(), |all| all.into_iter().map(|feed| feed.0).collect()),
        },
        osv_prefixes: prefixes.clone(),
        csaf,
        cve: value(file.cve).map(machines::cve),
    };
    let ids = ids(file.ids, findings);
    let sources::Sources { external: sources, teams } = sources::sources(file.sources, &settings.projects, findings);
    let foreign_ids = texts(value(file.foreign_ids));
    Some(Config { settings, address, theme, ids, prefixes, foreign_ids, disclosure, sources, teams, signing })
}

/// What site.yaml says is public; a tag anywhere in it is a mistake.
fn refuse_tags(node: &Node, findings: &Findings) {
    if node.rule.is_some() {
        let help = "take the tag out; what site.yaml says is public";
        findings.add(Code::MisplacedMark, node.line, "", "site.yaml has nothing to withhold", help);
    }
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|entry| refuse_tags(&entry.node, findings)),
        Value::List(items) => items.iter().for_each(|item| refuse_tags(item, findings)),
        Value::Scalar { text, .. } if looks_like_mark(text) => {
            let help = "take the mark out; what site.yaml says is public";
            findings.add(Code::LooksLikeMark, node.line, "", "site.yaml has nothing to withhold", help);
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

fn value<T>(key: Key<T>) -> Option<T> {
    key.and_then(|Marked { value, .. }| value)
}

fn list<T>(list: List<T>) -> Vec<T> {
    value(list).into_iter().flat_map(|items| items.0).filter_map(|item| item.value).collect()
}

fn texts(texts: Option<Texts>) -> Vec<String> {
    texts.map(|text| text.0).unwrap_or_default()
}

fn ids(key: Key<String>, findings: &Findings) -> Option<Pattern> {
    let Marked { line, value, .. } = key?;
    let parsed = Pattern::parse(&value?);
    parsed
        .map_err(|problem| findings.add(Code::WrongValue, line, "ids", problem, "write HARBOUR-{year}-{random:4}"))
        .ok()
}

fn site_url(written: String, key: &str, node: &Node, findings: &Findings) -> Option<String> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split('/').next().unwrap_or_default()).unwrap_or_default();
    let plain = !host.is_empty() && !written.contains(['?', '#', ' ', '"', '<', '>', '\\']);
    if !plain {
        let line = node.get(key).map_or(1, |value| value.line);
        findings.add(
            Code::BadUrl,
            line,
            key,
            "this is not an absolute http or https URL",
            "write https://security.example.org/",
        );
        return None;
    }
    Some(if written.ends_with('/') { written } else { written + "/" })
}

fn organization(keys: OrganizationKeys) -> Organization {
    let OrganizationKeys { name, url, logo, fediverse } = keys;
    Organization { name, url, logo, fediverse }
}

fn report(keys: ReportKeys) -> Report {
    let ReportKeys { contact, encryption, policy, acknowledgments, languages, expires } = keys;
    Report {
        contact: contact.0.into_iter().map(urls::with_scheme).collect(),
        encryption,
        policy,
        acknowledgments,
        languages: texts(languages),
        expires: expires.map(|expires| expires.0),
    }
}

fn project(keys: ProjectKeys) -> Project {
    let ProjectKeys { id, name, url, repository, report, packages, update, supported, approvers: _, minimum: _ } = keys;
    let line = |SupportedKeys { line, until }: SupportedKeys| SupportedLine {
        line,
        until: until.map(|until| until.0.to_string()),
    };
    Project {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        url,
        repository,
        report,
        packages: texts(packages),
        update: update.map(|update| update.trim().to_owned()).filter(|it| !it.is_empty()),
        supported: supported.unwrap_or_default().into_iter().map(line).collect(),
    }
}

fn severities(keys: Vec<SeverityKeys>) -> Vec<SeverityLevel> {
    if keys.is_empty() {
        let level = |id: &str, label: &str, cvss| SeverityLevel {
            id: id.into(),
            label: label.into(),
            icon: None,
            description: None,
            cvss: Some(cvss),
        };
        // The bands of CVSS 3.1, section 5.
        return vec![
            level("critical", "Critical", (9.0, 10.0)),
            level("high", "High", (7.0, 8.9)),
            level("medium", "Medium", (4.0, 6.9)),
            level("low", "Low", (0.1, 3.9)),
            level("none", "None", (0.0, 0.0)),
        ];
    }
    let level = |SeverityKeys { id, label, icon, description, cvss }: SeverityKeys| SeverityLevel {
        label: label.unwrap_or_else(|| id.clone()),
        id,
        icon,
        description,
        cvss,
    };
    keys.into_iter().map(level).collect()
}

fn categories(keys: Vec<CategoryKeys>) -> Vec<Category> {
    const DEFAULTS: [(&str, &str); 6] = [
        ("vulnerability", "Vulnerability"),
        ("platform", "Platform"),
        ("account-access", "Account access"),
        ("supply-chain", "Supply chain"),
        ("provider", "Provider"),
        ("legal", "Legal"),
    ];
    if keys.is_empty() {
        let category = |(id, label): (&str, &str)| Category { id: id.into(), label: label.into(), description: None };
        return DEFAULTS.into_iter().map(category).collect();
    }
    let category = |CategoryKeys { id, label, description }: CategoryKeys| Category {
        label: label.unwrap_or_else(|| id.clone()),
        id,
        description,
    };
    keys.into_iter().map(category).collect()
}
