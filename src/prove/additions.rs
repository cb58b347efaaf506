//! Withheld things that were never there: parts in what is public, and records beside it that share all they can with it.

use super::content::{Content, Role};
use super::document::{Document, Key, Shape};
use super::facts::Facts;
use super::judge::{Needs, withheld};
use super::rewriter::{Approval, Part};
use super::rule::{Rule, Whole};
use super::values::{Withholdable, Wording, keys, value};
use super::viewpoint::{Marked, Viewpoint, later};
use crate::public::{Kind, Tlp};
use pulldown_cmark::Parser;
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};
use std::path::{Path, PathBuf};

/// Adds to a twin of the site.
pub struct Adder<'a> {
    pub facts: &'a Facts,
    pub viewpoint: Viewpoint,
    pub words: Wording,
    /// Whether to add this one.
    pub decide: &'a mut dyn FnMut(&Part) -> bool,
    /// Of the file that is being added to.
    pub approval: Approval,
}

/// What disclosed records say that withheld ones can say as well.
#[derive(Default)]
struct Shared {
    keys: Vec<(String, Value)>,
    ids: Vec<String>,
    /// Ids of records that are there, also of withheld ones, in small letters.
    taken: Vec<String>,
    aliases: Vec<String>,
}

impl Adder<'_> {
    pub fn site(&mut self, content: &Content) -> Content {
        let mut twin = content.clone();
        let mut shared = Shared::default();
        for (path, bytes) in &content.files {
            let kind = match content.role(path) {
                Role::Record(kind) => Some(kind),
                Role::Page => None,
                _ => continue,
            };
            let read = std::str::from_utf8(bytes).ok().and_then(|text| Document::read(path, text));
            let Some(mut document) = read else { continue };
            shared.taken.extend(id_of(path, &document).map(|id| id.to_ascii_lowercase()));
            let needs = if kind.is_some() { Needs::Word } else { Needs::Nothing };
            if withheld(&document, needs, self.facts, &self.viewpoint).is_some() {
                continue;
            }
            shared.learn(path, &document, kind);
            self.approval = Approval::of(&document, self.facts);
            self.parts(path, &mut document, kind);
            let mut text = document.written();
            if self.adds(Rule::Remark, path, 0, "") && text.starts_with("---\n") {
                text.insert_str(
                    4,
                    &format!("# {}\n#   {}: {}\n", self.words.line(), self.words.word(), self.words.word()),
                );
            }
            twin.put(path, text);
            if path.ends_with("index.md") && kind.is_some() {
                let beside = path.with_file_name(format!("{}.txt", self.words.word()));
                if self.adds(Rule::Attachment, &beside, 0, "") {
                    twin.put(beside, self.words.prose());
                }
            }
        }
        self.records(&shared, &mut twin);
        twin
    }

    fn adds(&mut self, rule: Rule, path: &Path, line: usize, key: &str) -> bool {
        // Which parts of ours are announced, [`Self::mark`] decides.
        let voids = self.approval.binds(rule, None, &self.viewpoint);
        !voids && (self.decide)(&Part { rule, file: path.to_owned(), line, key: key.to_owned() })
    }

    /// Parts in a document that is public: tagged keys that it hasn't, tagged items at both ends of lists, marked text.
    fn parts(&mut self, path: &Path, document: &mut Document, kind: Option<Kind>) {
        if document.shape != Shape::Json {
            self.tagged(path, document, kind);
        }
        self.ahead(path, document, kind);
        if document.shape == Shape::Markdown && !document.shows_marks() {
            self.text(path, document);
        }
    }

    fn tagged(&mut self, path: &Path, document: &mut Document, kind: Option<Kind>) {
        for Withholdable { name, is_list } in keys(kind) {
            let there = document.keys.iter().position(|key| key.name == name);
            let Some(one) = value(kind, name, self.facts, &mut self.words) else { continue };
            let marked = self.mark();
            match there {
                None if name == "private" => {
                    if self.adds(Rule::PrivateKey, path, 0, name) {
                        document.ours().push(Key::new(name, one));
                    }
                }
                None => {
                    if self.adds(Rule::Tag(marked.kind(), Whole::Key), path, 0, name) {
                        let all = if is_list { Value::Sequence(vec![one]) } else { one };
                        document.ours().push(Key::new(name, tagged(marked, all)));
                    }
                }
                Some(at) if is_list => {
                    let Value::Sequence(items) = &document.keys[at].value else { continue };
                    let mut items = items.clone();
                    if self.adds(Rule::Tag(marked.kind(), Whole::Item), path, document.keys[at].line, name) {
                        items.insert(0, tagged(marked, one.clone()));
                        items.push(tagged(marked, one));
                        document.keys[at].set(Value::Sequence(items));
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// Changes that lie ahead, people who are not credited, contacts.
    fn ahead(&mut self, path: &Path, document: &mut Document, kind: Option<Kind>) {
        if kind.is_none() {
            return;
        }
        let then = later(self.viewpoint.now, 3 + self.words.turn).to_string();
        if document.get("withdrawn").is_none() && self.adds(Rule::Ahead, path, 0, "withdrawn") {
            document.ours().push(Key::new("withdrawn", then.clone().into()));
            if document.get("withdrawn_reason").is_none() {
                document.ours().push(Key::new("withdrawn_reason", self.words.prose().into()));
            }
        }
        if document.get("modified").is_none() && self.adds(Rule::Ahead, path, 0, "modified") {
            document.ours().push(Key::new("modified", then.clone().into()));
        }
        for key in document.keys.iter_mut().chain(&mut document.own) {
            let Value::Sequence(items) = &key.value else { continue };
            let mut items = items.clone();
            let rule = match key.name.as_str() {
                "revisions" => {
                    let (at, note) = (then.clone().into(), self.words.line().into());
                    let revision: Mapping = [("at".into(), at), ("note".into(), note)].into_iter().collect();
                    items.push(Value::Mapping(revision));
                    Rule::Ahead
                }
                "responders" => {
                    items.insert(0, Value::String(format!("{} {}", self.words.word(), self.words.word())));
                    Rule::Uncredited
                }
                "credits" | "authors" => {
                    let contact = Value::String(format!("mailto:{0}@{0}.example", self.words.word()));
                    for person in items.iter_mut().filter_map(Value::as_mapping_mut) {
                        person.entry("contact".into()).or_insert(contact.clone());
                    }
                    Rule::Contact
                }
                _ => continue,
            };
            if items != *key.value.as_sequence().unwrap_or(&Vec::new()) && self.adds(rule, path, key.line, &key.name) {
                key.set(Value::Sequence(items));
            }
        }
    }

    fn text(&mut self, path: &Path, document: &mut Document) {
        let body = document.body.clone();
        // The words of a title that a heading gives are distinguished from what is around them.
        let marked = self.mark();
        if self.adds(Rule::Div(marked.kind()), path, document.body_line, "") {
            let block = format!("::: {}\n{}:::\n", marked.fence(), ended(self.words.prose()));
            document.body = format!("{block}\n{}\n\n{block}", document.body.trim_end());
        }
        if self.adds(Rule::Comment, path, document.body_line, "") {
            document.body = format!("{}\n\n<!-- {} -->\n", document.body.trim_end(), self.words.line());
        }
        let word = self.words.word();
        let defined = format!("{}\n\n[{word}]: https://{word}.example/\n", document.body.trim_end());
        // In code that nobody closed it is no definition.
        let reads = Parser::new(&defined).reference_definitions().get(&word).is_some();
        if reads && self.adds(Rule::Definition, path, document.body_line, "") {
            document.body = defined;
        }
        let Some(at) = end_of_paragraph(&body) else { return };
        if self.adds(Rule::Span(marked.kind()), path, document.body_line, "") {
            let span = format!(" [{}]{}", self.words.line(), marked.braces());
            let at = document.body.find(&body[at.0..at.1]).map(|start| start + at.1 - at.0);
            if let Some(at) = at {
                document.body.insert_str(at, &span);
            }
        }
    }

    /// A mark that hides for good from here, and announces nothing.
    fn mark(&mut self) -> Marked {
        self.words.turn += 1;
        match self.words.turn % 3 {
            0 if self.viewpoint.audience < Tlp::Red => Marked::Tlp(Tlp::Red),
            // What lifts before a record's publication is bound by its approval, where some audience sees it so.
            1 if self.viewpoint.redactions == crate::private::Redactions::Omit
                && self.approval != Approval::AllThatComes =>
            {
                Marked::Until(later(self.viewpoint.now, self.words.turn))
            }
            _ => Marked::Private,
        }
    }

    /// Withheld records whose files and ids sort first and last, for each reason that there is.
    fn records(&mut self, shared: &Shared, twin: &mut Content) {
        let reasons = [Rule::Unmarked, Rule::Embargo, Rule::Label, Rule::Published, Rule::Unapproved];
        for (kind, (turn, rule)) in Kind::ALL.into_iter().cycle().zip(reasons.into_iter().cycle().enumerate().take(12))
        {
            let first = turn % 2 == 0;
            let word = self.words.word();
            let id = match shared.aliases.get(turn / 2) {
                // An alias of something public can be the id of something that isn't.
                Some(alias) if turn % 4 == 3 && !shared.taken.contains(&alias.to_ascii_lowercase()) => alias.clone(),
                _ => format!("{}-{word}", if first { "0" } else { "zz" }),
            };
            let possible = match rule {
                Rule::Unapproved => self.facts.require_approval,
                Rule::Label => self.viewpoint.audience < Tlp::Red,
                // Who may see what is red sees embargoed records.
                Rule::Embargo | Rule::Published => self.viewpoint.audience < Tlp::Red,
                _ => true,
            };
            let folder = Path::new(kind.section());
            let file: PathBuf = match turn % 3 {
                0 => folder.join(format!("{id}.md")),
                1 => folder.join(format!("{id}.yaml")),
                _ => folder.join(&id).join("index.md"),
            };
            let taken =
                twin.files.keys().any(|path| path.to_string_lossy().eq_ignore_ascii_case(&file.to_string_lossy()));
            if !possible || taken || !self.adds(rule, &file, 0, "") {
                continue;
            }
            let text =
                self.record(kind, rule, &id, shared, file.extension().is_some_and(|extension| extension == "yaml"));
            if file.ends_with("index.md") {
                twin.put(file.with_file_name("evidence.txt"), self.words.prose());
            }
            twin.put(file, text);
        }
    }

    fn record(&mut self, kind: Kind, rule: Rule, id: &str, shared: &Shared, yaml: bool) -> String {
        let ahead = later(self.viewpoint.now, self.words.turn).to_string();
        let past = "2001-01-01T00:00:00Z".to_owned();
        let mut all = vec![Key::new("id", id.into()), Key::new("title", self.words.line().into())];
        all.push(Key::new("publish", (rule != Rule::Unmarked).into()));
        let published = if rule == Rule::Published { ahead.clone() } else { past };
        all.push(Key::new("published", published.into()));
        if rule != Rule::Unapproved {
            let approved: Mapping =
                [("by".into(), self.words.word().into()), ("on".into(), "2001-01-01".into())].into_iter().collect();
            all.push(Key::new("approved", Value::Mapping(approved)));
        }
        match rule {
            Rule::Embargo => all.push(Key::new("embargo", ahead.into())),
            Rule::Label => all.push(Key::new("tlp", "red".into())),
            _ => {}
        }
        for Withholdable { name, is_list } in keys(Some(kind)) {
            let own = value(Some(kind), name, self.facts, &mut self.words);
            let others = shared.keys.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone());
            let mut items: Vec<Value> = others.take(3).chain(own).collect();
            let all_items = if is_list { Some(Value::Sequence(items)) } else { items.pop() };
            all.extend(all_items.map(|it| Key::new(name, it)));
        }
        let ids = Value::Sequence(shared.ids.iter().take(5).map(|id| id.as_str().into()).collect());
        all.iter_mut().filter(|key| key.name == "related").for_each(|key| key.set(ids.clone()));
        let prose = self.words.prose();
        if yaml {
            all.push(Key::new("details", prose.into()));
            return Document::made_of(all, String::new(), true).written();
        }
        Document::made_of(all, format!("\n{prose}\n"), false).written()
    }
}

impl Shared {
    fn learn(&mut self, path: &Path, document: &Document, kind: Option<Kind>) {
        if kind.is_none() {
            return;
        }
        self.ids.extend(id_of(path, document));
        for name in ["tags", "projects", "aliases", "affected"] {
            let items = document.get(name).and_then(Value::as_sequence);
            let plain = items.into_iter().flatten().filter(|item| !matches!(item, Value::Tagged(_)));
            for item in plain {
                if let (true, Value::String(alias)) = (name == "aliases", item) {
                    self.aliases.push(alias.clone());
                }
                // Another format's keys are not ours.
                let foreign = document.shape == Shape::Json && name == "affected";
                if !foreign && !has_mark(item) {
                    self.keys.push((name.to_owned(), item.clone()));
                }
            }
        }
    }
}

/// What a record says its id is, or its file's or folder's name.
fn id_of(path: &Path, document: &Document) -> Option<String> {
    let named = if path.ends_with("index.md") { path.parent()?.file_name()? } else { path.file_stem()? };
    let written = document.get("id").and_then(Value::as_str).map(str::to_owned);
    written.or_else(|| Some(named.to_str()?.to_owned()))
}

fn has_mark(value: &Value) -> bool {
    let text = super::flow::write(value, "");
    [".private", ":::", "<!--", ".until", ".tlp", "!"].iter().any(|mark| text.contains(mark))
}

fn tagged(marked: Marked, value: Value) -> Value {
    Value::Tagged(Box::new(TaggedValue { tag: Tag::new(marked.tag()), value }))
}

fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A paragraph of plain words: where its last line begins and ends.
fn end_of_paragraph(body: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut code = false;
    let mut before = "";
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim_end();
        code ^= text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        // Blanks at a line's end are its own.
        let plain = !code
            && text == line.trim_end_matches('\n')
            && before.trim().is_empty()
            && text.starts_with(|c: char| c.is_alphabetic());
        let ends = body[at..].lines().next().is_none_or(|next| next.trim().is_empty());
        if plain && ends && text.ends_with('.') && !text.contains(['[', ']', '`', '<', '{', '|']) {
            return Some((start, start + text.len()));
        }
        before = text;
    }
    None
}
