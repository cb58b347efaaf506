//! `/robots.txt` (RFC 9309).

use super::{Output, text, urls};
use crate::public::{Settings, Site, Tlp};

/// A preview is nobody's to index, nor is what may only go to some (TLP 2.0: green is not for publicly accessible
/// channels).
pub fn welcome(settings: &Settings) -> bool {
    !settings.preview && settings.audience == Tlp::Clear
}

pub fn robots(site: &Site) -> Output<'_> {
    text("robots.txt", || match welcome(&site.settings) {
        true => format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", urls::absolute(&site.settings, "sitemap.xml")),
        false => "User-agent: *\nDisallow: /\n".into(),
    })
}
