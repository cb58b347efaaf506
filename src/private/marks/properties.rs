//! What must hold of any text whatever.

use super::*;
use proptest::prelude::*;

/// Lines that mean something to one stage or another.
const LINES: [&str; 48] = [
    "",
    "",
    "text",
    "more *text* here",
    "- item",
    "  - inner",
    "  rest of it",
    "1. one",
    "2. two",
    "> quote",
    "> > deep",
    "lazy",
    "# Head",
    "Head",
    "===",
    "---",
    "```",
    "~~~",
    "    code",
    "| a | b |",
    "| - | - |",
    "| 1 | 2 |",
    "[a]: https://example.org/a",
    "[b]: <x> \"t\"",
    "[b]:",
    "/url",
    "'title",
    "more'",
    "[^1]: note",
    "    more note",
    "see [a] and [^1]",
    "see [^2], [b]",
    "[^2]: see [^1]",
    "• bullet",
    "\\:::",
    "`code [x]`",
    "a ` b",
    "``",
    "<div>",
    "</div>",
    "<script>",
    "![p](q.png)",
    "- [ ] task",
    "\\[x\\]",
    "é\u{2028}ü",
    "a\r",
    "*",
    "[x](y)",
];

const MARKED: [&str; 22] = [
    "::: private",
    ":::",
    "> ::: private",
    "> :::",
    "- ::: private",
    "  :::",
    "::: until 2020-01-01T00:00:00Z",
    "::: tlp amber",
    "a [b]{.private} c",
    "**[b]{.private}**",
    "[b",
    "c]{.private} d",
    "[a [b]{.until at=2020-01-01T00:00:00Z} c]{.private}",
    "a <!-- b --> c",
    "<!-- b",
    "--> c",
    "x @Discussion y",
    "- @Discussion",
    "| @Discussion | b |",
    "[[x]{.private}](https://example.org/)",
    "- [b]{.private}",
    "`a [b]{.private}`",
];

fn lines(of: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(of), 0..most)
}

fn any_line() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => proptest::sample::select(&LINES[..]), 2 => proptest::sample::select(&MARKED[..])]
}

fn html(text: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, crate::public::DIALECT));
    html
}

#[allow(clippy::disallowed_methods, reason = "a test's own figures")]
fn figures() -> ProptestConfig {
    let cases = std::env::var("FANLIGHT_CASES").ok().and_then(|var| var.parse().ok()).unwrap_or(512);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(figures())]

    #[test]
    fn any_text_is_taken_without_a_panic(source in "(\\PC|[\\n\\r\\t\\[\\]{}`:<>!\\-\\\\.|#*_•@\u{FDD0}]){0,200}") {
        run(&source);
    }

    #[test]
    fn stripping_twice_changes_nothing(source in proptest::collection::vec(any_line(), 0..14)) {
        let (text, _, errors) = run(&source.join("\n"));
        if errors.is_empty() {
            prop_assert_eq!(&run(&text).0, &text);
        }
    }

    #[test]
    fn text_without_marks_reads_the_same(mut source in lines(&LINES, 14)) {
        // Behind a definition that goes, what was a paragraph's line may begin a block.
        source.retain(|line| !line.contains("]:"));
        let source = source.join("\n");
        let (text, _, errors) = run(&source);
        prop_assert!(errors.is_empty(), "{:?}", errors);
        // `•` becomes a list by design, and the parser's own HTML shows notes that nothing uses.
        if !source.contains('•') && !source.contains('\r') && !source.contains("[^") {
            let (ours, theirs) = (html(&text), html(source.trim_end()));
            prop_assert_eq!(ours.trim(), theirs.trim());
        }
    }

    /// Whatever stands in a private block, the text is as if the block's lines had never been there.
    #[test]
    fn what_a_private_block_holds_makes_no_difference(
        before in proptest::collection::vec(any_line(), 0..8),
        inside in lines(&LINES, 8),
        other in lines(&LINES, 8),
        after in proptest::collection::vec(any_line(), 0..8),
    ) {
        let text = |inside: &[&str]| {
            let all = [&before[..], &["::: private"], inside, &[":::"], &after[..]].concat();
            run(&all.join("\n"))
        };
        let ((a, _, a_errors), (b, _, b_errors)) = (text(&inside), text(&other));
        if a_errors.is_empty() && b_errors.is_empty() {
            prop_assert_eq!(&a, &b);
        }
        let erased = run(&[&before[..], &after[..]].concat().join("\n"));
        if a_errors.is_empty() && erased.2.is_empty() && !a.contains("```") && !a.contains("~~~") {
            // Numbers of items close up.
            let counted = |line: &str| line.replace(|letter: char| letter.is_ascii_digit(), "0");
            let squeezed =
                |text: &str| text.lines().filter(|line| !line.trim().is_empty()).map(counted).collect::<Vec<_>>().join("\n");
            prop_assert_eq!(squeezed(&a), squeezed(&erased.0));
        }
    }

    /// No more of a secret than nothing is left, in whatever mark and place it stands.
    #[test]
    fn a_marked_secret_never_stays(
        before in proptest::collection::vec(any_line(), 0..6),
        after in proptest::collection::vec(any_line(), 0..6),
        form in 0..9usize,
    ) {
        let secret = [
            "::: private\nSECRET\n:::", "> ::: private\n> SECRET\n> :::", "- ::: private\n  SECRET\n  :::", "a [SECRET]{.private} b",
            "<!-- SECRET\nSECRET -->", "a @Discussion SECRET", "- @Discussion SECRET\n  SECRET", "[x\nSECRET]{.private}",
            "a `[SECRET]{.private}` b",
        ][form];
        let source = [&before[..], &[secret], &after[..]].concat().join("\n");
        let (text, _, errors) = run(&source);
        prop_assert!(!errors.is_empty() || !text.contains("SECRET") , "{}", text);
    }
}

