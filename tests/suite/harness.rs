//! A site written from strings, built by the program itself, and what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The clock of all builds here. It lies behind us on any machine, so that no build needs `--preview`.
pub const AT: &str = "2024-06-01T12:00:00Z";

pub const SITE: &str = "\
title: Harbour Security
url: https://security.example.org/
report: { contact: [mailto:security@example.org], expires: 2024-12-31T00:00:00Z }
projects: [{ id: core, name: Harbour Core, packages: [pkg:cargo/harbour-core] }]
";

/// Where the sites for other audiences are served.
pub const AUDIENCES: &str = "\
audiences: { green: { url: \"https://green.example.org\" }, amber: { url: \"https://partners.example.org/security/\" }, \
amber+strict: { url: \"https://strict.example.org/\" }, red: { url: \"https://red.example.org/\" } }
";

/// A folder with content in it, gone when it is dropped.
pub struct Site {
    folder: TempDir,
    /// Of the user's own, elsewhere.
    caches: TempDir,
}

/// One file of the output.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub bytes: Vec<u8>,
    /// Unix permissions; 0 elsewhere.
    pub mode: u32,
}

pub type Tree = BTreeMap<String, File>;

/// How a run of the program ended.
pub struct Run {
    pub code: i32,
    /// What it printed: stdout, then stderr.
    pub words: String,
    /// What lies in `public` afterwards.
    pub tree: Tree,
}

impl Site {
    /// A site with settings and nothing else.
    pub fn new() -> Self {
        Self::bare().with("site.yaml", SITE)
    }

    /// An empty content folder.
    pub fn bare() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("content")).expect("a content folder");
        Self { folder, caches: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Adds or replaces a file of the content.
    pub fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Adds lines to site.yaml.
    pub fn settings(self, lines: &str) -> Self {
        self.with("site.yaml", format!("{SITE}{lines}\n"))
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.content().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders of the content");
        fs::write(path, text).expect("a file of the content");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.content().join(path)).expect("a file to remove");
    }

    pub fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// Where this user's programs keep what can be made again.
    pub fn caches(&self) -> &Path {
        self.caches.path()
    }

    /// The program, in the site's folder, with nothing of CI about it, and with caches of its own.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fanlight"));
        command.args(arguments).current_dir(self.root()).env_remove("CI").stdin(Stdio::null());
        command.env("XDG_CACHE_HOME", self.caches.path());
        command
    }

    /// `fanlight build` at [`AT`], into `public`.
    pub fn build(&self) -> Run {
        self.build_with(&[])
    }

    pub fn build_with(&self, more: &[&str]) -> Run {
        let mut arguments = vec!["build"];
        if !more.contains(&"--at") {
            arguments.extend(["--at", AT]);
        }
        arguments.extend(more);
        self.run(&arguments)
    }

    /// `fanlight check`; its words are one line for each finding, `error[code]: file:line: key: problem`, and behind them
    /// what it prints for people, but for the lines of files that it shows on their author's own terminal.
    pub fn check(&self) -> Run {
        let human = self.run(&["check", "--at", AT]);
        let json = self.command(&["check", "--at", AT, "--format", "json"]).output().expect("the program runs");
        let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap_or_default();
        let findings = told["findings"].as_array().cloned().unwrap_or_default();
        let lines: String = findings.iter().map(|it| finding(it) + "\n").collect();
        let words: String =
            human.words.lines().filter(|line| !is_excerpt(line)).map(|line| format!("{line}\n")).collect();
        Run { words: format!("{lines}{}\n{words}", String::from_utf8_lossy(&json.stderr)), ..human }
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.ran(&mut self.command(arguments))
    }

    pub fn ran(&self, command: &mut Command) -> Run {
        let output = command.output().expect("the program runs");
        let words = [output.stdout, output.stderr].concat();
        Run {
            code: output.status.code().expect("an exit code"),
            words: String::from_utf8(words).expect("printed words are UTF-8"),
            tree: tree(&self.public()),
        }
    }

    /// The output of a build that has to succeed.
    #[track_caller]
    pub fn published(&self) -> Tree {
        let run = self.build();
        assert_eq!(run.code, 0, "the build failed:\n{}", run.words);
        run.tree
    }
}

