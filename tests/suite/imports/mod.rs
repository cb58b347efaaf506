//! Who uses whom in `src/`, from the code's own tokens: no file uses another in a circle, and each room uses only the rooms that
//! are written down for it.

mod graph;
mod tokens;

use graph::Graph;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn graph() -> Graph {
    Graph::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let graph = graph();
    let circles = graph.circles();
    let circles: Vec<_> = circles.iter().map(|circle| graph.tied(circle)).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

/// `private/gate/mod.rs` is of the room `private`, `config.rs` one of its own.
fn room(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// What each room may use. Whoever adds a name here says in docs/pages/developing/architecture.md why.
const ROOMS: &[(&str, &[&str])] = &[
    ("audit", &["emit", "normalise", "private", "write"]),
    ("build", &["audit", "diff", "emit", "history", "private", "public", "render", "write"]),
    (
        "cli",
        &[
            "audit",
            "build",
            "config",
            "diagnostic",
            "diff",
            "emit",
            "figures",
            "history",
            "ids",
            "lint",
            "normalise",
            "private",
            "prove",
            "public",
            "render",
            "serve",
            "signing",
            "starter",
            "write",
        ],
    ),
    ("config", &["ids", "public"]),
    ("cvss", &["public"]),
    ("diff", &["diagnostic", "emit", "history", "public"]),
    ("emit", &["cwe", "escape", "figures", "history", "public", "render", "versions", "write"]),
    ("figures", &["public"]),
    ("lib", &["build"]),
    ("lint", &["diagnostic", "emit", "normalise", "private", "public", "render", "versions"]),
    ("private", &["config", "cvss", "diagnostic", "escape", "ids", "normalise", "public", "versions", "write"]),
    ("prove", &["audit", "build", "config", "diagnostic", "private", "public", "render", "write"]),
    ("public", &["private"]),
    ("render", &["cvss", "cwe", "escape", "figures", "history", "public", "versions"]),
    ("serve", &["emit", "escape", "write"]),
    ("signing", &["emit", "public"]),
    ("starter", &["public"]),
    ("versions", &["public"]),
    ("write", &["public"]),
];

#[test]
fn each_room_uses_only_what_is_written_down_for_it() {
    let graph = graph();
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in graph.arrows() {
        if room(from) != room(to) {
            used.entry(room(from)).or_default().insert(room(to));
        }
    }
    let written: BTreeMap<&str, BTreeSet<&str>> =
        ROOMS.iter().map(|(room, others)| (*room, others.iter().copied().collect())).collect();
    assert_eq!(used, written, "left: what is used; right: what is written down");
}

#[test]
fn a_circle_is_seen_through_super_and_through_what_is_exported_again() {
    let graph = Graph::of_texts(
        [
            ("lib.rs", "mod a; mod b;"),
            ("a/mod.rs", "mod c; pub use c::C; pub fn f() {} #[cfg(test)] mod tests;"),
            ("a/c.rs", "use super::d::D; pub struct C(D); mod inner {}"),
            ("a/d.rs", "use super::C; pub struct D; impl D { fn g() { super::f() } }"),
            ("a/tests.rs", "use crate::b::B;"),
            ("b.rs", "use crate::{a::{self, f as g}}; pub struct B; fn h() { a::f(); g() }"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into_iter(),
    );
    let arrows = graph.arrows();
    assert!(arrows.contains(&("b.rs", "a/mod.rs")) && arrows.contains(&("a/d.rs", "a/c.rs")), "{arrows:?}");
    assert!(!arrows.iter().any(|(from, _)| *from == "a/tests.rs"));
    assert!(graph.circles().iter().any(|circle| circle.contains(&"a/c.rs".to_owned())), "{:?}", graph.circles());
}
