//! `fanlight announce`: ready-made texts for posts and mailing lists.

use super::Exit;
use super::common::{Log, LogOption, NamedContent, clock, print_errors, say};
use crate::config::Config;
use crate::public::{Instant, Record, Site};
use crate::render::announce::count::Platform;
use crate::render::announce::{Announced, Post, mail, post, posts};
use crate::render::{Links, Words};
use clap::{Args, ValueEnum};
use serde_json::json;

/// Writes short posts of a record, or the plain-text advisory for a mailing list
///
/// For social: a text of 500 characters for Mastodon, of 300 for Bluesky, of 280 for X and of 3,000 for LinkedIn, counted as each of
/// them counts; what the record's `post` says, else what it is, what to do, and the link. After a material revision it begins "Updated:".
/// For mail: 72 columns of ASCII with what is affected, fixed, how bad it is, credits, references and timeline. Nothing is
/// sent anywhere.
///
/// It shows what is public now. With --preview also of a record that is marked for publication and not yet due, as it will
/// be then (or at --at), headed "embargoed until"; where the environment variable CI is set, that wants --private-log.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight announce HARBOUR-2026-k3x9                       a post for each platform
  fanlight announce HARBOUR-2026-k3x9 --for mastodon --raw | toot post
  fanlight announce HARBOUR-2026-k3x9 --format json         for a program
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

    /// That text alone, to be piped; for one platform, or mail
    #[arg(long, conflicts_with = "format")]
    raw: bool,

    /// For people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    #[command(flatten)]
    content: NamedContent,

    #[command(flatten)]
    log: LogOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Whom {
    /// Every platform
    Social,
    Mastodon,
    Bluesky,
    X,
    Linkedin,
    Mail,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    if arguments.raw && arguments.whom == Whom::Social {
        eprintln!("error: --raw prints one text, and --for social makes several");
        eprintln!("  help: add --for mastodon, bluesky, x, linkedin or mail");
        return Err(Exit::Usage);
    }
    let preview = arguments.content.look.preview;
    if preview && arguments.log.log() == Log::Public {
        eprintln!("error: CI is set, and a preview shows what is not public yet");
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
        _ => theme.words(),
    };
    let announced = Announced { site: &site, words, links: &links, record };
    say(&match (arguments.format, arguments.raw) {
        (Format::Json, _) => json(&announced, arguments.whom, embargo),
        // Whoever pipes it before its time is to notice.
        (Format::Human, true) => {
            heading(embargo) + &texts(&announced, arguments.whom).into_iter().map(|text| text.text).collect::<String>()
        }
        (Format::Human, false) => for_people(&announced, arguments.whom, embargo),
    });
    Ok(())
}

/// The site at the first instant at which it holds the record: now, or with --preview and no --at later.
fn find(arguments: &Arguments) -> Result<(Site, Config), Exit> {
    let look = arguments.content.look;
    let opened = arguments.content.open()?;
    let (Some(site), Some(config)) = (&opened.site, opened.config.clone()) else {
        print_errors(&opened);
        return Err(Exit::Content);
    };
    if record(site, &arguments.id).is_some() {
        return opened.site.map(|site| (site, config)).ok_or(Exit::Failed);
    }
    if look.preview && look.at.is_none() {
        let mut instants: Vec<Instant> = opened.changes.iter().map(|change| change.at).collect();
        instants.dedup();
        let later = instants.into_iter().filter_map(|at| arguments.content.open_at(at).site);
        let mut with_it = later.filter(|site| record(site, &arguments.id).is_some());
        if let Some(site) = with_it.next() {
            return Ok((site, config));
        }
    }
    // The same words for one that is withheld and for one that never was.
    eprintln!("error: no record with this id is public");
    match look.preview {
        true => eprintln!("  help: nor will one be by itself: `fanlight explain` says of each record what it lacks"),
        false => eprintln!("  help: `fanlight explain` lists the records; --preview shows one before its time"),
    }
    Err(Exit::Usage)
}

fn record<'s>(site: &'s Site, id: &str) -> Option<Record<'s>> {
    site.records().find(|record| record.head().id.eq_ignore_ascii_case(id))
}

/// A text, and what it is for: a platform, or a mail.
struct Made {
    platform: Option<Platform>,
    text: String,
}

fn texts(announced: &Announced<'_>, whom: Whom) -> Vec<Made> {
    let made = |Post { platform, text }: Post| Made { platform: Some(platform), text: format!("{text}\n") };
    let one = |platform| vec![made(post(announced, platform))];
    match whom {
        Whom::Social => posts(announced).into_iter().map(made).collect(),
        Whom::Mastodon => one(Platform::Mastodon),
        Whom::Bluesky => one(Platform::Bluesky),
        Whom::X => one(Platform::X),
        Whom::Linkedin => one(Platform::LinkedIn),
        Whom::Mail => vec![Made { platform: None, text: mail(announced) }],
    }
}

fn heading(embargo: Option<Instant>) -> String {
    embargo.map(|at| format!("EMBARGOED UNTIL {at}\n\n")).unwrap_or_default()
}

fn for_people(announced: &Announced<'_>, whom: Whom, embargo: Option<Instant>) -> String {
    let headed = |Made { platform, text }: Made| match platform {
        Some(platform) => {
            let (used, limit) = (platform.count(text.trim_end()), platform.limit());
            format!("--- {} ({used} of {limit})\n{text}", platform.name())
        }
        None => text,
    };
    heading(embargo) + &texts(announced, whom).into_iter().map(headed).collect::<Vec<_>>().join("\n")
}

fn json(announced: &Announced<'_>, whom: Whom, embargo: Option<Instant>) -> String {
    let made = texts(announced, whom).into_iter().map(|Made { platform, text }| match platform {
        Some(platform) => {
            let text = text.trim_end();
            json!({ "for": platform.name().to_lowercase(), "text": text, "used": platform.count(text), "limit": platform.limit() })
        }
        None => json!({ "for": "mail", "text": text }),
    });
    let id = announced.record.head().id.as_str();
    format!("{:#}\n", json!({ "id": id, "embargoed_until": embargo, "texts": made.collect::<Vec<_>>() }))
}
