//! What several formats have in common: people, links, dates.

use super::keys::{Fields, Keys, list, of, text};
use crate::private::links::urls::is_safe_url;
use crate::private::yaml::{Node, Value, instant};
use crate::public::{PersonType, ReferenceType, Vocabulary};
use std::borrow::Cow;

/// A URL that the gate lets pass; signs that no URL may hold are encoded. `None`: it isn't safe to follow.
pub(super) fn url(written: &str) -> Option<String> {
    let mut url = String::with_capacity(written.len());
    for it in written.trim().chars() {
        if it.is_whitespace() || it.is_control() || matches!(it, '<' | '>' | '"') {
            it.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| url.push_str(&format!("%{byte:02X}")));
        } else {
            url.push(it);
        }
    }
    is_safe_url(&url).then_some(url)
}

/// A reference of ours. `None`: its URL leads nowhere safe.
pub(super) fn reference<'a>(kind: Option<&str>, written: &str, title: Option<Cow<'a, str>>) -> Option<Node<'a>> {
    let kind = kind.and_then(ReferenceType::from_word).unwrap_or(ReferenceType::Web);
    Some(of([("type", Some(text(kind.word()))), ("url", Some(text(url(written)?))), ("title", title.map(text))]))
}

/// The type of a reference where its URL shows it.
pub(super) fn kind_of(url: &str) -> Option<&'static str> {
    let forge = url.contains("://github.com/") || url.contains("://gitlab.");
    Some(match url {
        _ if forge && url.contains("/issues/") => "REPORT",
        _ if forge && ["/pull/", "/commit/", "/merge_requests/"].iter().any(|it| url.contains(it)) => "FIX",
        _ if url.contains("/advisories/") || url.contains("://cve.mitre.org/") => "ADVISORY",
        _ if url.contains("://crates.io/crates/") => "PACKAGE",
        _ => return None,
    })
}

/// Somebody who is thanked. An address in the name (`Jane Roe <jane@example.org>`) is a contact, which is never published.
/// `None`: there is no name.
pub(super) fn person<'a>(
    name: &str,
    kind: Option<&str>,
    link: Option<&str>,
    mut contacts: Vec<Node<'a>>,
) -> Option<Node<'a>> {
    let (name, address) = match name.split_once('<').map(|(name, rest)| (name, rest.split_once('>'))) {
        Some((before, Some((address, behind)))) if address.contains('@') || address.contains(':') => {
            (format!("{} {}", before.trim(), behind.trim()), Some(address.to_owned()))
        }
        _ => (name.to_owned(), None),
    };
    let (words, addresses): (Vec<&str>, Vec<&str>) = name.split_whitespace().partition(|word| !is_address(word));
    // What runs in a browser reaches nobody: it is left out.
    let address = address.filter(|address| !is_code(address));
    contacts.extend(address.into_iter().chain(addresses.into_iter().map(str::to_owned)).map(text));
    let name = words.join(" ");
    if !name.chars().any(char::is_alphanumeric) {
        return None;
    }
    let kind = kind.map(|kind| PersonType::from_word(&kind.replace(' ', "_")).unwrap_or(PersonType::Other));
    Some(of([
        ("name", Some(text(name))),
        ("type", kind.map(|kind| text(kind.word()))),
        ("url", link.and_then(url).map(text)),
        ("contact", Some(list(contacts)).filter(|it| !it.items().is_empty())),
    ]))
}

/// A script, or an element with its attributes.
fn is_code(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.contains(scheme))
        || address.contains(['"', '\'', '`', '(', '{'])
        || address.split_whitespace().skip(1).any(|word| word.contains('='))
}

/// A mail address, as far as a word of a name can be one; a handle (`@jane`) isn't.
fn is_address(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("mailto:");
    !word.starts_with('@') && bare.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Moves a time over, unless it is one that stands for none (Go's exports once said year 1).
pub(super) fn date<'a>(fields: &mut Fields<'a>, from: &str, to: &'static str, keys: &mut Keys<'a>) {
    let Some(node) = fields.take(from) else { return };
    match node.text() {
        Some(written) if written.starts_with("0001-") => keys.spare(from.to_owned(), node),
        // An unreadable one stays as it is: the gate says what is wrong with it.
        Some(written) if !keys.has(to) => {
            let zoned = (instant(written).is_none() && written.contains('T'))
                .then(|| format!("{written}Z"))
                .filter(|zoned| instant(zoned).is_some());
            // CVE 5 takes times without an offset for UTC.
            keys.put(to, Node { line: node.line, ..text(zoned.unwrap_or_else(|| written.to_owned())) });
        }
        _ => keys.spare(from.to_owned(), node),
    }
}

/// A day to its first moment. What isn't a day stays as it is: the record's own types refuse it.
pub(super) fn day(mut node: Node<'_>) -> Node<'_> {
    if let Value::Scalar { text, .. } = &mut node.value
        && text.len() == "2020-12-21".len()
    {
        *text = format!("{text}T00:00:00Z").into();
    }
    node
}
