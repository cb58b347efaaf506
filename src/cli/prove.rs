//! `fanlight prove`: twins of the site, in which what is withheld is another, come out the same.

use super::Exit;
use super::common::{Content, Log, LogOption, many, public_words, say_line};
use crate::prove::{Controls, Depth, Difference, Failure, Part, Proof, Reach, Request, Surroundings, Viewpoint, prove};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// So many disclosed values are changed: a few dozen are as convincing as thousands.
const CONTROLS: usize = 24;

/// Proves on your own content that nothing withheld leaves
///
/// Builds twins of the site, in which what is withheld is erased, replaced and added to, and the surroundings are others,
/// and compares the outputs byte for byte. Nothing is written into the output folder.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  fanlight prove                        the folder content
  fanlight prove --no-surroundings      faster: the withheld things alone
  fanlight prove --viewpoints 12        a large site: from twelve of its instants and audiences
  fanlight prove --audience amber       the site for partners alone
  fanlight prove --private-log          in CI, where nobody else reads the log

Exit codes: 0 proved; 1 the content has errors; 2 wrong usage; 3 a twin came out different; 4 the machine
failed.")]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    #[command(flatten)]
    log: LogOption,

    /// Don't run the program in other surroundings
    #[arg(long)]
    no_surroundings: bool,

    /// Look from N instants and audiences at most, spread over all that the site distinguishes
    ///
    /// For a site so large that all of them take too long. The verdict says how many were left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    viewpoints: Option<u32>,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(exit) => exit,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<Exit, Exit> {
    let log = arguments.log.log();
    let content = arguments.content.named();
    let opened = content.open()?;
    let Some(config) = opened.config else {
        super::common::print_errors(&opened);
        return Err(Exit::Content);
    };
    if !arguments.no_surroundings {
        content.addressed(&config)?;
    }
    let theme = content.theme(&config)?;
    let program = std::env::current_exe().map_err(failed)?;
    let root = content.root();
    let surroundings = (!arguments.no_surroundings).then_some(Surroundings { program: &program, root: &root });
    let request = Request {
        content: content.folder(),
        now: content.look.clock()?,
        audience: content.look.audience,
        theme: &theme,
        words: public_words,
        surroundings,
        depth: Depth::Files,
        reach: arguments.viewpoints.map_or(Reach::All, |most| Reach::Sample { most: most as usize, turn: 0 }),
        controls: CONTROLS,
        progress: &progress,
    };
    let proof = prove(&request).map_err(failed)?;
    clear_progress();
    let Some(proof) = proof else {
        eprintln!("error: site.yaml can't be read");
        return Err(Exit::Content);
    };
    let sampled = match log {
        Log::Private => proof.left_out > 0,
        // How many there are to look from depends on what is withheld.
        Log::Public => arguments.viewpoints.is_some(),
    };
    print_summary(&proof, content.folder(), log, sampled);
    Ok(verdict(&proof))
}

fn failed(error: std::io::Error) -> Exit {
    eprintln!("error: twins can't be made: {}", error.kind());
    Exit::Failed
}

fn progress(what: &str, done: usize, all: usize) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[2K{what}: {done} of {all}");
        std::io::stderr().flush().unwrap_or(());
    }
}

fn clear_progress() {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[2K");
    }
}

fn verdict(proof: &Proof) -> Exit {
    let site_alone = proof.failures.iter().all(|failure| matches!(failure, Failure::Site { .. }));
    match proof.failures.is_empty() {
        true => Exit::Fine,
        false if site_alone => Exit::Content,
        false => Exit::Leak,
    }
}

fn print_summary(proof: &Proof, folder: &Path, log: Log, sampled: bool) {
    say_line!("Proof for {}, at {}", folder.display(), proof.now);
    if log == Log::Private {
        print_counts(proof);
    }
    for failure in &proof.failures {
        say_line!("");
        print_failure(failure, log);
    }
    say_line!("");
    // How many builds it took depends on how much is withheld.
    let builds = if log == Log::Private { format!("; {} builds", proof.builds) } else { String::new() };
    if proof.fails() {
        say_line!(
            "Not proved: see the {} above. Don't publish until it is fixed.",
            many(proof.failures.len(), "finding")
        );
    } else {
        let sample = if sampled { " as far as the sample reaches" } else { "" };
        say_line!("Proved{sample}: nothing withheld leaves. {} files, the same in every twin{builds}.", proof.files);
    }
}

