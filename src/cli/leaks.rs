//! What the audit found, reported so that one reading settles it: where it is withheld, where it shows, and the words that match.
//!
//! Nothing of this is for logs that others may read.

use crate::audit::Leak;
use crate::normalise::{self, Format, Word};
use crate::private::withheld::{Kind, Origin};
use crate::private::{Passage, Sources, Written};
use crate::public::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One withheld thing that would leave, however many files it is in.
pub struct Slip {
    pub origin: Origin,
    pub kind: Kind,
    /// As the site would show them.
    pub words: String,
    /// Output files.
    pub outputs: BTreeSet<String>,
    /// Where the words were written that show it.
    pub shown: Vec<Shown>,
}

/// A place in a content file.
pub struct Shown {
    pub file: PathBuf,
    /// 0 where it isn't known.
    pub line: usize,
    /// What `audit.yaml` calls the record or page.
    pub within: String,
}

/// So many places of a slip are named.
const MOST_PLACES: usize = 3;
/// Of so many slips the places are looked for; who has more looks at these first.
const MOST_SLIPS: usize = 60;
/// More of a passage needs nobody to recognise it.
const LONGEST: usize = 100;

/// What would leave, and the files that can't be searched.
pub fn slips<'l>(leaks: &'l [Leak], sources: &Sources, site: &Site) -> (Vec<Slip>, Vec<&'l Leak>) {
    let mut things: BTreeMap<(&Origin, Kind), (&str, BTreeSet<String>)> = BTreeMap::new();
    let mut unsearched = Vec::new();
    for leak in leaks {
        match (leak.origin(), leak.kind()) {
            (Some(origin), Some(kind)) => {
                let (words, outputs) = things.entry((origin, kind)).or_default();
                // The longest says most of a passage.
                if leak.words().len() > words.len() {
                    *words = leak.words();
                }
                outputs.insert(leak.path().to_owned());
            }
            _ => unsearched.push(leak),
        }
    }
    type Thing<'l> = ((&'l Origin, Kind), (&'l str, BTreeSet<String>));
    let slip = |(at, ((origin, kind), (words, outputs))): (usize, Thing)| {
        let shown = if at < MOST_SLIPS { places(words, &outputs, sources, site) } else { Vec::new() };
        Slip { origin: origin.clone(), kind, words: words.to_owned(), outputs, shown }
    };
    (things.into_iter().enumerate().map(slip).collect(), unsearched)
}

impl Slip {
    /// `a withheld name, “Jane Roe”, would leave: pages/thanks.md:12 says it, and 4 files of the site`.
    pub fn sentence(&self) -> String {
        let words = if self.words.is_empty() { String::new() } else { format!(", “{}”,", shortened(&self.words)) };
        let outputs = match (self.outputs.len(), self.outputs.first()) {
            (1, Some(only)) => only.clone(),
            (many, _) => format!("{many} files of the site"),
        };
        let kind = self.kind.name();
        match self.shown.is_empty() {
            true => format!("{kind}{words} would leave in {outputs}; it is withheld here"),
            false => {
                format!("{kind}{words} would leave: {} shows it, in {outputs}; it is withheld here", self.places())
            }
        }
    }

    /// Both ways out.
    pub fn help(&self) -> String {
        let place = if self.shown.is_empty() { "the text that shows it".to_owned() } else { self.places() };
        if self.words.is_empty() {
            return format!("take it out of {place}, or publish it where it is withheld");
        }
        let words: Vec<&str> = self.words.split(' ').take(12).collect();
        let command = format!("fanlight allow {} --in {} --why \"…\"", quoted(&words.join(" ")), quoted(self.within()));
        format!("take it out of {place}, or withhold it there too; if both mean different things: {command}")
    }

    /// Where an allowance would hold.
    pub fn within(&self) -> &str {
        self.shown.first().map_or("site", |place| &place.within)
    }

    pub fn places(&self) -> String {
        let place = |it: &Shown| match it.line {
            0 => it.file.display().to_string(),
            line => format!("{}:{line}", it.file.display()),
        };
        self.shown.iter().map(place).collect::<Vec<_>>().join(", ")
    }
}

pub fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

/// For a shell.
fn quoted(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./@:+".contains(&b)) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

pub fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    normalise::words(text.as_bytes(), &mut words);
    words
}

/// The texts that say it; else the files of the pages that do.
fn places(words: &str, outputs: &BTreeSet<String>, sources: &Sources, site: &Site) -> Vec<Shown> {
    let wanted = words_of(words);
    let mut found = Vec::new();
    for written in sources.files() {
        let line = written.passages.iter().find_map(|passage| line_of(passage, &wanted));
        if let Some(line) = line {
            found.push(Shown { file: written.file.clone(), line, within: within(written, site) });
            if found.len() == MOST_PLACES {
                return found;
            }
        }
    }
    if found.is_empty() {
        let pages =
            outputs.iter().filter_map(|path| sources.of_page(&format!("/{}", path.strip_suffix("index.html")?)));
        let place = |written: &Written| Shown { file: written.file.clone(), line: 0, within: within(written, site) };
        found.extend(pages.take(MOST_PLACES).map(place));
    }
    found
}

/// The line at which a text says it, `0` where it is said in another way than it is written.
fn line_of(passage: &Passage, wanted: &[Word]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    let mut line = None;
    normalise::readings(passage.text.as_str().as_bytes(), Format::Text, &mut Vec::new(), &mut |reading| {
        if line.is_some() {
            return;
        }
        let Some(at) = reading.words.windows(wanted.len()).position(|words| words == wanted) else { return };
        let as_written = reading.text == passage.text.as_str().as_bytes();
        let offset = if as_written { normalise::places(reading.text)[at].start } else { 0 };
        line = Some(passage.line(offset));
    });
    line
}

/// A record's id; of a page the last part of its address.
fn within(written: &Written, site: &Site) -> String {
    let page = written.page.trim_matches('/');
    let record = site.records().find(|record| record.head().path().trim_matches('/') == page);
    match record {
        Some(record) => record.head().id.as_str().to_owned(),
        None if page.is_empty() => "site".to_owned(),
        None => page.rsplit('/').next().unwrap_or(page).to_owned(),
    }
}
