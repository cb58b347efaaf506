//! `fanlight import`: records that are kept in other formats, as records of ours.

use super::common::say;
use super::{Exit, progress};
use crate::config::Format;
use crate::diagnostic::{Diagnostic, Level};
use crate::private::import::{Existing, Marking, Order, Tally, Task, import, tasks};
use crate::public::Vocabulary;
use clap::Args;
use std::collections::BTreeMap;
use std::path::PathBuf;

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
/// and the key is told.
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

Exit codes: 0 imported; 1 some file can't be read, all others were imported; 2 wrong usage; 4 a file can't be written.")]
pub struct Arguments {
    /// osv, ghsa, rustsec, csaf, cve, rubysec or friendsofphp
    #[arg(value_name = "FORMAT", value_parser = format)]
    format: Format,

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

fn format(written: &str) -> Result<Format, String> {
    Format::from_word(written).ok_or_else(|| format!("write one of {}", Format::WORDS.join(", ")))
}

pub fn run(arguments: &Arguments) -> Exit {
    let Arguments { format, paths, into, publish, update } = arguments;
    if !into.is_dir() {
        eprintln!("error: there is no folder {}", into.display());
        eprintln!("  help: make the content folder first, or name it with --into");
        return Exit::Usage;
    }
    let (mut all, mut wrong): (Vec<Task>, Vec<Diagnostic>) = Default::default();
    for path in paths {
        match tasks(*format, path) {
            Ok(found) => all.extend(found),
            Err(told) => wrong.extend(told),
        }
    }
    let marking = if *publish { Marking::Published } else { Marking::Unpublished };
    let existing = if *update { Existing::Updated } else { Existing::Left };
    let bar = progress::bar(all.len());
    let order = Order { format: *format, into, marking, existing };
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
    format!("{count} {}", if count == 1 { "record" } else { "records" })
}

/// `cwe_ids (3), notes (1)`.
fn counts(all: &BTreeMap<String, usize>) -> String {
    all.iter().map(|(name, count)| format!("{name} ({count})")).collect::<Vec<_>>().join(", ")
}
