//! Which file of `src/` uses what of which other: read from the tokens of the code, with `use` trees, `super`, re-exports and
//! names of imported modules resolved. Code for tests alone is left out.

use super::tokens::{Import, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files by their module's path: `["emit", "feed"]` is `src/emit/feed/mod.rs`.
pub struct Graph {
    files: BTreeMap<Vec<String>, Source>,
}

impl Graph {
    pub fn of(src: &Path) -> Self {
        let entries = walkdir::WalkDir::new(src).into_iter().filter_map(Result::ok);
        let paths = entries.map(|entry| entry.into_path()).filter(|path| path.extension() == Some("rs".as_ref()));
        let relative = paths.map(|path| {
            let text = std::fs::read_to_string(&path).expect("a source file");
            let path = path.strip_prefix(src).expect("below src").to_string_lossy().replace('\\', "/");
            (path, text)
        });
        Self::of_texts(relative.filter(|(path, _)| path != "main.rs"))
    }

    pub fn of_texts(texts: impl Iterator<Item = (String, String)>) -> Self {
        let files = texts.map(|(path, text)| {
            let module = module(&path);
            let source = Source::read(&path, &module, &text);
            (module, source)
        });
        let mut graph = Self { files: files.collect() };
        graph.drop_tests();
        graph
    }

    /// A file that is declared for tests, or lies in a module that is, says nothing of the program.
    fn drop_tests(&mut self) {
        let declared = self.files.iter().flat_map(|(module, source)| {
            source.test_modules.iter().map(|name| [module.as_slice(), std::slice::from_ref(name)].concat())
        });
        let tests: Vec<Vec<String>> = declared.collect();
        self.files.retain(|module, _| !tests.iter().any(|test| module.starts_with(test)));
    }

    /// Each use of another file: `(from, to)`, as paths below `src/`.
    pub fn arrows(&self) -> BTreeSet<(&str, &str)> {
        let mut arrows = BTreeSet::new();
        for (module, source) in &self.files {
            for path in source.absolute_paths(module, |module| self.files.contains_key(module)) {
                let target = self.owner(&path, 0).filter(|target| *target != source.path);
                arrows.extend(target.map(|target| (source.path.as_str(), target)));
            }
        }
        arrows
    }

    /// The file that defines what this path names.
    fn owner(&self, path: &[String], depth: usize) -> Option<&str> {
        let length = (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let file = &self.files[&path[..length]];
        let Some(name) = path.get(length).filter(|name| !file.defined.contains(*name)) else { return Some(&file.path) };
        if depth > 16 {
            return Some(&file.path);
        }
        let named = file.imports.iter().filter(|import| import.name == *name && !import.path.is_empty());
        let through = |import: &Import| {
            let target = file.absolute(&path[..length], &import.path, |module| self.files.contains_key(module))?;
            if target.starts_with(path) {
                return None;
            }
            self.owner(&[&target, &path[length + 1..]].concat(), depth + 1)
        };
        named.filter_map(through).next().or_else(|| {
            let globs = file.imports.iter().filter(|import| import.name == "*");
            let mut globs = globs.filter_map(|import| {
                let target = file.absolute(&path[..length], &import.path, |module| self.files.contains_key(module))?;
                self.files.get(&target).filter(|file| file.defined.contains(name))
            });
            Some(globs.next().map_or(&file.path, |file| &file.path))
        })
    }

    /// The arrows between the files of a circle, for whoever has to break it.
    pub fn tied(&self, circle: &[String]) -> Vec<String> {
        let inside = |path: &str| circle.iter().any(|file| file == path);
        let arrows = self.arrows().into_iter().filter(|(from, to)| inside(from) && inside(to));
        arrows.map(|(from, to)| format!("{from} -> {to}")).collect()
    }

    /// Sets of files that use each other in a circle. What a module's own file defines is the vocabulary of the files below
    /// it: their use of it closes no circle.
    pub fn circles(&self) -> Vec<Vec<String>> {
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let arrows = self.arrows().into_iter().filter(|(from, to)| !module(from).starts_with(&module(to)));
        // The one arrow back: disclosed text shows the gate's seal.
        let arrows = arrows.filter(|arrow| *arrow != ("public/text.rs", "private/mod.rs"));
        arrows.for_each(|(from, to)| next.entry(from).or_default().push(to));
        let reach = |from: &str| {
            let (mut seen, mut todo) = (BTreeSet::new(), vec![from.to_owned()]);
            while let Some(at) = todo.pop() {
                for to in next.get(at.as_str()).into_iter().flatten() {
                    if seen.insert((*to).to_owned()) {
                        todo.push((*to).to_owned());
                    }
                }
            }
            seen
        };
        let reached: BTreeMap<String, BTreeSet<String>> =
            next.keys().map(|from| ((*from).to_owned(), reach(from))).collect();
        let mut circles = BTreeSet::new();
        for (from, to) in &reached {
            if to.contains(from) {
                let back = |other: &&String| reached.get(*other).is_some_and(|reach| reach.contains(from));
                circles.insert(to.iter().filter(back).cloned().collect::<Vec<_>>());
            }
        }
        circles.into_iter().collect()
    }
}

/// `emit/feed/mod.rs` is `["emit", "feed"]`; `lib.rs` is the root.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}
