//! `fanlight allow`: a coincidence that a person has looked at, written into audit.yaml.

use super::Exit;
use super::common::{Log, LogOption, NamedContent, confirmed, many, print_errors, say, say_line};
use super::leaks::{Slip, shortened, slips, words_of};
use crate::audit::{Allowance, parse_allowances};
use crate::build::{BuildError, Destination, build};
use crate::private::{Opened, inspect};
use clap::Args;

/// Allows a coincidence that the audit found: words that are withheld in one place and mean something else in another
///
/// Shows both places, where it is withheld and where the site would show it; then asks, and adds an entry to audit.yaml, which
/// is never rendered. What isn't found can't be allowed. `check` shows what was found, with the command for each.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight allow \"Jane Roe\" --in EXAMPLE-2026-k3x9 --why \"She is thanked there for something else\"
                                                    shows, asks, writes
  fanlight allow 10.20.30.40 --in site --why \"The address in our manual\" --yes
                                                    shows and writes

Exit codes: 0 allowed, or left as it was; 1 the content has errors; 2 wrong usage, nothing that would leave matches, or CI is
set and --private-log is not given; 4 the file can't be written.")]
pub struct Arguments {
    /// The words that `check` shows, or some of them
    #[arg(value_name = "TEXT")]
    text: String,

    /// Where it is allowed: a record's id, the last part of a page's address, or `site` [default: where it was found]
    #[arg(long = "in", value_name = "ID")]
    within: Option<String>,

    /// Why it gives nothing away, for whoever reads audit.yaml later
    #[arg(long, value_name = "TEXT")]
    why: String,

    /// Don't ask: what is shown was looked at before
    #[arg(long, short)]
    yes: bool,

    #[command(flatten)]
    content: NamedContent,

    #[command(flatten)]
    log: LogOption,
}

/// A passage can be broken by links where a machine reads it, so that allowing all of it leaves pieces.
const ROUNDS: usize = 6;

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    if arguments.log.log() == Log::Public {
        eprintln!("error: CI is set, and what is to be allowed is withheld");
        eprintln!("  help: allow it where nobody else reads the log, or add --private-log");
        return Err(Exit::Usage);
    }
    let why = arguments.why.trim();
    if why.is_empty() || why.contains(char::is_control) {
        eprintln!("error: --why wants a reason, on one line");
        return Err(Exit::Usage);
    }
    let allowances = arguments.content.allowances()?;
    let found = matching(arguments, &allowances)?;
    if found.is_empty() {
        eprintln!("error: nothing that would leave has these words");
        eprintln!("  help: `fanlight check` shows what would leave, and the command for each");
        return Err(Exit::Usage);
    }
    let new = entries(arguments, found, allowances)?;
    say_line!("\nIn audit.yaml:");
    new.iter().for_each(|it| say(&written(it)));
    if !arguments.yes && !confirmed("Do both mean different things, so that nothing is given away?")? {
        say_line!("Nothing was written.");
        return Ok(());
    }
    add(arguments, &new)?;
    say_line!("audit.yaml: allowed");
    Ok(())
}

/// Shows what was found, and gives the entries that allow all of it.
fn entries(
    arguments: &Arguments,
    mut found: Vec<Slip>,
    mut allowances: Vec<Allowance>,
) -> Result<Vec<Allowance>, Exit> {
    let mut new: Vec<Allowance> = Vec::new();
    for _ in 0..ROUNDS {
        for slip in &found {
            let in_ = arguments.within.clone().unwrap_or_else(|| slip.within().to_owned());
            let entry = Allowance { text: slip.words.clone(), in_, why: arguments.why.trim().to_owned() };
            if !new.iter().any(|it| words_of(&it.text) == words_of(&entry.text) && it.in_ == entry.in_) {
                show(slip);
                new.push(entry.clone());
                allowances.push(entry);
            }
        }
        let before = new.len();
        found = matching(arguments, &allowances)?;
        let is_new = |slip: &Slip| !new[..before].iter().any(|it| words_of(&it.text) == words_of(&slip.words));
        if !found.iter().any(is_new) {
            break;
        }
    }
    if let Some(slip) = found.first() {
        say_line!(
            "\nnote: it would still leave in {} outside of what this allows",
            slip.outputs.first().map_or("", |output| output)
        );
        say_line!("  help: allow it where else it is shown ({}), or with --in site", slip.places());
    }
    Ok(new)
}

/// What would leave, of the words that are named.
fn matching(arguments: &Arguments, allowances: &[Allowance]) -> Result<Vec<Slip>, Exit> {
    let content = &arguments.content;
    let opened = inspect(content.folder(), content.look.request()?);
    let (Some(_), Some(config)) = (&opened.site, &opened.config) else {
        print_errors(&opened);
        return Err(Exit::Content);
    };
    let theme = content.theme(config)?;
    let Opened { site: Some(site), withheld, sources, .. } = opened else { return Err(Exit::Content) };
    match build(&site, &theme, withheld, allowances.to_vec(), Destination::Nowhere(&|_| {})) {
        Ok(_) => Ok(Vec::new()),
        Err(BuildError::Leaks(leaks)) => {
            let wanted = words_of(&arguments.text);
            let (mut found, _) = slips(&leaks, &sources, &site);
            found.retain(|slip| holds(&words_of(&slip.words), &wanted) || holds(&wanted, &words_of(&slip.words)));
            Ok(found)
        }
        Err(error) => Err(super::build::print_failure(error)),
    }
}

fn holds<T: PartialEq>(all: &[T], part: &[T]) -> bool {
    !part.is_empty() && all.windows(part.len()).any(|words| words == part)
}

fn show(slip: &Slip) {
    let key = if slip.origin.key.is_empty() { String::new() } else { format!(" ({})", slip.origin.key) };
    say_line!("{}: {}", slip.kind.name(), shortened(&slip.words));
    say_line!("  withheld in  {}:{}{key}", slip.origin.file.display(), slip.origin.line);
    let places = if slip.shown.is_empty() { "no text of the content folder".to_owned() } else { slip.places() };
    say_line!("  shown by     {places}, in {} of the site", many(slip.outputs.len(), "file"));
}

/// An entry, as YAML. A JSON string is one of YAML too.
fn written(allowance: &Allowance) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let Allowance { text, in_, why } = allowance;
    format!("- text: {}\n  in: {}\n  why: {}\n", quoted(text), quoted(in_), quoted(why))
}

/// Adds entries behind those that are there. What is written can be read again, or nothing is written.
fn add(arguments: &Arguments, new: &[Allowance]) -> Result<(), Exit> {
    let path = arguments.content.folder().join("audit.yaml");
    let failed = |problem: &str| {
        eprintln!("error: audit.yaml {problem}");
        Exit::Failed
    };
    let old = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(_) => return Err(failed("can't be read")),
    };
    let mut text = old.clone().unwrap_or_default();
    let before = parse_allowances(&text).map_or(0, |all| all.len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    new.iter().for_each(|it| text.push_str(&written(it)));
    if parse_allowances(&text).map_or(0, |all| all.len()) != before + new.len() {
        eprintln!("error: audit.yaml isn't a list with one entry a line, so nothing can be added to it");
        eprintln!("  help: add the entry above by hand");
        return Err(Exit::Content);
    }
    let written = match old {
        Some(old) => crate::write::replace(&path, old.as_bytes(), text.as_bytes()),
        None => crate::write::create(&path, text.as_bytes()),
    };
    written.map_err(|_| failed("can't be written"))
}
