//! What a careful person does wrong: each slip is an error with its file, line and key, quotes nothing, and publishes
//! nothing.

use super::harness::{Run, Site, difference, record};

/// Stands where a value stands that no message may quote.
const VALUE: &str = "kittiwake";

/// A slip in `advisories/slip.md`: its text, and what the message begins with behind `error[`.
type Slip<'s> = (&'s str, &'s str);

#[track_caller]
fn all_refused(slips: &[Slip]) {
    let site = Site::new().with("advisories/good.md", record("", "Good."));
    let before = site.published();
    let mut wrong = Vec::new();
    for (text, expected) in slips {
        site.write("advisories/slip.md", text);
        let (check, build) = (site.check(), site.build());
        let mut fault = |what: &str, run: &Run| wrong.push(format!("{what}: {text:?}\n{}\n{}", run.code, run.words));
        if check.code != 1 || !check.words.lines().any(|line| line.starts_with(&format!("error[{expected}"))) {
            fault(&format!("expected {expected:?}"), &check);
        }
        if build.code != 1 || !build.words.contains("nothing was published") {
            fault("built", &build);
        }
        if [&check, &build].iter().any(|run| run.words.to_lowercase().contains(VALUE)) {
            fault("quoted", &check);
        }
        if let Some(difference) = difference(&before, &build.tree) {
            fault(&difference, &build);
            site.remove("advisories/slip.md");
            site.published();
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), slips.len(), wrong.join("\n\n"));
}

/// Slips in the text of a published record, whose body begins in line 7.
#[track_caller]
fn all_refused_in_text(slips: &[Slip]) {
    let texts: Vec<String> = slips.iter().map(|(body, _)| record("tags: [a]", body)).collect();
    let slips: Vec<Slip> = texts.iter().zip(slips).map(|(text, (_, expected))| (text.as_str(), *expected)).collect();
    all_refused(&slips);
}

/// Slips in a published record's keys, the first of which stands in line 5.
#[track_caller]
fn all_refused_in_keys(slips: &[Slip]) {
    let texts: Vec<String> = slips.iter().map(|(keys, _)| record(keys, "Words.")).collect();
    let slips: Vec<Slip> = texts.iter().zip(slips).map(|(text, (_, expected))| (text.as_str(), *expected)).collect();
    all_refused(&slips);
}

#[test]
fn a_mark_is_closed_opened_and_never_crosses_another() {
    all_refused_in_text(&[
        ("::: private\nkittiwake", "broken-mark]: advisories/slip.md:8: a withheld block has no end"),
        ("kittiwake\n:::", "broken-mark]: advisories/slip.md:9:"),
        ("::: private\n::: tlp amber\nkittiwake\n:::", "broken-mark]: advisories/slip.md:8:"),
        ("a <!-- kittiwake", "broken-mark]: advisories/slip.md:8:"),
        ("kittiwake]{.private}", "broken-mark]: advisories/slip.md:8:"),
        ("[kitti\n\nkittiwake]{.private}", "broken-mark]: advisories/slip.md:10:"),
        ("[kittiwake\n::: private\nb]{.private}\n:::", "broken-mark]: advisories/slip.md:9:"),
        ("[kittiwake <!-- b]{.private} -->", "broken-mark]: advisories/slip.md:8:"),
        ("::: private\n[a\n:::\nkittiwake]{.private}", "broken-mark]: advisories/slip.md:11:"),
        ("- [a\n- kittiwake]{.private}", "broken-mark]: advisories/slip.md:9:"),
    ]);
}

