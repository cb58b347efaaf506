//! SVG: which elements, attributes and words stay, which go, what is refused.

use crate::private::media::{Cleaned, clean};

/// What is published of a drawing, which cleaning again doesn't change.
#[track_caller]
pub fn drawn(name: &str, source: &str) -> Option<String> {
    let text = |source: &str| match clean(name, source.as_bytes().to_vec()) {
        Cleaned::Text(bytes) => Some(String::from_utf8(bytes).unwrap()),
        Cleaned::Broken => None,
        _ => panic!("a drawing is text"),
    };
    let once = text(source)?;
    assert_eq!(text(&once).as_ref(), Some(&once), "cleaning twice changed something");
    Some(once)
}

#[track_caller]
fn inside(source: &str) -> String {
    let source = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{source}</svg>");
    let drawn = drawn("a.svg", &source).expect("refused");
    let start = drawn.find('>').unwrap() + 1;
    if drawn.ends_with("/>") { String::new() } else { drawn[start..drawn.len() - "</svg>".len()].to_string() }
}

#[track_caller]
fn becomes(source: &str, wanted: &str) {
    assert_eq!(inside(source), wanted);
}

#[track_caller]
fn is_refused(source: &str) {
    assert_eq!(drawn("a.svg", source), None);
}

#[test]
fn a_plain_drawing_stays() {
    let source =
        r##"<title>A &amp; B</title><g fill="#f00" transform="scale(2)"><path d="M0 0L1 1"/></g><use href="#a"/>"##;
    becomes(source, source);
}

#[test]
fn what_an_editor_notes_goes() {
    let source = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape by Jane -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<?xpacket begin="Jane"?>
<svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/" sodipodi:docname="/home/jane/x.svg" inkscape:export-filename="/home/jane/x.png"
  width="10" data-name="Jane" content="&lt;mxfile agent=&quot;Jane&quot;&gt;">
  <sodipodi:namedview inkscape:current-layer="jane"><inkscape:grid/></sodipodi:namedview>
  <svg:metadata><rdf:RDF><dc:creator>Jane</dc:creator></rdf:RDF></svg:metadata>
  <!-- Jane -->
  Jane
  <svg:rect inkscape:label="Jane" x="1"/>
</svg:svg>
<!-- Jane -->"##;
    let wanted = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10"><rect x="1"/></svg>"#;
    assert_eq!(drawn("a.svg", source).as_deref(), Some(wanted));
    assert_eq!(drawn("no-name", source).as_deref(), Some(wanted));
}

#[test]
fn what_acts_goes() {
    becomes(
        "<script>steal()</script><g onclick=\"x()\" onload='y()'/><foreignObject><p>Jane</p></foreignObject>",
        "<g/>",
    );
    becomes("<iframe src=\"/\"/><handler/><html xmlns=\"http://www.w3.org/1999/xhtml\"><script/></html>", "");
    becomes("<set attributeName=\"onclick\" to=\"x()\"/><animate attributeName=\"href\" values=\"#a\"/>", "");
    becomes("<a href=\"java&#x09;script:x()\"><set to=\"javascript:x()\"/></a>", "<a><set/></a>");
}

#[test]
fn links_to_other_places_go_and_their_words_stay() {
    becomes("<a href=\"https://example.org/jane\"><text>who</text></a>", "<a><text>who</text></a>");
    becomes("<image href=\"/home/jane.png\"/><image href=\"data:text/html;base64,AAAA\"/>", "<image/><image/>");
    becomes("<image href=\"data:image/svg+xml;base64,AAAA\"/>", "<image/>");
    becomes("<rect fill=\"url(http://example.org/x#a)\" clip-path=\"url(#a)\"/>", "<rect clip-path=\"url(#a)\"/>");
}

#[test]
fn the_old_form_of_links_keeps_its_namespace() {
    let source =
        r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><use l:href="#a"/></svg>"##;
    let wanted = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#a"/></svg>"##;
    assert_eq!(drawn("a.svg", source).as_deref(), Some(wanted));
}

#[test]
fn words_stay_where_they_are_drawn() {
    becomes(
        "<text x=\"1\">a <tspan>b&#38;c</tspan> <![CDATA[<d>]]></text>",
        "<text x=\"1\">a <tspan>b&amp;c</tspan> &lt;d&gt;</text>",
    );
    becomes("<text>a <!-- Jane --> b</text>", "<text>a b</text>");
    becomes("<desc>a <b>Jane</b> c</desc>", "<desc>a c</desc>");
    becomes("<g>Jane</g>", "<g/>");
}

#[test]
fn layers_that_are_switched_off_go() {
    becomes("<g style=\"display:none\"><text>Jane</text><g display=\"none\"/></g><rect/>", "<rect/>");
    becomes(
        "<g><g display=\"none\"><text>Jane</text></g></g><g style=\"display:inline\"/>",
        "<g/><g style=\"display:inline\"/>",
    );
}

#[test]
fn a_layer_that_something_shown_is_drawn_from_stays() {
    for source in [
        "<g display=\"none\"><path id=\"a\"/></g><use href=\"#a\"/>",
        "<g display=\"none\"><symbol id=\"icon\"/></g>",
        "<style>.on{display:inline}</style><g class=\"on\" display=\"none\"/>",
        "<g display=\"none\"><set attributeName=\"display\" to=\"inline\"/></g>",
    ] {
        becomes(source, source);
    }
}

#[test]
fn a_declaration_in_the_document_type_is_refused() {
    is_refused("<!DOCTYPE svg [<!ENTITY a \"Jane\">]><svg><text>&a;</text></svg>");
    is_refused("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg/>");
    is_refused("<svg><text>&a;</text></svg>");
    is_refused("<svg><text x=\"&a;\"/></svg>");
    is_refused("<svg><text>&#0;&#xFDD0;</text></svg>");
}

#[test]
fn what_isnt_one_whole_drawing_is_refused() {
    for source in [
        "<svg>",
        "<svg/><svg/>",
        "<svg/>Jane",
        "<svg></g>",
        "<html/>",
        "<svg><g></svg>",
        "<svg a=1/>",
        "<svg",
        "<x:svg/>",
    ] {
        is_refused(source);
    }
    is_refused("<svg x=\"1\" x=\"2\"/>");
    is_refused("<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>");
    is_refused(&format!("<svg>{}{}</svg>", "<g>".repeat(9999), "</g>".repeat(9999)));
    is_refused(&format!("<svg {}/>", (0..999).map(|no| format!("xmlns:a{no}=\"x\" ")).collect::<String>()));
}

#[test]
fn under_another_name_what_isnt_whole_is_text() {
    for source in ["<svg><p>", "<svg/> and words", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"] {
        assert_eq!(drawn("a.txt", source).as_deref(), Some(source));
    }
}
