//! One file an output: pages, feeds, sitemap …. Returns files, writes none.

mod absolute;
pub mod aliases;
pub mod calendar;
pub mod cards;
pub mod csaf;
pub mod cve;
mod ecosystem;
pub mod entry;
pub mod feed;
pub mod forms;
mod history;
pub mod hosting;
mod lines;
pub mod manifest;
pub mod osv;
pub mod pages;
mod reports;
pub mod robots;
mod search;
pub mod security_md;
pub mod security_txt;
pub mod sitemap;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod urls;
pub mod vex;

use crate::history::History;
use crate::public::{Site, routes};
use crate::render::view::{Versions, Views};
use crate::render::{self, Links, Theme};
use std::sync::Arc;

/// A file of the site, not yet audited.
pub struct File {
    /// Relative to the output folder, with `/` between parts and none in front: `advisories/index.html`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Who signs, if anybody does.
pub type Signer<'a> = Option<&'a dyn csaf::Signer>;

/// A file that is still to be made. Making is pure, and many are made at once.
pub type Output<'a> = Box<dyn Make + 'a>;

/// Any function that makes a file is one.
pub trait Make: Send + Sync {
    /// The file's path, where it is known before the file is made.
    fn path(&self) -> Option<&str> {
        None
    }

    fn make(&self) -> Result<File, render::Error>;
}

impl<F: Fn() -> Result<File, render::Error> + Send + Sync> Make for F {
    fn make(&self) -> Result<File, render::Error> {
        self()
    }
}

/// A function that makes the file of this path.
struct Named<F> {
    path: String,
    make: F,
}

impl<F: Fn(&str) -> Result<File, render::Error> + Send + Sync> Make for Named<F> {
    fn path(&self) -> Option<&str> {
        Some(&self.path)
    }

    fn make(&self) -> Result<File, render::Error> {
        (self.make)(&self.path)
    }
}

/// Files that are made together: one that is signed, and its hashes.
pub type Set<'a> = Box<dyn Fn() -> Result<Vec<File>, render::Error> + Send + Sync + 'a>;

/// Files that are made together; all others are [`outputs`].
pub fn sets<'a>(site: &'a Site, signer: Signer<'a>) -> Vec<Set<'a>> {
    csaf::documents(site, &Links::new(site), signer)
}

/// All outputs but the manifest, which names them.
pub fn outputs<'a>(
    site: &'a Site,
    theme: &'a Theme,
    html: entry::Html<'a>,
    signer: Signer<'a>,
    history: Option<&'a History>,
) -> Vec<Output<'a>> {
    let mut views = Views::new(site, theme.words());
    views.history = history.map(Versions::of);
    let security_txt = security_txt::security_txt(site);
    // An author's own may be among the files of the site.
    let given = || site.assets.iter().any(|asset| routes::SECURITY_TXT.trim_start_matches('/') == &*asset.path);
    views.security_txt = security_txt.is_some() || given();
    let (links, packages) = (views.links.clone(), Arc::clone(&views.packages));
    let mut outputs = pages::outputs(views, theme);
    outputs.extend(history.into_iter().flat_map(history::outputs));
    outputs.extend(feed::feeds(site, theme.words(), Arc::clone(&packages), html));
    outputs.extend(reports::reports(site));
    outputs.extend(calendar::calendar(site, theme.words()));
    outputs.extend(sitemap::sitemap(site, &packages));
    outputs.push(robots::robots(site));
    outputs.push(hosting::headers(site, &[]));
    outputs.push(hosting::nojekyll());
    outputs.extend(hosting::redirects(site));
    outputs.extend(security_txt);
    outputs.extend(osv::outputs(site, &links));
    outputs.extend(vex::outputs(site));
    outputs.extend(csaf::outputs(site, signer));
    outputs
}

/// An output that can't fail.
fn text<'a>(path: impl Into<String>, make: impl Fn() -> String + Send + Sync + 'a) -> Output<'a> {
    let make = move |path: &str| Ok(File { path: path.into(), bytes: make().into_bytes() });
    Box::new(Named { path: path.into(), make })
}

/// Longer documents are nobody's to read as they are: what indents them would be a third of a site of CSAF.
const LEGIBLE: usize = 32 << 10;

/// A document of its own, with a line's end: indented as long as somebody may read it.
fn document(value: &impl serde::Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    // What indents it doesn't count; few are so long that it has to be written again.
    if bytes.len() > LEGIBLE {
        let short = serde_json::to_vec(value)?;
        if short.len() > LEGIBLE {
            bytes = short;
        }
    }
    bytes.push(b'\n');
    Ok(bytes)
}

/// What has no template and fails all the same: a library that writes a format.
fn failed(path: &str, problem: impl std::fmt::Display) -> render::Error {
    render::Error { template: String::new(), page: path.into(), problem: problem.to_string() }
}
