//! How fast a project was, against what it promised: of each stage a sentence, its figures and a chart.

use crate::figures::{Figures, Response, Unit};
use crate::render::chart::{FEWEST, dots};
use crate::render::words::Plural;
use crate::render::{Html, Words};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ResponseView<'a> {
    pub label: &'a str,
    pub target: Option<String>,
    pub measured: usize,
    pub without_dates: usize,
    pub median: Option<String>,
    pub percentile_90: Option<String>,
    pub within_target: Option<usize>,
    pub median_before: Option<String>,
    /// How many met the target before: `3 of 5`.
    pub within_before: Option<String>,
    pub chart: Option<Html>,
    pub chart_summary: String,
}

impl<'a> ResponseView<'a> {
    /// One for each stage, with what was before.
    pub fn all(words: &'a Words, now: &Figures, before: Option<&Figures>) -> Vec<ResponseView<'a>> {
        let former = |name: &str| {
            let all = before.map(|before| before.responses.all());
            all.and_then(|all| all.iter().find(|it| it.0 == name).map(|it| it.1))
        };
        now.responses.all().iter().map(|(name, response)| Self::new(words, name, response, former(name))).collect()
    }

    fn new(words: &'a Words, name: &str, response: &Response, before: Option<&Response>) -> Self {
        let say = &words.reports;
        let label = match name {
            "acknowledge" => &say.acknowledge,
            "triage" => &say.triage,
            "fix" => &say.fix,
            _ => &say.disclose,
        };
        let unit = unit(words, response);
        let summary = summary(words, response, unit);
        let promised = response.target.map(|target| (target.within, say.promised_mark.of(target.within)));
        let drawn = (response.measured >= FEWEST)
            .then(|| dots(&response.taken, promised, &unit.of(0), &format!("{label}. {summary}")));
        let each = drawn.as_ref().map_or(1, |drawn| drawn.1);
        let chart_summary = match each {
            1 => summary,
            _ => say.each_dot.fill(&[("summary", &summary), ("n", &each.to_string())]),
        };
        Self {
            label,
            target: response.target.map(|target| unit.written(&target.within.to_string())),
            measured: response.measured,
            without_dates: response.without_dates,
            median: median(words, response),
            percentile_90: response.percentile_90.map(|percentile_90| unit.written(&percentile_90.to_string())),
            within_target: response.within_target,
            median_before: before.and_then(|before| median(words, before)),
            within_before: before.and_then(|before| {
                let within = before.within_target.filter(|_| before.measured > 0)?;
                Some(say.of.fill(&[("n", &within.to_string()), ("of", &before.measured.to_string())]))
            }),
            chart: drawn.map(|drawn| drawn.0),
            chart_summary,
        }
    }
}

fn unit<'a>(words: &'a Words, response: &Response) -> &'a Plural {
    match response.unit {
        Unit::Days => &words.units.day,
        Unit::BusinessDays => &words.units.business_day,
    }
}

/// With its unit: `1.5 days`.
fn median(words: &Words, response: &Response) -> Option<String> {
    response.median.map(|median| unit(words, response).written(&words.decimal(&median.to_string())))
}

fn summary(words: &Words, response: &Response, unit: &Plural) -> String {
    let (say, taken) = (&words.reports, &response.taken);
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return say.no_dates.clone() };
    let span = if first == last { &say.all_same } else { &say.all_between };
    // The unit is with the last number, and agrees with it.
    let written = |days: &u32| unit.written(&days.to_string());
    let start = if first == last { written(first) } else { first.to_string() };
    let span = span.fill(&[("n", &response.measured.to_string()), ("first", &start), ("last", &written(last))]);
    match response.within_target {
        Some(within) => say.kept.fill(&[("span", &span), ("n", &within.to_string())]),
        None => format!("{span}."),
    }
}
