//! What commands that read content share.

use super::Exit;
use crate::audit::Allowance;
use crate::config::{Address, Config};
use crate::diagnostic::{Code, Level};
use crate::private::{Explanation, Keys, Opened, Request, open};
use crate::public::{Instant, Tlp, Vocabulary};
use crate::render::Theme;
use chrono::Utc;
use clap::Args;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// For commands that take the content folder as their argument.
#[derive(Args)]
pub struct Content {
    /// The content folder [default: content]
    #[arg(value_name = "CONTENT", conflicts_with = "content")]
    folder: Option<PathBuf>,

    #[command(flatten)]
    named: NamedContent,
}

/// For commands whose argument is something else.
#[derive(Args, Clone)]
pub struct NamedContent {
    /// The content folder [default: content]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,

    #[command(flatten)]
    pub look: Look,
}

/// From where to look at the content.
#[derive(Args, Clone, Copy)]
pub struct Look {
    /// The clock: as at this instant (RFC 3339 with its offset); one that lies ahead needs --preview
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<Instant>,

    /// Whom the site is for: clear, green, amber, amber+strict or red; other than site.yaml's wants --out
    #[arg(long, value_name = "LABEL", value_parser = label)]
    pub audience: Option<Tlp>,

    /// Marks every page as a preview and keeps robots out
    #[arg(long)]
    pub preview: bool,

    /// Whether drafts are shown: commands that can have an option for it.
    #[arg(skip)]
    pub drafts: bool,
}

/// Who may read what is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Log {
    Private,
    Public,
}

/// For commands that print withheld things.
#[derive(Args)]
pub struct LogOption {
    /// Report withheld things although the environment variable CI is set: only where nobody else reads the log
    #[arg(long)]
    private_log: bool,
}

impl LogOption {
    /// The logs of CI are public, or become so.
    #[allow(clippy::disallowed_methods, reason = "cli alone reads the environment")]
    pub fn log(&self) -> Log {
        if self.private_log || std::env::var_os("CI").is_none() { Log::Private } else { Log::Public }
    }
}

/// Prints to the standard output. Who closes it early has read enough.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).unwrap_or_default();
}

/// A line of it.
macro_rules! say_line {
    ($($words:tt)*) => {
        $crate::cli::common::say(&format!("{}\n", format_args!($($words)*)))
    };
}
pub(crate) use say_line;

/// `1 page`, `2 pages`.
pub fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Whether a person on the terminal says yes to what is shown above.
pub fn confirmed(question: &str) -> Result<bool, Exit> {
    if !std::io::stdin().is_terminal() {
        eprintln!("error: there is no terminal to ask on");
        eprintln!("  help: read what is shown above, then add --yes");
        return Err(Exit::Usage);
    }
    say(&format!("\n{question} [y/N] "));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|_| Exit::Failed)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// The clock.
#[allow(clippy::disallowed_methods, reason = "cli alone reads the clock")]
pub fn clock() -> Instant {
    Instant(Utc::now())
}

fn instant(written: &str) -> Result<Instant, &'static str> {
    Instant::parse(written).ok_or("write an instant with its offset: 2026-12-01T14:00:00Z")
}

fn label(written: &str) -> Result<Tlp, &'static str> {
    Tlp::from_word(written).ok_or("write clear, green, amber, amber+strict or red")
}

/// Names the file that opens sealed records.
pub const IDENTITY: &str = "FANLIGHT_AGE_IDENTITY";

/// What opens sealed records; none where nobody names any.
#[allow(clippy::disallowed_methods, reason = "cli alone reads the environment")]
pub fn keys() -> Result<Keys, Exit> {
    let Some(path) = std::env::var_os(IDENTITY).filter(|var_o| !var_o.is_empty()) else { return Ok(Keys::default()) };
    let text = fs::read_to_string(&path).map_err(|_| "can't be read");
    text.and_then(|text| Keys::read(&text)).map_err(|problem| {
        eprintln!("error: the file that {IDENTITY} names {problem}");
        eprintln!("  help: name a file that holds an identity of age, or unset it: sealed records are left out then");
        Exit::Usage
    })
}

impl Look {
    pub fn request(&self) -> Result<Request, Exit> {
        Ok(self.request_at(self.clock()?, keys()?))
    }

    pub fn request_at(&self, now: Instant, keys: Keys) -> Request {
        let Look { at: _, audience, preview, drafts } = *self;
        Request { now, audience, preview, drafts, keys }
    }

    /// With drafts: a preview.
    pub fn with_drafts(self, drafts: bool) -> Look {
        Look { preview: self.preview || drafts, drafts, ..self }
    }

    /// The clock's instant, or `--at`.
    pub fn clock(&self) -> Result<Instant, Exit> {
        let clock = clock();
        let now = self.at.unwrap_or(clock);
        if now > clock && !self.preview {
            eprintln!("error: --at lies ahead: what is not due yet can be looked at, not published");
            eprintln!("  help: add --preview, which marks every page and keeps robots out");
            return Err(Exit::Usage);
        }
        Ok(now)
    }
}

impl Content {
    /// Wherever the folder was named.
    pub fn named(&self) -> NamedContent {
        let content = self.folder.clone().or_else(|| self.named.content.clone());
        NamedContent { content, look: self.named.look }
    }
}

impl NamedContent {
    pub fn folder(&self) -> &Path {
        self.content.as_deref().unwrap_or(Path::new("content"))
    }

    /// Reads and opens the content at the clock's instant, or at `--at`.
    pub fn open(&self) -> Result<Opened, Exit> {
        Ok(open(self.folder(), self.look.request()?))
    }

