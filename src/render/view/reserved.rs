//! The place of a record that isn't public yet.

use super::{Frame, SeverityView, Views};
use crate::public::{Kind, Reserved, routes};
use crate::render::Words;
use serde::Serialize;

/// What readers are given of it, in a list and on its page.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReservedView<'a> {
    pub id: &'a str,
    pub href: String,
    /// What there is to say, in a sentence or two.
    pub text: String,
    pub severity: Option<SeverityView<'a>>,
}

impl<'a> ReservedView<'a> {
    pub fn new(views: &Views<'a>, reserved: &'a Reserved) -> Self {
        Self {
            id: &reserved.id,
            href: views.links.href(&reserved.path()),
            text: reserved_words(views.words, reserved),
            severity: reserved.severity.as_ref().map(|id| SeverityView::word(views, id)),
        }
    }

    /// All of one kind.
    pub fn all(views: &Views<'a>, kind: Kind) -> Vec<Self> {
        views
            .site
            .reserved
            .iter()
            .filter(|place| place.kind == kind)
            .map(|reserved| Self::new(views, reserved))
            .collect()
    }
}

/// That there is a report, and when its details are to follow.
pub fn reserved_words(words: &Words, reserved: &Reserved) -> String {
    match reserved.date {
        Some(date) => words.reserved.dated.fill(&[("date", &words.when(date).text)]),
        None => words.reserved.lead.clone(),
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReservedPage<'a> {
    pub page: Frame<'a>,
    pub reserved: ReservedView<'a>,
    /// `Advisories`
    pub kinds: &'a str,
    pub list: String,
}

impl<'a> ReservedPage<'a> {
    /// `title`: [`Self::title`].
    pub fn new(views: &Views<'a>, reserved: &'a Reserved, path: &'a str, title: &'a str) -> Self {
        let view = ReservedView::new(views, reserved);
        Self {
            page: views.frame(title, path, view.text.clone()),
            reserved: view,
            kinds: &views.words.kinds.of(reserved.kind).many,
            list: views.links.href(&routes::section(reserved.kind)),
        }
    }

    /// `HARBOUR-2026-k3x9: details follow`
    pub fn title(words: &Words, reserved: &Reserved) -> String {
        words.reserved.title.fill(&[("id", &reserved.id)])
    }
}
