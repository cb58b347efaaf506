//! Pages of other generators (Jekyll, Hugo, Docusaurus, MkDocs), as pages of ours.
//!
//! Front matter in YAML, TOML or JSON becomes the keys that a page has here; admonitions become alerts. Names of keys and numbers of
//! lines come out of it, no value does. A page that its own generator calls a draft isn't published, whatever is asked for.

mod body;
mod front;

use super::Marking;
use crate::private::load::kept_text;
use crate::private::yaml::Findings;
use crate::write::create;
use front::Front;
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// What came of it.
#[derive(Default)]
pub struct Pages {
    /// Relative to the content folder.
    pub written: Vec<PathBuf>,
    /// Files that are there already, and were left alone.
    pub left: usize,
    pub drafts: usize,
    /// Keys that a page has no place for, and how many pages had them.
    pub dropped: BTreeMap<String, usize>,
    /// Pages with tags of a template language, which are text here, and the lines of the first few.
    pub tags: Vec<(PathBuf, Vec<usize>)>,
    /// Files that weren't read, and why.
    pub refused: Vec<(PathBuf, &'static str)>,
    pub failed: Vec<io::Error>,
}

/// A page, converted.
struct Page {
    /// Of its file, without the folder.
    name: String,
    text: String,
    draft: bool,
    dropped: Vec<String>,
    tags: Vec<usize>,
}

/// A larger file is no page.
const LARGEST: u64 = 4 << 20;

/// Converts the pages in `from`, a file or a folder, into `pages/` of the content folder `into`.
pub fn import_pages(from: &Path, into: &Path, marking: Marking, pages: &mut Pages) {
    let folder = if from.is_dir() { from } else { from.parent().unwrap_or(Path::new("")) };
    for entry in WalkDir::new(from).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        let page =
            path.extension().is_some_and(|extension| ["md", "mdx", "markdown"].iter().any(|known| extension == *known));
        let inside = path.strip_prefix(folder).unwrap_or(path);
        let hidden = inside
            .components()
            .any(|part| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b".")));
        // What is behind a link may be anywhere.
        if !entry.file_type().is_file() || !page || hidden {
            continue;
        }
        if entry.metadata().is_ok_and(|metadata| metadata.len() > LARGEST) {
            pages.refused.push((path.to_owned(), "it is larger than 4 MiB"));
            continue;
        }
        let Some(text) = kept_text(path, &Findings::new(inside)) else {
            pages.refused.push((path.to_owned(), "it can't be read as text in UTF-8"));
            continue;
        };
        match convert(inside, &text, marking) {
            Ok(page) => put(page, inside, into, pages),
            Err(why) => pages.refused.push((path.to_owned(), why)),
        }
    }
}

fn put(page: Page, inside: &Path, into: &Path, pages: &mut Pages) {
    let Page { name, text, draft, dropped, tags } = page;
    let path = Path::new("pages").join(inside.parent().unwrap_or(Path::new(""))).join(name);
    match create(&into.join(&path), text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            pages.left += 1;
            return;
        }
        Err(error) => return pages.failed.push(error),
    }
    pages.drafts += usize::from(draft);
    for key in dropped {
        *pages.dropped.entry(key).or_default() += 1;
    }
    if !tags.is_empty() {
        pages.tags.push((path.clone(), tags));
    }
    pages.written.push(path);
}

/// The text of a page of ours. An error is why not.
fn convert(inside: &Path, text: &str, marking: Marking) -> Result<Page, &'static str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n");
    let (front, body) = Front::read(&text)?;
    let is_mdx = inside.extension().is_some_and(|extension| extension == "mdx");
    let body::Body { text: body, tags } = body::convert(body, is_mdx);
    let stem = inside.file_stem().unwrap_or_default().to_string_lossy();
    let stem = if ["_index", "README", "readme"].contains(&&*stem) { "index" } else { &*stem };
    let name = format!("{stem}.md");
    let mut keys = String::from("---\n");
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for (key, value) in [("title", &front.title), ("summary", &front.description)] {
        keys.extend(value.as_deref().map(|value| format!("{key}: {}\n", quoted(value))));
    }
    // The first page of a folder is first anyhow.
    keys.extend(front.weight.filter(|_| stem != "index").map(|weight| format!("weight: {weight}\n")));
    keys.extend(front.date.as_deref().map(|date| format!("modified: {date}\n")));
    if marking == Marking::Unpublished || front.draft {
        keys += "publish: false\n";
    }
    Ok(Page { name, text: format!("{keys}---\n\n{}\n", body.trim()), draft: front.draft, dropped: front.dropped, tags })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str, text: &str) -> Page {
        convert(Path::new(name), text, Marking::Published).unwrap_or_else(|why| panic!("{why}"))
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
            "_build: { render: never }",
        ] {
            let page = page("a.md", &format!("---\ntitle: A\n{key}\n---\nx\n"));
            assert!(page.draft && page.text.contains("\npublish: false\n"), "{key}: {}", page.text);
        }
        for key in ["draft: false", "published: true"] {
            assert!(!page("a.md", &format!("---\n{key}\n---\nx\n")).draft, "{key}");
        }
        let unpublished = convert(Path::new("a.md"), "x", Marking::Unpublished);
        assert!(unpublished.is_ok_and(|unpublished| unpublished.text.contains("publish: false")));
    }

    #[test]
    fn a_weight_orders_and_first_pages_are_called_index() {
        // Names stay: other pages link to them.
        for key in ["weight", "sidebar_position", "nav_order"] {
            let page = page("roles.md", &format!("---\n{key}: 20\n---\nx\n"));
            assert_eq!((page.name.as_str(), page.text.as_str()), ("roles.md", "---\nweight: 20\n---\n\nx\n"));
        }
        assert_eq!(page("_index.md", "---\nweight: 3\n---\nx\n").name, "index.md");
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
            assert!(convert(Path::new("a.md"), text, Marking::Published).is_err(), "{text}");
        }
    }
}
