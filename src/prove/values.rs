//! Other values: words that occur nowhere, and for each key something valid made of them.

use super::content::Content;
use super::facts::Facts;
use crate::public::Kind;
use crate::public::keys::{self, Form, Role};
use serde_yaml::{Mapping, Value};

/// Whether what stands in for a part is shorter or longer than any author would write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    Shorter,
    Longer,
}

/// Where words come from that no file holds, so that the audit can't find one by chance.
pub struct Wording {
    root: &'static str,
    pub turn: usize,
    pub size: Size,
}

const ROOTS: [&str; 6] = ["zyqvex", "qozzub", "wuxkij", "jivqaz", "xypfoj", "vqekuz"];

impl Wording {
    pub fn new(content: &Content, size: Size) -> Wording {
        let root = ROOTS.into_iter().find(|root| !content.holds(root)).unwrap_or("zyqvexqozzub");
        Wording { root, turn: 0, size }
    }

    /// The same words again, for a rewriting of which nothing is kept.
    pub fn again(&self) -> Wording {
        Wording { root: self.root, turn: self.turn, size: self.size }
    }

    pub fn word(&mut self) -> String {
        self.turn += 1;
        let mut word = self.root.to_owned();
        let mut rest = self.turn;
        while rest > 0 {
            word.push(char::from(b'a' + (rest % 26) as u8));
            rest /= 26;
        }
        word
    }

    /// One line of plain text.
    pub fn line(&mut self) -> String {
        let words = if self.size == Size::Shorter { 1 } else { 14 };
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Markdown; the longer has everything that could reach over its end.
    pub fn prose(&mut self) -> String {
        if self.size == Size::Shorter {
            return self.word();
        }
        let [a, b, c, d, e] = std::array::from_fn(|_| self.word());
        let line = self.line();
        format!(
            "## {a}\n\n{line} **{b}** [{c}] [{d}](https://{d}.example/) `{e}`.\n\n- {a}\n  1. {b}\n\n| {c} | {d} |\n|---|---|\n\
             | {e} | {a} |\n\n```\n{b}\n```\n\n> {line}[^{e}]\n\n[{c}]: https://{c}.example/\n[^{e}]: {a}\n"
        )
    }

    fn url(&mut self) -> String {
        format!("https://{}.example/{}", self.word(), self.word())
    }

    fn turn<'t>(&mut self, words: &'t [&'t str]) -> &'t str {
        self.turn += 1;
        words[self.turn % words.len()]
    }

    fn one_of(&mut self, words: &[String]) -> Option<Value> {
        self.turn += 1;
        words.get(self.turn % words.len().max(1)).map(|word| word.as_str().into())
    }
}

fn map<const N: usize>(keys: [(&str, Value); N]) -> Value {
    Value::Mapping(keys.into_iter().map(|(key, value)| (key.into(), value)).collect::<Mapping>())
}

/// A key that can be withheld.
#[derive(Clone, Copy)]
pub struct Withholdable {
    pub name: &'static str,
    pub is_list: bool,
}

/// The keys of a kind that can be withheld; of a page where there is no kind.
pub fn keys(kind: Option<Kind>) -> Vec<Withholdable> {
    let Some(kind) = kind else {
        let names = ["summary", "version", "owner", "private"];
        return names.map(|name| Withholdable { name, is_list: false }).to_vec();
    };
    // A reason needs a withdrawal, a body is there already, and no words of ours make a document.
    let apart = ["withdrawn_reason", "details", "csaf"];
    let keys = keys::of(kind).filter(|key| matches!(key.role, Role::Shown | Role::Private));
    let keys = keys.filter(|key| !apart.contains(&key.name));
    keys.map(|key| Withholdable { name: key.name, is_list: key.form.is_list() }).collect()
}

/// Something valid for one key, or for one item of its list. `None`: the site has no word that could stand there.
pub fn value(kind: Option<Kind>, key: &str, facts: &Facts, words: &mut Wording) -> Option<Value> {
    let day = format!("20{:02}-0{}-1{}", 10 + words.turn % 15, 1 + words.turn % 9, words.turn % 10);
    Some(match key {
        "title" | "version" | "owner" => words.line().into(),
        "private" => map([("ticket", words.line().into()), ("notes", Value::Sequence(vec![words.prose().into()]))]),
        "accounts" => Value::Sequence(vec![words.word().into(), words.line().into()]),
        "projects" => return words.one_of(&facts.projects),
        "references" => map([
            ("type", words.turn(&["FIX", "WEB", "REPORT"]).into()),
            ("url", words.url().into()),
            ("title", words.line().into()),
        ]),
        "timeline" => map([
            ("at", day.into()),
            ("phase", words.turn(&["reported", "fixed", "exploited", "closed"]).into()),
            ("text", words.prose().into()),
        ]),
        "indicators" => map([("type", "domain".into()), ("value", format!("{}.example", words.word()).into())]),
        "revisions" => map([("at", format!("{day}T10:00:00Z").into()), ("note", words.line().into())]),
        "severity" if kind == Some(Kind::Advisory) => words
            .turn(&[
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H",
            ])
            .into(),
        "severity" => return words.one_of(&facts.severities),
        "cwe" => format!("CWE-{}", 100 + words.turn % 800).into(),
        "affected" => map([
            ("package", format!("pkg:npm/{}", words.word()).into()),
            ("versions", Value::Sequence(vec!["1.0.0".into()])),
        ]),
        "category" => return words.one_of(&facts.categories),
        "actions" => map([
            ("what", words.line().into()),
            ("owner", words.line().into()),
            ("due", day.into()),
            ("url", words.url().into()),
        ]),
        key => match keys::named(key)?.form {
            Form::Line | Form::Lines => words.line().into(),
            Form::Markdown | Form::Texts => words.prose().into(),
            Form::Ids => format!("X-{}", words.word()).into(),
            Form::Word(all) => words.turn(all).into(),
            Form::People => person(words),
            Form::Parts | Form::Other => return None,
        },
    })
}

fn person(words: &mut Wording) -> Value {
    let name = format!("{} {}", words.word(), words.word());
    if words.size == Size::Shorter {
        return map([("name", name.into())]);
    }
    map([
        ("name", name.into()),
        ("organization", words.line().into()),
        ("url", words.url().into()),
        ("contact", format!("mailto:{0}@{0}.example", words.word()).into()),
    ])
}
