//! `fanlight explain`: the gate's own decisions, key by key. Never a value. With `--key`: what a key means.

mod key;

use super::Exit;
use super::common::{Log, LogOption, NamedContent, find, print_errors, say};
use crate::private::{Decided, Decision, Explanation, Looked, Subject, Why, explain};
use crate::public::Instant;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write;

/// Shows what of a record is public, what is withheld, by which rule and until when
///
/// Names each key and each marked part of a text, with its line: public, or withheld by which of the gate's rules (numbered
/// as in docs/pages/developing/architecture.md) and until when; below that, what the audit looks for in every output file because of it, and what it
/// doesn't look for and why. No value is ever printed. These are the gate's own notes, taken while it decides just as in a
/// build.
///
/// Without an argument: the whole site, a line for each record and page.
///
/// Where the environment variable CI is set, only what is public is explained, unless --private-log is given.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight explain                                  a line for each record and page
  fanlight explain EXAMPLE-2026-k3x9                one record, key by key
  fanlight explain plan/2-roles.md                  a part of the plan
  fanlight explain EXAMPLE-2026-k3x9 --preview --at 2026-12-01T14:00:00Z
                                                    as it will be at that instant
  fanlight explain --key affected.ranges            what a key means, wherever it can be

Exit codes: 0 told; 1 the content can't be read; 2 wrong usage, or there is no such record.")]
pub struct Arguments {
    /// A record's id, or a file of the content folder
    #[arg(value_name = "ID_OR_FILE")]
    wanted: Option<String>,

    /// What a key of site.yaml, of a record or of a page means, and how it is written: severity, theme.colours
    #[arg(long, value_name = "NAME", conflicts_with = "wanted")]
    key: Option<String>,

    #[command(flatten)]
    content: NamedContent,

    /// For people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    #[command(flatten)]
    log: LogOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    if let Some(key) = &arguments.key {
        return key::explain(key);
    }
    let request = arguments.content.look.request()?;
    let mut explained = explain(arguments.content.folder(), request);
    if explained.opened.config.is_none() {
        print_errors(&explained.opened);
        return Err(Exit::Content);
    }
    if arguments.log.log() == Log::Public {
        eprintln!("note: CI is set, so only what is public is explained; --private-log explains all");
        explained.files = explained.files.into_iter().filter_map(public_only).collect();
    }
    if let Some(wanted) = &arguments.wanted {
        let found = find(wanted, &explained.files, arguments.content.folder())?.to_owned();
        // A file of another format may hold many.
        let named = |it: &Explanation| it.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(wanted));
        let by_id = explained.files.iter().any(named);
        explained.files.retain(|file| file.file == found && (!by_id || named(file)));
    }
    match (arguments.format, &arguments.wanted) {
        (Format::Json, _) => say(&format!("{:#}\n", to_json(&explained.files, request.now))),
        (Format::Human, None) => say(&table(&explained.files)),
        (Format::Human, Some(_)) => explained.files.iter().for_each(|file| say(&in_full(file))),
    }
    Ok(())
}

/// What a reader of the site could find out as well: without lines too, as gaps between them reveal what is withheld.
fn public_only(mut file: Explanation) -> Option<Explanation> {
    if !file.whole.is_public() || file.errors > 0 {
        return None;
    }
    file.parts.retain(|part| {
        matches!(part.decided, Decided::Public { since: None })
            && !matches!(part.subject, Subject::Part | Subject::Item(_))
    });
    file.parts.iter_mut().for_each(|part| part.line = 0);
    Some(file)
}

fn table(files: &[Explanation]) -> String {
    let rows: Vec<[String; 3]> = files.iter().map(row).collect();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    rows.iter().map(|[id, file, state]| format!("{id:first$}  {file:second$}  {state}\n")).collect()
}

fn row(file: &Explanation) -> [String; 3] {
    // A comment is nobody's secret by itself, and a file may have many.
    let parts = file.parts.iter().filter(|part| !part.is_public() && !is_comment(part)).count();
    let mut state = in_words(&file.whole.decided);
    if file.whole.is_public() && parts > 0 {
        let lifts = file.parts.iter().filter_map(|part| until(&part.decided)).min();
        let lifts = lifts.map(|at| format!(", the next lifts {at}")).unwrap_or_default();
        let noun = if parts == 1 { "part" } else { "parts" };
        write!(state, "; {parts} {noun} withheld{lifts}").unwrap_or_default();
    }
    if file.errors > 0 {
        write!(state, "; it has errors").unwrap_or_default();
    }
    [file.id.clone().unwrap_or_else(|| "(page)".into()), file.file.display().to_string(), state]
}

fn in_full(file: &Explanation) -> String {
    let mut text = format!("{}", file.file.display());
    if let (Some(id), Some(kind)) = (&file.id, file.kind) {
        write!(text, ": {id}, in {}", kind.section()).unwrap_or_default();
    }
    let whole = in_words(&file.whole.decided);
    writeln!(text, "\n{whole}").unwrap_or_default();
    if file.errors > 0 {
        writeln!(text, "it has errors, which `fanlight check` reports; it isn't published until they are fixed")
            .unwrap_or_default();
    }
    if !file.whole.is_public() {
        text.push_str("What follows is what its keys would be if the record were public.\n");
    }
    text.push('\n');
    let names: Vec<String> = file.parts.iter().map(name).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for (part, name) in file.parts.iter().zip(&names) {
        let line = if part.line == 0 { String::new() } else { part.line.to_string() };
        writeln!(text, "{line:>5}  {name:width$}  {}", in_words(&part.decided)).unwrap_or_default();
        write_audit(&mut text, &part.audit, Some(part));
    }
    if !file.whole.audit.is_empty() {
        text.push_str("\nBecause the record is withheld as a whole:\n");
        write_audit(&mut text, &file.whole.audit, None);
    }
    text
}

