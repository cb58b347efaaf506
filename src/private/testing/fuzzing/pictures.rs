//! A picture of any bytes: cleaned or refused, and what was cleaned is clean.

use crate::private::media::{Cleaned, clean};

const NAMES: [&str; 8] = ["a.png", "a.jpg", "a.gif", "a.webp", "a.svg", "a.txt", "a.pdf", "a"];

/// The first byte chooses what the file's name promises.
pub fn pictures(input: &[u8]) {
    let [which, bytes @ ..] = input else { return };
    let name = NAMES[usize::from(*which) % NAMES.len()];
    if let Some(once) = bytes_of(clean(name, bytes.to_vec())) {
        let again = bytes_of(clean(name, once.clone()));
        assert!(again.is_some_and(|it| it == once), "cleaning {name} twice is not cleaning it once");
    }
}

fn bytes_of(cleaned: Cleaned) -> Option<Vec<u8>> {
    match cleaned {
        Cleaned::Picture(bytes) | Cleaned::Text(bytes) | Cleaned::Unknown(bytes) => Some(bytes),
        Cleaned::Broken => None,
    }
}
