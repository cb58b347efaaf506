//! Writing an approval into a record's file and leaving all else as it is: comments, order, layout, line ends.

mod json;
mod yaml;

use super::load::{Shape, Source};
use super::yaml::{Findings, Node, Value};

/// What is to stand under `approved`.
pub(super) struct NewApproval<'a> {
    pub by: &'a str,
    pub on: &'a str,
    /// Names and digests, the record's first.
    pub digests: &'a [(String, String)],
    /// Names and signatures.
    pub signatures: &'a [(String, String)],
}

/// Why a file can't be edited: a fixed sentence.
pub(super) type Refused = &'static str;

/// The file's new text. `raw`: its text as it lies on disk, of which `source` and `node` were made.
pub(super) fn put(raw: &str, source: &Source, node: &Node, approval: &NewApproval) -> Result<String, Refused> {
    let edited = match source.shape {
        Shape::Json => json::put(raw, approval)?,
        Shape::Markdown | Shape::Yaml => yaml::put(raw, source, node, approval)?,
    };
    let same = same_but_approved(&edited, source, node).unwrap_or(false);
    if same { Ok(edited) } else { Err("its layout is one that Fanlight can't edit without touching other keys") }
}

/// Reads the edited text again: nothing else may have changed.
fn same_but_approved(edited: &str, source: &Source, node: &Node) -> Option<bool> {
    let findings = Findings::new(&source.path);
    let again = Source::new(source.path.clone(), source.shape, edited.to_owned(), &findings)?;
    let keys = again.keys(&findings)?;
    Some(again.body() == source.body() && same(&keys, node))
}

fn same(a: &Node, b: &Node) -> bool {
    let same_value = match (&a.value, &b.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: a, plain: p }, Value::Scalar { text: b, plain: q }) => a == b && p == q,
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Map(_), Value::Map(_)) => {
            let others = |node| entries_but_approved(node);
            let (a, b) = (others(a), others(b));
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
        }
        _ => false,
    };
    a.rule == b.rule && same_value
}

fn entries_but_approved<'n>(node: &'n Node<'n>) -> Vec<(&'n str, &'n Node<'n>)> {
    let entries = node.entries().iter().filter(|entry| entry.key != "approved");
    entries.map(|entry| (&*entry.key, &entry.node)).collect()
}

#[cfg(test)]
mod tests;
