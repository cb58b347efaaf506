//! The work of the audit grows as what it searches does, whatever repeats in it: bytes read and words compared are counted.

use super::{Audit, Public, withhold};
use crate::emit::File;
use crate::normalise::work;

/// What repeats, and what the files are that hold it.
const KINDS: [(&str, &str); 24] = [
    ("a.html", "<a b=\""),
    ("a.html", "<a b='\" "),
    ("a.html", "<a "),
    ("a.html", "<a b=\"c\" d='e\" "),
    ("a.html", "<"),
    ("a.html", "<b>"),
    ("a.html", "<b>x</b>"),
    ("a.html", "<!--"),
    ("a.html", "<![CDATA["),
    ("a.html", "<script>"),
    ("a.html", "&"),
    ("a.html", "&amp;lt;b&gt;"),
    ("a.html", "&#0000097;"),
    ("a.html", "<td>n/a</td>"),
    ("a.json", "\\\\u0061"),
    ("a.json", "[{\"a\":"),
    ("a.css", "\\61 "),
    ("a.txt", "00 00 00 00\n"),
    ("a.txt", "a"),
    ("a.txt", "%61"),
    ("a.txt", "the same words again and over again "),
    ("a.txt", "e\u{301}"),
    ("a.txt", "aGFyYm91ciBz"),
    ("a.pdf", "%PDF-(a<61>stream\n"),
];

/// Searches a file of so many repetitions, where a record withholds as many.
fn work_of(path: &str, unit: &str, times: usize) -> u64 {
    let text = unit.repeat(times);
    let plant = withhold().prose(&text).value("private.note", &text).person("Jane Roe").id("the-same-words");
    work::of(|| {
        let audit = Audit::new(plant.withheld(), Public::Nothing, &[], Vec::new());
        let _ = audit.pass(File { path: path.into(), bytes: text.into() });
    })
}

#[test]
fn twice_the_text_is_at_most_twice_the_work() {
    for (path, unit) in KINDS {
        let times = 6000 / unit.len();
        let (once, twice) = (work_of(path, unit, times), work_of(path, unit, 2 * times));
        println!("{unit:?}: {once} {twice}");
        assert!(twice <= 2 * once + once / 8 + 200, "{unit:?} in {path}: {once}, then {twice}");
        assert!(once <= 400 * 6000, "{unit:?} in {path}: {once}");
    }
}

/// A text that is withheld has what repeats, and another the same: neither the number of places nor their order matters.
#[test]
fn needles_that_are_much_alike_are_compared_as_often_as_one() {
    let alike = |count: usize| {
        let mut plant = withhold();
        for at in 0..count {
            let (before, after) = ("x/".repeat(at % 40 + 1), "/x".repeat(40 - at % 40));
            plant = plant.value("private.path", &format!("/quux/{before}y{after}/{at}"));
        }
        let text = "/quux/x/x/x/x/y/x/x/x x/y ".repeat(500);
        work::of(|| {
            let audit = Audit::new(plant.withheld(), Public::Nothing, &[], Vec::new());
            let _ = audit.pass(File { path: "a.txt".into(), bytes: text.into() });
        })
    };
    let (few, many) = (alike(50), alike(800));
    assert!(many < 3 * few, "{few}, then {many}");
}

#[test]
fn where_there_is_nothing_to_look_for_nothing_is_read() {
    let page = File { path: "a.html".into(), bytes: "<p>words</p>".repeat(1000).into() };
    let cost = work::of(|| {
        let audit =
            Audit::new(withhold().disclosed("Words").withheld(), Public::Nothing, &["<p>a theme</p>"], Vec::new());
        assert!(audit.pass(page).is_ok());
    });
    // The disclosed value alone.
    assert!(cost < 100, "{cost}");
}
