//! Text to [`Node`]s. Refuses what would let a value hide: anchors, aliases, merge keys, foreign tags, directives,
//! documents after the first, keys given twice.

use super::Findings;
use super::node::{Entry, Node, Rule, Value};
use super::slips::slip;
use crate::diagnostic::Code;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use std::borrow::Cow;
use std::collections::HashSet;

/// No record needs deeper nesting.
const DEEPEST: usize = 48;

/// A collection that is still open, and the key that waits for its value.
enum Open<'a> {
    List { node: Node<'a>, flow: bool },
    Map { node: Node<'a>, flow: bool, key: Option<(Cow<'a, str>, u32)>, seen: Seen<'a> },
}

/// Tells a key that was given before.
#[derive(Default)]
pub(super) struct Seen<'a>(HashSet<Cow<'a, str>>);

impl<'a> Seen<'a> {
    #[allow(clippy::ptr_arg, reason = "a key is kept as it is, borrowed or owned")]
    pub fn again(&mut self, before: &[Entry<'a>], key: &Cow<'a, str>) -> bool {
        /// Fewer are compared faster than hashed.
        const FEW: usize = 32;
        if before.len() < FEW {
            return before.iter().any(|entry| entry.key == *key);
        }
        if self.0.is_empty() {
            self.0.extend(before.iter().map(|entry| entry.key.clone()));
        }
        !self.0.insert(key.clone())
    }
}

struct Builder<'a, 'f> {
    source: &'a str,
    /// Lines before the text in its file.
    before: u32,
    findings: &'f Findings,
    open: Vec<Open<'a>>,
    /// How far the source was counted: characters, and the bytes that they take.
    counted: (usize, usize),
    root: Option<Node<'a>>,
}

/// Parses one YAML document. `before`: how many lines of the file come before `source`. `None`: see the findings.
pub(in crate::private) fn yaml<'a>(source: &'a str, before: u32, findings: &Findings) -> Option<Node<'a>> {
    let mut builder = Builder { source, before, findings, open: Vec::new(), counted: (0, 0), root: None };
    #[cfg(test)]
    crate::private::testing::mutation::may_fail("yaml", source);
    refuse_directives(source, before, findings);
    for event in Parser::new_from_str(source) {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let line = before + error.marker().line() as u32;
                if let Some(slip) = slip(source, error.marker().line()) {
                    findings.add(Code::Syntax, before + slip.line as u32, "", slip.problem, slip.help);
                    return None;
                }
                findings.add(
                    Code::Syntax,
                    line,
                    "",
                    "this is not well-formed YAML",
                    "check the indent (spaces, never tabs), and put a text that holds `: ` or ` #`, or begins with a special character, in quotes",
                );
                return None;
            }
        }
    }
    Some(builder.root.unwrap_or(Node { line: before + 1, rule: None, value: Value::Map(Vec::new()) }))
}

/// A `%` in the first column is a directive wherever the parser would see it.
fn refuse_directives(source: &str, before: u32, findings: &Findings) {
    for (at, _) in source.lines().enumerate().filter(|(_, line)| line.starts_with('%')) {
        let line = before + at as u32 + 1;
        findings.add(Code::Forbidden, line, "", "a YAML directive is not for records", "take the line out");
    }
}

