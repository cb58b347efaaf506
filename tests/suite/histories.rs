//! What the public site showed, and when: each build goes on with it, nobody changes it in silence, and it is a function of
//! what is disclosed, the clock and the former public site alone.

use super::harness::{AT, Run, Site, assert_same, difference, holds, record, tree};
use serde_json::Value;

const HISTORY: &str = "outputs: { history: true }";

/// The clock moves on from build to build.
fn at(day: usize) -> String {
    format!("2024-{:02}-{:02}T12:00:00Z", 3 + day / 28, 1 + day % 28)
}

fn build(site: &Site, day: usize, more: &[&str]) -> Run {
    site.build_with(&[&["--at", &at(day)], more].concat()).fine()
}

fn entries(run: &Run) -> Vec<(String, String, Vec<String>)> {
    let json: Value = serde_json::from_str(&run.page("history.json")).expect("JSON");
    let texts =
        |it: &Value| it.as_array().into_iter().flatten().map(|it| it.as_str().unwrap_or_default().to_owned()).collect();
    let entry = |it: &Value| {
        let name = it["id"].as_str().or(it["page"].as_str()).unwrap_or_default();
        (it["what"].as_str().unwrap_or_default().to_owned(), name.to_owned(), texts(&it["keys"]))
    };
    json["entries"].as_array().expect("entries").iter().map(entry).collect()
}

fn named(what: &str, name: &str) -> (String, String) {
    (what.to_owned(), name.to_owned())
}

fn plain(run: &Run) -> Vec<(String, String)> {
    entries(run).into_iter().map(|(what, name, _)| (what, name)).collect()
}

#[test]
fn each_build_adds_what_became_of_records_and_pages() {
    let site = Site::new()
        .settings(HISTORY)
        .with("advisories/a.md", record("", "One."))
        .with("pages/policy.md", "# Policy\n\nOne.\n");
    let first = build(&site, 1, &[]);
    assert_eq!(plain(&first), [named("published", "a"), named("published", "/policy/")]);
    assert_eq!(plain(&build(&site, 2, &[])), plain(&first), "nothing changed, nothing is added");
    site.write("advisories/a.md", record("summary: A sentence.\nmodified: 2024-02-01", "One."));
    site.write("incidents/b.md", record("", "Two."));
    site.write("pages/policy.md", "# Policy\n\nTwo.\n");
    let second = build(&site, 3, &[]);
    assert_eq!(plain(&second)[2..], [named("published", "b"), named("changed", "a"), named("changed", "/policy/")]);
    let page = second.page("advisories/a/index.html");
    assert!(page.contains("History") && page.contains(": changed (Summary)"), "{page}");
    site.write(
        "advisories/a.md",
        record("summary: A sentence.\nwithdrawn: 2024-03-04T00:00:00Z\nwithdrawn_reason: It was none.", "One."),
    );
    site.remove("incidents/b.md");
    let third = build(&site, 4, &["--allow-removal", "b", "--allow-removal", "/reports/2024-Q1/"]);
    assert_eq!(plain(&third)[5..], [named("withdrawn", "a"), named("removed", "b")]);
    assert!(
        third.page("history/index.html").contains("removed")
            && !third.page("history/index.html").contains("href=\"/incidents/b/\"")
    );
}

#[test]
fn without_the_word_there_is_none_and_partners_have_none() {
    let site = Site::new().settings(super::harness::AUDIENCES).with("advisories/a.md", record("", "One."));
    assert!(!site.build().fine().tree.keys().any(|path| path.contains("history")));
    let site = site.settings(&format!("{HISTORY}\n{}", super::harness::AUDIENCES));
    site.build_with(&["--audience", "amber", "--out", "amber"]).fine();
    assert!(!site.root().join("amber/history.json").exists());
}

/// A pseudo-random number below `most`: the same at each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % most
    }
}

