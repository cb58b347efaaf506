//! A session shows what a fresh look would, whatever happened to the folder between its rounds.

use super::*;
use crate::lint::testing::{SITE, folder};
use crate::private::open::opened::Partial;
use crate::private::yaml::instant;
use crate::public::Site;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// One thing that happens to the folder.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Settings(usize),
    Attach(usize, usize),
    Copy(usize),
    /// The clock goes on by so many days.
    Wait(i64),
}

const FILES: [&str; 7] = [
    "advisories/A-1.md",
    "advisories/A-2.md",
    "advisories/A-3/index.md",
    "incidents/I-1.md",
    "notices/N-1.md",
    "plan/1-roles.md",
    "pages/thanks.md",
];

const BODIES: [&str; 8] = [
    "See [the other](/advisories/A-1/), [its file](A-2.md) and [a log](log.txt).",
    "Told by [Zebulon Quackenbush]{.private} on the day.\n\n::: until 2026-12-01T00:00:00Z\nThe proof lifts later.\n:::",
    "Nothing much.",
    "Broken.\n\n::: private\nNo end.",
    "See [roles](../plan/1-roles.md), CVE-2026-0001 and /incidents/I-1/.",
    "<!-- a comment of the Wintermute team about ticket SEC-4711 -->Words.",
    "Zebulon Quackenbush is thanked here, and so is the Wintermute team.",
    "![A picture](log.txt)",
];

const KEYS: [&str; 8] = [
    "publish: true\npublished: 2026-01-01T00:00:00Z\n",
    "publish: true\nembargo: 2026-11-25T00:00:00Z\n",
    "publish: true\npublished: 2026-01-01T00:00:00Z\nmodified: 2026-11-24T00:00:00Z\naliases: [CVE-2026-0001]\n",
    "",
    "publish: true\npublished: 2026-01-01T00:00:00Z\nid: A-9\nrelated: [A-1, A-2, X-9]\n",
    "publish: true\npublished: 2026-01-01T00:00:00Z\nprivate: { note: A secret of seven words that nobody tells }\n",
    "publish: true\npublished: 2026-01-01T00:00:00Z\ncredits: [{ name: Zebulon Quackenbush }]\nunknown: 1\n",
    "publish: true\npublished: 2027-02-01\nwithdrawn: 2026-11-23T00:00:00Z\n",
];

const SETTINGS: [&str; 4] = [
    "",
    "disclosure: { redactions: mark }\n",
    "disclosure: { withhold_blocks_with: [\"Nothing\"] }\nosv: { prefixes: [A] }\n",
    "title: Another\n",
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = 0..FILES.len();
    let step = prop_oneof![
        8 => (file.clone(), 0..BODIES.len() * KEYS.len()).prop_map(|(file, text)| Step::Write(file, text)),
        2 => file.clone().prop_map(Step::Remove),
        2 => (file.clone(), file).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => (0..SETTINGS.len()).prop_map(Step::Settings),
        2 => (0..2_usize, 0..3_usize).prop_map(|(which, text)| Step::Attach(which, text)),
        1 => (0..2_usize).prop_map(Step::Copy),
        2 => (1..5_i64).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 1..12)
}

fn text(file: &str, which: usize) -> String {
    let (keys, body) = (KEYS[which % KEYS.len()], BODIES[which / KEYS.len()]);
    let page = file.starts_with("plan") || file.starts_with("pages");
    if page {
        format!("# Title {which}\n\n{body}\n")
    } else {
        format!("---\ntitle: Title {which}\n{keys}---\n{body}\n")
    }
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    let put = std::fs::File::create(&path).and_then(|mut file| file.write_all(text.as_bytes()));
    put.expect("a file");
    // The rounds of a test follow each other within one tick of a file system's clock.
    static WRITTEN: AtomicU64 = AtomicU64::new(1);
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(WRITTEN.fetch_add(1, Ordering::Relaxed));
    std::fs::File::options().write(true).open(path).and_then(|file| file.set_modified(at)).expect("a time");
}

fn take(step: &Step, folder: &TempDir, now: &mut Instant) {
    let path = |file: usize| folder.path().join(FILES[file]);
    match step {
        Step::Write(file, which) => write(folder, FILES[*file], &text(FILES[*file], *which)),
        Step::Remove(file) => std::fs::remove_file(path(*file)).unwrap_or(()),
        Step::Rename(from, to) => {
            std::fs::create_dir_all(path(*to).parent().expect("a folder")).expect("folders");
            std::fs::rename(path(*from), path(*to)).unwrap_or(());
        }
        Step::Settings(which) => {
            let settings = if *which == 3 { SITE.replace("title:", "description:") } else { SITE.to_owned() };
            write(folder, "site.yaml", &format!("{settings}{}", SETTINGS[*which]));
        }
        Step::Attach(which, text) => {
            let name = ["log.txt", "other.txt"][*which];
            write(
                folder,
                &format!("advisories/A-3/{name}"),
                &format!("lines of a log, by number: {text}{text}{text}\n"),
            );
        }
        Step::Copy(which) => write(folder, "static/note.txt", ["A note.\n", "!private\n"][*which]),
        Step::Wait(days) => now.0 += chrono::TimeDelta::days(*days),
    }
}

