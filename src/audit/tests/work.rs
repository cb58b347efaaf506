//! What the audit reads, counted in bytes: a number that no machine changes.

use super::*;
use crate::normalise::work::read;

const PAGE: &str = "<p>A page that says nothing of Jane Roe&rsquo;s account.</p>";

/// Bytes that are read to let a page pass, and to get ready for it.
fn bytes_read(plant: Plant) -> usize {
    let before = read();
    let audit = Audit::new(plant.withheld(), Public::Nothing, &["What the theme says."], Vec::new());
    audit.pass(File { path: "index.html".into(), bytes: PAGE.into() }).map_err(|_| ()).expect("no leak");
    read() - before
}

#[test]
fn where_nothing_was_withheld_nothing_is_read() {
    assert_eq!(bytes_read(withhold()), 0);
}

#[test]
fn where_something_was_withheld_each_page_and_its_path_are_read_once() {
    let theme = 2 * "What the theme says.".len();
    assert_eq!(bytes_read(withhold().person("Sybil Quade-Ferris")), theme + "index.html".len() + PAGE.len());
}
