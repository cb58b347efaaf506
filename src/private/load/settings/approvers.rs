//! The keys `approvers` and `minimum` of `disclosure` and of a project: who may approve, and how many have to.

use super::{DisclosureKeys, ProjectKeys};
use crate::config::{Approver, Approvers};
use crate::diagnostic::Code;
use crate::private::approve::signatures;
use crate::private::yaml::{Findings, List, Node};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize, JsonSchema)]
pub(super) struct ApproverKeys {
    name: String,
    key: Option<String>,
    account: Option<String>,
}

/// Who may approve: of `disclosure`, and of projects that have their own, by their ids. What is wrong here would let through more than
/// was meant, so it stops everything.
pub(super) fn approvers(
    disclosure: &mut DisclosureKeys,
    projects: &mut List<ProjectKeys>,
    node: &Node,
    findings: &Findings,
) -> (Approvers, BTreeMap<String, Approvers>) {
    let line = |key: &str| node.get(key).map_or(1, |value| value.line);
    let asked = disclosure.require_approval == Some(true);
    let of = |named: Option<Vec<ApproverKeys>>, minimum, key: &'static str| {
        Reading { line: line(key), key, asked, findings }.read(named, minimum)
    };
    let all = of(disclosure.approvers.take(), disclosure.minimum, "disclosure");
    let items = projects.iter_mut().filter_map(|list| list.value.as_mut()).flat_map(|list| list.0.iter_mut());
    let own = items.filter_map(|item| item.value.as_mut()).filter_map(|project| {
        let (named, minimum) = (project.approvers.take(), project.minimum);
        let given = named.is_some() || minimum.is_some();
        given.then(|| (project.id.clone(), of(named, minimum, "projects")))
    });
    (all, own.collect())
}

/// One list of approvers.
struct Reading<'r> {
    line: u32,
    /// What it is a key of.
    key: &'static str,
    /// Whether an approval is asked for at all.
    asked: bool,
    findings: &'r Findings,
}

impl Reading<'_> {
    fn refuse(&self, key: &str, problem: &str, help: &str) {
        self.findings.add(Code::WrongValue, self.line, &format!("{}.{key}", self.key), problem, help);
    }

    fn read(&self, named: Option<Vec<ApproverKeys>>, minimum: Option<usize>) -> Approvers {
        let all: Vec<Approver> = named
            .unwrap_or_default()
            .into_iter()
            .map(|ApproverKeys { name, key, account }| Approver { name: name.trim().to_owned(), key, account })
            .collect();
        if all.is_empty() {
            if minimum.is_some() {
                self.refuse("minimum", "nobody is named who could approve", "name them under `approvers`");
            }
            return Approvers { named: all, minimum: minimum.unwrap_or(1) };
        }
        if !self.asked {
            let help = "write `require_approval: true` under `disclosure`";
            self.refuse("approvers", "approvers are named, and no approval is asked of them", help);
        }
        if all.iter().any(|it| it.name.is_empty())
            || all.iter().map(|it| &it.name).collect::<BTreeSet<_>>().len() < all.len()
        {
            self.refuse("approvers", "two approvers have one name, or one has none", "give each a name of its own");
        }
        self.numbers(&all, minimum.unwrap_or(1));
        Approvers { named: all, minimum: minimum.unwrap_or(1) }
    }

    /// Whether the keys are keys, each of one approver, and there are enough of them.
    fn numbers(&self, all: &[Approver], minimum: usize) {
        if all.iter().filter_map(|it| it.key.as_ref()).any(|key| signatures::key(key).is_none()) {
            let help =
                "copy the line of the approver's ~/.ssh/id_ed25519.pub; keys of type ed25519 are read, of hardware too";
            self.refuse("approvers.key", "this is no SSH public key that signatures can be verified with", help);
        }
        let keys: Vec<_> =
            all.iter().filter_map(|it| signatures::key(it.key.as_deref()?)).map(|it| it.key_data().clone()).collect();
        if keys.iter().enumerate().any(|(at, key)| keys[..at].contains(key)) {
            self.refuse("approvers.key", "two approvers have one key", "give each a key of its own");
        }
        // By name alone one can approve, since a record has one name.
        let able = keys.len() + usize::from(keys.len() < all.len());
        if minimum == 0 || minimum > able {
            let help = "write a number of at least 1, and give at least so many approvers a key";
            self.refuse("minimum", "so many can't approve", help);
        }
    }
}
