use super::*;
use crate::render::fixture::{self, md};

fn renderer() -> Renderer {
    let site = fixture::site("https://example.org/security/");
    let beside = [fixture::asset("advisories/HARBOUR-2026-w2bn/downloads.png", fixture::PNG)];
    Renderer::page(&Links::new(&site), Words::english(), "/advisories/HARBOUR-2026-w2bn/", &beside)
}

fn html(text: &str) -> String {
    renderer().render(&md(text), 2).into_string()
}

#[test]
fn plain_markdown_is_plain_html() {
    assert_eq!(html("a *b* **c** ~~d~~ `e`"), "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>\n");
    assert_eq!(html("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(html("3. a\n"), "<ol start=\"3\">\n<li>a</li>\n</ol>\n");
    assert_eq!(html("a & <b\n"), "<p>a &amp; &lt;b</p>\n");
}

#[test]
fn headings_follow_the_pages_own_without_gaps() {
    let levels = |text: &str, top| {
        let html = renderer().render(&md(text), top).into_string();
        let tags = html.match_indices("<h").map(|(at, _)| html[at + 1..at + 3].to_string());
        tags.filter(|tag| tag != "hr").collect::<Vec<_>>()
    };
    assert_eq!(levels("# a\n## b\n# c", 2), ["h2", "h3", "h2"]);
    assert_eq!(levels("## a\n#### b\n### c", 3), ["h3", "h4", "h4"]);
    assert_eq!(levels("### a\n## b", 3), ["h3", "h3"]);
    assert_eq!(levels("# a\n## b\n### c\n#### d\n##### e\n###### f", 3), ["h3", "h4", "h5", "h6", "h6", "h6"]);
}

#[test]
fn anchors_are_githubs_and_unique_on_the_page() {
    let mut page = renderer();
    page.reserve(&["impact"]);
    let first = page.render(&md("## What's *new*, `x_y`?\n## Impact"), 2).into_string();
    assert!(first.contains(r#"<h2 id="whats-new-x_y">What's <em>new</em>, <code>x_y</code>?</h2>"#), "{first}");
    assert!(first.contains(r##"<a class="anchor" href="#whats-new-x_y" aria-label="Link to “What's new, x_y?”">"##));
    assert!(first.contains(r#"id="impact-1""#), "{first}");
    let second = page.render(&md("## Impact\n## Über uns\n## ?!\n## Given {#mine}"), 2).into_string();
    for id in ["impact-2", "über-uns", "section", "mine"] {
        assert!(second.contains(&format!("id=\"{id}\"")), "{second}");
    }
}

#[test]
fn a_table_scrolls_in_a_named_box() {
    let html = html("| a | |\n|--:|:-:|\n| 1 | 2 |\n");
    let table = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1: a\"><table><thead><tr>\
                 <th scope=\"col\" class=\"right\">a</th><td class=\"center\"></td></tr></thead>\n<tbody>\n<tr>\
                 <td class=\"right\">1</td><td class=\"center\">2</td></tr>\n</tbody></table></div>\n";
    assert_eq!(html, table);
}

#[test]
fn the_letters_of_a_raci_table_are_spelled_out() {
    let html = html("| Step | Team | Lead |\n|---|---|---|\n| A | **R**, C | A |\n| Ask | I | A/R |\n");
    let cells = [
        "<td>A</td><td><strong><abbr title=\"Responsible\">R</abbr></strong>, <abbr title=\"Consulted\">C</abbr></td>",
        "<td><abbr title=\"Accountable\">A</abbr></td>",
        "<td>Ask</td><td><abbr title=\"Informed\">I</abbr></td>",
        "<td><abbr title=\"Accountable\">A</abbr>/<abbr title=\"Responsible\">R</abbr></td>",
    ];
    for part in cells.into_iter().chain(["<div class=\"table raci\" tabindex=\"0\""]) {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn letters_of_other_tables_are_not_those_of_raci() {
    let html = html("| Area | Answer | Grade |\n|---|---|---|\n| A | I think so | C |\n| B | No | A |\n");
    assert!(!html.contains("abbr") && !html.contains("raci"), "{html}");
}

#[test]
fn footnotes_are_numbered_over_all_texts_of_a_page() {
    let mut page = renderer();
    let first = page.render(&md("a[^x] b[^y] a[^x]\n\n[^y]: Y\n[^x]: X\n[^unused]: never\n"), 2).into_string();
    assert!(first.contains(r##"id="fnref-1" href="#fn-1""##) && first.contains(r#"id="fnref-1-2""#), "{first}");
    assert!(first.contains("<li id=\"fn-1\"><p>X ") && first.contains("<li id=\"fn-2\"><p>Y "), "{first}");
    assert!(!first.contains("never"));
    let second = page.render(&md("c[^x]\n\n[^x]: Z\n"), 2).into_string();
    assert!(second.contains("id=\"fn-3\"") && second.contains("<ol class=\"footnotes\" start=\"3\">"), "{second}");
}

#[test]
fn alerts_tasks_and_code() {
    let alert = html("> [!WARNING]\n> Mind it.\n");
    assert!(alert.contains(r#"<div class="alert alert-warning" role="note">"#) && alert.contains(">Warning</p>"));
    let task = html("- [x] a\n- [ ] b\n");
    assert!(task.contains(r#"<li class="task"><span class="box" role="img" aria-label="done">☑</span> a</li>"#));
    assert_eq!(html("```mermaid\nA-->B\n```"), "<pre class=\"diagram\" tabindex=\"0\"><code>A--&gt;B\n</code></pre>\n");
    assert_eq!(html("```none\n\\::: private\n```\n").matches(r"\:::").count(), 0);
    assert_eq!(html("`\\::: x`"), "<p><code>::: x</code></p>\n");
    assert!(html("```rust,ignore\nfn f() {}\n```").contains("hl-k"));
}

#[test]
fn code_has_the_caption_that_stands_behind_its_fence() {
    let captioned = html("```yaml title=\"a <b>.yaml\"\nx: 1\n```\n");
    let begins = "<figure class=\"code\"><figcaption>a &lt;b&gt;.yaml</figcaption>\n<pre class=\"code\"";
    assert!(captioned.starts_with(begins) && captioned.ends_with("</pre>\n</figure>\n"), "{captioned}");
    assert!(!html("```yaml title=\"\"\nx\n```").contains("figure"));
}

/// Each diagram has ids of its own, that no heading can have.
#[test]
#[cfg(feature = "diagrams")]
fn diagrams_are_drawn_beside_their_words() {
    let two = html(
        "```mermaid\nflowchart TD\nA-->B\n```\n\n# Diagram 1\n\n```mermaid\nflowchart TD\nC[one < two]-->D\n```\n",
    );
    for part in [
        "<figure class=\"diagram\"><div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"Diagram 1\">",
        "<svg role=\"img\" aria-label=\"Flowchart\" viewBox=",
        "<details><summary>Text version of diagram 2</summary>\n<ul>\n<li>one &lt; two → D</li>\n</ul>\n</details></figure>",
        "id=\"diagram.1.0\"",
        "id=\"diagram.2.0\"",
    ] {
        assert!(two.contains(part), "{part} in {two}");
    }
}

/// Cleaning knows nothing of pictures, and an author can't put one where there is none.
#[test]
#[cfg(feature = "diagrams")]
fn diagrams_stand_beside_an_authors_own_html() {
    let one = html("<b>x</b>\n\n```mermaid\nflowchart TD\nA-->B\n```\n\n<svg onload=\"x\"><path/></svg> end\n");
    assert_eq!(one.matches("<svg").count(), 1, "{one}");
    assert!(one.contains("<b>x</b>") && one.contains("A → B") && !one.contains("onload"), "{one}");
    let forged = html(
        "```mermaid\nflowchart TD\nA-->B\n```\n\n<div>&#xF0000;0&#xF0000;</div>\n\n<div>\u{f0000}1\u{f0000}</div>\n",
    );
    assert!(!forged.contains("<svg") && forged.contains("A--&gt;B"), "{forged}");
}

#[test]
fn links_and_headings_without_words_are_no_traps() {
    assert_eq!(
        html("[](https://example.org/a)"),
        "<p><a href=\"https://example.org/a\">https://example.org/a</a></p>\n"
    );
    assert_eq!(html("##\n\n## B\n").matches("<h").count(), 1);
    assert!(html("<b>x</b> <img src=\"downloads.png\">").contains("<img alt=\"\" src="));
}

#[test]
fn feeds_have_a_diagrams_source() {
    let links = Links::new(&fixture::site("https://example.org/security/"));
    let html = feed_html(&links, Words::english(), "/plan/", &[], &md("```mermaid\nflowchart TD\nA-->B\n```\n"));
    assert_eq!(html.as_str(), "<pre><code>flowchart TD\nA--&gt;B\n</code></pre>\n");
}

#[test]
fn a_dropped_link_keeps_its_text() {
    assert_eq!(html("[a *b*](javascript:alert(1))"), "<p>a <em>b</em></p>\n");
    assert_eq!(html("[x](/incidents/HARBOUR-2026-none/)"), "<p>x</p>\n");
    assert_eq!(html("[x](data:text/html,1) <javascript:x>"), "<p>x javascript:x</p>\n");
    assert_eq!(html("<a@example.org>"), "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n");
    assert_eq!(html("[x](/plan/ \"t\\\"\")"), "<p><a href=\"/security/plan/\" title=\"t&quot;\">x</a></p>\n");
}

#[test]
fn pictures_come_from_this_site_alone() {
    let own = html("![An *alt*](downloads.png)");
    let src = "/security/advisories/HARBOUR-2026-w2bn/downloads.png";
    assert_eq!(
        own,
        format!("<p><img src=\"{src}\" alt=\"An alt\" width=\"640\" height=\"300\" loading=\"lazy\"></p>\n")
    );
    assert_eq!(html("![b](https://x.example/i.png)"), "<p><a href=\"https://x.example/i.png\">b</a></p>\n");
    assert_eq!(html("[![b](//x.example/i.png)](/plan/)"), "<p><a href=\"/security/plan/\">b</a></p>\n");
    assert_eq!(html("![b](data:image/svg+xml,x)"), "<p>b</p>\n");
    assert_eq!(html("![b](missing.png) <img src=\"missing.png\" alt=\"c\">"), "<p>b c</p>\n");
}

#[test]
fn hostile_html_becomes_harmless() {
    for (hostile, never) in [
        ("<script>alert(1)</script>", "alert"),
        ("<img src=x onerror=alert(1)>", "onerror"),
        ("a <a href=\"javascript:alert(1)\">b</a>", "javascript"),
        ("a <a href=\"&#106;avascript:alert(1)\">b</a>", "avascript"),
        ("<iframe src=\"https://x.example/\"></iframe>", "iframe"),
        ("<form action=/x><input name=y></form>", "<input"),
        ("<p style=\"position:fixed\">x</p>", "style"),
        ("<style>body{}</style>", "body{}"),
        ("<svg><script>x</script></svg>", "svg"),
        ("<img src=\"https://x.example/t.gif\" alt=\"a\">", "t.gif"),
        ("<p class=\"badge level-0\">x</p>", "badge"),
        ("<a href=\"/incidents/HARBOUR-2026-none/\">x</a>", "none"),
        ("<h1>x</h1>", "<h1"),
        ("<base href=\"https://x.example/\">", "<base"),
        ("<meta http-equiv=refresh content=0>", "<meta"),
    ] {
        let html = html(hostile);
        assert!(!html.contains(never), "{hostile} gave {html}");
    }
}

#[test]
fn html_left_open_is_closed_and_does_not_break_what_is_ours() {
    let html =
        html("<div><b>\n\n## A\n\n| x |\n|---|\n| 1 |\n\n[p](/plan/) ![d](downloads.png)[^1]\n\n- [x] t\n\n[^1]: n\n");
    for part in [
        "<h2 id=\"a\"><b>A</b></h2>",
        "class=\"anchor\"",
        "<div class=\"table\"",
        "role=\"region\"",
        "href=\"/security/plan/\"",
        "src=\"/security/advisories/HARBOUR-2026-w2bn/downloads.png\"",
        "id=\"fn-1\"",
        "class=\"box\"",
        "scope=\"col\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
}

#[test]
fn deep_and_long_texts_end_and_give_no_more_than_a_hundred_times_as_much() {
    for text in [
        ">".repeat(20_000) + "x",
        ">".repeat(50_000) + "<b>x",
        "<div>".repeat(100_000),
        "[".repeat(20_000),
        "**a ".repeat(20_000),
        "# same\n".repeat(20_000),
        "a[^1]".repeat(5_000) + "\n\n[^1]: x",
        "<img alt=\"".repeat(5_000),
        (0..2_000).map(|at| format!("<b title={at}>")).collect::<String>() + &"\n\nx".repeat(20_000),
        "<br>".repeat(20_000),
        "<brx>".repeat(50_000),
        "<br\n".repeat(20_000),
    ] {
        assert!(html(&text).len() < 100 * text.len(), "{} …", &text[..4]);
    }
}

#[test]
fn an_authors_id_is_kept_only_while_it_is_free() {
    let mut page = renderer();
    page.reserve(&["impact"]);
    let html =
        page.render(&md("<a id=\"impact\"></a><a id=\"mine\"></a><a id=\"mine\"></a>\n\n## Mine\n"), 2).into_string();
    assert!(!html.contains("id=\"impact\""));
    assert_eq!(html.matches("id=\"mine\"").count(), 1, "{html}");
}

#[test]
fn feeds_get_whole_addresses_and_nothing_of_ours() {
    let site = fixture::site("https://example.org/security/");
    let beside = [fixture::asset("advisories/HARBOUR-2026-w2bn/downloads.png", fixture::PNG)];
    let text = md(
        "# A\n\n[p](/plan/) [h](#a) ![d](downloads.png)[^1] <b>x</b>\n\n| a |\n|---|\n| 1 |\n\n```rust\nfn f(){}\n```\n\n[^1]: n\n",
    );
    let html =
        feed_html(&Links::new(&site), Words::english(), "/advisories/HARBOUR-2026-w2bn/", &beside, &text).into_string();
    for part in [
        "href=\"https://example.org/security/plan/\"",
        "href=\"https://example.org/security/advisories/HARBOUR-2026-w2bn/#a\"",
        "src=\"https://example.org/security/advisories/HARBOUR-2026-w2bn/downloads.png\"",
        "<table>",
        "<sup>1</sup>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    for never in ["class=", "id=", "tabindex", "role="] {
        assert!(!html.contains(never), "{never} in {html}");
    }
}
