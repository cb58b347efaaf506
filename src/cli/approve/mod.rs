//! `fanlight approve`: who approves sees first what will be public.

mod history;
mod pager;
mod show;
mod sign;

use super::Exit;
use super::common::{Log, LogOption, NamedContent, clock, confirmed, find, print_errors, say, say_line};
use crate::private::approve::{Approvable, Refusal, approve};
use crate::private::{Decided, Decision, Explanation, Why, explain};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use history::History;
use show::{Colours, Former};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Shows what will be public of a record, and writes the approval of exactly that into its file
///
/// Shows every word that the record discloses at once, and what each part adds that lifts later; then asks, and writes
/// `approved` with one digest for the record and one for each instant at which parts lift. Where git has the version that was
/// approved last, every line is shown as a difference to it; on a terminal in the pager that `PAGER` names, else in `less`. An edit of anything disclosed
/// voids the digest that it belongs to: a void one of the record withholds it, a void one of a part keeps that part
/// withheld. A change of what is withheld voids nothing. Comments, order and layout of the file stay as they are.
///
/// Without signatures a name is a word of honour: `--by` writes what it is given. Tie it to a review of the change that adds it, or name
/// `disclosure.approvers` with their keys in site.yaml: then an approval counts that `minimum` of them signed (`--key`).
/// To see what stays withheld: `fanlight explain ID`.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight approve EXAMPLE-2026-k3x9 --by \"Ann Example\"           shows, asks, writes
  fanlight approve EXAMPLE-2026-k3x9 --by \"Ann Example\" --yes     shows and writes
  fanlight approve EXAMPLE-2026-k3x9 --by \"Ann Example\" --key ~/.ssh/id_ed25519
                                                                 and signs it, where approvers have keys
  fanlight approve --all --by \"Ann Example\"                      one after another, all that wait for it
  fanlight approve EXAMPLE-2026-k3x9 --format json                 shows it to a review tool, and writes nothing

Exit codes: 0 approved, or left as it was; 1 the record has errors, nothing was written; 2 wrong usage, or CI is set and
--private-log is not given; 4 the file can't be written.")]
pub struct Arguments {
    /// Ids of records, or their files
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    wanted: Vec<String>,

    /// Every record that is marked for publication and not approved as it is
    #[arg(long)]
    all: bool,

    /// Who approves
    #[arg(long, value_name = "NAME", required_unless_present = "format")]
    by: Option<String>,

    /// Sign with this SSH key, by ssh-keygen: a private key, or the public one of a key that an agent or a token holds
    #[arg(long, value_name = "FILE", requires = "by")]
    key: Option<PathBuf>,

    /// Show what would be approved in another form, and write nothing
    #[arg(long, value_enum, conflicts_with_all = ["by", "yes"])]
    format: Option<Format>,

    /// The day of the approval [default: today, in UTC]
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,

    /// Don't ask: what is shown was looked at before
    #[arg(long, short)]
    yes: bool,

    #[command(flatten)]
    content: NamedContent,

    #[command(flatten)]
    log: LogOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list of records: what each discloses, and what was approved last
    Json,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    if arguments.log.log() == Log::Public {
        eprintln!("error: CI is set, and what is to be approved is not public yet");
        eprintln!("  help: approve where nobody else reads the log, or add --private-log");
        return Err(Exit::Usage);
    }
    let approvables = look(arguments)?;
    let Some(by) = &arguments.by else {
        let all = approvables.iter().map(|one| show::for_machines(one, &former(arguments, one)));
        // A list of texts can't fail to be written.
        say_line!("{}", serde_json::to_string_pretty(&all.collect::<Vec<_>>()).unwrap_or_default());
        return Ok(());
    };
    let by = by.trim();
    if by.is_empty() || by.contains(char::is_control) {
        eprintln!("error: --by wants the name of the one who approves, on one line");
        return Err(Exit::Usage);
    }
    if approvables.is_empty() {
        say_line!("Nothing waits for approval.");
    }
    approvables.iter().try_for_each(|approvable| decide(arguments, approvable, by))
}

