//! What must stay true of the code: who may know whom, who may touch the machine, and that files stay small.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

struct Module {
    /// Relative to the repository: `src/emit/feed.rs`.
    path: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, extension: &str) -> Vec<Module> {
    let entries = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.path().extension() == Some(extension.as_ref()));
    let module = |path: PathBuf| Module {
        path: path.strip_prefix(root()).expect("in the repository").to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(&path).expect("a source file"),
    };
    files.map(|file| module(file.path().to_owned())).collect()
}

fn modules() -> Vec<Module> {
    files("src", "rs")
}

impl Module {
    /// Whether it, or a module that it lies in, is declared for tests alone.
    fn is_test(&self) -> bool {
        if self.text.contains("\nuse proptest::") {
            return true;
        }
        let mut path = PathBuf::from(self.path.trim_end_matches("/mod.rs").trim_end_matches(".rs"));
        while path.starts_with("src/") {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let folder = path.parent().expect("a folder").to_owned();
            let parents = [folder.join("mod.rs"), folder.with_extension("rs"), folder.join("lib.rs")];
            let declared = parents.iter().filter_map(|parent| fs::read_to_string(root().join(parent)).ok());
            let ours = format!("mod {name};");
            let test = |text: &str| {
                let mut lines = text.lines().zip(text.lines().skip(1));
                lines.any(|(cfg, line)| line.ends_with(&ours) && cfg.starts_with("#[cfg(") && cfg.contains("test"))
            };
            if declared.into_iter().any(|text| test(&text)) {
                return true;
            }
            path = folder;
        }
        false
    }

    /// Without comments, and without the tests at its end.
    fn code(&self) -> String {
        let code = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    /// The rooms that it names: `private`, `public::Text` … as written behind `crate::`, also in braces.
    fn uses(&self) -> BTreeSet<String> {
        let code = self.code();
        let mut uses = BTreeSet::new();
        for rest in code.split("crate::").skip(1) {
            let ends = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
            match rest.strip_prefix('{') {
                Some(group) => uses.extend(heads(group)),
                None => _ = uses.insert(rest.split(ends).next().unwrap_or_default().trim_end_matches(':').to_owned()),
            }
        }
        uses
    }
}

/// The first path of each entry of `{a::b, c::{d, e}}`.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut entry, mut all) = (0, String::new(), Vec::new());
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => all.push(std::mem::take(&mut entry)),
            letter if depth == 0 && !letter.is_whitespace() => entry.push(letter),
            _ => {}
        }
    }
    all.push(entry);
    all.into_iter().map(|it| it.trim_end_matches(':').to_owned()).filter(|it| !it.is_empty()).collect()
}

