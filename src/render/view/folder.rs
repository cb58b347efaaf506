//! A folder's listing: its files by their names, for people and for programs that read folders.

use super::{Frame, Views};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FolderPage<'a> {
    pub page: Frame<'a>,
    pub lead: String,
    pub entries: Vec<FolderEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FolderEntry<'a> {
    /// Relative to the folder: `harbour-2026-k3x9.json`, `2026/`.
    pub name: String,
    pub title: Option<&'a str>,
}

impl<'a> FolderPage<'a> {
    pub fn new(views: &Views<'a>, title: &'a str, path: &'a str, lead: String, entries: Vec<FolderEntry<'a>>) -> Self {
        Self { page: views.frame(title, path, lead.clone()), lead, entries }
    }
}
