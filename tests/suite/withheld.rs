//! The example site, and the same with drafts, embargoed records and private files of `tests/withheld/` added: whoever reads what is
//! built can't tell them apart.

use super::harness::{Run, Site, tree};
use std::path::Path;

/// The example's own instant: before any of the added embargoes ends.
const AT: &str = "2026-11-22T12:00:00Z";

fn built(folders: &[&str]) -> Run {
    let site = Site::bare();
    for folder in folders {
        for (path, file) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            site.write(&path, file.bytes);
        }
    }
    site.build_with(&["--preview", "--at", AT]).fine()
}

#[test]
fn what_is_added_and_withheld_changes_no_byte_of_the_example() {
    let without = built(&["content"]);
    let with = built(&["content", "tests/withheld"]);
    assert!(without.tree.len() > 300, "the example is there");
    let paths = |run: &Run| run.tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&with), paths(&without));
    let changed: Vec<_> = with.tree.iter().filter(|(path, file)| without.tree[*path].bytes != file.bytes).collect();
    assert!(changed.is_empty(), "{:?}", changed.iter().map(|name| name.0).collect::<Vec<_>>());
    assert_eq!(with.words, without.words);
}
