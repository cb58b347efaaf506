//! The reference in `docs/pages/reference/` and the list of rules are made from what the program is made of: its schemas, its commands
//! and its codes. `UPDATE_DOCS=1 cargo test --test suite reference` writes them anew, and without that a page that is behind fails.

use clap::Command;
use fanlight::diagnostic::{Code, Level};
use fanlight::private::{form, schemas};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

#[track_caller]
#[allow(clippy::disallowed_methods, reason = "a test that is asked to write what it compares")]
fn is_current(page: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pages").join(page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, made).expect("the page");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == made, "docs/pages/{page} is behind: UPDATE_DOCS=1 cargo test --test suite reference");
}

/// Where a page was made says that nobody is to edit it.
const MADE: &str =
    "<!-- Made from the program's own definitions: UPDATE_DOCS=1 cargo test --test suite reference -->\n";

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A table of keys, and the tables of the keys in them that weren't shown yet.
#[derive(Default)]
struct Keys {
    out: String,
    /// Keys with keys of their own, and under which heading those are.
    shown: BTreeMap<String, String>,
}

impl Keys {
    fn table<'s>(&mut self, path: &str, keys: impl Iterator<Item = (&'s String, &'s Value)>, needed: &[&str]) {
        let mut inner = Vec::new();
        self.out += "\n| key | form | meaning |\n|---|---|---|\n";
        for (key, schema) in keys {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let form = self.form(&path, schema, &mut inner);
            let needed = if needed.contains(&key.as_str()) { "Needed. " } else { "" };
            let meaning = schema["description"].as_str().unwrap_or_default();
            let _ = writeln!(self.out, "| `{key}` | {form} | {needed}{} |", cell(meaning));
        }
        for (path, schema) in inner {
            let _ = write!(self.out, "\n### `{path}`\n");
            let needed: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            self.table(&path, schema["properties"].as_object().expect("keys").iter(), &needed);
        }
    }

    fn form<'s>(&mut self, path: &str, schema: &'s Value, inner: &mut Vec<(String, &'s Value)>) -> String {
        form(schema, &mut |schema| {
            let names: Vec<&str> =
                schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            let place = match self.shown.get(&names.join(" ")) {
                Some(place) => place.clone(),
                None => {
                    let place = path.replace('.', "");
                    self.shown.insert(names.join(" "), place.clone());
                    inner.push((path.to_owned(), schema));
                    place
                }
            };
            format!("[keys](#{place})")
        })
    }
}

fn properties(name: &str) -> serde_json::Map<String, Value> {
    let all = schemas();
    let schema = all.into_iter().find(|it| it.name == name).expect("a schema of that name");
    schema.json["properties"].as_object().expect("keys").clone()
}

#[test]
fn the_reference_of_records_has_every_key() {
    let kinds = ["advisory", "incident", "notice", "lesson"].map(|kind| (kind, properties(kind)));
    let common = |key: &String| kinds.iter().all(|(_, keys)| keys.contains_key(key));
    let mut page = Keys {
        out: format!(
            "# Keys of records\n\nEvery key that a record or a page may have, for whoever writes one. [Records](../guides/records.md) explains how they work together,\n[what is withheld](../guides/withholding.md) what restricts. A key that isn't here is an error.\n\n{MADE}\n## Every record\n"
        ),
        ..Keys::default()
    };
    page.table("", kinds[0].1.iter().filter(|(key, _)| common(key)), &["title"]);
    for ((kind, keys), title) in kinds.iter().zip(["Advisories", "Incidents", "Notices", "Lessons"]) {
        let _ = write!(
            page.out,
            "\n## {title}\n\nBeside those of every record, {} may have:\n",
            if kind.starts_with(['a', 'i']) { format!("an {kind}") } else { format!("a {kind}") }
        );
        page.table("", keys.iter().filter(|(key, _)| !common(key)), &[]);
    }
    page.out += "\n## Pages and parts of the plan\n";
    page.table("", properties("page").iter(), &[]);
    is_current("reference/keys.md", &page.out);
}

#[test]
fn the_reference_of_site_yaml_has_every_key() {
    let mut page = Keys {
        out: format!(
            "# Keys of site.yaml\n\nEvery setting of a site, for whoever sets one up. `title`, `url` and `report` are needed, the rest has defaults. The example's\n[site.yaml](https://github.com/unpublished_/fanlight/blob/main/content/site.yaml) shows most of it.\n\n{MADE}\n## All keys\n"
        ),
        ..Keys::default()
    };
    page.table("", properties("site").iter(), &["title", "url", "report"]);
    is_current("reference/site.md", &page.out);
}

/// `Examples:` of a help: each with what it does as a comment.
fn examples(help: &str) -> Option<String> {
    let examples = help.split("Examples:\n").nth(1)?.split("\n\n").next()?;
    let mut out = String::from("\n```sh\n");
    for line in examples.lines() {
        let (command, words) = line.trim_start().split_once("  ").unwrap_or((line.trim_start(), ""));
        // What a long line does is said on the next one.
        match line.starts_with("    ") {
            true => out.truncate(out.trim_end().len()),
            false => out += command,
        }
        let words = if line.starts_with("    ") { line.trim() } else { words.trim() };
        let _ = writeln!(out, "{}", if words.is_empty() { String::new() } else { format!("  # {words}") });
    }
    Some(out + "```\n")
}

