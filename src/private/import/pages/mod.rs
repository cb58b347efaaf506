//! Pages of other generators (Jekyll, Hugo, Docusaurus, MkDocs), as pages of ours.
//!
//! Front matter in YAML, TOML or JSON becomes the keys that a page has here; admonitions become alerts. Names of keys and numbers of
//! lines come out of it, no value does. A page that its own generator calls a draft isn't published, whatever is asked for.

mod blocks;
mod body;
mod comments;
mod front;
mod inline;
mod places;

use super::Marking;
use crate::private::load::{kept_bytes, kept_text};
use crate::private::yaml::Findings;
use crate::write::create;
use body::Body;
use chrono::NaiveDate;
use front::{Front, is_ahead};
use places::{Places, is_among_drafts, is_page};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What came of it.
#[derive(Default)]
pub struct Pages {
    /// Relative to the content folder.
    pub written: Vec<PathBuf>,
    /// Files that are there already, and were left alone.
    pub left: Vec<PathBuf>,
    pub drafts: usize,
    /// Pictures that were copied beside pages.
    pub pictures: usize,
    /// Keys that a page has no place for, and how many pages had them.
    pub dropped: BTreeMap<String, usize>,
    /// Pages with tags of a template language, which are text here, and their lines.
    pub tags: Vec<(PathBuf, Vec<usize>)>,
    /// Pages with pictures that aren't copied, as they aren't there or belong into `static/`, and their lines.
    pub lost: Vec<(PathBuf, Vec<usize>)>,
    /// Files that weren't read, and why.
    pub refused: Vec<(PathBuf, &'static str)>,
    pub failed: Vec<io::Error>,
}

/// Where pages go, and how.
pub struct Moved<'m> {
    /// The content folder.
    pub into: &'m Path,
    pub marking: Marking,
    /// What is dated later isn't built by its own generator either.
    pub today: NaiveDate,
}

/// A page, converted.
struct Page {
    text: String,
    draft: bool,
    dropped: Vec<String>,
    body: Body,
}

/// A larger file is no page, and no picture of one.
const LARGEST: u64 = 4 << 20;

/// Converts the pages in `from`, a file or a folder, into `pages/` of the content folder `into`.
pub fn import_pages(from: &Path, moved: &Moved, pages: &mut Pages) {
    let folder = if from.is_dir() { from } else { from.parent().unwrap_or(Path::new("")) };
    // What is behind a link may be anywhere.
    let files = WalkDir::new(from).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let inside = files.map(|entry| entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned());
    let all: Vec<PathBuf> = inside.filter(|inside| is_page(inside)).collect();
    let places = Places::of(folder, all.iter().cloned());
    for inside in &all {
        let path = folder.join(inside);
        if path.metadata().is_ok_and(|metadata| metadata.len() > LARGEST) {
            pages.refused.push((path, "it is larger than 4 MiB"));
            continue;
        }
        let Some(text) = kept_text(&path, &Findings::new(inside)) else {
            pages.refused.push((path, "it can't be read as text in UTF-8"));
            continue;
        };
        match convert(inside, &text, moved, &places) {
            Ok(page) => put(page, folder, places.landing(inside), moved.into, pages),
            Err(why) => pages.refused.push((path, why)),
        }
    }
}

fn put(page: Page, folder: &Path, path: PathBuf, into: &Path, pages: &mut Pages) {
    let Page { text, draft, dropped, body } = page;
    match create(&into.join(&path), text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return pages.left.push(path);
        }
        Err(error) => return pages.failed.push(error),
    }
    pages.drafts += usize::from(draft);
    for key in dropped {
        *pages.dropped.entry(key).or_default() += 1;
    }
    if !body.tags.is_empty() {
        pages.tags.push((path.clone(), body.tags));
    }
    if !body.lost.is_empty() {
        pages.lost.push((path.clone(), body.lost));
    }
    for (name, inside) in &body.pictures {
        let (from, to) = (folder.join(inside), into.join(path.with_file_name(name)));
        let to = if name.starts_with('/') { into.join("static").join(inside) } else { to };
        match kept_bytes(&from).and_then(|bytes| copy(&bytes, &to)) {
            Ok(Copied::New) => pages.pictures += 1,
            Ok(Copied::Before) => {}
            Ok(Copied::Differs) => pages.refused.push((from, "another picture of this name is there")),
            Err(error) => pages.failed.push(error),
        }
    }
    pages.written.push(path);
}

enum Copied {
    New,
    /// Another page of the folder shows it too, or an import before brought it.
    Before,
    Differs,
}

fn copy(bytes: &[u8], to: &Path) -> io::Result<Copied> {
    match create(to, bytes) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(if kept_bytes(to)? == bytes { Copied::Before } else { Copied::Differs })
        }
        done => done.map(|()| Copied::New),
    }
}

