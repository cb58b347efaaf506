//! Fanlight publishes what a project discloses of its incidents and advisories, and nothing else.
//!
//! One way through, and no way back:
//!
//! 1. [`private::open`] reads the content folder and lets out what is disclosed at an instant, for an audience, as
//!    [`public::Site`]; beside it what it withheld, as opaque needles.
//! 2. [`render`] makes text of what is public: Markdown, highlighting, templates.
//! 3. [`emit`] makes files of that: pages, feeds, sitemap ….
//! 4. [`audit`] searches each file, and its path, for the needles.
//! 5. [`write`](mod@write) stages what the audit let pass, and swaps it in.
//!
//! Beside the way: [`lint`] looks at what is public and reports what a reader will miss; it edits nothing. [`serve`] shows its
//! author's browser what [`build`] makes. [`diff`] compares what is public with what a
//! former build said was, so that links last. [`history`] is what the site showed, build by build, and whether it is what it was.
//!
//! [`signing`] signs what machines read, with a key that [`cli`] hands to [`build_with`].
//! [`starter`] is what a new site begins with, and [`ids`] how a new record is named.
//! `escape` puts text into HTML, XML and URLs. [`cvss`], [`cwe`] and [`versions`] know three standards, and nothing of the house but the public model.
//!
//! [`prove`] builds twins of a site, which differ in what is withheld, and compares them.
//!
//! [`build`] is these five in a row. [`cli`] alone knows the clock, the terminal and the environment.
#![forbid(unsafe_code)]

pub mod audit;
mod build;
pub mod cli;
pub mod config;
pub mod cvss;
pub mod cwe;
pub mod diagnostic;
pub mod diff;
pub mod emit;
mod escape;
pub mod figures;
pub mod history;
pub mod ids;
pub mod lint;
pub mod normalise;
pub mod private;
pub mod prove;
pub mod public;
pub mod render;
#[cfg(test)]
mod seeds;
pub mod serve;
pub mod signing;
pub mod starter;
pub mod versions;
pub mod write;

pub use build::{BuildError, Built, Destination, Extras, Meter, Stage, Taken, build, build_with};