    pub fn open_at(&self, now: Instant) -> Opened {
        open(self.folder(), self.look.request_at(now, keys().unwrap_or_default()))
    }

    /// The folder that holds the content folder, `themes/` and by default the output.
    pub fn root(&self) -> PathBuf {
        let parent = self.folder().parent().unwrap_or(Path::new(""));
        if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
    }

    /// Refuses to publish for an audience whose site has no address: its links would lead to the public one.
    pub fn addressed(&self, config: &Config) -> Result<(), Exit> {
        if config.address != Address::Unnamed || self.look.preview {
            return Ok(());
        }
        let label = config.settings.audience.word();
        eprintln!("error: the site for another audience is served elsewhere, and site.yaml doesn't say where");
        eprintln!("  help: add `audiences: {{ {label}: {{ url: https://partners.example.org/ }} }}` to it");
        Err(Exit::Usage)
    }

    /// The theme that site.yaml names, in the language of its site.
    pub fn theme(&self, config: &Config) -> Result<Theme, Exit> {
        self.load_theme(config).map_err(print_problem)
    }

    fn load_theme(&self, config: &Config) -> Result<Theme, String> {
        let settings = &config.settings;
        let loaded = Theme::load(&self.theme_files(&config.theme)?, &settings.language);
        let loaded = loaded.and_then(|theme| theme.styled(&settings.style));
        loaded.map_err(|error| format!("the theme {}: {error}\n  help: {THEMES}", config.theme))
    }

    /// The files of a theme by their names; the built-in one replaces none of its own.
    pub fn theme_files(&self, name: &str) -> Result<BTreeMap<String, String>, String> {
        if name == "default" { Ok(BTreeMap::new()) } else { theme_files(&self.root().join("themes").join(name)) }
    }

    /// Known coincidences, from audit.yaml.
    pub fn allowances(&self) -> Result<Vec<Allowance>, Exit> {
        self.load_allowances().map_err(print_problem)
    }

    pub fn load_allowances(&self) -> Result<Vec<Allowance>, String> {
        let path = self.folder().join("audit.yaml");
        let Ok(yaml) = std::fs::read_to_string(&path) else { return Ok(Vec::new()) };
        crate::audit::parse_allowances(&yaml).map_err(|error| format!("audit.yaml: {error}"))
    }
}

fn print_problem(problem: String) -> Exit {
    eprintln!("error: {problem}");
    Exit::Content
}

/// What helps with any error in a theme.
pub const THEMES: &str = "docs/pages/reference/templates.md lists what each template is filled with; the theme's own files lie in themes/NAME";

/// A theme's files by their names. Nothing is read through links that lead elsewhere.
fn theme_files(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let failed = |problem: &str| format!("the theme's folder {}: {problem}", folder.display());
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

/// Prints errors that may be reported in public; of the others only that there are some, and of warnings how many.
pub fn print_public(opened: &Opened) {
    eprint!("{}", public_words(opened));
}

/// Errors alone.
pub fn print_errors(opened: &Opened) {
    eprint!("{}", error_words(opened));
}

/// What `build` prints of what was opened. Of a site that builds this depends on what is public alone; `prove` compares it.
pub fn public_words(opened: &Opened) -> String {
    let mut words = error_words(opened);
    let mut warnings = opened.shown.iter().filter(|it| it.level() == Level::Warning).count();
    for it in opened.site.iter().flat_map(crate::lint::of_settings) {
        match it.code {
            // An error of `check`: here it is reported in words, and nothing is held back for it.
            Code::Expired => {
                words.push_str(&format!("warning[{}]: {}\n  help: {}\n", it.code.as_str(), it.problem, it.help));
            }
            _ => warnings += 1,
        }
    }
    match opened.skipped {
        0 => {}
        1 => words.push_str("1 record of a source is left out, as site.yaml says; `fanlight check` lists it\n"),
        many => words.push_str(&format!(
            "{many} records of sources are left out, as site.yaml says; `fanlight check` lists them\n"
        )),
    }
    match warnings {
        0 => {}
        1 => words.push_str("1 warning; `fanlight check` shows it\n"),
        _ => words.push_str(&format!("{warnings} warnings; `fanlight check` shows them\n")),
    }
    words
}

fn error_words(opened: &Opened) -> String {
    let errors = opened.shown.iter().filter(|it| it.level() == Level::Error);
    let mut words: String = errors.map(|error| format!("{error}\n")).collect();
    if opened.hidden.iter().any(|finding| finding.level() == Level::Error) {
        let problem = "a record that is not public has errors";
        let help = "`fanlight check` shows which, and how to fix them";
        words.push_str(&format!("error[{}]: {problem}\n  help: {help}\n", Code::Elsewhere.as_str()));
    }
    words
}

/// The file of the record or page that is `wanted`, by its id or its path.
pub fn find<'f>(wanted: &str, files: &'f [Explanation], content: &Path) -> Result<&'f Path, Exit> {
    let path = Path::new(wanted);
    let path = path.strip_prefix(content).unwrap_or(path);
    let is_wanted =
        |it: &&Explanation| it.file == path || it.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(wanted));
    let found: Vec<&Explanation> = files.iter().filter(is_wanted).collect();
    match found.as_slice() {
        [one] => Ok(&one.file),
        [] => {
            eprintln!("error: there is no such record or page");
            eprintln!("  help: name a record's id, or a file of the content folder; `fanlight explain` lists them");
            Err(Exit::Usage)
        }
        _ => {
            eprintln!("error: several files have this id");
            eprintln!("  help: name the file; give each record an id of its own");
            Err(Exit::Usage)
        }
    }
}

/// Never over a file that is there.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