fn finding(told: &serde_json::Value) -> String {
    let text = |key: &str| told[key].as_str().unwrap_or_default();
    let mut line = format!("{}[{}]: {}", text("level"), text("code"), text("file").trim_start_matches("content/"));
    if let Some(number) = told["line"].as_u64().filter(|it| *it > 0) {
        line += &format!(":{number}");
    }
    if !text("key").is_empty() {
        line += &format!(": {}", text("key"));
    }
    format!("{line}: {} ({})", text("problem"), text("help"))
}

impl Run {
    /// One page or file of the output.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        page(&self.tree, path)
    }

    #[track_caller]
    pub fn fine(self) -> Self {
        assert_eq!(self.code, 0, "the build failed:\n{}", self.words);
        self
    }
}

/// `7 | title: x`: a line of a file, as `check` shows it where the log is private.
pub fn is_excerpt(line: &str) -> bool {
    line.trim_start().split_once(" | ").is_some_and(|(number, _)| number.parse::<u32>().is_ok())
}

/// The real records that lie beside the repository. `None`: they are not here, which is said.
pub fn data() -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !data.is_dir() {
        eprintln!("SKIPPED: ../shared/data is not here");
    }
    data.is_dir().then_some(data)
}

/// Puts the records of a folder into `records/` beside the content, each as `change` makes it. Returns how many.
pub fn copy_records(from: &Path, site: &Site, change: fn(&str) -> String) -> usize {
    let files = walkdir::WalkDir::new(from).into_iter().flatten().filter(|it| it.file_type().is_file());
    let copied = files.map(|file| {
        let name = file.path().strip_prefix(from).expect("below").to_string_lossy().into_owned();
        site.write(&format!("../records/{name}"), change(&fs::read_to_string(file.path()).expect("a record")));
    });
    copied.count()
}

#[track_caller]
pub fn page(tree: &Tree, path: &str) -> String {
    let Some(file) = tree.get(path) else {
        panic!("no {path} among {:?}", tree.keys().collect::<Vec<_>>());
    };
    String::from_utf8(file.bytes.clone()).expect("a page is UTF-8")
}

/// Whether any file of the output, or its path, holds the text.
pub fn holds(tree: &Tree, text: &str) -> bool {
    tree.iter().any(|(path, file)| path.contains(text) || String::from_utf8_lossy(&file.bytes).contains(text))
}

/// All files below a folder, by their paths; nothing where there is no folder.
pub fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
        let file = File { bytes: fs::read(entry.path()).expect("a file of the output"), mode: mode(entry.path()) };
        files.insert(path, file);
    }
    files
}

#[cfg(unix)]
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::symlink_metadata(path).map_or(0, |symlink_metadata| symlink_metadata.permissions().mode())
}

#[cfg(not(unix))]
pub fn mode(_: &Path) -> u32 {
    0
}

/// Says where two trees differ first; `None`: they don't.
pub fn difference(a: &Tree, b: &Tree) -> Option<String> {
    let paths: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    paths.into_iter().find_map(|path| match (a.get(path), b.get(path)) {
        (Some(a), Some(b)) if a == b => None,
        (Some(a), Some(b)) if a.mode != b.mode => Some(format!("{path}: modes {:o} and {:o}", a.mode, b.mode)),
        (Some(a), Some(b)) => {
            let at = a.bytes.iter().zip(&b.bytes).take_while(|(a, b)| a == b).count();
            let around = |bytes: &[u8]| {
                let end = bytes.len().min(at + 80);
                String::from_utf8_lossy(&bytes[at.saturating_sub(80).min(end)..end]).into_owned()
            };
            Some(format!("{path} from byte {at}:\n  {:?}\n  {:?}", around(&a.bytes), around(&b.bytes)))
        }
        (Some(_), None) => Some(format!("{path} is in the first alone")),
        (None, _) => Some(format!("{path} is in the second alone")),
    })
}

#[track_caller]
pub fn assert_same(a: &Run, b: &Run) {
    assert_eq!((a.code, b.code), (0, 0), "a build failed:\n{}\n{}", a.words, b.words);
    if let Some(difference) = difference(&a.tree, &b.tree) {
        panic!("two outputs differ: {difference}");
    }
    assert_eq!(a.words, b.words, "two builds printed different words");
}

/// A record that is published.
pub fn record(keys: &str, body: &str) -> String {
    let keys = keys.trim_end();
    format!("---\ntitle: A public title\npublish: true\npublished: 2024-01-02T00:00:00Z\n{keys}\n---\n\n{body}\n")
}