/// What was varied, and from where it was looked at: for those who may know of it.
fn print_counts(proof: &Proof) {
    say_line!("\nWhat is withheld, found in the files themselves, and varied:");
    for (rule, count) in &proof.tally.parts {
        say_line!("  {count:>5}  {}", rule.name());
    }
    if proof.tally.parts.is_empty() {
        say_line!("         nothing");
    }
    say_line!(
        "\nTwins of the site, built and compared with it: every path and byte, every printed word, the exit code"
    );
    for (twin, count) in &proof.tally.twins {
        say_line!("  {count:>5}  {}: {}", twin.name(), twin.meaning());
    }
    let variations: Vec<&str> = proof.tally.variations.iter().map(|variation| variation.name()).collect();
    if !variations.is_empty() {
        say_line!(
            "  {:>5}  in other surroundings, modes compared as well: {}",
            variations.len(),
            variations.join(", ")
        );
    }
    say_line!("         seen from {}, for {}", many(instants(proof), "instant"), audiences(proof));
    if proof.left_out > 0 {
        let all = proof.viewpoints.len() + proof.left_out;
        say_line!(
            "         a sample: {} of {all} viewpoints were looked from, {} left out",
            proof.viewpoints.len(),
            proof.left_out
        );
    }
    let Controls { changed, unnoticed, voided, refused } = &proof.controls;
    say_line!("\nThe same comparison, where something disclosed was changed");
    say_line!("  {changed:>5}  changes made, {} of them noticed", changed - unnoticed.len());
    if *voided > 0 {
        let held = voided - proof.failures.iter().filter(|failure| matches!(failure, Failure::Void(_))).count();
        say_line!("  {voided:>5}  approved records changed, {held} of them withheld for it");
        print_refused(refused, Log::Private);
    }
}

/// No finding: nothing was published, and yet whoever edits such a record wants to know.
fn print_refused(refused: &[PathBuf], log: Log) {
    if refused.is_empty() {
        return;
    }
    say_line!(
        "  {:>5}  of these: the audit stops the build, as something else says what the withheld record says",
        refused.len()
    );
    if log == Log::Private {
        refused.iter().for_each(|path| say_line!("         {}", path.display()));
    }
}

fn instants(proof: &Proof) -> usize {
    let mut instants: Vec<_> = proof.viewpoints.iter().map(|viewpoint| viewpoint.now).collect();
    instants.sort();
    instants.dedup();
    instants.len()
}

fn audiences(proof: &Proof) -> String {
    let mut labels: Vec<_> = proof.viewpoints.iter().map(|viewpoint| viewpoint.audience).collect();
    labels.sort();
    labels.dedup();
    let labels: Vec<String> = labels.iter().map(|label| format!("TLP:{}", label.as_str().to_uppercase())).collect();
    format!("{}; parts that lift omitted and announced", labels.join(", "))
}

fn print_failure(failure: &Failure, log: Log) {
    let what = match failure {
        Failure::Differs { .. } => "leak: a twin comes out otherwise",
        Failure::Surroundings { .. } => "leak: what is around the program shows in the site",
        Failure::Twin { .. } => "a twin doesn't build",
        Failure::Site { .. } => "the site itself doesn't build from one of its viewpoints",
        Failure::Unread(_) => "the proof can't read a file by itself",
        Failure::NeverVaried { .. } => "a rule that the site uses was never varied",
        Failure::Void(_) => "a record was changed since it was approved, and shows in the site",
        Failure::Unnoticed(_) => "a disclosed value was changed, and the site stayed the same",
    };
    say_line!("error[prove]: {what}");
    if log == Log::Public {
        say_line!("  help: `fanlight prove --private-log` shows where, in a log that others can't read");
        return;
    }
    match failure {
        Failure::Differs { twin, viewpoint, difference, part } => {
            say_line!("  twin: {}, {}", twin.name(), seen_from(viewpoint));
            say_line!("  in the site: {}", print_difference(difference));
            print_part(part.as_ref());
        }
        Failure::Surroundings { variation, difference } => {
            say_line!("  varied: {}\n  in the site: {}", variation.name(), print_difference(difference));
        }
        Failure::Twin { twin, viewpoint, part, why } => {
            say_line!("  twin: {}, {}", twin.name(), seen_from(viewpoint));
            print_part(part.as_ref());
            why.iter().take(5).for_each(|line| say_line!("  {}", line.replace('\n', "\n  ")));
        }
        Failure::Site { viewpoint, why } => {
            say_line!("  {}", seen_from(viewpoint));
            why.iter().take(5).for_each(|line| say_line!("  {}", line.replace('\n', "\n  ")));
        }
        Failure::Unread(path) | Failure::Unnoticed(path) | Failure::Void(path) => {
            say_line!("  file: {}", path.display())
        }
        Failure::NeverVaried { rule, used } => say_line!("  {}: {used} in the files", rule.name()),
    }
}

fn seen_from(viewpoint: &Viewpoint) -> String {
    let audience = viewpoint.audience.as_str().to_uppercase();
    format!("at {}, for TLP:{audience}, redactions: {}", viewpoint.now, viewpoint.redactions.as_str())
}

fn print_difference(difference: &Difference) -> String {
    match difference {
        Difference::Code(one, other) => format!("exit code {one}, of the twin {other}"),
        Difference::Words => "the printed words differ".into(),
        Difference::Path(path) => format!("only one of them has {path}"),
        Difference::Bytes { path, offset } => format!("{path} differs from byte {offset} on"),
        Difference::Mode(path) => format!("the mode of {path} differs"),
    }
}

fn print_part(part: Option<&Part>) {
    let Some(part) = part else { return };
    let mut place = part.file.display().to_string();
    if part.line > 0 {
        place.push_str(&format!(":{}", part.line));
    }
    if !part.key.is_empty() {
        place.push_str(&format!(": {}", part.key));
    }
    say_line!("  comes from: {place} ({})", part.rule.name());
}