/// A row that so many commands have stands once, before them.
const COMMON: usize = 5;

/// The options of a command that are documented.
fn options(command: &Command) -> impl Iterator<Item = &clap::Arg> {
    let documented =
        |argument: &&clap::Arg| !argument.is_hide_set() && !["help", "version"].contains(&argument.get_id().as_str());
    command.get_arguments().filter(documented)
}

/// How many commands have each row.
fn count(command: &Command, rows: &mut BTreeMap<String, usize>) {
    options(command).for_each(|option| *rows.entry(row(option)).or_default() += 1);
    command.get_subcommands().for_each(|sub| count(sub, rows));
}

fn command(out: &mut String, command: &Command, name: &str, common: &[&str]) {
    let help =
        command.clone().get_after_long_help().or(command.get_after_help()).map(ToString::to_string).unwrap_or_default();
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let _ = write!(out, "\n## `{name}`\n\n{}\n", about.trim());
    out.push_str(&examples(&help).unwrap_or_default());
    let (shared, own): (Vec<String>, Vec<String>) =
        options(command).map(row).partition(|row| common.contains(&row.as_str()));
    if !own.is_empty() {
        let _ = write!(out, "\n| option | does |\n|---|---|\n{}", own.concat());
    }
    if !shared.is_empty() {
        let names: Vec<&str> = shared.iter().filter_map(|row| row.split(" | ").next()?.strip_prefix("| ")).collect();
        let _ = write!(out, "\nIn common with others: {}.\n", names.join(", "));
    }
    for sub in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        self::command(out, sub, &format!("{name} {}", sub.get_name()), common);
    }
}

fn row(argument: &clap::Arg) -> String {
    let values =
        argument.get_num_args().is_none_or(|num_arg| num_arg.takes_values()) && argument.get_action().takes_values();
    let names = argument
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|value_name| format!("{value_name}"))
        .collect::<Vec<_>>()
        .join(" ");
    let flag = match (argument.get_long(), argument.get_short()) {
        (Some(long), short) => {
            let short = short.map(|short| format!("-{short}, ")).unwrap_or_default();
            if values { format!("{short}--{long} {names}") } else { format!("{short}--{long}") }
        }
        (None, _) => names,
    };
    let mut does = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let words: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|possible_value| !possible_value.is_hide_set())
        .map(|possible_value| format!("`{}`", possible_value.get_name()))
        .collect();
    if values && !words.is_empty() {
        let _ = write!(does, ". One of {}", words.join(", "));
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|default_value| default_value.to_string_lossy()).collect();
    if values && !defaults.is_empty() {
        let _ = write!(does, ". By default `{}`", defaults.join(" "));
    }
    // Brackets would be taken for links.
    format!("| `{flag}` | {} |\n", cell(&does).replace('[', "(").replace(']', ")"))
}

/// Commands that take in from elsewhere, or hand out: a page of their own, as one page for all would be long.
const EXCHANGE: [&str; 9] =
    ["announce", "report", "import", "export", "security-md", "theme", "schema", "completions", "verify"];

#[test]
fn the_reference_of_commands_has_every_command_and_option() {
    let mut program = fanlight::cli::command();
    program.build();
    let mut rows = BTreeMap::new();
    count(&program, &mut rows);
    let common: Vec<&str> = rows.iter().filter(|(_, count)| **count >= COMMON).map(|(row, _)| row.as_str()).collect();
    let common_table = format!("\n## Common options\n\n| option | does |\n|---|---|\n{}", common.concat());
    let mut pages = [
        format!(
            "# Commands\n\nEach command that writes, checks and builds a site, with its options and examples, as `fanlight COMMAND --help` has them;\n[further commands](exchange.md) take in and hand out. Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 something withheld would\nhave left, 4 the machine failed or we did, 5 nothing changed while `next --wait` waited.\n\n{MADE}{common_table}"
        ),
        format!(
            "# Commands for exchange\n\nCommands that take in records and pages, or hand out posts, reports, records, schemas and theme files. Options in common with other\ncommands, and exit codes, are [on their page](commands.md).\n\n{MADE}"
        ),
    ];
    for sub in program.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        let page = usize::from(EXCHANGE.contains(&sub.get_name()));
        command(&mut pages[page], sub, &format!("fanlight {}", sub.get_name()), &common);
    }
    is_current("reference/commands.md", &pages[0]);
    is_current("reference/exchange.md", &pages[1]);
}

#[test]
fn the_list_of_rules_has_every_code() {
    let mut out = format!(
        "# Rules\n\nWhat `fanlight check` may report: each code has a page that says what it means, why it matters, and how to fix it.\n`fanlight check --explain CODE` prints the same.\n\n{MADE}"
    );
    for (level, title, words) in [
        (Level::Error, "Errors", "Nothing is published before they are fixed."),
        (Level::Warning, "Warnings", "The site is published, and its readers or you would miss something."),
    ] {
        let _ = write!(out, "\n## {title}\n\n{words}\n\n| code | meaning |\n|---|---|\n");
        let codes: BTreeSet<(&str, &str)> =
            Code::ALL.iter().filter(|it| it.level() == level).map(|it| (it.as_str(), it.meaning())).collect();
        for (code, meaning) in codes {
            let _ = writeln!(out, "| [{code}]({code}.md) | {} |", cell(meaning));
        }
    }
    is_current("rules/index.md", &out);
}
