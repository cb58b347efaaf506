//! A file's text: its front matter as a tree, and its body.

use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, Value, comments, json, yaml};
use std::path::{Path, PathBuf};

/// No record needs more.
pub(super) const LARGEST: u64 = 8 << 20;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::private) enum Shape {
    Markdown,
    Yaml,
    Json,
}

impl Shape {
    pub fn of(name: &str) -> Option<Shape> {
        match name.rsplit_once('.')?.1 {
            "md" => Some(Shape::Markdown),
            "yaml" | "yml" => Some(Shape::Yaml),
            "json" => Some(Shape::Json),
            _ => None,
        }
    }
}

/// A record's name without what says that it is sealed. `None`: it isn't.
pub(super) fn plain_name(name: &str) -> Option<&str> {
    name.strip_suffix(".age").filter(|name| Shape::of(name).is_some())
}

/// No `Debug`: it holds whatever was written.
pub(in crate::private) struct Source {
    /// Relative to the content folder.
    pub path: PathBuf,
    pub shape: Shape,
    text: String,
    /// Where the front matter lies in the text.
    front: std::ops::Range<usize>,
    /// Lines before it.
    front_line: u32,
    pub has_front: bool,
    body: usize,
    pub body_line: u32,
}

/// A file's text just as it lies on disk, to be edited.
pub(in crate::private) fn raw(content: &Path, path: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(content.join(path))
}

/// Reads a file. `None`: see the findings.
pub(in crate::private) fn read(content: &Path, path: &Path, findings: &Findings) -> Option<Source> {
    let unreadable = |problem: &str, help: &str| {
        findings.add(Code::Unreadable, 0, "", problem, help);
        None
    };
    let full = content.join(path);
    if std::fs::metadata(&full).is_ok_and(|metadata| metadata.len() > LARGEST) {
        findings.add(Code::TooLarge, 0, "", "this file is larger than 8 MiB", "publish what is large as an attachment");
        return None;
    }
    let Ok(bytes) = std::fs::read(&full) else { return unreadable("this file can't be read", "fix its permissions") };
    let Ok(text) = String::from_utf8(bytes) else {
        return unreadable("this file is not text in UTF-8", "save it as UTF-8");
    };
    #[cfg(test)]
    crate::private::testing::mutation::may_fail("load", &text);
    let shape = path.to_str().and_then(Shape::of)?;
    Source::new(path.to_owned(), shape, text, findings)
}

impl Source {
    /// A file's text, whose ending says what it is.
    pub fn of(path: &Path, text: String, findings: &Findings) -> Option<Source> {
        Source::new(path.to_owned(), path.to_str().and_then(Shape::of)?, text, findings)
    }

    /// A record of another format, which has been read already.
    pub fn foreign(path: &Path) -> Source {
        let (path, text) = (path.to_owned(), String::new());
        Source { path, shape: Shape::Json, text, front: 0..0, front_line: 0, has_front: true, body: 0, body_line: 0 }
    }

    pub fn new(path: PathBuf, shape: Shape, text: String, findings: &Findings) -> Option<Source> {
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        let end = text.len();
        let whole =
            Source { path, shape, text, front: 0..end, front_line: 0, has_front: true, body: end, body_line: 0 };
        match shape {
            Shape::Markdown => whole.split(findings),
            Shape::Yaml => Some(whole.without_document_start()),
            Shape::Json => Some(whole),
        }
    }

    /// A YAML file may begin with `---`.
    fn without_document_start(mut self) -> Source {
        if let Some(rest) = self.text.strip_prefix("---\n") {
            self.front = self.text.len() - rest.len()..self.text.len();
            self.front_line = 1;
        }
        self
    }

    /// Finds the front matter between two `---` lines, blank lines before it tolerated.
    fn split(mut self, findings: &Findings) -> Option<Source> {
        let start = self.text.len() - self.text.trim_start_matches(['\n', ' ', '\t']).len();
        let start = self.text[..start].rfind('\n').map_or(0, |line| line + 1);
        let first = self.text[start..].lines().next().unwrap_or_default().trim_end();
        let before = self.text[..start].matches('\n').count() as u32;
        if matches!(first, "+++" | ";;;" | "---json" | "---toml" | "{") {
            let help = "write YAML between two lines of `---`";
            findings.add(Code::FrontMatter, before + 1, "", "this front matter is not YAML", help);
            return None;
        }
        if first.starts_with("---") && first != "---" {
            let help = "let `---` stand alone on its line; write `***` for a rule";
            findings.add(Code::FrontMatter, before + 1, "", "this looks like front matter and isn't", help);
            return None;
        }
        if first != "---" {
            self.refuse_stray_front_matter(0, 0, findings);
            (self.has_front, self.front, self.body, self.body_line) = (false, 0..0, 0, 1);
            return Some(self);
        }
        let front = self.text[start..].find('\n').map_or(self.text.len(), |line| start + line + 1);
        let mut at = front;
        for (number, line) in self.text[front..].split_inclusive('\n').enumerate() {
            if line.trim_end() == "---" {
                self.front = front..at;
                self.front_line = before + 1;
                self.body = at + line.len();
                self.body_line = before + number as u32 + 3;
                self.refuse_stray_front_matter(self.body, self.body_line - 1, findings);
                return Some(self);
            }
            at += line.len();
        }
        findings.add(Code::FrontMatter, before + 1, "", "the front matter has no end", "close it with a line of `---`");
        None
    }

    /// Front matter that isn't where it is read would be shown, and the page with it, whatever it says.
    fn refuse_stray_front_matter(&self, from: usize, before: u32, findings: &Findings) {
        const TELLING: [&str; 5] = ["publish:", "embargo:", "embargo_tlp:", "tlp:", "private:"];
        let mut in_code = false;
        for (at, line) in self.text[from..].lines().enumerate() {
            in_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            let line = line.trim_start_matches('\u{FEFF}');
            let telling = TELLING
                .iter()
                .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])));
            if telling && !in_code {
                let help = "front matter stands first in the file; show an example of it as code";
                let problem = "a key of the front matter stands in the text, where it has no effect";
                findings.add(Code::FrontMatter, before + at as u32 + 1, "", problem, help);
            }
        }
    }

    /// The comments in the front matter, each with its line.
    pub fn comments(&self) -> Vec<(u32, String)> {
        if !self.has_front || self.shape == Shape::Json {
            return Vec::new();
        }
        let found = comments(&self.text[self.front.clone()]);
        found.into_iter().map(|(line, text)| (self.front_line + line, text)).collect()
    }

    /// The keys. `None`: see the findings.
    pub fn keys(&self, findings: &Findings) -> Option<Node<'_>> {
        if !self.has_front {
            return Some(Node { line: 0, rule: None, value: Value::Map(Vec::new()) });
        }
        let node = match self.shape {
            Shape::Json => json(&self.text, findings)?,
            _ => yaml(&self.text[self.front.clone()], self.front_line, findings)?,
        };
        if !matches!(node.value, Value::Map(_)) || node.rule.is_some() {
            findings.add(
                Code::FrontMatter,
                self.front_line + 1,
                "",
                "keys are wanted here",
                "write `title: …` and so on",
            );
            return None;
        }
        Some(node)
    }

    pub fn body(&self) -> &str {
        &self.text[self.body..]
    }

    /// The name that a record has by default: its file's, or its folder's.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let name = plain_name(&name).unwrap_or(&name);
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = self.path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let depth = self.path.components().count();
        if stem == "index" && depth > 2 { folder.unwrap_or(stem) } else { stem }
    }
}
