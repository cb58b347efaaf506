//! The proof on plans as people write them, with a mark added to each of their parts.

use super::*;

const SETTINGS: &str = "\
title: Plans
url: https://p.example.org/
report: { contact: [mailto:s@example.org] }
disclosure: { withhold_blocks_with: [\"@Discussion\"] }
";

/// A plan of the shape that real ones have: a table of who does what, steps, alerts, footnotes, definitions, code.
const PLAN: &str = "\
Incident response plan
======================

This plan says who does what when something went wrong.[^1] It is reviewed each spring.

> [!IMPORTANT]
> Call the on-call first, then write.

Words that we use
-----------------

Incident
: Something that hurts users or could.

Lead
: Who decides[^2], until somebody takes over.
: Named in the channel.

## Steps

1. Acknowledge within a day.
2. Find out what is affected:
   - versions and platforms,
   - accounts, and their tokens.
3. Fix it, and have it reviewed.

   Nobody reviews their own fix.
4. Tell everybody.

- [ ] The channel is open.
- [x] The lead is named.

### Who does what

| Step | Lead | Releases | Press |
|------|:----:|:--------:|:-----:|
| Acknowledge | A | I | I |
| Fix | A | R | |
| Tell | C | | A |

> [!TIP]
> Keep a log:
>
> - what was done,
> - by whom.

```sh
git log --since=yesterday

git tag -s v1.2.3
```

See [the template](https://example.org/template) and [the list][list].

***

Thank **you** for reading _all_ of it.

[list]: https://example.org/list
[^1]: Also when something nearly went wrong.

    The same steps hold.
[^2]: One person, never two.
";

/// The plan with marks in all its parts: each kind of mark comes to each part as `turn` counts up.
fn marked(plan: &str, turn: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut code = false;
    for (at, part) in plan.split("\n\n").enumerate() {
        let fences = part.lines().filter(|line| line.trim_start().starts_with("```")).count();
        let whole = !code && fences.is_multiple_of(2);
        code ^= !fences.is_multiple_of(2);
        let inside = part.starts_with([' ', '>', '|', '-', '[']) || part.contains("\n[");
        let marks = ["private", "until 2026-12-01T00:00:00Z", "tlp amber"];
        let mark = marks[(at / MARKS + turn) % marks.len()];
        parts.push(match (at + turn) % MARKS {
            _ if !whole => part.to_owned(),
            0 if !inside => format!("::: {mark}\nKnown to Skerrimore {at} alone.\n:::\n\n{part}"),
            1 if !inside && !part.contains("]:") => format!("::: {mark}\n{part}\n:::"),
            2 if !inside => format!("{part}\n\n@Discussion: does Wigeon {at} agree?"),
            // Behind words, where they are not those of a table's cell or a definition's address.
            _ => part.lines().map(|line| spanned(line, at)).collect::<Vec<_>>().join("\n"),
        });
    }
    parts.join("\n\n") + "\n"
}

const MARKS: usize = 4;

fn spanned(line: &str, at: usize) -> String {
    let words = line.ends_with(|letter: char| letter.is_alphanumeric() || ".:,;".contains(letter));
    let defines = line.starts_with('[') && line.contains("]:") && !line.starts_with("[^");
    match words && !line.contains('|') && !defines {
        true => format!("{line} [of Garrowby {at}]{{.private}}<!-- and Tolland {at} -->"),
        false => line.to_owned(),
    }
}

#[track_caller]
fn proved(name: &str, plan: &str) {
    let mut varied = 0;
    for turn in 0..MARKS {
        let text = marked(plan, turn);
        let site = Site::of([("site.yaml", SETTINGS), ("plan/index.md", text.as_str())]);
        let proof = site.prove_within(Depth::Model, Reach::All, 0);
        varied += proof.tally.parts.values().sum::<usize>();
        assert!(!proof.fails(), "{name}, turn {turn}: {}\n{text}", tell(&proof));
    }
    println!("{name}: {varied} parts varied");
    assert!(varied > 10, "{name}: only {varied} parts were varied");
}

#[test]
fn a_plan_with_marks_in_all_its_parts_is_proved() {
    proved("the plan", PLAN);
}

/// Needs plans of your own: `FANLIGHT_PLANS` names a folder of Markdown.
#[test]
#[ignore = "needs a folder of plans"]
#[allow(clippy::disallowed_methods, reason = "a test's own data")]
fn plans_of_a_folder_with_marks_in_all_their_parts_are_proved() {
    let folder = std::env::var("FANLIGHT_PLANS").expect("FANLIGHT_PLANS names a folder");
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    for file in files.filter(|file| file.path().extension().is_some_and(|extension| extension == "md")) {
        proved(&file.path().display().to_string(), &std::fs::read_to_string(file.path()).unwrap());
    }
}
