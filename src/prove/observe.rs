//! What one build shows to the world: its exit code, its words, and every file.

use super::content::{Content, Workspace};
use super::viewpoint::Viewpoint;
use crate::audit::{Allowance, Leak, parse_allowances};
use crate::build::{BuildError, Destination, build};
use crate::private::{Opened, Request, open};
#[cfg(any(fuzzing, test))]
use crate::public::{Asset, Record, Site};
use crate::render::Theme;
use crate::write::Memory;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What a build shows.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Observed {
    /// As the program exits.
    pub code: u8,
    /// As `build` prints them.
    pub words: String,
    /// Digests by path.
    pub files: BTreeMap<String, Digest>,
    /// Why nothing was built, for those who may know.
    pub failure: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest {
    length: usize,
    hash: [u8; 32],
}

impl Digest {
    pub fn of(bytes: &[u8]) -> Digest {
        Digest { length: bytes.len(), hash: *blake3::hash(bytes).as_bytes() }
    }
}

/// Where two builds differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// The program ends in another way.
    Code(u8, u8),
    Words,
    /// A file that only one of them has.
    Path(String),
    Bytes {
        path: String,
        offset: usize,
    },
    /// Unix permissions of a file or folder.
    Mode(String),
}

impl Observed {
    /// The first difference; the offset in a file is found later.
    pub fn differs(&self, other: &Observed) -> Option<Difference> {
        if self.code != other.code {
            return Some(Difference::Code(self.code, other.code));
        }
        let paths = self.files.keys().chain(other.files.keys());
        let lone = paths.into_iter().find(|path| self.files.contains_key(*path) != other.files.contains_key(*path));
        if let Some(path) = lone {
            return Some(Difference::Path(path.clone()));
        }
        let changed = self.files.iter().find(|(path, digest)| other.files.get(*path) != Some(*digest));
        if let Some((path, _)) = changed {
            return Some(Difference::Bytes { path: path.clone(), offset: 0 });
        }
        (self.words != other.words).then_some(Difference::Words)
    }
}

/// Builds twins in memory, one after another, in one private folder.
pub struct Observer<'t> {
    theme: &'t Theme,
    words: fn(&Opened) -> String,
    workspace: Workspace,
    depth: Depth,
    /// The twin before, of which this one need not draw pictures again that say the same.
    before: Option<Arc<Memory>>,
    pub builds: usize,
}

/// How far a twin is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Depth {
    /// To the files that would be published, audited.
    #[default]
    Files,
    /// To what the gate lets out, of which all files are made: for tests with thousands of sites.
    #[cfg(any(fuzzing, test))]
    Model,
}

impl<'t> Observer<'t> {
    /// `words`: what `build` prints of what was opened.
    pub fn new(theme: &'t Theme, words: fn(&Opened) -> String, depth: Depth) -> std::io::Result<Self> {
        Ok(Observer { theme, words, workspace: Workspace::new()?, depth, before: None, builds: 0 })
    }

    pub fn observe(&mut self, content: &Content, viewpoint: &Viewpoint) -> std::io::Result<Observed> {
        Ok(self.run(content, viewpoint, None)?.0)
    }

    /// One file of the site.
    pub fn file(&mut self, content: &Content, viewpoint: &Viewpoint, path: &str) -> std::io::Result<Vec<u8>> {
        Ok(self.run(content, viewpoint, Some(path))?.1)
    }

    /// The instants at which the site changes by itself, as the gate knows them.
    pub fn coming(&mut self, content: &Content, viewpoint: &Viewpoint) -> std::io::Result<Vec<crate::public::Instant>> {
        self.workspace.set(content)?;
        Ok(self.open(viewpoint).coming)
    }

    fn open(&self, viewpoint: &Viewpoint) -> Opened {
        let (content, request) = (self.workspace.content(), request(viewpoint));
        match self.depth {
            Depth::Files => open(&content, request),
            #[cfg(any(fuzzing, test))]
            Depth::Model => crate::private::open_model(&content, request),
        }
    }

    fn run(&mut self, content: &Content, at: &Viewpoint, wanted: Option<&str>) -> std::io::Result<(Observed, Vec<u8>)> {
        self.builds += 1;
        self.workspace.set(content)?;
        let opened = self.open(at);
        let mut seen = Observed { words: (self.words)(&opened), ..Observed::default() };
        let Some(site) = &opened.site else {
            seen.code = 1;
            let all = opened.shown.iter().chain(&opened.hidden);
            let errors = all.filter(|it| it.level() == crate::diagnostic::Level::Error);
            seen.failure = errors.map(ToString::to_string).collect();
            return Ok((seen, Vec::new()));
        };
        #[cfg(any(fuzzing, test))]
        if self.depth == Depth::Model {
            let model = model(site);
            let file = wanted.and_then(|path| model.get(path).cloned()).unwrap_or_default();
            seen.files = model.into_iter().map(|(path, bytes)| (path, Digest::of(&bytes))).collect();
            return Ok((seen, file));
        }
        let memory = Arc::new(Memory::after(self.before.take(), &[], Vec::new()));
        let built = build(site, self.theme, opened.withheld, allowances(content), Destination::Memory(&memory));
        if let Err(error) = built {
            (seen.code, seen.failure) = failure(error);
            return Ok((seen, Vec::new()));
        }
        memory.finish();
        let files = memory.files();
        self.before = Some(memory);
        let found = wanted.and_then(|path| files.get(path)).map(|bytes| bytes.to_vec()).unwrap_or_default();
        seen.files = files.iter().map(|(path, bytes)| (path.to_string(), Digest::of(bytes))).collect();
        Ok((seen, found))
    }
}

/// What is public, as JSON: a file for each record and page.
#[cfg(any(fuzzing, test))]
pub fn model(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut put = |path: String, json: serde_json::Result<Vec<u8>>| {
        files.insert(path, json.unwrap_or_default());
    };
    let mut attached: Vec<&Asset> = site.assets.iter().collect();
    for (at, record) in site.records().enumerate() {
        let head = record.head();
        attached.extend(&head.attachments);
        let json = match record {
            Record::Advisory(it) => serde_json::to_vec(it),
            Record::Incident(it) => serde_json::to_vec(it),
            Record::Notice(it) => serde_json::to_vec(it),
            Record::Lesson(it) => serde_json::to_vec(it),
        };
        put(format!("{at}/{}", head.path()), json);
    }
    for (at, page) in site.written_pages().enumerate() {
        attached.extend(&page.attachments);
        put(format!("{at}{}", page.path), serde_json::to_vec(page));
    }
    for reserved in &site.reserved {
        put(format!("reserved{}", reserved.path()), serde_json::to_vec(reserved));
    }
    files.extend(attached.into_iter().map(|asset| (asset.path.to_string(), asset.bytes.to_vec())));
    files
}

fn request(at: &Viewpoint) -> Request {
    Request { audience: Some(at.audience), ..Request::at(at.now) }
}

fn allowances(content: &Content) -> Vec<Allowance> {
    let yaml = content.text(Path::new("audit.yaml"));
    yaml.and_then(|yaml| parse_allowances(yaml).ok()).unwrap_or_default()
}

fn failure(error: BuildError) -> (u8, Vec<String>) {
    match error {
        BuildError::Leaks(leaks) => (3, leaks.iter().map(Leak::private_line).collect()),
        BuildError::Render(errors) => (1, errors.iter().map(ToString::to_string).collect()),
        BuildError::Write(error) => (4, vec![error.to_string()]),
    }
}
