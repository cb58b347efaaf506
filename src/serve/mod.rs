//! The preview server: shows a built site to a browser on this machine, as a host would serve it.
//!
//! - [`snapshot`] is one state of the site, in memory, with what its `_headers` and `_redirects` say;
//! - [`build_failure`] is what keeps the site from being built;
//! - [`answer`] turns a request into what a host would answer, and lets in only who may ask ([`guard`]);
//! - [`page`] is what we add to pages: a script that reloads them, and shows what is wrong;
//! - [`http`] listens, on loopback alone;
//! - [`watch`] reports when what the site is made of has changed.
//!
//! Knows files, paths and HTTP; nothing of records, clock or terminal. What is shown comes by a [`Window`].

mod answer;
pub mod build_failure;
mod guard;
mod headers;
pub mod http;
mod media_type;
mod page;
mod redirects;
pub mod snapshot;
pub mod watch;

pub use build_failure::BuildFailure;
pub use snapshot::Snapshot;

use std::sync::Arc;

/// What there is to show; both are `None` until the first build has ended.
#[derive(Clone, Default)]
pub struct Shown {
    /// The last good site.
    pub snapshot: Option<Arc<Snapshot>>,
    /// What is wrong with a newer one.
    pub build_failure: Option<Arc<BuildFailure>>,
}

/// Through which the server sees what there is to show, always the newest.
pub type Window = tokio::sync::watch::Receiver<Shown>;

/// Where new things to show are put.
pub type Display = tokio::sync::watch::Sender<Shown>;