#[test]
fn a_mark_says_a_word_that_is_known() {
    all_refused_in_text(&[
        ("::: kittiwake\na\n:::", "unknown-mark]: advisories/slip.md:8:"),
        ("::: private kittiwake\na\n:::", "unknown-mark]: advisories/slip.md:8:"),
        ("::: until kittiwake\na\n:::", "unknown-mark]: advisories/slip.md:8:"),
        ("::: until 2037-01-01\nkittiwake\n:::", "unknown-mark]: advisories/slip.md:8:"),
        ("::: tlp kittiwake\na\n:::", "unknown-mark]: advisories/slip.md:8:"),
        ("[a]{.kittiwake}", "unknown-mark]: advisories/slip.md:8:"),
        ("[kittiwake]{private}", "unknown-mark]: advisories/slip.md:8:"),
        ("[a]{.private kittiwake}", "unknown-mark]: advisories/slip.md:8:"),
        ("[a]{.until at=kittiwake}", "unknown-mark]: advisories/slip.md:8:"),
        ("[a]{.until at=2037-01-01}", "unknown-mark]: advisories/slip.md:8:"),
        ("[kittiwake]{.private", "unknown-mark]: advisories/slip.md:8:"),
    ]);
    all_refused_in_keys(&[
        ("impact: !privat kittiwake", "unknown-mark]: advisories/slip.md:5:"),
        ("impact: !kittiwake a", "unknown-mark]: advisories/slip.md:5:"),
        ("impact: !until:2037-01-01 kittiwake", "unknown-mark]: advisories/slip.md:5:"),
        ("impact: !until:kittiwake a", "unknown-mark]: advisories/slip.md:5:"),
        ("impact: !tlp:kittiwake a", "unknown-mark]: advisories/slip.md:5:"),
    ]);
}

#[test]
fn what_looks_like_a_mark_and_is_none_is_refused() {
    all_refused_in_text(&[
        ("a kittiwake ::: private", "looks-like-mark]: advisories/slip.md:8:"),
        ("：：： private\nkittiwake", "looks-like-mark]: advisories/slip.md:8:"),
        (":\u{200b}:: private\nkittiwake", "looks-like-mark]: advisories/slip.md:8:"),
        ("a !private kittiwake", "looks-like-mark]: advisories/slip.md:8:"),
        ("！private kittiwake", "looks-like-mark]: advisories/slip.md:8:"),
        ("!until:2037-01-01T00:00:00Z kittiwake", "looks-like-mark]: advisories/slip.md:8:"),
        ("!tlp:amber kittiwake", "looks-like-mark]: advisories/slip.md:8:"),
        ("[kittiwake] {.private}", "looks-like-mark]: advisories/slip.md:8:"),
        ("## kittiwake {.private}", "looks-like-mark]: advisories/slip.md:8:"),
        ("[a](https://example.org/kittiwake){.private}", "looks-like-mark]: advisories/slip.md:8:"),
        ("kittiwake { .private }", "looks-like-mark]: advisories/slip.md:8:"),
        ("＜!-- kittiwake --＞", "looks-like-mark]: advisories/slip.md:8:"),
    ]);
    all_refused_in_keys(&[
        ("impact: '!private kittiwake'", "looks-like-mark]: advisories/slip.md:5: impact:"),
        ("tags: [\"::: kittiwake\"]", "unknown-mark]: advisories/slip.md:5: tags:"),
        ("credits: [{ name: \"kittiwake {.private}\" }]", "looks-like-mark]: advisories/slip.md:5: credits:"),
        ("impact: |\n  a\n  b ::: kittiwake", "looks-like-mark]: advisories/slip.md:7: impact:"),
    ]);
}

#[test]
fn a_tag_stands_on_a_whole_key_or_a_whole_item() {
    all_refused_in_keys(&[
        ("credits: [{ name: !private \"kittiwake\" }]", "misplaced-mark]: advisories/slip.md:5: credits[0].name:"),
        (
            "references:\n  - url: !private https://kittiwake.example",
            "misplaced-mark]: advisories/slip.md:6: references[0].url:",
        ),
        (
            "affected:\n  - package: a\n    versions: [1, !private \"kittiwake\"]",
            "misplaced-mark]: advisories/slip.md:7: affected[0].versions[1]:",
        ),
        ("tags: [!private customer kittiwake]", "misplaced-mark]: advisories/slip.md:5:"),
        ("tags: [!private customer, kittiwake]", "misplaced-mark]: advisories/slip.md:5:"),
        ("!private kittiwake: a", "misplaced-mark]: advisories/slip.md:5:"),
        ("id: !private kittiwake", "misplaced-mark]: advisories/slip.md:5: id:"),
        ("embargo: !private 2024-01-02T00:00:00Z", "misplaced-mark]: advisories/slip.md:5: embargo:"),
        ("tlp: !private green", "misplaced-mark]: advisories/slip.md:5: tlp:"),
        ("approved: !private { by: kittiwake, on: 2024-01-01 }", "misplaced-mark]: advisories/slip.md:5: approved:"),
        ("modified: !private 2024-01-03", "misplaced-mark]: advisories/slip.md:5: modified:"),
    ]);
}

