//! Disclosed text. Only the gate can make it.

use crate::private::Seal;
use pulldown_cmark::Options;
use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// The dialect that disclosed Markdown is written in. The gate finds blocks by it and pages are rendered by it, so that
/// both see the same blocks.
pub const DIALECT: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// A short disclosed text without markup: a title, a name, an id, a URL. A clone is the same text in memory: while a site is edited,
/// one of thousands of records differs from the site before.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Text(Arc<str>);

/// Disclosed Markdown source, with every withheld part already taken out.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Markdown(Arc<str>);

impl Text {
    /// The [`Seal`] shows that the gate decided.
    pub fn new(disclosed: impl Into<Arc<str>>, _: &Seal) -> Self {
        Self(disclosed.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Markdown {
    /// The [`Seal`] shows that the gate decided.
    pub fn new(disclosed: impl Into<Arc<str>>, _: &Seal) -> Self {
        Self(disclosed.into())
    }

    /// What a block of code is called, by what stands behind its fence: `yaml title="content/site.yaml"`.
    pub fn caption(info: &str) -> Option<&str> {
        let (_, rest) = info.split_once(" title=\"")?;
        rest.split_once('"').map(|(caption, _)| caption.trim()).filter(|it| !it.is_empty())
    }

    /// The disclosed source, as CommonMark.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for Markdown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// So that maps of ids can be asked with a `&str`.
impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}
