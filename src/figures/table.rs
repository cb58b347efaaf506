//! Figures as rows: for CSV, for the terminal, for Markdown.

use super::{Figures, Response, Share};
use crate::public::Count;

/// `responses`, `fix`, `median`, `12.5`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub section: &'static str,
    pub name: String,
    pub figure: &'static str,
    pub value: String,
}

/// All figures, in the order of the page. What is unknown has no row.
pub fn rows(figures: &Figures) -> Vec<Row> {
    let mut rows = Vec::new();
    let Figures { counts, stages, responses, actions, revised, withdrawn, totals, .. } = figures;
    let mut count = |section, name: &str, value: usize| {
        rows.push(Row { section, name: name.into(), figure: "count", value: value.to_string() });
    };
    for (name, value) in [
        ("all", counts.records),
        ("advisories", counts.advisories),
        ("incidents", counts.incidents),
        ("notices", counts.notices),
        ("lessons", counts.lessons),
    ] {
        count("records", name, value);
    }
    let shares: [(&'static str, &[Share]); 4] = [
        ("severities", &counts.severities),
        ("categories", &counts.categories),
        ("statuses", &counts.statuses),
        ("packages", &counts.packages),
    ];
    for (section, shares) in shares {
        shares.iter().for_each(|share| count(section, &share.id, share.count));
    }
    for (name, value) in [
        ("reported", stages.reported),
        ("confirmed", stages.confirmed),
        ("fixed", stages.fixed),
        ("disclosed", stages.disclosed),
    ] {
        count("stages", name, value);
    }
    count("actions", "opened", actions.opened);
    count("actions", "done", actions.done);
    count("actions", "overdue", actions.overdue);
    count("changes", "revised", revised.len());
    count("changes", "withdrawn", withdrawn.len());
    responses.all().iter().for_each(|(name, response)| rows.extend(response_rows(name, response)));
    for total in totals {
        let (figure, value) = match total.count {
            Count::Exactly(count) => ("total", count),
            Count::FewerThan(count) => ("total_fewer_than", count),
        };
        rows.push(Row { section: "totals", name: total.of.as_str().into(), figure, value: value.to_string() });
    }
    rows
}

fn response_rows(name: &str, response: &Response) -> Vec<Row> {
    let Response { unit, target, measured, without_dates, median, percentile_90, within_target, taken: _ } = response;
    let row = |figure, value: Option<String>| {
        value.map(|value| Row { section: "responses", name: name.to_owned(), figure, value })
    };
    let all = [
        row("unit", Some(unit.to_string())),
        row("target", target.map(|target| target.within.to_string())),
        row("measured", Some(measured.to_string())),
        row("without_dates", Some(without_dates.to_string())),
        row("median", median.map(|median| median.to_string())),
        row("percentile_90", percentile_90.map(|percentile_90| percentile_90.to_string())),
        row("within_target", within_target.map(|within_target| within_target.to_string())),
    ];
    all.into_iter().flatten().collect()
}

/// RFC 4180, with a header: `period,section,name,figure,value`.
pub fn csv(figures: &Figures) -> String {
    let mut text = String::from("version,period,section,name,figure,value\r\n");
    for Row { section, name, figure, value } in rows(figures) {
        let Figures { version, period, .. } = figures;
        text.push_str(&format!("{version},{period},{section},{},{figure},{value}\r\n", field(&name)));
    }
    text
}

/// In quotes where it must be; a name that a spreadsheet would take for a formula is a text all the same.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
