//! What a format says of who may see a record: read first, by one reader, and taken out of the tree (rule 7).
//!
//! A key that restricts is absent, understood, or refused, and a record with a refused one is withheld. The readers of the
//! formats take a [`Cleared`] tree, which only this module makes: no such key is left in it to be misread. Which keys they
//! are stands in one file for each format below.

mod csaf;
mod others;
#[cfg(test)]
mod tests;

use super::{Format, State};
use crate::diagnostic::Code;
use crate::private::yaml::{Entry, Findings, Node, Value};

/// A foreign file of which every key that restricts has been read.
pub(super) struct Cleared<'a> {
    node: Node<'a>,
    pub state: State,
    /// Parts that their own format keeps from the public, taken out of the tree.
    pub withheld: Vec<Node<'a>>,
}

impl<'a> Cleared<'a> {
    /// What is left, which restricts nothing.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    pub fn into_node(self) -> Node<'a> {
        self.node
    }
}

/// Reads what restricts a record of a format. What is refused is among the findings.
pub(super) fn clear<'a>(format: Format, node: Node<'a>, findings: &Findings) -> Cleared<'a> {
    let mut reader = Reader { node, findings, state: State::Published, withheld: Vec::new() };
    match format {
        Format::Csaf => csaf::read(&mut reader),
        Format::Cve => others::cve(&mut reader),
        Format::Ghsa => others::ghsa(&mut reader),
        Format::Osv => others::osv(&mut reader),
        Format::Rustsec => others::rustsec(&mut reader),
        Format::Rubysec => others::rubysec(&mut reader),
        Format::Friendsofphp => others::friendsofphp(&mut reader),
    }
    let Reader { node, state, withheld, .. } = reader;
    Cleared { node, state, withheld }
}

/// What a key that restricts says.
#[derive(PartialEq, Eq, Debug)]
enum Said<T> {
    Absent,
    Is(T),
    Refused,
}

/// Whether a key is taken out, or left for what else it says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Taken,
    Left,
}

/// What `null` means: to most formats nothing, to GitHub's that there is no such time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Absent,
    Refused,
}

struct Reader<'a, 'f> {
    node: Node<'a>,
    findings: &'f Findings,
    state: State,
    withheld: Vec<Node<'a>>,
}

impl<'a> Reader<'a, '_> {
    /// Reads the key at a path of maps. A map on the way that is of another form is refused, as nobody knows what it holds.
    fn read<T>(
        &mut self,
        path: &[&str],
        (null, then): (Null, Then),
        understand: impl Fn(&Node) -> Option<T>,
        help: &str,
    ) -> Said<T> {
        let Some((last, way)) = path.split_last() else { return Said::Absent };
        let mut at = &mut self.node;
        for key in way {
            let Some(next) = entry(at, key) else { return Said::Absent };
            at = &mut next.node;
            match at.value {
                Value::Map(_) => {}
                Value::Null => return Said::Absent,
                _ => return self.refused(path, help),
            }
        }
        let Some(found) = entry(at, last) else { return Said::Absent };
        let said = match (&found.node.value, null) {
            (Value::Null, Null::Absent) => Said::Absent,
            _ => understand(&found.node).map_or(Said::Refused, Said::Is),
        };
        let line = found.line;
        if let (Then::Taken, Value::Map(entries)) = (then, &mut at.value) {
            entries.retain(|entry| entry.key != *last);
        }
        if matches!(said, Said::Refused) {
            self.refuse(line, &path.join("."), help);
        }
        said
    }

    fn refused<T>(&mut self, path: &[&str], help: &str) -> Said<T> {
        self.refuse(0, &path.join("."), help);
        Said::Refused
    }

    fn refuse(&mut self, line: u32, key: &str, help: &str) {
        let problem = "this says who may see the record, and it is not understood: the record is withheld";
        self.findings.add(Code::WrongValue, line, key, problem, help);
        self.state = State::Refused;
    }

    /// The stricter of two counts.
    fn restrict(&mut self, state: State) {
        self.state = match (self.state, state) {
            (State::Refused, _) | (_, State::Refused) => State::Refused,
            (State::Unpublished, _) | (_, State::Unpublished) => State::Unpublished,
            (State::Labelled(one), State::Labelled(other)) => State::Labelled(one.max(other)),
            (State::Labelled(label), _) | (_, State::Labelled(label)) => State::Labelled(label),
            _ => State::Published,
        };
    }

    /// A time: it may restrict by lying ahead, or by not being there.
    fn time(&mut self, path: &[&str], null: Null) -> Said<()> {
        self.read(path, (null, Then::Left), time, "write an instant, or take the key out")
    }

    /// A key of which only `false` publishes.
    fn flag(&mut self, path: &[&str]) {
        let help = "write true or false, without quotes";
        match self.read(path, (Null::Refused, Then::Taken), truth, help) {
            Said::Is(true) => self.restrict(State::Unpublished),
            Said::Is(false) | Said::Absent | Said::Refused => {}
        }
    }

    /// Keys that would restrict, were they of this format: nobody can know what their author meant.
    fn refuse_elsewhere(&mut self, names: &[&str], help: &str) {
        let mut found = None;
        let mut all = vec![&self.node];
        while let Some(node) = all.pop() {
            match &node.value {
                Value::List(items) => all.extend(items),
                Value::Map(entries) => {
                    let named = |entry: &&Entry| names.iter().any(|name| name.eq_ignore_ascii_case(&entry.key));
                    found = found.or_else(|| entries.iter().find(named).map(|entry| entry.line));
                    all.extend(entries.iter().map(|entry| &entry.node));
                }
                Value::Null | Value::Scalar { .. } => {}
            }
        }
        if let Some(line) = found {
            self.refuse(line, names.first().copied().unwrap_or_default(), help);
        }
    }
}

fn entry<'n, 'a>(node: &'n mut Node<'a>, key: &str) -> Option<&'n mut Entry<'a>> {
    match &mut node.value {
        Value::Map(entries) => entries.iter_mut().find(|entry| entry.key == key),
        _ => None,
    }
}

/// `true` or `false`, without quotes.
fn truth(node: &Node) -> Option<bool> {
    match &node.value {
        Value::Scalar { text, plain: true } => match &**text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A text that isn't blank; whether it is a time, the gate finds out.
fn time(node: &Node) -> Option<()> {
    node.text().filter(|text| text.trim_start().starts_with(|letter: char| letter.is_ascii_digit())).map(drop)
}

fn is_map(node: &Node) -> bool {
    matches!(node.value, Value::Map(_))
}
