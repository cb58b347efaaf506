//! What a record is read from, and where its faults are reported.

use super::attachments::Attachments;
use crate::diagnostic::Code;
use crate::private::gate::Standing;
use crate::private::load::Source;
use crate::private::marks::InCode;
use crate::private::withheld::Origin;
use crate::private::yaml::{Findings, Node};

pub(in crate::private::gate) struct Reader<'g> {
    pub source: &'g Source,
    pub node: &'g Node<'g>,
    pub findings: &'g Findings,
    pub standing: Standing,
    /// The files beside it; those that are public leave it.
    pub attachments: Attachments<'g>,
    /// What marks do that are in code of its Markdown.
    pub in_code: InCode,
}

impl<'g> Reader<'g> {
    pub fn of(source: &'g Source, node: &'g Node<'g>, findings: &'g Findings, attachments: Attachments<'g>) -> Self {
        Self { source, node, findings, standing: Standing::Own, attachments, in_code: InCode::Withhold }
    }

    pub fn refuse(&self, code: Code, line: u32, key: &str, problem: &str, help: &str) {
        self.findings.add(code, line, key, problem, help);
    }

    /// The line of a key's value, 0 where it isn't known.
    pub fn line(&self, name: &str) -> u32 {
        self.node.get(name).map_or(0, |node| node.line)
    }

    /// The line of a key itself, 0 where it isn't known.
    pub fn key_line(&self, name: &str) -> u32 {
        self.node.entries().iter().find(|entry| entry.key == name).map_or(0, |entry| entry.line)
    }

    pub fn origin(&self, key: &str, line: u32) -> Origin {
        Origin { file: self.source.path.clone(), line: line as usize, key: key.to_owned() }
    }
}
