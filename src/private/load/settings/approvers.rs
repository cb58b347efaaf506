//! The keys `approvers` and `minimum` of `disclosure`: who may approve, and how many have to.

use super::DisclosureKeys;
use crate::config::Approver;
use crate::diagnostic::Code;
use crate::private::approve::signatures;
use crate::private::yaml::{Findings, Node};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize, JsonSchema)]
pub(super) struct ApproverKeys {
    name: String,
    key: Option<String>,
    account: Option<String>,
}

/// Who may approve, and how many have to. What is wrong here would let through more than was meant, so it stops everything.
pub(super) fn approvers(keys: &mut DisclosureKeys, node: &Node, findings: &Findings) -> (Vec<Approver>, usize) {
    let line = node.get("disclosure").map_or(1, |value| value.line);
    let refuse = |key: &str, problem: &str, help: &str| {
        findings.add(Code::WrongValue, line, key, problem, help);
    };
    let named = keys.approvers.take().unwrap_or_default();
    let all: Vec<Approver> = named
        .into_iter()
        .map(|ApproverKeys { name, key, account }| Approver { name: name.trim().to_owned(), key, account })
        .collect();
    let minimum = keys.minimum.unwrap_or(1);
    if all.is_empty() {
        if keys.minimum.is_some() {
            refuse("disclosure.minimum", "nobody is named who could approve", "name them under `approvers`");
        }
        return (all, minimum);
    }
    if keys.require_approval != Some(true) {
        let help = "write `require_approval: true` beside them";
        refuse("disclosure.approvers", "approvers are named, and no approval is asked of them", help);
    }
    if all.iter().any(|it| it.name.is_empty())
        || all.iter().map(|it| &it.name).collect::<BTreeSet<_>>().len() < all.len()
    {
        refuse("disclosure.approvers", "two approvers have one name, or one has none", "give each a name of its own");
    }
    if all.iter().filter_map(|it| it.key.as_ref()).any(|key| signatures::key(key).is_none()) {
        let help =
            "copy the line of the approver's ~/.ssh/id_ed25519.pub; keys of type ed25519 are read, of hardware too";
        refuse("disclosure.approvers.key", "this is no SSH public key that signatures can be verified with", help);
    }
    let keys: Vec<_> =
        all.iter().filter_map(|it| signatures::key(it.key.as_deref()?)).map(|it| it.key_data().clone()).collect();
    if keys.iter().enumerate().any(|(at, key)| keys[..at].contains(key)) {
        refuse("disclosure.approvers.key", "two approvers have one key", "give each a key of its own");
    }
    // By name alone one can approve, since a record has one name.
    let able = keys.len() + usize::from(keys.len() < all.len());
    if minimum == 0 || minimum > able {
        let help = "write a number of at least 1, and give at least so many approvers a key";
        refuse("disclosure.minimum", "so many can't approve", help);
    }
    (all, minimum)
}
