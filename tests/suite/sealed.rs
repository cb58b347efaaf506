//! Sealed records: with a key at hand they are records as all others are, and without one they aren't there.

use super::harness::{Site, assert_same, record};

const PATH: &str = "advisories/kittiwake.md.age";

/// Bytes that begin as a file of age does.
const LOCKED: &[u8] = b"age-encryption.org/v1\n-> X25519 abcd\nefgh\n--- ijkl\n\x00\x01";

#[test]
fn without_a_key_the_site_is_the_same_as_without_the_record() {
    let site = || Site::new().with("advisories/a.md", record("", "Words."));
    assert_same(&site().with(PATH, LOCKED).build(), &site().build());
    let check = site().with(PATH, LOCKED).check();
    assert!(check.words.contains("note: 1 record is sealed") && check.code == 0, "{}", check.words);
    let sealed = site().with(PATH, LOCKED);
    let public = sealed.ran(sealed.command(&["check", "--at", super::harness::AT]).env("CI", "true"));
    assert!(!public.words.contains("seal"), "{}", public.words);
    let proof = sealed.run(&["prove", "--at", super::harness::AT, "--no-surroundings"]);
    assert_eq!(proof.code, 0, "{}", proof.words);
}

#[test]
fn a_sealed_record_is_one_file_beside_the_others() {
    let run = Site::new().with("advisories/kittiwake/index.md.age", LOCKED).build();
    assert_eq!(run.code, 1, "{}", run.words);
}

#[test]
fn a_key_that_cannot_be_used_is_an_error_that_says_nothing_of_it() {
    let site = Site::new().with(PATH, LOCKED);
    std::fs::write(site.root().join("key.txt"), "AGE-SECRET-KEY-1KITTIWAKE").expect("a file");
    for path in ["key.txt", "none.txt"] {
        let run = site.ran(site.command(&["build", "--at", super::harness::AT]).env("FANLIGHT_AGE_IDENTITY", path));
        assert_eq!(run.code, 2, "{}", run.words);
        assert!(
            run.words.contains("FANLIGHT_AGE_IDENTITY") && !run.words.to_lowercase().contains("kittiwake"),
            "{}",
            run.words
        );
    }
}

#[cfg(feature = "sealed")]
mod with_age {
    use super::super::harness::{AT, Run, Site, assert_same, holds, record};
    use super::PATH;
    use age::secrecy::ExposeSecret;
    use std::io::Write;

    fn sealed(text: &str, identity: &age::x25519::Identity, form: age::armor::Format) -> Vec<u8> {
        let to = identity.to_public();
        let encryptor = age::Encryptor::with_recipients([&to as &dyn age::Recipient].into_iter()).expect("a recipient");
        let mut bytes = Vec::new();
        let armored = age::armor::ArmoredWriter::wrap_output(&mut bytes, form).expect("an output");
        let mut writer = encryptor.wrap_output(armored).expect("an output");
        writer.write_all(text.as_bytes()).expect("a text");
        writer.finish().and_then(age::armor::ArmoredWriter::finish).expect("an end");
        bytes
    }

    fn build(site: &Site, identity: &age::x25519::Identity) -> Run {
        std::fs::write(site.root().join("key.txt"), identity.to_string().expose_secret()).expect("a key");
        site.ran(site.command(&["build", "--at", AT]).env("FANLIGHT_AGE_IDENTITY", "key.txt"))
    }

    #[test]
    fn with_the_key_it_is_a_record_as_all_others_are() {
        let identity = age::x25519::Identity::generate();
        let text = record("", "A kittiwake.\n\n::: private\nA guillemot.\n:::");
        let plain = Site::new().with("advisories/kittiwake.md", &text).build();
        for form in [age::armor::Format::Binary, age::armor::Format::AsciiArmor] {
            let run = build(&Site::new().with(PATH, sealed(&text, &identity, form)), &identity);
            assert_same(&run, &plain);
            assert!(holds(&run.tree, "A kittiwake") && !holds(&run.tree, "guillemot"));
        }
    }

    #[test]
    fn what_is_withheld_in_it_is_looked_for_in_what_others_say() {
        let identity = age::x25519::Identity::generate();
        let text = "---\ntitle: Embargoed\npublish: true\nembargo: 2037-01-01T00:00:00Z\nreporter: Kittiwake Featherstonehaugh\n---\nx\n";
        let site = Site::new()
            .with("incidents/secret.md.age", sealed(text, &identity, age::armor::Format::Binary))
            .with("advisories/a.md", record("", "Kittiwake Featherstonehaugh found it."));
        let run = build(&site, &identity);
        assert_eq!(run.code, 3, "{}", run.words);
    }

    #[test]
    fn one_that_is_for_others_stays_sealed_and_a_damaged_one_is_an_error() {
        let (ours, theirs) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
        let text = record("", "A kittiwake.");
        let mut bytes = sealed(&text, &theirs, age::armor::Format::Binary);
        assert_same(&build(&Site::new().with(PATH, &bytes), &ours), &Site::new().build());
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let run = build(&Site::new().with(PATH, &bytes), &theirs);
        assert!(run.code == 1 && !run.words.contains("kittiwake"), "{}", run.words);
    }

    #[test]
    fn nothing_of_it_is_on_the_disk_but_what_is_published() {
        let identity = age::x25519::Identity::generate();
        let text = record("", "Words.\n\n::: private\nA zqguillemot.\n:::");
        let site = Site::new().with(PATH, sealed(&text, &identity, age::armor::Format::Binary));
        let temporary = site.root().join("tmp");
        std::fs::create_dir(&temporary).expect("a folder");
        std::fs::write(site.root().join("key.txt"), identity.to_string().expose_secret()).expect("a key");
        let mut command = site.command(&["build", "--at", AT]);
        site.ran(command.env("FANLIGHT_AGE_IDENTITY", "key.txt").env("TMPDIR", &temporary)).fine();
        let all = super::super::harness::tree(site.root());
        assert!(!holds(&all, "zqguillemot"));
    }
}
