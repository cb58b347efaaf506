//! Sites with withheld parts, made from templates.
//!
//! In a template `⟦…⟧` encloses what is withheld: a site is written with it, or as if it had never been there. `§` is a
//! canary, `§1` one that the whole site shares. `%T`, `%D` and `%S` are a tag, a div's words and a span's class, of one
//! of the three rules; `%L` is an instant that lies ahead.

mod bodies;
mod files;
mod keys;

use super::harness::{SITE, Site};
use proptest::prelude::*;
use proptest::sample::subsequence;

/// One template of a file; a path that begins with `⟦` is that of a withheld file.
type Template = (&'static str, &'static str);

#[derive(Clone, Debug)]
pub struct Plot {
    records: Vec<Record>,
    files: Vec<usize>,
    pub notices: bool,
    approval: bool,
    /// Which of the three rules each mark follows.
    rules: u64,
    canaries: u64,
}

#[derive(Clone, Debug)]
struct Record {
    kind: usize,
    keys: Vec<usize>,
    body: Vec<usize>,
}

/// How a plot is written.
#[derive(Clone, Copy)]
pub struct Fill {
    pub erased: bool,
    /// Other values for all that is withheld.
    pub other: bool,
    /// Parts may lift at a time.
    pub until: bool,
}

pub const WITH: Fill = Fill { erased: false, other: false, until: true };

const KINDS: [&str; 6] = ["advisories", "incidents", "notices", "lessons", "plan", "pages"];

pub fn plots() -> impl Strategy<Value = Plot> {
    let record = (0..KINDS.len()).prop_flat_map(|kind| {
        let keys: Vec<usize> = (0..keys::of(kind).len()).collect();
        let body: Vec<usize> = (0..bodies::ALL.len()).collect();
        let most = keys.len().min(12);
        (Just(kind), subsequence(keys, 0..=most), subsequence(body, 0..=6)).prop_map(|(kind, keys, body)| Record {
            kind,
            keys,
            body,
        })
    });
    let files = subsequence((0..files::ALL.len()).collect::<Vec<_>>(), 0..=6);
    let records = prop::collection::vec(record, 1..4);
    (records, files, any::<bool>(), any::<bool>(), any::<u64>(), any::<u64>()).prop_map(
        |(records, files, notices, approval, rules, canaries)| Plot {
            records,
            files,
            notices,
            approval,
            rules,
            canaries,
        },
    )
}

/// Every template once under each of the three rules, so that none is left out by chance; as many as fit in one site.
pub fn together() -> Vec<Plot> {
    let mut plots = Vec::new();
    for rules in 0..3 {
        for kind in 0..KINDS.len() {
            plots.push(plot(records_of(kind), vec![], rules));
        }
        let bodies: Vec<usize> = (0..bodies::ALL.len()).collect();
        let records = bodies.chunks(9).zip([0, 1, 2, 3, 4, 5].into_iter().cycle());
        let records = records.map(|(body, kind)| Record { kind, keys: vec![], body: body.to_vec() });
        plots.push(plot(records.collect(), vec![], rules));
        plots.push(plot(vec![Record { kind: 0, keys: vec![], body: vec![] }], (0..files::ALL.len()).collect(), rules));
    }
    plots
}

/// Each template of a plot in a site of its own, to find the one that is wrong.
pub fn apart(together: &Plot) -> Vec<Plot> {
    let mut plots = Vec::new();
    for Record { kind, keys, body } in &together.records {
        let keys = keys.iter().map(|key| Record { kind: *kind, keys: vec![*key], body: vec![] });
        let body = body.iter().map(|line| Record { kind: *kind, keys: vec![], body: vec![*line] });
        plots.extend(keys.chain(body).map(|record| plot(vec![record], vec![], together.rules)));
    }
    plots.extend(together.files.iter().map(|&file| plot(together.records.clone(), vec![file], together.rules)));
    plots
}

fn plot(records: Vec<Record>, files: Vec<usize>, rules: u64) -> Plot {
    Plot { records, files, notices: rules == 1, approval: false, rules, canaries: 7 }
}

/// As many records as it takes to write each key in each of its ways.
fn records_of(kind: usize) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let keys = keys::of(kind);
    for (at, (name, _)) in keys.iter().enumerate() {
        let free = |record: &&mut Record| record.keys.iter().all(|&other| keys[other].0 != *name);
        match records.iter_mut().find(free) {
            Some(record) => record.keys.push(at),
            None => records.push(Record { kind, keys: vec![at], body: vec![] }),
        }
    }
    records
}

