//! What is shown on a terminal while somebody waits. Elsewhere nothing is.

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// For so many files.
pub fn bar(files: usize) -> ProgressBar {
    styled(ProgressBar::new(files as u64), "{bar:32} {pos}/{len} files, {eta} left")
}

/// For what can't be counted: what is done, and for how long.
pub fn waiting(what: &'static str) -> ProgressBar {
    let bar = styled(ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed}").with_message(what);
    if !bar.is_hidden() {
        bar.enable_steady_tick(Duration::from_millis(200));
    }
    bar
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = bar.with_finish(ProgressFinish::AndClear);
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
