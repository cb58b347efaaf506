//! `/packages/`, `/packages/<type>/<name>/`, `/projects/` and `/projects/<id>/`: what concerns each, in pages of a hundred; and what a
//! package's form asks of many advisories, `versions.json`.

use super::{PageRenderer, PageSet, file};
use crate::emit::File;
use crate::public::{Record, routes};
use crate::render::Error;
use crate::render::view::{PackagePage, PackagesPage, ProjectPage, ProjectsPage, YourVersionView};
use std::sync::Arc;

pub(super) fn add(page_set: &mut PageSet<'_>) {
    add_packages(page_set);
    add_projects(page_set);
}

fn add_packages(page_set: &mut PageSet<'_>) {
    let renderer = Arc::clone(&page_set.renderer);
    let lists = if renderer.views.packages.is_empty() { 0 } else { PackagesPage::pages(&renderer.views) };
    for number in 1..=lists {
        page_set.add(routes::page_of(routes::PACKAGES, number), move |renderer, path| {
            renderer.print("packages.html", path, &PackagesPage::new(&renderer.views, number, path))
        });
    }
    for (at, package) in renderer.views.packages.iter().enumerate() {
        for number in 1..=PackagePage::pages(package) {
            let path = routes::page_of(&package.path, number);
            page_set.add(path, move |renderer, path| print_package(renderer, at, number, path));
        }
        if YourVersionView::is_apart(package) {
            page_set.add(YourVersionView::path(package), move |renderer, path| {
                let data = YourVersionView::apart(&renderer.views, renderer.views.packages.nth(at));
                Ok(File { path: file(path), bytes: data.into_string().into_bytes() })
            });
        }
    }
}

fn print_package(renderer: &PageRenderer<'_>, at: usize, number: usize, path: &str) -> Result<File, Error> {
    let package = renderer.views.packages.nth(at);
    renderer.print("package.html", path, &PackagePage::new(&renderer.views, package, number, path))
}

fn add_projects(page_set: &mut PageSet<'_>) {
    let site = page_set.site();
    let mut newest: Vec<Option<Record<'_>>> = Vec::new();
    for project in &site.settings.projects {
        let records = Arc::new(project.records(site, &page_set.renderer.views.packages));
        newest.push(records.first().copied());
        for number in 1..=ProjectPage::pages(&records) {
            let records = Arc::clone(&records);
            page_set.add(routes::page_of(&project.path(), number), move |renderer, path| {
                renderer.print(
                    "project.html",
                    path,
                    &ProjectPage::new(&renderer.views, project, &records, number, path),
                )
            });
        }
    }
    if !newest.is_empty() {
        page_set.add(routes::PROJECTS.to_string(), move |renderer, path| {
            renderer.print("projects.html", path, &ProjectsPage::new(&renderer.views, &newest, path))
        });
    }
}
