//! JSON to [`Node`]s.

use super::Findings;
use super::node::{Entry, Node, Value};
use super::read::Seen;
use crate::diagnostic::Code;
use std::borrow::Cow;

/// Parses JSON. It has no tags. `None`: see the findings.
pub(in crate::private) fn json(source: &str, findings: &Findings) -> Option<Node<'static>> {
    match serde_json::from_str::<JsonNode>(source) {
        Ok(JsonNode(mut node)) => {
            Lines::of(source).number(&mut node);
            Some(node)
        }
        Err(error) => {
            let (code, problem) = match error.classify() {
                serde_json::error::Category::Data => (Code::DuplicateKey, "a key is given twice"),
                _ => (Code::Syntax, "this is not well-formed JSON"),
            };
            findings.add(code, error.line() as u32, "", problem, "fix it at this line");
            None
        }
    }
}

struct JsonNode(Node<'static>);

impl<'de> serde::Deserialize<'de> for JsonNode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor).map(|value| JsonNode(Node { line: 0, rule: None, value }))
    }
}

struct JsonVisitor;

impl<'de> serde::de::Visitor<'de> for JsonVisitor {
    type Value = Value<'static>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Scalar { text: value.to_string().into(), plain: true })
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Scalar { text: value.to_string().into(), plain: true })
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Value::Scalar { text: value.to_string().into(), plain: true })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Value::Scalar { text: value.to_string().into(), plain: true })
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Value::Scalar { text: value.to_owned().into(), plain: false })
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(JsonNode(node)) = seq.next_element()? {
            items.push(node);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<Entry<'static>> = Vec::new();
        let mut seen = Seen::default();
        while let Some((key, JsonNode(node))) = map.next_entry::<String, JsonNode>()? {
            let key = Cow::Owned(key);
            if seen.again(&entries, &key) {
                return Err(serde::de::Error::custom("a key is given twice"));
            }
            entries.push(Entry { key, line: 0, node });
        }
        Ok(Value::Map(entries))
    }
}

/// Walks through JSON that is well-formed, beside the tree that was made of it, and gives the tree its lines.
struct Lines<'s> {
    rest: std::slice::Iter<'s, u8>,
    line: u32,
}

impl<'s> Lines<'s> {
    fn of(source: &'s str) -> Self {
        Self { rest: source.as_bytes().iter(), line: 1 }
    }

    fn number(&mut self, node: &mut Node) {
        let first = self.next();
        node.line = self.line;
        match &mut node.value {
            Value::Map(entries) => {
                self.rest.next();
                for entry in entries {
                    self.next();
                    entry.line = self.line;
                    self.string();
                    self.number(&mut entry.node);
                }
                self.next();
                self.rest.next();
            }
            Value::List(items) => {
                self.rest.next();
                items.iter_mut().for_each(|item| self.number(item));
                self.next();
                self.rest.next();
            }
            _ if first == Some(b'"') => self.string(),
            _ => {
                while self.rest.as_slice().first().is_some_and(|it| it.is_ascii_alphanumeric() || b"+-.".contains(it)) {
                    self.rest.next();
                }
            }
        }
    }

    /// Goes to the next thing that is no space, comma or colon.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.rest.as_slice().first()? {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' | b',' | b':' => {}
                other => return Some(*other),
            }
            self.rest.next();
        }
    }

    fn string(&mut self) {
        self.rest.next();
        while let Some(byte) = self.rest.next() {
            match byte {
                b'\\' => drop(self.rest.next()),
                b'"' => return,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each key and item with its line, in the order of the file.
    fn lines(node: &Node, reported: &mut Vec<String>) {
        for entry in node.entries() {
            reported.push(format!("{}:{}", entry.key, entry.line));
            lines(&entry.node, reported);
        }
        if let Value::List(items) = &node.value {
            for item in items {
                reported.push(format!("-:{}", item.line));
                lines(item, reported);
            }
        }
    }

    #[test]
    fn keys_and_items_know_their_lines() {
        let source = "{\n  \"a\": \"x \\\" { , \\\\\",\n\n  \"b\": [1.5e-3, true,\n    null, [], {}],\n  \"c\": { \"d\":\n    \"e\" }, \"f\": -2\n}\n";
        let findings = Findings::new(std::path::Path::new("a.json"));
        let node = json(source, &findings).unwrap();
        let mut reported = Vec::new();
        lines(&node, &mut reported);
        assert_eq!(reported, ["a:2", "b:4", "-:4", "-:4", "-:5", "-:5", "-:5", "c:6", "d:6", "f:7"]);
        assert_eq!(node.get("c").and_then(|c| c.get("d")).map(|d| d.line), Some(7));
        assert_eq!(node.get("f").and_then(Node::text), Some("-2"));
    }
}
