//! `fanlight diff`: what the next build would change, to be read before it is merged.

use super::common::{NamedContent, print_public, say};
use super::{Exit, against};
use crate::diagnostic::Level;
use crate::diff::{Objection, compare, objections, words};
use crate::emit::manifest;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Shows what the next build would publish, change and remove, record by record and key by key
///
/// Compares what is public now with a former site, and shows as well what `fanlight build --against` would refuse. It
/// looks at what is public alone, on both sides, so what it prints is fit for a public log; --format markdown makes a
/// comment for a pull request.
///
/// With --preview and an --at that lies ahead it shows what will have changed by then: that is not for the public.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight diff public                           against what was built last
  fanlight diff former.json --format markdown    a comment for a pull request; former.json is the
                                                 site-manifest.json that is online
  fanlight diff public --preview --at 2026-12-01T14:00:00Z
                                                 what will have changed by then

Exit codes: 0 told, whether anything changes or not; 1 the content has errors; 2 wrong usage, or there is no former site.")]
pub struct Arguments {
    /// A folder that `fanlight build` wrote, or its site-manifest.json
    #[arg(value_name = "OLD")]
    old: PathBuf,

    #[command(flatten)]
    content: NamedContent,

    /// For people, for programs, or for a comment on a pull request
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Markdown,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let old = against::named(&arguments.old)?;
    let opened = arguments.content.open()?;
    print_public(&opened);
    let site = opened.site.ok_or(Exit::Content)?;
    let new = manifest::describe(&site, BTreeSet::new());
    let (changes, objections) = (compare(&old, &new), objections(&old, &new, &[]));
    match arguments.format {
        Format::Human => say(&words::plain(&changes, &objections)),
        Format::Markdown => say(&words::markdown(&changes, &objections)),
        Format::Json => {
            let objections: Vec<_> = objections.iter().map(to_json).collect();
            say(&format!("{:#}\n", json!({ "changes": changes, "objections": objections })));
        }
    }
    Ok(())
}

fn to_json(objection: &Objection) -> serde_json::Value {
    let level = if objection.level() == Level::Error { "error" } else { "warning" };
    json!({ "code": objection.code(), "level": level, "problem": objection.problem(), "help": objection.help() })
}
