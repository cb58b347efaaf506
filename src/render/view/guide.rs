//! `templates.md` and the two pages of types in `docs/pages/reference/` describe to people who write themes what each template is given. They are made
//! from these types: `UPDATE_DOCS=1 cargo test themes_guide` writes them anew, and without that a page that is behind fails.

use super::*;
use crate::render::theme::Theme;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pages/reference/");
const START: &str = "<!-- From here on made from the program's own types: see src/render/view/guide.rs -->\n";

/// What each template is given, beside what all of them are.
fn pages(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
    vec![
        ("home.html", of::<HomePage<'_>>(generator)),
        ("advisory.html", of::<AdvisoryPage<'_>>(generator)),
        ("incident.html", of::<IncidentPage<'_>>(generator)),
        ("notice.html", of::<NoticePage<'_>>(generator)),
        ("lesson.html", of::<LessonPage<'_>>(generator)),
        ("reserved.html", of::<ReservedPage<'_>>(generator)),
        ("history.html", of::<HistoryPage<'_>>(generator)),
        ("list.html", of::<ListPage<'_>>(generator)),
        ("table.html", of::<TablePage<'_>>(generator)),
        ("lessons.html", of::<LessonsPage<'_>>(generator)),
        ("packages.html", of::<PackagesPage<'_>>(generator)),
        ("package.html", of::<PackagePage<'_>>(generator)),
        ("project.html", of::<ProjectPage<'_>>(generator)),
        ("projects.html", of::<ProjectsPage<'_>>(generator)),
        ("report-period.html", of::<ReportPeriodPage<'_>>(generator)),
        ("reports.html", of::<ReportsPage<'_>>(generator)),
        ("plan.html", of::<PlanPage<'_>>(generator)),
        ("plan-contents.html", of::<PlanContentsPage<'_>>(generator)),
        ("report.html", of::<ReportPage<'_>>(generator)),
        ("feeds.html", of::<FeedsPage<'_>>(generator)),
        ("search.html", of::<SearchPage<'_>>(generator)),
        ("page.html", of::<OtherPage<'_>>(generator)),
        ("alias.html", of::<AliasPage<'_>>(generator)),
        ("folder.html", of::<FolderPage<'_>>(generator)),
        ("404.html", of::<MissingPage<'_>>(generator)),
    ]
}

const NAMES: [&str; 3] = ["templates.md", "template-types.md", "template-types-n-z.md"];

/// Which of them describes a type.
fn place(name: &str) -> usize {
    if name < "N" { 1 } else { 2 }
}

/// What templates are given, and the types that this is made of: three pages, as one would be heavy.
fn generated() -> Vec<String> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut out = String::from("\n## Every template\n\n");
    out += "`site` and `plan` are the same on all pages; `assets['style.css']` is where a style, script or picture of the theme lies.\n";
    for (name, schema) in
        [("site", SiteView::json_schema(&mut generator)), ("plan", PlanView::json_schema(&mut generator))]
    {
        let _ = write!(out, "\n### {name}\n");
        fields(&mut out, schema.as_value());
    }
    out += "\n## Each template\n";
    for (template, schema) in pages(&mut generator) {
        let _ = write!(out, "\n### {template}\n");
        fields(&mut out, schema.as_value());
    }
    let types: BTreeMap<_, _> = generator.definitions().iter().collect();
    let mut pages = vec![out, String::new(), String::new()];
    for (name, schema) in &types {
        let page = &mut pages[place(name)];
        let _ = write!(page, "\n## {name}\n");
        fields(page, schema);
    }
    for (at, page) in pages.iter_mut().enumerate() {
        for name in types.keys().filter(|name| place(name) != at) {
            let anchor = name.to_lowercase();
            *page = page.replace(&format!("](#{anchor})"), &format!("]({}#{anchor})", NAMES[place(name)]));
        }
    }
    pages
}

/// What a type is for, and its fields as a table.
fn fields(out: &mut String, schema: &Value) {
    if let Some(text) = schema["description"].as_str() {
        let _ = write!(out, "\n{}\n", text.replace('\n', " "));
    }
    let Some(fields) = schema["properties"].as_object() else { return };
    let explained = fields.values().any(|field| field["description"].is_string());
    out.push_str(if explained { "\n| name | type | |\n|---|---|---|\n" } else { "\n| name | type |\n|---|---|\n" });
    // By name, whatever order other crates' features give to maps.
    for (name, field) in fields.iter().collect::<BTreeMap<_, _>>() {
        let what = field["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        let _ = writeln!(
            out,
            "| `{name}` | {} |{}",
            kind(field),
            if explained { format!(" {what} |") } else { String::new() }
        );
    }
}

fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|text| text.rsplit('/').next()) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return either(choices.iter().map(kind));
    }
    if let Some(words) = schema["enum"].as_array() {
        return either(words.iter().map(|word| format!("`{}`", word.as_str().unwrap_or_default())));
    }
    if let Some(parts) = schema["prefixItems"].as_array() {
        let parts = parts.iter().map(kind).collect::<Vec<_>>().join(", then ");
        let optional = schema["type"].as_array().is_some_and(|types| types.iter().any(|it| it == "null"));
        return if optional { format!("{parts} or nothing") } else { parts };
    }
    match &schema["type"] {
        Value::Array(types) => {
            either(types.iter().map(|it| kind(&serde_json::json!({ "type": it, "items": schema["items"] }))))
        }
        Value::String(it) => match it.as_str() {
            "array" => format!("list: {}", kind(&schema["items"])),
            "string" => "text".into(),
            "boolean" => "true or false".into(),
            "integer" | "number" => "number".into(),
            "null" => "nothing".into(),
            "object" => "by name".into(),
            other => panic!("{other} has no words"),
        },
        other => panic!("{other} has no words"),
    }
}

fn either(kinds: impl Iterator<Item = String>) -> String {
    kinds.collect::<Vec<_>>().join(" or ")
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test that is asked to write what it compares")]
fn the_themes_guide_says_what_templates_are_given() {
    for (name, current) in NAMES.into_iter().zip(generated()) {
        let path = format!("{FOLDER}{name}");
        let written = std::fs::read_to_string(&path).expect("a page");
        let (by_hand, made) = written.split_once(START).expect("the line from which it is made");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, format!("{by_hand}{START}{current}")).expect("a page");
        } else {
            assert!(made == current, "{path} is behind the types: UPDATE_DOCS=1 cargo test themes_guide");
        }
    }
}

#[test]
fn the_themes_guide_knows_each_template() {
    let known = pages(&mut SchemaSettings::draft2020_12().into_generator());
    for name in Theme::pages() {
        assert!(known.iter().any(|(template, _)| *template == name), "{name}");
    }
    assert_eq!(known.len(), Theme::pages().count());
}
