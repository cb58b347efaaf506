//! The commands that a coordinator uses: explain, next, approve, diff, build --against. Each test is a folder, a few files
//! and what is said of them.

use assert_cmd::Command;
use std::path::PathBuf;
use tempfile::TempDir;

#[allow(clippy::disallowed_methods, reason = "a test of waiting needs the clock")]
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

const CANARY: &str = "Quillfeather";

const SETTINGS: &str =
    "title: Harbour Security\nurl: https://security.example.org/\nreport: { contact: mailto:security@example.org }\n";

struct Folder(TempDir);

/// What a command said.
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn new(settings: &str) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        folder.write("content/site.yaml", &format!("{SETTINGS}{settings}"))
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(self, path: &str, text: &str) -> Folder {
        self.put(path, text);
        self
    }

    #[allow(clippy::disallowed_methods, reason = "a test sets its files up")]
    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
        std::fs::write(path, text).expect("to write");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect("to read")
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from:?} is not in {path}");
        self.put(path, &text.replace(from, to));
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
        let mut command = Command::cargo_bin("fanlight").expect("the program");
        command.current_dir(self.0.path()).env_remove("CI").args(arguments).envs(environment.iter().copied());
        let output = command.output().expect("to run");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Said {
    #[track_caller]
    fn fine(self) -> Said {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Said {
        assert!(self.out.contains(words) || self.err.contains(words), "not {words:?} in:\n{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn never_says(self, words: &str) -> Said {
        assert!(!self.out.contains(words) && !self.err.contains(words), "{words:?} in:\n{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn ends_with(self, code: i32) -> Said {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }
}

fn record(id: &str, more: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: A flaw\npublish: true # at last\npublished: 2026-03-04T14:00:00Z\n{more}---\n\nThe body.\n"
    )
}

/// One public record that withholds something, one that waits, one that nobody marked.
fn three_records() -> Folder {
    Folder::new("")
        .write("content/advisories/A-1.md", &record("A-1", &format!("impact: !private {CANARY} the impact\n")))
        .write("content/advisories/A-2.md", &record("A-2", "embargo: 2099-03-04T14:00:00Z\n"))
        .write("content/advisories/A-3.md", &format!("---\ntitle: {CANARY} draft\n---\n"))
}

#[test]
fn explain_names_each_record_with_its_rule_and_time() {
    let said = three_records().run(&["explain"]).fine().never_says(CANARY);
    let line = |id: &str| said.out.lines().find(|line| line.starts_with(id)).unwrap_or_default().to_owned();
    assert!(line("A-1").ends_with("public since 2026-03-04T14:00:00Z; 1 part withheld"), "{}", said.out);
    assert!(line("A-2").contains("withheld until 2099-03-04T14:00:00Z, rule 2"), "{}", said.out);
    assert!(line("A-3").contains("withheld, rule 1"), "{}", said.out);
}

#[test]
fn explain_names_each_key_and_each_marked_part_with_its_line_and_never_a_value() {
    let more = format!(
        "impact: !private {CANARY}\nroot_cause: !until:2099-01-01T00:00:00Z {CANARY}\ntags: [a, !tlp:amber \"{CANARY}\"]\n\
         credits: [{{ name: Al, contact: {CANARY}@example.org }}]\nprivate: {{ ticket: {CANARY}-7 }}\n"
    );
    let body =
        format!("See [{CANARY} Ltd]{{.private}} <!-- {CANARY} -->\n\n::: until 2020-01-01T00:00:00Z\nLifted.\n:::\n");
    let folder =
        Folder::new("").write("content/advisories/A-1.md", &record("A-1", &more).replace("The body.\n", &body));
    folder
        .run(&["explain", "a-1"])
        .fine()
        .never_says(CANARY)
        .says("impact              withheld, rule 4: it is marked private")
        .says("withheld until 2099-01-01T00:00:00Z, rule 4")
        .says("tags[1]")
        .says("withheld, rule 4: it is TLP:AMBER")
        .says("credits[0].contact")
        .says("comment             withheld, rule 4\n")
        .says("public since 2020-01-01T00:00:00Z")
        .says("publish             never shown")
        .says("the audit looks for private.ticket");
    folder.run(&["explain", "content/advisories/A-1.md"]).fine();
    folder.run(&["explain", "A-9"]).ends_with(2).says("no such record");
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["explain", "A-1", "--format", "json"]).fine().out).expect("JSON");
    assert_eq!(json["files"][0]["whole"]["public"], true);
    assert!(json["files"][0]["parts"].as_array().is_some_and(|all| all.iter().any(|it| it["why"] == "comment")));
}

#[test]
fn explain_names_what_pages_incidents_and_their_folders_withhold_each_once() {
    let incident = |id: &str, publish: bool| {
        let record = record(id, "accounts: { name: them }\n").replace("The body.", "The [log](log.txt).");
        record.replace("publish: true", &format!("publish: {publish}"))
    };
    let mut folder = Folder::new("").write("content/pages/policy.md", "---\nprivate: { a: b }\n---\nWords.\n");
    for (id, publish) in [("I-1", true), ("I-2", false)] {
        folder = folder.write(&format!("content/incidents/{id}/index.md"), &incident(id, publish));
        folder = folder.write(&format!("content/incidents/{id}/log.txt"), "Linked.");
        folder = folder.write(&format!("content/incidents/{id}/loose.txt"), "Not linked.");
    }
    let lines = |what: &str, begins: &str| -> Vec<String> {
        let out = folder.run(&["explain", what]).fine().out;
        let lines = out.lines().map(|line| line.trim_start_matches([' ', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
        lines.filter(|line| line.starts_with(begins)).map(|line| line[begins.len()..].trim().to_owned()).collect()
    };
    let withheld = "withheld, rule 4: no disclosed text links to it";
    assert_eq!(lines("I-1", "accounts"), ["withheld, rule 4: accounts are never published"]);
    assert_eq!(lines("I-1", "text"), ["public"]);
    assert_eq!(lines("I-1", "file log.txt"), ["public"]);
    assert_eq!(lines("I-1", "file loose.txt"), [withheld]);
    assert_eq!(lines("I-2", "file log.txt"), [withheld]);
    assert_eq!(lines("content/pages/policy.md", "private"), ["withheld, rule 4: `private` is for yourselves"]);
}

#[test]
fn explain_tells_in_ci_of_what_is_public_only() {
    let folder = three_records();
    let ci = [("CI", "true")];
    let said = folder.run_with(&["explain"], &ci).fine().says("--private-log").never_says("A-2").never_says("A-3");
    assert!(said.out.trim_end().ends_with("public since 2026-03-04T14:00:00Z"), "{}", said.out);
    folder.run_with(&["explain", "A-2"], &ci).ends_with(2).says("no such record");
    folder.run_with(&["explain", "A-1"], &ci).fine().never_says("impact");
    folder.run_with(&["explain", "--private-log"], &ci).fine().says("A-2");
}

#[test]
fn prove_and_next_say_the_same_in_ci_whatever_is_withheld() {
    let with = three_records();
    let without = Folder::new("").write("content/advisories/A-1.md", &record("A-1", ""));
    let lifts = "impact: !until:2099-05-06T14:00:00Z Later.\n";
    let later = Folder::new("").write("content/advisories/A-1.md", &record("A-1", lifts));
    let ci = [("CI", "true")];
    for command in [&["prove", "--no-surroundings", "--at", "2026-11-30T00:00:00Z"][..], &["next"]] {
        let said = |folder: &Folder| {
            let said = folder.run_with(command, &ci);
            (said.code, said.out, said.err)
        };
        assert_eq!(said(&with), said(&without), "{command:?}");
        assert_eq!(said(&later), said(&without), "{command:?}");
    }
    let at = ["prove", "--no-surroundings", "--at", "2026-11-30T00:00:00Z"];
    let private = with.run(&at).fine();
    let counts = |said: &Said| said.out.lines().count();
    assert!(counts(&private) > counts(&with.run_with(&at, &ci)), "what is counted is told in private");
}

#[test]
fn next_is_one_line_or_none() {
    let folder = three_records();
    folder.edit("content/site.yaml", "title:", "outputs: { reports: false }\ntitle:");
    assert_eq!(folder.run(&["next"]).fine().out, "2099-03-04T14:00:00Z\n");
    let json = folder.run(&["next", "--format", "json"]).fine().out;
    assert_eq!(
        json,
        "{\"at\":\"2099-03-04T14:00:00Z\",\"changes\":[\"record\"],\"causes\":[{\"file\":\"advisories/A-2.md\",\"id\":\"A-2\",\"key\":null}]}\n"
    );
    folder.edit("content/advisories/A-2.md", "publish: true", "publish: false");
    assert_eq!(folder.run(&["next"]).fine().out, "");
}

#[test]
fn next_counts_the_end_of_a_period_whose_report_is_of_what_was_so_far() {
    let folder = Folder::new("").write("content/advisories/A-1.md", &record("A-1", ""));
    let ends = |at: &str| folder.run(&["next", "--at", at]).fine().out;
    assert_eq!(ends("2026-03-05T00:00:00Z"), "2026-04-01T00:00:00Z\n");
    assert_eq!(ends("2026-04-01T00:00:00Z"), "2027-01-01T00:00:00Z\n");
}

#[test]
fn next_counts_no_part_that_would_not_show() {
    let part = "impact: !until:2098-01-01T00:00:00Z Later.\n";
    let folder = Folder::new("disclosure: { require_approval: true }\noutputs: { reports: false }\n")
        .write("content/advisories/A-1.md", &record("A-1", part))
        .write("content/advisories/A-2.md", &record("A-2", part).replace("publish: true", "publish: false"));
    // Nobody approved the one, nobody marked the other.
    assert_eq!(folder.run(&["next"]).fine().out, "");
    folder.run(&["approve", "A-1", "--by", "Al", "--yes"]).fine();
    assert_eq!(folder.run(&["next"]).fine().out, "2098-01-01T00:00:00Z\n");
}

#[test]
fn next_waits_until_then_and_says_at_once_that_there_is_nothing_to_wait_for() {
    let soon = (now() + chrono::Duration::seconds(3)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let folder = Folder::new("").write("content/advisories/A-1.md", &record("A-1", &format!("embargo: {soon}\n")));
    let ci = [("CI", "true")];
    folder.run_with(&["next"], &ci).ends_with(2).never_says(&soon);
    assert_eq!(folder.run_with(&["next", "--wait", "1m"], &ci).fine().out, "");
    assert!(now() >= soon.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant"), "too early");
    folder.run(&["next", "--wait", "1h"]).ends_with(5);
    // What it names is what was withheld until then.
    let soon = (now() + chrono::Duration::seconds(2)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let folder = folder.write("content/advisories/A-2.md", &record("A-2", &format!("embargo: {soon}\n")));
    folder.run(&["next", "--wait", "1m", "--format", "json"]).fine().says("\"id\":\"A-2\"");
    folder.run(&["next", "--wait", "soon"]).ends_with(2);
}

#[test]
fn a_record_is_public_when_it_is_approved_and_its_file_keeps_its_layout() {
    let folder = Folder::new("disclosure: { require_approval: true }\n")
        .write("content/advisories/A-1.md", &record("A-1", "# why\nimpact: !until:2099-01-01T00:00:00Z Later.\n"));
    folder.run(&["build"]).fine();
    assert!(!folder.path("public/advisories/A-1").exists());
    folder
        .run(&["approve", "A-1", "--by", "Jane Roe", "--on", "2026-03-04", "--yes"])
        .fine()
        .says("  title: A flaw\n")
        .says("At 2099-01-01T00:00:00Z this is added or changed:")
        .says("  impact: Later.\n");
    let text = folder.read("content/advisories/A-1.md");
    let (before, after) = text.split_once("approved:\n  by: Jane Roe\n  on: 2026-03-04\n  digests:\n").expect(&text);
    assert!(before.ends_with("publish: true # at last\n"), "{text}");
    assert!(after.contains("    \"2099-01-01T00:00:00Z\": \""), "{text}");
    assert!(after.contains("published: 2026-03-04T14:00:00Z\n# why\nimpact: !until"), "{text}");
    folder.run(&["build"]).fine().never_says("approval-without-digest");
    assert!(folder.path("public/advisories/A-1/index.html").exists());
    // A second time changes nothing but the names.
    folder.run(&["approve", "A-1", "--by", "Jane Roe", "--on", "2026-03-04", "--yes"]).fine().says("approved already");
    assert_eq!(folder.read("content/advisories/A-1.md"), text);
}

#[test]
fn an_edit_of_what_is_disclosed_voids_an_approval_and_one_of_what_is_withheld_does_not() {
    let more = format!("impact: !private {CANARY}\nroot_cause: !until:2027-01-01T00:00:00Z Later.\n");
    let folder = Folder::new("disclosure: { require_approval: true }\n")
        .write("content/advisories/A-1.md", &record("A-1", &more));
    folder.run(&["approve", "A-1", "--by", "Al", "--on", "2026-03-04", "--yes"]).fine().never_says(CANARY);
    let shown = |at: &str| {
        folder.run(&["build", "--preview", "--at", at, "--out", "x"]).fine();
        std::fs::read_to_string(folder.path("x/advisories/A-1/index.html")).unwrap_or_default()
    };
    let (now, later) = ("2026-11-01T00:00:00Z", "2027-02-01T00:00:00Z");
    assert!(!shown(now).contains("Later.") && shown(later).contains("Later."));
    // What is withheld for good may change; it may be there or not.
    folder.edit("content/advisories/A-1.md", CANARY, "Something else altogether");
    assert!(shown(now).contains("A flaw"));
    // A part that lifts has a digest of its own.
    folder.edit("content/advisories/A-1.md", "Z Later.", "Z Much later.");
    assert!(shown(now).contains("A flaw"));
    assert!(shown(later).contains("A flaw") && !shown(later).contains("ater."));
    folder.run(&["explain", "A-1", "--preview", "--at", later]).fine().says("nobody approved it as it is");
    folder.edit("content/advisories/A-1.md", "A flaw", "A flaw, reworded");
    assert_eq!(shown(now), "");
    folder.run(&["explain", "A-1"]).fine().says("has changed since it was approved");
}

#[test]
fn an_osv_file_keeps_its_formatting_when_it_is_approved() {
    let osv = "{\n\t\"id\": \"A-1\",\n\t\"modified\": \"2026-03-04T14:00:00Z\",\n\t\"published\": \"2026-03-04T14:00:00Z\",\n\
               \t\"summary\": \"A flaw\",\n\t\"database_specific\": { \"x\": [ 1,2 ],\n\t\t\"fanlight\": {\n\t\t\t\"publish\": true\n\t\t}\n\t}\n}\n";
    let folder = Folder::new("disclosure: { require_approval: true }\n").write("content/advisories/A-1.json", osv);
    folder.run(&["approve", "A-1", "--by", "Al", "--on", "2026-03-04", "--yes"]).fine();
    let text = folder.read("content/advisories/A-1.json");
    let (before, rest) = text.split_once(",\n\t\t\t\"approved\": {\n\t\t\t\t\"by\": \"Al\",\n").expect(&text);
    let (_, after) = rest.split_once("\n\t\t\t\t}\n\t\t\t}").expect(&text);
    assert_eq!(format!("{before}{after}"), osv);
    folder.run(&["build"]).fine();
    assert!(folder.path("public/advisories/A-1/index.html").exists());
}

#[test]
fn approve_refuses_what_has_errors_and_what_nobody_confirmed() {
    let folder = Folder::new("").write("content/advisories/A-1.md", &record("A-1", "references: [{ url: nowhere }]\n"));
    let before = folder.read("content/advisories/A-1.md");
    folder.run(&["approve", "A-1", "--by", "Al", "--yes"]).ends_with(1).says("error[bad-url]");
    folder.edit("content/advisories/A-1.md", "nowhere", "https://example.org/");
    folder.run(&["approve", "A-1", "--by", "Al"]).ends_with(2).says("--yes");
    folder.run_with(&["approve", "A-1", "--by", "Al", "--yes"], &[("CI", "1")]).ends_with(2).never_says("A flaw");
    assert_eq!(folder.read("content/advisories/A-1.md"), before.replace("nowhere", "https://example.org/"));
}

#[test]
fn diff_tells_what_would_change_and_nothing_of_what_is_withheld() {
    let folder = three_records();
    folder.run(&["build"]).fine().says("no former site");
    folder.run(&["diff", "public"]).fine().says("Nothing would change.");
    folder.edit("content/advisories/A-1.md", "A flaw", "A worse flaw");
    folder.edit("content/advisories/A-1.md", "the impact", "another impact");
    folder.put("content/advisories/A-4.md", &record("A-4", ""));
    folder.edit("content/advisories/A-2.md", "A flaw", "A flaw that nobody knows");
    let said = folder.run(&["diff", "public/site-manifest.json"]).fine().never_says("A-2").never_says(CANARY);
    said.says("Would be published:\n  advisory A-4 A flaw at /advisories/A-4/")
        .says("advisory A-1 A worse flaw: changed title")
        .says("The build would warn")
        .never_says("impact");
    folder
        .run(&["diff", "public", "--format", "markdown"])
        .fine()
        .says("### Would be published\n\n- advisory `A-4` `A flaw`");
    let json = folder.run(&["diff", "public", "--format", "json"]).fine().out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["changes"]["records"][0]["id"], "A-4");
    folder.run(&["diff", "nowhere"]).ends_with(2).says("no former site");
}

#[test]
fn build_stops_where_a_link_would_break() {
    let folder = three_records();
    folder.put("content/advisories/A-4.md", &record("A-4", ""));
    folder.run(&["build"]).fine();
    // Withheld again, for a reason that is nobody's business.
    folder.edit("content/advisories/A-4.md", "publish: true", "tlp: red\npublish: true");
    folder
        .run(&["build"])
        .ends_with(1)
        .says("error[record-vanished]: A-4")
        .says("--allow-removal A-4")
        .never_says("red");
    assert!(folder.path("public/advisories/A-4/index.html").exists());
    folder.run(&["build", "--out", "fresh"]).fine().says("no former site");
    folder.run(&["build", "--out", "other", "--against", "public"]).ends_with(1).says("record-vanished");
    folder.run(&["build", "--allow-removal", "A-4"]).fine();
    assert!(!folder.path("public/advisories/A-4").exists());
    folder.run(&["build", "--against", "nowhere"]).ends_with(2);
    folder.edit("content/advisories/A-1.md", "2026-03-04T14", "2026-03-05T14");
    folder.run(&["build"]).ends_with(1).says("error[published-changed]");
}

#[test]
fn every_command_documents_itself() {
    for command in ["build", "check", "explain", "next", "approve", "diff"] {
        let said = Folder::new("").run(&[command, "--help"]).fine();
        assert!(said.out.lines().count() > 8, "{command}: {}", said.out);
    }
}

/// What is in content/ was approved by `fanlight approve`. Whoever edits what a record discloses approves it again.
#[test]
fn the_approvals_of_the_example_site_hold() {
    let mut command = Command::cargo_bin("fanlight").expect("the program");
    let output =
        command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("CI").arg("explain").output().expect("to run");
    let said = String::from_utf8(output.stdout).expect("text");
    let void: Vec<&str> = said.lines().filter(|line| line.contains("has changed since it was approved")).collect();
    assert!(void.is_empty(), "run `fanlight approve` on {void:#?}");
    assert!(!said.contains("nobody approved it"), "{said}");
    assert!(said.contains("public since"), "{said}");
}
