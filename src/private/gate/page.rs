//! Pages and parts of the plan.

use super::Draft;
use super::head::time;
use super::language::language;
use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::decision::Why;
use crate::private::decision::coming::Change;
use crate::private::load::Role;
use crate::private::marks::InCode;
use crate::private::record::{Page, Totals};
use crate::private::yaml::{Key, Said};
use crate::public::language as tags;
use crate::public::{self, Count, Period, ReportWords, Text, Total, TotalOf, fields, routes};
use std::path::Path;

/// What a page is, and where it stands.
#[derive(Clone, Copy)]
enum Place {
    Page(PageKind),
    Report(Period),
}

/// Where a page belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum PageKind {
    Home,
    Plan,
    Page,
}

pub(super) fn open(role: &Role, page: Page, totals: Key<Totals>, gate: &mut RecordGate) -> Option<Draft> {
    let Page {
        title,
        lang,
        publish: _,
        embargo: _,
        embargo_tlp: _,
        tlp: _,
        published: _,
        modified,
        summary,
        description,
        date,
        version,
        owner,
        reviewed,
        review_by,
        weight,
        sidebar_position,
        nav_order,
        template,
        shows_marks,
        private,
    } = page;
    if matches!(shows_marks.said(), Said::Is(true)) {
        gate.reader.in_code = InCode::Show;
    }
    if private.is_some() {
        gate.withhold_key("private", Why::PrivateKey, None);
    }
    let place = match role {
        Role::Home => Place::Page(PageKind::Home),
        Role::Plan => Place::Page(PageKind::Plan),
        Role::Report => Place::Report(period(gate)?),
        _ => Place::Page(PageKind::Page),
    };
    let lang = language(lang, gate);
    let Address { path, language, original } = match place {
        Place::Page(kind) => address(kind, lang, gate)?,
        Place::Report(period) => Address { path: format!("/reports/{period}/"), language: lang, original: None },
    };
    // A translation of the plan's part, or of the home page, is a page like any other.
    let place = if original.is_some() { Place::Page(PageKind::Page) } else { place };
    let weights = [("weight", weight), ("sidebar_position", sidebar_position), ("nav_order", nav_order)];
    let weights = weights.map(|(name, key)| gate.key(name, key).map(thousandths));
    let source = gate.reader.source;
    let body = gate.markdown("", source.body_line, source.body());
    let (heading, rest) = body.as_ref().map_or((None, ""), |body| first_heading(body.as_str()));
    let line = gate.reader.line("title");
    let title = gate.key("title", title).and_then(|raw| gate.text("title", line, &raw));
    let named = title.is_some();
    let title = title.or(heading.map(|heading| Text::new(plain(heading), gate.site.seal)));
    let title = title.filter(|title| !title.is_empty());
    // A first heading that is the title is shown once.
    let body = match (named, &body) {
        (false, Some(_)) if heading.is_some() => rest,
        (_, Some(body)) => body.as_str(),
        (_, None) => "",
    };
    let body = public::Markdown::new(body, gate.site.seal);
    let text = |name: &'static str, key, gate: &mut RecordGate| {
        let line = gate.reader.line(name);
        gate.key(name, key).and_then(|raw: String| gate.text(name, line, &raw))
    };
    let summary = text("summary", summary, gate);
    let description = text("description", description, gate);
    let version = text("version", version, gate);
    let owner = text("owner", owner, gate);
    let template = text("template", template, gate).filter(|name| may_choose(place, name, gate));
    let date = time("date", date, Change::Modified, gate);
    let modified = time("modified", modified, Change::Modified, gate).or(date);
    let mut page = public::Page {
        title: title.unwrap_or_else(|| Text::new(default_title(place, &path), gate.site.seal)),
        path: Text::new(path.as_str(), gate.site.seal),
        summary: summary.or(description),
        body,
        version,
        owner,
        reviewed: gate.key("reviewed", reviewed).map(|key| key.0),
        review_by: gate.key("review_by", review_by).map(|key| key.0),
        modified,
        language,
        original: original.map(|path| Text::new(path, gate.site.seal)),
        weight: weights.into_iter().flatten().next(),
        template,
        attachments: Vec::new(),
    };
    page.attachments = gate.linked_attachments(path.trim_matches('/'));
    Some(match place {
        Place::Page(kind) => Draft::Page(kind, page),
        Place::Report(period) => Draft::Report(ReportWords { period, page, totals: shown_totals(totals, gate) }),
    })
}

/// Whether the page can be printed by a template of this name, if the theme has it.
fn may_choose(place: Place, name: &str, gate: &mut RecordGate) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    let wrong = match place {
        Place::Page(PageKind::Page) if !name.is_empty() && name.bytes().all(plain) => return true,
        Place::Page(PageKind::Page) => "a template's name is of small letters, digits, `-` and `_`",
        _ => "only pages of `pages/` choose a template",
    };
    let (line, help) = (gate.reader.line("template"), "write `template: policy` for the theme's pages/policy.html");
    gate.reader.refuse(Code::WrongValue, line, "template", wrong, help);
    false
}

