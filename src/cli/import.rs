//! `fanlight import`: records that are kept in other formats, as records of ours.

use super::common::{clock, many, say};
use super::{Exit, progress};
use crate::config::Format;
use crate::diagnostic::{Diagnostic, Level};
use crate::private::import::{Existing, Marking, Moved, Order, Pages, Tally, Task, import, import_pages, tasks};
use crate::public::Vocabulary;
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Writes records that are kept in another format into the content folder, unpublished
///
/// Reads OSV (JSON, or the YAML that some databases keep), a GitHub repository's security advisories (as `gh api
/// /repos/OWNER/REPO/security-advisories` prints them), RustSec, CSAF 2.0, CVE JSON 5, ruby-advisory-db and FriendsOfPHP's
/// advisories, and writes a Markdown file for each record, in the folder of its kind. A file that is there already is left alone.
///
/// Fields that have no place in a record are kept under `private: { imported: … }`, which is withheld in every build, and
/// named in the last lines with the number of records that have them. Marks of ours in foreign text are no marks.
///
/// With --update, what changed over there since the import before is taken over, key by key. What people changed or added
/// in a file (publish, approved, embargo, tags, their own words) stays; where both sides changed a key, the file's stays
/// and the key is reported.
///
/// `pages` takes pages of Jekyll, Hugo, Docusaurus and MkDocs instead: front matter in YAML, TOML or JSON becomes the keys that a page has here,
/// admonitions become alerts, and what has no place is named. They go into pages/, with `publish: false` unless --publish is given; a
/// draft stays one.
///
/// To publish records from where they lie, without copying them, name them under `sources` in site.yaml.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight import osv ../advisories              each record of a folder, unpublished
  gh api /repos/OWNER/REPO/security-advisories > ghsa.json
  fanlight import ghsa ghsa.json --publish       marked for publication, but for drafts
  fanlight import rustsec ../advisory-db/crates --update
                                                 what is new or changed since
  fanlight import pages ../old-site/docs         pages of another generator, into content/pages

Exit codes: 0 imported; 1 some file can't be read, all others were imported; 2 wrong usage; 4 a file can't be written.")]
pub struct Arguments {
    /// osv, ghsa, rustsec, csaf, cve, rubysec, friendsofphp, or pages
    #[arg(value_name = "FORMAT", value_parser = wanted)]
    wanted: Wanted,

    /// Files, or folders that are read recursively
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The content folder that the records go into
    #[arg(long, value_name = "DIR", default_value = "content")]
    into: PathBuf,

    /// Mark new records for publication, but for those that their own format calls a draft
    #[arg(long)]
    publish: bool,

    /// Take over into files that are there what changed since the import before
    #[arg(long)]
    update: bool,
}

/// What is imported.
#[derive(Clone, Copy)]
enum Wanted {
    Records(Format),
    Pages,
}

fn wanted(written: &str) -> Result<Wanted, String> {
    let records = Format::from_word(written).map(Wanted::Records);
    let wanted = records.or((written == "pages").then_some(Wanted::Pages));
    wanted.ok_or_else(|| format!("write one of {}, pages", Format::WORDS.join(", ")))
}

pub fn run(arguments: &Arguments) -> Exit {
    let Arguments { wanted, paths, into, publish, update } = arguments;
    if !into.is_dir() {
        eprintln!("error: there is no folder {}", into.display());
        eprintln!("  help: make the content folder first, or name it with --into");
        return Exit::Usage;
    }
    let marking = if *publish { Marking::Published } else { Marking::Unpublished };
    let Wanted::Records(format) = *wanted else { return pages(paths, into, marking) };
    let (mut all, mut wrong): (Vec<Task>, Vec<Diagnostic>) = Default::default();
    for path in paths {
        match tasks(format, path) {
            Ok(found) => all.extend(found),
            Err(reported) => wrong.extend(reported),
        }
    }
    let existing = if *update { Existing::Updated } else { Existing::Left };
    let bar = progress::bar(all.len());
    let order = Order { format, into, marking, existing };
    let mut tally = import(&order, &all, &|| bar.inc(1));
    bar.finish_and_clear();
    wrong.append(&mut tally.wrong);
    wrong.iter().for_each(|it| eprintln!("{it}"));
    tally.failed.iter().for_each(|error| eprintln!("error: a record can't be written: {error}"));
    say(&summary(&tally, existing));
    if !tally.failed.is_empty() {
        Exit::Failed
    } else if wrong.iter().any(|it| it.level() == Level::Error) {
        Exit::Content
    } else {
        Exit::Fine
    }
}

