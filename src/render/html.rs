//! HTML that is ready to be written into a page.

use serde::Serialize;
use std::fmt;

/// HTML made by this room: escaped, cleaned, and with its links resolved. Templates write it with `| safe`, and write
/// nothing else so.
#[derive(Clone, PartialEq, Eq, Serialize, Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Only the renderers of this room say what is HTML.
    pub(super) fn new(html: String) -> Self {
        Self(html)
    }

    /// JSON for a data block, `<script type="…json">`: such a block ends at `</script`, and `<!--` changes how it is read, so no
    /// `<` stays.
    pub(super) fn data(data: &impl Serialize) -> Self {
        // What views give can't fail: it holds texts and lists.
        Self(serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn nothing_ends_a_data_block_early() {
        assert_eq!(Html::data(&["</script><!--"]).as_str(), r#"["\u003c/script>\u003c!--"]"#);
    }
}