#[test]
fn yaml_that_could_hide_a_value_is_refused() {
    all_refused_in_keys(&[
        ("impact: !!private kittiwake", "forbidden-yaml]: advisories/slip.md:5:"),
        ("impact: !<private> kittiwake", "forbidden-yaml]: advisories/slip.md:5:"),
        ("impact: !!str kittiwake", "forbidden-yaml]: advisories/slip.md:5:"),
        ("impact: &kittiwake a", "forbidden-yaml]: advisories/slip.md:5:"),
        ("impact: &a kittiwake\nsummary: *a", "forbidden-yaml]: advisories/slip.md:6:"),
        ("<<: { impact: kittiwake }", "forbidden-yaml]: advisories/slip.md:5:"),
        ("%TAG ! tag:kittiwake", "forbidden-yaml]: advisories/slip.md:5:"),
        ("impact: a\nimpact: kittiwake", "duplicate-key]: advisories/slip.md:6:"),
        ("kittiwake: a\nkittiwake: b", "duplicate-key]: advisories/slip.md:6:"),
        ("impact: \"kittiwake", "syntax]: advisories/slip.md:"),
        ("impact: a: kittiwake", "syntax]: advisories/slip.md:5:"),
        ("\tkittiwake", "syntax]: advisories/slip.md:"),
    ]);
    let bomb = format!("private: {}{}", "[".repeat(200), "]".repeat(200));
    all_refused_in_keys(&[(&bomb, "too-large]: advisories/slip.md:5:")]);
}

#[test]
fn keys_and_their_values_are_those_that_are_known() {
    all_refused_in_keys(&[
        ("kittiwake: a", "unknown-key]: advisories/slip.md:5: a key that Fanlight doesn't know"),
        ("impact: !private The parser\n\nkittiwake: trusted it", "unknown-key]: advisories/slip.md:7:"),
        ("credits: [{ name: a, kittiwake: b }]", "unknown-key]: advisories/slip.md:5: credits[0]"),
        ("exploitation: kittiwake", "wrong-value]: advisories/slip.md:5: exploitation:"),
        ("severity: kittiwake", "wrong-value]: advisories/slip.md:5: severity:"),
        ("projects: [kittiwake]", "wrong-value]: advisories/slip.md:5: projects:"),
        ("tlp: kittiwake", "wrong-value]: advisories/slip.md:5: tlp:"),
        ("cwe: kittiwake", "wrong-value]: advisories/slip.md:5: cwe"),
        ("impact: [kittiwake]", "wrong-type]: advisories/slip.md:5: impact:"),
        ("timeline: kittiwake", "wrong-type]: advisories/slip.md:5: timeline"),
        ("embargo: 2037-12-01", "bad-time]: advisories/slip.md:5: embargo:"),
        ("embargo: kittiwake", "bad-time]: advisories/slip.md:5: embargo:"),
        ("modified: kittiwake", "bad-time]: advisories/slip.md:5: modified:"),
        ("references: [{ url: kittiwake }]", "bad-url]: advisories/slip.md:5: references.url:"),
        ("references: [{ url: \"javascript:kittiwake\" }]", "bad-url]: advisories/slip.md:5: references.url:"),
        ("references: [{ title: kittiwake }]", "missing-key]: advisories/slip.md:5: references[0]"),
        ("id: ../kittiwake", "bad-id]: advisories/slip.md:5: id:"),
        ("affected: [{ package: \"pkg:kittiwake\" }]", "wrong-value]: advisories/slip.md:5: affected.package:"),
        (
            "affected: [{ package: a, ranges: [{ fixed: \"1\", last_affected: \"2\" }] }]",
            "wrong-value]: advisories/slip.md:5: affected.ranges:",
        ),
    ]);
    let long = format!("summary: {}", "kittiwake ".repeat(31));
    all_refused_in_keys(&[(&long, "wrong-value]: advisories/slip.md:5: summary:")]);
}

