//! What the picture of a transparency report says.

use super::{period_name, report_path};
use crate::figures::Figures;
use crate::render::card::{self, Card, Deck};

/// The card of its page: what was disclosed, in numbers.
pub fn report_card<'a>(deck: &Deck<'a>, figures: &Figures) -> Card<'a> {
    let period = figures.period;
    let (name, counts) = (period_name(period), &figures.counts);
    let title = name[..1].to_uppercase() + &name[1..];
    let numbers = [
        (counts.advisories, "Advisory", "Advisories"),
        (counts.incidents, "Incident", "Incidents"),
        (counts.notices, "Notice", "Notices"),
        (counts.lessons, "Lesson", "Lessons"),
    ];
    let figure = |(count, one, many): (usize, &str, &str)| card::Figure {
        number: count.to_string(),
        label: if count == 1 { one.to_owned() } else { many.to_owned() },
    };
    let figures = numbers.into_iter().filter(|it| it.0 > 0).map(figure).collect();
    deck.report(report_path(period), title, period, figures)
}
