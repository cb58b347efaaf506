//! `fanlight build`.

use super::common::{Content, print_public, say};
use super::{Exit, against, common, notes, signing, timings};
use crate::build::{BuildError, Built, Destination, Extras, Former, Meter, build_with, made_of};
use crate::diagnostic::Level;
use crate::diff::objections;
use crate::emit::csaf::Signer;
use crate::emit::manifest::{self, Manifest};
use crate::public::{Site, Vocabulary};
use crate::write;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant as Stopwatch;

/// Builds the site
///
/// Reads the content folder, lets out what is public at this instant, renders it, searches every output file for what is
/// withheld, and puts the new site in the place of the old one as a whole, or not at all.
///
/// Links last: the build stops where a record or a page that was public would be gone and is not withdrawn, where
/// `published` changes, and where `modified` goes back. It compares with --against, by default with what the output folder
/// holds; a fresh checkout has nothing to compare with, so fetch the former site-manifest.json there.
///
/// Exit codes: 0 built; 1 the content has errors, or a link would break; 2 wrong usage; 3 something withheld would have
/// left; 4 the machine failed. Unless it is 0 nothing was published, and the old site is whole.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  fanlight build                            content/ becomes public/
  fanlight build records --out /srv/site    other folders
  fanlight build --against former.json      former.json is the site-manifest.json that is online
  fanlight build --allow-removal EXAMPLE-2026-k3x9
                                            let a record go for good
  fanlight build --audience amber --out partners
                                            with what partners may see
  fanlight build --drafts                   with what is not public yet, into preview/
  fanlight build --preview --at 2026-12-01T14:00:00Z --out preview
                                            as the site will be at that instant")]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    /// Where to write the site; a folder of its own, which is replaced as a whole
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The former site, to compare with: a folder that a build wrote, or its site-manifest.json [default: what --out holds; for a preview, none]
    #[arg(long, value_name = "OLD")]
    against: Option<PathBuf>,

    /// Let this record or page go, by its id or its path; may be given several times
    #[arg(long, value_name = "ID")]
    allow_removal: Vec<String>,

    /// Show drafts as well: what isn't marked, not approved, or not due; a preview, by default in the folder `preview`
    #[arg(long)]
    drafts: bool,

    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,

    /// Print what each stage took: time (of all threads together), files and bytes
    #[arg(long)]
    timings: bool,

    /// How to print what the stages took
    #[arg(long, value_enum, default_value = "human", requires = "timings")]
    format: timings::Format,

    #[command(flatten)]
    log: common::LogOption,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let started = Stopwatch::now();
    let mut content = arguments.content.named();
    content.look = content.look.with_drafts(arguments.drafts);
    let opened = content.open()?;
    let read = started.elapsed();
    if arguments.quiet {
        common::print_errors(&opened);
    } else {
        print_public(&opened);
    }
    let (Some(site), Some(config)) = (opened.site, opened.config) else {
        eprintln!("nothing was published");
        return Err(Exit::Content);
    };
    content.addressed(&config)?;
    let out = match (&arguments.out, content.look.audience) {
        (Some(out), _) => out.clone(),
        (None, Some(_)) => {
            eprintln!("error: a build for another audience wants a folder of its own\n  help: name it with --out");
            return Err(Exit::Usage);
        }
        (None, None) if arguments.drafts => content.root().join("preview"),
        (None, None) => content.root().join("public"),
    };
    let theme = content.theme(&config)?;
    // A signature is another each time, and a history depends on the former site.
    let is_made_of_it_alone = config.signing.is_none() && !site.settings.has_history();
    let note = notes::note(&out).zip(notes::program()).filter(|_| is_made_of_it_alone);
    let note = note.map(|(note, program)| (note, made_of(&site, &theme, &program)));
    let noted = match note.as_ref().is_some_and(|(note, made_of)| note.describes(made_of, &out)) {
        true => Noted::Same,
        false => Noted::Unknown,
    };
    let (compared, former) = arguments.compare(&site, &out, noted)?;
    let themes = content.root().join("themes");
    let inputs = [content.folder(), themes.as_path()];
    let destination = Destination::Folder { out: &out, inputs: &inputs };
    let key = signing::key(&config, &content)?;
    let signer = key.as_ref().map(|key| key as &dyn Signer);
    let allowances = content.allowances()?;
    let meter = arguments.timings.then(|| Meter::new(Stopwatch::now));
    let extras = Extras {
        signer,
        former: former.as_ref(),
        meter: meter.as_ref(),
        note: note.as_ref().map(|(note, made_of)| (note, *made_of)),
    };
    let built = build_with(&site, &theme, opened.withheld, allowances, destination, extras).map_err(print_failure)?;
    unfinished(&built);
    if !arguments.quiet {
        summary(&built, &out, started);
        if content.look.preview && content.look.at.is_none() && !arguments.drafts {
            eprintln!(
                "note: this preview shows what is public now; --at INSTANT shows what will be then, --drafts what waits for it"
            );
        }
        if compared == Compared::WithNothing {
            let begins = if site.settings.has_history() { ", and the history begins anew" } else { "" };
            eprintln!("note: there was no former site to compare with{begins}; --against names one");
        }
    }
    if let Some(meter) = &meter {
        common::say(&arguments.format.print(read, started.elapsed(), meter, arguments.log.log()));
    }
    Ok(())
}

