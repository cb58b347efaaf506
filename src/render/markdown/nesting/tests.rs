fn put_right(html: &str) -> String {
    super::put_right(html, 2)
}

fn gives(cases: &[(&str, &str)]) {
    for (html, right) in cases {
        assert_eq!(put_right(html), *right, "{html}");
        assert_eq!(put_right(right), *right, "{right} is right already");
    }
}

#[test]
fn what_marks_words_is_within_blocks() {
    gives(&[
        ("<code><p>a</p>\n<p>b</p></code>", "<p><code>a</code></p>\n<p><code>b</code></p>"),
        ("<code>\n<p>a</p>\n</code>", "\n<p><code>a</code></p>\n"),
        (
            "x<b>y<div>z<i>u<p>v</p>w</i></div></b>t",
            "x<b>y</b><div><b>z<i>u</i></b><p><b><i>v</i></b></p><b><i>w</i></b></div>t",
        ),
        ("<span><ul><li>a</li></ul></span>", "<ul><li><span>a</span></li></ul>"),
        (
            "<em><table><tbody><tr><td>a</td></tr></tbody></table></em>",
            "<table><tbody><tr><td><em>a</em></td></tr></tbody></table>",
        ),
        ("<kbd><pre>a\n</pre></kbd>", "<pre><kbd>a\n</kbd></pre>"),
        ("<kbd>a<hr>b</kbd>", "<kbd>a</kbd><hr><kbd>b</kbd>"),
        ("<u><br><img src=\"a\"></u>", "<u><br><img src=\"a\"></u>"),
        ("<b></b><i> </i>", "<b></b><i> </i>"),
    ]);
}

#[test]
fn an_id_is_where_its_first_words_are() {
    gives(&[
        ("<span id=\"x\"><p>a</p><p>b</p></span>", "<p><span id=\"x\">a</span></p><p><span>b</span></p>"),
        ("<a id=\"x\"><div></div></a>", "<div></div><a id=\"x\"></a>"),
        ("<pre>a<h2 id=\"x\">b</h2>c</pre>", "<pre>a\n<span id=\"x\">b</span>\nc</pre>"),
    ]);
}

#[test]
fn a_link_is_around_words_and_holds_none() {
    gives(&[
        ("<a href=\"/x\"><h2>a</h2><p>b</p></a>", "<h2><a href=\"/x\">a</a></h2><p><a href=\"/x\">b</a></p>"),
        (
            "<a href=\"/x\">a<table><tbody><tr><td>b<a href=\"/y\">c</a>d</td></tr></tbody></table></a>",
            "<a href=\"/x\">a</a><table><tbody><tr><td><a href=\"/x\">b</a><a href=\"/y\">c</a><a href=\"/x\">d</a></td></tr></tbody></table>",
        ),
    ]);
}

#[test]
fn where_lines_are_the_words_of_blocks_stay() {
    gives(&[
        ("<pre><p>a</p>\n<p>b</p><ul><li>c</li></ul></pre>", "<pre>a\nb\nc</pre>"),
        ("<h2>a<div>b</div><p>c</p>d</h2>", "<h2>a b c d</h2>"),
        ("<h2><b>a<div>b</div></b>c</h2>", "<h2><b>a b</b> c</h2>"),
        ("<h2><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table></h2>", "<h2>a b</h2>"),
        (
            "<details><summary><h2>a</h2><p>b</p></summary>c</details>",
            "<details><summary><h2>a</h2> b</summary>c</details>",
        ),
    ]);
}

