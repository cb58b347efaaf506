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
        }
    }

    pub fn fate(&self, rule: Rule) -> Fate {
        match rule {
            Rule::Private => Fate::Withheld { until: None },
            Rule::Until(at) if at <= self.parts => Fate::Shown { lifted: Some(at) },
            Rule::Until(at) => Fate::Withheld { until: Some(at) },
            Rule::Tlp(label) if label <= self.audience => Fate::Shown { lifted: None },
            Rule::Tlp(_) => Fate::Withheld { until: None },
        }
    }

    /// The notice that a part leaves which lifts at `until`; `None` where it leaves nothing.
    pub fn notice(&self, until: Option<Instant>) -> Option<String> {
        let until = until.filter(|_| self.redactions == Redactions::Mark)?;
        Some(format!("withheld until {}", until.0.format("%Y-%m-%d %H:%M UTC")))
    }
}
