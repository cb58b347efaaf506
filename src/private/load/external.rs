//! Records that are kept elsewhere: the files of a source, and their text.

use crate::config::ExternalSource;
use crate::config::Format;
use crate::diagnostic::Code;
use crate::private::yaml::Findings;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A list of a project's advisories may be long.
const LARGEST: u64 = 64 << 20;

/// A file that is taken along as it is.
pub(in crate::private) fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// The source's files, relative to the content folder, in the order of their paths. What is wrong with the source itself
/// goes to `settings`, the findings of site.yaml; what is wrong with a file in it, to `hidden`.
pub(in crate::private) fn files(
    content: &Path,
    source: &ExternalSource,
    settings: &Findings,
    hidden: &Findings,
) -> Vec<PathBuf> {
    let refuse = |problem: &str, help: &str| {
        settings.add(Code::Unreadable, source.line, "sources.path", problem, help);
        Vec::new()
    };
    let (Ok(root), Ok(content)) = (content.join(&source.path).canonicalize(), content.canonicalize()) else {
        return refuse("the source can't be read", "check out what it is kept in, or fix the path");
    };
    if root.starts_with(&content) || content.starts_with(&root) {
        return refuse(
            "the source and the content folder lie in each other",
            "name a folder beside the content folder",
        );
    }
    let found = walk(&root, source.format, hidden).into_iter();
    // A file that is named joins with nothing.
    let join = |inside: PathBuf| if inside == Path::new("") { source.path.clone() } else { source.path.join(inside) };
    found.map(join).collect()
}

/// Files of the format in a folder, relative to it and in the order of their paths; a file is itself, whatever its name. What
/// is hidden is passed over, and nothing outside is read.
pub(in crate::private) fn walk(root: &Path, format: Format, findings: &Findings) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let Ok(entry) = entry else {
            let help = "fix its permissions, or the link that leads nowhere or in a circle";
            findings.add(Code::Unreadable, 0, "", "something in a source can't be read", help);
            continue;
        };
        let skipped = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let leads_out = entry.depth() > 0
            && entry.path_is_symlink()
            && !entry.path().canonicalize().is_ok_and(|it| it.starts_with(root));
        if leads_out && !skipped {
            findings.add(Code::Outside, 0, "", "a symbolic link leads out of the source", "copy the file in");
        }
        if skipped || leads_out {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
        if entry.file_type().is_file() && (entry.depth() == 0 || format.takes(inside)) {
            found.push(inside.to_owned());
        }
    }
    found
}

/// A file's text. `None`: see the findings.
pub(in crate::private) fn text(full: &Path, findings: &Findings) -> Option<String> {
    let refuse = |code: Code, problem: &str, help: &str| {
        findings.add(code, 0, "", problem, help);
        None
    };
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    let read = File::open(full).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    if read.is_err() {
        return refuse(Code::Unreadable, "this file can't be read", "fix its permissions");
    }
    if bytes.len() as u64 > LARGEST {
        return refuse(Code::TooLarge, "this file is larger than 64 MiB", "split it");
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return refuse(Code::Unreadable, "this file is not text in UTF-8", "save it as UTF-8");
    };
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}
