//! RustSec: the keys of its block of TOML by their lines, and the comments in its text.

use super::super::{Action, Outcome, Rewriter};
use super::may_go;
use crate::prove::content::Content;
use crate::prove::content::ExternalSource;
use crate::prove::rule::Rule;
use crate::prove::viewpoint::moment;
use crate::public::Tlp;
use serde_yaml::Value;
use std::path::Path;

/// Keys of `[advisory]` that a page may show.
const ADVISORY: &[&str] = &[
    "id",
    "package",
    "date",
    "url",
    "references",
    "categories",
    "keywords",
    "aliases",
    "related",
    "cvss",
    "informational",
    "withdrawn",
];
/// Tables, of which only these keys are public; of others none.
const TABLES: &[(&str, &[&str])] = &[("advisory", ADVISORY), ("affected", &["os", "arch", "functions"])];

/// A key with its value, as they are written.
struct Item<'t> {
    table: String,
    name: String,
    text: &'t str,
}

impl Rewriter<'_> {
    pub(super) fn rustsec(&mut self, content: &Content, path: &Path, source: &ExternalSource, text: &str) -> Outcome {
        let Some((toml, body)) = text.strip_prefix("```toml\n").and_then(|rest| rest.split_once("\n```")) else {
            return Outcome::Same;
        };
        let items = items(toml);
        let date = items.iter().find(|item| item.table == "advisory" && item.name == "date").and_then(Item::text);
        let ahead = date.and_then(|date| moment(&Value::String(date))).is_some_and(|at| at > self.viewpoint.now)
            && self.viewpoint.audience < Tlp::Red;
        let whole = (!source.publish).then_some(Rule::Unmarked).or(ahead.then_some(Rule::Published));
        if let Some(rule) = whole {
            return match self.ask(rule, path, 0, "", None) {
                Action::Keep => Outcome::Same,
                Action::Erase if may_go(content, path, source) => Outcome::Gone,
                Action::Erase => written(&items, String::new(), "\n"),
                Action::Replace => written(&items, String::new(), &format!("\n\n# {}\n", self.words.line())),
            };
        }
        let mut extra = String::new();
        let mut left = Vec::with_capacity(items.len());
        for item in items {
            let known = TABLES.iter().find(|(table, _)| *table == item.table).map(|(_, known)| *known);
            let public = item.table == "versions" || known.is_some_and(|known| known.contains(&&*item.name));
            if public || item.name.is_empty() {
                left.push(item);
                continue;
            }
            // Which versions a function is affected in has no place; its name has.
            let function = item.table == "affected.functions";
            match self.ask(Rule::Foreign, path, 0, &format!("{}.{}", item.table, item.name), None) {
                Action::Keep => left.push(item),
                Action::Erase if !function => {}
                action => {
                    let words = if action == Action::Erase { String::new() } else { self.words.line() };
                    extra.push_str(&format!("[{}]\n{} = [\"{words}\"]\n", item.table, item.name));
                }
            }
        }
        let other = self.comments(path, "", body);
        if extra.is_empty() && other.is_none() && left.iter().map(|it| it.text.len()).sum::<usize>() == toml.len() {
            return Outcome::Same;
        }
        written(&left, extra, other.as_deref().unwrap_or(body))
    }
}

/// The file with these keys. `extra`: keys, each behind the line of its table.
fn written(items: &[Item], extra: String, body: &str) -> Outcome {
    let mut tables: Vec<(&str, String)> = Vec::new();
    let extra = self::items(&extra);
    for item in items.iter().chain(&extra).filter(|item| !item.name.is_empty()) {
        let text = item.text.trim_end().to_owned() + "\n";
        match tables.iter_mut().find(|(table, _)| *table == item.table) {
            Some((_, all)) => all.push_str(&text),
            None => tables.push((&item.table, text)),
        }
    }
    let tables: String = tables.iter().map(|(table, keys)| format!("[{table}]\n{keys}")).collect();
    Outcome::Written(format!("```toml\n{}\n```{body}", tables.trim_end()).into_bytes())
}

impl Item<'_> {
    /// The value, where it is a text on one line.
    fn text(&self) -> Option<String> {
        let value = self.text.split_once('=')?.1.trim();
        Some(value.strip_prefix('"')?.strip_suffix('"')?.to_owned())
    }
}

/// Keys with all of their lines; lines of tables, comments and blank ones have no name.
fn items(toml: &str) -> Vec<Item<'_>> {
    let mut items: Vec<Item> = Vec::new();
    let mut table = String::new();
    let (mut open, mut start, mut at) = (0_i32, 0, 0);
    for line in toml.split_inclusive('\n') {
        if open == 0 {
            start = at;
        }
        at += line.len();
        open += brackets(line, open > 0);
        if open > 0 {
            continue;
        }
        open = 0;
        let text = &toml[start..at];
        let named = text.trim_start();
        if let Some(name) = named.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            table = name.trim_start_matches('[').trim().to_owned();
            items.push(Item { table: table.clone(), name: String::new(), text });
            continue;
        }
        let name = if named.starts_with('#') { "" } else { key(named) };
        items.push(Item { table: table.clone(), name: name.to_owned(), text });
    }
    items
}

/// What stands before the `=`.
fn key(line: &str) -> &str {
    let quoted = line.strip_prefix('"').and_then(|rest| rest.find('"')).map_or(0, |end| end + 2);
    line[quoted..].find('=').map_or("", |sign| line[..quoted + sign].trim())
}

/// How many brackets of a value a line leaves open.
fn brackets(line: &str, inside: bool) -> i32 {
    let value = if inside { line } else { line.split_once('=').map_or("", |(_, value)| value) };
    let (mut open, mut quoted, mut escaped) = (0, false, false);
    for letter in value.chars() {
        match letter {
            '"' if !escaped => quoted = !quoted,
            '#' if !quoted => break,
            '[' | '{' if !quoted => open += 1,
            ']' | '}' if !quoted => open -= 1,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    open
}
