//! Runs the program itself on copies of the site, where everything around it is different.

use super::content::{Content, Workspace, write};
use super::facts::Facts;
use super::observe::{Difference, Digest, Observed};
use super::rewriter::{Action, Part, Rewriter};
use super::values::{Size, Wording};
use super::viewpoint::Viewpoint;
use crate::public::Vocabulary;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// How to run the program.
pub struct Surroundings<'s> {
    pub program: &'s Path,
    /// The folder that holds the content folder, where themes are.
    pub root: &'s Path,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variation {
    FileOrder,
    FileTimes,
    FileModes,
    WithheldNames,
    TimeZone,
    Locale,
    Environment,
    Folder,
    OneThread,
    ManyThreads,
    WarmOutput,
}

impl Variation {
    const ALL: [Variation; 11] = [
        Self::FileOrder,
        Self::FileTimes,
        Self::FileModes,
        Self::WithheldNames,
        Self::TimeZone,
        Self::Locale,
        Self::Environment,
        Self::Folder,
        Self::OneThread,
        Self::ManyThreads,
        Self::WarmOutput,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::FileOrder => "order of files",
            Self::FileTimes => "file times",
            Self::FileModes => "file modes",
            Self::WithheldNames => "names of withheld files",
            Self::TimeZone => "time zone",
            Self::Locale => "locale",
            Self::Environment => "environment",
            Self::Folder => "working folder",
            Self::OneThread => "one thread",
            Self::ManyThreads => "eight threads",
            Self::WarmOutput => "output folder of the build before",
        }
    }

    fn environment(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::TimeZone => &[("TZ", "Pacific/Kiritimati")],
            Self::Locale => &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("LANGUAGE", "tr")],
            Self::Environment => &[
                ("CI", "true"),
                ("GITHUB_ACTIONS", "true"),
                ("SOURCE_DATE_EPOCH", "1"),
                ("USER", "somebody"),
                ("HOME", "/nonexistent"),
                ("RUST_LOG", "trace"),
                ("COLUMNS", "40"),
                ("NO_COLOR", "1"),
            ],
            Self::OneThread => &[("RAYON_NUM_THREADS", "1")],
            Self::ManyThreads => &[("RAYON_NUM_THREADS", "8")],
            _ => &[],
        }
    }
}

/// How `build` begins to say that it had nothing to compare with.
const NO_FORMER_SITE: &str = "note: there was no former site";

/// What came of it.
pub struct Found {
    pub varied: Vec<Variation>,
    pub differs: Vec<(Variation, Difference)>,
    pub builds: usize,
}

pub fn vary(
    surroundings: &Surroundings,
    content: &Content,
    facts: &Facts,
    viewpoint: Viewpoint,
    progress: &dyn Fn(&str, usize, usize),
) -> io::Result<Found> {
    let mut workspace = Workspace::new()?;
    workspace.set(content)?;
    copy_themes(surroundings.root, &workspace.root())?;
    let run = Run { program: surroundings.program, viewpoint };
    let base = run.build(&workspace, Variation::FileOrder, "base")?;
    let mut found = Found { varied: Vec::new(), differs: Vec::new(), builds: 1 };
    for (at, variation) in Variation::ALL.into_iter().enumerate() {
        progress("surroundings", at, Variation::ALL.len());
        let out = if variation == Variation::WarmOutput { "base" } else { "out" };
        let mut twin = Workspace::new()?;
        let site = match variation {
            Variation::WithheldNames => renamed(content, facts, viewpoint),
            _ => content.clone(),
        };
        if variation == Variation::WarmOutput {
            workspace.set(&site)?;
        } else {
            arrange(&mut twin, &site, variation)?;
            copy_themes(surroundings.root, &twin.root())?;
        }
        let place = if variation == Variation::WarmOutput { &workspace } else { &twin };
        let seen = run.build(place, variation, out)?;
        found.builds += 1;
        found.varied.push(variation);
        found.differs.extend(base.differs(&seen).map(|difference| (variation, difference)));
    }
    Ok(found)
}

struct Run<'r> {
    program: &'r Path,
    viewpoint: Viewpoint,
}

