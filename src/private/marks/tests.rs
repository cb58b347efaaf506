use super::*;
use crate::config::Redactions;
use crate::diagnostic::Diagnostic;
use crate::private::yaml::instant;
use std::path::Path;

#[path = "properties.rs"]
mod properties;

fn view() -> View {
    let plain = View::plain(instant("2026-11-21T00:00:00Z").unwrap());
    View { block_words: vec!["@Discussion".into()], ..plain }
}

fn run(source: &str) -> (String, Vec<String>, Vec<Diagnostic>) {
    let findings = Findings::new(Path::new("a.md"));
    let place = Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: Author::Own };
    let stripped = strip(source, Form::Markdown, &view(), place);
    let text = stripped.text.into_owned();
    let withheld = stripped.withheld.into_iter().map(|fragment| fragment.text).collect();
    (text, withheld, findings.into_diagnostics())
}

#[track_caller]
fn becomes(source: &str, disclosed: &str) {
    let (text, withheld, errors) = run(source);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(text, disclosed);
    assert!(source == disclosed || !withheld.is_empty(), "nothing was noted as withheld");
    assert_eq!(run(&text).0, text, "stripping twice changed something");
}

#[track_caller]
fn refused(source: &str, code: Code) {
    let (_, _, errors) = run(source);
    assert!(errors.iter().any(|error| error.code == code), "{source:?}: {errors:?}");
}

#[test]
fn text_without_marks_stays_as_it_is() {
    for source in
        ["A [link](https://example.org/) and `code[0]`.", "```\na\n\n\nb\n```", "a {b} [c]{#d}", "über [x] {y}"]
    {
        becomes(source, source);
    }
}

#[test]
fn a_private_block_goes_with_its_lines() {
    becomes("one\n\n::: private\nsecret\n:::\n\ntwo", "one\n\ntwo");
    becomes("one\n::: private\nsecret\n:::\ntwo", "one\ntwo");
    becomes("::: private\nsecret\n:::", "");
    becomes("> a\n> ::: private\n> secret\n> :::\n> b", "> a\n> b");
    becomes("```\na\n::: private\nsecret\n:::\nb\n```", "```\na\nb\n```");
    becomes("::: {.private}\nsecret\n:::\nb", "b");
}

#[test]
fn an_item_whose_content_went_leaves_no_marker() {
    becomes("- a\n- ::: private\n  secret\n  :::\n- b", "- a\n- b");
    becomes("- a\n- ::: private\n  secret\n  :::\n  rest\n- b", "- a\n- rest\n- b");
    becomes("- a\n- [secret]{.private}\n- b", "- a\n- b");
    becomes("1. a\n2. **[secret]{.private}**\n3. b", "1. a\n2. b");
}

#[test]
fn blocks_nest_and_what_is_public_in_a_private_one_stays_private() {
    becomes("::: private\na\n::: until 2020-01-01T00:00:00Z\nb\n:::\nc\n:::\nd", "d");
    becomes("::: until 2020-01-01T00:00:00Z\na\n::: private\nb\n:::\nc\n:::", "a\nc");
    becomes("::: tlp amber\na\n:::\nb", "b");
}

#[test]
fn a_span_goes_without_a_scar() {
    becomes("The account of [Jane Roe]{.private} was used.", "The account of was used.");
    becomes("Found by us ([Jane Roe]{.private}), in May.", "Found by us, in May.");
    becomes("Found by **[Jane Roe]{.private}**.", "Found by.");
    becomes("a _[x]{.private}_ b", "a b");
    becomes("a `b [x]{.private}` **c [x]{.private}**, \"d [x]{.private}\"", "a `b` **c**, \"d\"");
    becomes("a **[x]{.private} b** ([x]{.private} c) `[x]{.private} d`", "a **b** (c) `d`");
    becomes("a *b*[x]{.private} c [x]{.private}*d* e", "a *b* c *d* e");
    becomes("a [[x]{.private}](https://example.org/secret) b", "a b");
    becomes("![a [x]{.private} b](y.png)", "![a b](y.png)");
    becomes("[Two\nlines]{.private} and a third\nline", "and a third\nline");
    becomes("a\n[gone]{.private}\nb", "a\nb");
    becomes("| a | b |\n| - | - |\n| [x]{.private} | [y]{.private} |\n| 1 | 2 |", "| a | b |\n| - | - |\n| 1 | 2 |");
    becomes("`a [x]{.private} b` and ``[y]{.private}``!", "`a b` and!");
    becomes("token=[abc[0]]{.private}", "token=");
    becomes("[a `]` b]{.private} c", "c");
    becomes("a [b [c]{.private} d]{.until at=2020-01-01T00:00:00Z}", "a b d");
    becomes("a [b [c]{.private} d]{.until at=2990-01-01T00:00:00Z}", "a");
}