/// What is noted of the site in the output folder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noted {
    /// It discloses what the new one will, to the last byte of its manifest.
    Same,
    Unknown,
}

/// Whether links to a former site were looked after.
#[derive(PartialEq, Eq)]
enum Compared {
    WithFormer,
    WithNothing,
    NotWanted,
}

impl Arguments {
    /// Refuses what would break links to the former site.
    fn compare(&self, site: &Site, out: &Path, noted: Noted) -> Result<(Compared, Option<Former>), Exit> {
        let (audience, preview) = (site.settings.audience.word(), site.settings.preview);
        // A preview goes to and fro in time.
        if preview && self.against.is_none() {
            return Ok((Compared::NotWanted, None));
        }
        if self.against.is_none() && noted == Noted::Same {
            return Ok((Compared::WithFormer, None));
        }
        let made_alike = |old: &Manifest| old.audience == audience && old.preview == preview;
        let old = match &self.against {
            Some(old) => Some(against::named(old)?),
            // That it was made for others, the writer reports.
            None => against::in_place(out).filter(made_alike),
        };
        let Some(old) = old else { return Ok((Compared::WithNothing, None)) };
        if !made_alike(&old) {
            eprintln!("error: the former site was made for another audience, or as a preview");
            eprintln!("  help: compare with one that was made with the same options");
            return Err(Exit::Usage);
        }
        let new = manifest::describe(site, BTreeSet::new());
        let found = objections(&old, &new, &self.allow_removal);
        let (errors, warnings): (Vec<_>, Vec<_>) = found.iter().partition(|it| it.level() == Level::Error);
        errors
            .iter()
            .for_each(|error| eprintln!("error[{}]: {}\n  help: {}", error.code(), error.problem(), error.help()));
        if !self.quiet {
            warnings.iter().for_each(|warning| eprintln!("warning[{}]: {}", warning.code(), warning.problem()));
        }
        if errors.is_empty() {
            let with_history = site.settings.has_history();
            let place = self.against.as_deref().unwrap_or(out);
            let history = if with_history { against::history(place, &old)? } else { None };
            return Ok((Compared::WithFormer, Some(Former { manifest: old, history })));
        }
        eprintln!("nothing was published");
        Err(Exit::Content)
    }
}

/// What the machine wouldn't do once the site was in place.
fn unfinished(built: &Built) {
    let Some(written) = &built.written else { return };
    if let Some(former) = &written.leftover {
        eprintln!("warning: the new site is in place, but the former one couldn't be deleted: {}", former.display());
        eprintln!("  help: delete it; this user alone can enter it, and the next build tries again");
    }
    if written.unsure {
        eprintln!("warning: the new site is in place, but the system couldn't say that this is on the disk");
        eprintln!("  help: look whether the disk is well, and build again");
    }
}

fn summary(built: &Built, out: &Path, started: Stopwatch) {
    let Some(written) = &built.written else { return };
    let out = out.strip_prefix(".").unwrap_or(out);
    say(&format!(
        "{}: {} files, {} written, {} unchanged, {} removed",
        out.display(),
        built.files,
        written.written,
        written.unchanged,
        written.removed.len()
    ));
    if std::io::stdout().is_terminal() {
        say(&format!(", in {} ms", started.elapsed().as_millis()));
    }
    say("\n");
}

/// Tells why nothing was published, in words that are fit for a public log.
pub fn print_failure(error: BuildError) -> Exit {
    match error {
        BuildError::Leaks(leaks) => {
            eprintln!("error[leak]: {}", crate::audit::public_words(&leaks));
            eprintln!(
                "  help: `fanlight check` shows what, where it is withheld and what shows it, where its output is private"
            );
            eprintln!("nothing was published");
            Exit::Leak
        }
        BuildError::Render(errors) => {
            errors.iter().for_each(|error| eprintln!("error[template]: {error}"));
            eprintln!("  help: {}", common::THEMES);
            eprintln!("nothing was published");
            Exit::Content
        }
        BuildError::Write(error) => print_write(&error),
    }
}

fn print_write(error: &write::Error) -> Exit {
    eprintln!("{error}");
    match error.exit_code() {
        1 => Exit::Content,
        2 => Exit::Usage,
        _ => Exit::Failed,
    }
}
