//! `fanlight`: arguments, one command, an exit code.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    fanlight::cli::run()
}
