//! From where the site is looked at: an instant, an audience, and what the site's settings say of withholding.

use crate::config::{Config, Redactions};
use crate::private::yaml::Rule;
use crate::public::{Instant, Tlp};
use std::sync::{Mutex, PoisonError};

#[derive(Clone)]
pub(in crate::private) struct View {
    pub clock: Clock,
    pub audience: Tlp,
    pub redactions: Redactions,
    /// A block with one of these words is withheld.
    pub block_words: Vec<String>,
    /// Nobody approved what lifts at this instant or later: it stays withheld, and nothing says when it would lift.
    pub approved_before: Option<Instant>,
    /// Parts that lift at this instant or later count as withheld still: to see what a lift disclosed.
    pub lifted_before: Option<Instant>,
    /// The clock, where drafts are shown as well: one that bears no date bears this one.
    pub drafts: Option<Instant>,
    /// The rule that a test has switched off.
    #[cfg(test)]
    pub off: Option<crate::private::testing::mutation::Mutation>,
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
            clock: Clock::at(now),
            audience: disclosure.audience,
            redactions: disclosure.redactions,
            block_words: disclosure.block_words.clone(),
            approved_before: None,
            lifted_before: None,
            drafts: None,
            #[cfg(test)]
            off: None,
        }
    }

    /// One for everybody, with nothing set: for texts that are stripped already, and for tests of single rooms.
    pub fn plain(now: Instant) -> View {
        View {
            clock: Clock::at(now),
            audience: Tlp::Clear,
            redactions: Redactions::Omit,
            block_words: Vec::new(),
            approved_before: None,
            lifted_before: None,
            drafts: None,
            #[cfg(test)]
            off: None,
        }
    }

    /// The same, with drafts, which say what of them is withheld until when.
    pub fn with_drafts(self, now: Instant) -> View {
        View { drafts: Some(now), redactions: Redactions::Mark, ..self }
    }

    /// The same, of whose parts nobody approved those that lift at `at` or later.
    pub fn approved_before(&self, at: Option<Instant>) -> View {
        View { approved_before: at, ..self.clone() }
    }

    /// The same as it was before what lifted at `at` or later, without notices of it.
    pub fn lifted_before(&self, at: Option<Instant>) -> View {
        View { lifted_before: at, redactions: Redactions::Omit, ..self.clone() }
    }

    /// Whether an instant has come.
    pub fn has_come(&self, at: Instant) -> bool {
        self.clock.ask(at)
    }

    /// Whether somebody approved what lifts at an instant, as far as that is needed.
    pub fn is_approved(&self, at: Instant) -> bool {
        self.approved_before.is_none_or(|unapproved| at < unapproved)
    }

    /// Whether what a time discloses, such as a revision, is shown.
    pub fn part_has_come(&self, at: Instant) -> bool {
        self.has_come(at) && self.is_approved(at)
    }

    pub fn fate(&self, rule: Rule) -> Fate {
        match rule {
            Rule::Private if off!(self, PrivateMark) => Fate::Shown { lifted: None },
            Rule::Until(_) if off!(self, UntilMark) => Fate::Shown { lifted: None },
            Rule::Tlp(_) if off!(self, TlpMark) => Fate::Shown { lifted: None },
            Rule::Private => Fate::Withheld { until: None },
            // It doesn't lift by itself, so no notice may announce it.
            Rule::Until(at) if !self.is_approved(at) => Fate::Withheld { until: None },
            Rule::Until(at) if self.has_come(at) && self.lifted_before.is_none_or(|before| at < before) => {
                Fate::Shown { lifted: Some(at) }
            }
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

/// The instant from which is looked. It is never handed out, only asked, so that it is known until when its answers hold.
pub(in crate::private) struct Clock {
    now: Instant,
    /// The soonest of the instants that lay ahead when they were asked for.
    horizon: Mutex<Option<Instant>>,
}

impl Clock {
    pub fn at(now: Instant) -> Clock {
        Clock { now, horizon: Mutex::default() }
    }

    fn ask(&self, at: Instant) -> bool {
        if at > self.now {
            let mut horizon = self.horizon.lock().unwrap_or_else(PoisonError::into_inner);
            *horizon = Some(horizon.map_or(at, |soonest| soonest.min(at)));
        }
        at <= self.now
    }

    /// Before this instant all that was asked is answered just the same.
    pub fn horizon(&self) -> Option<Instant> {
        *self.horizon.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Another view has been asked nothing yet.
impl Clone for Clock {
    fn clone(&self) -> Self {
        Clock { now: self.now, horizon: Mutex::default() }
    }
}
