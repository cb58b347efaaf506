//! The site in memory, for `serve`: the same checks as [`super::Staging`], and no file.
//!
//! What somebody waits for is made first, and can be had while the rest is still being made.

use super::error::Result;
use super::names::Names;
use super::{Change, Cleared, Summary, lock, path};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A site's files by their paths.
pub type Files = HashMap<Box<str>, Arc<[u8]>>;

/// So few files are soon made: nobody is shown a part of them.
const FEW: usize = 500;
/// Pages that were looked at last are likely to be looked at next.
const LATELY: usize = 8;

/// The new site, beside the one before it: what did not change is held once.
#[derive(Default)]
pub struct Memory {
    names: Names,
    state: Mutex<State>,
    turned: Condvar,
}

#[derive(Default)]
struct State {
    before: Option<Arc<Memory>>,
    files: Files,
    written: usize,
    /// Places among the outputs, by path, of those whose paths are known before they are made.
    expected: HashMap<Box<str>, usize>,
    /// What is made before all else.
    first: Vec<Box<str>>,
    asked: Vec<usize>,
    lately: Vec<Box<str>>,
    stage: Stage,
}

/// How far the site is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Stage {
    #[default]
    Begun,
    /// All that is made first is made.
    Usable,
    Whole,
    /// It won't be whole: something is wrong with it, or a newer one is being made.
    Ended,
}

/// What became of a file that somebody wants.
pub enum Wanted {
    Here(Arc<[u8]>),
    Coming,
    Missing,
}

impl Memory {
    /// `first` are the paths that are made before all else, together with what was wanted `lately`.
    pub fn after(before: Option<Arc<Memory>>, first: &[&str], lately: Vec<Box<str>>) -> Self {
        let first = first.iter().map(|path| Box::from(*path)).chain(lately.iter().cloned()).collect();
        Self { state: Mutex::new(State { before, lately, first, ..State::default() }), ..Self::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Says what will be made, in the order in which it is asked for by [`Memory::asked`].
    pub fn expect<'p>(&self, paths: impl Iterator<Item = Option<&'p str>>) {
        let mut state = self.state();
        state.expected = paths.enumerate().filter_map(|(at, path)| Some((path?.into(), at))).collect();
        let State { first, expected, asked, .. } = &mut *state;
        first.retain(|path| expected.contains_key(path));
        asked.extend(first.iter().rev().map(|path| expected[path]));
    }

    /// The output that somebody waits for; of several the one that was wanted last.
    pub fn asked(&self) -> Option<usize> {
        self.state().asked.pop()
    }

    /// Whether anybody still wants the site.
    pub fn is_ended(&self) -> bool {
        self.state().stage == Stage::Ended
    }

    /// Takes one file in. Many threads may call this at once.
    pub fn put(&self, file: &impl Cleared) -> Result<Change> {
        let (path, bytes) = (file.path(), file.bytes());
        path::check(path)?;
        self.names.claim(path)?;
        let before = self.state().before.clone();
        let same = before.and_then(|before| before.get(path)).filter(|old| **old == *bytes);
        let change = if same.is_some() { Change::Unchanged } else { Change::Written };
        let bytes = same.unwrap_or_else(|| Arc::from(bytes));
        let mut state = self.state();
        state.files.insert(path.into(), bytes);
        state.written += usize::from(change == Change::Written);
        let usable = state.stage == Stage::Begun && state.expected.len() > FEW;
        if usable && state.first.iter().all(|path| state.files.contains_key(path)) {
            state.stage = Stage::Usable;
        }
        drop(state);
        self.turned.notify_all();
        Ok(change)
    }

    /// What the site before this one has there.
    pub fn former(&self, path: &str) -> Option<Vec<u8>> {
        let before = self.state().before.clone();
        before.and_then(|before| before.get(path)).map(|bytes| bytes.to_vec())
    }

    /// The names at the site's top so far, which the manifest lists.
    pub fn entries(&self) -> BTreeSet<String> {
        self.names.top()
    }

    /// All files so far.
    pub fn files(&self) -> Files {
        self.state().files.clone()
    }

    pub fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.state().files.get(path).cloned()
    }

    /// Looks for a file on somebody's behalf, and puts it first if it is still to be made.
    pub fn want(&self, path: &str) -> Wanted {
        let mut state = self.state();
        if path.ends_with(".html") && (state.files.contains_key(path) || state.expected.contains_key(path)) {
            state.lately.retain(|known| **known != *path);
            state.lately.insert(0, path.into());
            state.lately.truncate(LATELY);
        }
        if let Some(bytes) = state.files.get(path) {
            return Wanted::Here(Arc::clone(bytes));
        }
        let at = state.expected.get(path).copied();
        match state.stage {
            Stage::Whole => Wanted::Missing,
            Stage::Begun | Stage::Usable | Stage::Ended => {
                state.asked.extend(at);
                Wanted::Coming
            }
        }
    }

    /// The pages that were wanted last.
    pub fn lately(&self) -> Vec<Box<str>> {
        self.state().lately.clone()
    }

    /// Whether there is, or will be, a file of this path, as far as that is known.
    pub fn has(&self, path: &str) -> bool {
        let state = self.state();
        state.files.contains_key(path) || state.expected.contains_key(path)
    }

    /// Waits until a file is there or nothing more comes. Returns how far the site is.
    pub fn wait_for(&self, path: &str) -> Stage {
        self.wait(|state| state.stage > Stage::Usable || state.files.contains_key(path))
    }

    /// Waits until the site is of use, or ended.
    pub fn wait_until_usable(&self) -> Stage {
        self.wait(|state| state.stage > Stage::Begun)
    }

    fn wait(&self, enough: impl Fn(&State) -> bool) -> Stage {
        let state = self.turned.wait_while(self.state(), |state| !enough(state));
        state.unwrap_or_else(PoisonError::into_inner).stage
    }

    /// The site is whole. Tells what became of the one before it.
    pub fn finish(&self) -> Summary {
        let mut state = self.state();
        let before = state.before.take();
        let gone = |old: &Arc<Memory>| {
            let old = old.state();
            old.files.keys().filter(|path| !state.files.contains_key(*path)).map(|path| path.to_string()).collect()
        };
        let mut removed: Vec<String> = before.as_ref().map(gone).unwrap_or_default();
        removed.sort_unstable();
        state.stage = Stage::Whole;
        let (written, unchanged) = (state.written, state.files.len() - state.written);
        drop(state);
        self.turned.notify_all();
        Summary { written, unchanged, removed, unsure: false, leftover: None }
    }

    /// The whole site, and what became of the one before it.
    pub fn commit(self) -> (Files, Summary) {
        let summary = self.finish();
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        (state.files, summary)
    }

    /// The site won't be whole.
    pub fn end(&self) {
        let mut state = self.state();
        if state.stage != Stage::Whole {
            state.stage = Stage::Ended;
            state.before = None;
        }
        drop(state);
        self.turned.notify_all();
    }
}
