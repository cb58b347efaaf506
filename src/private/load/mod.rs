//! Files to records. Collects every error, decides nothing.

mod external;
mod sealed;
mod settings;
mod source;
mod tree;

pub(super) use external::{bytes as kept_bytes, files as kept_files, text as kept_text, walk};
pub(super) use sealed::{Reading, read_record};
pub(super) use settings::{Colour, Families, SiteFile, Theme, ThemeKeys, read as read_settings};
pub(super) use source::{Shape, Source, raw, read};
pub(super) use tree::{Found, Role, list, list_records};
