//! The built-in theme's files, for who wants to change one: a copy bears the digest of what it was made from, so that it can be
//! said of it later that the program's own has changed since.

use super::BUILT_IN;
use crate::render::words;
use std::collections::BTreeMap;

/// Stands in the first line of a copy, within a comment of its kind.
const MARK: &str = "fanlight theme eject ";

/// How a kind of file begins and ends a comment.
const COMMENTS: [(&str, &str, &str); 5] = [
    (".html", "{#- ", " -#}"),
    (".css", "/* ", " */"),
    (".js", "/* ", " */"),
    (".svg", "<!-- ", " -->"),
    (".yaml", "# ", ""),
];

/// Names and texts, the templates first, then what is copied, then strings.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.iter().copied().chain(words::files())
}

pub fn text(name: &str) -> Option<&'static str> {
    files().find(|(file, _)| *file == name).map(|(_, text)| text)
}

/// A file as a theme's folder is to hold it. `None`: there is none of this name.
pub fn copy(name: &str) -> Option<String> {
    let text = text(name)?;
    let (_, begin, end) = COMMENTS.iter().find(|(ending, ..)| name.ends_with(ending))?;
    Some(format!("{begin}{MARK}{name} {}{end}\n{text}", digest(text)))
}

/// A copy without its mark.
pub fn unmarked(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.contains(MARK) => rest,
        _ => text,
    }
}

/// The files of a theme that were made from what the program has other now, or no longer.
pub fn behind(own: &BTreeMap<String, String>) -> impl Iterator<Item = &str> {
    own.iter().filter_map(|(name, copy)| {
        let made_from = made_from(copy)?;
        let now = text(name).map(digest);
        (now.as_deref() != Some(made_from)).then_some(name.as_str())
    })
}

/// The digest in a copy's mark.
fn made_from(copy: &str) -> Option<&str> {
    let (_, rest) = copy.lines().next()?.split_once(MARK)?;
    rest.split_whitespace().nth(1)
}

fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_copy_of_the_theme_is_the_theme() {
        let own: BTreeMap<String, String> =
            files().map(|(name, _)| (name.to_owned(), copy(name).expect("a copy"))).collect();
        assert!(crate::render::Theme::load(&own, "en").is_ok());
        assert_eq!(behind(&own).count(), 0);
        assert!(own.iter().all(|(name, copy)| Some(unmarked(copy)) == text(name)));
    }

    #[test]
    fn a_copy_of_what_has_changed_since_is_behind_and_one_without_a_mark_is_nobodys_to_judge() {
        let old =
            copy("404.html").expect("a copy").replacen(&digest(text("404.html").expect("it")), "0123456789abcdef", 1);
        let own = [("404.html", old), ("list.html", "own".to_owned())];
        let own = own.map(|(name, text)| (name.to_owned(), text)).into();
        assert_eq!(behind(&own).collect::<Vec<_>>(), ["404.html"]);
    }
}
