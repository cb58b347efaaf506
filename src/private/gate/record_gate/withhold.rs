//! What an opening withholds, for the audit to look for.

use super::RecordGate;
use crate::private::decision::{Subject, Why};
use crate::private::formats::{IMPORTED, LEFT_OUT, UNUSABLE};
use crate::private::import::IMPORT_DIGESTS;
use crate::private::yaml::{Node, Value};
use crate::public::keys::{self, Form};
use crate::public::{Instant, Period};

impl RecordGate<'_> {
    pub fn withhold_key(&mut self, name: &str, why: Why, until: Option<Instant>) {
        self.note_key(name, self.withheld(why, until));
        let Some(node) = self.reader.node.get(name) else { return };
        if name != "private" || !self.reader.standing.is_foreign() {
            return self.withhold_node(name, node);
        }
        // What has no place here is public where it comes from: nobody withheld it.
        for entry in node.entries().iter().filter(|entry| ![IMPORTED, UNUSABLE, LEFT_OUT].contains(&&*entry.key)) {
            self.withhold_node(&format!("private.{}", entry.key), &entry.node);
        }
    }

    /// Withholds a list's item, or one key of it.
    pub fn withhold_item(&mut self, name: &str, at: usize, key: Option<&str>, why: Why, until: Option<Instant>) {
        let item = self.reader.node.get(name).and_then(|list| list.items().get(at));
        let node = match key {
            Some(key) => item.and_then(|item| item.get(key)),
            None => item,
        };
        if let Some(node) = node {
            let path = [name, key.unwrap_or_default()].join(".").trim_end_matches('.').to_owned();
            self.sink.note(Subject::Item(at), &path, node.line, self.withheld(why, until));
            // A contact in a public database is left over, as all that has no place here.
            if why != Why::Contact || !self.reader.standing.is_foreign() {
                self.withhold_node(&path, node);
            }
        }
    }

    fn withhold_node(&mut self, key: &str, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { text, .. } => {
                let origin = self.reader.origin(key, node.line);
                self.sink.ledger.origins(&origin);
                if names_people(key) {
                    self.sink.withheld.person(text, &origin);
                } else {
                    self.sink.withheld.value(key, text, &origin);
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.withhold_node(key, item)),
            Value::Map(entries) => {
                for entry in entries {
                    // Digests of what `import` wrote say nothing, and neither do the names of another format's keys.
                    let is_list_of_keys = entry.key == LEFT_OUT && self.reader.standing.is_foreign();
                    if key == "private" && (entry.key == IMPORT_DIGESTS || is_list_of_keys) {
                        continue;
                    }
                    // Where anything may stand, the keys are an author's words, too.
                    let free = key.starts_with("private") || key.starts_with("accounts");
                    if shown(&entry.key) != entry.key && free {
                        let origin = self.reader.origin(key, entry.line);
                        self.sink.withheld.value(key, &entry.key, &origin);
                    }
                    let name = shown(&entry.key);
                    self.withhold_node(&format!("{key}.{name}"), &entry.node);
                }
            }
        }
    }

    /// Everything of a record that isn't public: its name, its keys, its text, its attachments.
    pub(super) fn withhold_all(&mut self) {
        let name = self.reader.source.name();
        let origin = self.reader.origin("", 0);
        // A report is named after its period, which is everybody's; a file of another format may hold many records, and be
        // called `advisories.json`.
        let of_a_period = self.reader.source.path.starts_with("reports") && Period::parse(&name).is_some();
        if !of_a_period && !self.reader.standing.is_foreign() {
            self.sink.withheld.record_id(&name, &origin);
        }
        self.sink.ledger.origins(&origin);
        for entry in self.reader.node.entries() {
            let origin = self.reader.origin(shown(&entry.key), entry.line);
            match &*entry.key {
                "id" => {
                    self.sink.ledger.origins(&origin);
                    entry.node.text().into_iter().for_each(|id| self.sink.withheld.record_id(id, &origin));
                }
                // Who approves is never shown, and yet no secret: the team's page names the same people.
                "approved" => {}
                key => self.withhold_node(shown(key), &entry.node),
            }
        }
        let origin = self.reader.origin("", self.reader.source.body_line);
        self.sink.withheld.prose(self.reader.source.body(), &origin);
        self.sink.ledger.origins(&origin);
    }
}

/// A key as it may be reported. One that isn't written as keys are may be the tail of a sentence, and is reported by its line.
pub(super) fn shown(key: &str) -> &str {
    if key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_' | b'-')) { key } else { "…" }
}

/// Whether a text under this key is somebody's name.
fn names_people(key: &str) -> bool {
    let (list, last) = key.rsplit_once('.').unwrap_or((key, key));
    let people = |key: &str| keys::named(key).is_some_and(|key| key.form == Form::People);
    people(key) || (last == "name" && people(list))
}
