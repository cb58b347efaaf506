//! SVG: style, and pictures inside of a drawing.

use super::SECRET;
use super::build::{chunk, png, tiff};
use super::svg::drawn;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

#[track_caller]
fn sheet_becomes(sheet: &str, wanted: &str) {
    let svg = |sheet: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>{sheet}</style></svg>");
    assert_eq!(drawn("a.svg", &svg(sheet)), Some(svg(wanted)));
}

#[track_caller]
fn style_becomes(style: &str, wanted: &str) {
    let svg = |style: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><g style=\"{style}\"/></svg>");
    assert_eq!(drawn("a.svg", &svg(style)), Some(svg(wanted)));
}

#[test]
fn plain_style_stays() {
    sheet_becomes(
        ".a{fill:#f00;stroke:url(#b)}@media print{.a{fill:none}}",
        ".a{fill:#f00;stroke:url(#b)}@media print{.a{fill:none}}",
    );
    sheet_becomes("\n  .a &gt; b {\n    fill : red ;\n  }\n", ".a &gt; b{fill : red}");
    sheet_becomes("<![CDATA[.a{fill:red}]]>", ".a{fill:red}");
    sheet_becomes("@keyframes spin{to{opacity:0}}", "@keyframes spin{to{opacity:0}}");
    style_becomes("--x:1;fill:var(--x)", "--x:1;fill:var(--x)");
}

#[test]
fn comments_and_editors_properties_go() {
    sheet_becomes("/* Jane */.a{/* Jane */fill:red/* Jane */}/* Jane", ".a{fill:red}");
    style_becomes("-inkscape-font-specification:'Jane, Bold';fill:red;;", "fill:red");
}

#[test]
fn what_loads_something_goes() {
    sheet_becomes("@import url(//x/a.css);@charset 'x';.a{fill:red}", ".a{fill:red}");
    sheet_becomes("@font-face{font-family:Jane;src:url(data:font/woff2;base64,AAAA)}.a{fill:red}", ".a{fill:red}");
    sheet_becomes(".a{fill:URL( 'http://x/a' );b:\\75rl(x);c:image-set('x' 1x);d:url('#d')}", ".a{d:url('#d')}");
    style_becomes("fill:url(data:image/png;base64,AAAA);stroke:url(#a)", "stroke:url(#a)");
}

#[test]
fn style_that_loses_all_goes_whole() {
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\"{inside}");
    let source = svg("><style>@import 'x';</style><g style=\"fill:url(x)\"/></svg>");
    assert_eq!(drawn("a.svg", &source), Some(svg("><g/></svg>")));
}

#[test]
fn style_whose_braces_dont_match_is_refused() {
    for sheet in [
        ".a{",
        ".a}",
        "}",
        ".a{fill:red}}",
        "words",
        "@media x{.a{}",
        &format!("{}{}", "@media x{".repeat(99), "}".repeat(99)),
    ] {
        assert_eq!(drawn("a.svg", &format!("<svg><style>{sheet}</style></svg>")), None, "{sheet}");
    }
}

#[test]
fn a_picture_inside_a_drawing_loses_its_metadata() {
    let revealing = STANDARD.encode(png(&[chunk(b"tEXt", SECRET), chunk(b"eXIf", &tiff(1))]));
    let wanted = STANDARD.encode(png(&[]));
    let image = |data: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/png;base64,{data}\"/></svg>")
    };
    assert_eq!(drawn("a.svg", &image(&revealing)), Some(image(&wanted)));
    let (start, end) = revealing.split_at(30);
    assert_eq!(drawn("a.svg", &image(&format!("{start}\n  {end}"))), Some(image(&wanted)));
    assert_eq!(drawn("a.svg", &image(&revealing[..80])), None, "a damaged picture was taken");
}
