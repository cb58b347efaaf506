//! What a CSAF document stated, to be stated again as it is: a tree of disclosed texts.
//!
//! A document of thousands of products and dozens of vulnerabilities states the products with each vulnerability. So equal parts
//! can be one in memory ([`Parts`]), and whoever changes a text leaves the others where they are.

use super::Text;
use serde::{Serialize, Serializer};
use std::collections::HashSet;
use std::sync::Arc;

/// Part of a CSAF document.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Statement {
    Text(Text),
    Number(serde_json::Number),
    Truth(bool),
    List(Arc<[Statement]>),
    /// In the order of the keys.
    Map(Arc<[(Arc<str>, Statement)]>),
}

impl Statement {
    pub fn map(entries: impl Iterator<Item = (String, Statement)>) -> Self {
        let mut entries: Vec<(Arc<str>, Statement)> = entries.map(|(key, value)| (key.into(), value)).collect();
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        Statement::Map(entries.into())
    }

    /// What stands under a key; `None`: nothing.
    pub fn get(&self, key: &str) -> Option<&Statement> {
        let Statement::Map(entries) = self else { return None };
        entries.iter().find(|(known, _)| **known == *key).map(|(_, value)| value)
    }

    /// The items of a list; of anything else none.
    pub fn items(&self) -> &[Statement] {
        if let Statement::List(items) = self { items } else { &[] }
    }

    /// With other texts, where `change` gives another. `None`: it stays as it is.
    pub fn rewritten(&self, change: &dyn Fn(&Text) -> Option<Text>) -> Option<Statement> {
        match self {
            Statement::Text(text) => change(text).map(Statement::Text),
            Statement::List(items) => {
                let new: Vec<_> = items.iter().map(|item| item.rewritten(change)).collect();
                let both = || new.iter().cloned().zip(&**items).map(|(new, old)| new.unwrap_or_else(|| old.clone()));
                new.iter().any(Option::is_some).then(|| Statement::List(both().collect()))
            }
            Statement::Map(entries) => {
                let new: Vec<_> = entries.iter().map(|(_, value)| value.rewritten(change)).collect();
                let both = || {
                    let all = new.iter().cloned().zip(&**entries);
                    all.map(|(new, (key, old))| (Arc::clone(key), new.unwrap_or_else(|| old.clone())))
                };
                new.iter().any(Option::is_some).then(|| Statement::Map(both().collect()))
            }
            Statement::Number(_) | Statement::Truth(_) => None,
        }
    }

    /// Every text in it.
    pub fn each_text(&self, tell: &mut dyn FnMut(&Text)) {
        match self {
            Statement::Text(text) => tell(text),
            Statement::List(items) => items.iter().for_each(|item| item.each_text(tell)),
            Statement::Map(entries) => entries.iter().for_each(|(_, value)| value.each_text(tell)),
            Statement::Number(_) | Statement::Truth(_) => {}
        }
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Statement::Text(text) => text.serialize(serializer),
            Statement::Number(number) => number.serialize(serializer),
            Statement::Truth(truth) => truth.serialize(serializer),
            Statement::List(items) => serializer.collect_seq(items.iter()),
            Statement::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (&**key, value))),
        }
    }
}

/// Parts of statements that were seen before: of several equal ones, one stays in memory.
pub struct Parts {
    seen: HashSet<Statement>,
    keys: HashSet<Arc<str>>,
    texts: HashSet<Text>,
}

impl Parts {
    pub fn none() -> Self {
        Self { seen: HashSet::new(), keys: HashSet::new(), texts: HashSet::new() }
    }

    pub fn share(&mut self, part: &mut Statement) {
        match part {
            Statement::Text(text) => return self.share_text(text),
            Statement::Number(_) | Statement::Truth(_) => return,
            Statement::List(items) => {
                let items = Arc::get_mut(items).into_iter().flatten();
                items.for_each(|item| self.share(item));
            }
            Statement::Map(entries) => {
                for (key, value) in Arc::get_mut(entries).into_iter().flatten() {
                    match self.keys.get(&**key) {
                        Some(known) => *key = Arc::clone(known),
                        None => _ = self.keys.insert(Arc::clone(key)),
                    }
                    self.share(value);
                }
            }
        }
        match self.seen.get(part) {
            Some(known) => *part = known.clone(),
            None => _ = self.seen.insert(part.clone()),
        }
    }

    pub fn share_text(&mut self, text: &mut Text) {
        match self.texts.get(text) {
            Some(known) => *text = known.clone(),
            None => _ = self.texts.insert(text.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, Statement};
    use crate::public::Text;
    use crate::render::fixture::t;
    use std::sync::Arc;

    fn tree(names: &[&str]) -> Statement {
        let item = |name: &&str| Statement::map([("name".to_owned(), Statement::Text(t(name)))].into_iter());
        Statement::map([("products".to_owned(), Statement::List(names.iter().map(item).collect()))].into_iter())
    }

    fn list(tree: &Statement) -> &Arc<[Statement]> {
        let Some(Statement::List(items)) = tree.get("products") else { panic!("a list") };
        items
    }

    #[test]
    fn equal_parts_are_one_in_memory() {
        let (mut parts, mut all) = (Parts::none(), [tree(&["a", "b"]), tree(&["a", "b"]), tree(&["b", "c"])]);
        all.iter_mut().for_each(|tree| parts.share(tree));
        let [one, same, other] = &all;
        assert!(Arc::ptr_eq(list(one), list(same)) && !Arc::ptr_eq(list(one), list(other)));
        let (Statement::Map(b), Statement::Map(again)) = (&list(one)[1], &list(other)[0]) else { panic!("two maps") };
        assert!(Arc::ptr_eq(b, again));
        assert_eq!(*one, tree(&["a", "b"]));
    }

    #[test]
    fn what_is_not_rewritten_stays_shared() {
        let before = tree(&["a", "b"]);
        let change = |name: &str| {
            let name = name.to_owned();
            move |it: &Text| (**it == *name).then(|| t("x"))
        };
        assert!(before.rewritten(&change("c")).is_none());
        let after = before.rewritten(&change("b")).unwrap();
        assert_eq!(after, tree(&["a", "x"]));
        let (Statement::Map(a), Statement::Map(again)) = (&list(&before)[0], &list(&after)[0]) else { panic!("maps") };
        assert!(Arc::ptr_eq(a, again));
    }
}
