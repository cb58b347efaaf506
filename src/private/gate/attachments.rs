//! Files beside a record: public only where the record's disclosed text links to them or shows them.

use super::opening::Opening;
use crate::diagnostic::Code;
use crate::private::marks::looks_like_mark;
use crate::private::media::{self, Cleaned};
use crate::private::yaml::Findings;
use crate::public::{Asset, DIALECT, Text};
use pulldown_cmark::{Event, Parser, Tag};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files beside one record.
#[derive(Clone, Default)]
pub(in crate::private) struct Attachments<'a> {
    /// The content folder.
    pub content: Option<&'a Path>,
    /// The folder that the record lies in, relative to the content folder.
    pub folder: PathBuf,
    /// Relative to the content folder.
    pub files: Vec<PathBuf>,
}

impl Attachments<'_> {
    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        std::fs::read(self.content?.join(file)).ok()
    }

    /// What is left: name, bytes and path of each file that isn't public.
    pub fn loose(&mut self) -> Vec<(String, Vec<u8>, PathBuf)> {
        let files = std::mem::take(&mut self.files);
        let name = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.into_iter().map(|file| (name(&file), self.read(&file).unwrap_or_default(), file)).collect()
    }
}

impl Opening<'_> {
    /// Takes those files that disclosed text links to. `place`: the page's folder on the site.
    pub fn linked_attachments(&mut self, place: &str) -> Vec<Asset> {
        let folder = self.attachments.folder.clone();
        let beside = |file: &Path| file.strip_prefix(&folder).ok().map(|it| it.to_string_lossy().replace('\\', "/"));
        let all = off!(self.gate.view, LooseAttachment);
        let linked = |file: &PathBuf| all || beside(file).is_some_and(|name| self.links.contains(&name));
        let (public, loose): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.attachments.files).into_iter().partition(linked);
        self.attachments.files = loose;
        let mut assets = Vec::new();
        for file in public {
            let Some(bytes) = self.attachments.read(&file) else {
                self.refuse(Code::Unreadable, 0, "", "an attachment can't be read", "mend its permissions");
                continue;
            };
            let name = beside(&file).unwrap_or_default();
            match clean(&file, bytes, &self.gate.config.disclosure.allow_files) {
                Ok(bytes) => {
                    let path = format!("{place}/{name}");
                    assets.push(Asset {
                        path: Text::new(path.trim_start_matches('/'), self.gate.seal),
                        bytes: Arc::from(bytes),
                    });
                }
                Err((problem, mend)) => self.refuse(Code::Attachment, 0, &name, problem, mend),
            }
        }
        assets
    }
}

/// A file of `static/`. `None`: see the findings.
pub(in crate::private) fn clean_asset(
    content: &Path,
    file: &Path,
    allowed: &[String],
    findings: &Findings,
) -> Option<Vec<u8>> {
    let Ok(bytes) = std::fs::read(content.join(file)) else {
        findings.add(Code::Unreadable, 0, "", "this file can't be read", "mend its permissions");
        return None;
    };
    match clean(file, bytes, allowed) {
        Ok(bytes) => Some(bytes),
        Err((problem, mend)) => {
            findings.add(Code::Attachment, 0, "", problem, mend);
            None
        }
    }
}

fn clean(file: &Path, bytes: Vec<u8>, allowed: &[String]) -> Result<Vec<u8>, (&'static str, &'static str)> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let path = file.to_string_lossy();
    match media::clean(&name, bytes) {
        Cleaned::Picture(bytes) => Ok(bytes),
        Cleaned::Text(bytes) => {
            let marked = std::str::from_utf8(&bytes).is_ok_and(looks_like_mark);
            let mend = "copied files are published as they are: take out what is withheld, and its marks";
            if marked { Err(("this text file holds a withholding mark", mend)) } else { Ok(bytes) }
        }
        Cleaned::Unknown(bytes) if allowed.iter().any(|it| *it == name || *it == path) => Ok(bytes),
        Cleaned::Unknown(_) => Err((
            "a file of this format can't be cleaned of what else it holds",
            "look what it tells of its makers, then name it under `disclosure.allow_files` in site.yaml",
        )),
        Cleaned::Broken => Err(("this picture is damaged, so that it can't be cleaned", "save it anew")),
    }
}

/// Relative link and picture targets in disclosed Markdown, decoded.
pub(super) fn link_targets(markdown: &str) -> Vec<String> {
    if !markdown.contains('[') {
        return Vec::new();
    }
    let targets = Parser::new_ext(markdown, DIALECT).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url),
        _ => None,
    });
    targets.filter(|target| !target.contains("://") && !target.starts_with(['/', '#'])).map(|it| decoded(&it)).collect()
}

/// Without `./`, query and fragment, percent-decoded.
fn decoded(target: &str) -> String {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let target = target.strip_prefix("./").unwrap_or(target);
    percent_encoding::percent_decode_str(target).decode_utf8_lossy().into_owned()
}
