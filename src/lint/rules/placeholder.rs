//! What a new site leaves to its author: addresses that reach nobody. `.invalid` is kept for them (RFC 2606, 2).

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::Placeholder], look };

fn look(subject: &Subject, found: &mut Found) {
    let settings = &subject.site.settings;
    let report = &settings.report;
    let organization = settings.organization.iter().filter_map(|organization| organization.url.as_ref());
    let projects =
        settings.projects.iter().flat_map(|project| [&project.url, &project.repository, &project.report]).flatten();
    let keys: [(&str, Vec<&String>); 5] = [
        ("url", vec![&settings.url]),
        ("report.contact", report.contact.iter().collect()),
        ("report.encryption", report.encryption.iter().collect()),
        ("organization", organization.collect()),
        ("projects", projects.collect()),
    ];
    for (key, addresses) in keys {
        if addresses.into_iter().any(|address| reaches_nobody(address)) {
            let help = "write one of your own; the name .invalid is kept for what isn't there yet";
            let place = Place::settings(subject.sources, key);
            found.add(Code::Placeholder, place, "this address is a placeholder: it reaches nobody", help);
        }
    }
}

/// Of a URL, or of a mail address behind `mailto:`.
fn reaches_nobody(address: &str) -> bool {
    let rest = address.split_once("://").or_else(|| address.split_once(':')).map_or(address, |pair| pair.1);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase().ends_with(".invalid")
}

#[cfg(test)]
mod tests {
    use super::reaches_nobody;
    use crate::diagnostic::Code::Placeholder;
    use crate::lint::testing::site_codes;

    #[test]
    fn what_a_new_site_leaves_open_is_reported_once_a_key() {
        let site = |host: &str| {
            format!(
                "title: T\nurl: https://{host}/\n\
                 report: {{ contact: [\"mailto:a@{host}\", \"mailto:b@{host}\"], expires: 2027-06-30T00:00:00Z }}\n"
            )
        };
        assert_eq!(site_codes(&site("security.example.invalid")), [Placeholder, Placeholder]);
        assert_eq!(site_codes(&site("security.example.org")), []);
    }

    #[test]
    fn the_host_decides() {
        for address in ["https://a.INVALID:80/x", "mailto:a@b.invalid?subject=c", "https://u@a.invalid."] {
            assert!(reaches_nobody(address), "{address}");
        }
        for address in ["https://invalid.example.org/", "https://example.org/a.invalid", "mailto:a.invalid@example.org"]
        {
            assert!(!reaches_nobody(address), "{address}");
        }
    }
}
