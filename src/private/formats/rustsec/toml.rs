//! TOML to nodes that know their lines.

use crate::diagnostic::Code;
use crate::private::yaml::{Entry, Findings, Node, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Parses the block. `before`: how many lines of the file come before it. `None`: see the findings.
pub(super) fn parse<'a>(source: &'a str, before: u32, findings: &Findings) -> Option<Node<'a>> {
    let lines = Lines { starts: source.match_indices('\n').map(|(at, _)| at + 1).collect(), before };
    match DeTable::parse(source) {
        Ok(table) => Some(lines.map(before + 1, table.into_inner())),
        Err(error) => {
            let line = lines.line(error.span().map_or(0, |span| span.start));
            let (code, problem) = match error.message() {
                "duplicate key" => (Code::DuplicateKey, "a key is given twice"),
                _ => (Code::Syntax, "this is not well-formed TOML"),
            };
            findings.add(code, line, "", problem, "fix it at this line");
            None
        }
    }
}

/// Where lines begin.
struct Lines {
    starts: Vec<usize>,
    before: u32,
}

impl Lines {
    fn line(&self, offset: usize) -> u32 {
        self.before + 1 + self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// In the order of the file. The parser has refused what is nested too deep.
    fn map<'a>(&self, line: u32, table: DeTable<'a>) -> Node<'a> {
        let mut entries: Vec<_> = table.into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (Spanned<_>, _)| {
            let line = self.line(key.span().start);
            Entry { key: key.into_inner(), line, node: self.node(value) }
        };
        Node { line, rule: None, value: Value::Map(entries.into_iter().map(entry).collect()) }
    }

    fn node<'a>(&self, value: Spanned<DeValue<'a>>) -> Node<'a> {
        let line = self.line(value.span().start);
        let plain = |text: String| Value::Scalar { text: text.into(), plain: true };
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Scalar { text, plain: false },
            DeValue::Integer(number) => plain(number.to_string()),
            DeValue::Float(number) => plain(number.as_str().to_owned()),
            DeValue::Boolean(truth) => plain(truth.to_string()),
            DeValue::Datetime(at) => plain(at.to_string()),
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => return self.map(line, table),
        };
        Node { line, rule: None, value }
    }
}
