//! A checkpoint: the text that a transparency log signs (C2SP tlog-checkpoint), without a signature.

use super::History;

/// Where the site has its newest.
pub const PATH: &str = "history/checkpoint.txt";

/// How many entries there were, and the root over them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    pub origin: String,
    pub size: usize,
    /// Base64.
    pub root: String,
}

impl Checkpoint {
    pub fn of(history: &History) -> Checkpoint {
        let size = history.entries().len();
        Checkpoint { origin: history.origin.clone(), size, root: history.root(size) }
    }

    /// The first three lines are it; a log adds an empty one and signatures, which are its own to check.
    pub fn read(text: &str) -> Option<Checkpoint> {
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let plain = !origin.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
        let size = size.parse().ok().filter(|_| plain)?;
        Some(Checkpoint { origin: origin.to_owned(), size, root: root.to_owned() })
    }
}

impl std::fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)
    }
}
