//! `fanlight next`: when the site changes by itself.

use super::Exit;
use super::common::{Content, Log, LogOption, clock, print_errors, say};
use crate::private::Coming;
use crate::public::{Instant, Vocabulary};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::time::Duration;

/// Prints the next instant at which the site changes by itself, or waits for it
///
/// A site changes by itself where an embargo or a publication date is reached, a part lifts, a revision or a withdrawal
/// comes into force, an action, a review or a supported line becomes overdue, or the end of a line comes near. Prints that
/// instant as one RFC 3339 line, or nothing where none lies ahead. With --format json:
/// `{"at": …, "changes": ["record", "part"]}`, or `null`. Names no record.
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
    let next = next(&opened.changes);
    let Some(max) = arguments.wait else {
        print(next.as_ref(), arguments.format);
        return Ok(());
    };
    let next = next.filter(|next| left(next.at) <= max).ok_or(Exit::Nothing)?;
    sleep_until(next.at);
    if arguments.log.log() == Log::Private {
        print(Some(&next), arguments.format);
    }
    Ok(())
}

fn next(changes: &[Coming]) -> Option<Next> {
    let at = changes.first()?.at;
    let mut kinds: Vec<_> = changes.iter().take_while(|change| change.at == at).map(|change| change.change).collect();
    kinds.sort();
    kinds.dedup();
    Some(Next { at, changes: kinds.into_iter().map(Vocabulary::word).collect() })
}

fn print(next: Option<&Next>, format: Format) {
    match (format, next) {
        (Format::Human, None) => {}
        (Format::Human, Some(next)) => say(&format!("{}\n", next.at)),
        (Format::Json, None) => say("null\n"),
        (Format::Json, Some(next)) => say(&format!("{}\n", json!({ "at": next.at, "changes": next.changes }))),
    }
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
    const MEND: &str = "write a number with s, m, h or d: 90s, 30m, 6h, 1h30m";
    let (mut seconds, mut rest) = (0u64, written);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..digits].parse().map_err(|_| MEND)?;
        let unit = match rest.as_bytes().get(digits) {
            Some(b's') => 1,
            Some(b'm') => 60,
            Some(b'h') => 3600,
            Some(b'd') => 86400,
            _ => return Err(MEND),
        };
        seconds = number.checked_mul(unit).and_then(|more| seconds.checked_add(more)).ok_or(MEND)?;
        rest = &rest[digits + 1..];
    }
    if written.is_empty() || seconds > 366 * 86400 { Err(MEND) } else { Ok(Duration::from_secs(seconds)) }
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
