//! Where each page and picture of another generator's folder lands here, and so what a link from one to another is here.

use crate::public::routes::is_reserved;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Pages, by the end of their names.
const PAGES: [&str; 3] = ["md", "mdx", "markdown"];
/// Pictures that a page here shows, by the end of their names.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// The pages of a folder, by their paths in it, and where each lands in the content folder.
pub(super) struct Places {
    folder: PathBuf,
    pages: HashMap<PathBuf, PathBuf>,
}

/// What a link of a page leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Another page; the link from here.
    Page(String),
    /// A picture of the folder, by its path there. It will lie beside the page.
    Picture(PathBuf),
    /// A picture, by its name, that isn't there.
    Lost,
    /// An address, or what we know nothing of: it stays as it is.
    Other,
}

impl Places {
    pub fn of(folder: &Path, pages: impl IntoIterator<Item = PathBuf>) -> Self {
        let pages = pages.into_iter().map(|inside| (inside.clone(), landing(&inside))).collect();
        Places { folder: folder.to_owned(), pages }
    }

    /// Relative to the content folder.
    pub fn landing(&self, inside: &Path) -> PathBuf {
        self.pages.get(inside).cloned().unwrap_or_else(|| landing(inside))
    }

    /// What `written` leads to, in the page at `from`.
    pub fn target(&self, from: &Path, written: &str) -> Target {
        let (path, rest) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        if path.is_empty() || path.contains(':') || path.starts_with("//") {
            return Target::Other;
        }
        let beside = from.parent().unwrap_or(Path::new(""));
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        // From the root of the site, as `/x` says, or as Hugo and Docusaurus look names up.
        let from_root = normal(Path::new(decoded.trim_start_matches('/')));
        let from_here = if path.starts_with('/') { None } else { normal(&beside.join(&*decoded)) };
        // As browsers follow it, where a page's address ends with a slash.
        let from_address = normal(&from.with_extension("").join(&*decoded)).filter(|_| !path.starts_with('/'));
        let candidates = [&from_here, &from_address, &from_root].into_iter().flatten();
        if let Some(page) = candidates.flat_map(|path| spellings(path)).find_map(|path| self.pages.get(&path)) {
            return Target::Page(relative(&self.landing(from), page) + rest);
        }
        if !has_extension(Path::new(&*decoded), &PICTURES) {
            return Target::Other;
        }
        const ROOTS: [&str; 4] = ["", "static", "assets", "public"];
        // What is behind a symbolic link may be anywhere.
        let is_file = |path: &PathBuf| self.folder.join(path).symlink_metadata().is_ok_and(|found| found.is_file());
        let rooted = from_root.iter().flat_map(|path| ROOTS.iter().map(move |root| Path::new(root).join(path)));
        from_here.into_iter().chain(rooted).find(is_file).map_or(Target::Lost, Target::Picture)
    }
}

/// The files that a path may mean: itself, and where it has no ending, or `.html`, the page that would be there.
fn spellings(path: &Path) -> Vec<PathBuf> {
    let mut all = vec![path.to_owned()];
    if path.extension().is_none_or(|extension| extension == "html") && path != Path::new("") {
        let bare = path.with_extension("");
        all.extend(PAGES.map(|extension| bare.with_extension(extension)));
        all.extend(["index.md", "index.mdx", "_index.md", "README.md"].map(|name| bare.join(name)));
    }
    all
}

/// Whether its generator takes a file for a page.
pub(super) fn is_page(inside: &Path) -> bool {
    // Jekyll's templates, and what generators write.
    const NONE: [&str; 6] = ["_includes", "_layouts", "_sass", "_data", "_site", "node_modules"];
    let passed_over = |part: Component| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with('.') || NONE.contains(&&*name)
    };
    has_extension(inside, &PAGES) && !inside.components().any(passed_over)
}

