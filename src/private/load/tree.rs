//! What lies in the content folder, and what each file is for.

use super::source::{Shape, plain_name};
use crate::config::TeamSource;
use crate::diagnostic::{Code, Diagnostic};
use crate::normalise::near::is_near;
use crate::private::yaml::Findings;
use crate::public::{Kind, language};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a file is for.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::private) enum Role {
    Settings,
    /// Coincidences that the audit lets pass.
    Audit,
    Home,
    Plan,
    Page,
    Record(Kind),
    /// Beside a record in its folder, or beside pages and parts of the plan; the folder it belongs to.
    Attachment(PathBuf),
    Static,
    /// Words for a period's transparency report.
    Report,
}

pub(in crate::private) struct Found {
    /// Relative to the content folder.
    pub path: PathBuf,
    pub role: Role,
}

/// Every file that has a role, in the order of their paths, and what is wrong with the others.
pub(in crate::private) fn list(content: &Path) -> (Vec<Found>, Vec<Diagnostic>) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    let Ok(root) = content.canonicalize() else {
        wrong.push(diagnostic(
            Code::Unreadable,
            Path::new(""),
            "there is no content folder, or it can't be read",
            "go to the folder that holds it, name another with --content DIR, or begin anew: fanlight init my-site",
        ));
        return (found, wrong);
    };
    // By name: all that is in one folder begins alike.
    let by_name = |a: &DirEntry, b: &DirEntry| a.path().as_os_str().cmp(b.path().as_os_str());
    let mut entries = WalkDir::new(&root).follow_links(true).sort_by(by_name).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| relative(path, &root)).unwrap_or_default();
                wrong.push(diagnostic(
                    Code::Unreadable,
                    &path,
                    "this can't be read",
                    "fix its permissions, or the link that leads nowhere or in a circle",
                ));
                continue;
            }
        };
        let path = relative(entry.path(), &root);
        let folder = entry.file_type().is_dir();
        if entry.depth() > 0 && is_ignored(&path) {
            if folder {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&root)) {
            wrong.push(diagnostic(
                Code::Outside,
                &path,
                "a symbolic link leads out of the content folder",
                "copy the file in",
            ));
            // What lies there is not for us to read.
            if folder {
                entries.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        match role(&path) {
            Ok(role) => found.push(Found { path, role }),
            Err((code, problem, help)) => wrong.push(diagnostic(code, &path, problem, &help)),
        }
    }
    wrong.extend(misplaced(&found, &root));
    (found, wrong)
}

/// Records within a folder of their section that is no record's: somebody sorts them, and they would be nothing.
fn misplaced(found: &[Found], root: &Path) -> Vec<Diagnostic> {
    let indexes = found.iter().filter(|file| file.path.ends_with("index.md"));
    let with_record: HashSet<&Path> = indexes.filter_map(|file| file.path.parent()).collect();
    let loose = found.iter().filter(|it| match &it.role {
        Role::Attachment(folder) => {
            !folder.starts_with("plan") && !folder.starts_with("pages") && !with_record.contains(folder.as_path())
        }
        _ => false,
    });
    let written = loose.filter(|loose| Shape::of(&loose.path.to_string_lossy()) == Some(Shape::Markdown));
    let records = written.filter(|it| has_front_matter(&root.join(&it.path)));
    let problem = "a record in a folder of its section is none: it would never be published";
    let help = "move it into the section itself; a folder of a record's name holds index.md and what is beside it";
    records.map(|record| diagnostic(Code::MisplacedRecord, &record.path, problem, help)).collect()
}

fn has_front_matter(path: &Path) -> bool {
    let mut start = [0; 4];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start.starts_with(b"---")
}

/// Records of a folder that is laid out as a content folder, and what is beside them, by their paths from the content folder. What
/// else it holds is for its own site.
pub(in crate::private) fn list_records(
    content: &Path,
    team: &TeamSource,
    settings: &Findings,
) -> (Vec<Found>, Vec<Diagnostic>) {
    let refuse = |problem: &str, help: &str| {
        settings.add(Code::Unreadable, team.line, "sources.path", problem, help);
        (Vec::new(), Vec::new())
    };
    let (Ok(root), Ok(own)) = (content.join(&team.path).canonicalize(), content.canonicalize()) else {
        return refuse("the source can't be read", "check out what it is kept in, or fix the path");
    };
    if root.starts_with(&own) || own.starts_with(&root) {
        return refuse(
            "the source and the content folder are in each other",
            "name a folder beside the content folder",
        );
    }
    let (found, mut wrong) = list(&root);
    wrong.retain(|it| it.code != Code::UnknownFile);
    wrong.iter_mut().for_each(|it| it.file = team.path.join(&it.file));
    let within = |path: &Path| Kind::ALL.iter().any(|kind| path.starts_with(kind.section()));
    let joined = found.into_iter().filter(|it| within(&it.path)).map(|Found { path, role }| Found {
        path: team.path.join(path),
        role: if let Role::Attachment(folder) = role { Role::Attachment(team.path.join(folder)) } else { role },
    });
    (joined.collect(), wrong)
}

