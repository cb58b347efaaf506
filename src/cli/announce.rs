//! `fanlight announce`: ready-made texts for posts and mailing lists.

use super::Exit;
use super::common::{Log, LogOption, NamedContent, clock, say, tell_errors};
use crate::config::Config;
use crate::public::{Instant, Record, Site};
use crate::render::announce::{Announced, mail, posts};
use crate::render::{Links, Words};
use clap::{Args, ValueEnum};

/// Writes short posts of a record, or the plain-text advisory for a mailing list
///
/// For social: a text of 500 characters for Mastodon, of 300 for Bluesky and of 280 for X, counted as each of them counts.
/// For mail: 72 columns of ASCII with what is affected, fixed, how bad it is, credits, references and timeline. Nothing is
/// sent anywhere.
///
/// It tells what is public now. With --preview also of a record that is marked for publication and not yet due, as it will
/// be then (or at --at), headed "embargoed until"; where the environment variable CI is set, that wants --private-log.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight announce HARBOUR-2026-k3x9                       three posts
  fanlight announce HARBOUR-2026-k3x9 --for mail > mail.txt
  fanlight announce HARBOUR-2026-k3x9 --preview             before its time, for your eyes

Exit codes: 0 told; 1 the content has errors; 2 wrong usage, or no such record is public.")]
pub struct Arguments {
    /// The record's id
    #[arg(value_name = "ID")]
    id: String,

    /// For whom
    #[arg(long = "for", value_enum, default_value = "social", value_name = "WHOM")]
    whom: Whom,

    #[command(flatten)]
    content: NamedContent,

    #[command(flatten)]
    log: LogOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Whom {
    Social,
    Mail,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let preview = arguments.content.look.preview;
    if preview && arguments.log.log() == Log::Public {
        eprintln!("error: CI is set, and a preview tells of what is not public yet");
        eprintln!("  help: --private-log prints it, where nobody else reads the log");
        return Err(Exit::Usage);
    }
    let (site, config) = find(arguments)?;
    let theme = arguments.content.theme(&config)?;
    let record = record(&site, &arguments.id).ok_or(Exit::Failed)?;
    let ahead = record.head().published > clock();
    let embargo = ahead.then(|| record.head().published);
    let links = Links::new(&site);
    let words = match arguments.whom {
        Whom::Mail => Words::english(),
        Whom::Social => theme.words(),
    };
    say(&told(&Announced { site: &site, words, links: &links, record }, arguments.whom, embargo));
    Ok(())
}

/// The site at the first instant at which it holds the record: now, or with --preview and no --at later.
fn find(arguments: &Arguments) -> Result<(Site, Config), Exit> {
    let look = arguments.content.look;
    let opened = arguments.content.open()?;
    let (Some(site), Some(config)) = (&opened.site, opened.config.clone()) else {
        tell_errors(&opened);
        return Err(Exit::Content);
    };
    if record(site, &arguments.id).is_some() {
        return opened.site.map(|site| (site, config)).ok_or(Exit::Failed);
    }
    if look.preview && look.at.is_none() {
        let mut instants: Vec<Instant> = opened.changes.iter().map(|it| it.at).collect();
        instants.dedup();
        let later = instants.into_iter().filter_map(|at| arguments.content.open_at(at).site);
        let mut with_it = later.filter(|site| record(site, &arguments.id).is_some());
        if let Some(site) = with_it.next() {
            return Ok((site, config));
        }
    }
    // The same words for one that is withheld and for one that never was.
    eprintln!("error: no record with this id is public");
    eprintln!("  help: `fanlight explain` lists the records; --preview tells of one before its time");
    Err(Exit::Usage)
}

fn record<'s>(site: &'s Site, id: &str) -> Option<Record<'s>> {
    site.records().find(|it| it.head().id.eq_ignore_ascii_case(id))
}

fn told(announced: &Announced<'_>, whom: Whom, embargo: Option<Instant>) -> String {
    let heading = embargo.map(|at| format!("EMBARGOED UNTIL {at}\n\n")).unwrap_or_default();
    let text = match whom {
        Whom::Mail => mail(announced),
        Whom::Social => {
            let post = |it: crate::render::announce::Post| {
                let (used, limit) = (it.platform.count(&it.text), it.platform.limit());
                format!("--- {} ({used} of {limit})\n{}\n", it.platform.name(), it.text)
            };
            posts(announced).into_iter().map(post).collect::<Vec<_>>().join("\n")
        }
    };
    heading + &text
}
