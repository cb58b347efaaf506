//! `/reports/2026-Q3.json` and `.csv`: the figures of a period for programs. Their form is described in `docs/pages/guides/reports.md`.

use super::{File, Output, failed, text};
use crate::figures::{Book, table};
use crate::public::{Site, routes};
use std::sync::Arc;

pub fn reports(site: &Site) -> Vec<Output<'_>> {
    let book = Arc::new(Book::new(site));
    let mut outputs: Vec<Output<'_>> = Vec::new();
    for &period in &book.periods {
        let (for_json, for_csv) = (Arc::clone(&book), Arc::clone(&book));
        outputs.push(Box::new(move || {
            let path = routes::report_file(period, "json")[1..].to_owned();
            let mut bytes =
                serde_json::to_vec_pretty(&*for_json.figures(period)).map_err(|error| failed(&path, error))?;
            bytes.push(b'\n');
            Ok(File { path, bytes })
        }));
        outputs.push(text(&routes::report_file(period, "csv")[1..], move || table::csv(&for_csv.figures(period))));
    }
    outputs
}