#[test]
fn comments_go_wherever_they_stand() {
    becomes("a <!-- b --> c", "a c");
    becomes("a\n\n<!-- b\n\n::: private\n--> \n\nc", "a\n\nc");
    becomes("`a <!-- b --> c`", "`a c`");
    becomes("a <!-- b\nc --> d", "a d");
}

#[test]
fn a_block_with_a_withholding_word_goes_whole() {
    becomes("a\n\n@Discussion: who?\nand more\n\nb", "a\n\nb");
    becomes("- a\n- b\n  - c @Discussion\n- d", "- a\n- b\n- d");
    becomes("- a @Discussion\n  - below it\n- d", "- d");
    becomes("| a | b |\n| - | - |\n| @Discussion | x |\n| 1 | 2 |", "| a | b |\n| - | - |\n| 1 | 2 |");
    becomes("```\n@Discussion\n```\n\nb", "b");
    becomes("# Head @Discussion\n\nb", "b");
    becomes("> a @Discussion\n\nb", "b");
    let (_, withheld, _) = run("@Discussion: one\n\nb\n\n@Discussion: two\nand more");
    assert_eq!(withheld.len(), 2, "one that stands apart is looked for by itself: {withheld:?}");
}

#[test]
fn definitions_that_nothing_uses_go() {
    becomes("[a]\n\n[a]: https://example.org/a\n[b]: https://example.org/b", "[a]\n\n[a]: https://example.org/a");
    becomes("[a]\n\n[a]: https://example.org/a\n[A]: https://example.org/secret", "[a]\n\n[a]: https://example.org/a");
    becomes("a[^1]\n\n[^1]: yes\n\n[^2]: no", "a[^1]\n\n[^1]: yes");
    becomes("::: private\nsee [a]\n:::\n\nb\n\n[a]: https://example.org/secret", "b");
    becomes("```\n[a]: b\n```", "```\n[a]: b\n```");
}

#[test]
fn alerts_and_tasks_stay_beside_definitions() {
    for kind in ["NOTE", "TIP", "important", "Warning", "CAUTION"] {
        let alert = format!("> [!{kind}]\n> x");
        becomes(&format!("{alert}\n\n[unused]: https://example.org/"), &alert);
        becomes(&format!("{alert}\n\n[^unused]: a note"), &alert);
        let used = format!("{alert} [a] b[^1]\n\n[a]: https://example.org/\n\n[^1]: a note");
        becomes(&used, &used);
        becomes(
            &format!("- {}\n\n[unused]: /x", alert.replace('\n', "\n  ")),
            &format!("- {}", alert.replace('\n', "\n  ")),
        );
    }
    becomes("- [ ]\n- [x] b\n\n[unused]: /x", "- [ ]\n- [x] b");
    becomes("[!NOTE]: /x", "");
}

#[test]
fn bullets_of_another_kind_are_lists() {
    assert_eq!(run("a\n\n  • b\n    • c").0, "a\n\n  - b\n    - c");
    for gone in ["<!-- x -->", "[x]{.private}", "<!--\nx\n-->"] {
        assert_eq!(run(&format!("a\n\n{gone}• b")).0, "a\n\n- b", "{gone}");
    }
}

