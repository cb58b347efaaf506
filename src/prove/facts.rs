//! What site.yaml says that decides what is withheld: the proof's own reading of it.

use super::content::{Content, ExternalSource, sources};
use crate::config::Redactions;
use crate::public::{Tlp, Vocabulary};
use serde_yaml::{Mapping, Value};
use std::path::Path;

#[derive(Clone)]
pub struct Facts {
    pub audience: Tlp,
    pub redactions: Redactions,
    pub require_approval: bool,
    pub block_words: Vec<String>,
    /// A total below this is reported as "fewer than".
    pub smallest_count: u64,
    pub projects: Vec<String>,
    pub severities: Vec<String>,
    pub categories: Vec<String>,
    pub sources: Vec<ExternalSource>,
    settings: Value,
}

impl Facts {
    /// `None`: site.yaml can't be read.
    pub fn of(content: &Content) -> Option<Facts> {
        let settings: Value = serde_yaml::from_str(content.text(Path::new("site.yaml"))?).ok()?;
        let disclosure = settings.get("disclosure").cloned().unwrap_or_default();
        let word = |key: &str| disclosure.get(key).and_then(Value::as_str);
        Some(Facts {
            audience: word("audience").and_then(Tlp::from_word).unwrap_or(Tlp::Clear),
            redactions: word("redactions").and_then(Redactions::from_word).unwrap_or(Redactions::Omit),
            require_approval: disclosure.get("require_approval").and_then(Value::as_bool).unwrap_or(false),
            block_words: texts(disclosure.get("withhold_blocks_with")),
            smallest_count: disclosure.get("smallest_count").and_then(Value::as_u64).unwrap_or(5),
            projects: ids(settings.get("projects"), &[]),
            severities: ids(settings.get("severities"), &["critical", "high", "medium", "low", "none"]),
            categories: ids(settings.get("categories"), &["vulnerability", "platform", "provider", "legal"]),
            sources: sources(&settings),
            settings,
        })
    }

    /// site.yaml with the other word for `redactions`.
    pub fn with_redactions(&self, redactions: Redactions) -> String {
        let mut settings = self.settings.clone();
        if let Value::Mapping(map) = &mut settings {
            let disclosure = map.entry("disclosure".into()).or_insert(Value::Mapping(Mapping::new()));
            if let Value::Mapping(disclosure) = disclosure {
                disclosure.insert("redactions".into(), redactions.as_str().into());
            }
        }
        serde_yaml::to_string(&settings).unwrap_or_default()
    }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Sequence(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn ids(value: Option<&Value>, default: &[&str]) -> Vec<String> {
    let items = value.and_then(Value::as_sequence).map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<String> =
        items.iter().filter_map(|item| item.get("id")).filter_map(Value::as_str).map(str::to_owned).collect();
    if ids.is_empty() { default.iter().map(|it| (*it).to_owned()).collect() } else { ids }
}
