//! What the picture of a transparency report says.

use super::period_name;
use crate::figures::Figures;
use crate::public::Kind;
use crate::public::routes;
use crate::render::card::{self, Card, CardSet};
use crate::render::labels::headed;

/// The card of its page: what was disclosed, in numbers.
pub fn report_card<'a>(card_set: &CardSet<'a>, figures: &Figures) -> Card<'a> {
    let period = figures.period;
    let (words, counts) = (card_set.words(), &figures.counts);
    let title = headed(&period_name(words, period));
    let figure = |(kind, count): (Kind, usize)| {
        let say = words.kinds.of(kind);
        let label = if count == 1 { &say.one } else { &say.many };
        card::Figure { number: count.to_string(), label: label.clone(), counted: say.count.of(count) }
    };
    let figures = counts.by_kind().into_iter().filter(|by_kind| by_kind.1 > 0).map(figure).collect();
    card_set.report(routes::report(period), title, period, figures)
}