#[test]
fn headings_leave_no_level_out() {
    gives(&[
        ("<h4>a</h4><h6>b</h6><h2>c</h2><h3>d</h3>", "<h2>a</h2><h3>b</h3><h2>c</h2><h3>d</h3>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
    ]);
    assert_eq!(super::put_right("<h2>a</h2><h6>b</h6>", 4), "<h4>a</h4><h5>b</h5>");
}

#[test]
fn a_table_has_its_parts_in_order() {
    let body = "<tbody><tr><td>b</td></tr></tbody>";
    gives(&[
        (
            &format!(
                "<table><caption>a</caption><colgroup><col></colgroup><thead><tr><th>c</th></tr></thead>{body}</table>"
            ),
            &format!(
                "<table><caption>a</caption><colgroup><col></colgroup><thead><tr><th>c</th></tr></thead>{body}</table>"
            ),
        ),
        (
            &format!("<table>{body}<caption>a<p>c</p></caption><colgroup><col></colgroup>{body}</table>"),
            &format!("<table>{body}<tbody><tr><td>a<p>c</p></td></tr></tbody>{body}</table>"),
        ),
        (
            &format!("<table>{body}<thead><tr><th>c</th></tr></thead><tfoot><tr><td>d</td></tr></tfoot></table>"),
            &format!("<table>{body}<tbody><tr><th>c</th></tr></tbody><tbody><tr><td>d</td></tr></tbody></table>"),
        ),
    ]);
}

#[test]
fn a_list_holds_items_and_an_item_is_in_a_list() {
    gives(&[
        ("<li>a</li>", "<div>a</div>"),
        ("<ul>a<b>b</b><li>c</li><p>d</p></ul>", "<ul><li>a<b>b</b></li><li>c</li><li><p>d</p></li></ul>"),
        ("<ul><b>a<li>b</li></b></ul>", "<ul><li><b>a</b></li><li><b>b</b></li></ul>"),
        ("<ul><i><ul><li>a</li></ul></i></ul>", "<ul><li><ul><li><i>a</i></li></ul></li></ul>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a</dt><dd>b</dd></div></dl>"),
        ("<dl><dd>b</dd>c<dt>d</dt></dl>", "<ul><li>b</li><li>c</li><li>d</li></ul>"),
        ("<dt>a</dt>", "<div>a</div>"),
        ("<dl><dt><h3 id=\"x\">a</h3></dt><dd>b</dd></dl>", "<dl><dt><div id=\"x\">a</div></dt><dd>b</dd></dl>"),
    ]);
}

#[test]
fn parts_without_their_whole_are_plain() {
    gives(&[
        ("<details open=\"\">a<summary>b</summary></details>", "<div>a<div>b</div></div>"),
        ("<details open=\"\"> <summary>b</summary>c</details>", "<details open=\"\"> <summary>b</summary>c</details>"),
        ("<figcaption>a</figcaption>", "<div>a</div>"),
        ("<figure>a<figcaption>b</figcaption></figure>", "<figure>a<figcaption>b</figcaption></figure>"),
        ("<figure>a<figcaption>b</figcaption>c</figure>", "<figure>a<div>b</div>c</figure>"),
        ("<ruby>a<rt>b</rt></ruby><rt>c</rt><ruby>d</ruby>", "<ruby>a<rt>b</rt></ruby>cd"),
        ("<bdo>a</bdo><bdo dir=\"rtl\">b</bdo>", "a<bdo dir=\"rtl\">b</bdo>"),
        ("<tt>a</tt><strike>b</strike><time>c</time>", "<code>a</code><s>b</s>c"),
        ("<table><tbody><tr></tr></tbody></table>", "<table><tbody><tr><td></td></tr></tbody></table>"),
        ("<span aria-label=\"a\">b</span>", "<span>b</span>"),
    ]);
}

/// Whatever stands in whatever: it gives something that is right, and loses no word.
#[test]
fn no_nesting_loses_words_or_is_put_right_twice() {
    let names = [
        "a",
        "b",
        "code",
        "span",
        "p",
        "div",
        "pre",
        "h2",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "figure",
        "figcaption",
        "blockquote",
        "ruby",
        "rt",
        "time",
    ];
    for outer in names {
        for middle in names {
            for inner in names {
                let html = format!("1<{outer}>2<{middle}>3<{inner}>4</{inner}>5</{middle}>6</{outer}>7");
                let right = put_right(&html);
                let digits: String =
                    right.replace("<h2", "").replace("</h2", "").chars().filter(char::is_ascii_digit).collect();
                assert_eq!(digits, "1234567", "{html} gave {right}");
                assert_eq!(put_right(&right), right, "{html}");
            }
        }
    }
}
