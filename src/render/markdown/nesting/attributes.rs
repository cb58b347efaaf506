//! Attributes of cleaned tags: which stay where an element becomes another.

use super::tokens::Tag;
use std::borrow::Cow;

/// Those of the tag that an element of this name may have.
pub(super) fn attributes<'h>(name: &str, tag: Tag<'h>) -> Cow<'h, str> {
    let without = |attribute: &str| match value(tag.attributes, attribute) {
        Some(found) => Cow::Owned(tag.attributes.replacen(found, "", 1)),
        None => Cow::Borrowed(tag.attributes),
    };
    match tag.name {
        "details" if name != "details" => without(" open=\""),
        "ol" if name != "ol" => without(" start=\""),
        "div" | "span" if value(tag.attributes, " role=\"").is_none() => without(" aria-label=\""),
        _ => Cow::Borrowed(tag.attributes),
    }
}

/// The attribute that names the element.
pub(super) fn id(attributes: &str) -> Option<&str> {
    value(attributes, " id=\"")
}

/// The attribute that begins so, whole. Quotes within values are escaped.
pub(super) fn value<'h>(attributes: &'h str, begins: &str) -> Option<&'h str> {
    let rest = attributes.get(attributes.find(begins)?..)?;
    let end = begins.len() + rest.get(begins.len()..)?.find('"')? + 1;
    rest.get(..end)
}

pub(super) fn without_id(attributes: &str) -> Cow<'_, str> {
    id(attributes).map_or(Cow::Borrowed(attributes), |id| Cow::Owned(attributes.replacen(id, "", 1)))
}
