use super::{Format, Word, in_any_reading, words};
use proptest::prelude::*;

fn read(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    words(text.as_bytes(), &mut out);
    out
}

#[test]
fn a_word_split_by_inline_tags_is_one_word() {
    assert!(in_any_reading("<p>J<em>a</em>ne <span class=hl>Ro</span>e</p>", Format::Markup, "Jane Roe"));
    assert!(in_any_reading("<td>Jane</td><td>Roe</td>", Format::Markup, "Jane Roe"));
    assert!(in_any_reading("<b>Jane Roe</b><b>reporter</b>", Format::Markup, "Jane Roe"));
    assert!(!in_any_reading("<td>Ja</td><td>ne</td>", Format::Markup, "Jane"));
}

#[test]
fn what_lies_inside_tags_is_read() {
    for html in [
        "<a title='x > Jane Roe'>y</a>",
        "<img alt=\"Jane&#x20;Roe\">",
        "<time datetime=\"Jane Roe\">",
        "<!-- Jane Roe",
        "<script>let a = '<b' + \"Jane Roe\"</script>",
        "<style>/* Jane Roe */",
        "<![CDATA[Jane <i>Roe</i>]]>",
        "<?xml note=\"Jane Roe\"?>",
        "<a title=\"never closed> Jane Roe",
        "a < b, Jane Roe",
    ] {
        assert!(in_any_reading(html, Format::Markup, "Jane Roe"), "{html}");
    }
}

#[test]
fn case_and_width_and_accents_fold() {
    assert!(read("STRASSE") == read("straße"));
    assert!(read("ΣΊΣΥΦΟΣ") == read("σίσυφος"));
    assert!(read("Ｊａｎｅ") == read("jane"));
    assert!(read("e\u{301}tude") == read("étude"));
    assert!(read("ﬁle") == read("FILE"));
    assert!(read("Ja\u{ad}ne\u{200b}") == read("jane"));
}

#[test]
fn signs_part_words_and_scripts_without_spaces_part_by_themselves() {
    assert!(read("HARBOUR-2026_7") == read("harbour 2026 7"));
    assert!(read("漏洞CVE") == read("漏 洞 cve"));
    assert!(read(" -- … ").is_empty());
}

#[test]
fn numbers_and_syllables_are_light() {
    let light: Vec<bool> = read("of 2026 0x41 the").iter().map(|w| w.is_light()).collect();
    assert_eq!(light, [true, true, true, false]);
}

#[test]
fn escapes_upon_escapes_end() {
    let deep = format!("&amp;lt;b>Jane&{}nbsp;Roe", "amp;".repeat(4));
    assert!(in_any_reading(&deep, Format::Markup, "Jane Roe"));
    assert!(!in_any_reading(&format!("&{}nbsp;", "amp;".repeat(500)), Format::Markup, "Jane Roe"));
}

proptest! {
    #[test]
    fn words_are_the_same_by_themselves_and_in_a_text(text in "\\PC{0,40}") {
        let spaced = format!("x1 {text} x2");
        let inner = read(&spaced);
        prop_assert!(inner[1..inner.len() - 1] == read(&text));
    }

    #[test]
    fn folding_twice_changes_nothing(text in "[a-zA-Z0-9äÖéßŁçЖЯжя]{1,24}") {
        prop_assert!(read(&text.to_lowercase()) == read(&text.to_uppercase()));
    }

    #[test]
    fn different_words_differ(a in "[a-z0-9]{1,20}", b in "[a-z0-9]{1,20}") {
        prop_assert_eq!(a == b, read(&a) == read(&b));
    }
}
