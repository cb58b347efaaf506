//! Each kind of mark at each place of many texts: the page is that of the text as if the marked part had never been written.
//!
//! The examples of the CommonMark and GFM specifications come from npm packages when tests/conformance/run.sh runs; texts of
//! our own constructs are here.

use crate::private::testing::fuzzing::disclosed;
use crate::render::fixture::{self, md};
use crate::render::markdown::{Renderer, feed_html};
use crate::render::{Links, Words};
use serde::Deserialize;

const SECRET: &str = "zqx";

/// Constructs that neither specification has, or that have given trouble.
const OURS: [&str; 14] = [
    "> [!NOTE]\n> one two\n>\n> three\n\nfour",
    "> [!WARNING]\n> - one\n> - two",
    "one[^1] two[^b]\n\n[^1]: three four\n\n    five\n\n[^b]: six",
    "- [ ] one two\n- [x] three\n  - [ ] four\n\n  five",
    "| one | two |\n| --- | :-: |\n| three four | five |\n| six | |",
    "1. one\n2. two\n\n   three\n3. four\n\nfive",
    "- one\n\n  1. two\n  2. three\n\n- four",
    "# One two {#id}\n\nthree\n\nFour five\n===\n\nsix\n---",
    "> one\n> > two three\n>\n> four\n\nfive",
    "```rust\nlet one = 2;\n\nthree();\n```\n\n    four\n\n    five",
    "[one two][r] and [three]\n\n[r]: https://example.org/ \"four\"\n[three]: /five",
    "<details>\n<summary>one</summary>\n\ntwo three\n\n</details>",
    "one **two three** _four_ ~~five~~ `six seven` [eight](https://example.org/) ![nine](x.png)",
    "one  \ntwo\\\nthree\n\n***\n\nfour",
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Div,
    Comment,
    Word,
    Unused,
    Span,
    InlineComment,
}

/// A text with a mark in it.
struct Marked {
    mark: Mark,
    text: String,
}

#[test]
fn no_mark_shows_at_any_place_of_our_own_constructs() {
    hold(&OURS.map(String::from));
}

/// Needs the file that tests/conformance/corpus.mjs writes.
#[test]
#[ignore = "tests/conformance/run.sh runs it"]
fn no_mark_shows_at_any_place_of_the_specifications_examples() {
    hold(&read::<Vec<String>>("FANLIGHT_CORPUS"));
}

/// A text as Pandoc reads it: words within its marks, and words outside.
#[derive(Deserialize)]
struct Witness {
    text: String,
    withheld: Vec<String>,
    shown: Vec<String>,
}

/// Needs the file that tests/conformance/pandoc.py writes.
#[test]
#[ignore = "tests/conformance/run.sh runs it"]
fn what_pandoc_reads_as_withheld_is_withheld_or_refused_and_what_it_reads_as_text_is_shown() {
    let witnesses = read::<Vec<Witness>>("FANLIGHT_PANDOC");
    let mut differ = Vec::new();
    let mut built = 0;
    for Witness { text, withheld, shown } in &witnesses {
        let Some(disclosed) = disclosed(text) else { continue };
        built += 1;
        let page = page(&disclosed);
        let has =
            |word: &&String| page.split(|letter: char| !letter.is_alphanumeric()).any(|other| other == word.as_str());
        let leaks: Vec<_> = withheld.iter().filter(has).collect();
        let lost: Vec<_> = shown.iter().filter(|word| !has(word)).collect();
        if !leaks.is_empty() || !lost.is_empty() {
            differ.push(format!("{text}\n  shown though withheld: {leaks:?}\n  not shown: {lost:?}"));
        }
    }
    println!("{} texts, {built} of them built", witnesses.len());
    assert!(built * 3 > witnesses.len() && built > 50, "most are refused: the generator says little");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n\n"));
}