/// `root_cause`, `timeline[3]`, `text`, `part of the text`.
fn name(part: &Decision) -> String {
    let key = if part.key.is_empty() { "text" } else { &part.key };
    match part.subject {
        Subject::Record | Subject::Key => key.to_owned(),
        Subject::Item(at) => match key.split_once('.') {
            Some((list, inner)) => format!("{list}[{at}].{inner}"),
            None => format!("{key}[{at}]"),
        },
        Subject::Part if is_comment(part) => "comment".to_owned(),
        Subject::Part => format!("part of {key}"),
        Subject::Reference => {
            if part.key.is_empty() {
                "a link".into()
            } else {
                format!("one of {key}")
            }
        }
        Subject::Attachment => format!("file {key}"),
    }
}

fn in_words(decided: &Decided) -> String {
    match decided {
        Decided::Public { since: None } => "public".into(),
        Decided::Public { since: Some(at) } => format!("public since {at}"),
        Decided::Steers => "never shown: it says what is".into(),
        Decided::Withheld { why, until } => {
            let until = until.map(|at| format!(" until {at}")).unwrap_or_default();
            match why {
                // Its name says why.
                Why::Comment => format!("withheld, rule {}", why.rule()),
                _ => format!("withheld{until}, rule {}: {}", why.rule(), why.text()),
            }
        }
    }
}

fn is_comment(part: &Decision) -> bool {
    matches!(part.decided, Decided::Withheld { why: Why::Comment, .. })
}

/// What is looked for, a line each; what isn't, by the reason why. `part` is what the lines are below of.
fn write_audit(text: &mut String, looked: &[Looked], part: Option<&Decision>) {
    let mut unsought: Vec<(&'static str, Vec<String>)> = Vec::new();
    for it in looked {
        // The line above names the place.
        let same =
            part.is_some_and(|part| part.line == it.line && (part.key == it.key || part.subject == Subject::Part));
        let key = if it.key.is_empty() { "text" } else { &it.key };
        let line = if it.line == 0 { String::new() } else { format!(" in line {}", it.line) };
        let place = if same { "it".to_owned() } else { format!("{key}{line}") };
        match &it.looked_for {
            Ok(kinds) => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
                writeln!(text, "         the audit looks for {place}: {}", kinds.join(", ")).unwrap_or_default();
            }
            Err(why) => match unsought.iter_mut().find(|(known, _)| *known == why.text()) {
                Some((_, places)) => places.push(place),
                None => unsought.push((why.text(), vec![place])),
            },
        }
    }
    for (why, places) in unsought {
        writeln!(text, "         not looked for: {}, since {why}", places.join(", ")).unwrap_or_default();
    }
}

fn until(decided: &Decided) -> Option<Instant> {
    if let Decided::Withheld { until, .. } = decided { *until } else { None }
}

fn to_json(files: &[Explanation], now: Instant) -> Value {
    let files: Vec<Value> = files.iter().map(file_to_json).collect();
    json!({ "at": now, "files": files })
}

fn file_to_json(file: &Explanation) -> Value {
    let parts: Vec<Value> = file.parts.iter().map(decision_to_json).collect();
    let path = file.file.display().to_string();
    let whole = decision_to_json(&file.whole);
    json!({ "file": path, "id": file.id, "kind": file.kind, "errors": file.errors, "whole": whole, "parts": parts })
}

fn decision_to_json(decision: &Decision) -> Value {
    let (subject, item) = match decision.subject {
        Subject::Record => ("record", None),
        Subject::Key => ("key", None),
        Subject::Item(at) => ("item", Some(at)),
        Subject::Part => ("part", None),
        Subject::Reference => ("reference", None),
        Subject::Attachment => ("attachment", None),
    };
    let mut value = json!({ "subject": subject, "key": decision.key, "item": item, "line": decision.line });
    let decided = match decision.decided {
        Decided::Public { since } => json!({ "public": true, "since": since }),
        Decided::Steers => json!({ "public": false, "steers": true }),
        Decided::Withheld { why, until } => {
            json!({ "public": false, "rule": why.rule(), "why": why.code(), "until": until })
        }
    };
    let audit: Vec<Value> = decision.audit.iter().map(looked_to_json).collect();
    if let (Value::Object(all), Value::Object(more)) = (&mut value, decided) {
        all.extend(more);
        all.insert("audit".into(), audit.into());
    }
    value
}

fn looked_to_json(looked: &Looked) -> Value {
    match &looked.looked_for {
        Ok(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            json!({ "key": looked.key, "line": looked.line, "looked_for": kinds })
        }
        Err(why) => json!({ "key": looked.key, "line": looked.line, "not_looked_for": why.text() }),
    }
}
