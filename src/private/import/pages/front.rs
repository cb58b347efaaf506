//! Front matter of other generators: what of it has a place here.

use crate::public::Instant;
use chrono::{DateTime, NaiveDate};
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

#[derive(Default)]
pub(super) struct Front {
    pub title: Option<String>,
    pub description: Option<String>,
    /// As a page here writes it: an instant, or a day.
    pub date: Option<String>,
    pub weight: Option<u64>,
    /// It says that it isn't to be seen, now or by everybody.
    pub draft: bool,
    /// Other keys, by name.
    pub dropped: Vec<String>,
}

/// Keys that keep a page back, by a part of their names, unless they say no.
const KEEPS_BACK: [&str; 14] = [
    "draft",
    "hidden",
    "unlisted",
    "private",
    "headless",
    "exclude",
    "ignore",
    "secret",
    "confidential",
    "internal",
    "build",
    "password",
    "protected",
    "visibility",
];
/// Keys that say yes where a page is to be seen.
const SHOWS: [&str; 3] = ["published", "publish", "permalink"];
/// Keys that keep a page back by a time or a label, which nobody here would look at.
const RESTRICTS: [&str; 5] = ["publishdate", "expirydate", "embargo", "embargo_tlp", "tlp"];

const BROKEN: &str = "its front matter can't be read";

impl Front {
    /// The front matter, and what is behind it.
    pub fn read(text: &str, today: NaiveDate) -> Result<(Self, &str), &'static str> {
        let (keys, body) = if let Some(rest) = text.strip_prefix("---\n") {
            let (front, body) = until(rest, "---")?;
            if has_tags(front) {
                return Err(
                    "its front matter has tags, anchors or aliases, as a page of Fanlight may: copy it as it is",
                );
            }
            (serde_yaml::from_str::<Option<Map<String, Value>>>(front).map_err(|_| BROKEN)?.unwrap_or_default(), body)
        } else if let Some(rest) = text.strip_prefix("+++\n") {
            let (front, body) = until(rest, "+++")?;
            let table = DeTable::parse(front).map_err(|_| BROKEN)?;
            (of_table(table.into_inner()), body)
        } else if text.starts_with("{\n") || text.starts_with("{\"") {
            let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
            let keys = stream.next().ok_or(BROKEN)?.map_err(|_| BROKEN)?;
            (keys, &text[stream.byte_offset()..])
        } else {
            (Map::new(), text)
        };
        Ok((Self::of(&keys, today), body))
    }

    fn of(keys: &Map<String, Value>, today: NaiveDate) -> Self {
        let mut front = Front::default();
        for (key, value) in keys {
            let line = || value.as_str().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
            if keeps_back(&key.to_lowercase(), value) {
                front.draft = true;
                continue;
            }
            match key.as_str() {
                "title" if value.is_string() => front.title = line(),
                "description" | "summary" if value.is_string() && front.description.is_none() => {
                    front.description = line()
                }
                "weight" | "sidebar_position" | "nav_order" | "order" if value.is_u64() => {
                    front.weight = value.as_u64()
                }
                "lastmod" | "last_modified_at" | "modified" => {
                    front.date = value.as_str().and_then(date).or(front.date.take())
                }
                "date" => front.date = front.date.take().or(value.as_str().and_then(date)),
                "status" if value.as_str().is_some_and(is_unfinished) => front.draft = true,
                _ if value.is_boolean() && is_switch(&key.to_lowercase()) => {}
                _ => front.dropped.push(key.clone()),
            }
        }
        front.dropped.sort_unstable();
        front.draft |= front.date.as_deref().is_some_and(|date| is_ahead(date, today));
        front
    }
}

fn is_switch(key: &str) -> bool {
    SHOWS.contains(&key) || KEEPS_BACK.iter().any(|part| key.contains(part))
}

/// Whether its generator wouldn't show it to everybody, or may not: in doubt it is kept back.
fn keeps_back(key: &str, value: &Value) -> bool {
    let says = |bit: bool| value.as_bool() == Some(bit);
    RESTRICTS.contains(&key)
        || KEEPS_BACK.iter().any(|part| key.contains(part)) && !says(false)
        || SHOWS.contains(&key) && !says(true) && !(key == "permalink" && value.is_string())
}

fn is_unfinished(status: &str) -> bool {
    ["draft", "pending", "private", "hidden", "internal", "unpublished"].contains(&&*status.to_ascii_lowercase())
}

/// Generators don't build what is dated ahead, by its front matter or by its name.
pub(super) fn is_ahead(date: &str, today: NaiveDate) -> bool {
    NaiveDate::parse_from_str(date.get(..10).unwrap_or_default(), "%Y-%m-%d").is_ok_and(|day| day > today)
}

/// What is before the line that ends the front matter, and what is behind.
fn until<'t>(text: &'t str, end: &str) -> Result<(&'t str, &'t str), &'static str> {
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == end {
            return Ok((&text[..from], &text[from + line.len()..]));
        }
        from += line.len();
    }
    Err("its front matter doesn't end")
}

/// A tag would be lost here, and what it withholds with it.
fn has_tags(front: &str) -> bool {
    let begins = |text: &str| text.trim_start().starts_with(['!', '&', '*']);
    let values = front.lines().flat_map(|line| line.split([':', '-', '[', ',', '{']).skip(1));
    values.clone().any(begins) || front.lines().any(begins)
}

fn of_table(table: DeTable) -> Map<String, Value> {
    table.into_iter().map(|(key, value)| (key.into_inner().into_owned(), of_toml(value.into_inner()))).collect()
}

fn of_toml(value: DeValue) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.into_owned()),
        DeValue::Integer(number) => serde_json::from_str(&number.to_string()).unwrap_or_default(),
        DeValue::Float(number) => Value::from(number.as_str()),
        DeValue::Boolean(bit) => Value::from(bit),
        DeValue::Datetime(at) => Value::from(at.to_string()),
        DeValue::Array(items) => items.into_iter().map(|item| of_toml(item.into_inner())).collect(),
        DeValue::Table(table) => of_table(table).into(),
    }
}

/// An instant or a day, as other generators write it. What has no offset is as exact as its day.
fn date(written: &str) -> Option<String> {
    let written = written.trim();
    let offset = || DateTime::parse_from_str(written, "%Y-%m-%d %H:%M:%S %z").ok().map(|at| Instant(at.to_utc()));
    if let Some(at) = Instant::parse(written).or_else(offset) {
        return Some(at.to_string());
    }
    let day = written.get(..10)?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().map(|day| day.to_string())
}