/// Shows one record, asks, and writes.
fn decide(arguments: &Arguments, approvable: &Approvable, by: &str) -> Result<(), Exit> {
    let colours = if std::io::stdout().is_terminal() { Colours::Ansi } else { Colours::None };
    let shown = show::for_people(approvable, &former(arguments, approvable), colours);
    // Who doesn't want to be asked doesn't wait for a pager either.
    if arguments.yes {
        say(&shown)
    } else {
        pager::show(&shown)
    }
    if approvable.already {
        match approvable.count() {
            Some((approved, minimum)) => say_line!("\nJust this is approved already, by {approved} of {minimum}."),
            None => say_line!("\nJust this is approved already."),
        }
    }
    if !arguments.yes && !confirmed("Approve publication of exactly this?")? {
        say_line!("Nothing was written.");
        return Ok(());
    }
    let on = arguments.on.unwrap_or_else(|| clock().0.date_naive());
    let signature = arguments.key.as_ref().map(|key| sign::sign(&approvable.message(), key)).transpose()?;
    if let Some(objection) = approvable.objection(by, signature.as_deref()) {
        eprintln!("error: {}: {objection}", approvable.file.display());
        eprintln!("  help: nothing was written");
        return Err(Exit::Usage);
    }
    let count = approvable
        .write(by, &on.to_string(), signature.as_deref())
        .map_err(|refusal| print_refusal(refusal, &approvable.file))?;
    say_line!("{}: approved by {by}", approvable.file.display());
    if let Some((approved, minimum)) = count.filter(|(approved, minimum)| approved < minimum) {
        say_line!("note: that is {approved} of {minimum}: until others approve it, it is withheld");
    }
    if !approvable.marked {
        say_line!("note: it isn't marked for publication yet; add `publish: true`");
    }
    if approvable.published.is_none() {
        say_line!("note: it has no date yet; add `published` or an `embargo`, and approve it again");
    }
    Ok(())
}

fn former(arguments: &Arguments, approvable: &Approvable) -> Former {
    let mut versions = History::of(&arguments.content.folder().join(&approvable.file));
    versions.find_map(|text| approvable.former(&text)).map_or(Former::Unknown, Former::Known)
}

fn look(arguments: &Arguments) -> Result<Vec<Approvable>, Exit> {
    let (content, request) = (arguments.content.folder(), arguments.content.look.request()?);
    let explained = explain(content, request);
    if explained.opened.config.is_none() {
        print_errors(&explained.opened);
        return Err(Exit::Content);
    }
    let files = match arguments.all {
        true => waiting(&explained.files),
        false => {
            let named = arguments.wanted.iter().map(|id| named(id, &explained.files, content));
            named.collect::<Result<_, _>>()?
        }
    };
    let approvable = |file: PathBuf| approve(content, &file, request).map_err(|refusal| print_refusal(refusal, &file));
    files.into_iter().map(approvable).collect()
}

/// The file of one record that can be approved.
fn named(wanted: &str, files: &[Explanation], content: &Path) -> Result<PathBuf, Exit> {
    let file = find(wanted, files, content)?;
    if files.iter().any(|it| it.file == file && it.kind.is_none()) {
        eprintln!("error: pages need no approval");
        return Err(Exit::Usage);
    }
    if file.starts_with("..") {
        eprintln!("error: this record is kept elsewhere");
        eprintln!(
            "  help: a team's own (`format: fanlight`) is approved where it is kept, by approvers whom this site names; one of another format by `publish: true` of its source"
        );
        return Err(Exit::Usage);
    }
    Ok(file.to_owned())
}

/// Records that are withheld, or have a part that is, because nobody approved them as they are.
fn waiting(files: &[Explanation]) -> Vec<PathBuf> {
    let waits = |decision: &Decision| {
        let unapproved = [Why::Unapproved, Why::ApprovalVoid, Why::PartUnapproved];
        matches!(decision.decided, Decided::Withheld { why, .. } if unapproved.contains(&why))
    };
    let waiting =
        files.iter().filter(|file| file.kind.is_some() && (waits(&file.whole) || file.parts.iter().any(waits)));
    waiting.map(|waiting| waiting.file.clone()).filter(|file| !file.starts_with("..")).collect()
}

fn print_refusal(refusal: Refusal, file: &std::path::Path) -> Exit {
    let file = file.display();
    match refusal {
        Refusal::Content(found) => found.iter().for_each(|it| eprintln!("{it}")),
        Refusal::Errors(found) => {
            found.iter().for_each(|it| eprintln!("{it}"));
            eprintln!("error: {file}: a record with errors can't be approved");
            eprintln!("  help: `fanlight check` shows what is wrong; nothing was written");
        }
        Refusal::Layout(why) => {
            eprintln!("error: {file}: the approval can't be written: {why}");
            eprintln!("  help: nothing was written");
        }
        Refusal::Io(error) => {
            eprintln!("error: {file}: the file can't be read or written: {error}");
            return Exit::Failed;
        }
    }
    Exit::Content
}
