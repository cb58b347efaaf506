//! What a reader who reads no further should know of a period: how many, more or fewer than before, how bad, and which targets were met.

use super::responses::ResponseView;
use super::{Views, period_name};
use crate::figures::{Counts, Figures};
use crate::public::Kind;
use crate::render::labels::headed;
use std::cmp::Ordering;

/// Each stands by itself. What there is nothing of has none.
pub fn sentences(
    views: &Views<'_>,
    found: &Figures,
    before: Option<&Figures>,
    responses: &[ResponseView<'_>],
) -> Vec<String> {
    let (say, counts) = (&views.words.reports, &found.counts);
    let mut sentences = vec![say.we_disclosed.fill(&[("records", &both(views, counts))])];
    sentences.extend(before.and_then(|before| trend(views, found, before)));
    let worst = views.site.settings.severities.iter().find_map(|level| {
        let share = counts.severities.iter().find(|share| share.id == level.id && share.count > 0)?;
        Some((views.words.severity(level), share.count))
    });
    sentences.extend(worst.map(|(level, n)| say.worst.fill(&[("severity", level), ("n", &n.to_string())])));
    sentences.extend(responses.iter().filter_map(|response| target(views, response)));
    sentences
}

/// `8 advisories and 4 incidents`
fn both(views: &Views<'_>, counts: &Counts) -> String {
    let of = |kind: Kind, count| views.words.kinds.of(kind).count.of(count);
    let values =
        [("advisories", of(Kind::Advisory, counts.advisories)), ("incidents", of(Kind::Incident, counts.incidents))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    views.words.reports.both.fill(&values)
}

/// Against the period before. One that isn't over may have more already; that it has fewer says nothing yet.
fn trend(views: &Views<'_>, found: &Figures, before: &Figures) -> Option<String> {
    let say = &views.words.reports;
    let total = |counts: &Counts| counts.advisories + counts.incidents;
    let (now, then) = (total(&found.counts), total(&before.counts));
    let pattern = match now.cmp(&then) {
        Ordering::Greater => &say.trend_more,
        _ if !found.over => &say.trend_so_far,
        Ordering::Equal => &say.trend_same,
        Ordering::Less => &say.trend_fewer,
    };
    let period = headed(&period_name(views.words, before.period));
    (now + then > 0).then(|| pattern.fill(&[("period", &period), ("before", &both(views, &before.counts))]))
}

/// How many met what was promised, and how many did before.
fn target(views: &Views<'_>, response: &ResponseView<'_>) -> Option<String> {
    let say = &views.words.reports;
    let (within, target) = (response.within_target.filter(|_| response.measured > 0)?, response.target.as_deref()?);
    let (n, all) = (within.to_string(), response.measured.to_string());
    let values = [("stage", response.label), ("n", &n), ("of", &all), ("target", target)];
    Some(match &response.within_before {
        Some(before) => say.met_before.fill(&[values.as_slice(), &[("before", before)]].concat()),
        None => say.met.fill(&values),
    })
}