/// A site after so many random edits, each built; and every checkpoint on the way.
fn edited(edits: usize) -> (Site, Vec<String>) {
    let site = Site::new().settings(
        "outputs: { history: true, cards: false, csaf: false, search: false, reports: false, feeds: [atom] }",
    );
    let (mut dice, mut checkpoints) = (Dice(7), Vec::new());
    for day in 0..edits {
        let id = format!("r{}", dice.below(6));
        let path = format!("advisories/{id}.md");
        let there = site.content().join(&path).exists();
        match dice.below(6) {
            0 if there => site.remove(&path),
            1 => site.write(&path, record(&format!("withdrawn: {}", at(day)), &format!("Words of {day}."))),
            2 => site.write("pages/policy.md", format!("# Policy\n\nOf {day}.\n")),
            _ => site.write(&path, record(&format!("modified: {}", at(day)), &format!("Words of {day}."))),
        }
        let all: Vec<String> =
            (0..6).map(|it| format!("r{it}")).chain(["/advisories/".into(), "/packages/".into()]).collect();
        let allowed: Vec<&str> = all.iter().flat_map(|it| ["--allow-removal", it]).collect();
        let run = build(&site, day, &allowed);
        checkpoints.push(run.page("history/checkpoint.txt"));
    }
    (site, checkpoints)
}

#[test]
fn fifty_random_edits_are_verified_and_a_forged_history_is_refused() {
    let (site, checkpoints) = edited(50);
    let verify = |kept: &str| {
        std::fs::write(site.root().join("kept.txt"), kept).expect("a checkpoint");
        site.run(&["verify", "public", "--checkpoint", "kept.txt"])
    };
    for kept in &checkpoints {
        let run = verify(kept);
        assert_eq!(run.code, 0, "{}", run.words);
    }
    let whole = std::fs::read(site.public().join("history.json")).expect("a history");
    let json: Value = serde_json::from_slice(&whole).expect("JSON");
    let all = json["entries"].as_array().expect("entries").clone();
    assert!(all.len() > 30, "{}", all.len());
    let without = |at: usize| [&all[..at], &all[at + 1..]].concat();
    let mut changed = all.clone();
    changed[3]["digest"] = "0".repeat(64).into();
    let mut later = all.clone();
    later[3]["at"] = "2024-03-02T00:00:01Z".into();
    let mut moved = all.clone();
    moved.swap(4, 9);
    let mut more = all.clone();
    more.insert(5, all[5].clone());
    let kept = checkpoints.last().expect("a checkpoint");
    for (name, forged) in [
        ("removed", without(10)),
        ("changed", changed),
        ("dated", later),
        ("moved", moved),
        ("added", more),
        ("cut", all[..20].to_vec()),
    ] {
        // With the root left as it is the file contradicts itself; with its own the checkpoint does.
        for own_root in [false, true] {
            let mut forged_file = json.clone();
            forged_file["entries"] = forged.clone().into();
            if own_root {
                forged_file["size"] = forged.len().into();
                forged_file["root"] = root(&forged).into();
            }
            std::fs::write(site.public().join("history.json"), forged_file.to_string()).expect("a forgery");
            let run = verify(kept);
            assert_eq!(run.code, 1, "{name}, {own_root}: {}", run.words);
        }
    }
    std::fs::write(site.public().join("history.json"), &whole).expect("the history");
    assert_eq!(verify(kept).code, 0);
    let other = kept.replace("security.example.org", "security.example.net");
    assert_eq!(verify(&other).code, 1, "the checkpoint of another site");
}

/// The root over entries, by the program itself: it says what it expects of none of our files.
fn root(entries: &[Value]) -> String {
    use sha2::{Digest, Sha256};
    fn hash(leaves: &[Vec<u8>]) -> Vec<u8> {
        match leaves {
            [] => Sha256::digest([]).to_vec(),
            [leaf] => Sha256::digest([&[0], leaf.as_slice()].concat()).to_vec(),
            _ => {
                let half = (leaves.len() + 1).next_power_of_two() / 2;
                let half = if half == leaves.len() { half / 2 } else { half };
                let (left, right) = leaves.split_at(half);
                Sha256::digest([&[1], hash(left).as_slice(), hash(right).as_slice()].concat()).to_vec()
            }
        }
    }
    let leaves: Vec<Vec<u8>> = entries.iter().map(leaf).collect();
    base64(&hash(&leaves))
}

