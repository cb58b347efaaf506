//! `fanlight approve`: who approves sees first what will be public.

use super::Exit;
use super::common::{Log, LogOption, NamedContent, clock, find, tell_errors};
use crate::private::approve::{Approvable, Refusal, approve};
use crate::private::explain;
use chrono::NaiveDate;
use clap::Args;
use std::io::{BufRead, IsTerminal, Write};

/// Shows what will be public of a record, and writes the approval of exactly that into its file
///
/// Tells in words what the record discloses at once, and what each part adds that lifts later; then asks, and writes
/// `approved` with one digest for the record and one for each instant at which parts lift. An edit of anything disclosed
/// voids the digest that it belongs to: a void one of the record withholds it, a void one of a part keeps that part
/// withheld. A change of what is withheld voids nothing. Comments, order and layout of the file stay as they are.
///
/// To see the pages themselves: `fanlight build --preview --at INSTANT --out DIR`. To see what stays withheld:
/// `fanlight explain ID`.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight approve EXAMPLE-2026-k3x9 --by \"Ann Example\"           shows, asks, writes
  fanlight approve EXAMPLE-2026-k3x9 --by \"Ann Example\" --yes     shows and writes

Exit codes: 0 approved, or left as it was; 1 the record has errors, nothing was written; 2 wrong usage, or CI is set and
--private-log is not given; 4 the file can't be written.")]
pub struct Arguments {
    /// The record's id, or its file
    #[arg(value_name = "ID")]
    wanted: String,

    /// Who approves
    #[arg(long, value_name = "NAME")]
    by: String,

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
    let by = arguments.by.trim();
    if by.is_empty() || by.contains(char::is_control) {
        eprintln!("error: --by wants the name of the one who approves, on one line");
        return Err(Exit::Usage);
    }
    let approvable = look(arguments)?;
    show(&approvable);
    if approvable.already {
        println!("\nJust this is approved already.");
    }
    if !arguments.yes && !confirmed()? {
        println!("Nothing was written.");
        return Ok(());
    }
    let on = arguments.on.unwrap_or_else(|| clock().0.date_naive());
    approvable.write(by, &on.to_string()).map_err(|refusal| tell_refusal(refusal, &approvable.file))?;
    println!("{}: approved by {by}", approvable.file.display());
    if !approvable.marked {
        println!("note: it isn't marked for publication yet; add `publish: true`");
    }
    Ok(())
}

fn look(arguments: &Arguments) -> Result<Approvable, Exit> {
    let (content, request) = (arguments.content.folder(), arguments.content.look.request()?);
    let explained = explain(content, request);
    if explained.opened.config.is_none() {
        tell_errors(&explained.opened);
        return Err(Exit::Content);
    }
    let file = find(&arguments.wanted, &explained.files, content)?;
    if explained.files.iter().any(|it| it.file == file && it.kind.is_none()) {
        eprintln!("error: pages need no approval");
        return Err(Exit::Usage);
    }
    if file.starts_with("..") {
        eprintln!("error: this record is kept elsewhere, and site.yaml approves it: `publish: true` of its source");
        return Err(Exit::Usage);
    }
    approve(content, file, request).map_err(|refusal| tell_refusal(refusal, file))
}

fn tell_refusal(refusal: Refusal, file: &std::path::Path) -> Exit {
    let file = file.display();
    match refusal {
        Refusal::Content(found) => found.iter().for_each(|it| eprintln!("{it}")),
        Refusal::Errors(found) => {
            found.iter().for_each(|it| eprintln!("{it}"));
            eprintln!("error: {file}: a record with errors can't be approved");
            eprintln!("  help: `fanlight check` tells what is wrong; nothing was written");
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

fn show(approvable: &Approvable) {
    println!("{} becomes {}", approvable.file.display(), approvable.page);
    for stage in &approvable.stages {
        match stage.at {
            None => println!("\nPublic from {}:", approvable.published),
            Some(at) => println!("\nAt {at} this is added or changed:"),
        }
        for (key, words) in &stage.keys {
            println!("  {key:16} {words}");
        }
    }
}

fn confirmed() -> Result<bool, Exit> {
    if !std::io::stdin().is_terminal() {
        eprintln!("error: there is no terminal to ask on");
        eprintln!("  help: read what is shown above, then add --yes");
        return Err(Exit::Usage);
    }
    print!("\nApprove publication of exactly this? [y/N] ");
    std::io::stdout().flush().map_err(|_| Exit::Failed)?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|_| Exit::Failed)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
