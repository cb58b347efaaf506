//! That the proof can fail: a disclosed value is changed in every record and page, and the site has to change with it.
//! Where approval is required, the record that was changed has to be gone, as nobody approved it so.

use super::content::{Content, Role};
use super::document::Document;
use super::facts::Facts;
use super::judge::{Needs, withheld};
use super::values::{Size, Wording};
use super::viewpoint::Viewpoint;
use std::path::PathBuf;

/// What was changed, and what of it didn't change the site.
#[derive(Default)]
pub struct Controls {
    pub changed: usize,
    pub unnoticed: Vec<PathBuf>,
    /// Approved records that were changed, so that their approval doesn't hold any more.
    pub voided: usize,
    /// Those of them that nothing was published of: once the record is withheld, its text is looked for, and another record says
    /// the same.
    pub refused: Vec<PathBuf>,
}

/// A site in which one approved record was changed, and the same site without that record.
pub struct Voided {
    pub path: PathBuf,
    pub changed: Content,
    pub without: Content,
}

/// The site with one disclosed value of one file changed, for each file that is public.
pub fn changes(content: &Content, facts: &Facts, viewpoint: &Viewpoint, most: usize) -> Vec<(PathBuf, Content)> {
    let mut words = Wording::new(content, Size::Shorter);
    let mut all = Vec::new();
    for (path, bytes) in &content.files {
        let needs = match content.role(path) {
            Role::Record(_) => Needs::Word,
            Role::Page => Needs::Nothing,
            _ => continue,
        };
        let read = std::str::from_utf8(bytes).ok().and_then(|text| Document::read(path, text));
        let Some(mut document) = read else { continue };
        if withheld(&document, needs, facts, viewpoint).is_some() {
            continue;
        }
        let word = words.word();
        let title = document.keys.iter_mut().find(|key| matches!(key.name.as_str(), "title" | "summary"));
        match title.map(|key| (key.value.as_str().map(str::to_owned), key)) {
            Some((Some(title), key)) => key.set(format!("{word} {title}").into()),
            _ => document.body = format!("{}\n\n{word}\n", document.body.trim_end()),
        }
        let mut changed = content.clone();
        changed.put(path, document.written());
        all.push((path.clone(), changed));
    }
    spread(all, most)
}

/// Records whose approval names digests, which a change of what they disclose voids.
pub fn voided(content: &Content, facts: &Facts, viewpoint: &Viewpoint, most: usize) -> Vec<Voided> {
    let digests = |path: &PathBuf| {
        let document = content.text(path).and_then(|text| Document::read(path, text));
        document
            .is_some_and(|document| document.get("approved").is_some_and(|approved| approved.get("digests").is_some()))
    };
    let changes = changes(content, facts, viewpoint, usize::MAX).into_iter().filter(|_| facts.require_approval);
    let records = changes.filter(|(path, _)| matches!(content.role(path), Role::Record(_)) && digests(path));
    let all = records.map(|(path, changed)| {
        let mut without = content.clone();
        without.files.remove(&path);
        Voided { path, changed, without }
    });
    spread(all.collect(), most)
}

/// A few dozen are as convincing as thousands.
fn spread<T>(all: Vec<T>, most: usize) -> Vec<T> {
    if most == 0 {
        return Vec::new();
    }
    let step = all.len().div_ceil(most).max(1);
    all.into_iter().step_by(step).collect()
}