/// A megabyte of anything ends, and gives no more text than it had.
#[test]
fn hostile_text_ends_and_grows_nothing() {
    let mega = |unit: &str| unit.repeat((1 << 20) / unit.len() / if cfg!(debug_assertions) { 8 } else { 1 });
    let footnotes = (0..8000).map(|at| format!("[^n{at}]: see [^n{}]\n\n", at + 1)).collect::<String>();
    let runs = (1..500).map(|it| "`".repeat(it) + " ").collect::<String>() + "[x]{.private}";
    let texts = [
        mega("[") + "{",
        mega("]") + "{",
        mega("]{"),
        mega("[]{"),
        mega("`") + "{",
        runs,
        mega("::: private\n"),
        mega(":::\n"),
        mega("[a]: b\n"),
        mega("@Discussion\n\n"),
        mega("@Discussion\n"),
        mega("- @Discussion\n"),
        mega("[x]{.private} "),
        mega("[x]{.until at=2020-01-01T00:00:00Z} "),
        mega("[[x]{.private}]("),
        mega("<!---->"),
        mega("<!-- "),
        mega("> ") + "@Discussion",
        mega("- ") + "@Discussion\n" + &mega("@Discussion\n"),
        mega("![") + "]:{",
        mega("{.x "),
        mega("{\n"),
        footnotes,
        mega("• x\n"),
        mega("| @Discussion |\n"),
        mega("1. ") + "{",
        mega("é{"),
        mega("*[x]{.private}*"),
        mega("<!-") + "private",
        mega("> ") + &mega("<!-") + "until",
        mega("<div class=") + "private",
        mega("{\n.x ") + "private",
        mega(":: private\n"),
        mega("> [!NOTE]\n> [x]{.private}\n\n"),
        mega("[^a]: [x]{.private}\n\n") + "[^a]",
        mega("```\n[x]{.private}\n```\n"),
        mega("1. [x]{.private}\n"),
        mega("1. a\n::: private\nb\n:::\n"),
        mega("- [x]{.private}\n"),
        mega("| [x]{.private} |\n|---|\n\n"),
        mega("[x]{.private}\n===\n"),
        mega("<b>[x]{.private}</b>"),
        mega("::: private\n[a]: b\n:::\n[^a] [a] ") + "[",
    ];
    for text in texts {
        let (left, _, _) = run(&text);
        assert!(left.len() <= 2 * text.len(), "{} …", text.chars().take(30).collect::<String>());
    }
}