#[test]
fn a_record_says_that_it_is_published_and_since_when() {
    all_refused(&[
        (
            "---\ntitle: kittiwake\npublish: yes\npublished: 2024-01-01\n---\n",
            "wrong-value]: advisories/slip.md:3: publish:",
        ),
        (
            "---\ntitle: kittiwake\npublish: \"true\"\npublished: 2024-01-01\n---\n",
            "wrong-value]: advisories/slip.md:3: publish:",
        ),
        (
            "---\ntitle: kittiwake\npublish: !private true\npublished: 2024-01-01\n---\n",
            "misplaced-mark]: advisories/slip.md:3: publish:",
        ),
        ("---\ntitle: kittiwake\npublish: true\n---\n", "missing-key]: advisories/slip.md: published:"),
        ("---\npublish: true\npublished: 2024-01-01\n---\nkittiwake\n", "title]: advisories/slip.md: title:"),
        (
            "---\ntitle: \"[kittiwake]{.private}\"\npublish: true\npublished: 2024-01-01\n---\n",
            "title]: advisories/slip.md:2: title:",
        ),
    ]);
}

#[test]
fn front_matter_is_yaml_and_ends() {
    all_refused(&[
        ("+++\ntitle = \"kittiwake\"\n+++\n", "front-matter]: advisories/slip.md:1:"),
        ("---\ntitle: kittiwake\n", "front-matter]: advisories/slip.md:1:"),
        ("---\n- kittiwake\n---\n", "front-matter]: advisories/slip.md:2:"),
        ("{\n\"title\": \"kittiwake\" }", "front-matter]: advisories/slip.md:1:"),
    ]);
}

/// A file's name may be all that is secret about it: `build` doesn't print that of one that isn't published.
#[test]
fn the_name_of_a_file_that_is_not_published_is_told_by_check_alone() {
    let broken = "---\nnonsense: 1\n---\n";
    let slips: &[(&str, &[u8], &str)] = &[
        ("advisories/kittiwake.txt", b"a", "unknown-file"),
        ("advisorys/kittiwake.md", b"a", "unknown-file"),
        ("kittiwake/a.md", b"a", "unknown-file"),
        ("advisories/a/.kittiwake", b"a", "attachment"),
        ("advisories/a/kittiwake.bak", b"a", "attachment"),
        ("static/kittiwake.txt~", b"a", "attachment"),
        ("plan/sub/.kittiwake.png", b"a", "attachment"),
        ("incidents/kittiwake.md", b"\xff\xfe", "unreadable"),
        ("incidents/kittiwake.md", b"---\n", "front-matter"),
        ("incidents/kittiwake.json", b"{", "syntax"),
        ("incidents/kittiwake.yaml", broken.as_bytes(), "forbidden-yaml"),
    ];
    for (path, bytes, code) in slips {
        let site = Site::new().with("advisories/good.md", record("", "Good.")).with(path, bytes);
        let (build, check) = (site.build(), site.check());
        assert_eq!((build.code, check.code), (1, 1), "{path}:\n{}", check.words);
        assert!(check.words.contains(&format!("error[{code}]: {path}")), "{path}: {}", check.words);
        let words = build.words.to_lowercase();
        assert!(words.contains("error[elsewhere]") && words.contains("nothing was published"), "{path}: {words}");
        assert!(!words.contains(VALUE) && !words.contains(&path.to_lowercase()), "{path}: {words}");
    }
}

