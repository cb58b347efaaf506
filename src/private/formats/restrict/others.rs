//! The keys that restrict in CVE, GitHub's advisories, OSV, RustSec, ruby-advisory-db and FriendsOfPHP's.
//!
//! | format | key | what it says |
//! |---|---|---|
//! | CVE | `cveMetadata.state` | RESERVED: withheld; REJECTED: withheld where it was never published |
//! | CVE | `cveMetadata.datePublished`, `containers.cna.datePublic` | ahead: withheld until then |
//! | GHSA | `state` | triage, draft, closed: withheld; withdrawn: where it was never published |
//! | GHSA | `published_at` | `null`: it was never published |
//! | GHSA | `draft`, `private` | `true`: withheld |
//! | OSV | `database_specific.fanlight` | our own keys, which the gate reads itself |
//! | OSV | `published`, `modified`, `withdrawn` | times |
//! | RustSec | `advisory.date`, `advisory.withdrawn` | times |
//! | ruby-advisory-db | `date` | ahead: withheld until then |
//! | FriendsOfPHP | `branches.*.time` | ahead: withheld until the first of them |

use super::{Null, Reader, Said, State, Then, is_map};
use crate::private::yaml::Node;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Published,
    /// Published only where it has a date of that.
    Ended,
    Unpublished,
}

fn word(words: &'static [(&'static str, Stage)]) -> impl Fn(&Node) -> Option<Stage> {
    move |node| words.iter().find(|(word, _)| Some(*word) == node.text()).map(|(_, stage)| *stage)
}

impl Reader<'_, '_> {
    fn stage(&mut self, stage: Stage, published: &Said<()>) {
        let withheld = match stage {
            Stage::Published => false,
            Stage::Ended => *published != Said::Is(()),
            Stage::Unpublished => true,
        };
        if withheld {
            self.restrict(State::Unpublished);
        }
    }
}

pub(super) fn cve(reader: &mut Reader) {
    const STATES: [(&str, Stage); 3] =
        [("PUBLISHED", Stage::Published), ("REJECTED", Stage::Ended), ("RESERVED", Stage::Unpublished)];
    if !reader.node.get("cveMetadata").is_some_and(is_map) {
        // It is no CVE record, and its reader says so.
        return reader.restrict(State::Unpublished);
    }
    let published = reader.time(&["cveMetadata", "datePublished"], Null::Absent);
    reader.time(&["cveMetadata", "dateRejected"], Null::Absent);
    reader.time(&["containers", "cna", "datePublic"], Null::Absent);
    let help = "states are RESERVED, PUBLISHED and REJECTED";
    match reader.read(&["cveMetadata", "state"], (Null::Refused, Then::Taken), word(&STATES), help) {
        Said::Is(stage) => reader.stage(stage, &published),
        // Drafts for a CNA's own use lack it; they lack a date as well, without which the gate publishes nothing.
        Said::Absent | Said::Refused => {}
    }
}

pub(super) fn ghsa(reader: &mut Reader) {
    const STATES: [(&str, Stage); 5] = [
        ("published", Stage::Published),
        ("withdrawn", Stage::Ended),
        ("draft", Stage::Unpublished),
        ("triage", Stage::Unpublished),
        ("closed", Stage::Unpublished),
    ];
    if reader.node.get("ghsa_id").is_none() {
        return reader.restrict(State::Unpublished);
    }
    let unset = reader.node.get("published_at").is_some_and(|node| matches!(node.value, super::Value::Null));
    let published = reader.time(&["published_at"], Null::Absent);
    reader.time(&["withdrawn_at"], Null::Absent);
    reader.flag(&["draft"]);
    reader.flag(&["private"]);
    let help = "states are triage, draft, published, closed and withdrawn";
    match reader.read(&["state"], (Null::Refused, Then::Taken), word(&STATES), help) {
        Said::Is(stage) => reader.stage(stage, &published),
        Said::Absent => reader.refuse(0, "state", help),
        Said::Refused => {}
    }
    if unset {
        reader.restrict(State::Unpublished);
    }
}

pub(super) fn osv(reader: &mut Reader) {
    for key in ["published", "modified", "withdrawn"] {
        reader.time(&[key], Null::Absent);
    }
    let help = "write our own keys under `database_specific: { fanlight: { … } }`";
    let place = ["database_specific", "fanlight"];
    let own = reader.read(&place, (Null::Refused, Then::Left), |node| is_map(node).then_some(()), help);
    // They stay where they are, as the gate reads them.
    let kept = super::entry(&mut reader.node, "database_specific")
        .and_then(|specific| super::entry(&mut specific.node, "fanlight"))
        .filter(|_| own == Said::Is(()))
        .map(|entry| std::mem::replace(&mut entry.key, "".into()));
    reader.refuse_elsewhere(&["fanlight"], help);
    if let Some(key) = kept
        && let Some(specific) = super::entry(&mut reader.node, "database_specific")
        && let Some(entry) = super::entry(&mut specific.node, "")
    {
        entry.key = key;
    }
}

pub(super) fn rustsec(reader: &mut Reader) {
    for key in ["date", "withdrawn"] {
        reader.time(&["advisory", key], Null::Refused);
    }
}

pub(super) fn rubysec(reader: &mut Reader) {
    reader.time(&["date"], Null::Refused);
}

/// `null` says that a branch isn't fixed.
pub(super) fn friendsofphp(reader: &mut Reader) {
    let branches = reader.node.get("branches").map(Node::entries).unwrap_or_default();
    let names: Vec<String> = branches.iter().map(|branch| branch.key.to_string()).collect();
    for name in names {
        reader.time(&["branches", &name, "time"], Null::Absent);
    }
}
