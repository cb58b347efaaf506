//! `approve`: who approves sees all that would be public, and what of it is new since it was approved last.

use super::harness::{Run, SITE, Site, holds};
use std::process::Command;

const LONG: &str = "A paragraph of more than ten words, of which each has to be read before it is approved.";

fn record(introduced: &str) -> String {
    format!(
        "---\ntitle: A flaw\npublish: true\npublished: 2026-03-04T14:00:00Z\nimpact: !until:2099-01-01T00:00:00Z Later.\n\
         affected:\n  - package: pkg:npm/quay\n    ranges: [{{ type: SEMVER, introduced: {introduced}, fixed: 1.2.0 }}]\n---\n\
         {LONG}\n"
    )
}

fn site() -> Site {
    let site = Site::bare().with("site.yaml", format!("{SITE}disclosure: {{ require_approval: true }}\n"));
    site.write("advisories/A-1.md", record("1.1.0"));
    site
}

fn git(site: &Site, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=Al", "-c", "user.email=al@example.org"]).args(arguments);
    assert!(git.current_dir(site.root()).output().expect("git").status.success(), "{arguments:?}");
}

#[track_caller]
fn says(run: &Run, words: &str) {
    assert!(run.code == 0 && run.words.contains(words), "not {words:?} in:\n{}", run.words);
}

#[test]
fn every_word_and_every_range_is_shown_with_what_each_lift_adds() {
    let run = site().run(&["approve", "A-1", "--by", "Al", "--yes"]);
    for words in [LONG, "introduced: 1.1.0", "fixed: 1.2.0", "At 2099-01-01T00:00:00Z this is added", "impact: Later."]
    {
        says(&run, words);
    }
    assert!(!run.words.contains("\n+"), "nothing was approved before: {}", run.words);
}

#[test]
fn an_edit_is_shown_against_what_was_approved_last() {
    let site = site();
    git(&site, &["init", "-q"]);
    site.run(&["approve", "A-1", "--by", "Al", "--yes"]);
    git(&site, &["add", "content"]);
    git(&site, &["commit", "-q", "-m", "approved"]);
    let approved = read(&site, "advisories/A-1.md");
    // An edit that somebody committed without approval is not what was approved.
    site.write("advisories/A-1.md", approved.replace("1.1.0", "0.9.0"));
    git(&site, &["commit", "-q", "-a", "-m", "an edit"]);
    site.write("advisories/A-1.md", approved.replace("1.1.0", "1.0.0"));
    let run = site.run(&["approve", "A-1", "--by", "Al", "--yes"]);
    let signs: Vec<&str> = run.words.lines().filter(|line| line.starts_with(['+', '-'])).collect();
    assert!(signs.len() == 2 && signs[0].contains("1.1.0") && signs[1].contains("1.0.0"), "{}", run.words);
    says(&run, LONG);
}

#[test]
fn all_that_wait_are_approved_at_once_and_a_review_tool_is_given_json() {
    let site = site();
    site.write("advisories/A-2.md", record("1.0.0"));
    site.write("advisories/A-3.md", record("1.0.0").replace("publish: true", "publish: false"));
    let before = read(&site, "advisories/A-1.md");
    let json = site.run(&["approve", "A-1", "A-2", "--format", "json"]);
    says(&json, "\"approved\": false");
    assert_eq!(read(&site, "advisories/A-1.md"), before, "nothing is written");
    let run = site.run(&["approve", "--all", "--by", "Al", "--yes"]);
    says(&run, "advisories/A-1.md: approved by Al");
    says(&run, "advisories/A-2.md: approved by Al");
    assert!(!run.words.contains("A-3"), "{}", run.words);
    says(&site.run(&["approve", "--all", "--by", "Al", "--yes"]), "Nothing waits for approval.");
}

#[test]
fn a_notice_announces_no_part_that_nobody_approved() {
    let disclosure = "disclosure: { require_approval: true, redactions: mark }";
    let record = |part: &str| {
        format!(
            "---\ntitle: A flaw\npublish: true\npublished: 2024-03-04T14:00:00Z\nimpact: !until:2099-07-02T00:00:00Z Smew {part}\n---\n\
             Words [by Merganser {part}]{{.until at=2099-07-01T00:00:00Z}}.\n\n::: until 2024-05-01T00:00:00Z\nGadwall {part}\n:::\n"
        )
    };
    let site = Site::new().settings(disclosure).with("advisories/A-1.md", record("seven"));
    site.run(&["approve", "A-1", "--by", "Al", "--yes"]).fine();
    let page = site.run(&["build"]).fine().page("advisories/A-1/index.html");
    assert!(page.contains("withheld until 2099-07-01") && page.contains("Gadwall seven"), "{page}");
    // Nobody approved the parts as they are now: they won't lift, so no time is announced for them, and none that has passed.
    let edited = read(&site, "advisories/A-1.md").replace("seven", "eight");
    site.write("advisories/A-1.md", edited);
    std::fs::remove_dir_all(site.public()).expect("a former site, which would be compared with");
    let run = site.run(&["build"]).fine();
    assert!(!holds(&run.tree, "2099-07-0") && !holds(&run.tree, "2024-05-01") && !holds(&run.tree, "withheld until"));
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.content().join(path)).expect("a record")
}

