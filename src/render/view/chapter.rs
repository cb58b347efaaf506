//! A folder of `content/pages/` that has an `index.md`: its pages, and the way from one to the next. The plan's parts are shown alike.

use super::Views;
use crate::public::Page;
use crate::render::Html;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChapterView {
    /// The folder's `index.md`.
    pub first: PartView,
    /// Its other pages; empty where they are too many to be listed beside each of them.
    pub parts: Vec<PartView>,
    /// The address of the page itself, by which the list marks it.
    pub here: String,
    pub previous: Option<PartView>,
    pub next: Option<PartView>,
}

#[derive(Serialize, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PartView {
    pub title: String,
    /// Attributes of its language, where that isn't the interface's.
    pub lang: Html,
    pub href: String,
    pub summary: Option<String>,
}

/// More pages than these are the first page's to list.
const BESIDE: usize = 40;

impl ChapterView {
    /// Of the first page of a folder, or of another one in it.
    pub fn of(views: &Views<'_>, page: &Page) -> Option<Self> {
        let site = views.site;
        let first = site.chapters().find(|chapter| chapter.path == page.path || &*chapter.path == page.folder())?;
        let others: Vec<&Page> = site.within(first).collect();
        let all: Vec<&Page> = [first].into_iter().chain(others.iter().copied()).collect();
        let at = all.iter().position(|it| it.path == page.path)?;
        let view = |page: &Page| PartView::new(views, page);
        Some(Self {
            first: view(first),
            parts: others.iter().filter(|_| others.len() <= BESIDE).map(|it| view(it)).collect(),
            here: views.links.href(&page.path),
            previous: at.checked_sub(1).map(|at| view(all[at])),
            next: all.get(at + 1).map(|value| view(value)),
        })
    }
}

impl PartView {
    pub(super) fn new(views: &Views<'_>, page: &Page) -> Self {
        Self {
            title: page.title.to_string(),
            lang: views.lang(page.language.as_ref()),
            href: views.links.href(&page.path),
            summary: page.summary.as_ref().map(|summary| summary.to_string()),
        }
    }
}
