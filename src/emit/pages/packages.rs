//! `/packages/<type>/<name>/`, `/projects/` and `/projects/<id>/`: what concerns each, in pages of a hundred; and what a
//! package's form asks of many advisories, `versions.json`.

use super::{Press, Sheets, file};
use crate::emit::File;
use crate::public::Record;
use crate::render::Error;
use crate::render::view::{PackagePage, ProjectPage, ProjectsPage, YourVersionView, list_path};
use std::sync::Arc;

pub(super) fn add(sheets: &mut Sheets<'_>) {
    add_packages(sheets);
    add_projects(sheets);
}

fn add_packages(sheets: &mut Sheets<'_>) {
    let press = Arc::clone(&sheets.press);
    for (at, package) in press.views.packages.iter().enumerate() {
        for number in 1..=PackagePage::pages(package) {
            let path = list_path(package.path.trim_matches('/'), number);
            sheets.add(path, move |press, path| print_package(press, at, number, path));
        }
        if YourVersionView::is_apart(package) {
            sheets.add(YourVersionView::path(package), move |press, path| {
                let data = YourVersionView::apart(&press.views, press.views.packages.nth(at));
                Ok(File { path: file(path), bytes: data.into_string().into_bytes() })
            });
        }
    }
}

fn print_package(press: &Press<'_>, at: usize, number: usize, path: &str) -> Result<File, Error> {
    let package = press.views.packages.nth(at);
    press.print("package.html", path, &PackagePage::new(&press.views, package, number, path))
}

fn add_projects(sheets: &mut Sheets<'_>) {
    let site = sheets.site();
    let mut newest: Vec<Option<Record<'_>>> = Vec::new();
    for project in &site.settings.projects {
        let records = Arc::new(project.records(site, &sheets.press.views.packages));
        newest.push(records.first().copied());
        for number in 1..=ProjectPage::pages(&records) {
            let records = Arc::clone(&records);
            sheets.add(list_path(project.path().trim_matches('/'), number), move |press, path| {
                press.print("project.html", path, &ProjectPage::new(&press.views, project, &records, number, path))
            });
        }
    }
    if !newest.is_empty() {
        sheets.add("/projects/".to_string(), move |press, path| {
            press.print("projects.html", path, &ProjectsPage::new(&press.views, &newest, path))
        });
    }
}
