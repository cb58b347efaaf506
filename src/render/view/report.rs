//! How to report: whom to write to, how, in which language, and what to expect.

use super::{Frame, Views};
use crate::public::{Project, SupportedLine, Targets, routes};
use crate::render::{Html, Words, dates::When};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReportPage<'a> {
    pub page: Frame<'a>,
    pub words: Option<Html>,
    pub contacts: Vec<ContactView<'a>>,
    pub encryption: Option<String>,
    pub policy: Option<String>,
    pub acknowledgments: Option<String>,
    pub languages: Vec<&'a str>,
    pub expires: Option<When>,
    /// Where the site has one.
    pub security_txt: Option<String>,
    pub targets: Vec<TargetView<'a>>,
    pub projects: Vec<ProjectContact<'a>>,
}

/// `https://…` leads to a form, `mailto:` to a mail.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContactView<'a> {
    pub href: Option<String>,
    /// The address as people read it.
    pub text: &'a str,
    pub is_mail: bool,
    pub is_phone: bool,
}

/// A promise: what, and within which time.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TargetView<'a> {
    pub what: &'a str,
    pub within: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectContact<'a> {
    pub name: &'a str,
    pub url: Option<String>,
    pub repository: Option<String>,
    pub report: Option<String>,
    pub packages: &'a [String],
    pub supported: Vec<SupportedView<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SupportedView<'a> {
    pub line: &'a str,
    pub until: Option<When>,
    /// A time that isn't a day is shown as it was written.
    pub words: Option<&'a str>,
    pub over: bool,
    /// It isn't over, and will be soon.
    pub soon: bool,
}

impl<'a> ContactView<'a> {
    pub fn all(views: &Views<'a>, contacts: &'a [String]) -> Vec<Self> {
        contacts
            .iter()
            .map(|contact| {
                let phone = contact.strip_prefix("tel:");
                let href = phone.map(|_| contact.clone()).filter(|it| !it.contains(char::is_whitespace));
                Self {
                    href: href.or_else(|| views.outside(contact)),
                    text: phone.or_else(|| contact.strip_prefix("mailto:")).unwrap_or(contact),
                    is_mail: contact.starts_with("mailto:"),
                    is_phone: phone.is_some(),
                }
            })
            .collect()
    }
}

impl<'a> TargetView<'a> {
    pub fn all(words: &'a Words, targets: Option<&Targets>) -> Vec<Self> {
        let Some(targets) = targets else { return Vec::new() };
        let say = &words.targets;
        let promises =
            [(&say.acknowledge, &targets.acknowledge), (&say.triage, &targets.triage), (&say.fix, &targets.fix)];
        let given = promises.into_iter().filter_map(|(what, within)| Some((what, within.as_deref()?)));
        given.map(|(what, within)| Self { what, within: words.span(within) }).collect()
    }
}

impl<'a> ReportPage<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let settings = &views.site.settings;
        let report = &settings.report;
        let link = |url: &Option<String>| url.as_deref().and_then(|url| views.outside(url));
        let path = routes::REPORT;
        Self {
            page: views.frame(
                &views.words.frame.report,
                path,
                views.words.report.description.fill(&[("site", &settings.title)]),
            ),
            words: views.introduced(path, path, &["main", "menu", "expect", "contact", "projects"]),
            contacts: ContactView::all(views, &report.contact),
            encryption: link(&report.encryption),
            policy: link(&report.policy),
            acknowledgments: link(&report.acknowledgments),
            languages: report.languages.iter().map(|tag| views.words.language_of(tag)).collect(),
            expires: report.expires.map(|expires| views.words.when(expires)),
            security_txt: views.security_txt.then(|| views.links.href(routes::SECURITY_TXT)),
            targets: TargetView::all(views.words, settings.targets.as_ref()),
            projects: settings.projects.iter().map(|project| ProjectContact::new(views, project)).collect(),
        }
    }
}

impl<'a> ProjectContact<'a> {
    fn new(views: &Views<'a>, project: &'a Project) -> Self {
        let link = |url: &Option<String>| url.as_deref().and_then(|url| views.outside(url));
        Self {
            name: &project.name,
            url: link(&project.url),
            repository: link(&project.repository),
            report: link(&project.report),
            packages: &project.packages,
            supported: project.supported.iter().map(|line| SupportedView::new(views, line)).collect(),
        }
    }
}

impl<'a> SupportedView<'a> {
    pub fn new(views: &Views<'_>, supported: &'a SupportedLine) -> Self {
        let day = supported.until.as_deref().and_then(|until| until.parse::<chrono::NaiveDate>().ok());
        let come = |at: Option<crate::public::Instant>| at.is_some_and(|at| at <= views.site.now);
        let over = come(supported.ends());
        Self {
            line: &supported.line,
            until: day.map(|day| views.words.when(day)),
            words: supported.until.as_deref().filter(|_| day.is_none()),
            over,
            soon: !over && come(supported.ends_soon()),
        }
    }
}
