//! What counts as a near-mark, and what doesn't.

use super::*;

#[track_caller]
fn near(source: &str) {
    assert!(may_hold(source) && !find(source).is_empty(), "{source:?} passes");
}

#[track_caller]
fn innocent(source: &str) {
    assert!(find(source).is_empty(), "{source:?} is taken for a mark");
}

#[test]
fn attributes_over_several_lines() {
    near("[x]{#id\n.private}");
    near("# x {#id\n.private}");
    near("[x]{#id\n  .until\n  at=2026-12-10T14:00:00Z}");
    near("> [x]{#id\n> .private}");
    near("[x]{#id\nclass=\"private\"}");
    near("[x] {private}");
    innocent("{ a\n\n.private }");
    innocent("```\nstream.take({\n  .until(5)\n})\n```");
    innocent("fn f() {\n    input\n        .until(end)\n}");
}

#[test]
fn two_colons_and_colons_with_spaces() {
    near(":: private\nx\n::");
    near("::private");
    near(": : : private");
    near("- :: until 2026-12-10T14:00:00Z");
    near("> :: tlp amber");
    near(":: {.private}");
    innocent("arn:aws:s3:::* and a::b");
    innocent("::private_key");
    innocent("::until(x)");
    innocent("Term\n: private data");
    innocent("std::private is none");
    innocent(":: :: :: ::\n ::: ::");
}

#[test]
fn html_that_pandoc_reads_as_a_div_or_a_span() {
    near("<div class=\"private\">\nx\n</div>");
    near("a <span class=\"private\">x</span>");
    near("<div id=\"a\" class='note private'>");
    near("<span class=until at=x>");
    near("<div\n  class=\"tlp\" label=\"amber\">");
    near("<p class=“private”>");
    near("<private>x</private>");
    near("<div private>");
    innocent("`<div class=\"private\">` is code");
    innocent("```html\n<div class=\"private\">\n```");
    innocent("<div class=\"privately\" title=\"private\">");
    innocent("a < private and b > c");
    innocent("<https://example.org/private>");
    innocent("<em>until</em>");
}

#[test]
fn fences_and_blocks_named_by_a_mark() {
    innocent("````\nx\n```private\n````");
    near("```\nx\n```\n```private\ny\n```");
    near("```private\nx\n```");
    near("~~~ private\nx\n~~~");
    near("```{.private}\nx\n```");
    near("!!! private\n    x");
    near("{% private %}x{% endprivate %}");
    near(".. private::\n\n   x");
    near("[private]x[/private]");
    innocent("```sh\nprivate\n```");
    innocent("```\n```private\n```");
    innocent("```\nuntil false; do :; done\n```");
}

#[test]
fn comments_that_a_space_or_a_dash_spoilt() {
    near("< !-- x -->");
    near("<! -- x -->");
    near("a <!– x –> b");
    near("a <!— x —> b");
    near("<!- x ->");
    near("<!–\nx");
    innocent("<!DOCTYPE html>");
    innocent("a --> b, a <-- b, and i < !--x");
}
