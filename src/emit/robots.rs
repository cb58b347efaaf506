//! `/robots.txt` (RFC 9309).

use super::{Output, text, urls};
use crate::public::Site;

pub fn robots(site: &Site) -> Output<'_> {
    text("robots.txt", || match site.settings.is_for_everybody() {
        true => format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", urls::absolute(&site.settings, "sitemap.xml")),
        false => "User-agent: *\nDisallow: /\n".into(),
    })
}
