//! A name as one part of a URL's path and as a folder's name, on every host and file system.

use std::borrow::Cow;

/// Names under a section, a project or a package that are the site's own.
const OURS: [&str; 7] = ["feed.xml", "atom.xml", "feed.json", "updates.xml", "index.html", "page", "versions.json"];
/// A part of a path that is longer is cut, and distinguished from others by a digest.
const LONGEST: usize = 120;

/// Whether the site keeps this name for itself, in whatever letter case.
pub fn is_ours(name: &str) -> bool {
    OURS.contains(&name.to_lowercase().as_str())
}

/// An id as a part of a path and as a file's name, in its own letter case: each run of anything but letters, digits, `.`, `_` and
/// `-` is one `_`, as CSAF names files. Two ids can meet; whoever gathers records sees to that.
pub fn of_id(id: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if id.chars().all(plain) && !id.starts_with('.') {
        return Cow::Borrowed(id);
    }
    let mut name = String::with_capacity(id.len());
    for (at, letter) in id.chars().enumerate() {
        if plain(letter) && (at > 0 || letter != '.') {
            name.push(letter);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    Cow::Owned(name)
}

/// In lower case, since not every host and file system minds the case; what isn't a plain ASCII letter, digit, `-`, `_`,
/// `.`, `+` or `@` becomes `~` and two hexadecimal digits for each of its bytes, so that no two names meet.
pub fn segment(name: &str) -> String {
    if name.is_empty() {
        return "~".into();
    }
    let lower = name.to_lowercase();
    let last = lower.len().saturating_sub(1);
    // Hosts hide what begins with a dot, Windows drops one at the end, and our own files stay ours.
    let ours = OURS.contains(&lower.as_str());
    let mut safe = String::with_capacity(lower.len());
    for (at, byte) in lower.bytes().enumerate() {
        match byte {
            _ if at == 0 && ours => escape(&mut safe, byte),
            b'.' if at == 0 || at == last => escape(&mut safe, byte),
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'+' | b'@' => safe.push(byte.into()),
            _ => escape(&mut safe, byte),
        }
    }
    if safe.len() > LONGEST {
        let digest = blake3::hash(lower.as_bytes()).to_hex();
        safe.truncate(LONGEST - 17);
        safe.push('~');
        safe.push_str(&digest[..16]);
    }
    safe
}

fn escape(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('~');
    out.push(HEX[usize::from(byte >> 4)].into());
    out.push(HEX[usize::from(byte & 15)].into());
}

#[cfg(test)]
mod tests {
    use super::{of_id, segment};

    #[test]
    fn an_id_is_its_own_name_or_gets_one() {
        for (id, name) in [
            ("HARBOUR-2026-k3x9", "HARBOUR-2026-k3x9"),
            ("ALSA-2024:8842", "ALSA-2024_8842"),
            ("A: b/c", "A_b_c"),
            ("../x", "_._x"),
            ("größe", "gr_e"),
        ] {
            assert_eq!(of_id(id), name);
        }
    }

    #[test]
    fn a_name_is_a_safe_part_of_a_path() {
        assert_eq!(segment("harbour-cli_2.0+x"), "harbour-cli_2.0+x");
        assert_eq!(segment("@Scope"), "@scope");
        assert_eq!(segment(".."), "~2e~2e");
        assert_eq!(segment(".hidden."), "~2ehidden~2e");
        assert_eq!(segment("a b/c\\d%2e:*?#\0\n"), "a~20b~2fc~5cd~252e~3a~2a~3f~23~00~0a");
        assert_eq!(segment("größe"), "gr~c3~b6~c3~9fe");
        assert_eq!(segment("a~20b"), "a~7e20b");
        assert_eq!(segment("Feed.xml"), "~66eed.xml");
        assert_eq!(segment("page"), "~70age");
        assert_eq!(segment(""), "~");
    }

    #[test]
    fn a_very_long_name_is_cut_and_still_its_own() {
        let (one, other) = (segment(&"a".repeat(500)), segment(&"a".repeat(501)));
        assert!(one.len() <= 120 && other.len() <= 120);
        assert_ne!(one, other);
    }

    proptest::proptest! {
        #[test]
        fn no_two_names_meet(a in ".{0,12}", b in ".{0,12}") {
            let same = a.to_lowercase() == b.to_lowercase();
            proptest::prop_assert_eq!(segment(&a) == segment(&b), same);
            proptest::prop_assert!(segment(&a).bytes().all(|byte| byte.is_ascii_graphic() && !b"/\\%?#:*<>|\"".contains(&byte)));
        }
    }
}
