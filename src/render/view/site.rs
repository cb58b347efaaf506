//! What is the same on every page: made once, then shared.

use super::{FeedView, Formats, SeverityView, Views};
use crate::public::feeds::Scope;
use crate::public::{Kind, Tlp, routes};
use crate::render::words::direction;
use crate::render::{dates::When, labels};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SiteView<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub language: &'a str,
    /// Which way the interface is written: `ltr`, `rtl`.
    pub direction: &'static str,
    /// The path of the site on its host, with a slash at both ends.
    pub base: &'a str,
    pub home: String,
    pub report: String,
    pub feeds_page: String,
    pub search_page: String,
    pub logo: Option<String>,
    /// For the browser's tab, where site.yaml names one.
    pub icon: Option<String>,
    pub organization: Option<OrganizationView<'a>>,
    pub license: Option<LicenseView<'a>>,
    pub navigation: Vec<NavigationView<'a>>,
    /// The feeds of everything, for feed readers to find.
    pub feeds: Vec<FeedView>,
    /// Incidents that go on: a banner on every page.
    pub ongoing: Vec<OngoingView<'a>>,
    /// What a reader finds at the end of every page.
    pub footer: Vec<LinkView<'a>>,
    /// Worst first.
    pub severities: Vec<SeverityView<'a>>,
    /// Whether the site can be searched.
    pub search: bool,
    pub preview: bool,
    /// The label of an audience that isn't everybody.
    pub audience: Option<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OngoingView<'a> {
    pub title: &'a str,
    pub href: String,
    pub status: Option<&'a str>,
    /// When more will be said.
    pub next_update: Option<When>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LinkView<'a> {
    pub label: &'a str,
    pub href: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OrganizationView<'a> {
    pub name: &'a str,
    pub url: Option<String>,
    pub fediverse: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LicenseView<'a> {
    pub name: &'a str,
    pub url: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NavigationView<'a> {
    pub label: &'a str,
    pub href: String,
    pub section: &'a str,
}

impl<'a> SiteView<'a> {
    pub fn new(views: &'a Views<'a>) -> Self {
        let settings = &views.site.settings;
        let organization = settings.organization.as_ref();
        Self {
            title: &settings.title,
            description: settings.description.as_deref().unwrap_or(&settings.title),
            language: views.words.language(),
            direction: direction(views.words.language()),
            base: views.links.base(),
            home: views.links.href(routes::HOME),
            report: views.links.href(routes::REPORT),
            feeds_page: views.links.href(routes::FEEDS),
            search_page: views.links.href(routes::SEARCH),
            logo: organization.and_then(|organization| organization.logo.as_deref()).and_then(|logo| views.logo(logo)),
            icon: settings.style.icon.as_deref().and_then(|icon| views.logo(icon)),
            organization: organization.map(|organization| OrganizationView {
                name: &organization.name,
                url: organization.url.as_deref().and_then(|url| views.outside(url)),
                fediverse: organization.fediverse.as_deref(),
            }),
            license: settings.license.as_deref().map(|name| LicenseView { name, url: license_url(name) }),
            navigation: views.navigation(),
            feeds: views.feeds(&Scope::Everything, Formats::All),
            ongoing: views.ongoing(),
            footer: views.footer(),
            severities: settings.severities.iter().map(|severity| SeverityView::word(views, &severity.id)).collect(),
            search: settings.outputs.search,
            preview: settings.preview,
            audience: (settings.audience != Tlp::Clear).then(|| labels::tlp(settings.audience)),
        }
    }
}