/// A key of somebody's own. `None`: this machine can't make one, which is said.
fn key(site: &Site, name: &str) -> Option<(String, String)> {
    let file = site.root().join(name);
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"])
        .arg(&file)
        .status();
    if !made.is_ok_and(|it| it.success()) {
        eprintln!("SKIPPED: there is no ssh-keygen here");
        return None;
    }
    let public = std::fs::read_to_string(file.with_extension("pub")).expect("the public key");
    Some((file.display().to_string(), public.trim().to_owned()))
}

#[test]
fn where_approvers_have_keys_an_approval_counts_that_enough_of_them_signed() {
    let site = Site::new().with("advisories/H-1.md", crate::harness::record("", "Kittiwake."));
    let (Some((ann, ann_public)), Some((ben, ben_public)), Some((eve, _))) =
        (key(&site, "ann"), key(&site, "ben"), key(&site, "eve"))
    else {
        return;
    };
    let site = site.settings(&format!(
        "disclosure: {{ require_approval: true, minimum: 2, approvers: [{{ name: Ann, key: \"{ann_public}\" }}, {{ name: Ben, key: \"{ben_public}\" }}] }}"
    ));
    let ask = |arguments: &[&str]| site.run(&[&["approve", "H-1", "--yes", "--on", "2024-05-01"], arguments].concat());
    let approve = |arguments: &[&str], words: &str| says(&ask(arguments), words);
    let refuse = |arguments: &[&str], words: &str| {
        let before = read(&site, "advisories/H-1.md");
        let run = ask(arguments);
        assert!(run.code == 2 && run.words.contains(words), "{}", run.words);
        assert_eq!(read(&site, "advisories/H-1.md"), before, "nothing is written");
    };
    let is_public = || {
        // What was public before is no matter here.
        std::fs::remove_dir_all(site.public()).ok();
        site.build().fine().tree.contains_key("advisories/H-1/index.html")
    };
    let file = || std::fs::read_to_string(site.content().join("advisories/H-1.md")).expect("the record");
    refuse(&["--by", "Ann"], "add --key");
    refuse(&["--by", "Eve", "--key", &eve], "none of those who may approve it: Ann, Ben");
    approve(&["--by", "Ann", "--key", &ann], "1 of 2");
    assert!(!is_public(), "one is fewer than two");
    assert!(site.check().words.contains("fewer have approved it"), "{}", site.check().words);
    refuse(&["--by", "Ben", "--key", &eve], "not the key that site.yaml has of Ben");
    approve(&["--by", "Ann", "--key", &ann], "already, by 1 of 2");
    approve(&["--by", "Ben", "--key", &ben], "approved by Ben");
    let signed = file();
    assert!(is_public() && signed.contains("  by: Ann\n") && signed.contains("\n    Ben: \""), "{signed}");
    // What nobody may see of who approved is nowhere.
    assert!(!site.build().fine().tree.values().any(|value| value.bytes.windows(8).any(|pair| pair == b"U1NIU0lH")));
    site.write("advisories/H-1.md", signed.replace("A public title", "Another title"));
    assert!(!is_public(), "it was changed since");
    let unsigned = signed.split("  signatures:").next().expect("what is before").to_owned();
    site.write("advisories/H-1.md", unsigned + &signed[signed.rfind("---").expect("the end of the keys")..]);
    assert!(!is_public(), "a name alone is nobody's word");
    let forged: Vec<&str> = signed.lines().filter(|line| !line.starts_with("    Ben: ")).collect();
    let forged = forged.join("\n").replace("    Ann: ", "    Ben: ");
    site.write("advisories/H-1.md", forged);
    assert!(!is_public(), "Ann's signature is not Ben's");
    site.write("advisories/H-1.md", signed);
    assert!(is_public());
}

#[test]
fn one_who_has_no_key_counts_beside_those_who_sign_whoever_is_first() {
    let site = Site::new();
    let Some((ann, public)) = key(&site, "ann") else { return };
    let site = site.settings(&format!(
        "disclosure: {{ require_approval: true, minimum: 2, approvers: [{{ name: Ann, key: \"{public}\" }}, {{ name: Ben, account: ben }}] }}"
    ));
    let approve =
        |arguments: &[&str]| site.run(&[&["approve", "H-1", "--yes", "--on", "2024-05-01"], arguments].concat());
    let (signs, says_so) = (vec!["--by", "Ann", "--key", &*ann], vec!["--by", "Ben"]);
    for [first, second] in [[&signs, &says_so], [&says_so, &signs]] {
        site.write("advisories/H-1.md", crate::harness::record("", "Kittiwake."));
        says(&approve(first), "1 of 2");
        let run = approve(second);
        assert!(run.code == 0 && !run.words.contains("of 2: until"), "{}", run.words);
        assert!(site.build().fine().tree.contains_key("advisories/H-1/index.html"));
        std::fs::remove_dir_all(site.public()).expect("the site");
    }
    let run = approve(&["--by", "Ben", "--key", &ann]);
    assert!(run.code == 2 && run.words.contains("no key of Ben's"), "{}", run.words);
}

