//! `fanlight serve`: the site in the author's browser, always as it would be built now.
#![allow(clippy::disallowed_methods, reason = "clock and environment are read in cli")]

mod browser;
mod round;
mod stage;
mod troubles;

use super::Exit;
use super::common::{Content, LogOption, NamedContent};
use crate::serve::http::{Doors, serve};
use crate::serve::watch::{Watch, Woken};
use crate::serve::{Display, Shown};
use chrono::Utc;
use round::Rebuilder;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// Shows the site in a browser while it is written: builds, serves, rebuilds on change
///
/// Builds the site into memory, serves it to this machine alone, and watches the content folder and the themes beside
/// it. On a change it builds again, and the open page reloads by itself. It also builds again at the instant at which an
/// embargo lifts. Ctrl-C ends it; nothing is left on disk.
///
/// What is shown is what `fanlight build` would publish now, searched for what is withheld just the same, with the
/// headers, redirects and error page of a host. An error is reported in the terminal and over the page, and the last good
/// site stays up until it is fixed. Of a site of more than 500 files the page that is open is shown first, while the
/// others are still being made; if something is wrong with one of those, it is reported then, and the last good site is back.
///
/// With --preview it shows everything that is marked for publication, also what is not due yet: as the site will be
/// after the last embargo. Each page then bears a banner. What isn't marked for publication stays withheld.
///
/// With --drafts it shows the site of today and all drafts: records that aren't marked, not approved, or not due. Each
/// says on its page what it lacks. What is private in them stays withheld.
///
/// Only programs on this machine can reach it, under the names localhost, 127.0.0.1 and [::1]; pages of other sites
/// can't read it. What it prints shows withheld records, too, unless CI is set
/// and --private-log is not given.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  fanlight serve                     the folder content, at http://localhost:8000/
  fanlight serve --drafts --open     what you are writing, in the browser
  fanlight serve --preview --open    what is under embargo as well, in the browser
  fanlight serve docs/security --port 0
                                     another folder, at a port that is free
  fanlight serve --preview --at 2026-12-01T14:00:00Z
                                     as the site will be at that instant")]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    /// The port to listen on; 0 takes one that is free and prints it
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    port: u16,

    /// Show drafts as well: what isn't marked, not approved, or not due; a preview
    #[arg(long)]
    drafts: bool,

    /// Open the site in the browser
    #[arg(long)]
    open: bool,

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
    let (mut content, log) = (arguments.content.named(), arguments.log.log());
    content.look = content.look.with_drafts(arguments.drafts);
    content.look.clock()?;
    if !content.folder().is_dir() {
        eprintln!("error: there is no folder {}", content.folder().display());
        eprintln!(
            "  help: go to the folder that holds it, name another with --content DIR, or begin anew: fanlight init my-site"
        );
        return Err(Exit::Content);
    }
    let doors = Doors::open(arguments.port).map_err(|error| no_door(arguments.port, &error))?;
    let watch = Watch::of(&watched(&content)).map_err(|error| no_watch(&error))?;
    let address = format!("http://localhost:{}/", doors.port);
    say(&format!("serving {} at {address}; Ctrl-C ends it", content.folder().display()));
    let display = Display::new(Shown::default());
    let window = display.subscribe();
    let open = arguments.open;
    // It ends with the program.
    std::thread::spawn(move || {
        let mut rebuilder = Rebuilder::new(content, display, log);
        let begun = SystemTime::now();
        rebuilder.build();
        if open {
            browser::open(&address);
        }
        keep_up(&mut rebuilder, watch, begun);
    });
    serve(doors, window).map_err(|error| {
        eprintln!("error: can't serve: {error}");
        Exit::Failed
    })
}

/// All that a site is made of, but for what is kept elsewhere: site.yaml says where.
fn watched(content: &NamedContent) -> Vec<PathBuf> {
    vec![content.folder().to_owned(), content.root().join("themes")]
}

/// Builds again whenever something changes, and whenever the clock changes something.
/// `begun`: when the round before this began.
fn keep_up(rebuilder: &mut Rebuilder, mut watch: Watch, mut begun: SystemTime) {
    /// A machine that slept, or whose clock was set, is noticed so soon.
    const GLANCE: Duration = Duration::from_secs(30);
    loop {
        let left = rebuilder.due.map(|due| (due.0 - Utc::now()).to_std().unwrap_or_default());
        let missed = watch.also(&rebuilder.sources, begun);
        match if missed { Woken::Changed } else { watch.wait(left.unwrap_or(GLANCE).min(GLANCE)) } {
            Woken::Due if rebuilder.due.is_none_or(|due| due.0 > Utc::now()) => {}
            Woken::Changed | Woken::Due => {
                begun = SystemTime::now();
                rebuilder.build();
            }
            Woken::Deaf => return eprintln!("error: changes can't be heard any more; start `fanlight serve` again"),
        }
    }
}

/// One line for the person at the terminal. Nobody reading it is no reason to stop.
fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").unwrap_or(());
}

fn no_door(port: u16, error: &std::io::Error) -> Exit {
    match error.kind() {
        ErrorKind::AddrInUse => {
            eprintln!("error: port {port} is taken: another program listens there, perhaps another `fanlight serve`");
            eprintln!("  help: name another with --port, or take any that is free with --port 0");
        }
        ErrorKind::PermissionDenied => {
            eprintln!("error: this user may not listen on port {port}");
            eprintln!("  help: name one above 1023 with --port");
        }
        _ => eprintln!("error: can't listen on port {port}: {error}"),
    }
    Exit::Failed
}

fn no_watch(error: &notify::Error) -> Exit {
    eprintln!("error: the content folder can't be watched for changes: {error}");
    if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
        eprintln!("  help: the system's limit is reached; raise fs.inotify.max_user_watches");
    }
    Exit::Failed
}
