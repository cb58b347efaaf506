//! `fanlight export`.

use super::Exit;
use super::common::{self, NamedContent, say};
use crate::emit::cve;
use crate::public::{Advisory, Site};
use crate::render::Links;
use clap::{Args, Subcommand};

/// Prints an advisory in a form that others take in
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight export cve HARBOUR-2026-k3x9                the whole record
  fanlight export cve CVE-2026-12345 --container       what CVE Services takes in
  fanlight export cve HARBOUR-2026-k3x9 --preview --at 2026-12-01T14:00:00Z
                                                       as it will be once it is disclosed")]
pub struct Arguments {
    #[command(subcommand)]
    form: Form,
}

#[derive(Subcommand)]
enum Form {
    Cve(CveArguments),
}

/// A CVE record (CVE JSON 5.2) with the container of your CVE Numbering Authority
///
/// It holds what is disclosed of the advisory at this instant, and nothing else. site.yaml names the authority under `cve`.
#[derive(Args)]
struct CveArguments {
    /// The advisory, by its id or its CVE id
    #[arg(value_name = "ID")]
    id: String,

    /// The container alone, as {"cnaContainer": …}
    #[arg(long)]
    container: bool,

    #[command(flatten)]
    content: NamedContent,
}

pub fn run(arguments: &Arguments) -> Exit {
    let Form::Cve(arguments) = &arguments.form;
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &CveArguments) -> Result<(), Exit> {
    let opened = arguments.content.open()?;
    common::print_errors(&opened);
    let site = opened.site.ok_or(Exit::Content)?;
    let advisory = find(&site, &arguments.id).ok_or_else(|| {
        eprintln!("error: there is no advisory with this id that is public");
        eprintln!("  help: `fanlight explain` shows why one isn't; --preview with --at shows it as it will be");
        Exit::Usage
    })?;
    let links = Links::new(&site);
    let record = cve::Record::of(&site, &links, advisory).map_err(|missing| {
        missing.iter().for_each(|name| eprintln!("error: {}\n  help: {}", name.problem(), name.help()));
        Exit::Content
    })?;
    let json = match arguments.container {
        true => serde_json::to_string_pretty(&serde_json::json!({ "cnaContainer": record.container() })),
        false => serde_json::to_string_pretty(&record),
    };
    say(&(json.map_err(|_| Exit::Failed)? + "\n"));
    Ok(())
}

fn find<'a>(site: &'a Site, id: &str) -> Option<&'a Advisory> {
    let is = |text: &str| text.eq_ignore_ascii_case(id);
    let by_id = site.advisories.iter().find(|advisory| is(&advisory.head.id));
    by_id.or_else(|| site.advisories.iter().find(|advisory| advisory.head.aliases.iter().any(|alias| is(alias))))
}
