//! A panic's message may quote a value; what is printed is a fixed sentence and the place in our source.

/// Replaces the message of every panic.
pub fn hush() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        eprintln!("error: Fanlight failed, and published nothing; this is a mistake of ours{place}");
    }));
}
