//! `/history.json` and `/history/checkpoint.txt`: what the site showed, for programs.

use super::lines::one_item_a_line;
use super::{File, Output, failed, text};
use crate::history::checkpoint::{self, Checkpoint};
use crate::history::{History, PATH};

pub fn outputs(history: &History) -> Vec<Output<'_>> {
    let all = move || {
        let bytes = one_item_a_line(&history.written()).map_err(|error| failed(PATH, error))?;
        Ok(File { path: PATH.into(), bytes })
    };
    vec![Box::new(all), text(checkpoint::PATH, || Checkpoint::of(history).to_string())]
}