fn pages(paths: &[PathBuf], into: &Path, marking: Marking) -> Exit {
    let mut pages = Pages::default();
    for path in paths {
        if !path.exists() {
            eprintln!("error: there is no {}", path.display());
            return Exit::Usage;
        }
        import_pages(path, &Moved { into, marking, today: clock().0.date_naive() }, &mut pages);
    }
    let Pages { written, left, drafts, pictures, dropped, tags, lost, refused, failed } = &pages;
    refused.iter().for_each(|(path, why)| eprintln!("error: {}: {why}", path.display()));
    failed.iter().for_each(|error| eprintln!("error: a page can't be written: {error}"));
    let mut text: String = written.iter().map(|path| format!("{}\n", into.join(path).display())).collect();
    text += &format!("{} written", many(written.len(), "page"));
    if *pictures > 0 {
        text += &format!(", {} copied beside them", many(*pictures, "picture"));
    }
    text += &if left.is_empty() { "\n".to_owned() } else { format!(", {} there already\n", left.len()) };
    for path in left {
        let what = if path == Path::new("index.md") { ", as the home page" } else { "" };
        text += &format!("there already{what}, and left alone: {}\n", into.join(path).display());
    }
    if *drafts > 0 {
        text += &format!("{} not to be seen by everybody over there: `publish: false`\n", many(*drafts, "page"));
    }
    if !dropped.is_empty() {
        text += &format!("left out, as a page has no place for it: {}\n", counts(dropped));
    }
    for (all, what) in [
        (tags, "tags of a template language are text here"),
        (lost, "a picture isn't copied, as it isn't there or belongs into static/"),
    ] {
        for (path, lines) in all {
            let shown = lines.iter().take(5).map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let more = if lines.len() > 5 { format!(" and {} more", lines.len() - 5) } else { String::new() };
            text += &format!("{}: {what}: line {shown}{more} of its text\n", into.join(path).display());
        }
    }
    say(&text);
    match (failed.is_empty(), refused.is_empty()) {
        (false, _) => Exit::Failed,
        (true, false) => Exit::Content,
        (true, true) => Exit::Fine,
    }
}

fn summary(tally: &Tally, existing: Existing) -> String {
    let Tally { written, updated, unchanged, left, drafts, edited, kept, left_out, too_deep, .. } = tally;
    let mut text = format!("{} written", records(*written));
    for (count, words) in [(*updated, "updated"), (*unchanged, "unchanged")] {
        if count > 0 {
            text.push_str(&format!(", {count} {words}"));
        }
    }
    if *left > 0 {
        let why = match existing {
            Existing::Left => "there already (--update takes over what changed)",
            Existing::Updated => "there already and not from an import: left alone",
        };
        text.push_str(&format!(", {left} {why}"));
    }
    text.push('\n');
    if *drafts > 0 {
        text.push_str(&format!("{} not published by their own format, and not marked\n", records(*drafts)));
    }
    if !edited.is_empty() {
        text.push_str(&format!("changed over there and by hand, left as they are: {}\n", counts(edited)));
    }
    if !kept.is_empty() {
        text.push_str(&format!("kept under private.imported, never published: {}\n", counts(kept)));
    }
    if !left_out.is_empty() {
        text.push_str(&format!("left out, as a record has no place for it: {}\n", counts(left_out)));
    }
    if *too_deep > 0 {
        let fields = if *too_deep == 1 { "field is" } else { "fields are" };
        text.push_str(&format!(
            "{too_deep} {fields} nested deeper than 40 levels, which YAML can't keep: only a digest of each is written; the \
             originals have them\n"
        ));
    }
    text
}

fn records(count: usize) -> String {
    many(count, "record")
}

/// `cwe_ids (3), notes (1)`.
fn counts(all: &BTreeMap<String, usize>) -> String {
    all.iter().map(|(name, count)| format!("{name} ({count})")).collect::<Vec<_>>().join(", ")
}
