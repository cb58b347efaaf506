//! What a file reveals beside what it shows is taken out before it is published.
//!
//! A file is judged by its bytes, and its name must not promise another picture than they hold. Each format has its file:
//! [`png`], [`jpeg`], [`gif`], [`webp`] and [`svg`] keep the parts they know to be needed for drawing and drop all others,
//! so that metadata nobody has thought of yet goes too. What several formats carry is made anew from the few numbers
//! that matter: the orientation ([`exif`]) and the colours' profile ([`icc`]).
//!
//! What is drawn stays, in each pixel and word: whoever paints a secret into a picture, or under a transparent pixel,
//! publishes it. Pictures are never recompressed.

mod exif;
mod gif;
mod icc;
mod inflate;
mod jpeg;
mod png;
mod svg;
#[cfg(test)]
mod tests;
mod webp;

/// What became of a file.
pub(super) enum Cleaned {
    /// Without metadata.
    Picture(Vec<u8>),
    /// Text, as it was; an SVG without metadata, which is to be searched for marks like any text.
    Text(Vec<u8>),
    /// Of a format that can't be cleaned.
    Unknown(Vec<u8>),
    /// Named as a picture and isn't one.
    Broken,
}

/// A format of pictures that can be cleaned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Png,
    Jpeg,
    Gif,
    WebP,
    Svg,
}

/// Takes metadata out of pictures; distinguishes text from the rest.
pub(super) fn clean(name: &str, bytes: Vec<u8>) -> Cleaned {
    let promised = Format::promised_by(name);
    if let Some(format) = Format::of(&bytes) {
        let kept_promise = promised.is_none_or(|promised| promised == format);
        return if kept_promise {
            raster(format, &bytes).map_or(Cleaned::Broken, Cleaned::Picture)
        } else {
            Cleaned::Broken
        };
    }
    if promised.is_some_and(|promised| promised != Format::Svg) {
        return Cleaned::Broken;
    }
    let text = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0'));
    let drawn = text.filter(|text| promised.is_some() || svg::opens(text)).map(svg::clean);
    match (text, drawn) {
        (_, Some(Some(svg))) => Cleaned::Text(svg.into_bytes()),
        _ if promised.is_some() => Cleaned::Broken,
        (Some(text), _) if !is_document(name, text) => Cleaned::Text(bytes),
        _ => Cleaned::Unknown(bytes),
    }
}

impl Format {
    /// By the first bytes, for all but SVG, which is text.
    fn of(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Format::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
            _ => None,
        }
    }

    fn promised_by(name: &str) -> Option<Format> {
        match extension(name).as_str() {
            "png" | "apng" => Some(Format::Png),
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Format::Jpeg),
            "gif" => Some(Format::Gif),
            "webp" => Some(Format::WebP),
            "svg" => Some(Format::Svg),
            _ => None,
        }
    }
}

/// `None`: damaged.
fn raster(format: Format, bytes: &[u8]) -> Option<Vec<u8>> {
    match format {
        Format::Png => png::clean(bytes),
        Format::Jpeg => jpeg::clean(bytes),
        Format::Gif => gif::clean(bytes),
        Format::WebP => webp::clean(bytes),
        Format::Svg => None,
    }
}

/// In small letters.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// Documents and archives that may be written in text alone, and reveal their makers.
fn is_document(name: &str, text: &str) -> bool {
    const NAMES: [&str; 13] =
        ["pdf", "ps", "eps", "rtf", "doc", "docx", "odt", "fodt", "zip", "gz", "tar", "svgz", "7z"];
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    // A PDF may begin late.
    let head = &text.as_bytes()[..text.len().min(1024)];
    NAMES.contains(&extension(name).as_str())
        || ["%!PS", "{\\rtf"].iter().any(|sign| start.starts_with(sign))
        || head.windows(5).any(|pair| pair == b"%PDF-")
}
