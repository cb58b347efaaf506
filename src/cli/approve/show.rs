//! All that will be public of a record, and what of it is new since it was approved last: on a terminal, or as JSON.

use crate::private::approve::{Approvable, Shown};
use crate::public::{Instant, Tlp, Vocabulary};
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

/// What was approved last, where that can still be had.
pub(super) enum Former {
    Known(Vec<Shown>),
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Colours {
    Ansi,
    None,
}

/// With a former version every line is shown with a sign, as `git diff` does: what is unchanged belongs to what is approved.
pub(super) fn for_people(approvable: &Approvable, former: &Former, colours: Colours) -> String {
    let mut out = format!("{} becomes {}\n", approvable.file.display(), approvable.page);
    let now = text(approvable.published, &approvable.stages);
    let Former::Known(stages) = former else { return out + "\n" + &now };
    let before = text(approvable.published, stages);
    if before == now {
        return out + "\nNothing that is shown differs from what was approved last:\n\n" + &now;
    }
    out.push_str("\nAgainst what was approved last:\n\n");
    for change in TextDiff::from_lines(&before, &now).iter_all_changes() {
        let (sign, colour) = match change.tag() {
            ChangeTag::Delete => ('-', "31"),
            ChangeTag::Insert => ('+', "32"),
            ChangeTag::Equal => (' ', "0"),
        };
        let line = change.value().trim_end_matches('\n');
        match colours {
            Colours::Ansi if sign != ' ' => out.push_str(&format!("\x1b[{colour}m{sign}{line}\x1b[0m\n")),
            _ => out.push_str(&format!("{sign}{line}\n")),
        }
    }
    out
}

fn text(published: Option<Instant>, stages: &[Shown]) -> String {
    let mut text = String::new();
    for stage in stages {
        let heading = match stage.at {
            None => match published {
                Some(published) => format!("Public from {published}:"),
                None => "Public, once it has a date:".to_owned(),
            },
            Some(at) => format!("At {at} this is added or changed:"),
        };
        let reached = format!("For those whom TLP:{} reaches. ", stage.label.word().to_uppercase());
        let heading = if stage.label > Tlp::Clear { reached + &heading } else { heading };
        let gap = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{gap}{heading}\n"));
        for line in stage.keys.iter().flat_map(|(_, lines)| lines) {
            text.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("  {}\n", safe(line)) });
        }
    }
    text
}

/// A sign that steers a terminal could hide a line from the one who approves it.
fn safe(line: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// For review tools: `stages` is what would be public, `former` what was approved last or `null`.
pub(super) fn for_machines(approvable: &Approvable, former: &Former) -> Value {
    let former = match former {
        Former::Known(stages) => stages_json(stages),
        Former::Unknown => Value::Null,
    };
    json!({
        "file": approvable.file.to_string_lossy(),
        "page": approvable.page,
        "published": approvable.published.map(|at| at.to_string()),
        "marked": approvable.marked,
        "approved": approvable.already,
        "stages": stages_json(&approvable.stages),
        "former": former,
    })
}

fn stages_json(stages: &[Shown]) -> Value {
    let key = |(name, lines): &(&str, Vec<String>)| ((*name).to_owned(), Value::from(lines.join("\n")));
    let stage = |stage: &Shown| {
        let keys: serde_json::Map<String, Value> = stage.keys.iter().map(key).collect();
        json!({ "at": stage.at.map(|at| at.to_string()), "label": stage.label, "keys": keys })
    };
    stages.iter().map(stage).collect()
}
