//! What the stages of a build took, for `--timings`.

use super::common::Log;
use crate::build::{Meter, Stage, Taken};
use serde::Serialize;
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Human,
    Json,
}

#[derive(Serialize)]
struct Timings {
    /// By the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
    stages: Vec<Row>,
}

/// How many files were read isn't said: it counts withheld ones.
#[derive(Serialize)]
struct Row {
    stage: &'static str,
    milliseconds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<usize>,
}

impl Row {
    fn new(Taken { stage, time, files, bytes }: Taken) -> Self {
        Self { stage: stage.name(), milliseconds: milliseconds(time), files: Some(files), bytes: Some(bytes) }
    }
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

impl Format {
    /// `read` is how long it took to read the content and to take out what is withheld.
    ///
    /// In a public log only stages that work on what is public are listed: reading counts what is withheld, and the audit
    /// reads nothing where nothing is.
    pub fn print(self, read: Duration, whole: Duration, meter: &Meter, log: Log) -> String {
        let private = log == Log::Private;
        let read = Row { stage: "read", milliseconds: milliseconds(read), files: None, bytes: None };
        let stages = meter.taken().filter(|taken| private || taken.stage != Stage::Audit).map(Row::new);
        let stages = Some(read).filter(|_| private).into_iter().chain(stages).collect();
        let timings = Timings { milliseconds: private.then(|| milliseconds(whole)), stages };
        match self {
            Format::Json => serde_json::to_string(&timings).unwrap_or_default() + "\n",
            Format::Human => timings.table(),
        }
    }
}

impl Timings {
    fn table(&self) -> String {
        let mut table = format!("{:8}{:>12}{:>9}{:>14}\n", "stage", "ms", "files", "bytes");
        for Row { stage, milliseconds, files, bytes } in &self.stages {
            let number = |count: &Option<usize>| count.map(|count| count.to_string()).unwrap_or_default();
            let row = format!("{stage:8}{milliseconds:>12.1}{:>9}{:>14}", number(files), number(bytes));
            table.push_str(row.trim_end());
            table.push('\n');
        }
        match self.milliseconds {
            Some(all) => table + &format!("{:8}{all:>12.1}  by the clock; stages run on all threads\n", "all"),
            None => table + "what is withheld shows in the other stages: --private-log prints them\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(format: Format) -> String {
        print_to(Log::Private, format)
    }

    fn print_to(log: Log, format: Format) -> String {
        format.print(Duration::from_millis(3), Duration::from_millis(5), &Meter::new(std::time::Instant::now), log)
    }

    #[test]
    fn a_public_log_lists_no_stage_whose_work_depends_on_what_is_withheld() {
        let timings: serde_json::Value = serde_json::from_str(&print_to(Log::Public, Format::Json)).expect("JSON");
        let stages = timings["stages"].as_array().expect("stages");
        let names: Vec<&str> = stages.iter().filter_map(|row| row["stage"].as_str()).collect();
        assert_eq!((names, timings.get("milliseconds")), (vec!["render", "cards", "write"], None));
        let table = print_to(Log::Public, Format::Human);
        assert!(
            !["read", "audit", "all"].iter().any(|stage| table.lines().any(|line| line.starts_with(stage))),
            "{table}"
        );
    }

    #[test]
    fn every_stage_is_listed_and_how_many_files_were_read_is_not() {
        let timings: serde_json::Value = serde_json::from_str(&print(Format::Json)).expect("JSON");
        assert_eq!(timings["milliseconds"], 5.0);
        let stages = timings["stages"].as_array().expect("stages");
        let names: Vec<&str> = stages.iter().filter_map(|row| row["stage"].as_str()).collect();
        assert_eq!(names, ["read", "render", "cards", "audit", "write"]);
        assert_eq!((stages[0].get("files"), stages[0].get("bytes")), (None, None), "they would tell of withheld ones");
        assert_eq!(stages[1]["files"], 0);
    }

    #[test]
    fn people_read_a_table() {
        let table = print(Format::Human);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[1].split_whitespace().collect::<Vec<_>>(), ["read", "3.0"]);
        assert_eq!(lines[2].split_whitespace().collect::<Vec<_>>(), ["render", "0.0", "0", "0"]);
        assert!(lines.last().is_some_and(|line| line.starts_with("all ")), "{table}");
    }
}
