//! Addresses of site.yaml: none of a scheme that runs code or shows a file.

use crate::diagnostic::Code;
use crate::private::yaml::{Findings, Node, Value};

/// Keys whose text is followed by readers and by programs.
const ADDRESSES: [&str; 10] = [
    "acknowledgments",
    "contact",
    "contact_details",
    "encryption",
    "hiring",
    "namespace",
    "policy",
    "report",
    "repository",
    "url",
];

/// Those of the web, of mail and telephone, and what RFC 9116 has for keys.
const SCHEMES: [&str; 13] = [
    "https",
    "http",
    "mailto",
    "tel",
    "openpgp4fpr",
    "dns",
    "xmpp",
    "irc",
    "ircs",
    "ftp",
    "git",
    "git+https",
    "matrix",
];

/// Refuses every address of another scheme, wherever it stands.
pub(super) fn refuse_unsafe(node: &Node, findings: &Findings) {
    walk(node, "", findings);
}

fn walk(node: &Node, key: &str, findings: &Findings) {
    match &node.value {
        Value::Scalar { text, .. } if ADDRESSES.contains(&key) && !is_safe(text) => {
            let help = "write an address of the web (https://…), of mail (mailto:…), or a path of the site";
            findings.add(Code::BadUrl, node.line, key, "this address is not of a scheme that is safe to follow", help);
        }
        Value::Scalar { .. } | Value::Null => {}
        Value::List(items) => items.iter().for_each(|item| walk(item, key, findings)),
        Value::Map(entries) => entries.iter().for_each(|entry| walk(&entry.node, &entry.key, findings)),
    }
}

/// An address of mail may be written without its scheme.
pub(super) fn with_scheme(address: String) -> String {
    if address.contains('@') && !address.contains([':', '/']) { format!("mailto:{address}") } else { address }
}

/// Browsers pass over white space and control characters in a scheme.
fn is_safe(address: &str) -> bool {
    let bare: String = address.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    let before = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = before.split_once(':') else { return true };
    SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn code_is_no_address() {
        for address in
            ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "data:text/html,x", "vbscript:x", "file:///etc"]
        {
            assert!(!is_safe(address), "{address}");
        }
    }

    #[test]
    fn paths_and_addresses_of_the_web_and_of_mail_are() {
        for address in [
            "/policy/",
            "policy/a:b",
            "https://example.org/a:b",
            "mailto:security@example.org",
            "security@example.org",
            "tel:+49-1",
            "openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f",
        ] {
            assert!(is_safe(address), "{address}");
        }
    }
}
