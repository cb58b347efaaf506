//! What the period of a transparency report is called.

use crate::public::Period;
use crate::render::words::Words;

/// What people call it: `2026`, `third quarter of 2026`.
pub fn period_name(words: &Words, period: Period) -> String {
    if period.is_year() {
        return period.to_string();
    }
    let say = &words.periods;
    let year = period.whole_year();
    let quarter = match year.quarters().iter().position(|quarter| *quarter == period) {
        Some(1) => &say.second,
        Some(2) => &say.third,
        Some(3) => &say.fourth,
        _ => &say.first,
    };
    quarter.fill(&[("year", &year.to_string())])
}

/// `2026`, `Q3`: where the year is said beside it.
pub fn short_name(period: Period) -> String {
    let name = period.to_string();
    name.split_once('-').map_or(name.clone(), |(_, quarter)| quarter.to_owned())
}
