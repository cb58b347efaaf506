//! Every HTML page, and what pages need beside them.
//!
//! What many pages share is made once, in [`PageRenderer`]; then each page is made when it is called for, many at once.

mod aliases;
mod assets;
mod filters;
mod folders;
mod history;
mod lists;
mod others;
mod packages;
mod plan;
mod records;
mod reports;
mod search;

#[cfg(test)]
mod tests;

use super::{File, Named, Output};
use crate::public::Site;
use crate::render::theme::Shared;
use crate::render::view::{PlanView, SiteView, Views};
use crate::render::{Error, Theme};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// All pages of the site, the theme's assets, and the files that are copied.
pub fn outputs<'a>(views: Views<'a>, theme: &'a Theme) -> Vec<Output<'a>> {
    let renderer = match PageRenderer::new(views, theme) {
        Ok(renderer) => Arc::new(renderer),
        Err(error) => return vec![Box::new(move || -> Result<File, Error> { Err(error.clone()) })],
    };
    let mut page_set = PageSet { renderer, taken: HashSet::new(), outputs: Vec::new() };
    records::add(&mut page_set);
    records::add_reserved(&mut page_set);
    lists::add(&mut page_set);
    filters::add(&mut page_set);
    plan::add(&mut page_set);
    reports::add(&mut page_set);
    search::add(&mut page_set);
    history::add(&mut page_set);
    others::add(&mut page_set);
    folders::add(&mut page_set);
    packages::add(&mut page_set);
    assets::add_theme(&mut page_set);
    aliases::add(&mut page_set);
    assets::add_copies(&mut page_set);
    page_set.outputs
}

/// What it takes to print a page.
struct PageRenderer<'a> {
    theme: &'a Theme,
    views: Views<'a>,
    /// The frame around all pages.
    frame: Shared,
    /// Where the theme's styles and scripts are, by name.
    assets: Shared,
    /// The contents of the plan.
    plan: Shared,
}

impl<'a> PageRenderer<'a> {
    fn new(views: Views<'a>, theme: &'a Theme) -> Result<Self, Error> {
        Ok(Self {
            frame: Shared::new(&SiteView::new(&views))?,
            assets: Shared::new(&theme.addresses(views.links.base()))?,
            plan: Shared::new(&PlanView::new(&views))?,
            theme,
            views,
        })
    }

    /// The page at `path` (`/advisories/`, `/404.html`), from a template and what it shows.
    fn print(&self, template: &str, path: &str, data: &impl Serialize) -> Result<File, Error> {
        let shared = [("site", &self.frame), ("assets", &self.assets), ("plan", &self.plan)];
        let html = self.theme.render(template, path, data, &shared)?;
        Ok(File { path: file(path), bytes: html.into_string().into_bytes() })
    }
}

/// The outputs so far. Of two for one file the first stays, whatever the letter case: not every file system minds it.
struct PageSet<'a> {
    renderer: Arc<PageRenderer<'a>>,
    taken: HashSet<String>,
    outputs: Vec<Output<'a>>,
}

impl<'a> PageSet<'a> {
    fn site(&self) -> &'a Site {
        self.renderer.views.site
    }

    /// A page at `path`, made by `make`, which is given that path again.
    fn add(
        &mut self,
        path: String,
        make: impl Fn(&PageRenderer<'a>, &str) -> Result<File, Error> + Send + Sync + 'a,
    ) -> bool {
        let file = file(&path);
        let free = self.taken.insert(file.to_lowercase());
        if free {
            let renderer = Arc::clone(&self.renderer);
            self.outputs.push(Box::new(Named { path: file, make: move |_: &str| make(&renderer, &path) }));
        }
        free
    }

    /// A file with these bytes.
    fn copy(&mut self, path: &'a str, bytes: &'a [u8]) {
        self.add(format!("/{path}"), move |_, _| Ok(File { path: path.to_string(), bytes: bytes.to_vec() }));
    }
}

/// Where a page's file lies: `/plan/` is `plan/index.html`.
fn file(path: &str) -> String {
    let path = path.trim_start_matches('/');
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_string(),
    }
}
