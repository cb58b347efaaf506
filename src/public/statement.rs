//! What a CSAF document stated, to be stated again as it is: a tree of disclosed texts.

use super::Text;
use serde::Serialize;
use std::collections::BTreeMap;

/// Part of a CSAF document.
#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
#[serde(untagged)]
pub enum Statement {
    Text(Text),
    Number(serde_json::Number),
    Truth(bool),
    List(Vec<Statement>),
    Map(BTreeMap<String, Statement>),
}

impl Statement {
    /// What stands under a key; `None`: nothing.
    pub fn get(&self, key: &str) -> Option<&Statement> {
        if let Statement::Map(entries) = self { entries.get(key) } else { None }
    }

    /// The items of a list; of anything else none.
    pub fn items(&self) -> &[Statement] {
        if let Statement::List(items) = self { items } else { &[] }
    }

    /// Changes texts; `None` leaves one as it is.
    pub fn rewrite(&mut self, change: &dyn Fn(&Text) -> Option<Text>) {
        match self {
            Statement::Text(text) => {
                if let Some(changed) = change(text) {
                    *text = changed;
                }
            }
            Statement::List(items) => items.iter_mut().for_each(|item| item.rewrite(change)),
            Statement::Map(entries) => entries.values_mut().for_each(|value| value.rewrite(change)),
            Statement::Number(_) | Statement::Truth(_) => {}
        }
    }

    /// Every text in it.
    pub fn each_text(&self, tell: &mut dyn FnMut(&Text)) {
        match self {
            Statement::Text(text) => tell(text),
            Statement::List(items) => items.iter().for_each(|item| item.each_text(tell)),
            Statement::Map(entries) => entries.values().for_each(|value| value.each_text(tell)),
            Statement::Number(_) | Statement::Truth(_) => {}
        }
    }
}
