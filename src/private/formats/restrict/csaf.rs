//! The keys that restrict in CSAF 2.0.
//!
//! | key | what it says |
//! |---|---|
//! | `document.tracking.status` | draft: withheld |
//! | `document.distribution.tlp.label` | whom it may reach |
//! | `document.distribution.text` | likewise, where it names a label |
//! | `notes[].audience`, of the document and of each vulnerability | a note for others than everybody is withheld |

use super::{Null, Reader, Said, State, Then, is_map};
use crate::private::yaml::{Entry, Node, Value};
use crate::public::Tlp;

/// What names a label and isn't where CSAF has it.
const LABELS: [&str; 4] = ["tlp", "tlp_label", "distribution", "traffic_light_protocol"];

pub(super) fn read(reader: &mut Reader) {
    let version = reader.node.get("document").and_then(|document| document.get("csaf_version"));
    if version.and_then(Node::text) != Some("2.0") {
        // It is no CSAF document, and its reader says so.
        return reader.restrict(State::Unpublished);
    }
    let help = "write draft, interim or final";
    let ready = |node: &Node| match node.text() {
        Some("final" | "interim") => Some(true),
        Some("draft") => Some(false),
        _ => None,
    };
    match reader.read(&["document", "tracking", "status"], (Null::Refused, Then::Taken), ready, help) {
        Said::Is(true) | Said::Refused => {}
        Said::Is(false) => reader.restrict(State::Unpublished),
        Said::Absent => reader.refuse(0, "document.tracking.status", help),
    }
    distribution(reader);
    if let Some(document) = super::entry(&mut reader.node, "document") {
        notes(&mut document.node, &mut reader.withheld);
    }
    if let Some(vulnerabilities) = super::entry(&mut reader.node, "vulnerabilities")
        && let Value::List(items) = &mut vulnerabilities.node.value
    {
        items.iter_mut().for_each(|vulnerability| notes(vulnerability, &mut reader.withheld));
    }
}

fn distribution(reader: &mut Reader) {
    let place = ["document", "distribution"];
    let help =
        "write `\"distribution\": { \"tlp\": { \"label\": \"WHITE\" } }`; labels are WHITE, GREEN, AMBER and RED";
    let form = |node: &Node| is_map(node).then_some(());
    if reader.read(&place, (Null::Refused, Then::Left), form, help) == Said::Is(()) {
        let in_text = |node: &Node| node.text().and_then(named);
        let text = reader.read(&[&place[..], &["text"]].concat(), (Null::Refused, Then::Left), in_text, help);
        let tlp = [&place[..], &["tlp"]].concat();
        let label = match reader.read(&tlp, (Null::Refused, Then::Left), form, help) {
            Said::Is(()) => {
                let path = [&tlp[..], &["label"]].concat();
                let said = reader.read(&path, (Null::Refused, Then::Taken), |node| label(node.text()?), help);
                // A label is what the map is for.
                if said == Said::Absent {
                    reader.refuse(0, &path.join("."), help);
                }
                said
            }
            Said::Absent => Said::Absent,
            Said::Refused => Said::Refused,
        };
        for said in [text, label] {
            if let Said::Is(label) = said {
                reader.restrict(if label == Tlp::Clear { State::Published } else { State::Labelled(label) });
            }
        }
    }
    elsewhere(reader, help);
}

/// A label that is written where CSAF has none, or in other letters.
fn elsewhere(reader: &mut Reader, help: &str) {
    let document = reader.node.get("document");
    let distribution = document.and_then(|document| document.get("distribution"));
    let tlp = distribution.and_then(|distribution| distribution.get("tlp"));
    let stray = |node: Option<&Node>, right: &str| {
        let entries = node.map(Node::entries).unwrap_or_default().iter();
        let named = |key: &str| LABELS.iter().any(|label| label.eq_ignore_ascii_case(key));
        entries.filter(|entry| entry.key != right && named(&entry.key)).map(|entry| entry.line).next()
    };
    let other = |entry: &&Entry| entry.key != "url";
    let found = stray(Some(&reader.node), "")
        .or_else(|| stray(document, "distribution"))
        .or_else(|| stray(distribution, "tlp"))
        .or_else(|| stray(document.and_then(|document| document.get("tracking")), ""))
        .or_else(|| tlp.map(Node::entries).unwrap_or_default().iter().find(other).map(|entry| entry.line));
    if let Some(line) = found {
        reader.refuse(line, "document.distribution", help);
    }
}

fn label(word: &str) -> Option<Tlp> {
    Some(match word {
        "WHITE" | "CLEAR" => Tlp::Clear,
        "GREEN" => Tlp::Green,
        "AMBER" => Tlp::Amber,
        "AMBER+STRICT" => Tlp::AmberStrict,
        "RED" => Tlp::Red,
        _ => return None,
    })
}

/// The strictest label that a text names as FIRST has it: `TLP:AMBER`. `None`: one that nobody knows.
fn named(text: &str) -> Option<Tlp> {
    let upper = text.to_uppercase();
    let mut strictest = Tlp::Clear;
    for (at, _) in upper.match_indices("TLP") {
        let behind = upper[at + 3..].trim_start_matches([' ', '\u{a0}']);
        let Some(behind) = behind.strip_prefix([':', '-', '=', '_']) else { continue };
        let behind = behind.trim_start();
        let length = behind.find(|letter: char| !letter.is_ascii_alphabetic() && letter != '+');
        let word = behind[..length.unwrap_or(behind.len())].trim_end_matches('+');
        strictest = strictest.max(label(word)?);
    }
    Some(strictest)
}

/// Takes out of one list of notes those that aren't for everybody.
fn notes<'a>(holder: &mut Node<'a>, withheld: &mut Vec<Node<'a>>) {
    let Some(Value::List(items)) = super::entry(holder, "notes").map(|entry| &mut entry.node.value) else { return };
    for mut note in std::mem::take(items) {
        let audience = |entry: &Entry| entry.key.eq_ignore_ascii_case("audience");
        if note.entries().iter().any(|entry| audience(entry) && !is_for_all(entry)) {
            withheld.push(note);
            continue;
        }
        if let Value::Map(entries) = &mut note.value {
            entries.retain(|entry| !audience(entry));
        }
        items.push(note);
    }
}

/// Whether a note's audience is whoever reads the document. A word that nobody knows is for somebody else.
fn is_for_all(entry: &Entry) -> bool {
    const WORDS: [&str; 34] = [
        "all",
        "everyone",
        "everybody",
        "anyone",
        "public",
        "general",
        "the",
        "and",
        "or",
        "of",
        "users",
        "user",
        "end",
        "readers",
        "customers",
        "customer",
        "operators",
        "operator",
        "operational",
        "operations",
        "management",
        "managers",
        "executives",
        "executive",
        "administrators",
        "administrator",
        "system",
        "technical",
        "security",
        "safety",
        "engineers",
        "developers",
        "researchers",
        "consumers",
    ];
    let Some(text) = entry.node.text().filter(|_| entry.key == "audience") else { return false };
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| WORDS.contains(&word))
}
