//! Which URLs may be followed, and which ids can name a page.

/// Whether a URL is absolute, and of a scheme that is safe to follow.
pub(in crate::private) fn is_safe_url(url: &str) -> bool {
    const SCHEMES: [&str; 9] =
        ["https://", "http://", "mailto:", "ftp://", "git://", "git+https://", "irc://", "ircs://", "xmpp:"];
    let lower = url.to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}

/// Whether an id can name a page and a file, once what doesn't fit there is `_`.
pub(in crate::private) fn fits_a_path(id: &str) -> bool {
    let named = id.contains(|c: char| c.is_ascii_alphanumeric());
    let text = !id.starts_with(['.', ' ']) && !id.ends_with(' ') && !id.contains(char::is_control);
    named && text && id.len() <= 128
}
