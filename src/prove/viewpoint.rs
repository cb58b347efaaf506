//! From where a site is looked at, and what is withheld from there: the proof's own reading of the rules.

use super::rule::Mark;
use crate::config::Redactions;
use crate::public::{Instant, Tlp, Vocabulary};
use chrono::NaiveDate;
use serde_yaml::Value;

/// An instant, an audience, and what a part that lifts leaves behind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Viewpoint {
    pub now: Instant,
    pub audience: Tlp,
    pub redactions: Redactions,
}

/// A mark with what it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marked {
    Private,
    Until(Instant),
    Tlp(Tlp),
}

impl Marked {
    pub fn kind(self) -> Mark {
        match self {
            Marked::Private => Mark::Private,
            Marked::Until(_) => Mark::Until,
            Marked::Tlp(_) => Mark::Tlp,
        }
    }

    /// `private`, `until:2026-12-01T14:00:00Z`, `tlp:amber`, with or without its `!`.
    pub fn of_tag(tag: &str) -> Option<Marked> {
        let tag = tag.trim_start_matches('!');
        match tag.split_once(':') {
            None => (tag == "private").then_some(Marked::Private),
            Some(("until", at)) => instant(at).map(Marked::Until),
            Some(("tlp", label)) => Tlp::from_word(label).map(Marked::Tlp),
            Some(_) => None,
        }
    }

    /// The tag of YAML.
    pub fn tag(self) -> String {
        match self {
            Marked::Private => "!private".into(),
            Marked::Until(at) => format!("!until:{at}"),
            Marked::Tlp(label) => format!("!tlp:{}", label.word()),
        }
    }

    /// The words behind `:::`.
    pub fn fence(self) -> String {
        match self {
            Marked::Private => "private".into(),
            Marked::Until(at) => format!("until {at}"),
            Marked::Tlp(label) => format!("tlp {}", label.word()),
        }
    }

    /// The braces behind a span.
    pub fn braces(self) -> String {
        match self {
            Marked::Private => "{.private}".into(),
            Marked::Until(at) => format!("{{.until at={at}}}"),
            Marked::Tlp(label) => format!("{{.tlp label={}}}", label.word()),
        }
    }
}

impl Viewpoint {
    pub fn hides(&self, marked: Marked) -> bool {
        match marked {
            Marked::Private => true,
            Marked::Until(at) => at > self.now,
            Marked::Tlp(label) => label > self.audience,
        }
    }

    /// Whether a hidden part leaves a notice of when it lifts, so that this time is disclosed.
    pub fn announces(&self, marked: Marked) -> bool {
        self.redactions == Redactions::Mark && matches!(marked, Marked::Until(_))
    }

    /// Another mark under which a part is hidden from here just as well.
    pub fn other(&self, marked: Marked, turn: usize) -> Marked {
        match marked {
            _ if self.announces(marked) => marked,
            Marked::Until(at) => Marked::Until(later(at, turn)),
            Marked::Tlp(Tlp::Red) => Marked::Private,
            Marked::Tlp(_) => Marked::Tlp(Tlp::Red),
            Marked::Private if turn.is_multiple_of(2) => Marked::Private,
            Marked::Private if self.redactions == Redactions::Omit => Marked::Until(later(self.now, turn + 1)),
            Marked::Private if self.audience < Tlp::Red => Marked::Tlp(Tlp::Red),
            Marked::Private => Marked::Private,
        }
    }
}

/// Another instant that lies ahead wherever the first does.
pub fn later(at: Instant, turn: usize) -> Instant {
    let days = 1 + (turn % 7) as i64 * 211;
    Instant(at.0 + chrono::Duration::days(days) + chrono::Duration::minutes(turn as i64 % 90))
}

/// RFC 3339 with an offset.
pub fn instant(written: &str) -> Option<Instant> {
    Instant::parse(written.trim())
}

/// An instant, or the first moment of a day, a month or a year.
pub fn moment(value: &Value) -> Option<Instant> {
    let written = match value {
        Value::String(written) => written.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let rest = match written.len() {
        4 => "-01-01",
        7 => "-01",
        10 => "",
        _ => return instant(&written),
    };
    let day = NaiveDate::parse_from_str(&format!("{written}{rest}"), "%Y-%m-%d").ok()?;
    Some(Instant(day.and_hms_opt(0, 0, 0)?.and_utc()))
}
