use super::{Format, in_any_reading};
use proptest::prelude::*;

#[test]
fn a_word_split_by_inline_tags_is_one_word() {
    assert!(in_any_reading("<p>J<em>a</em>ne <span class=hl>Ro</span>e</p>", Format::Markup, "Jane Roe"));
}
