//! What a tag says: which namespace its names are of, and which of its attributes are for drawing.

use super::{css, links, names, resolved};
use quick_xml::events::BytesStart;
use quick_xml::name::{PrefixDeclaration, QName};

const MOST_DECLARATIONS: usize = 256;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Namespace {
    Svg,
    Xlink,
    Other,
}

/// Which prefix means what, in the elements that are open.
#[derive(Default)]
pub(super) struct Namespaces {
    depth: usize,
    declared: Vec<(usize, Vec<u8>, Namespace)>,
}

impl Namespaces {
    pub fn enter(&mut self, tag: &BytesStart) -> Option<()> {
        self.depth += 1;
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => b"".to_vec(),
                Some(PrefixDeclaration::Named(prefix)) => prefix.to_vec(),
                None => continue,
            };
            let namespace = match attribute.value.trim_ascii() {
                b"http://www.w3.org/2000/svg" => Namespace::Svg,
                b"http://www.w3.org/1999/xlink" => Namespace::Xlink,
                _ => Namespace::Other,
            };
            self.declared.push((self.depth, prefix, namespace));
        }
        (self.declared.len() <= MOST_DECLARATIONS).then_some(())
    }

    pub fn leave(&mut self) {
        while self.declared.last().is_some_and(|(depth, ..)| *depth == self.depth) {
            self.declared.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn of(&self, prefix: &[u8]) -> Option<Namespace> {
        self.declared.iter().rev().find(|(_, it, _)| it == prefix).map(|(.., namespace)| *namespace)
    }

    /// The local name, if it is SVG's. Where no namespace is declared, SVG is meant.
    pub fn element<'n>(&self, name: QName<'n>) -> Option<&'n str> {
        let namespace = match name.prefix() {
            Some(prefix) => self.of(prefix.as_ref())?,
            None => self.of(b"").unwrap_or(Namespace::Svg),
        };
        let local = str::from_utf8(name.local_name().into_inner()).ok()?;
        (namespace == Namespace::Svg).then_some(local)
    }

    /// The name to write, if it is for drawing.
    fn attribute(&self, name: QName) -> Option<&'static str> {
        let local = str::from_utf8(name.local_name().into_inner()).ok()?;
        match name.prefix() {
            None => names::attribute(local),
            Some(prefix) if prefix.as_ref() == b"xml" => match local {
                "space" => Some("xml:space"),
                "lang" => Some("xml:lang"),
                _ => None,
            },
            Some(prefix) => {
                let namespace = self.of(prefix.as_ref());
                let is_xlink =
                    namespace == Some(Namespace::Xlink) || (namespace.is_none() && prefix.as_ref() == b"xlink");
                (is_xlink && local == "href").then_some("xlink:href")
            }
        }
    }
}

/// What is kept of a tag.
#[derive(Default)]
pub(super) struct Attributes {
    pub kept: Vec<(&'static str, String)>,
    /// Switched off.
    pub is_hidden: bool,
}

/// `None`: damaged; `Some(None)`: this element would change what it may not.
pub(super) fn attributes(tag: &BytesStart, namespaces: &Namespaces) -> Option<Option<Attributes>> {
    let mut attributes = Attributes::default();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        let Some(name) = namespaces.attribute(attribute.key) else { continue };
        if attributes.kept.iter().any(|(kept, _)| *kept == name) {
            return None;
        }
        let value = resolved(str::from_utf8(&attribute.value).ok()?)?;
        if name == "attributeName" && names::attribute(value.trim()).is_none_or(|value| value == "href") {
            return Some(None);
        }
        let value = match name {
            "href" | "xlink:href" => links::kept(&value)?,
            "style" => Some(css::declarations(&value)).filter(|it| !it.is_empty()),
            _ if name.starts_with("aria-") => Some(value),
            _ => Some(value).filter(|value| css::is_harmless(value)),
        };
        let Some(value) = value else { continue };
        attributes.is_hidden |= match name {
            "display" => value.trim() == "none",
            "style" => css::hides(&value),
            _ => false,
        };
        attributes.kept.push((name, value));
    }
    Some(Some(attributes))
}
