//! A site's files in memory, and a private folder that holds one twin of them after another.

use crate::config::Format;
use crate::public::{Kind, Vocabulary};
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Files by their paths in the content folder.
#[derive(Clone, Default)]
pub struct Content {
    pub files: BTreeMap<PathBuf, Arc<[u8]>>,
    /// Folders of records that other teams keep, as we keep ours.
    teams: Vec<PathBuf>,
}

/// What a file is for, by its path.
#[derive(Clone, PartialEq, Eq)]
pub enum Role {
    Settings,
    Allowances,
    Record(Kind),
    Page,
    /// Beside a record or pages; the folder that these lie in.
    Attachment(PathBuf),
    Other,
}

/// Records that are kept elsewhere.
#[derive(Clone)]
pub struct ExternalSource {
    pub path: PathBuf,
    pub format: Format,
    pub publish: bool,
}

/// What site.yaml names under `sources`.
pub fn sources(settings: &Value) -> Vec<ExternalSource> {
    let all = settings.get("sources").and_then(Value::as_sequence).into_iter().flatten();
    let one = |it: &Value| {
        let path = PathBuf::from(it.get("path")?.as_str()?);
        let format = Format::from_word(it.get("format")?.as_str()?)?;
        let publish = it.get("publish").and_then(Value::as_bool).unwrap_or(false);
        path.starts_with("..").then_some(ExternalSource { path, format, publish })
    };
    all.filter_map(one).collect()
}

/// Folders of other teams' own records, which site.yaml names under `sources` too.
fn teams(settings: &Value) -> Vec<PathBuf> {
    let all = settings.get("sources").and_then(Value::as_sequence).into_iter().flatten();
    let ours = all.filter(|it| it.get("format").and_then(Value::as_str) == Some("fanlight"));
    let paths = ours.filter_map(|it| it.get("path")?.as_str()).map(PathBuf::from);
    paths.filter(|path| path.starts_with("..")).collect()
}

impl Content {
    pub fn read(folder: &Path) -> io::Result<Content> {
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(folder).follow_links(true) {
            let entry = entry.map_err(io::Error::other)?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                files.insert(path.to_owned(), Arc::from(std::fs::read(entry.path())?));
            }
        }
        let mut content = Content { files, teams: Vec::new() };
        let settings = content.text(Path::new("site.yaml")).and_then(|text| serde_yaml::from_str(text).ok());
        content.teams = settings.iter().flat_map(teams).collect();
        for path in settings.iter().flat_map(sources).map(|source| source.path).chain(content.teams.clone()) {
            content.read_source(folder, &path)?;
        }
        Ok(content)
    }

    /// The same site without any file.
    pub fn empty(&self) -> Content {
        Content { files: BTreeMap::new(), teams: self.teams.clone() }
    }

    /// What the file at `path` is for. Of another team's folder records count, with what lies beside them.
    pub fn role(&self, path: &Path) -> Role {
        let inside = self.teams.iter().find_map(|team| Some((team, path.strip_prefix(team).ok()?)));
        match inside.map(|(team, path)| (team, role(path))) {
            None => role(path),
            Some((_, Role::Record(kind))) => Role::Record(kind),
            Some((team, Role::Attachment(folder)))
                if Kind::ALL.iter().any(|kind| folder.starts_with(kind.section())) =>
            {
                Role::Attachment(team.join(folder))
            }
            Some(_) => Role::Other,
        }
    }

    /// What lies beside the content folder is called as site.yaml calls it: `../advisories/x.json`.
    fn read_source(&mut self, folder: &Path, named: &Path) -> io::Result<()> {
        if named.iter().filter(|part| *part == "..").count() > LEVELS {
            return Err(io::Error::other("a source lies too far from the content folder for a proof"));
        }
        // What can't be read is an error of the site, which the site's own build reports.
        let entries = WalkDir::new(folder.join(named)).follow_links(true).into_iter().filter_map(Result::ok);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            let inside = entry.path().strip_prefix(folder.join(named)).unwrap_or(entry.path());
            let path = if entry.depth() == 0 { named.to_owned() } else { named.join(inside) };
            self.files.insert(path, Arc::from(std::fs::read(entry.path())?));
        }
        Ok(())
    }

    pub fn text(&self, path: &Path) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    pub fn put(&mut self, path: impl Into<PathBuf>, bytes: impl AsRef<[u8]>) {
        self.files.insert(path.into(), Arc::from(bytes.as_ref()));
    }

    /// Whether any file holds this word, in any letter case.
    pub fn holds(&self, word: &str) -> bool {
        let holds = |bytes: &[u8]| memchr::memmem::find(&bytes.to_ascii_lowercase(), word.as_bytes()).is_some();
        self.files.iter().any(|(path, bytes)| holds(path.as_os_str().as_encoded_bytes()) || holds(bytes))
    }
}

/// What the file at `path` of a content folder is for.
fn role(path: &Path) -> Role {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    let record = |name: &str| [".md", ".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
    match parts.as_slice() {
        ["site.yaml"] => Role::Settings,
        ["audit.yaml"] => Role::Allowances,
        ["index.md"] => Role::Page,
        ["plan" | "pages", .., name] | ["reports", name] if name.ends_with(".md") => Role::Page,
        ["plan" | "pages", .., _] => Role::Attachment(path.parent().unwrap_or(path).to_owned()),
        [section, rest @ ..] => match (Kind::ALL.into_iter().find(|kind| kind.section() == *section), rest) {
            (Some(kind), [name]) if record(name) => Role::Record(kind),
            (Some(kind), [_, "index.md"]) => Role::Record(kind),
            (Some(_), [folder, _, ..]) => Role::Attachment(Path::new(section).join(folder)),
            _ => Role::Other,
        },
        [] => Role::Other,
    }
}

/// So many folders lie above a twin's content folder, for what lies beside it.
const LEVELS: usize = 8;

/// A folder that its owner alone can enter. Only what differs from the twin before is written.
pub struct Workspace {
    folder: TempDir,
    holds: Content,
}

impl Workspace {
    pub fn new() -> io::Result<Workspace> {
        let folder = tempfile::Builder::new().prefix("fanlight-prove-").tempdir()?;
        std::fs::create_dir_all(above(folder.path()).join("content"))?;
        Ok(Workspace { folder, holds: Content::default() })
    }

    /// The folder above the content folder.
    pub fn root(&self) -> PathBuf {
        above(self.folder.path())
    }

    pub fn content(&self) -> PathBuf {
        self.root().join("content")
    }

    /// Makes the folder hold just these files.
    pub fn set(&mut self, content: &Content) -> io::Result<()> {
        let root = self.content();
        for path in self.holds.files.keys().filter(|path| !content.files.contains_key(*path)) {
            std::fs::remove_file(root.join(path))?;
            let mut folder = path.parent();
            while let Some(above) = folder.filter(|above| *above != Path::new("")) {
                // One that still holds something stays.
                if std::fs::remove_dir(root.join(above)).is_err() {
                    break;
                }
                folder = above.parent();
            }
        }
        for (path, bytes) in &content.files {
            if self.holds.files.get(path).is_none_or(|before| before != bytes) {
                write(&root.join(path), bytes)?;
            }
        }
        self.holds = content.clone();
        Ok(())
    }
}

fn above(folder: &Path) -> PathBuf {
    (1..LEVELS).fold(folder.to_owned(), |folder, _| folder.join("above"))
}

/// Writes a twin's file, into a folder of the proof's own.
#[expect(clippy::disallowed_methods, reason = "twins lie in a private folder of their own, and are no output")]
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}
