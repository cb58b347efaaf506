//! The doors: from a folder to what is public of it.

mod assemble;
mod cache;
mod collector;
mod elsewhere;
pub(in crate::private) mod explain;
pub(in crate::private) mod opened;
pub(in crate::private) mod session;
pub(in crate::private) mod unseal;

use crate::private::provenance::Keep;
use opened::{Opened, Request};
use session::Session;
use std::path::Path;

/// Reads the content folder and opens what is public at an instant, for an audience.
pub fn open(content: &Path, request: Request) -> Opened {
    Session::of_one_round(content, Keep::Nothing).run(request, None).0
}

/// The same for whoever compares models and builds nothing: telling what is withheld takes half of the time.
#[cfg(any(fuzzing, test))]
pub fn open_model(content: &Path, request: Request) -> Opened {
    Session::of_one_round(content, Keep::Model).run(request, None).0
}

/// The same, and keeps where it was written.
pub fn inspect(content: &Path, request: Request) -> Opened {
    Session::of_one_round(content, Keep::Passages).run(request, None).0
}