impl Run<'_> {
    fn build(&self, place: &Workspace, variation: Variation, out: &str) -> io::Result<Observed> {
        let root = place.root();
        let elsewhere = variation == Variation::Folder;
        let mut command = Command::new(self.program);
        let (content, out_path) = match elsewhere {
            true => (root.join("content"), root.join(out)),
            false => (PathBuf::from("content"), PathBuf::from(out)),
        };
        command.current_dir(if elsewhere { Path::new("/") } else { &root });
        command.arg("build").arg(&content).arg("--out").arg(&out_path);
        command.arg("--at").arg(self.viewpoint.now.to_string());
        command.arg("--audience").arg(self.viewpoint.audience.word());
        for name in ["CI", "TZ", "LANG", "LC_ALL", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        // Of its own each time: a build that knows the former one makes nothing, and here the making is looked at.
        command.env("XDG_CACHE_HOME", root.join("caches").join(format!("{variation:?}")));
        command.envs(variation.environment().iter().copied());
        let output = command.output()?;
        // Whether there was a former site is seen from the output folder, not of the content.
        let said = String::from_utf8_lossy(&output.stderr);
        let said: String = said.lines().filter(|line| !line.starts_with(NO_FORMER_SITE)).collect();
        let counted = String::from_utf8_lossy(&output.stdout).replace(&*out_path.to_string_lossy(), "OUT");
        // How much was written again depends on what there was.
        let counted = counted.split(',').next().unwrap_or_default().replace("base:", "OUT:").replace("out:", "OUT:");
        let code = output.status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX);
        let files = if code == 0 { tree(&root.join(out))? } else { BTreeMap::new() };
        Ok(Observed { code, words: said + &counted, files, failure: Vec::new() })
    }
}

/// Every file and folder; modes count as part of their content.
fn tree(root: &Path) -> io::Result<BTreeMap<String, Digest>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(root) {
        let entry = entry.map_err(io::Error::other)?;
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let mut bytes = if entry.file_type().is_file() { std::fs::read(entry.path())? } else { Vec::new() };
        bytes.extend(mode(entry.path())?.to_le_bytes());
        files.insert(path, Digest::of(&bytes));
    }
    Ok(files)
}

#[cfg(unix)]
fn mode(path: &Path) -> io::Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::symlink_metadata(path)?.permissions().mode())
}

#[cfg(not(unix))]
fn mode(path: &Path) -> io::Result<u32> {
    Ok(std::fs::symlink_metadata(path)?.permissions().readonly().into())
}

/// Puts the files there in the way that the variation wants.
fn arrange(twin: &mut Workspace, site: &Content, variation: Variation) -> io::Result<()> {
    if variation != Variation::FileOrder {
        twin.set(site)?;
    }
    let root = twin.content();
    for (at, (path, bytes)) in site.files.iter().rev().enumerate() {
        let full = root.join(path);
        match variation {
            Variation::FileOrder => write(&full, bytes)?,
            Variation::FileTimes => {
                let time = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * (1 + at as u64 * 37));
                std::fs::File::options().write(true).open(&full)?.set_modified(time)?;
            }
            Variation::FileModes => restrict(&full)?,
            _ => return Ok(()),
        }
    }
    Ok(())
}

#[cfg(unix)]
fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o400))
}

#[cfg(not(unix))]
fn restrict(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Withheld records and pages under other names of files.
fn renamed(content: &Content, facts: &Facts, viewpoint: Viewpoint) -> Content {
    let mut whole: Vec<PathBuf> = Vec::new();
    let mut note = |part: &Part| {
        if part.line == 0 && part.key.is_empty() && content.files.contains_key(&part.file) {
            whole.push(part.file.clone());
        }
        Action::Keep
    };
    let words = Wording::new(content, Size::Shorter);
    Rewriter::new(facts, viewpoint, words, &mut note).site(content);
    let mut twin = content.clone();
    let mut words = Wording::new(content, Size::Shorter);
    for path in whole {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if name == "index.md" || name == "audit.yaml" {
            continue;
        }
        let other = path.with_file_name(format!("{}.{ending}", words.word()));
        if let Some(bytes) = twin.files.remove(&path) {
            twin.files.insert(other, bytes);
        }
    }
    twin
}

fn copy_themes(from: &Path, to: &Path) -> io::Result<()> {
    let themes = from.join("themes");
    if !themes.is_dir() {
        return Ok(());
    }
    for entry in WalkDir::new(&themes) {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(from).unwrap_or(entry.path());
            write(&to.join(path), &std::fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
