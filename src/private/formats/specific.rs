//! What of OSV's `ecosystem_specific` is shown: `imports` of Go's vulnerability database (https://go.dev/security/vuln/database#schema),
//! which are the packages of a module that are affected, their symbols and their platforms; and `affects` of RustSec's, functions
//! and platforms. Functions are what readers look for in their own code. All else in the map stays withheld.

use super::keys::{Fields, is_empty, list, text};
use crate::private::yaml::{Node, Value};

#[derive(Default)]
pub(super) struct Named<'a> {
    pub platforms: Vec<Node<'a>>,
    pub functions: Vec<Node<'a>>,
}

/// Takes it out; what isn't shown stays.
pub(super) fn named<'a>(specific: &mut Fields<'a>) -> Named<'a> {
    let (mut platforms, mut functions): (Vec<String>, Vec<String>) = Default::default();
    let mut others = Vec::new();
    for mut import in specific.maps("imports") {
        if let Some(path) = import.text("path") {
            let symbols = texts(&mut import, "symbols");
            functions.extend(symbols.iter().map(|symbol| format!("{path}.{symbol}")));
            functions.extend(symbols.is_empty().then(|| path.into_owned()));
            platforms.extend(["goos", "goarch"].into_iter().flat_map(|key| texts(&mut import, key)));
        }
        others.push(import.rest());
    }
    // What is no map was left under the key itself.
    put_back(specific, "imports_rest", others);
    if let Some(mut affects) = specific.map("affects") {
        functions.extend(texts(&mut affects, "functions"));
        platforms.extend(["os", "arch"].into_iter().flat_map(|key| texts(&mut affects, key)));
        put_back(specific, "affects", vec![affects.rest()]);
    }
    let mut seen = std::collections::HashSet::new();
    platforms.retain(|platform| seen.insert(platform.clone()));
    let nodes = |texts: Vec<String>| texts.into_iter().map(text).collect();
    Named { platforms: nodes(platforms), functions: nodes(functions) }
}

fn put_back<'a>(specific: &mut Fields<'a>, key: &'static str, mut others: Vec<Node<'a>>) {
    others.retain(|it| !is_empty(it));
    if !others.is_empty() {
        specific.put(key, list(others));
    }
}

/// Texts; a list of anything else stays.
fn texts(fields: &mut Fields, key: &'static str) -> Vec<String> {
    let Some(node) = fields.take(key) else { return Vec::new() };
    let texts: Option<Vec<String>> = node.items().iter().map(|item| item.text().map(str::to_owned)).collect();
    match (&node.value, texts) {
        (Value::List(_), Some(texts)) => texts,
        _ => {
            fields.put(key, node);
            Vec::new()
        }
    }
}