#[test]
fn slips_are_refused() {
    refused("::: private\na", Code::BrokenMark);
    refused("a\n:::", Code::BrokenMark);
    refused("::: privat\na\n:::", Code::UnknownMark);
    refused("::: until tomorrow\na\n:::", Code::UnknownMark);
    refused("::: until 2026-12-01\na\n:::", Code::UnknownMark);
    refused("a <!-- b", Code::BrokenMark);
    refused("::: private\n```\n:::\nsecret\n```\n:::", Code::BrokenMark);
    refused("Jane]{.private}", Code::BrokenMark);
    refused("[Jane\n\nRoe]{.private}", Code::BrokenMark);
    refused("- [Jane\n- Roe]{.private}", Code::BrokenMark);
    refused("[Jane\n::: private\nRoe]{.private}\n:::", Code::BrokenMark);
    refused("[Jane <!-- Roe]{.private} -->", Code::BrokenMark);
    refused("[Jane]{.privte}", Code::UnknownMark);
    refused("[Jane]{private}", Code::UnknownMark);
    refused("[Jane] {.private}", Code::LooksLikeMark);
    refused("## Head {.private}", Code::LooksLikeMark);
    refused("[Jane](https://example.org/){.private}", Code::LooksLikeMark);
    refused("a ::: private", Code::LooksLikeMark);
    refused("：：： private\nb", Code::LooksLikeMark);
    refused(":\u{200b}:: private\nb", Code::LooksLikeMark);
    refused("!private Jane", Code::LooksLikeMark);
    refused(":: private\nx\n::", Code::LooksLikeMark);
}

#[test]
fn three_colons_can_be_written() {
    becomes("\\:::", "\\:::");
}

#[test]
fn with_notices_only_what_lifts_leaves_one() {
    let findings = Findings::new(Path::new("a.md"));
    let view = View { redactions: Redactions::Mark, ..view() };
    let source = "a [b]{.until at=2990-01-01T00:00:00Z} [c]{.private}\n\n::: until 2990-01-01T00:00:00Z\nd\n:::";
    let stripped = strip(
        source,
        Form::Markdown,
        &view,
        Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: Author::Own },
    );
    assert_eq!(stripped.text, "a withheld until 2990-01-01 00:00 UTC\n\n*withheld until 2990-01-01 00:00 UTC*");
    assert_eq!(stripped.pending().count(), 2);
}

#[test]
fn what_lies_in_a_hidden_part_lifts_nothing() {
    let lifts = |source: &str| {
        let findings = Findings::new(Path::new("a.md"));
        let stripped = strip(
            source,
            Form::Markdown,
            &view(),
            Place { findings: &findings, key: "", line: 1, rows: Rows::Many, author: Author::Own },
        );
        (stripped.lifts().count(), stripped.pending().count())
    };
    assert_eq!(lifts("::: private\n::: until 2020-01-01T00:00:00Z\nb\n:::\n:::"), (0, 0));
    assert_eq!(lifts("[a [b]{.until at=2020-01-01T00:00:00Z}]{.private}"), (0, 0));
    assert_eq!(lifts("[a [b]{.until at=2990-01-01T00:00:00Z}]{.until at=2020-01-01T00:00:00Z}"), (1, 1));
}

#[test]
fn fences_in_a_hidden_part_decide_nothing_outside() {
    becomes("::: private\n```\n:::\n\n• b", "- b");
}

#[test]
fn a_span_whose_beginning_is_in_doubt_is_refused() {
    refused("[see [RFC by Jane]{.private}", Code::BrokenMark);
    refused("```\n[a `[` b]{.private}\n```", Code::BrokenMark);
    becomes("\\[0, 1) by [Jane]{.private}", "\\[0, 1) by");
}

#[test]
fn slips_of_letter_case_and_form_are_refused() {
    refused("[Jane] {.Private}", Code::LooksLikeMark);
    refused("[Jane]{.Private}", Code::UnknownMark);
    refused("[Jane]{class=\"private\"}", Code::UnknownMark);
    refused("[Jane]{private=1}", Code::UnknownMark);
    refused("Jane{: .private}", Code::LooksLikeMark);
    // Without the comment it would be a span of an unknown class.
    refused("[c]<!-- x -->{.note d}", Code::LooksLikeMark);
    refused("[c][x]{.private}{.note d}", Code::LooksLikeMark);
    refused("Jane {#who .private}", Code::LooksLikeMark);
    refused("Jane {.private", Code::LooksLikeMark);
    refused("Jane {\n.private}", Code::LooksLikeMark);
    refused("\"!Private Jane\"", Code::LooksLikeMark);
    refused("a\r::: private\rb", Code::BrokenMark);
}

