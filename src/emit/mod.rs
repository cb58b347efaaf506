//! One file an output: pages, feeds, sitemap …. Returns files, writes none.

pub mod pages;

use crate::render;

/// A file of the site, not yet audited.
pub struct File {
    /// Relative to the output folder, with `/` between parts and none in front: `advisories/index.html`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A file that is still to be made. Making is pure, and many are made at once.
pub type Output<'a> = Box<dyn Fn() -> Result<File, render::Error> + Send + Sync + 'a>;
