//! Where a drawing may point: into itself, or to a picture that it carries, cleaned like any other.

use crate::private::media::{Format, raster};
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::engine::{DecodePaddingMode, Engine};

/// As browsers read it: with white space anywhere, with or without its padding.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// `None`: a damaged picture; `Some(None)`: it points elsewhere.
pub(super) fn kept(target: &str) -> Option<Option<String>> {
    let target = target.trim();
    if target.starts_with('#') {
        return Some(Some(target.to_string()).filter(|it| !it.contains(char::is_whitespace)));
    }
    let is_picture = target.get(..11).is_some_and(|value| value.eq_ignore_ascii_case("data:image/"));
    let data = target.split_once(',').filter(|(head, _)| is_picture && head.trim_end().ends_with(";base64"));
    let Some((head, data)) = data else { return Some(None) };
    if head.to_ascii_lowercase().starts_with("data:image/svg") {
        return Some(None);
    }
    let data: String = data.split_ascii_whitespace().collect();
    let bytes = FORGIVING.decode(data).ok()?;
    let Some(format) = Format::of(&bytes) else { return Some(None) };
    let kind = match format {
        Format::Png => "png",
        Format::Jpeg => "jpeg",
        Format::Gif => "gif",
        Format::WebP => "webp",
        Format::Svg => return Some(None),
    };
    let cleaned = raster(format, &bytes)?;
    Some(Some(format!("data:image/{kind};base64,{}", STANDARD.encode(&cleaned))))
}
