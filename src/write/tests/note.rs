//! When a site may be left as it is, without a look at its files.

use super::*;
use crate::write::Note;

const MADE_OF: [u8; 32] = [7; 32];

/// Builds and notes what it was made of, then says whether the next build of `made_of` would find it so.
struct Noted(Place, tempfile::TempDir);

impl Noted {
    fn new() -> Self {
        let noted = Noted(Place::new(), tempfile::tempdir().expect("a folder of notes"));
        noted.build(FIRST);
        noted
    }

    fn note(&self) -> Note {
        Note::of(self.1.path(), &self.0.out()).expect("a note")
    }

    fn build(&self, files: &[(&str, &str)]) -> Summary {
        self.build_of(MADE_OF, files)
    }

    fn build_of(&self, made_of: [u8; 32], files: &[(&str, &str)]) -> Summary {
        let mut staging = self.0.stage().expect("staged");
        staging.note(self.note(), made_of);
        fill(&staging, files).expect("taken in");
        staging.commit().expect("built")
    }

    fn stands(&self, made_of: [u8; 32]) -> bool {
        self.0.stage().expect("staged").note(self.note(), made_of)
    }
}

#[test]
fn a_site_made_of_the_same_stands_and_one_made_of_something_else_does_not() {
    let noted = Noted::new();
    assert!(noted.stands(MADE_OF));
    assert!(!noted.stands([8; 32]));
    assert!(noted.note().describes(&MADE_OF, &noted.0.out()));
    assert!(!noted.note().describes(&[8; 32], &noted.0.out()));
    assert_eq!(noted.0.beside(), Vec::<String>::new());
}

#[test]
fn a_site_of_which_part_was_carried_over_stands_as_well() {
    let noted = Noted::new();
    let summary = noted.build_of([8; 32], &[("index.html", "two"), ("advisories/a/index.html", "a")]);
    assert_eq!((summary.written > 0, summary.unchanged > 0), (true, true));
    assert!(noted.stands([8; 32]), "deleting the old tree changes what the system says of a file that was in both");
}

#[test]
fn a_build_that_wrote_nothing_notes_what_it_found() {
    let noted = Noted::new();
    fs::remove_dir_all(noted.1.path()).expect("notes may be deleted at any time");
    assert!(!noted.stands(MADE_OF));
    assert_eq!(noted.build(FIRST).written, 0);
    assert!(noted.stands(MADE_OF));
}

#[test]
fn whatever_is_changed_in_the_folder_is_noticed() {
    type Tamper = fn(&Path);
    let tampers: [(&str, Tamper); 8] = [
        ("other bytes, as many", |out| fs::write(out.join("index.html"), "ono").expect("written")),
        ("the same bytes anew", |out| fs::write(out.join("index.html"), "one").expect("written")),
        ("a file more", |out| fs::write(out.join("advisories/x.html"), "x").expect("written")),
        ("a folder more", |out| fs::create_dir(out.join("advisories/x")).expect("made")),
        ("a file less", |out| fs::remove_file(out.join("advisories/a/index.html")).expect("removed")),
        ("another mode", |out| {
            fs::set_permissions(out.join("index.html"), fs::Permissions::from_mode(0o600)).expect("set")
        }),
        ("a file that took another's place, with its time", |out| {
            let (old, new) = (out.join("index.html"), out.join("advisories/n"));
            let time = fs::metadata(&old).and_then(|metadata| metadata.modified()).expect("a time");
            fs::write(&new, "ono").expect("written");
            let file = fs::File::options().write(true).open(&new).expect("opened");
            file.set_modified(time).expect("set");
            fs::rename(new, old).expect("renamed");
        }),
        ("a link in a file's place", |out| {
            fs::remove_file(out.join("index.html")).expect("removed");
            std::os::unix::fs::symlink("advisories/a/index.html", out.join("index.html")).expect("linked");
        }),
    ];
    for (what, tamper) in tampers {
        let noted = Noted::new();
        tamper(&noted.0.out());
        assert!(!noted.stands(MADE_OF), "{what}");
        noted.build(FIRST);
        assert_eq!(noted.0.site()["index.html"], "one", "{what}");
        assert!(noted.stands(MADE_OF), "{what}: set right");
    }
}

#[test]
fn of_many_sites_the_oldest_are_forgotten() {
    let noted = Noted::new();
    for at in 0..150 {
        fs::write(noted.1.path().join(at.to_string()), "old").expect("written");
    }
    noted.build_of([8; 32], &[("index.html", "two")]);
    assert_eq!(fs::read_dir(noted.1.path()).expect("readable").count(), 100);
    assert!(noted.stands([8; 32]));
}
