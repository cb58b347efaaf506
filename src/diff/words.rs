//! Changes in words: for a terminal, and as Markdown for a pull request.

use super::{Changes, KeyChanges, Objection, RecordChange, What};
use crate::diagnostic::Level;

/// For a terminal.
pub fn plain(changes: &Changes, objections: &[Objection]) -> String {
    say(changes, objections, &Plain)
}

/// For a comment on a pull request. What comes from records stands in code spans, where nothing in it is a mention, a link
/// or a tag.
pub fn markdown(changes: &Changes, objections: &[Objection]) -> String {
    say(changes, objections, &Markdown)
}

trait Style {
    fn heading(&self, text: &str) -> String;
    fn item(&self, text: &str) -> String;
    fn quote(&self, text: &str) -> String;
}

struct Plain;

impl Style for Plain {
    fn heading(&self, text: &str) -> String {
        format!("{text}:\n")
    }

    fn item(&self, text: &str) -> String {
        format!("  {text}\n")
    }

    fn quote(&self, text: &str) -> String {
        text.to_owned()
    }
}

struct Markdown;

impl Style for Markdown {
    fn heading(&self, text: &str) -> String {
        format!("### {text}\n\n")
    }

    fn item(&self, text: &str) -> String {
        format!("- {text}\n")
    }

    /// A code span whose fence is longer than any in the text.
    fn quote(&self, text: &str) -> String {
        let longest = text.split(|text| text != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
        format!("{fence}{space}{}{space}{fence}", text.replace(['\n', '\r'], " "))
    }
}

fn say(changes: &Changes, objections: &[Objection], style: &dyn Style) -> String {
    let mut sections = Vec::new();
    for (what, heading) in [
        (What::Published, "Would be published"),
        (What::Changed, "Would change"),
        (What::Withdrawn, "Would be withdrawn"),
        (What::Removed, "Would be removed"),
    ] {
        let records = changes.records.iter().filter(|record| record.what == what).map(|it| record(it, style));
        let pages = changes.pages.iter().filter(|page| page.what == what);
        let pages = pages.map(|page| with_keys(format!("the page {}", style.quote(&page.page)), &page.keys, style));
        let files = match what {
            What::Published => changes.files.new.as_slice(),
            What::Changed => &changes.files.changed,
            What::Withdrawn => &[],
            What::Removed => &changes.files.gone,
        };
        let files = files.iter().map(|file| format!("the file {}", style.quote(file)));
        sections.push((heading, records.chain(pages).chain(files).collect::<Vec<_>>()));
    }
    if !changes.site.is_empty() {
        sections.push(("Of the site itself, on every page", vec![in_words(&changes.site, style)]));
    }
    for (level, heading) in [(Level::Error, "The build would stop"), (Level::Warning, "The build would warn")] {
        let found = objections.iter().filter(|objection| objection.level() == level);
        sections.push((heading, found.map(|it| format!("{}; {}", it.problem(), it.help())).collect()));
    }
    sections.retain(|(_, items)| !items.is_empty());
    if sections.is_empty() {
        return "Nothing would change.\n".into();
    }
    let section = |(heading, items): &(&str, Vec<String>)| {
        style.heading(heading) + &items.iter().map(|item| style.item(item)).collect::<String>()
    };
    sections.iter().map(section).collect::<Vec<_>>().join("\n")
}

fn record(change: &RecordChange, style: &dyn Style) -> String {
    let title = if change.title.is_empty() { String::new() } else { format!(" {}", style.quote(&change.title)) };
    let what = format!("{} {}{title}", change.kind, style.quote(&change.id));
    let page =
        if change.what == What::Published { format!(" at {}", style.quote(&change.page)) } else { String::new() };
    with_keys(what + &page, &change.keys, style)
}

fn with_keys(what: String, keys: &KeyChanges, style: &dyn Style) -> String {
    if keys.is_empty() { what } else { format!("{what}: {}", in_words(keys, style)) }
}

/// `summary and timeline change; workaround is new; tags goes`, without grammar to get wrong.
fn in_words(keys: &KeyChanges, style: &dyn Style) -> String {
    let said = |word: &str, keys: &[String]| {
        let quoted: Vec<String> = keys.iter().map(|key| style.quote(key)).collect();
        (!keys.is_empty()).then(|| format!("{word} {}", quoted.join(", ")))
    };
    let all = [said("changed", &keys.changed), said("new", &keys.new), said("gone", &keys.gone)];
    all.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