#[allow(clippy::disallowed_methods, reason = "a test's own data")]
fn read<T: for<'de> Deserialize<'de>>(variable: &str) -> T {
    let path = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} names no file"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn hold(examples: &[String]) {
    let (mut texts, mut refused, mut differ) = (0, 0, Vec::new());
    for example in examples {
        let example = example.trim_end_matches('\n');
        let Some(plain) = disclosed(example) else { continue };
        let wanted = page(&plain);
        for Marked { mark, text } in marked(example) {
            texts += 1;
            let Some(stripped) = disclosed(&text) else {
                refused += 1;
                continue;
            };
            let got = page(&stripped);
            if got != wanted && !excused(mark, example, &got, &wanted) {
                differ.push(format!("{mark:?} in {text:?}\n  page   {got}\n  wanted {wanted}"));
            }
        }
    }
    println!("{} examples, {texts} texts, {refused} of them refused", examples.len());
    assert!(texts > examples.len() * 5 && refused * 20 < texts, "the corpus says little: {refused} of {texts} refused");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
}

/// What differs by design.
fn excused(mark: Mark, example: &str, got: &str, wanted: &str) -> bool {
    // A list that begins right behind a withheld block begins with 1: its first items may have been in the block.
    let uncounted = |html: &str| {
        let parts = html.split(" start=\"").enumerate();
        parts
            .map(|(at, part)| if at == 0 { part } else { part.split_once('"').map_or(part, |pair| pair.1) })
            .collect::<String>()
    };
    let counts = matches!(mark, Mark::Div | Mark::Word) && uncounted(got) == uncounted(wanted);
    // A fence around blank lines alone goes with what was withheld in it.
    let fence = example.trim_start_matches(['`', '~', ';']).trim_end_matches(['`', '~']).trim().is_empty();
    // In code, and in raw HTML, a definition is text: nothing is withheld.
    let code = mark == Mark::Unused && got.contains(SECRET);
    counts || fence || code
}

/// The example with each mark at each line, and at a sample of places within its lines.
fn marked(example: &str) -> Vec<Marked> {
    let lines: Vec<&str> = example.split('\n').collect();
    let mut texts = Vec::new();
    let mut add = |mark, text| texts.push(Marked { mark, text });
    for at in 0..=lines.len() {
        let with = |part: String| [&lines[..at], &[part.as_str()], &lines[at..]].concat().join("\n");
        add(Mark::Div, with(format!("::: private\n{SECRET}\n:::")));
        add(Mark::Comment, with(format!("<!-- {SECRET} -->")));
        let blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
        // Between two blocks: within one, the word withholds the block, and a definition is none.
        if at == 0 || blank(at - 1) && blank(at) {
            add(Mark::Word, with(format!("@Discussion {SECRET}\n")));
            add(Mark::Unused, with(format!("[{SECRET}]: /{SECRET}\n")));
        }
    }
    let places: Vec<usize> =
        example.match_indices(' ').map(|(at, _)| at).filter(|at| between_words(example, *at)).collect();
    let ends = example.match_indices('\n').map(|(at, _)| at).chain([example.len()]);
    let ends = ends.filter(|at| ends_in_words(&example[..*at]));
    for at in places.iter().copied().step_by(1 + places.len() / 12).chain(ends) {
        let (before, after) = example.split_at(at);
        add(Mark::Span, format!("{before} [{SECRET}]{{.private}}{after}"));
        add(Mark::InlineComment, format!("{before} <!-- {SECRET} -->{after}"));
    }
    texts
}

/// A space of a text, not of an indent or a line's end, where spaces mean something.
fn between_words(example: &str, at: usize) -> bool {
    ends_in_words(&example[..at]) && example[at + 1..].starts_with(|letter: char| !letter.is_whitespace())
}

/// Whether a line that ends here holds more than its markers.
fn ends_in_words(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let markers = |letter: char| letter.is_ascii_digit() || " \t>-*+.)".contains(letter);
    line.trim_start_matches(markers).contains(char::is_alphanumeric) && !line.ends_with([' ', '\t', '\\'])
}

/// A page's and a feed's HTML, without what differs in blanks alone.
fn page(disclosed: &str) -> String {
    let site = fixture::site("https://example.org/security/");
    let (links, words, text) = (Links::new(&site), Words::english(), md(disclosed));
    let page = Renderer::page(&links, words, "/p/", &[]).render(&text, 2).into_string();
    let feed = feed_html(&links, words, "/p/", &[], &text).into_string();
    format!("{page}\n{feed}").split_whitespace().collect::<Vec<_>>().join(" ")
}
