//! `/.well-known/security.txt` (RFC 9116).

use super::{Output, csaf, text, urls};
use crate::public::{Settings, Site, routes};
use std::fmt::Write;

const PATH: &str = routes::SECURITY_TXT.split_at(1).1;

/// Nothing where the standard can't be kept: without `expires` or a contact (2.5.3, 2.5.5), and on a site whose URL has
/// a path, as the file counts only at its host's root (3).
pub fn security_txt(site: &Site) -> Option<Output<'_>> {
    let (settings, report) = (&site.settings, &site.settings.report);
    let contacts: Vec<String> = report.contact.iter().filter_map(|contact| uri(settings, contact)).collect();
    let expires = report.expires?;
    if contacts.is_empty() || settings.base() != "/" {
        return None;
    }
    Some(text(PATH, move || {
        let mut file = String::new();
        let mut field = |name: &str, value: &str| writeln!(file, "{name}: {value}").unwrap_or(());
        contacts.iter().for_each(|contact| field("Contact", contact));
        field("Expires", &expires.to_string());
        let optional = [
            ("Encryption", report.encryption.as_deref()),
            ("Acknowledgments", report.acknowledgments.as_deref()),
            ("Policy", report.policy.as_deref()),
            ("Canonical", Some(routes::SECURITY_TXT)),
        ];
        for (name, value) in optional {
            if let Some(uri) = value.and_then(|value| uri(settings, value)) {
                field(name, &uri);
            }
        }
        // The first field of its name is the well-known address (CSAF 2.0, 7.1.8).
        if !csaf::documented(site).is_empty() {
            field("CSAF", &urls::absolute(settings, csaf::PROVIDER));
        }
        let languages: Vec<&str> =
            report.languages.iter().map(String::as_str).filter(|text| is_language(text)).collect();
        if !languages.is_empty() {
            field("Preferred-Languages", &languages.join(", "));
        }
        file
    }))
}

/// A value as the standard has it: a URI, and over https where it is of the web (2.5.3). Nothing that could begin a line.
fn uri(settings: &Settings, value: &str) -> Option<String> {
    let uri = urls::resolve(settings, value);
    let (scheme, rest) = uri.split_once(':')?;
    let is_scheme = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let sound = is_scheme && !scheme.eq_ignore_ascii_case("http") && !rest.is_empty();
    (sound && !uri.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(uri)
}

/// Roughly a language tag (RFC 5646).
fn is_language(tag: &str) -> bool {
    !tag.is_empty() && tag.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()))
}
