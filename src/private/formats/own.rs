//! A record in `content/` that is written as OSV, to the keys of a record.
//!
//! Our own keys stand under `database_specific.fanlight` (OSV 1.7, `database_specific`); every other free-form map is
//! withheld, as nobody reviewed it for publication, but for the functions that Go's records name.

use super::keys::{Fields, list};
use super::specific::{self, Named};
use crate::private::yaml::{Entry, Node, Value};

/// Keys that mean here what they mean in OSV.
const SAME: [&str; 9] =
    ["id", "published", "modified", "withdrawn", "aliases", "related", "upstream", "references", "credits"];

pub(in crate::private) fn to_record(osv: Node<'_>) -> Node<'_> {
    let Node { line, rule, value } = osv;
    let Value::Map(entries) = value else { return Node { line, rule, value } };
    let mut keys = Vec::with_capacity(entries.len());
    let (mut free, mut own) = (Vec::new(), None);
    for mut entry in entries {
        match &*entry.key {
            "schema_version" => {}
            "summary" => {
                entry.key = "title".into();
                keys.push(entry);
            }
            "database_specific" => own = Some(entry),
            "severity" => keys.push(scores(entry)),
            "affected" => keys.push(affected(entry, &mut free)),
            key if SAME.contains(&key) || key == "details" => keys.push(entry),
            // Left as it is: an unknown key is an error.
            _ => keys.push(entry),
        }
    }
    // Last, as it counts before the others wherever it stands.
    if let Some(own) = own {
        own_keys(own, &mut keys, &mut free);
    }
    withhold(free, &mut keys);
    Node { line, rule, value: Value::Map(keys) }
}

/// `[{ type, score }]` to the scores, which are vectors.
fn scores<'a>(mut entry: Entry<'a>) -> Entry<'a> {
    if let Value::List(items) = &mut entry.node.value {
        for item in items.iter_mut() {
            let Value::Map(entries) = &mut item.value else { continue };
            if let Some(at) = entries.iter().position(|entry| entry.key == "score") {
                *item = entries.swap_remove(at).node;
            }
        }
    }
    entry
}

fn affected<'a>(mut entry: Entry<'a>, free: &mut Vec<Entry<'a>>) -> Entry<'a> {
    if let Value::List(items) = &mut entry.node.value {
        for (at, item) in items.iter_mut().enumerate() {
            let Value::Map(entries) = &mut item.value else { continue };
            let all = std::mem::take(entries);
            for mut entry in all {
                match &*entry.key {
                    "severity" => entries.push(scores(entry)),
                    "database_specific" | "ecosystem_specific" => {
                        if entry.key == "ecosystem_specific" {
                            named(&mut entry, entries);
                        }
                        entry.key = format!("affected_{at}_{}", entry.key).into();
                        free.push(entry);
                    }
                    "ranges" => {
                        ranges(&mut entry.node, at, free);
                        entries.push(entry);
                    }
                    _ => entries.push(entry),
                }
            }
        }
    }
    entry
}

/// Moves what is affected in the package over.
fn named<'a>(entry: &mut Entry<'a>, affected: &mut Vec<Entry<'a>>) {
    if !matches!(entry.node.value, Value::Map(_)) {
        return;
    }
    let node = Node { line: entry.line, rule: None, value: std::mem::replace(&mut entry.node.value, Value::Null) };
    let mut specific = Fields::of_part(node).unwrap_or_default();
    let Named { platforms, functions } = specific::named(&mut specific);
    entry.node.value = specific.rest().value;
    for (key, reported) in
        [("platforms", platforms), ("functions", functions)].into_iter().filter(|it| !it.1.is_empty())
    {
        affected.push(Entry { key: key.into(), line: entry.line, node: list(reported) });
    }
}

fn ranges<'a>(node: &mut Node<'a>, at: usize, free: &mut Vec<Entry<'a>>) {
    let Value::List(ranges) = &mut node.value else { return };
    for (number, range) in ranges.iter_mut().enumerate() {
        let Value::Map(entries) = &mut range.value else { continue };
        if let Some(found) = entries.iter().position(|entry| entry.key == "database_specific") {
            let mut entry = entries.swap_remove(found);
            entry.key = format!("affected_{at}_range_{number}").into();
            free.push(entry);
        }
    }
}

fn own_keys<'a>(entry: Entry<'a>, keys: &mut Vec<Entry<'a>>, free: &mut Vec<Entry<'a>>) {
    let Value::Map(entries) = entry.node.value else { return free.push(entry) };
    for entry in entries {
        match entry {
            Entry { key, node: Node { value: Value::Map(own), .. }, .. } if key == "fanlight" => {
                let given = |key: &str| own.iter().any(|own| own.key == key);
                // What we say ourselves counts; what OSV's key said is then withheld.
                let (dropped, kept): (Vec<Entry>, _) =
                    std::mem::take(keys).into_iter().partition(|entry| given(&entry.key));
                *keys = kept;
                free.extend(dropped);
                keys.extend(own);
            }
            entry => free.push(entry),
        }
    }
}

/// Puts what nobody reviewed under `private`, beside what stands there already.
fn withhold<'a>(free: Vec<Entry<'a>>, keys: &mut Vec<Entry<'a>>) {
    if free.is_empty() {
        return;
    }
    let map = Node { line: 0, rule: None, value: Value::Map(free) };
    match keys.iter_mut().find(|entry| entry.key == "private") {
        Some(entry) => {
            let given = std::mem::replace(&mut entry.node.value, Value::Null);
            let given = Node { line: entry.line, rule: None, value: given };
            entry.node.value = Value::List(vec![given, map]);
        }
        None => keys.push(Entry { key: "private".into(), line: 0, node: map }),
    }
}
