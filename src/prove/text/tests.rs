use super::super::viewpoint::{Viewpoint, instant};
use super::*;
use crate::config::Redactions;
use crate::public::Tlp;

fn viewpoint() -> Viewpoint {
    let now = instant("2026-11-21T00:00:00Z").unwrap();
    Viewpoint { now, audience: Tlp::Clear, redactions: Redactions::Omit }
}

fn run(text: &str, treatment: Treatment) -> (String, usize) {
    let mut found = 0;
    let words = ["@Discussion".to_owned()];
    let viewpoint = viewpoint();
    let mut decide = |_: &Found| {
        found += 1;
        treatment.clone()
    };
    let rewritten = rewrite(text, &viewpoint, &words, &mut decide);
    (rewritten.unwrap_or_else(|| text.to_owned()), found)
}

#[track_caller]
fn becomes(text: &str, erased: &str) {
    assert_eq!(run(text, Treatment::Erase).0, erased);
    assert_eq!(run(text, Treatment::Keep).0, text, "what is kept changed");
    let other = Treatment::Replace { words: "other".into(), marked: None };
    let (replaced, found) = run(text, other);
    assert!(found == 0 || replaced != text, "nothing was replaced in {replaced}");
    assert_eq!(run(&replaced, Treatment::Erase).0, erased, "what was replaced is no longer withheld: {replaced}");
}

#[test]
fn blocks_go_with_their_lines() {
    becomes("one\n\n::: private\nsecret\n:::\n\ntwo", "one\n\ntwo");
    becomes("one\n::: private\nsecret\n:::\ntwo", "one\ntwo");
    becomes("> a\n> ::: private\n> secret\n> :::\n> b", "> a\n> b");
    becomes("```\na\n::: tlp red\nsecret\n:::\nb\n```", "```\na\nb\n```");
    becomes("::: until 2020-01-01T00:00:00Z\na\n:::", "::: until 2020-01-01T00:00:00Z\na\n:::");
    becomes("::: private\na\n::: until 2020-01-01T00:00:00Z\nb\n:::\nc\n:::\nd", "d");
}

#[test]
fn items_leave_no_marker_and_no_gap_in_their_numbers() {
    becomes("- a\n- ::: private\n  secret\n  :::\n- b", "- a\n- b");
    becomes("- a\n- ::: private\n  secret\n  :::\n  rest\n- b", "- a\n- rest\n- b");
    becomes("1. a\n2. **[secret]{.private}**\n3. b\n4. c", "1. a\n2. b\n3. c");
    becomes("1. [secret]{.private}\n2. b", "1. b");
    becomes("1. x @Discussion\n2. b", "1. b");
    becomes("a\n\n1. [secret]{.private}\n\nb", "a\n\nb");
}

#[test]
fn spans_leave_no_scar() {
    becomes("The account of [Jane Roe]{.private} was used.", "The account of was used.");
    becomes("Found by us ([Jane Roe]{.private}), in May.", "Found by us, in May.");
    becomes("Found by **[Jane Roe]{.private}**.", "Found by.");
    becomes("a [[x]{.private}](https://example.org/secret) b", "a b");
    becomes("a [b [c]{.private} d]{.until at=2990-01-01T00:00:00Z}", "a");
    becomes("`a [x]{.private} b` and ``[y]{.private}``!", "`a b` and!");
    becomes("[Two\nlines]{.private} and a third\nline", "and a third\nline");
}

#[test]
fn comments_go() {
    becomes("a <!-- b --> c", "a c");
    becomes("a\n\n<!-- b\n\n::: private\n-->\n\nc", "a\n\nc");
    becomes("a <!-- b\nc --> d", "a d");
}

#[test]
fn blocks_with_a_word_go_whole() {
    becomes("a\n\n@Discussion: who?\nand more\n\nb", "a\n\nb");
    becomes("- a\n- b\n  - c @Discussion\n- d", "- a\n- b\n- d");
    becomes("- a @Discussion\n  - below it\n- d", "- d");
    becomes("| a | b |\n| - | - |\n| @Discussion | x |\n| 1 | 2 |", "| a | b |\n| - | - |\n| 1 | 2 |");
    becomes("```\n@Discussion\n```\n\nb", "b");
}

#[test]
fn definitions_that_nothing_uses_go() {
    becomes("[a]\n\n[a]: https://a.example\n[b]: https://b.example", "[a]\n\n[a]: https://a.example");
    becomes("::: private\nsee [a]\n:::\n\nb\n\n[a]: https://a.example", "b\n");
}

#[test]
fn what_held_nothing_else_goes_too() {
    becomes("[x]{.private}\n===\na", "a");
    becomes("b\n[x]{.private}\n===", "b\n===");
    becomes("<!-- x -->\n---", "---");
    becomes("a\n\n```\n::: private\nx\n:::\n```\n\nb", "a\n\nb");
    becomes("> [!NOTE]\n> ::: private\n> x\n> :::\n\nb", "b");
    becomes("> [!NOTE]\n> @Discussion x\n\nb", "b");
    becomes("> [!NOTE]\n> <!-- x -->\n> b", "> [!NOTE]\n> b");
    becomes("> [!NOTE]\n\n::: private\nx\n:::\n\nb", "> [!NOTE]\n\nb");
    becomes("a[^1] b[^2].\n\n[^1]: [x]{.private}\n[^2]: y", "a b[^2].\n\n[^2]: y");
    becomes("Term\n: [x]{.private}", "Term");
    becomes("a <b>[x]{.private}</b> c", "a c");
    becomes("| [a]{.private} |\n|---|\n| [c]{.private} |\n\nb", "b");
    becomes("| [a]{.private} |\n|---|\n| c |", "| |\n|---|\n| c |");
}

#[test]
fn what_is_left_of_an_item_takes_its_marker_over() {
    becomes("- [x]{.private}\n  - b\n- c", "- - b\n- c");
    becomes("- [x]{.private}\n\n  b\n- c", "- b\n- c");
    becomes("- a\n- [x]{.private}\n\n- c", "- a\n\n- c");
    becomes("> - [x]{.private}\n>   b", "> - b");
    becomes("- <!-- x -->\n  b", "- b");
    becomes("- [ ] [x]{.private}\n  b", "- [ ] b");
}

#[test]
fn numbers_are_those_of_a_list_that_never_had_more() {
    becomes("::: private\n1. x\n:::\n2. b\n3. c", "1. b\n2. c");
    becomes("5. [x]{.private}\n6. b", "1. b");
    becomes("3. ::: private\n   x\n   :::\n   a\n4. b", "3. a\n4. b");
    becomes("1. a\n::: private\n2. x\n:::\n3. b\n\nc\n\n7. d", "1. a\n2. b\n\nc\n\n7. d");
    becomes("1. a\n<!-- 2. x -->\n3. b", "1. a\n2. b");
    becomes("1. a\n\nb\n\n::: private\nx\n:::\n\n2. c", "1. a\n\nb\n\n2. c");
    becomes("::: private\n9. x\n:::\n10. a\n    - b\n11. c", "1.  a\n    - b\n2.  c");
}
