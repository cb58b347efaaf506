//! `ecosystem_specific.imports` of Go's vulnerability database (https://go.dev/security/vuln/database#schema): the packages of
//! a module that are affected, and their symbols. They are an advisory's functions: what readers look for in their own code.

use super::keys::{Fields, list, text};
use crate::private::yaml::{Node, Value};

/// Takes out packages and symbols, each as `path.symbol`, or the path alone of a package that is affected as a whole. What
/// else stands there stays.
pub(super) fn functions<'a>(specific: &mut Fields<'a>) -> Vec<Node<'a>> {
    let (mut functions, mut others) = (Vec::new(), Vec::new());
    for mut import in specific.maps("imports") {
        if let Some(path) = import.text("path") {
            let symbols = symbols(&mut import);
            functions.extend(symbols.iter().map(|symbol| text(format!("{path}.{symbol}"))));
            functions.extend(symbols.is_empty().then(|| text(path)));
        }
        others.push(import.rest());
    }
    others.retain(|it| !matches!(&it.value, Value::Map(entries) if entries.is_empty()));
    if !others.is_empty() {
        specific.put("imports_for", list(others));
    }
    functions
}

/// Texts; a list of anything else stays.
fn symbols(import: &mut Fields) -> Vec<String> {
    let Some(node) = import.take("symbols") else { return Vec::new() };
    let texts: Option<Vec<String>> = node.items().iter().map(|it| it.text().map(str::to_owned)).collect();
    match (&node.value, texts) {
        (Value::List(_), Some(texts)) => texts,
        _ => {
            import.put("symbols", node);
            Vec::new()
        }
    }
}
