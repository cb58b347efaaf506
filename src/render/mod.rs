//! Public to text and pictures: Markdown, highlighting, templates. No files, no clock, no environment.

/// A template or its data is at fault. Names template and page, never a value.
#[derive(Debug)]
pub struct Error {
    pub template: String,
    pub page: String,
    pub problem: String,
}
