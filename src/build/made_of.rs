//! What a site is made of, as one number: where that is the same, so is the site.
//!
//! Of the program, the theme and what is disclosed, to the last byte; of the clock only what it changes.

use crate::public::{Instant, Site};
use crate::render::Theme;
use rayon::prelude::*;
use std::hash::{Hash, Hasher};

pub type Digest = [u8; 32];

/// `program`: what distinguishes this program from any other that might make another site of the same.
pub fn made_of(site: &Site, theme: &Theme, program: &str) -> Digest {
    // Each is named, so that a new one doesn't compile until it stands here. The index follows from the records.
    let Site {
        settings,
        now,
        home,
        plan,
        pages,
        reports,
        advisories,
        incidents,
        notices,
        lessons,
        reserved,
        assets,
        index: _,
    } = site;
    let mut hasher = Digester::default();
    (program, theme.digest(), settings, home, plan, pages, reports, reserved, assets).hash(&mut hasher);
    (each(advisories), each(incidents), each(notices), each(lessons)).hash(&mut hasher);
    ahead(site, *now).hash(&mut hasher);
    hasher.into_digest()
}

fn each<T: Hash + Sync>(records: &[T]) -> Vec<Digest> {
    let digest = |record: &T| {
        let mut hasher = Digester::default();
        record.hash(&mut hasher);
        hasher.into_digest()
    };
    records.par_iter().map(digest).collect()
}

/// The day, and how many of the instants that pages depend on are still to come in it. Most that changes by itself does so when a day
/// is over. A provider of CSAF without a document gives the clock itself.
fn ahead(site: &Site, now: Instant) -> impl Hash {
    let due = site.due().filter(|due| *due > now).count();
    let actions = site
        .incidents
        .iter()
        .flat_map(|incident| &incident.actions)
        .chain(site.lessons.iter().flat_map(|lesson| &lesson.actions));
    let done = actions.filter(|action| action.done.is_some_and(|done| done.start >= now)).count();
    let published = site.records().filter(|record| record.head().published >= now).count();
    let clock = (site.advisories.is_empty() && site.incidents.is_empty()).then_some(now);
    (now.0.date_naive(), due, done, published, clock)
}

/// Takes a digest of all that a type hashes, which is all of its fields.
#[derive(Default)]
struct Digester {
    hasher: blake3::Hasher,
    /// Most of what comes is a few bytes long.
    buffer: Vec<u8>,
}

/// So much is hashed at once.
const CHUNK: usize = 64 * 1024;

impl Digester {
    fn into_digest(mut self) -> Digest {
        self.hasher.update(&self.buffer);
        *self.hasher.finalize().as_bytes()
    }
}

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        if self.buffer.len() + bytes.len() > CHUNK {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
        match bytes.len() > CHUNK {
            true => _ = self.hasher.update(bytes),
            false => self.buffer.extend_from_slice(bytes),
        }
    }

    /// Nobody asks for a shorter one; it is there because the trait wants it.
    fn finish(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        hasher.update(&self.buffer);
        hasher.finalize().as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}