/// A number for all that a page says.
pub(super) fn hash(draft: &Draft) -> String {
    let (page, totals) = match draft {
        Draft::Page(_, page) => (page, &[][..]),
        Draft::Report(words) => (&words.page, &words.totals[..]),
        _ => return String::new(),
    };
    let totals = serde_json::to_string(totals).unwrap_or_default();
    format!("{} {totals}", fields::digest(&fields::of_page(page)))
}

/// The period that a report's file is named after.
fn period(gate: &mut RecordGate) -> Option<Period> {
    let period = Period::parse(&gate.reader.source.name());
    if period.is_none() {
        let problem = "a report is named after its period, and this is none";
        gate.reader.refuse(Code::BadId, 0, "", problem, "name it 2026.md or 2026-Q3.md");
    }
    period
}

/// The totals as they may be reported: a small one would reveal single cases.
fn shown_totals(totals: Key<Totals>, gate: &mut RecordGate) -> Vec<Total> {
    let smallest = gate.site.config.disclosure.smallest_count;
    let Some(totals) = gate.key("totals", totals) else { return Vec::new() };
    let Totals { received, valid, invalid, duplicate, out_of_scope, fixed, disclosed, open } = totals;
    let counted =
        |of: TotalOf, count: Option<u64>| count.map(|count| Total { of, count: Count::shown(count, smallest) });
    let all = [
        counted(TotalOf::Received, received),
        counted(TotalOf::Valid, valid),
        counted(TotalOf::Invalid, invalid),
        counted(TotalOf::Duplicate, duplicate),
        counted(TotalOf::OutOfScope, out_of_scope),
        counted(TotalOf::Fixed, fixed),
        counted(TotalOf::Disclosed, disclosed),
        counted(TotalOf::Open, open),
    ];
    all.into_iter().flatten().collect()
}

/// Numbers order pages, and `1.5` is between two of them.
fn thousandths(weight: f64) -> i64 {
    (weight * 1000.0).round() as i64
}

/// Where a page is, its language where that isn't the site's, and of a translation where the page in the site's language is.
struct Address {
    path: String,
    language: Option<Text>,
    original: Option<String>,
}

/// `plan/2-roles.md` is `/plan/roles/`: the number orders files and is not part of the URL. `plan/2-roles.de.md` is `/de/plan/roles/`.
///
/// It depends on the file's own name alone, and not on which other files there are: those may be withheld.
fn address(kind: PageKind, lang: Option<Text>, gate: &mut RecordGate) -> Option<Address> {
    let file = gate.reader.source.path.clone();
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (name, tag) = tags::of_name(&stem);
    let site = &gate.site.config.settings.language;
    let foreign = tag.filter(|tag| !tags::same(tag, site));
    if tag.is_some_and(|tag| lang.as_deref().is_some_and(|lang| !tags::same(lang, tag))) {
        let (line, help) =
            (gate.reader.line("lang"), "let `lang` and the file's name say the same, or take `lang` out");
        gate.reader.refuse(Code::WrongValue, line, "lang", "the file's name ends with another language", help);
    }
    let original = path(kind, &file.with_file_name(name), foreign.is_some(), gate)?;
    Some(match foreign {
        None => Address { path: original, language: lang, original: None },
        Some(tag) => Address {
            path: format!("/{}{original}", tag.to_ascii_lowercase()),
            language: Some(Text::new(tag, gate.site.seal)),
            original: Some(original),
        },
    })
}

/// `path` has neither language nor ending.
fn path(kind: PageKind, path: &Path, translated: bool, gate: &mut RecordGate) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let inside = match kind {
        PageKind::Home => return Some("/".into()),
        PageKind::Plan => path,
        PageKind::Page => path.strip_prefix("pages").unwrap_or(path),
    };
    for part in inside.components() {
        parts.push(unnumbered(&part.as_os_str().to_string_lossy()).to_owned());
    }
    if parts.last().is_some_and(|part| part == "index") {
        parts.pop();
    }
    let slug = |part: &String| slug(part);
    let parts: Vec<String> = parts.iter().map(slug).collect();
    let taken = kind == PageKind::Page && !translated && parts.first().is_none_or(|first| routes::is_reserved(first));
    if taken || parts.iter().any(String::is_empty) {
        let (problem, help) = match parts.as_slice() {
            [] => (
                "this page would stand in the place of the home page",
                "move its text to index.md, in the content folder itself",
            ),
            _ => ("a page of this name would stand where another page of the site stands", "rename the file"),
        };
        gate.reader.refuse(Code::BadId, 0, "", problem, help);
        return None;
    }
    Some(parts.iter().fold("/".to_owned(), |path, part| format!("{path}{part}/")))
}