#[test]
fn a_second_definition_goes_with_all_of_its_lines() {
    becomes("[a]\n\n[a]: /one\n\n[a]:\n/secret\n'secret\ntitle'\n\nb", "[a]\n\n[a]: /one\n\nb");
    becomes("[a]\n\n[a]: /one\n\n[A\n]: /secret\n\n***", "[a]\n\n[a]: /one\n\n***");
    becomes(
        "a[^1]\n\n[^1]: yes [x]\n\n[^2]: no [^3]\n\n[^3]: no [y]\n\n[x]: /x\n[y]: /y",
        "a[^1]\n\n[^1]: yes [x]\n\n[x]: /x",
    );
    becomes("a[^1]\n\n[^1]: yes\n\n[^1]: secret", "a[^1]\n\n[^1]: yes");
}

#[test]
fn an_emptied_link_goes_with_its_address_which_is_known_to_be_withheld() {
    becomes("a [[x]{.private}](https://example.org/a_(b) \"t (u)\") b", "a b");
    becomes("a [[x]{.private}](https://example.org/a \"t) u\") b", "a b");
    let (_, withheld, _) = run("a [[x]{.private}](https://example.org/report/1) b");
    assert!(withheld.iter().any(|fragment| fragment.contains("report/1")));
    refused("[[x]{.private}]: https://example.org/secret", Code::BrokenMark);
    refused("[^[x]{.private}]: secret", Code::BrokenMark);
}

#[test]
fn a_task_and_a_footnote_go_whole() {
    becomes("- [ ] @Discussion who\n\n  - below\n- b", "- b");
    becomes("a[^1]\n\n[^1]: @Discussion who\n\n    and more", "a[^1]");
}

#[test]
fn text_that_is_nested_without_end_is_refused() {
    refused(&("- ".repeat(101) + "a"), Code::TooLarge);
    refused(&("> ".repeat(101) + "a"), Code::TooLarge);
}

#[test]
fn no_gap_in_the_numbers_tells_of_an_item() {
    becomes(
        "1. [x]{.private}\n2. b\n   2. c\n3. [y]{.private}\n\n4. d\n\ne\n\n9. f",
        "1. b\n   2. c\n\n2. d\n\ne\n\n9. f",
    );
    becomes("1. [x]{.private}\n1. b\n1. c", "1. b\n1. c");
    becomes("1. a\n2. ::: private\n   x\n   :::\n3. b", "1. a\n2. b");
}

#[test]
fn an_item_waits_for_its_text_over_several_hidden_parts() {
    becomes("- ::: private\n  x\n  :::\n  ::: private\n  y\n  :::\n  rest", "- rest");
}

#[test]
fn a_comment_in_a_comment_is_refused() {
    refused("<!-- a <!-- b --> c -->", Code::BrokenMark);
    refused("a <!-- b\n\n<!-- c\n-->\n\nd\n-->", Code::BrokenMark);
    becomes("a <!-- b --> c <!-- d --> e", "a c e");
}

#[test]
fn signs_that_close_nothing_keep_their_space() {
    becomes("2 [x]{.private} * 3 = 6", "2 * 3 = 6");
    becomes("_ _ [x]{.private} _ a", "_ _ _ a");
}