impl Plot {
    /// Writes the site; tells it and its canaries.
    pub fn write(&self, fill: Fill) -> (Site, Vec<String>) {
        let mut pen = Pen { plot: self, fill, marks: 0, count: 0, canaries: Vec::new() };
        let redactions = if self.notices { "mark" } else { "omit" };
        let site = Site::bare().with(
            "site.yaml",
            format!(
                "{SITE}osv: {{ prefixes: [public, gone, with, OSV] }}\ndisclosure: {{ redactions: {redactions}, require_approval: {}, \
                 withhold_blocks_with: [\"@Discussion\"] }}\n",
                self.approval
            ),
        );
        for (at, record) in self.records.iter().enumerate() {
            let text = record.template();
            let text = pen.fill(&text).expect("a public record");
            let name = if record.kind < 4 { "public" } else { "part" };
            site.write(&format!("{}/{name}-{at}.md", KINDS[record.kind]), text);
        }
        let approval: &[&[Template]] = if self.approval { &[files::UNAPPROVED] } else { &[] };
        for templates in self.files.iter().map(|&at| files::ALL[at]).chain(approval.iter().copied()) {
            for (path, text) in templates {
                let written = (pen.fill(path), pen.fill(text));
                if let (Some(path), Some(text)) = written {
                    site.write(&path, text);
                }
            }
        }
        if !fill.erased && !self.notices {
            pen.canaries.push(fill.later()[..10].to_owned());
        }
        (site, pen.canaries)
    }
}

impl Record {
    fn template(&self) -> String {
        let mut text = String::from("---\n");
        let mut written: Vec<&str> = Vec::new();
        for &at in &self.keys {
            let (name, template) = keys::of(self.kind)[at];
            if !written.contains(&name) {
                written.push(name);
                text.push_str(template);
            }
        }
        if self.kind < 4 {
            text.push_str("publish: true\npublished: 2024-01-02T00:00:00Z\n");
            text.push_str("approved: { by: \"§\", on: 2024-01-02 }\n");
        }
        if !written.contains(&"title") {
            text.push_str("title: A public title\n");
        }
        text.push_str("---\n\nIt begins with public words.\n");
        for &at in &self.body {
            text.push('\n');
            text.push_str(bodies::ALL[at]);
            text.push('\n');
        }
        text
    }
}

impl Fill {
    fn later(self) -> &'static str {
        if self.other { "2044-10-23T21:54:00Z" } else { "2037-07-19T03:17:00Z" }
    }
}

struct Pen<'p> {
    plot: &'p Plot,
    fill: Fill,
    /// Marks so far; they count in erased parts too, so that twins agree on the others.
    marks: u64,
    count: u64,
    canaries: Vec<String>,
}

impl Pen<'_> {
    /// `None`: all of it is erased.
    fn fill(&mut self, template: &str) -> Option<String> {
        let mut text = String::new();
        let mut hidden = false;
        let mut letters = template.chars().peekable();
        while let Some(letter) = letters.next() {
            let piece = match letter {
                '⟦' | '⟧' => {
                    hidden = letter == '⟦';
                    continue;
                }
                '§' => {
                    let named = letters.next_if(char::is_ascii_digit);
                    self.canary(named)
                }
                '%' => self.mark(letters.next().expect("a mark's letter")),
                letter => letter.into(),
            };
            if !(hidden && self.fill.erased) {
                text.push_str(&piece);
            }
        }
        let gone = self.fill.erased && template.starts_with('⟦') && text.is_empty();
        (!gone).then_some(text)
    }

    fn mark(&mut self, what: char) -> String {
        let later = self.fill.later();
        if what == 'L' {
            return later.into();
        }
        let rule = (self.plot.rules >> (2 * (self.marks % 32))).wrapping_add(self.plot.rules) % 3;
        self.marks += 1;
        let until = rule == 1 && self.fill.until;
        match (what, rule) {
            ('T', 1) if until => format!("!until:{later}"),
            ('D', 1) if until => format!("until {later}"),
            ('S', 1) if until => format!(".until at={later}"),
            ('T', 2) => "!tlp:amber".into(),
            ('D', 2) => "tlp amber".into(),
            ('S', 2) => ".tlp label=amber".into(),
            ('T', _) => "!private".into(),
            ('D', _) => "private".into(),
            ('S', _) => ".private".into(),
            (what, _) => format!("%{what}"),
        }
    }

    /// A word that no text has by chance.
    fn canary(&mut self, named: Option<char>) -> String {
        self.count += 1;
        let which = named.map_or(100 + self.count, |named| named as u64 - '0' as u64);
        // A canary outside what is withheld has no other value: both twins have it.
        let mut state = self.plot.canaries ^ which.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(self.fill.other);
        let length = 8 + if self.fill.other { 5 } else { 0 };
        let mut canary = String::from("zq");
        for _ in 0..length {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            canary.push(b"abcdefghjkmnpqrstuvwxyz23456789"[(state >> 33) as usize % 31] as char);
        }
        self.canaries.push(canary.clone());
        canary
    }
}

/// So many cases, or fewer where `PROPTEST_CASES` says so.
pub fn cases(most: u32) -> u32 {
    proptest::test_runner::Config::default().cases.min(most)
}
