//! Texts of a record: what its marks withhold is taken out, and goes to the sink.

use super::RecordGate;
use super::attachments::link_targets;
use crate::diagnostic::Code;
use crate::private::decision::coming::Change;
use crate::private::decision::{Decided, Subject};
use crate::private::links::urls::is_safe_url;
use crate::private::load::Shape;
use crate::private::marks::{self, Author, Form, Fragment, InCode, Rows, Taken, cover, strip, uncover};
use crate::private::provenance::{Keep, Passage, PassageForm};
use crate::private::yaml::{Key, List};
use crate::public::{Markdown, Text, Tlp};

impl RecordGate<'_> {
    pub fn text(&mut self, key: &str, line: u32, raw: &str) -> Option<Text> {
        let text = self.strip(key, line, raw, Form::Line);
        let text = text.trim();
        if text.contains('\n') {
            self.reader.refuse(
                Code::WrongValue,
                line,
                key,
                "a text of one line is wanted here",
                "write it on one line",
            );
        }
        (!text.is_empty()).then(|| Text::new(text, self.site.seal))
    }

    /// A key whose value is a text of one line.
    pub fn one_line(&mut self, name: &'static str, key: Key<String>) -> Option<Text> {
        let line = self.reader.line(name);
        let raw = self.key(name, key)?;
        self.text(name, line, &raw)
    }

    pub fn texts(&mut self, name: &'static str, list: List<String>) -> Vec<Text> {
        let items = self.list(name, list);
        items.into_iter().filter_map(|(_, line, raw)| self.text(name, line, &raw)).collect()
    }

    pub fn markdown(&mut self, key: &str, line: u32, raw: &str) -> Option<Markdown> {
        if key.is_empty() && !raw.trim().is_empty() {
            self.sink.note(Subject::Key, key, line, Decided::Public { since: None });
        }
        let text = self.strip(key, line, raw, Form::Markdown);
        if !self.reader.attachments.files.is_empty() {
            self.sink.links.extend(link_targets(&text));
        }
        (!text.is_empty()).then(|| Markdown::new(text, self.site.seal))
    }

    /// A plain text of several lines, which nobody is asked to improve: it was written elsewhere.
    pub fn rows(&mut self, key: &str, line: u32, raw: &str) -> String {
        let passages = self.sink.passages.len();
        let rows = raw.split('\n').map(|row| self.strip(key, line, row, Form::Line)).collect::<Vec<_>>();
        self.sink.passages.truncate(passages);
        rows.join("\n")
    }

    /// A Markdown key.
    pub fn prose(&mut self, name: &'static str, key: Key<String>) -> Option<Markdown> {
        let line = key.as_ref().map_or(0, |key| key.line);
        let raw = self.key(name, key)?;
        self.markdown(name, line, &raw)
    }

    /// An absolute URL of a scheme that is safe to follow.
    pub fn url(&mut self, key: &str, line: u32, raw: &str) -> Option<Text> {
        let text = self.text(key, line, raw)?;
        if !is_safe_url(&text) {
            let help = "write an absolute URL such as https://example.org/";
            self.reader.refuse(
                Code::BadUrl,
                line,
                key,
                "this URL is not absolute, or not of a scheme that is safe",
                help,
            );
            return None;
        }
        Some(text)
    }

    fn strip(&mut self, key: &str, line: u32, raw: &str, form: Form) -> String {
        let rows = if self.reader.source.shape == Shape::Json { Rows::One } else { Rows::Many };
        let foreign = self.reader.standing.is_foreign() || key == "csaf";
        let author = if foreign { Author::Foreign } else { Author::Own };
        let place = marks::Place { findings: self.reader.findings, key, line, rows, author };
        let covered = self.covered(key, line, raw, form);
        let stripped = strip(covered.as_deref().unwrap_or(raw), form, self.site.view, place);
        let written = |text: &str| if covered.is_some() { uncover(text) } else { text.to_owned() };
        if let Some(part) = stripped.parts.iter().find(|_| covered.is_some() && !stripped.without_marks()) {
            let help = "take `shows_marks` out of its front matter, or the part out of the page";
            self.reader.refuse(
                Code::MisplacedMark,
                part.line,
                key,
                "a page that shows marks in its code withholds nothing",
                help,
            );
        }
        self.note_parts(key, &stripped.parts);
        self.sink.lifts.extend(stripped.lifts());
        self.sink.part_label = stripped.labels().fold(self.sink.part_label, Tlp::max);
        stripped.pending().for_each(|at| self.sink.comes(Change::Part, Some(at)));
        // What is left over of a public source's text is public where it comes from: nobody withheld it.
        let foreign = self.reader.standing.is_foreign();
        let is_sought = |it: &Fragment| it.taken == Taken::Withheld || !foreign;
        for fragment in stripped.withheld.into_iter().filter(is_sought) {
            let origin = self.reader.origin(key, fragment.line);
            self.sink.withheld.prose(&written(&fragment.text), &origin);
        }
        let text = written(&stripped.text);
        if self.site.keep == Keep::Passages {
            let form = if form == Form::Line { PassageForm::Line } else { PassageForm::Markdown };
            let text = Markdown::new(&*text, self.site.seal);
            self.sink.passages.push(Passage { key: key.to_owned(), form, text, first: line, lines: stripped.lines });
        }
        text
    }

    /// The text with the marks in its code covered, where they are to be shown.
    fn covered(&self, key: &str, line: u32, raw: &str, form: Form) -> Option<String> {
        let shown = self.reader.in_code == InCode::Show && form == Form::Markdown;
        let covered = shown.then(|| cover(raw))?;
        if covered.is_none() {
            let problem = "a page that shows marks holds a private character of Unicode (U+E021 to U+E07E)";
            self.reader.refuse(Code::Unreadable, line, key, problem, "take it out");
        }
        covered
    }
}
