//! The key that CSAF documents are signed with: read from where site.yaml says, and forgotten with the program.

use super::Exit;
use super::common::NamedContent;
use crate::config::{Config, Held};
use crate::signing::Key;

/// `None`: nothing is signed. A preview does without a key, as whoever looks at one may not have it.
pub fn key(config: &Config, content: &NamedContent) -> Result<Option<Key>, Exit> {
    let Some(signing) = &config.signing else { return Ok(None) };
    if !config.settings.outputs.csaf {
        return Ok(None);
    }
    let armored = match read(&signing.key, content) {
        None if content.look.preview => return Ok(None),
        found => found.ok_or_else(|| missing(&signing.key))?,
    };
    let passphrase = match &signing.passphrase {
        None => None,
        Some(held) => Some(read(held, content).ok_or_else(|| missing(held))?),
    };
    // A passphrase's own file ends in a line break that is no part of it.
    let passphrase = passphrase.as_deref().map(|passphrase| passphrase.trim_end_matches(['\r', '\n']));
    let key = Key::read(&armored, passphrase).map_err(|problem| {
        eprintln!("error: {} {}", name(&signing.key), problem);
        eprintln!("  help: `gpg --armor --export-secret-keys KEY` writes one that can be read");
        Exit::Content
    })?;
    Ok(Some(key))
}

#[allow(clippy::disallowed_methods, reason = "cli alone reads the environment")]
fn read(held: &Held, content: &NamedContent) -> Option<String> {
    match held {
        Held::Variable(name) => std::env::var(name).ok().filter(|var| !var.is_empty()),
        Held::File(path) => std::fs::read_to_string(content.folder().join(path)).ok(),
    }
}

fn missing(held: &Held) -> Exit {
    let (what, help) = match held {
        Held::Variable(_) => ("is not set", "set it where the site is built, as a secret; a preview needs none"),
        Held::File(_) => ("can't be read", "look whether it is there; a preview needs none"),
    };
    eprintln!("error: {} {what}\n  help: {help}", name(held));
    Exit::Content
}

/// As site.yaml names it, never what it holds.
fn name(held: &Held) -> String {
    match held {
        Held::Variable(name) => format!("the environment variable {name}, which `csaf.signing` names,"),
        Held::File(path) => format!("the file {}, which `csaf.signing` names,", path.display()),
    }
}