/// All that a round shows, in words.
fn reported(opened: Opened) -> String {
    let mut reported = String::new();
    for found in opened.shown.iter().chain(&opened.hidden) {
        writeln!(reported, "{found}").expect("words");
    }
    writeln!(reported, "{:?} {:?}", opened.coming, opened.changes).expect("words");
    let site = opened.site.as_ref().or(opened.partial.as_ref().map(Partial::look));
    if let Some(site) = site {
        let Site { settings, now, home, plan, pages, reports, assets, index, .. } = site;
        writeln!(reported, "{reports:?}").expect("words");
        writeln!(reported, "{settings:?} {now:?} {home:?} {plan:?} {pages:?} {assets:?} {index:?}").expect("words");
        writeln!(reported, "{:?} {:?}", site.advisories, site.incidents).expect("words");
        writeln!(reported, "{:?} {:?}", site.notices, site.lessons).expect("words");
    }
    let needles = opened.withheld.into_needles(crate::private::withheld::Public::Nothing);
    let hashes = |words: &[crate::normalise::Word]| words.iter().map(|word| word.hash()).collect::<Vec<_>>();
    writeln!(reported, "{:?}", hashes(&needles.words)).expect("words");
    let place = |origin| needles.origins.get(origin).map(|value| (value.file.clone(), value.line, value.key.clone()));
    for needle in &needles.needles {
        writeln!(reported, "{} {:?} {:?}", needle.kind.name(), needle.words, place(needle.origin)).expect("words");
    }
    for text in &needles.texts {
        writeln!(reported, "{:?} {:?}", text.words, place(text.origin)).expect("words");
    }
    for file in &needles.files {
        writeln!(reported, "{} {:?} {:?}", file.len, file.blake3, place(file.origin)).expect("words");
    }
    let mut quotable: Vec<_> = needles.quotable.iter().map(|value| hashes(value)).collect();
    let mut ordinary: Vec<u64> = needles.ordinary.iter().map(|word| word.hash()).collect();
    quotable.sort();
    ordinary.sort();
    writeln!(reported, "{quotable:?} {ordinary:?}").expect("words");
    reported
}

/// So long after all that a test writes that every file has settled: what is kept is trusted at once.
fn much_later() -> Instant {
    instant("2999-01-01T00:00:00Z").expect("an instant")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_session_tells_what_a_fresh_look_would(rounds in proptest::collection::vec(steps(), 1..6)) {
        let folder = folder(&[("site.yaml", SITE)]);
        let mut now = instant("2026-11-21T12:00:00Z").expect("an instant");
        let mut session = Session::new(folder.path());
        for steps in rounds {
            steps.iter().for_each(|step| take(step, &folder, &mut now));
            let request = Request::at(now);
            let kept = reported(session.open(request, much_later()));
            prop_assert_eq!(kept, reported(crate::private::open(folder.path(), request)));
        }
    }
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let record = text("a", 0);
    let folder = folder(&[("site.yaml", SITE), (FILES[0], &record), (FILES[1], &record)]);
    let now = instant("2026-11-21T12:00:00Z").expect("an instant");
    let request = Request::at(now);
    let mut session = Session::new(folder.path());
    let drafts = |session: &mut Session| {
        drop(session.open(request, much_later()));
        FILES[..2].iter().map(|file| Arc::clone(&session.resolved[Path::new(file)].0)).collect::<Vec<_>>()
    };
    let before = drafts(&mut session);
    write(&folder, FILES[1], &text("a", 2 * KEYS.len()));
    let after = drafts(&mut session);
    assert!(Arc::ptr_eq(&before[0], &after[0]));
    assert!(!Arc::ptr_eq(&before[1], &after[1]));
}

#[test]
fn from_round_to_round_texts_stay_the_same_in_memory() {
    let record = text("a", 0);
    let folder = folder(&[("site.yaml", SITE), (FILES[0], &record), (FILES[1], &record)]);
    let now = instant("2026-11-21T12:00:00Z").expect("an instant");
    let request = Request::at(now);
    let mut session = Session::new(folder.path());
    let mut open = || session.open(request, much_later()).site.expect("a site");
    let before = open();
    write(&folder, FILES[1], &text("a", 2 * KEYS.len()));
    let after = open();
    let addresses = |site: &Site, id: &str| {
        let record = site.advisories.iter().find(|advisory| &*advisory.head.id == id).expect("a record");
        (record.head.title.as_ptr(), record.head.details.as_str().as_ptr())
    };
    assert_eq!(addresses(&before, "A-1"), addresses(&after, "A-1"));
    assert_ne!(addresses(&before, "A-2"), addresses(&after, "A-2"));
}

#[test]
fn what_was_written_just_before_it_was_read_is_read_again() {
    let folder = folder(&[("site.yaml", SITE), (FILES[0], &text("a", 0))]);
    let written =
        std::fs::metadata(folder.path().join(FILES[0])).and_then(|metadata| metadata.modified()).expect("a time");
    let request = Request { preview: true, ..Request::at(much_later()) };
    let mut session = Session::new(folder.path());
    drop(session.open(request, Instant(written.into())));
    assert!(session.files.get(Path::new(FILES[0])).is_none());
    drop(session.open(request, much_later()));
    assert!(session.files.get(Path::new(FILES[0])).is_some());
}