#[test]
fn a_project_has_approvers_of_its_own() {
    let site = Site::bare()
        .with("advisories/H-1.md", crate::harness::record("projects: [core]", "Kittiwake."))
        .with("advisories/H-2.md", crate::harness::record("projects: [core, tern]", "Whinchat."))
        .with("advisories/H-3.md", crate::harness::record("", "Redshank."));
    let (Some((ann, ann_public)), Some((ben, ben_public))) = (key(&site, "ann"), key(&site, "ben")) else { return };
    let projects = SITE.lines().find(|line| line.starts_with("projects:")).expect("the projects");
    let own = format!(
        "projects: [{{ id: core, approvers: [{{ name: Ann, key: \"{ann_public}\" }}] }}, {{ id: tern, approvers: [{{ name: Ben, key: \"{ben_public}\" }}] }}]\n\
         disclosure: {{ require_approval: true, approvers: [{{ name: Ben, key: \"{ben_public}\" }}] }}"
    );
    let site = site.with("site.yaml", SITE.replace(projects, &own));
    let approve = |id: &str, by: &str, key: &str| {
        let run = site.run(&["approve", id, "--yes", "--on", "2024-05-01", "--by", by, "--key", key]);
        assert_eq!(run.code, 0, "{}", run.words);
    };
    let public = || {
        std::fs::remove_dir_all(site.public()).ok();
        let tree = site.build().fine().tree;
        ["H-1", "H-2", "H-3"].map(|id| tree.contains_key(&format!("advisories/{id}/index.html")))
    };
    ["H-2", "H-3"].iter().for_each(|id| approve(id, "Ben", &ben));
    assert_eq!(public(), [false, false, true], "Ben is nobody of the project core");
    assert_eq!(site.run(&["approve", "H-1", "--yes", "--by", "Ben", "--key", &ben]).code, 2);
    ["H-1", "H-2"].iter().for_each(|id| approve(id, "Ann", &ann));
    assert_eq!(public(), [true, true, true]);
    // Who takes a record out of its project changes what is disclosed; a withheld project is none.
    let text = read(&site, "advisories/H-1.md");
    site.write("advisories/H-1.md", text.replace("projects: [core]", "projects: [!private \"core\"]"));
    assert_eq!(public(), [false, true, true]);
}

#[test]
fn what_is_wrong_of_approvers_stops_the_build() {
    const KEY: &str = include_str!("../../src/private/approve/signatures/key.pub");
    let ann = format!("{{ name: Ann, key: \"{}\" }}", KEY.trim());
    for (keys, said) in [
        (format!("approvers: [{ann}]"), "no approval is asked of them"),
        (format!("require_approval: true, minimum: 2, approvers: [{ann}]"), "so many can't approve"),
        (format!("require_approval: true, minimum: 0, approvers: [{ann}]"), "so many can't approve"),
        (
            format!("require_approval: true, approvers: [{ann}, {}]", ann.replace("Ann", "Ben")),
            "two approvers have one key",
        ),
        (format!("require_approval: true, approvers: [{ann}, {ann}]"), "two approvers have one name"),
        ("require_approval: true, approvers: [{ name: Ann, key: nothing }]".into(), "no SSH public key"),
        ("require_approval: true, minimum: 1".into(), "nobody is named"),
        ("require_approval: true, approvers:".into(), "site.yaml:5"),
    ] {
        let run = Site::new().settings(&format!("disclosure: {{ {keys} }}")).build();
        assert!(run.code == 1 && run.words.contains(said), "{keys}: {}", run.words);
    }
}

#[test]
fn a_record_without_a_date_is_shown_as_one() {
    let site = site();
    site.write("advisories/A-2.md", "---\ntitle: A flaw\n---\nWords.\n");
    let run = site.run(&["approve", "A-2", "--by", "Al", "--yes"]);
    says(&run, "Public, once it has a date:");
    says(&run, "it has no date yet");
    assert!(!run.words.contains("1970"), "{}", run.words);
}

#[test]
fn who_stops_reading_stops_nothing() {
    let site = site();
    let mut command = site.command(&["approve", "A-1", "--by", "Al", "--yes"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().expect("the program");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("its end").code(), Some(0));
    assert!(read(&site, "advisories/A-1.md").contains("  by: Al\n"));
}