fn relative(path: &Path, root: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

fn diagnostic(code: Code, file: &Path, problem: &str, help: &str) -> Diagnostic {
    Diagnostic { file: file.to_owned(), line: 0, key: String::new(), code, problem: problem.into(), help: help.into() }
}

/// Editors and systems leave hidden files about; where files are copied from, they are errors instead.
fn is_ignored(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(is_hidden);
    hidden && (path.components().count() <= 2 && !path.starts_with("static"))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// What editors and people leave beside a file that they change.
fn is_backup(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    name.ends_with('~')
        || name.starts_with('#')
        || matches!(&*extension, "bak" | "orig" | "rej" | "swp" | "swo" | "tmp" | "old")
}

pub(in crate::private) type Wrong = (Code, &'static str, Cow<'static, str>);

/// Folders that have a meaning, each with a name that people give it.
const FOLDERS: [(&str, &str); 8] = [
    ("advisories", "advisory"),
    ("incidents", "incident"),
    ("notices", "notice"),
    ("lessons", "lesson"),
    ("plan", "plans"),
    ("pages", "page"),
    ("reports", "report"),
    ("static", "assets"),
];

/// The folder that was meant by another.
fn near_folder(written: &str) -> Option<&'static str> {
    let near = |(name, other): &&(&str, &str)| is_near(written, name) || is_near(written, other);
    FOLDERS.iter().find(near).map(|(name, _)| *name)
}

/// `index.de.md`
fn is_translated_home(name: &str) -> bool {
    name.strip_suffix(".md").map(language::of_name).is_some_and(|(name, tag)| name == "index" && tag.is_some())
}

pub(in crate::private) fn role(path: &Path) -> Result<Role, Wrong> {
    let parts: Option<Vec<&str>> =
        path.components().map(|part| if let Component::Normal(name) = part { name.to_str() } else { None }).collect();
    let Some(parts) = parts else {
        return Err((Code::Unreadable, "the file's name is not text in UTF-8", "rename it".into()));
    };
    let copied = || {
        if parts.iter().any(|part| part.starts_with('.')) || is_backup(parts[parts.len() - 1]) {
            return Err((
                Code::Attachment,
                "a hidden or backup file lies among files that are copied",
                "move it out of the content folder".into(),
            ));
        }
        Ok(())
    };
    let unknown = || {
        let meant = parts.first().filter(|_| parts.len() > 1).and_then(|folder| near_folder(folder));
        let help = match meant.filter(|meant| parts[0] != *meant) {
            Some(meant) => format!("is `{meant}/` meant? move it there").into(),
            None => {
                "records end in .md, .yaml or .json; what is copied lies in static/ or beside a record in its folder; \
                     check the folder's name"
                    .into()
            }
        };
        (Code::UnknownFile, "a file that Fanlight has no use for", help)
    };
    match parts.as_slice() {
        ["site.yaml"] => Ok(Role::Settings),
        ["audit.yaml"] => Ok(Role::Audit),
        ["index.md"] => Ok(Role::Home),
        [name] if is_translated_home(name) => Ok(Role::Page),
        ["static", ..] => copied().map(|()| Role::Static),
        ["reports", name] if Shape::of(name) == Some(Shape::Markdown) => Ok(Role::Report),
        ["plan", .., name] if Shape::of(name) == Some(Shape::Markdown) => Ok(Role::Plan),
        ["pages", .., name] if Shape::of(name) == Some(Shape::Markdown) => Ok(Role::Page),
        ["plan" | "pages", .., _] => copied().map(|()| Role::Attachment(path.parent().unwrap_or(path).to_owned())),
        [section, rest @ ..] => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.section() == *section).ok_or_else(unknown)?;
            match rest {
                [name] if Shape::of(plain_name(name).unwrap_or(name)).is_some() => Ok(Role::Record(kind)),
                [_, "index.md.age"] => Err((
                    Code::UnknownFile,
                    "a sealed record is one file, and this one is in a folder of its own",
                    "name it NAME.md.age, beside the other records".into(),
                )),
                [_] | [] => Err(unknown()),
                [_, "index.md"] => Ok(Role::Record(kind)),
                [folder, ..] => copied().map(|()| Role::Attachment(Path::new(section).join(folder))),
            }
        }
        [] => Err(unknown()),
    }
}