/// The text of a page of ours. An error is why not.
fn convert(inside: &Path, text: &str, moved: &Moved, places: &Places) -> Result<Page, &'static str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n");
    let (front, body) = Front::read(&text, moved.today)?;
    let name = inside.file_name().unwrap_or_default().to_string_lossy();
    let draft = front.draft || is_among_drafts(inside) || is_ahead(&name, moved.today);
    let body = body::convert(body, inside, places, draft || moved.marking == Marking::Unpublished);
    let draft = draft || body.hides;
    let mut keys = String::from("---\n");
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for (key, value) in [("title", &front.title), ("summary", &front.description)] {
        keys.extend(value.as_deref().map(|value| format!("{key}: {}\n", quoted(value))));
    }
    // The first page of a folder is first anyhow.
    let is_first = places.landing(inside).ends_with("index.md");
    keys.extend(front.weight.filter(|_| !is_first).map(|weight| format!("weight: {weight}\n")));
    keys.extend(front.date.as_deref().map(|date| format!("modified: {date}\n")));
    if moved.marking == Marking::Unpublished || draft {
        keys += "publish: false\n";
    }
    let mut dropped = front.dropped;
    dropped.extend((body.attributes > 0).then(|| "{: … }".to_owned()));
    Ok(Page { text: format!("{keys}---\n\n{}\n", body.text.trim()), draft, dropped, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(name: &str, text: &str, marking: Marking) -> Result<Page, &'static str> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
        convert(Path::new(name), text, &Moved { into: Path::new(""), marking, today }, &Places::of(Path::new(""), []))
    }

    fn page(name: &str, text: &str) -> Page {
        converted(name, text, Marking::Published).unwrap_or_else(|why| panic!("{why}"))
    }

    #[test]
    fn front_matter_of_four_generators_becomes_the_keys_of_a_page() {
        let expected =
            "---\ntitle: \"The policy\"\nsummary: \"How we: work\"\nmodified: 2024-05-06T08:00:00Z\n---\n\nWords.\n";
        for (name, text) in [
            (
                "policy.md",
                "---\nlayout: page\npermalink: /policy/\ntitle: The policy\ndescription: \"How we: work\"\ndate: 2024-05-06 10:00:00 +0200\n---\n\nWords.\n",
            ),
            (
                "policy.md",
                "+++\ntitle = \"The policy\"\ndescription = \"How we: work\"\ndate = 2024-05-06T10:00:00+02:00\n[params]\nx = 1\n+++\nWords.\n",
            ),
            (
                "policy.mdx",
                "---\nid: p\ntitle: The policy\ndescription: \"How we: work\"\ndate: 2024-05-06T08:00:00Z\n---\nimport X from '@x';\n\nWords.\n",
            ),
            (
                "policy.md",
                "{\n\"title\": \"The policy\", \"description\": \"How we: work\",\n\"date\": \"2024-05-06T08:00Z\" }\n\nWords.\n",
            ),
        ] {
            assert_eq!(page(name, text).text, expected, "{text}");
        }
    }

    #[test]
    fn what_its_generator_keeps_back_is_not_published() {
        for key in [
            "draft: true",
            "published: false",
            "unlisted: true",
            "publishDate: 2999-01-01",
            "draft: maybe",
            "hidden: yes please",
            "embargo: 2999-01-01T00:00:00Z",
            "tlp: amber",
            "permalink: false",
            "date: 2026-06-02",
            "status: Draft",
            "password: x",
            "_build: { render: never }",
        ] {
            let page = page("a.md", &format!("---\ntitle: A\n{key}\n---\nx\n"));
            assert!(page.draft && page.text.contains("\npublish: false\n"), "{key}: {}", page.text);
        }
        for hidden in ["<p hidden>x</p>", "<div style=\"Display: none\">x</div>"] {
            assert!(page("a.md", hidden).draft, "{hidden}");
        }
        assert!(page("_drafts/a.md", "x").draft && page("_posts/2026-06-02-a.md", "x").draft);
        assert!(!page("_posts/2026-06-01-a.md", "`<p hidden>`\n\n    <p hidden>").draft);
        for key in ["draft: false", "published: true"] {
            assert!(!page("a.md", &format!("---\n{key}\n---\nx\n")).draft, "{key}");
        }
        let unpublished = converted("a.md", "x", Marking::Unpublished);
        assert!(unpublished.is_ok_and(|unpublished| unpublished.text.contains("publish: false")));
    }

    #[test]
    fn a_weight_orders_and_first_pages_are_called_index() {
        // Names stay: other pages link to them.
        for key in ["weight", "sidebar_position", "nav_order"] {
            let page = page("roles.md", &format!("---\n{key}: 20\n---\nx\n"));
            assert_eq!(page.text, "---\nweight: 20\n---\n\nx\n");
        }
        assert_eq!(page("guides/_index.md", "---\nweight: 3\n---\nx\n").text, "---\n---\n\nx\n");
        assert_eq!(page("a.md", "---\ntags: [x]\nlayout: y\n---\nx\n").dropped, ["layout", "tags"]);
    }

    #[test]
    fn marks_of_ours_are_not_read_as_another_generators_words() {
        for text in [
            "---\ntitle: !private A\n---\nx\n",
            "---\ntitle: A\n",
            "+++\ntitle = \n+++\nx\n",
            "---\na: &x 1\nb: *x\n---\n",
        ] {
            assert!(converted("a.md", text, Marking::Published).is_err(), "{text}");
        }
    }
}