impl<'a> Views<'a> {
    /// Sections that have something to show; advisories always, for that is what readers come for.
    fn navigation(&self) -> Vec<NavigationView<'a>> {
        let say = &self.words.frame;
        let site = self.site;
        let shown = |kind: Kind| match kind {
            Kind::Advisory => true,
            Kind::Incident => !site.incidents.is_empty(),
            Kind::Notice => !site.notices.is_empty(),
            Kind::Lesson => {
                !site.lessons.is_empty() || site.incidents.iter().any(|incident| !incident.lessons.is_empty())
            }
        };
        let item =
            |label: &'a str, section| NavigationView { label, section, href: self.links.href(&format!("/{section}/")) };
        let kinds = Kind::ALL.into_iter().filter(|&kind| shown(kind));
        let mut items: Vec<_> = kinds.map(|kind| item(&self.words.kinds.of(kind).many, kind.section())).collect();
        if !self.packages.is_empty() {
            items.insert(1, item(&say.packages, "packages"));
        }
        // The one project of a site is the site.
        if site.settings.projects.len() > 1 {
            items.push(item(&say.projects, "projects"));
        }
        if !site.plan.is_empty() {
            items.push(item(&say.plan, "plan"));
        }
        if !site.periods().is_empty() {
            items.push(item(&say.reports, "reports"));
        }
        items.extend(
            site.chapters()
                .filter(|chapter| chapter.folder() == "/" && chapter.original.is_none())
                .map(|chapter| item(&chapter.title, chapter.path.trim_matches('/'))),
        );
        self.named_entries(items)
    }

    /// With what site.yaml names: an entry that is there gets its label, any other comes behind them.
    fn named_entries(&self, mut items: Vec<NavigationView<'a>>) -> Vec<NavigationView<'a>> {
        for it in &self.site.settings.navigation {
            let Some(href) = self.outside(&it.url) else { continue };
            match items.iter_mut().find(|item| item.href == href) {
                Some(item) => item.label = &it.label,
                None => items.push(NavigationView { label: &it.label, section: section_of(&it.url), href }),
            }
        }
        items
    }

    fn ongoing(&self) -> Vec<OngoingView<'a>> {
        let open = self.site.incidents.iter().filter(|incident| incident.is_ongoing());
        open.map(|incident| OngoingView {
            title: &incident.head.title,
            href: self.links.href(&incident.head.path()),
            status: incident.status.map(|status| &*self.words.statuses.of(status).word),
            next_update: incident.announced_update().map(|announced_update| self.words.when(announced_update)),
        })
        .collect()
    }

    /// How to report, then the site's own pages that aren't in the navigation: a policy, thanks, the team; then security.txt.
    fn footer(&self) -> Vec<LinkView<'a>> {
        let chapters: Vec<&str> = self.site.chapters().map(|chapter| &*chapter.path).collect();
        let own = self
            .site
            .pages
            .iter()
            .filter(|page| page.folder() == "/" && !page.is_introduction() && page.original.is_none());
        let own = own.filter(|page| !chapters.contains(&&*page.path));
        let named = &self.site.settings.navigation;
        let own = own.filter(|page| !named.iter().any(|one| one.url.trim_matches('/') == page.path.trim_matches('/')));
        let own = own.take(FOOTER).map(|page| LinkView { label: &page.title, href: self.links.href(&page.path) });
        let report = LinkView { label: &self.words.frame.report, href: self.links.href(routes::REPORT) };
        let contact =
            self.security_txt.then(|| LinkView { label: "security.txt", href: self.links.href(routes::SECURITY_TXT) });
        let history = self
            .history
            .as_ref()
            .map(|_| LinkView { label: &self.words.history.title, href: self.links.href(routes::HISTORY) });
        std::iter::once(report).chain(own).chain(history).chain(contact).collect()
    }

    /// site.yaml names a file of `static/`, with or without that folder.
    fn logo(&self, logo: &str) -> Option<String> {
        let plain = logo.trim_start_matches('/');
        let path = [plain, plain.strip_prefix("static/").unwrap_or(plain)];
        path.into_iter().find(|path| self.links.asset(path).is_some()).map(|path| self.links.href(path))
    }

    /// A link to somewhere else, if it is safe and doesn't lead to what isn't disclosed.
    pub(super) fn outside(&self, url: &str) -> Option<String> {
        self.links.resolve(&Default::default(), url)
    }
}

/// By what the pages that an entry stands for know it: that of a page right below the home page is its name.
fn section_of(url: &str) -> &str {
    let name = url.trim_matches('/');
    if url.starts_with('/') && !name.is_empty() && !name.contains(['/', '?', '#']) { name } else { NO_SECTION }
}

/// What no page's path begins with.
const NO_SECTION: &str = "#";

/// More pages than these are a site's own navigation's to show.
const FOOTER: usize = 8;

/// Where the usual licences of texts are explained.
pub(super) fn license_url(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("cc0-") {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_string());
    }
    let (kind, version) = lower.strip_prefix("cc-")?.rsplit_once('-')?;
    let known = matches!(kind, "by" | "by-sa" | "by-nd" | "by-nc" | "by-nc-sa" | "by-nc-nd");
    let plain = version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (known && plain).then(|| format!("https://creativecommons.org/licenses/{kind}/{version}/"))
}

#[cfg(test)]
mod tests {
    use super::license_url;

    #[test]
    fn usual_licences_have_an_address() {
        assert_eq!(license_url("CC-BY-4.0").as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
        assert_eq!(
            license_url("CC-BY-NC-SA-4.0").as_deref(),
            Some("https://creativecommons.org/licenses/by-nc-sa/4.0/")
        );
        assert!(license_url("CC0-1.0").is_some_and(|url| url.contains("zero")));
        assert_eq!(license_url("Own words"), None);
    }
}
