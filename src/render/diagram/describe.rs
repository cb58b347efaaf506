//! What a diagram shows, in words: boxes and messages as `words` has them; states, classes, plans, histories and shares here.

use super::Kind;
use super::words::{edges, labelled, list, messages, plain, text};
use chrono::DateTime;
use serde_json::Value;
use std::collections::HashMap;

pub struct Described {
    pub name: Option<String>,
    pub description: Option<String>,
    pub lines: Vec<String>,
}

/// Of the diagram as it was parsed.
pub fn describe(kind: Kind, model: &Value) -> Described {
    let own = |key: &str| Some(plain(text(model, key)?)).filter(|it| !it.is_empty());
    Described {
        name: own("accTitle").or_else(|| own("title")),
        description: own("accDescr"),
        lines: match kind {
            Kind::Flowchart => edges(model),
            Kind::Sequence => messages(model),
            Kind::State => states(model),
            Kind::Class => classes(model),
            Kind::Gantt => tasks(model),
            Kind::Timeline => events(model),
            Kind::Pie => shares(model),
            Kind::GitGraph => commits(model),
        },
    }
}

fn joined<'v>(parts: impl IntoIterator<Item = &'v Value>) -> String {
    let parts = parts.into_iter().filter_map(Value::as_str).map(plain);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Where it begins is `●`, where it ends `◉`.
fn states(model: &Value) -> Vec<String> {
    let nodes = list(model, "nodes");
    let name = |node: &Value| match text(node, "shape") {
        Some("stateStart") => "●".to_owned(),
        Some("stateEnd") => "◉".to_owned(),
        _ => plain(text(node, "label").or_else(|| text(node, "id")).unwrap_or_default()),
    };
    let names: HashMap<&str, String> = nodes.iter().filter_map(|node| Some((text(node, "id")?, name(node)))).collect();
    let mut lines = Vec::new();
    let is_state = |node: &&Value| !matches!(text(node, "shape"), Some("note" | "noteGroup"));
    for group in nodes.iter().filter(|node| node["isGroup"] == true).filter(is_state) {
        let inside = nodes.iter().filter(|node| node["parentId"].is_string() && node["parentId"] == group["id"]);
        let inside: Vec<String> = inside.filter(is_state).map(name).collect();
        lines.push(format!("{}: {}", name(group), inside.join(", ")));
    }
    for edge in list(model, "edges").iter().filter(|edge| text(edge, "classes") == Some("transition")) {
        let end = |key: &str| text(edge, key).map(|id| names.get(id).cloned().unwrap_or_else(|| plain(id)));
        let (Some(from), Some(to)) = (end("start"), end("end")) else { continue };
        lines.push(labelled(format!("{from} → {to}"), text(edge, "label")));
    }
    let noted = model["states"].as_object().into_iter().flatten();
    lines.extend(noted.filter_map(|(id, state)| {
        let note = text(&state["note"], "text")?;
        Some(labelled(names.get(id.as_str()).cloned().unwrap_or_else(|| plain(id)), Some(note)))
    }));
    lines
}

fn classes(model: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    let name = |id: &str| plain(model["classes"].get(id).and_then(|class| text(class, "label")).unwrap_or(id));
    for class in model["classes"].as_object().into_iter().flat_map(|classes| classes.values()) {
        let members = list(class, "members").iter().chain(list(class, "methods"));
        let members = joined(members.filter_map(|member| member.get("displayText")));
        lines.push(labelled(name(text(class, "id").unwrap_or_default()), Some(&members)));
    }
    for relation in list(model, "relations") {
        let (Some(one), Some(other)) = (text(relation, "id1"), text(relation, "id2")) else { continue };
        let points = |end: &str| relation["relation"][end].as_i64().is_some_and(|kind| kind >= 0);
        let (one, other) = (name(one), name(other));
        let line = match (points("type1"), points("type2")) {
            (false, true) => format!("{one} → {other}"),
            (true, false) => format!("{other} → {one}"),
            (true, true) => format!("{one} ↔ {other}"),
            (false, false) => format!("{one} – {other}"),
        };
        lines.push(labelled(line, text(relation, "title")));
    }
    lines
}

/// A task's days; a milestone's.
fn tasks(model: &Value) -> Vec<String> {
    let day = |task: &Value, key: &str| {
        let at = DateTime::from_timestamp_millis(task[key].as_i64()?)?;
        let time = if at.time() == chrono::NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
        Some(at.format(time).to_string())
    };
    let line = |task: &Value| {
        let section = plain(text(task, "section").unwrap_or_default());
        let name = plain(text(task, "task").unwrap_or_default());
        let name = if section.is_empty() { name } else { format!("{section}: {name}") };
        let (start, end) = (day(task, "startTime"), day(task, "endTime"));
        let when = match (start, end) {
            (Some(start), Some(end)) if start != end => format!("{start} – {end}"),
            (start, end) => start.or(end).unwrap_or_default(),
        };
        labelled(name, Some(&when))
    };
    list(model, "tasks").iter().map(line).collect()
}

fn events(model: &Value) -> Vec<String> {
    let line = |task: &Value| {
        let section = plain(text(task, "section").unwrap_or_default());
        let when = plain(text(task, "task").unwrap_or_default());
        let when = if section.is_empty() { when } else { format!("{section}, {when}") };
        labelled(when, Some(&joined(list(task, "events"))))
    };
    list(model, "tasks").iter().map(line).collect()
}

/// With the share of each, in whole parts of a hundred, as the picture has it.
fn shares(model: &Value) -> Vec<String> {
    let value = |section: &Value| section["value"].as_f64().unwrap_or_default();
    let sections = list(model, "sections");
    let sum: f64 = sections.iter().map(value).sum();
    let line = |section: &Value| {
        let share = if sum > 0.0 { (100.0 * value(section) / sum).round() } else { 0.0 };
        labelled(plain(text(section, "label").unwrap_or_default()), Some(&format!("{} ({share} %)", value(section))))
    };
    sections.iter().map(line).collect()
}

/// A commit without a name of its own is said by its message; a merge names both.
fn commits(model: &Value) -> Vec<String> {
    let line = |commit: &Value| {
        let own = commit["customId"] != false;
        let id = plain(text(commit, "id").unwrap_or_default());
        let message = plain(text(commit, "message").unwrap_or_default());
        let said = if own || message.is_empty() { id } else { message };
        let tags = joined(list(commit, "tags"));
        let tags = if tags.is_empty() { String::new() } else { format!(" ({tags})") };
        labelled(plain(text(commit, "branch").unwrap_or_default()), Some(&format!("{said}{tags}")))
    };
    list(model, "commits").iter().map(line).collect()
}
