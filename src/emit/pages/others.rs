//! The home page, how to report, the feeds, the page for what isn't there, and the pages of `content/pages/`.
//!
//! One of those that bears the path of a page of ours (`pages/report.md`) gives that page its words.

use super::PageSet;
use crate::emit::{calendar, forms};
use crate::public::{Page, routes};
use crate::render::view::{DataView, FeedsPage, HomePage, MissingPage, OtherPage, ReportPage, Views};
use crate::render::{Error, Theme};

pub(super) fn add(page_set: &mut PageSet<'_>) {
    page_set.add(routes::HOME.to_string(), |renderer, path| {
        renderer.print("home.html", path, &HomePage::new(&renderer.views))
    });
    page_set.add(routes::REPORT.to_string(), |renderer, path| {
        renderer.print("report.html", path, &ReportPage::new(&renderer.views))
    });
    page_set
        .add(routes::FEEDS.to_string(), |renderer, path| renderer.print("feeds.html", path, &feeds(&renderer.views)));
    page_set.add(routes::MISSING.to_string(), |renderer, path| {
        renderer.print("404.html", path, &MissingPage::new(&renderer.views))
    });
    for page in page_set.site().pages.iter().filter(|page| &*page.path != MissingPage::WORDS) {
        page_set.add(page.path.to_string(), move |renderer, path| {
            let template = template(renderer.theme, page)?;
            renderer.print(&template, path, &OtherPage::new(&renderer.views, page))
        });
    }
}

/// The one that the page names, of those that the theme has for pages.
fn template(theme: &Theme, page: &Page) -> Result<String, Error> {
    let Some(name) = &page.template else { return Ok("page.html".to_owned()) };
    let file = format!("pages/{}.html", &**name);
    if theme.templates().any(|(known, _)| known == file) {
        return Ok(file);
    }
    let problem = "`template` names none that the theme has in its folder pages/".to_owned();
    Err(Error { template: String::new(), page: page.path.to_string(), problem })
}

/// With what is written for programs.
fn feeds<'a>(views: &Views<'a>) -> FeedsPage<'a> {
    let say = &views.words.feeds;
    let mut page = FeedsPage::new(views);
    page.calendar =
        calendar::has(views.site).then(|| DataView::new(views, "iCalendar", &say.calendar, routes::CALENDAR));
    let what = |of: forms::Whole| match of {
        forms::Whole::OsvArchive => &say.osv_all,
        forms::Whole::OsvIndex => &say.osv_index,
        forms::Whole::CsafProvider => &say.csaf_provider,
        forms::Whole::CsafFeed => &say.csaf_feed,
        forms::Whole::CsafFolder => &say.csaf_list,
    };
    let data = forms::whole(views.site).into_iter();
    page.data = data.map(|(of, form)| DataView::new(views, form.name, what(of), &form.path)).collect();
    page
}
