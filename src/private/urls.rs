//! Which URLs may be followed.

/// Whether a URL is absolute, and of a scheme that is safe to follow.
pub(in crate::private) fn is_safe_url(url: &str) -> bool {
    const SCHEMES: [&str; 9] =
        ["https://", "http://", "mailto:", "ftp://", "git://", "git+https://", "irc://", "ircs://", "xmpp:"];
    let lower = url.to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
        && !url.contains(|it: char| it.is_whitespace() || it.is_control() || matches!(it, '<' | '>' | '"'))
}