#[test]
fn what_held_nothing_else_goes_too() {
    becomes("[x]{.private}\n===\na", "a");
    becomes("a\n\n[x]{.private}\n[y]{.private}\n---\n\nb", "a\n\nb");
    becomes("b\n[x]{.private}\n===", "b\n===");
    becomes("<!-- x -->\n---", "---");
    becomes("## [x]{.private} ##\n\n## [x]{.private} {#id}\n\na", "a");
    becomes("a\n\n```\n::: private\nx\n:::\n```\n\nb", "a\n\nb");
    becomes("- ```\n  [x]{.private}\n  ```\n  rest\n- b", "- rest\n- b");
    becomes("> [!NOTE]\n> ::: private\n> x\n> :::\n\nb", "b");
    becomes("> [!NOTE]\n> @Discussion x\n\nb", "b");
    becomes("> [!NOTE]\n> ```\n> [x]{.private}\n> ```\n\nb", "b");
    becomes("> [!NOTE]\n> <!-- x -->\n> b", "> [!NOTE]\n> b");
    becomes("> [!NOTE]\n> [x]{.private}\n>\n> ```\n> b\n> ```", "> [!NOTE]\n>\n> ```\n> b\n> ```");
    becomes("> [!NOTE]\n\n::: private\nx\n:::\n\nb", "> [!NOTE]\n\nb");
    becomes("a[^1] b[^2].\n\n[^1]: [x]{.private}\n[^2]: y", "a b[^2].\n\n[^2]: y");
    becomes("Term\n: [x]{.private}", "Term");
    becomes("a <b>[x]{.private}</b> c", "a c");
    becomes("| [a]{.private} |\n|---|\n| [c]{.private} |\n\nb", "b");
    becomes("| [a]{.private} |\n|---|\n| c |", "| |\n|---|\n| c |");
    becomes("| a |\n|---|\n| [c]{.private} |\n| - |", "| a |\n|---|\n| - |");
}

#[test]
fn what_is_left_of_an_item_takes_its_marker_over() {
    becomes("- [x]{.private}\n  - b\n- c", "- - b\n- c");
    becomes("- [x]{.private}\n\n  b\n- c", "- b\n- c");
    becomes("- a\n- [x]{.private}\n\n- c", "- a\n\n- c");
    becomes("> - [x]{.private}\n>   b", "> - b");
    becomes("- <!-- x -->\n  b", "- b");
    becomes("- [ ] [x]{.private}\n  b", "- [ ] b");
    assert_eq!(run("- ::: until 2020-01-01T00:00:00Z\n  a\n\n  b\n  :::\n- c").0, "- a\n\n  b\n- c");
    becomes("```\n- [x]{.private}\n  b\n```", "```\n  b\n```");
}

#[test]
fn numbers_are_those_of_a_list_that_never_had_more() {
    becomes("::: private\n1. x\n:::\n2. b\n3. c", "1. b\n2. c");
    becomes("::: private\n1. x\n\n:::\n\n2. b", "1. b");
    becomes("1. x @Discussion\n2. b\n3. c", "1. b\n2. c");
    becomes("5. [x]{.private}\n6. b", "1. b");
    becomes("a\n1. [x]{.private}\n2. b", "a\n1. b");
    becomes("3. ::: private\n   x\n   :::\n   a\n4. b", "3. a\n4. b");
    becomes("1. a\n::: private\n2. x\n:::\n3. b\n\nc\n\n7. d", "1. a\n2. b\n\nc\n\n7. d");
    becomes("1. a\n<!-- 2. x -->\n3. b", "1. a\n2. b");
    becomes("1. a\n\nb\n\n::: private\nx\n:::\n\n2. c", "1. a\n\nb\n\n2. c");
    becomes("<!-- x -->\n3. a", "3. a");
    becomes("```\n::: private\nx\n:::\n3. a\n```", "```\n3. a\n```");
    becomes("> ::: private\n> 1. x\n> :::\n> 2. b", "> 1. b");
    becomes("::: private\n9. x\n:::\n10. a\n    - b\n11. c", "1.  a\n    - b\n2.  c");
    // Whoever numbers each item alike.
    becomes("1. a\n1. ::: private\n   x\n   :::\n1. b", "1. a\n1. b");
    becomes("1. a\n::: private\n1. x\n:::\n1. b\n1. c", "1. a\n1. b\n1. c");
}

#[test]
fn a_reference_whose_definition_is_withheld_is_refused() {
    refused("a[^1]\n\n::: private\n[^1]: x\n:::", Code::BrokenMark);
    refused("[t][r]\n\n::: private\n[r]: https://example.org/\n:::", Code::BrokenMark);
    refused("[r]\n\n::: until 2990-01-01T00:00:00Z\n[R]: https://example.org/\n:::", Code::BrokenMark);
    becomes("a[[^1]]{.private}\n\n::: private\n[^1]: x\n:::", "a");
    becomes("`[r]`\n\n::: private\n[r]: https://example.org/\n:::", "`[r]`");
    becomes("[r]\n\n[r]: /a\n\n::: private\n[r]: https://example.org/\n:::", "[r]\n\n[r]: /a");
}