/// Whether it lies where Jekyll keeps drafts.
pub(super) fn is_among_drafts(inside: &Path) -> bool {
    inside.components().any(|part| part.as_os_str() == "_drafts")
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    path.extension().is_some_and(|extension| known.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The first page of the folder is the home page. Jekyll's collections have names that begin with `_`, and addresses that don't.
fn landing(inside: &Path) -> PathBuf {
    let stem = inside.file_stem().unwrap_or_default().to_string_lossy();
    let stem = if ["_index", "README", "readme"].contains(&&*stem) { "index" } else { &*stem };
    let folder = inside.parent().unwrap_or(Path::new(""));
    if stem == "index" && folder == Path::new("") {
        return PathBuf::from("index.md");
    }
    let parts = folder.components().map(|part| part.as_os_str().to_string_lossy().trim_start_matches('_').to_owned());
    let mut parts: Vec<String> = parts.chain([stem.to_owned()]).collect();
    // Where the site has pages of its own.
    if is_reserved(&parts[0].to_lowercase()) {
        parts[0] += "-page";
    }
    Path::new("pages").join(parts.iter().collect::<PathBuf>()).with_added_extension("md")
}

/// Without `.` and `..`; nothing where it leads out.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => normal.push(name),
            Component::ParentDir => normal.pop().then_some(())?,
            _ => {}
        }
    }
    Some(normal)
}

/// The link from one file to another.
fn relative(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (from, to) = (parts(from.parent().unwrap_or(Path::new(""))), parts(to));
    let common = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let encoded = |part: &String| part.replace(' ', "%20");
    up.chain(to[common..].iter().map(encoded)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let pages = ["index.md", "a.mdx", "_guides/README.md", "_guides/b c.md", "Search.md", "plan/d.1.md"];
        Places::of(Path::new("/nowhere"), pages.map(PathBuf::from))
    }

    #[test]
    fn links_lead_to_where_pages_land() {
        let places = places();
        for (from, written, expected) in [
            ("index.md", "a.mdx", "pages/a.md"),
            ("a.mdx", "Search.md", "Search-page.md"),
            ("_guides/b c.md", "../a.html#x", "../a.md#x"),
            ("index.md", "/a/", "pages/a.md"),
            ("a.mdx", "../plan/d.1.md", "plan-page/d.1.md"),
            ("a.mdx", "_guides/", "guides/index.md"),
            ("a.mdx", "plan/d.1.md", "plan-page/d.1.md"),
            ("index.md", "_guides/b%20c.md#x", "pages/guides/b%20c.md#x"),
            ("a.mdx", "./_guides/README.md?x", "guides/index.md?x"),
            ("_guides/b c.md", "../a.mdx", "../a.md"),
            ("_guides/b c.md", "/a.mdx", "../a.md"),
            ("_guides/b c.md", "a.mdx", "../a.md"),
            ("_guides/b c.md", "README.md", "index.md"),
            ("_guides/b c.md", "../index.md", "../../index.md"),
        ] {
            assert_eq!(places.target(Path::new(from), written), Target::Page(expected.to_owned()), "{from}: {written}");
        }
    }

    #[test]
    fn what_is_none_of_the_pages_stays_and_a_picture_that_is_not_there_is_lost() {
        let target = |written: &str| places().target(Path::new("a.mdx"), written);
        for written in ["https://x.example/a.mdx", "#a", "", "mailto:a@x.example", "/policy/", "b.md", "//x/a.png", "/"]
        {
            assert_eq!(target(written), Target::Other, "{written}");
        }
        for written in ["x.png", "/x.SVG", "../x.png"] {
            assert_eq!(target(written), Target::Lost, "{written}");
        }
    }

    #[test]
    fn templates_are_no_pages() {
        for (path, expected) in [
            ("a.md", true),
            ("_posts/a.markdown", true),
            ("_includes/a.md", false),
            (".github/a.md", false),
            ("node_modules/x/README.md", false),
            ("a.html", false),
        ] {
            assert_eq!(is_page(Path::new(path)), expected, "{path}");
        }
    }
}
