//! `fanlight theme`: the built-in theme's files, to look at and to change.

use super::Exit;
use super::common::{NamedContent, say, write_new};
use crate::private::Request;
use crate::render::theme::shipped;
use clap::{Args, Subcommand};
use similar::TextDiff;
use std::fmt::Write;
use std::io;
use std::path::PathBuf;

/// Lists the built-in theme's files, copies them into a theme of your own, and shows how yours differ
///
/// Colours, fonts and the logo need no copy: they are keys of site.yaml (`fanlight explain --key theme`). Neither do a style
/// sheet (themes/NAME/extra.css) and words of your own in a page's head, above it, below it or behind a record
/// (themes/NAME/hooks/head.html, banner.html, footer.html, after_record.html). Those stay as they are when Fanlight changes.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight theme list                       the names of all files
  fanlight theme eject advisory.html        a copy of one, into the theme that site.yaml names
  fanlight theme eject --all --name own     copies of all templates, styles and scripts, into themes/own
  fanlight theme eject --print base.html    to the terminal
  fanlight theme diff                       how the theme's files differ from the built-in ones

Exit codes: 0 done; 1 site.yaml can't be read; 2 wrong usage, or a file is there already, which is never written over; 4 it can't
be written.")]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Prints the names of the built-in theme's files
    List,
    Eject(Eject),
    Diff(Diff),
}

/// Copies files of the built-in theme, to be changed
///
/// Each copy bears in its first line what it was made from: `fanlight check` reports when that has changed since.
#[derive(Args)]
struct Eject {
    /// Which files: advisory.html, style.css, strings/de.yaml
    #[arg(value_name = "FILE", required_unless_present = "all", conflicts_with = "all")]
    files: Vec<String>,

    /// All templates, styles and scripts
    #[arg(long)]
    all: bool,

    /// Print the copies instead of writing them
    #[arg(long)]
    print: bool,

    /// The theme's folder in themes/ [default: as site.yaml says, else own]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    content: NamedContent,
}

/// Shows how the theme's files differ from the built-in ones
#[derive(Args)]
struct Diff {
    /// Which files; all of the theme that the built-in one has as well
    #[arg(value_name = "FILE")]
    files: Vec<String>,

    #[command(flatten)]
    content: NamedContent,
}

/// The folder where site.yaml names none.
const OWN: &str = "own";

pub fn run(arguments: &Arguments) -> Exit {
    let done = match &arguments.action {
        Action::List => {
            shipped::files().for_each(|(name, _)| say(&format!("{name}\n")));
            Ok(())
        }
        Action::Eject(arguments) => eject(arguments),
        Action::Diff(arguments) => diff(arguments),
    };
    done.err().unwrap_or(Exit::Fine)
}

fn eject(arguments: &Eject) -> Result<(), Exit> {
    let all = || shipped::files().map(|file| file.0).filter(|name| !name.starts_with("strings/"));
    let names: Vec<&str> =
        if arguments.all { all().collect() } else { arguments.files.iter().map(String::as_str).collect() };
    let copies: Vec<(&str, String)> = names
        .iter()
        .map(|name| Ok((*name, shipped::copy(name).ok_or_else(|| unknown(name))?)))
        .collect::<Result<_, _>>()?;
    if arguments.print {
        copies.iter().for_each(|(_, text)| say(text));
        return Ok(());
    }
    let named = named(&arguments.content)?;
    let theme = arguments.name.clone().or(named.clone()).unwrap_or_else(|| OWN.to_owned());
    if theme == "default" || theme.contains(['/', '\\']) || theme.starts_with('.') {
        return Err(wrong("a theme of your own has a name of its own", "add --name own"));
    }
    let folder = arguments.content.root().join("themes").join(&theme);
    let path = |name: &str| -> PathBuf { folder.join(name) };
    if let Some((name, _)) = copies.iter().find(|(name, _)| path(name).exists()) {
        let problem = format!("{} is there already, and nothing is ever written over", path(name).display());
        return Err(wrong(
            &problem,
            &format!("`fanlight theme diff {name}` shows how it differs from the built-in one"),
        ));
    }
    for (name, text) in &copies {
        write_new(&path(name), text).map_err(|error| failed(&path(name), &error))?;
        say(&format!("{}\n", path(name).display()));
    }
    if named.as_deref() != Some(&*theme) {
        say(&format!("Now write `theme: {theme}` into site.yaml.\n"));
    }
    Ok(())
}

/// The theme that site.yaml names, unless it is the built-in one.
fn named(content: &NamedContent) -> Result<Option<String>, Exit> {
    let opened = crate::private::open(content.folder(), Request::at(content.look.clock()?));
    let config = opened.config.ok_or_else(|| {
        eprintln!("error: site.yaml can't be read; `fanlight check` says why");
        Exit::Content
    })?;
    Ok(Some(config.theme).filter(|name| name != "default"))
}

fn diff(arguments: &Diff) -> Result<(), Exit> {
    let Some(theme) = named(&arguments.content)? else {
        return Err(wrong("the site has the built-in theme", "`fanlight theme eject FILE` makes one of its own"));
    };
    let own = arguments.content.theme_files(&theme).map_err(|problem| {
        eprintln!("error: {problem}");
        Exit::Content
    })?;
    if let Some(name) = arguments.files.iter().find(|name| shipped::text(name).is_none() || !own.contains_key(*name)) {
        return Err(unknown(name));
    }
    for (name, text) in &own {
        let wanted = arguments.files.is_empty() || arguments.files.contains(name);
        if let Some(shipped) = shipped::text(name).filter(|_| wanted) {
            let own = shipped::unmarked(text);
            let diff = TextDiff::from_lines(shipped, own);
            let (from, to) = (format!("built-in/{name}"), format!("themes/{theme}/{name}"));
            let mut text = String::new();
            let _ = write!(text, "{}", diff.unified_diff().header(&from, &to));
            say(&text);
        }
    }
    Ok(())
}

fn unknown(name: &str) -> Exit {
    wrong(&format!("the built-in theme has no file {name}, or yours has none"), "`fanlight theme list` names all")
}

fn wrong(problem: &str, help: &str) -> Exit {
    eprintln!("error: {problem}\n  help: {help}");
    Exit::Usage
}

fn failed(path: &std::path::Path, error: &io::Error) -> Exit {
    eprintln!("error: {}: can't be written: {error}", path.display());
    Exit::Failed
}