/// The keys in the order of the file, whatever order this map has.
fn leaf(entry: &Value) -> Vec<u8> {
    let keys = ["at", "what", "kind", "id", "page", "digest", "keys"];
    let there = keys.iter().filter(|key| !entry[**key].is_null());
    let fields: Vec<String> = there.map(|key| format!("\"{key}\":{}", entry[*key])).collect();
    format!("{{{}}}", fields.join(",")).into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        let letters = (0..=chunk.len()).map(|no| LETTERS[(bits >> (18 - 6 * no) & 63) as usize] as char);
        text.extend(letters);
        text.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    text
}

#[test]
fn a_site_that_shows_what_its_history_does_not_say_is_refused() {
    let site = Site::new().settings(HISTORY).with("advisories/a.md", record("", "One."));
    let first = build(&site, 1, &[]);
    site.write("advisories/a.md", record("modified: 2024-02-01", "Two."));
    build(&site, 2, &[]);
    assert_eq!(site.run(&["verify", "public"]).code, 0);
    std::fs::write(site.public().join("history.json"), first.page("history.json")).expect("the former history");
    let run = site.run(&["verify", "public"]);
    assert!(run.code == 1 && run.words.contains("/advisories/a/"), "{}", run.words);
}

#[test]
fn twins_with_the_same_former_site_have_the_same_history() {
    let former = Site::new()
        .settings(HISTORY)
        .with("advisories/a.md", record("", "One."))
        .with("advisories/b.md", record("", "Two."));
    build(&former, 1, &[]);
    let former = former.public().to_string_lossy().into_owned();
    // b was public and isn't any more: the history says so, and nothing of what is withheld of it now.
    let site = |withheld: bool| {
        let site = Site::new().settings(HISTORY).with("advisories/c.md", record("", "Three."));
        let marked = "\n\n::: private\nA kittiwake.\n:::";
        let body = format!("One.{}", if withheld { marked } else { "" });
        let site = site.with("advisories/a.md", record("", &body));
        if withheld {
            site.write(
                "advisories/b.md",
                record("", "Two.")
                    .replace("publish: true", "publish: false")
                    .replace("A public title", "A kittiwake title"),
            );
            site.write("advisories/d.md", record("embargo: 2037-01-01T00:00:00Z", "A kittiwake."));
        }
        site.build_with(&["--at", AT, "--against", &former, "--allow-removal", "b"])
    };
    let (one, other) = (site(true), site(false));
    assert_same(&one, &other);
    assert_eq!(plain(&one)[2..], [named("published", "c"), named("removed", "b")]);
    assert!(!holds(&one.tree, "ittiwake"));
}

#[test]
fn a_history_is_gone_on_with_and_never_begun_anew_by_accident() {
    let site = Site::new().settings(HISTORY).with("advisories/a.md", record("", "One."));
    let first = build(&site, 1, &[]);
    assert!(first.words.contains("the history begins anew"), "{}", first.words);
    let manifest = site.root().join("former.json");
    std::fs::write(&manifest, first.page("site-manifest.json")).expect("a manifest");
    let run = site.build_with(&["--at", &at(2), "--against", "former.json"]);
    assert!(run.code == 2 && run.words.contains("history.json"), "{}", run.words);
    std::fs::write(site.root().join("history.json"), first.page("history.json")).expect("a history");
    let run = site.build_with(&["--at", &at(2), "--against", "former.json"]).fine();
    assert_eq!(difference(&first.tree, &run.tree), None);
    let forged = first.page("history.json").replace("\"published\"", "\"changed\"");
    std::fs::write(site.root().join("history.json"), forged).expect("a forgery");
    assert_eq!(site.build_with(&["--at", &at(2), "--against", "former.json"]).code, 2);
    assert!(tree(&site.public()) == run.tree, "the site in place is whole");
}

#[test]
fn the_proof_covers_the_history() {
    let body = "One.\n\n::: private\nA kittiwake.\n:::";
    let site = Site::new()
        .settings(HISTORY)
        .with("advisories/a.md", record("", body))
        .with("advisories/b.md", record("embargo: 2037-01-01T00:00:00Z", "Two."));
    let run = site.run(&["prove", "--at", AT, "--no-surroundings"]);
    assert_eq!(run.code, 0, "{}", run.words);
}
