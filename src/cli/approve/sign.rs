//! Signing an approval: `ssh-keygen` does, with a key that only it sees.

use super::Exit;
use crate::private::approve::signatures::NAMESPACE;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The signature of a message, by the key in a file, or by an agent that knows the public key there.
#[allow(clippy::disallowed_methods, reason = "ssh-keygen holds the key, asks for its passphrase, or asks a token")]
pub(super) fn sign(message: &str, key: &Path) -> Result<String, Exit> {
    let failed = |problem: &str| {
        eprintln!("error: {problem}");
        eprintln!("  help: `ssh-keygen -Y sign -n {NAMESPACE} -f {}` has to work; nothing was written", key.display());
        Exit::Usage
    };
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|_| failed("ssh-keygen can't be run"))?;
    let wrote = child.stdin.take().is_some_and(|mut stdin| stdin.write_all(message.as_bytes()).is_ok());
    let output = child.wait_with_output().map_err(|_| failed("ssh-keygen failed"))?;
    if !wrote || !output.status.success() {
        return Err(failed("ssh-keygen signed nothing"));
    }
    String::from_utf8(output.stdout).map_err(|_| failed("ssh-keygen wrote no signature"))
}
