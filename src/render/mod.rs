//! Public to text and pictures: Markdown, highlighting, templates. No files, no clock, no environment.
//!
//! - [`links`] knows every address of the site, and where a link must not lead;
//! - [`markdown`] turns disclosed Markdown into HTML, for pages and for feeds;
//! - [`plain`] turns it into plain text, and [`excerpt`] into its first words;
//! - [`diagram`] draws flowcharts and sequence diagrams, and says them in words;
//! - [`card`] draws the pictures that stand for pages elsewhere;
//! - [`view`] says what a page shows, in plain words: what a template sees;
//! - [`announce`] makes posts and mails of a record;
//! - [`words`] are those of the interface, in the site's language;
//! - [`theme`] holds the templates and fills them.

pub mod announce;
mod ascii;
pub mod card;
pub mod chart;
pub mod dates;
pub mod diagram;
pub mod excerpt;
pub mod feed;
#[cfg(any(fuzzing, test))]
pub(crate) mod fixture;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod highlight;
pub mod html;
pub mod labels;
pub mod links;
pub mod markdown;
mod picture;
pub mod plain;
pub mod theme;
mod unfixed;
mod update;
pub mod versions;
pub mod view;
pub mod words;

pub use html::Html;
pub use links::Links;
pub use theme::Theme;
pub use unfixed::Unfixed;
pub use words::Words;

/// A template or its data is at fault. Names template and page, never a value.
#[derive(Clone, Debug)]
pub struct Error {
    pub template: String,
    pub page: String,
    pub problem: String,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [("template ", &self.template), ("page ", &self.page)];
        for (what, name) in parts.into_iter().filter(|(_, name)| !name.is_empty()) {
            write!(f, "{what}{name}: ")?;
        }
        f.write_str(&self.problem)
    }
}
