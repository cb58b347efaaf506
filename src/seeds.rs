//! What tests feed to the fuzzer's targets again: seeds, and what was found with them.

use std::path::Path;

/// A target's inputs, by `fuzz/FOLDER/TARGET`, in the order of their names.
pub fn inputs(folder: &str, target: &str) -> impl Iterator<Item = Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files.filter(|file| file.file_type().is_file()).map(|file| std::fs::read(file.path()).expect("an input"))
}

/// Seeds and regressions of a target: there are some, and all are as they should be.
pub fn feed(target: &str, run: fn(&[u8])) {
    let all: Vec<Vec<u8>> = inputs("seeds", target).chain(inputs("regressions", target)).collect();
    assert!(!all.is_empty(), "{target} has no seeds");
    all.iter().for_each(|input| run(input));
}
