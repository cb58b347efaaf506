//! From where the site is looked at: an instant, an audience, and what the site's settings say of withholding.

use super::yaml::Rule;
use crate::config::Config;
use crate::public::{Instant, Tlp, vocabulary};

vocabulary! {
    /// Whether parts that lift at a time leave a visible notice.
    Redactions {
        Omit "omit",
        Mark "mark",
    }
}

#[derive(Clone)]
pub(in crate::private) struct View {
    pub now: Instant,
    /// Parts that lift until then are shown: `now`, or earlier where a part's approval doesn't hold.
    pub parts: Instant,
    pub audience: Tlp,
    pub redactions: Redactions,
    /// A block with one of these words is withheld.
    pub block_words: Vec<String>,
    /// The rule that a test has switched off.
    #[cfg(test)]
    pub off: Option<super::mutation::Mutation>,
}

/// What becomes of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Fate {
    Shown { lifted: Option<Instant> },
    Withheld { until: Option<Instant> },
}

impl View {
    /// As the site's settings say, at an instant.
    pub fn of(config: &Config, now: Instant) -> View {
        let disclosure = &config.disclosure;
        View {
            now,
            parts: now,
            audience: disclosure.audience,
            redactions: disclosure.redactions,
            block_words: disclosure.block_words.clone(),
            #[cfg(test)]
            off: None,
        }
    }

    /// One from which nothing is seen otherwise, for texts that are stripped already.
    pub fn plain() -> View {
        let now = Instant(chrono::DateTime::UNIX_EPOCH);
        View {
            now,
            parts: now,
            audience: Tlp::Clear,
            redactions: Redactions::Omit,
            block_words: Vec::new(),
            #[cfg(test)]
            off: None,
        }
    }

    pub fn fate(&self, rule: Rule) -> Fate {
        match rule {
            Rule::Private if off!(self, PrivateMark) => Fate::Shown { lifted: None },
            Rule::Until(_) if off!(self, UntilMark) => Fate::Shown { lifted: None },
            Rule::Tlp(_) if off!(self, TlpMark) => Fate::Shown { lifted: None },
            Rule::Private => Fate::Withheld { until: None },
            Rule::Until(at) if at <= self.parts => Fate::Shown { lifted: Some(at) },
            Rule::Until(at) => Fate::Withheld { until: Some(at) },
            Rule::Tlp(label) if label <= self.audience => Fate::Shown { lifted: None },
            Rule::Tlp(_) => Fate::Withheld { until: None },
        }
    }

    /// The notice that a part leaves which lifts at `until`; `None` where it leaves nothing.
    pub fn notice(&self, until: Option<Instant>) -> Option<String> {
        if off!(self, NoticeForAll) && self.redactions == Redactions::Mark && until.is_none() {
            return Some("withheld".into());
        }
        let until = until.filter(|_| self.redactions == Redactions::Mark)?;
        Some(format!("withheld until {}", until.0.format("%Y-%m-%d %H:%M UTC")))
    }
}
