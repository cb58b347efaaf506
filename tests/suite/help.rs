//! The program's own help: with it, documentation is seldom needed.

use crate::harness::Site;

fn said(arguments: &[&str]) -> String {
    let output = Site::bare().command(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The commands that `fanlight --help` lists.
fn commands() -> Vec<String> {
    let help = said(&["--help"]);
    let listed =
        help.split("Commands:\n").nth(1).and_then(|part| part.split("\n\n").next()).expect("a list of commands");
    // A name stands after two spaces; the words of a long line go on below.
    let named = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    named.filter_map(|named| named.split_whitespace().next()).filter(|it| *it != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_has_examples_and_fits_a_terminal() {
    let commands = commands();
    assert!(commands.iter().any(|command| command == "build") && commands.len() > 6, "{commands:?}");
    for command in commands {
        let help = said(&[&command, "--help"]);
        assert!(help.contains("\nExamples:\n"), "`fanlight {command} --help` has no examples: add after_long_help");
        assert!(help.contains(&format!("\n  fanlight {command}")), "an example of {command} starts with it");
        let long = help.lines().find(|line| line.chars().count() > 120);
        assert_eq!(long, None, "`fanlight {command} --help` has a long line");
    }
}

#[test]
fn the_help_tells_exit_codes_and_environment() {
    let help = said(&["--help"]);
    for words in ["Exit codes:\n  0  fine\n", "\n  5  next --wait", "Environment:\n  CI  "] {
        assert!(help.contains(words), "{words:?}");
    }
}

#[test]
fn completions_name_every_command_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell} doesn't complete {command}");
        }
    }
}

#[test]
fn every_key_is_explained_from_the_definition_that_schemas_are_made_of() {
    let site = Site::bare();
    for schema in fanlight::private::schemas() {
        for key in schema.json["properties"].as_object().expect("keys").keys() {
            let run = site.run(&["explain", "--key", key]);
            assert!(run.code == 0 && run.words.contains(&format!("{key}, in ")), "{key}: {}", run.words);
        }
    }
    let words = |key: &str| site.run(&["explain", "--key", key]).words;
    let ranges = words("affected.ranges");
    assert!(ranges.starts_with("affected.ranges, in an advisory, an incident\n"), "{ranges}");
    assert!(ranges.contains("Written as: list of keys\n") && ranges.contains("    fixed "), "{ranges}");
    assert!(words("theme.colours").contains("a colour, in quotes"), "{}", words("theme.colours"));
    // A key inside of others is found by its own name.
    assert!(words("last_affected").contains("affected.ranges.last_affected, in "), "{}", words("last_affected"));
    let wrong = site.run(&["explain", "--key", "severty"]);
    assert!(wrong.code == 2 && wrong.words.contains("did you mean severity?"), "{}", wrong.words);
}