#[test]
fn what_is_wrong_in_what_surely_is_not_public_stops_no_build_and_check_reports_it() {
    let slips: [(&str, &[u8], &str); 3] = [
        ("pages/kittiwake.md", b"---\npublish: false\nnonsense: 1\n---\n", "unknown-key"),
        ("notices/GOOD.md", b"---\ntitle: kittiwake\n---\n", "duplicate-id"),
        ("advisories/ahead.md", b"---\ntitle: kittiwake\npublish: true\npublished: 2037-01-01\n---\n", "bad-time"),
    ];
    let site = Site::new().with("advisories/good.md", record("", "Good."));
    let without = site.build();
    for (path, bytes, code) in slips {
        site.write(path, bytes);
        let (build, check) = (site.build(), site.check());
        assert_eq!((build.code, check.code), (0, 1), "{path}:\n{}", check.words);
        assert!(check.words.contains(&format!("error[{code}]: {path}")), "{path}: {}", check.words);
        assert!(difference(&without.tree, &build.tree).is_none() && !build.words.contains("elsewhere"), "{path}");
        site.remove(path);
    }
}

#[test]
fn site_yaml_and_audit_yaml_are_as_strict() {
    use super::harness::{AT, SITE};
    let settings = [
        ("kittiwake: a", "unknown-key]: site.yaml:5:"),
        ("license: !private kittiwake", "misplaced-mark]: site.yaml:5:"),
        ("disclosure: { redactions: kittiwake }", "wrong-value]: site.yaml:5: disclosure.redactions:"),
        ("disclosure: { kittiwake: true }", "unknown-key]: site.yaml:5:"),
        ("feeds: { limit: kittiwake }", "wrong-type]: site.yaml:5: feeds.limit:"),
        ("license: &kittiwake a", "forbidden-yaml]: site.yaml:5:"),
    ];
    for (line, expected) in settings {
        let run = Site::new().settings(line).build();
        assert_eq!(run.code, 1, "{line}");
        assert!(run.words.contains(&format!("error[{expected}")), "{line}: {}", run.words);
        assert!(!run.words.contains(VALUE), "{}", run.words);
    }
    let run = Site::new().with("site.yaml", SITE.replace("https://security", "kittiwake")).build();
    assert!(run.code == 1 && run.words.contains("error[bad-url]: site.yaml:2: url:"), "{}", run.words);
    let run = Site::new().with("site.yaml", "title: kittiwake\n").build();
    assert!(run.code == 1 && run.words.contains("error[missing-key]: site.yaml:1: url:"), "{}", run.words);
    let run = Site::new().with("audit.yaml", "- { text: kittiwake, kittiwake: 1 }\n").build();
    assert!(run.code == 1 && !run.words.contains(VALUE), "{}", run.words);
    let check = Site::new().with("audit.yaml", "kittiwake").run(&["check", "--at", AT]);
    assert!(check.code == 1 && !check.words.contains(VALUE), "{}", check.words);
}

#[test]
fn a_record_in_a_folder_of_its_section_is_an_error_and_never_nothing() {
    let site = Site::new()
        .with("advisories/py/H-1.md", record("", "Kittiwake."))
        .with("advisories/py/picture.md", "A file.\n");
    let words = site.check().words;
    assert!(
        words.contains("error[misplaced-record]: advisories/py/H-1.md") && !words.contains("picture.md"),
        "{words}"
    );
    // Beside a record it is a file like any other.
    let beside = site.with("advisories/py/index.md", record("", "Text."));
    assert!(!beside.check().words.contains("misplaced-record"));
}

#[test]
fn minutes_are_enough_for_an_instant_and_what_lacks_a_zone_is_told_so() {
    let timeline = "timeline:\n  - { at: 2024-04-14T16:37Z, text: One }\n  - { at: 2024-04-14 16:37 UTC, text: Two }";
    let page = Site::new().with("incidents/i.md", record(timeline, "Text.")).published();
    let page = String::from_utf8_lossy(&page["incidents/i/index.html"].bytes).into_owned();
    assert_eq!(page.matches("datetime=\"2024-04-14T16:37:00Z\"").count(), 2, "{page}");
    for (written, said) in [("2024-04-14 16:37", "add Z"), ("2024-02-30", "no such day"), ("05/01/2024", "year first")]
    {
        let words = Site::new().with("incidents/i.md", record(&format!("modified: {written}"), "Text.")).check().words;
        assert!(words.contains("bad-time") && words.contains(said), "{written}: {words}");
    }
    let word = Site::new().with("incidents/i.md", record("status: resolvd", "Text.")).check().words;
    assert!(word.contains("is `resolved` meant?"), "{word}");
}
