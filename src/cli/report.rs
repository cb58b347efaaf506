//! `fanlight report`: the figures of a transparency report.

use super::Exit;
use super::common::{NamedContent, print_public, say};
use crate::figures::table::{self, Row};
use crate::figures::{Book, Figures};
use crate::public::Period;
use clap::{Args, ValueEnum};

/// Prints the figures of a period's transparency report, as its page shows them
///
/// They count what is public, and nothing else, so what is printed is fit for a public log and for a mailing list. The totals that
/// `content/reports/PERIOD.md` gives are printed as the page shows them.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  fanlight report 2026                           a year
  fanlight report 2026-Q3 --format markdown      a quarter, for a mailing list
  fanlight report 2026 --format csv > 2026.csv

Exit codes: 0 told; 1 the content has errors, or nothing was disclosed in that period; 2 wrong usage.")]
pub struct Arguments {
    /// A year or a quarter, in UTC: 2026, 2026-Q3
    #[arg(value_name = "PERIOD", value_parser = period)]
    period: Period,

    #[command(flatten)]
    content: NamedContent,

    /// For people, for programs, or for a message
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    Markdown,
}

fn period(written: &str) -> Result<Period, String> {
    Period::parse(written).ok_or_else(|| "write a year or a quarter: 2026, 2026-Q3".to_owned())
}

pub fn run(arguments: &Arguments) -> Exit {
    match try_run(arguments) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn try_run(arguments: &Arguments) -> Result<(), Exit> {
    let opened = arguments.content.open()?;
    print_public(&opened);
    let site = opened.site.ok_or(Exit::Content)?;
    let book = Book::new(&site);
    let figures = book.figures(arguments.period);
    if figures.is_empty() {
        eprintln!("error: nothing was disclosed in {}", arguments.period);
        let known: Vec<String> = book.periods.iter().map(Period::to_string).collect();
        if !known.is_empty() {
            eprintln!("  help: there is something in {}", known.join(", "));
        }
        return Err(Exit::Content);
    }
    match arguments.format {
        Format::Table => say(&plain(&figures)),
        Format::Markdown => say(&markdown(&figures)),
        Format::Csv => say(&table::csv(&figures)),
        Format::Json => say(&format!("{}\n", serde_json::to_string_pretty(&*figures).map_err(|_| Exit::Failed)?)),
    }
    Ok(())
}

fn heading(figures: &Figures) -> String {
    let Figures { period, first_day, last_day, over, .. } = figures;
    let so_far = if *over { "" } else { ", so far" };
    format!("Transparency report {period}: {first_day} to {last_day}{so_far}. Figures count disclosed records.")
}

fn plain(figures: &Figures) -> String {
    let rows: Vec<Row> = table::rows(figures).into_iter().filter(is_telling).collect();
    let name =
        |row: &Row| if row.figure == "count" { row.name.clone() } else { format!("{}, {}", row.name, words(row)) };
    let width = rows.iter().map(|row| name(row).chars().count()).max().unwrap_or_default();
    let mut text = heading(figures) + "\n";
    let mut section = "";
    for row in &rows {
        if row.section != section {
            section = row.section;
            text.push_str(&format!("\n{section}\n"));
        }
        text.push_str(&format!("  {:width$}  {}\n", name(row), row.value));
    }
    text
}

fn markdown(figures: &Figures) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('`', "\\`").replace('<', "&lt;");
    let mut text = format!("{}\n\n| what | of | figure | value |\n|---|---|---|---:|\n", heading(figures));
    for row in table::rows(figures).iter().filter(|row| is_telling(row)) {
        text.push_str(&format!("| {} | {} | {} | {} |\n", row.section, escaped(&row.name), words(row), row.value));
    }
    text
}

/// A sort of which there is none is left out for people.
fn is_telling(row: &Row) -> bool {
    let sorts = ["severities", "categories", "statuses"];
    !(sorts.contains(&row.section) && row.value == "0")
}

fn words(row: &Row) -> String {
    row.figure.replace('_', " ")
}
