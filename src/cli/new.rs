//! `fanlight new`: a record to fill in, unpublished.

use super::Exit;
use super::common::write_new;
use super::common::{clock, print_errors, say};
use crate::config::Config;
use crate::ids::Pattern;
use crate::private::{Explained, Request, explain};
use crate::public::Kind;
use crate::starter;
use chrono::Datelike;
use clap::{Args, ValueEnum};
use std::io;
use std::path::{Path, PathBuf};

/// Writes a new record to fill in; it stays unpublished until you mark it
///
/// The record gets an id by the pattern `ids` of site.yaml, such as HARBOUR-{year}-{random:4}, by default one whose order says
/// nothing. The id is the file's name, avoids every id that is in use, and names the page for ever. {seq:4} in the place of
/// {random:4} counts: it shows readers how many records there are, those that are withheld among them.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight new advisory \"A long name ends the server\"
  fanlight new incident \"A token lay in a public log\" --id HARBOUR-2026-k3x9

Exit codes: 0 written; 1 site.yaml has errors; 2 the id is in use or can't be one, nothing was written; 4 the file can't be
written.")]
pub struct Arguments {
    /// What it is
    #[arg(value_enum)]
    kind: Named,

    /// The record's title, in quotes
    #[arg(value_name = "TITLE")]
    title: String,

    /// The record's id [default: by the pattern `ids` of site.yaml]
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// The content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Named {
    /// What is wrong with some versions, and what to do
    Advisory,
    /// What happened
    Incident,
    /// News: a release to come, several advisories at once, all clear
    Notice,
    /// What you do differently since
    Lesson,
}

impl Named {
    fn kind(self) -> Kind {
        match self {
            Named::Advisory => Kind::Advisory,
            Named::Incident => Kind::Incident,
            Named::Notice => Kind::Notice,
            Named::Lesson => Kind::Lesson,
        }
    }

    fn schema(self) -> &'static str {
        match self {
            Named::Advisory => "advisory.json",
            Named::Incident => "incident.json",
            Named::Notice => "notice.json",
            Named::Lesson => "lesson.json",
        }
    }
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let Arguments { kind, title, id, content } = arguments;
    let title = title.trim();
    if title.is_empty() || title.contains(char::is_control) {
        return Err(wrong(
            "a title is one line",
            "put it in quotes: fanlight new advisory \"A long name ends the server\"",
        ));
    }
    let today = clock().0.date_naive();
    let Explained { opened, files } = explain(content, Request::at(clock()));
    let Some(config) = &opened.config else {
        print_errors(&opened);
        return Err(Exit::Content);
    };
    // A record that can't be read has its name nevertheless.
    let mut taken: Vec<String> = files.iter().filter_map(|file| file.id.clone()).collect();
    taken.extend(names(content));
    let id = match id {
        Some(id) => wanted(id, &taken)?,
        None => draw(config, today.year(), &taken)?,
    };
    let file = content.join(kind.kind().section()).join(format!("{id}.md"));
    let title = serde_json::Value::from(title).to_string();
    let text = with_schema(&starter::record(kind.kind(), &title, today), content, *kind);
    write_new(&file, &text).map_err(|error| not_written(&file, &error))?;
    print_summary(&file, &id, config.disclosure.require_approval);
    Ok(())
}

/// The names of what lies in the records' folders, as ids: `a` for `advisories/a.md` and `advisories/a/`.
fn names(content: &Path) -> Vec<String> {
    let folders = Kind::ALL.iter().filter_map(|kind| std::fs::read_dir(content.join(kind.section())).ok());
    let names = folders.flatten().filter_map(Result::ok);
    names.filter_map(|name| Some(name.path().file_stem()?.to_string_lossy().into_owned())).collect()
}

fn wanted(id: &str, taken: &[String]) -> Result<String, Exit> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if id.is_empty() || id.starts_with('.') || !id.chars().all(fits) {
        return Err(wrong(
            "this can't be an id",
            "write letters, digits, `.`, `_` and `-`, and no `.` first: HARBOUR-2026-k3x9",
        ));
    }
    if taken.iter().any(|taken| taken.eq_ignore_ascii_case(id)) {
        return Err(wrong(
            "a record has this id already",
            "choose another, or leave --id out; letter case doesn't tell ids apart",
        ));
    }
    Ok(id.to_owned())
}

fn draw(config: &Config, year: i32, taken: &[String]) -> Result<String, Exit> {
    let settings = &config.settings;
    let organization = settings.organization.as_ref().map(|organization| organization.name.as_str());
    let names = config.prefixes.iter().map(String::as_str).chain(organization).chain([settings.title.as_str()]);
    let pattern = config.ids.clone().unwrap_or_else(|| Pattern::named_after(names));
    let mut failed = false;
    let mut random = || {
        let mut byte = [0];
        failed |= getrandom::fill(&mut byte).is_err();
        byte[0]
    };
    let drawn = pattern.draw(year, taken, &mut random);
    if failed {
        eprintln!("error: the system has no random numbers");
        return Err(Exit::Failed);
    }
    drawn.ok_or_else(|| wrong("no id was found that is free", "widen the pattern `ids` in site.yaml: {random:6}"))
}

/// Names the schema where there is one, as `fanlight init` and `fanlight schema content/.schema` write it.
fn with_schema(text: &str, content: &Path, kind: Named) -> String {
    let name = kind.schema();
    if !content.join(".schema").join(name).exists() {
        return text.to_owned();
    }
    text.replacen("---\n", &format!("---\n# yaml-language-server: $schema=../.schema/{name}\n"), 1)
}

fn wrong(problem: &str, help: &str) -> Exit {
    eprintln!("error: {problem}");
    eprintln!("  help: {help}");
    Exit::Usage
}

fn not_written(file: &Path, error: &io::Error) -> Exit {
    if error.kind() == io::ErrorKind::AlreadyExists {
        return wrong("the file is there already, and nothing is ever written over", "choose another --id");
    }
    eprintln!("error: {}: can't be written: {error}", file.display());
    Exit::Failed
}

fn print_summary(file: &Path, id: &str, approval: bool) {
    let check = "fanlight check".to_owned();
    let approve = format!("fanlight approve {id} --by NAME");
    let width = approve.len() + 3;
    let mut next = format!("  {check:width$}what is wrong or missing\n");
    if approval {
        next += &format!("  {approve:width$}shows what will be public, and approves exactly that\n");
    }
    let file = file.display();
    say(&format!(
        "{file}\n\nIt is unpublished. Fill it in; when it is ready, write `publish: true` in it. Then:\n{next}"
    ));
}
