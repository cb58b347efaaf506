//! What commands that read content share.

use super::Exit;
use crate::audit::Allowance;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::private::{Opened, Request, open};
use crate::public::{Instant, Tlp, Vocabulary};
use crate::render::Theme;
use chrono::{DateTime, Utc};
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Content {
    /// The content folder
    #[arg(value_name = "CONTENT")]
    folder: Option<PathBuf>,

    /// The content folder, for scripts that name it so
    #[arg(long, value_name = "DIR", conflicts_with = "folder")]
    content: Option<PathBuf>,

    /// The clock: build as at this instant (RFC 3339 with its offset); one that lies ahead needs --preview
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    at: Option<Instant>,

    /// Whom the site is for: clear, green, amber, amber+strict or red; other than site.yaml's wants --out
    #[arg(long, value_name = "LABEL", value_parser = label)]
    pub audience: Option<Tlp>,

    /// Marks every page as a preview and keeps robots out
    #[arg(long)]
    pub preview: bool,
}

fn instant(written: &str) -> Result<Instant, &'static str> {
    let at: DateTime<Utc> = DateTime::parse_from_rfc3339(written)
        .map_err(|_| "write an instant with its offset: 2026-12-01T14:00:00Z")?
        .into();
    Ok(Instant(at))
}

fn label(written: &str) -> Result<Tlp, &'static str> {
    Tlp::from_word(written).ok_or("write clear, green, amber, amber+strict or red")
}

impl Content {
    pub fn folder(&self) -> &Path {
        self.folder.as_deref().or(self.content.as_deref()).unwrap_or(Path::new("content"))
    }

    /// Reads and opens the content at the clock's instant, or at `--at`.
    pub fn open(&self) -> Result<Opened, Exit> {
        let clock = Instant(Utc::now());
        let now = self.at.unwrap_or(clock);
        if now > clock && !self.preview {
            eprintln!("error: --at lies ahead: what is not due yet can be looked at, not published");
            eprintln!("  help: add --preview, which marks every page and keeps robots out");
            return Err(Exit::Usage);
        }
        Ok(open(self.folder(), Request { now, audience: self.audience, preview: self.preview }))
    }

    /// The instant to look from.
    pub fn now(&self) -> Instant {
        self.at.unwrap_or_else(|| Instant(Utc::now()))
    }

    /// The folder that holds the content folder, `themes/` and by default the output.
    pub fn root(&self) -> PathBuf {
        let parent = self.folder().parent().unwrap_or(Path::new(""));
        if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
    }

    pub fn theme(&self, name: &str) -> Result<Theme, Exit> {
        let files =
            if name == "default" { BTreeMap::new() } else { theme_files(&self.root().join("themes").join(name))? };
        Theme::load(&files).map_err(|error| {
            eprintln!("error: {error}");
            Exit::Content
        })
    }

    /// Known coincidences, from audit.yaml.
    pub fn allowances(&self) -> Result<Vec<Allowance>, Exit> {
        let path = self.folder().join("audit.yaml");
        let Ok(yaml) = std::fs::read_to_string(&path) else { return Ok(Vec::new()) };
        crate::audit::parse_allowances(&yaml).map_err(|error| {
            eprintln!("error: audit.yaml: {error}");
            Exit::Content
        })
    }
}

/// A theme's files by their names. Nothing is read through links that lead elsewhere.
fn theme_files(folder: &Path) -> Result<BTreeMap<String, String>, Exit> {
    let failed = |problem: &str| {
        eprintln!("error: the theme's folder {}: {problem}", folder.display());
        Exit::Content
    };
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|_| failed("can't be read; `theme` in site.yaml names it"))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let text =
            std::fs::read_to_string(entry.path()).map_err(|_| failed("holds a file that isn't text in UTF-8"))?;
        let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        files.insert(name.to_string_lossy().replace('\\', "/"), text);
    }
    Ok(files)
}

/// Prints what may be told in public; of the rest only that there is some.
pub fn tell_public(opened: &Opened) {
    eprint!("{}", public_words(opened));
}

/// What `build` says of what was opened. A line's number tells how much is withheld above it, so that only errors, which
/// publish nothing, have one.
pub fn public_words(opened: &Opened) -> String {
    let mut words = String::new();
    for found in &opened.shown {
        match found.level() {
            Level::Error => words.push_str(&found.to_string()),
            Level::Warning => words.push_str(&Diagnostic { line: 0, ..found.clone() }.to_string()),
        }
        words.push('\n');
    }
    if opened.hidden.iter().any(|it| it.level() == Level::Error) {
        let problem = "a record that is not public has errors";
        let help = "`fanlight check` tells which, and how to mend them";
        words.push_str(&format!("error[{}]: {problem}\n  help: {help}\n", Code::Elsewhere.as_str()));
    }
    words
}

pub fn tell(diagnostic: &Diagnostic) {
    eprintln!("{diagnostic}");
}

/// Errors alone.
pub fn tell_errors(opened: &Opened) {
    opened.shown.iter().filter(|it| it.level() == Level::Error).for_each(tell);
}