impl<'a> Builder<'a, '_> {
    /// `None` stops the reading: what follows can't be understood.
    fn take(&mut self, event: Event<'a>, span: Span) -> Option<()> {
        let line = self.before + span.start.line() as u32;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                let rule = self.rule(tag.as_deref(), anchor, line);
                if rule.is_some() && plain && !text.is_empty() && self.in_flow() {
                    self.findings.add(
                        Code::MisplacedMark,
                        line,
                        "",
                        "a tagged text inside `[ ]` or `{ }` has no quotes, so that a comma would end it",
                        "put the text in quotes: [!private \"one, two\"]",
                    );
                }
                self.scalar(text, plain, rule, line)?;
            }
            Event::SequenceStart(anchor, tag) => {
                let node = Node { line, rule: self.rule(tag.as_deref(), anchor, line), value: Value::List(Vec::new()) };
                let flow = self.starts_with(span, '[');
                self.open(Open::List { node, flow }, line)?;
            }
            Event::MappingStart(anchor, tag) => {
                let node = Node { line, rule: self.rule(tag.as_deref(), anchor, line), value: Value::Map(Vec::new()) };
                let flow = self.starts_with(span, '{');
                self.open(Open::Map { node, flow, key: None, seen: Seen::default() }, line)?;
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop()? {
                Open::List { node, .. } | Open::Map { node, .. } => self.place(node)?,
            },
            Event::Alias(_) => {
                self.findings.add(Code::Forbidden, line, "", "a YAML alias is not for records", "write the value out");
                return None;
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                let help = "one file, one record: move the second document to a file of its own";
                self.findings.add(Code::Forbidden, line, "", "a second YAML document begins here", help);
                return None;
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Some(())
    }

    fn scalar(&mut self, text: Cow<'a, str>, plain: bool, rule: Option<Rule>, line: u32) -> Option<()> {
        if let Some(Open::Map { node, key: key @ None, seen, .. }) = self.open.last_mut() {
            if rule.is_some() {
                let help = "put the tag behind the colon: `key: !private value`";
                self.findings.add(Code::MisplacedMark, line, "", "a tag stands on a key", help);
            }
            if plain && text == "<<" {
                self.findings.add(Code::Forbidden, line, "", "a merge key is not for records", "write the keys out");
            }
            if seen.again(node.entries(), &text) {
                self.findings.add(Code::DuplicateKey, line, "", "a key is given twice", "keep one of the two");
            }
            *key = Some((text, line));
            return Some(());
        }
        let null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
        let value = if null { Value::Null } else { Value::Scalar { text, plain } };
        self.place(Node { line, rule, value })
    }

    fn open(&mut self, open: Open<'a>, line: u32) -> Option<()> {
        if let Some(Open::Map { key: None, .. }) = self.open.last() {
            self.findings.add(Code::Syntax, line, "", "a key is not a text", "write the key as one word");
            return None;
        }
        if self.open.len() == DEEPEST {
            self.findings.add(Code::TooLarge, line, "", "this is nested too deep", "a record needs fewer levels");
            return None;
        }
        self.open.push(open);
        Some(())
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node<'a>) -> Option<()> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { node: Node { value: Value::List(items), .. }, .. }) => items.push(node),
            Some(Open::Map { node: Node { value: Value::Map(entries), .. }, key, .. }) => {
                let (key, line) = key.take()?;
                entries.push(Entry { key, line, node });
            }
            Some(_) => return None,
        }
        Some(())
    }

    fn rule(&self, tag: Option<&Tag>, anchor: usize, line: u32) -> Option<Rule> {
        if anchor != 0 {
            self.findings.add(Code::Forbidden, line, "", "a YAML anchor is not for records", "take the anchor out");
        }
        let tag = tag?;
        if tag.handle != "!" || tag.suffix.is_empty() {
            let help = "withholding tags are !private, !until:2026-12-10T14:00:00Z and !tlp:amber, with one `!`";
            self.findings.add(Code::Forbidden, line, "", "a tag of this form is not for records", help);
            return None;
        }
        let rule = Rule::from_tag(&tag.suffix);
        if rule.is_none() {
            let help = "write !private, !until:2026-12-10T14:00:00Z (an instant with its offset) or !tlp:amber";
            self.findings.add(Code::UnknownMark, line, "", "a tag that Fanlight doesn't know", help);
        }
        rule
    }

    fn in_flow(&self) -> bool {
        self.open.iter().any(|item| matches!(item, Open::List { flow: true, .. } | Open::Map { flow: true, .. }))
    }

    /// Marker indices count characters, and grow from one collection to the next.
    fn starts_with(&mut self, span: Span, expected: char) -> bool {
        let (characters, bytes) = self.counted;
        let Some(ahead) = span.start.index().checked_sub(characters) else {
            return self.source.chars().nth(span.start.index()) == Some(expected);
        };
        let rest = &self.source[bytes..];
        let Some((at, found)) = rest.char_indices().nth(ahead) else { return false };
        self.counted = (span.start.index(), bytes + at);
        found == expected
    }
}
