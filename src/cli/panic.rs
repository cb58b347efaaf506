//! A panic's message may quote a value; what is printed is a fixed sentence and the place in our source.

use crate::render::diagram;

/// Replaces the message of every panic; one over a diagram is caught, and the diagram is shown as its source.
pub fn hush() {
    std::panic::set_hook(Box::new(|panic| {
        if diagram::is_drawing() {
            return;
        }
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        eprintln!("error: Fanlight failed, and published nothing; this is a mistake of ours{place}");
    }));
}

#[cfg(test)]
mod tests {
    use crate::cli::{Arguments, Exit, execute};
    use crate::private::testing::mutation::{STAGES, fail_at};
    use clap::Parser;
    use std::process::Command;

    const SITE: &str = "title: T\nurl: https://p.example.org/\nreport: { contact: [mailto:s@example.org] }\n";
    const RECORD: &str = "---\ntitle: Thornmere\npublish: true\npublished: 2024-01-01T00:00:00Z\nimpact: !private Gannetfold\n\
                          ---\nThornmere [Gannetfold]{.private}.\n";

    /// In a process of its own, as the hook is one for all.
    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test runs itself")]
    fn a_panic_tells_nothing_of_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        std::fs::create_dir_all(content.join("advisories")).unwrap();
        std::fs::write(content.join("site.yaml"), SITE).unwrap();
        std::fs::write(content.join("advisories/P-1.md"), RECORD).unwrap();
        for stage in STAGES {
            let mut child = Command::new(std::env::current_exe().unwrap());
            child.args(["--exact", "cli::panic::tests::a_build_that_fails", "--ignored", "--nocapture"]);
            let output = child.env("STAGE", stage).current_dir(folder.path()).output().unwrap();
            let words = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            assert!(output.status.success(), "{stage}: {words}");
            assert!(words.contains("this is a mistake of ours (src/private/testing/mutation.rs:"), "{stage}: {words}");
            assert!(!words.contains("Gannetfold") && !words.contains("Thornmere"), "{stage}: {words}");
        }
    }

    #[test]
    #[ignore = "the other test runs it"]
    #[allow(clippy::disallowed_methods, reason = "the other test tells the stage")]
    fn a_build_that_fails() {
        let Ok(stage) = std::env::var("STAGE") else { return };
        fail_at(&stage);
        let exit = execute(Arguments::parse_from(["fanlight", "build", "--at", "2026-01-01T00:00:00Z"]));
        assert_eq!(exit, Exit::Failed);
    }
}
