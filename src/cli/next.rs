//! `fanlight next`: when the site changes by itself.

use super::Exit;
use super::common::{Content, Log, LogOption, clock, print_errors, say};
use crate::private::{Coming, Decided, Decision, explain};
use crate::public::{Instant, Vocabulary};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;

/// Prints the next instant at which the site changes by itself, or waits for it
///
/// A site changes by itself where an embargo or a publication date is reached, a part lifts, a revision or a withdrawal
/// comes into force, an action, a review or a supported line becomes overdue, or the end of a line comes near. Prints that
/// instant as one RFC 3339 line, or nothing where none lies ahead, and behind it on the standard error which records, pages and parts
/// change then. With --format json: `{"at": …, "changes": ["record", "part"], "causes": [{"file": …, "id": …, "key": …}]}`, or `null`.
///
/// With --wait, sleeps until that instant and prints it when it is reached, so that a build can follow at once. Where
/// nothing changes within that time it does not sleep: it prints nothing and ends with exit code 5. In a job that is
/// started ahead: `fanlight next --wait 5h && fanlight build`.
///
/// The instant may be that of a withheld record. Where the environment variable CI is set, printing it wants
/// --private-log. --wait needs none, as it prints nothing there; but mind that a log which others can watch shows that it
/// waits, and so that something comes within MAX.
///
/// Exit codes: 0 reported, or reached; 1 the content has errors, so that nothing would be published; 2 wrong usage, or CI is set
/// and --private-log is not given; 5 nothing changes within MAX.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight next                                     the instant, or nothing
  fanlight next --wait 5h && fanlight build         in a job that is started ahead
  while fanlight next --wait 366d; do fanlight build; done
                                                    on a server of your own")]
pub struct Arguments {
    #[command(flatten)]
    content: Content,

    /// Sleep until then, where it is no further away than this: 90s, 30m, 6h, 1h30m, 2d
    #[arg(long, value_name = "MAX", value_parser = duration, conflicts_with = "at")]
    wait: Option<Duration>,

    /// For people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    #[command(flatten)]
    log: LogOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// The next instant, and what happens then.
struct Next {
    at: Instant,
    changes: Vec<&'static str>,
    /// Only where nobody else reads the log: they name what is withheld.
    causes: Vec<Cause>,
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    if arguments.wait.is_none() && arguments.log.log() == Log::Public {
        eprintln!("error: CI is set, and the next instant may be that of a withheld record");
        eprintln!("  help: --private-log prints it, where nobody else reads the log; --wait MAX waits for it unsaid");
        return Err(Exit::Usage);
    }
    let opened = arguments.content.named().open()?;
    if opened.site.is_none() {
        print_errors(&opened);
        return Err(Exit::Content);
    }
    let mut next = next(&opened.changes);
    if let Some(max) = arguments.wait {
        next = Some(next.filter(|next| left(next.at) <= max).ok_or(Exit::Nothing)?);
    }
    let tells = arguments.log.log() == Log::Private;
    // Before it is awaited: then it is withheld no more.
    if let Some(next) = next.as_mut().filter(|_| tells) {
        next.causes = causes(arguments, next.at)?;
    }
    if arguments.wait.is_some() {
        next.iter().for_each(|next| sleep_until(next.at));
    }
    if tells {
        print(next.as_ref(), arguments.format);
    }
    Ok(())
}

fn next(changes: &[Coming]) -> Option<Next> {
    let at = changes.first()?.at;
    let mut kinds: Vec<_> = changes.iter().take_while(|change| change.at == at).map(|change| change.change).collect();
    kinds.sort();
    kinds.dedup();
    Some(Next { at, changes: kinds.into_iter().map(Vocabulary::word).collect(), causes: Vec::new() })
}

fn print(next: Option<&Next>, format: Format) {
    match (format, next) {
        (Format::Human, None) => {}
        (Format::Human, Some(Next { at, changes, causes })) => {
            say(&format!("{at}\n"));
            causes.iter().for_each(|cause| eprintln!("  {}", cause.in_words()));
            // What no record says of itself.
            if causes.is_empty() {
                eprintln!("  {}", changes.join(", "));
            }
        }
        (Format::Json, None) => say("null\n"),
        (Format::Json, Some(Next { at, changes, causes })) => {
            let causes: Vec<_> = causes.iter().map(Cause::to_json).collect();
            say(&format!("{}\n", json!({ "at": at, "changes": changes, "causes": causes })));
        }
    }
}

/// What changes: a record or a page, or a key of one.
struct Cause {
    file: PathBuf,
    id: Option<String>,
    /// None: all of it.
    key: Option<String>,
}

impl Cause {
    fn in_words(&self) -> String {
        let name = self.id.clone().unwrap_or_else(|| self.file.display().to_string());
        match &self.key {
            None => format!("{name} appears"),
            Some(key) if key.is_empty() => format!("{name}: a part of its text"),
            Some(key) => format!("{name}: {key}"),
        }
    }

