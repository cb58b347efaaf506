//! Files beside a record: public only where the record's disclosed text links to them or shows them.

use super::RecordGate;
use crate::diagnostic::Code;
use crate::private::decision::{Decided, Subject};
use crate::private::marks::looks_like_mark;
use crate::private::media::{self, Cleaned};
use crate::private::yaml::Findings;
use crate::public::addresses::pictures;
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
}

impl RecordGate<'_> {
    /// Takes those files that disclosed text links to. `place`: the page's folder on the site.
    pub fn linked_attachments(&mut self, place: &str) -> Vec<Asset> {
        let folder = self.reader.attachments.folder.clone();
        let beside =
            |file: &Path| file.strip_prefix(&folder).ok().map(|rest| rest.to_string_lossy().replace('\\', "/"));
        let all = off!(self.site.view, LooseAttachment);
        let linked = |file: &PathBuf| all || beside(file).is_some_and(|name| self.sink.links.contains(&name));
        let (public, loose): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.reader.attachments.files).into_iter().partition(linked);
        self.reader.attachments.files = loose;
        self.report_letter_case(&folder);
        self.sink.taken.clone_from(&public);
        let mut assets = Vec::new();
        for file in public {
            let Some(bytes) = self.reader.attachments.read(&file) else {
                self.reader.refuse(Code::Unreadable, 0, "", "an attachment can't be read", "fix its permissions");
                continue;
            };
            let name = beside(&file).unwrap_or_default();
            match clean(&file, bytes, &self.site.config.disclosure.allow_files) {
                Ok(bytes) => {
                    self.sink.note(Subject::Attachment, &name, 0, Decided::Public { since: None });
                    let path = format!("{place}/{name}");
                    assets.push(Asset {
                        path: Text::new(path.trim_start_matches('/'), self.site.seal),
                        bytes: Arc::from(bytes),
                    });
                }
                Err((problem, help)) => self.reader.refuse(Code::Attachment, 0, &name, problem, help),
            }
        }
        assets
    }
}

impl RecordGate<'_> {
    /// A link that misses its file by letter case alone leads nowhere, and the file is withheld.
    fn report_letter_case(&mut self, folder: &Path) {
        let names = self.reader.attachments.files.iter().filter_map(|file| file.strip_prefix(folder).ok());
        let names: Vec<String> = names.map(|name| name.to_string_lossy().replace('\\', "/").to_lowercase()).collect();
        let missed = self.sink.links.iter().any(|link| names.contains(&link.to_lowercase()));
        if missed {
            let problem = "a link differs from the name of a file beside the record by letter case alone";
            let help = "write it as the file is called; until then the file is withheld";
            self.warn_privately(Code::LinkCase, 0, "", problem, help);
        }
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
        findings.add(Code::Unreadable, 0, "", "this file can't be read", "fix its permissions");
        return None;
    };
    match clean(file, bytes, allowed) {
        Ok(bytes) => Some(bytes),
        Err((problem, help)) => {
            findings.add(Code::Attachment, 0, "", problem, help);
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
            let help = "copied files are published as they are: take out what is withheld, and its marks";
            if marked { Err(("this text file holds a withholding mark", help)) } else { Ok(bytes) }
        }
        Cleaned::Unknown(bytes) if allowed.iter().any(|allowed| *allowed == name || *allowed == path) => Ok(bytes),
        Cleaned::Unknown(_) => Err((
            "a file of this format can't be cleaned of what else it holds",
            "look at what it reveals of its makers, then name it under `disclosure.allow_files` in site.yaml",
        )),
        Cleaned::Broken => Err(("this picture is damaged, so that it can't be cleaned", "save it anew")),
    }
}

/// Relative link and picture targets in disclosed Markdown and the HTML in it, decoded.
pub(super) fn link_targets(markdown: &str) -> Vec<String> {
    if !markdown.contains(['[', '<']) {
        return Vec::new();
    }
    let targets = Parser::new_ext(markdown, DIALECT).flat_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => vec![dest_url.into_string()],
        Event::Html(html) | Event::InlineHtml(html) => pictures(&html),
        _ => Vec::new(),
    });
    targets
        .filter(|target| !target.contains("://") && !target.starts_with(['/', '#']))
        .map(|target| decoded(&target))
        .collect()
}

/// Without `./`, query and fragment, percent-decoded.
fn decoded(target: &str) -> String {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let target = target.strip_prefix("./").unwrap_or(target);
    percent_encoding::percent_decode_str(target).decode_utf8_lossy().into_owned()
}
