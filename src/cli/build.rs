//! `fanlight build`.

use super::common::{Content, tell_public};
use super::{Exit, common};
use crate::build::{BuildError, Built, Destination, build};
use crate::write;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Instant as Stopwatch;

/// Builds the site
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    /// Where to write the site; a folder of its own, which is replaced as a whole
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let started = Stopwatch::now();
    let content = &arguments.content;
    let opened = content.open()?;
    if arguments.quiet {
        common::tell_errors(&opened);
    } else {
        tell_public(&opened);
    }
    let (Some(site), Some(config)) = (opened.site, opened.config) else {
        eprintln!("nothing was published");
        return Err(Exit::Content);
    };
    let out = match (&arguments.out, content.audience) {
        (Some(out), _) => out.clone(),
        (None, Some(_)) => {
            eprintln!("error: a build for another audience wants a folder of its own\n  help: name it with --out");
            return Err(Exit::Usage);
        }
        (None, None) => content.root().join("public"),
    };
    let theme = content.theme(&config.theme)?;
    let themes = content.root().join("themes");
    let inputs = [content.folder(), themes.as_path()];
    let destination = Destination::Folder { out: &out, inputs: &inputs };
    let built = build(&site, &theme, opened.withheld, content.allowances()?, destination).map_err(tell_failure)?;
    if !arguments.quiet {
        summary(&built, &out, started);
    }
    Ok(())
}

fn summary(built: &Built, out: &std::path::Path, started: Stopwatch) {
    // That an allowance of audit.yaml is not needed depends on what is withheld: `check` tells it.
    let Some(written) = &built.written else { return };
    let out = out.strip_prefix(".").unwrap_or(out);
    print!(
        "{}: {} files, {} written, {} unchanged, {} removed",
        out.display(),
        built.files,
        written.written,
        written.unchanged,
        written.removed.len()
    );
    if std::io::stdout().is_terminal() {
        print!(", in {} ms", started.elapsed().as_millis());
    }
    println!();
}

/// Tells why nothing was published, in words that are fit for a public log.
pub fn tell_failure(error: BuildError) -> Exit {
    match error {
        BuildError::Leaks(leaks) => {
            let mut lines: Vec<String> = leaks.iter().map(|leak| leak.public_line()).collect();
            lines.dedup();
            lines.iter().for_each(|line| eprintln!("error[leak]: {line}"));
            eprintln!("  help: `fanlight check` tells what, and where it was written; nothing was published");
            Exit::Leak
        }
        BuildError::Render(errors) => {
            errors.iter().for_each(|error| eprintln!("error[template]: {error}"));
            eprintln!("nothing was published");
            Exit::Content
        }
        BuildError::Write(error) => tell_write(&error),
    }
}

fn tell_write(error: &write::Error) -> Exit {
    eprintln!("error[{}]: {error}\n  help: {}", error.code(), error.mend());
    match error.exit_code() {
        1 => Exit::Content,
        2 => Exit::Usage,
        _ => Exit::Failed,
    }
}