    fn to_json(&self) -> Value {
        json!({ "file": self.file.display().to_string(), "id": self.id, "key": self.key })
    }
}

/// The gate's own notes of what is withheld until then. What a day brings by itself (an action is overdue) is no part of a record.
fn causes(arguments: &Arguments, at: Instant) -> Result<Vec<Cause>, Exit> {
    let content = arguments.content.named();
    let lifts =
        |decision: &Decision| matches!(decision.decided, Decided::Withheld { until: Some(until), .. } if until == at);
    let mut found = Vec::new();
    for file in explain(content.folder(), content.look.request()?).files {
        if lifts(&file.whole) {
            found.push(Cause { file: file.file, id: file.id, key: None });
            continue;
        }
        let mut keys: Vec<String> = file.parts.iter().filter(|part| lifts(part)).map(|part| part.key.clone()).collect();
        keys.dedup();
        let cause = |key| Cause { file: file.file.clone(), id: file.id.clone(), key: Some(key) };
        found.extend(keys.into_iter().filter(|_| file.whole.is_public()).map(cause));
    }
    Ok(found)
}

/// How long it is until then.
fn left(at: Instant) -> Duration {
    (at.0 - clock().0).to_std().unwrap_or_default()
}

/// Looks at the clock now and then: it may be set, and the machine may have slept.
fn sleep_until(at: Instant) {
    const GLANCE: Duration = Duration::from_secs(30);
    loop {
        let left = left(at);
        if left.is_zero() && clock() >= at {
            return;
        }
        std::thread::sleep(left.clamp(Duration::from_millis(1), GLANCE));
    }
}

/// `90s`, `30m`, `1h30m`, `2d`.
fn duration(written: &str) -> Result<Duration, &'static str> {
    const HELP: &str = "write a number with s, m, h or d: 90s, 30m, 6h, 1h30m";
    let (mut seconds, mut rest) = (0u64, written);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..digits].parse().map_err(|_| HELP)?;
        let unit = match rest.as_bytes().get(digits) {
            Some(b's') => 1,
            Some(b'm') => 60,
            Some(b'h') => 3600,
            Some(b'd') => 86400,
            _ => return Err(HELP),
        };
        seconds = number.checked_mul(unit).and_then(|more| seconds.checked_add(more)).ok_or(HELP)?;
        rest = &rest[digits + 1..];
    }
    if written.is_empty() || seconds > 366 * 86400 { Err(HELP) } else { Ok(Duration::from_secs(seconds)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::private::Change;

    #[test]
    fn a_duration_is_a_number_with_a_unit() {
        let seconds = |written| duration(written).map(|duration| duration.as_secs());
        assert_eq!(seconds("90s"), Ok(90));
        assert_eq!(seconds("1h30m"), Ok(5400));
        assert_eq!(seconds("2d"), Ok(172_800));
        for wrong in ["", "6", "h", "6 h", "-1h", "6h!", "1e9d", "99999999999999999999s", "é"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn changes_of_one_instant_are_reported_together_and_once() {
        let at = |second| Instant(chrono::DateTime::from_timestamp(second, 0).unwrap_or_default());
        let coming = |second, change| Coming { at: at(second), change };
        let all = [coming(1, Change::Part), coming(1, Change::Part), coming(1, Change::Record), coming(2, Change::Due)];
        let next = next(&all).expect("one lies ahead");
        assert_eq!((next.at, next.changes), (at(1), vec!["record", "part"]));
    }
}