/// Nothing in `room` names anything of `others`, but for `allowed`.
#[track_caller]
fn never_knows(room: &str, others: &[&str], allowed: &[&str]) {
    let mut wrong = Vec::new();
    let inside = format!("src/{room}");
    for module in modules().iter().filter(|module| module.path.starts_with(&inside) && !module.is_test()) {
        for used in module.uses() {
            let head = used.split("::").next().unwrap_or_default();
            let fine = allowed.iter().any(|name| used == *name || used.starts_with(&format!("{name}::")));
            if others.contains(&head) && !fine {
                wrong.push(format!("{} knows {used}", module.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_public_model_knows_nothing_but_the_seal() {
    let rest = ["private", "render", "emit", "audit", "write", "cli", "build", "config", "diagnostic", "normalise"];
    never_knows("public/", &rest, &["private::Seal"]);
}

#[test]
fn what_is_withheld_is_out_of_reach_of_all_who_write() {
    never_knows("render/", &["private", "write", "audit", "cli", "build"], &[]);
    never_knows("emit/", &["private", "audit", "cli", "build"], &[]);
    never_knows("write/", &["private", "render", "emit", "cli", "build", "config"], &[]);
    never_knows("audit/", &["private", "render", "cli", "build", "config"], &["private::withheld"]);
    never_knows("normalise/", &["private", "public", "render", "emit", "write", "audit", "cli", "build"], &[]);
}

#[test]
fn standards_know_nothing_of_the_house_but_the_public_model() {
    let rest = ["private", "render", "emit", "write", "audit", "cli", "build", "config", "diagnostic", "lint"];
    never_knows("cvss/", &rest, &[]);
    never_knows("cwe/", &rest, &[]);
    never_knows("versions/", &rest, &[]);
}

#[test]
fn the_gate_knows_nothing_of_what_is_made_of_it() {
    // A record's own file is edited in place, from inside, as its text holds what is withheld.
    never_knows(
        "private/",
        &["render", "emit", "write", "audit", "cli", "build"],
        &["write::create", "write::replace"],
    );
}

#[test]
fn private_rooms_are_private_to_rust() {
    let module = fs::read_to_string(root().join("src/private/mod.rs")).expect("the room");
    for room in ["record", "load", "gate", "marks", "yaml", "formats", "decision", "open", "links", "media"] {
        assert!(module.contains(&format!("\nmod {room};")), "{room} is not private");
    }
    let rooms =
        ["src/private/record/", "src/private/load/", "src/private/gate/", "src/private/yaml/", "src/private/marks/"];
    for module in modules().iter().filter(|module| rooms.iter().any(|room| module.path.starts_with(room))) {
        for line in module.code().lines() {
            let open = ["pub struct", "pub enum", "pub fn", "pub use", "pub type", "pub mod"];
            assert!(!open.iter().any(|item| line.starts_with(item)), "{}: {line}", module.path);
        }
    }
}

#[test]
fn effects_have_owners() {
    let owners: &[(&[&str], &[&str])] = &[
        (
            &["std::fs", "fs::read", "fs::write", "File::open", "File::create"],
            &[
                "src/cli/",
                "src/write/",
                "src/private/load/",
                "src/private/gate/record_gate/attachments.rs",
                // For `check`: masked excerpts, and fixes that a person asks for.
                "src/private/provenance/excerpt.rs",
                "src/private/provenance/fix.rs",
                "src/private/open/opened.rs",
                "src/private/open/session.rs",
                "src/private/open/cache.rs",
                // Twins of the content, in a folder of their own.
                "src/prove/",
            ],
        ),
        (&["std::env", "env::var"], &["src/cli/"]),
        (&["Utc::now", "SystemTime::now", "Local::now"], &["src/cli/"]),
        (&["Instant::now", "Stopwatch::now"], &["src/cli/", "src/write/", "src/serve/watch.rs"]),
        (&["TcpListener", "TcpStream", "UdpSocket"], &["src/serve/http.rs"]),
        (&["println!", "print!", "eprintln!", "eprint!", "dbg!"], &["src/cli/"]),
        (&["unsafe {", "unsafe fn"], &[]),
    ];
    let mut wrong = Vec::new();
    for module in modules().iter().filter(|module| !module.is_test()) {
        let code = module.code();
        for (effects, owners) in owners {
            let owned = owners.iter().any(|owner| module.path.starts_with(owner));
            let found = effects.iter().filter(|effect| code.contains(*effect) && !owned);
            wrong.extend(found.map(|effect| format!("{}: {effect}", module.path)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = |it: &Module| !it.text.starts_with("//!") && !it.path.ends_with("/tests.rs");
    let silent: Vec<String> =
        modules().into_iter().chain(files("tests", "rs")).filter(silent).map(|module| module.path).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn files_stay_small() {
    let long = |it: &Module| it.text.lines().count() > LONGEST_FILE;
    let long: Vec<String> =
        modules().into_iter().chain(files("tests", "rs")).filter(long).map(|module| module.path).collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// Paths of the repository that a document names: in backticks, and as targets of its links.
fn named(document: &Module) -> Vec<String> {
    const HOMES: [&str; 8] =
        ["src/", "tests/", "themes/default", "docs/", ".ci/", "benches/", "scripts/", "content/site.yaml"];
    let ticks =
        document.text.split('`').skip(1).step_by(2).filter(|part| HOMES.iter().any(|home| part.starts_with(home)));
    let prose: String = document.text.split('`').step_by(2).collect();
    let links = prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '#']).next());
    let links = links.filter(|link| !link.contains(':') && !link.starts_with('/') && !link.is_empty());
    let folder = document.path.rsplit_once('/').map_or("", |pair| pair.0);
    let links = links.map(|link| format!("{folder}/{link}").trim_start_matches('/').to_owned());
    ticks
        .map(str::to_owned)
        .chain(links)
        .filter(|it| !it.contains(['*', '<', '{', '\n']) && !it.contains("NAME"))
        .collect()
}

#[test]
fn every_path_that_a_document_names_exists() {
    let readme = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md"];
    let readme = readme.into_iter().filter(|readme| root().join(readme).exists());
    let readme =
        readme.map(|path| Module { path: path.into(), text: fs::read_to_string(root().join(path)).expect("text") });
    let mut wrong = Vec::new();
    for document in readme.chain(files("docs", "md")) {
        let path = |named: &String| root().join(named.split_whitespace().next().unwrap_or_default());
        let gone = named(&document).into_iter().filter(|named| !path(named).exists());
        wrong.extend(gone.map(|named| format!("{} names {named}", document.path)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn this_file_sees_what_it_looks_for() {
    let module = |text: &str| Module { path: "src/render/a.rs".into(), text: text.into() };
    let uses = |text| module(text).uses().into_iter().collect::<Vec<_>>();
    assert_eq!(
        uses("use crate::private::open;\n// crate::write\nfn a(b: crate::audit::C) {}"),
        ["audit::C", "private::open"]
    );
    assert_eq!(uses("use crate::{emit::{A, B}, private, write::C};"), ["emit", "private", "write::C"]);
    let readme = Module { path: "docs/a.md".into(), text: "`src/gone.rs` and [b](b.md#c), `public/`".into() };
    assert_eq!(named(&readme), ["src/gone.rs", "docs/b.md"]);
}

#[test]
fn the_security_policy_is_the_one_that_the_program_writes() {
    let folder = root().join(".github/security");
    let written = std::process::Command::new(env!("CARGO_BIN_EXE_fanlight"))
        .args(["security-md", "--content"])
        .arg(folder)
        .output()
        .expect("the program runs");
    let policy = fs::read_to_string(root().join("SECURITY.md")).expect("SECURITY.md");
    assert!(String::from_utf8_lossy(&written.stdout) == policy, "fanlight security-md --content .github/security");
}