/// Without the number that orders it; a day's year is none.
fn unnumbered(name: &str) -> &str {
    let is_day = name.get(..10).is_some_and(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok());
    if is_day {
        return name;
    }
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['-', '_', '.', ' ']) {
        Some(rest) if rest.len() < name.len() - 1 && !rest.is_empty() => rest,
        _ => name,
    }
}

fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for it in name.chars() {
        match it {
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(it),
            'A'..='Z' => slug.push(it.to_ascii_lowercase()),
            it if it.is_alphanumeric() => slug.extend(it.to_lowercase()),
            _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_matches('-').to_owned()
}

/// The first heading, where the text begins with one, and what follows it.
fn first_heading(body: &str) -> (Option<&str>, &str) {
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    if let Some(heading) = first.strip_prefix("# ") {
        return (Some(heading.trim().trim_end_matches('#').trim_end()), rest.trim_start_matches('\n'));
    }
    let (second, after) = rest.split_once('\n').unwrap_or((rest, ""));
    let underlined = second.len() > 1 && second.trim_end().bytes().all(|byte| byte == b'=');
    if underlined && !first.trim().is_empty() {
        (Some(first.trim()), after.trim_start_matches('\n'))
    } else {
        (None, body)
    }
}

/// A heading without its marks: `**Plan** & [Role](x)` is `Plan & Role`.
fn plain(heading: &str) -> String {
    use pulldown_cmark::{Event, Parser};
    let mut text = String::with_capacity(heading.len());
    for event in Parser::new_ext(heading, public::DIALECT) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn default_title(place: Place, path: &str) -> String {
    match place {
        Place::Page(_) => from_name(path),
        Place::Report(period) => format!("Transparency report {period}"),
    }
}

/// `/plan/task-incident-response-plan/` is "Task incident response plan".
fn from_name(path: &str) -> String {
    let name = path.trim_matches('/').rsplit('/').next().unwrap_or_default().replace(['-', '_'], " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Parts of the plan, and pages of a folder, come in the order of their weights or numbers, then by name; the index first.
pub(in crate::private) fn reading_order(path: &Path, weight: Option<i64>) -> Vec<(i64, String)> {
    let part = |part: &std::ffi::OsStr| {
        let name = part.to_string_lossy().to_lowercase();
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse::<i64>().ok().and_then(|number| number.checked_mul(1000));
        match tags::of_name(&name).0 {
            "index" => (i64::MIN, String::new()),
            _ => (number.unwrap_or(i64::MAX), name),
        }
    };
    let mut order: Vec<_> = path.with_extension("").components().map(|it| part(it.as_os_str())).collect();
    if let (Some(weight), Some((number, name))) = (weight, order.last_mut())
        && !name.is_empty()
    {
        *number = weight;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_orders_and_is_not_in_the_url() {
        assert_eq!(unnumbered("2-roles"), "roles");
        assert_eq!(unnumbered("2024-review"), "review");
        assert_eq!(unnumbered("404"), "404");
        assert_eq!(unnumbered("7"), "7");
    }

    #[test]
    fn a_file_s_name_becomes_an_address_of_small_letters() {
        let names = ["On Call", " on call!", "Über_uns", "a.b", "---"].map(slug);
        assert_eq!(names, ["on-call", "on-call", "über_uns", "a-b", ""]);
    }

    #[test]
    fn the_first_heading_is_the_title_and_shown_once() {
        assert_eq!(first_heading("# A *b*\n\ntext"), (Some("A *b*"), "text"));
        assert_eq!(first_heading("A\n===\ntext"), (Some("A"), "text"));
        assert_eq!(first_heading("text\n# A"), (None, "text\n# A"));
        assert_eq!(plain("**Plan** & [Role](x)"), "Plan & Role");
    }

    #[test]
    fn the_index_comes_first_then_numbers_then_names() {
        let mut paths = ["plan/b.md", "plan/10-x.md", "plan/2-y.md", "plan/index.md", "plan/a.md"].map(Path::new);
        paths.sort_by_key(|path| reading_order(path, None));
        assert_eq!(paths, ["plan/index.md", "plan/2-y.md", "plan/10-x.md", "plan/a.md", "plan/b.md"].map(Path::new));
        let weight = |path: &Path| match path.to_str() {
            Some("plan/b.md") => Some(5_500),
            Some("plan/2-y.md") => Some(20_000),
            _ => None,
        };
        paths.sort_by_key(|path| reading_order(path, weight(path)));
        assert_eq!(paths, ["plan/index.md", "plan/b.md", "plan/10-x.md", "plan/2-y.md", "plan/a.md"].map(Path::new));
    }
}
