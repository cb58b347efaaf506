//! The search of the output for what was withheld: the promise's second keeper, which trusts no other room.
//!
//! Every file of the site passes here before anything is moved into place. Its path and its bytes are read in every way that
//! a browser, a feed reader or a scanner would ([`crate::normalise`]), and searched for the needles that the gate handed over.
//! It edits nothing: a file passes as it is, or the build stops. Only an [`Audited`] file can be written.

mod allowance;
mod archive;
mod index;
mod leak;

pub use allowance::{Allowance, ParseError, parse as parse_allowances};
pub use leak::{Leak, public_words};

use crate::emit::File;
use crate::normalise::{self, Extent, Format, Reading, Word};
use crate::private::withheld::{Digest, Kind, Needles, Origins, Public, Withheld};
use allowance::Allowances;
use index::Index;
use std::collections::BTreeMap;

/// A file in which nothing withheld was found. Only the audit makes one.
pub struct Audited {
    path: String,
    bytes: Vec<u8>,
}

impl Audited {
    /// Relative to the output folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl crate::write::Cleared for Audited {
    fn path(&self) -> &str {
        &self.path
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Searches files, on any number of threads.
pub struct Audit {
    index: Index,
    allowances: Allowances,
    files: Vec<Digest>,
    origins: Origins,
}

/// What was found in one file: where it was written, what kind of thing it is, and the words that match.
type Found = BTreeMap<(usize, Kind, Place), String>;

/// So much of a passage is enough to recognise it.
const LONGEST_WORDS: usize = 160;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Path,
    Content,
}

impl Audit {
    /// `theme` is the text of templates, styles and scripts: what they say on every page by themselves is no trace of a record.
    /// `public`: where the texts are that everybody may read, since what they say is no secret.
    pub fn new(withheld: Withheld, public: Public<'_>, theme: &[&str], allowances: Vec<Allowance>) -> Self {
        let mut needles: Needles = withheld.into_needles(public);
        let files = std::mem::take(&mut needles.files);
        let origins = std::mem::take(&mut needles.origins);
        let allowances = Allowances::new(allowances, public.ids());
        Self { index: Index::new(needles, theme), allowances, files, origins }
    }

    /// Lets a file pass, or returns everything withheld that is in it.
    pub fn pass(&self, file: File) -> Result<Audited, Vec<Leak>> {
        self.pass_with(file, &[])
    }

    /// The same for a picture: `drawn` are the texts that were drawn into it.
    pub fn pass_with(&self, file: File, drawn: &[&str]) -> Result<Audited, Vec<Leak>> {
        if self.is_idle() {
            return Ok(Audited { path: file.path, bytes: file.bytes });
        }
        let mut found = Found::new();
        let mut scratch = Vec::with_capacity(file.bytes.len() / 4);
        self.search(&file.path, file.path.as_bytes(), Format::Text, Place::Path, &mut scratch, &mut found);
        let format = Format::of(&file.path);
        let extent = self.search(&file.path, &file.bytes, format, Place::Content, &mut scratch, &mut found);
        for text in drawn {
            self.search(&file.path, text.as_bytes(), Format::Text, Place::Content, &mut scratch, &mut found);
        }
        self.compare(&file.bytes, &mut found);
        let unpacked = archive::unpack(&file.path, &file.bytes, &mut |name, bytes| {
            self.search(&file.path, name.as_bytes(), Format::Text, Place::Content, &mut scratch, &mut found);
            let extent = self.search(&file.path, bytes, Format::of(name), Place::Content, &mut scratch, &mut found);
            self.compare(bytes, &mut found);
            extent
        });
        let is_searched = unpacked.is_ok() && extent == Extent::Whole;
        if found.is_empty() && is_searched {
            return Ok(Audited { path: file.path, bytes: file.bytes });
        }
        let unsearched = (!is_searched).then(|| Leak::unsearched(file.path.clone()));
        Err(found.into_iter().map(|item| self.leak(&file.path, item)).chain(unsearched).collect())
    }

    /// Nothing was withheld, so no file needs to be read.
    pub fn is_idle(&self) -> bool {
        self.index.is_empty() && self.files.is_empty()
    }

    /// The allowances that have allowed nothing so far. Once every file has passed, they are not needed.
    pub fn unused(&self) -> impl Iterator<Item = &Allowance> {
        self.allowances.unused()
    }

    fn search(
        &self,
        path: &str,
        bytes: &[u8],
        format: Format,
        place: Place,
        scratch: &mut Vec<Word>,
        found: &mut Found,
    ) -> Extent {
        normalise::readings(bytes, format, scratch, &mut |reading: Reading<'_>| {
            let mut allowed = None;
            self.index.search(&reading, &mut |hit| {
                let allowed = allowed.get_or_insert_with(|| self.allowances.within(path, reading.words));
                if !allowed.holds(&hit) {
                    let words = || words_at(&reading, &hit.words);
                    found.entry((hit.origin, hit.kind, place)).or_insert_with(words);
                }
            });
        })
    }

    /// Whether the file as a whole is one that was withheld.
    fn compare(&self, bytes: &[u8], found: &mut Found) {
        let alike: Vec<&Digest> = self.files.iter().filter(|file| file.len == bytes.len()).collect();
        if alike.is_empty() {
            return;
        }
        let hash = blake3::hash(bytes);
        for file in alike.into_iter().filter(|file| hash == file.blake3) {
            found.insert((file.origin, Kind::File, Place::Content), String::new());
        }
    }

    fn leak(&self, path: &str, ((origin, kind, place), words): ((usize, Kind, Place), String)) -> Leak {
        let origin = self.origins.get(origin).cloned().unwrap_or_default();
        Leak::new(path.to_owned(), origin, kind, place == Place::Path, words)
    }
}

/// Words as they are written, in one line.
fn words_at(reading: &Reading<'_>, words: &std::ops::Range<usize>) -> String {
    let places = normalise::places(reading.text);
    let (Some(first), Some(last)) = (places.get(words.start), places.get(words.end - 1)) else { return String::new() };
    let text = String::from_utf8_lossy(&reading.text[first.start..last.end]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}

/// A path without the extension of its last part.
fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => path,
    }
}

/// The words of a text, read once and plainly.
fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    normalise::words(text.as_bytes(), &mut words);
    words
}

#[cfg(test)]
mod tests;
