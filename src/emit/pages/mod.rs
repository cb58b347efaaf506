//! Every HTML page, and what pages need beside them.
//!
//! What many pages share is made once, in [`Press`]; then each page is made when it is called for, many at once.

mod aliases;
mod assets;
mod filters;
mod folders;
mod lists;
mod others;
mod packages;
mod plan;
mod records;
mod reports;

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
pub fn outputs<'a>(site: &'a Site, theme: &'a Theme) -> Vec<Output<'a>> {
    let press = match Press::new(site, theme) {
        Ok(press) => Arc::new(press),
        Err(error) => return vec![Box::new(move || -> Result<File, Error> { Err(error.clone()) })],
    };
    let mut sheets = Sheets { press, taken: HashSet::new(), outputs: Vec::new() };
    records::add(&mut sheets);
    lists::add(&mut sheets);
    filters::add(&mut sheets);
    plan::add(&mut sheets);
    reports::add(&mut sheets);
    others::add(&mut sheets);
    folders::add(&mut sheets);
    packages::add(&mut sheets);
    assets::add_theme(&mut sheets);
    aliases::add(&mut sheets);
    assets::add_copies(&mut sheets);
    sheets.outputs
}

/// What it takes to print a page.
struct Press<'a> {
    theme: &'a Theme,
    views: Views<'a>,
    /// The frame around all pages.
    frame: Shared,
    /// Where the theme's styles and scripts are, by name.
    assets: Shared,
    /// The contents of the plan.
    plan: Shared,
}

impl<'a> Press<'a> {
    fn new(site: &'a Site, theme: &'a Theme) -> Result<Self, Error> {
        let views = Views::new(site, theme.words());
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
struct Sheets<'a> {
    press: Arc<Press<'a>>,
    taken: HashSet<String>,
    outputs: Vec<Output<'a>>,
}

impl<'a> Sheets<'a> {
    fn site(&self) -> &'a Site {
        self.press.views.site
    }

    /// A page at `path`, made by `make`, which is given that path again.
    fn add(&mut self, path: String, make: impl Fn(&Press<'a>, &str) -> Result<File, Error> + Send + Sync + 'a) -> bool {
        let file = file(&path);
        let free = self.taken.insert(file.to_lowercase());
        if free {
            let press = Arc::clone(&self.press);
            self.outputs.push(Box::new(Named { path: file, make: move |_: &str| make(&press, &path) }));
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
