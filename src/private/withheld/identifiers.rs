//! Identifiers: ids, mail addresses, URLs, hosts, handles, addresses, hashes, paths; also those found inside prose.

use super::{common, hosts, tokens};
use std::borrow::Cow;
use std::net::Ipv6Addr;

/// Whether a value without spaces is an identifier: it has a digit or a sign.
pub(super) fn is_identifier(value: &str) -> bool {
    value.chars().any(|c| !c.is_alphabetic())
}

/// What is looked for where a whole value is an identifier: nothing where it leads to a place that all know.
pub(super) fn forms(value: &str) -> Vec<String> {
    let mut forms = parts(value);
    if forms.is_empty() && !is_address(value) {
        forms.push(bare(value).to_owned());
    }
    forms
}

/// A number of so many digits is nobody's count.
const LONG_NUMBER: usize = 9;
/// So many addresses above a disclosed one are disclosed with it.
const MOST_STEPS: usize = 32;

/// What is disclosed along with a whole value: of a URL all that leads up to it, of a purl the package's name.
pub(super) fn disclosed_forms(value: &str) -> Vec<String> {
    let mut forms = parts(value);
    let bare = bare(value);
    if is_url(value) {
        let ends = bare.char_indices().filter(|(_, c)| matches!(c, '/' | '?' | '#')).map(|(at, _)| at);
        forms.extend(ends.take(MOST_STEPS).map(|end| bare[..end].to_owned()));
    }
    forms.push(bare.to_owned());
    forms
}

/// A text with its URLs taken out.
pub(super) fn without_urls(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return text.into();
    }
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let scheme = rest[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '+').len();
        left.push_str(&rest[..scheme]);
        let end = rest[at..].find(is_apart).unwrap_or(rest.len() - at);
        rest = &rest[at + end..];
    }
    left.push_str(rest);
    left.into()
}

/// What stands between identifiers.
fn is_apart(c: char) -> bool {
    c.is_whitespace() || "<>()[]{}\"'`,;|*“”‘’«»".contains(c)
}

/// The identifiers inside a text.
pub(super) fn find(text: &str) -> Vec<String> {
    each(text, parts)
}

/// What identifiers inside a text hold that says as much alone.
pub(super) fn find_inner(text: &str) -> Vec<String> {
    each(text, inner)
}

fn each(text: &str, forms: fn(&str) -> Vec<String>) -> Vec<String> {
    let words = text.lines().flat_map(|line| {
        let is_dump = is_dump(line);
        line.split(is_apart).map(trim).filter(move |word| word.len() >= 6 && !(is_dump && is_hex(word)))
    });
    let mut found: Vec<String> = words.flat_map(forms).collect();
    found.sort();
    found.dedup();
    found
}

/// A line of a hex dump: its numbers are bytes and offsets, and no commits.
fn is_dump(line: &str) -> bool {
    let words = || line.split(is_apart).map(|word| word.trim_end_matches(':')).filter(|word| !word.is_empty());
    let offset = words().next().is_some_and(|first| first.starts_with("000") && is_hex(first));
    offset || words().filter(|word| matches!(word.len(), 2 | 4) && is_hex(word)).count() >= 4
}

/// Of a URL the commit, the ticket or the key in it, of a mail address the name. No other value falls away where such a
/// part is disclosed: a link may give a withheld ticket away.
pub(super) fn inner(word: &str) -> Vec<String> {
    let bare = bare(word);
    match () {
        () if is_url(word) && !hosts::is_reference(host_of(bare)) => of_url(bare),
        () if !is_url(word) && is_mail(word) => name_of(bare.trim_start_matches('@')).into_iter().collect(),
        () => Vec::new(),
    }
}

fn trim(word: &str) -> &str {
    word.trim_start_matches(['.', ':', '=', '!']).trim_end_matches(['.', ':', '!', '?', '=', '…'])
}

/// Whether it leads somewhere: a host, a mail address, a URL, an address of the internet.
pub(super) fn is_address(word: &str) -> bool {
    is_url(word) || hosts::is_host(host_of(word)) || is_ip(word)
}

/// What a word outside of any URL gives: a commit, a ticket, a key.
pub(super) fn word(word: &str) -> Vec<String> {
    match () {
        () if is_hash(word) => hash(word),
        () if is_id(word) || tokens::is_key(word) => vec![word.to_owned()],
        () => Vec::new(),
    }
}

/// The parts of a URL behind its host that would be told apart anywhere: a commit, a ticket, a document's key.
pub(super) fn of_url(bare: &str) -> Vec<String> {
    let path = bare.find(['/', '?', '#']).map_or("", |at| &bare[at..]);
    let mut found = Vec::new();
    for segment in path.split(|c: char| "/?#&=;,:@+!~()".contains(c)).filter(|part| part.len() >= 6) {
        let forms = word(segment);
        if forms.is_empty() {
            // `53403b58.patch`, `main...53403b58`
            found.extend(segment.split('.').flat_map(word));
        } else {
            found.extend(forms);
        }
        let number = segment.bytes().all(|b| b.is_ascii_digit()) && segment.len() >= LONG_NUMBER;
        found.extend(number.then(|| segment.to_owned()));
    }
    found
}

/// The forms of one word that is an identifier; none if it isn't.
fn parts(word: &str) -> Vec<String> {
    if let Some(package) = word.strip_prefix("pkg:") {
        return purl(package);
    }
    if is_url(word) {
        return url(bare(word));
    }
    if is_mail(word) {
        return mail(bare(word));
    }
    if is_hash(word) {
        return hash(word);
    }
    let whole = hosts::is_host(word) && !hosts::is_well_known(word)
        || is_ip(word)
        || is_id(word)
        || is_handle(word)
        || is_path(word)
        || tokens::is_key(word)
        || tokens::is_password(word);
    if whole { vec![word.trim_start_matches('@').to_owned()] } else { hosts_with_port(word) }
}

fn hosts_with_port(word: &str) -> Vec<String> {
    let host = host_of(word);
    let is_one = host.len() < word.len() && (hosts::is_host(host) && !hosts::is_well_known(host) || is_ip(host));
    if is_one { vec![host.to_owned()] } else { Vec::new() }
}

fn is_url(word: &str) -> bool {
    let scheme = word.split_once("://").map_or("", |(scheme, _)| scheme);
    let known = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    known || word.starts_with("www.") || hosts::is_host(host_of(word)) && word.contains('/') && !word.contains('@')
}

/// Without the scheme, which links are often written without.
fn bare(word: &str) -> &str {
    let bare = word.split_once("://").map_or(word, |(_, rest)| rest);
    let bare = ["mailto:", "tel:", "xmpp:", "pkg:", "acct:"].iter().find_map(|s| bare.strip_prefix(s)).unwrap_or(bare);
    bare.trim_start_matches("www.").trim_end_matches('/')
}

/// The whole, without its fragment and query, and the host.
fn url(bare: &str) -> Vec<String> {
    let host = host_of(bare);
    if hosts::is_reference(host) {
        return Vec::new();
    }
    let mut forms = Vec::new();
    let path = bare.split(['?', '#']).next().unwrap_or(bare);
    for form in [bare, bare.split('#').next().unwrap_or(bare), path] {
        if form.len() > host.len() && !forms.iter().any(|known| known == form) {
            forms.push(form.to_owned());
        }
    }
    if !hosts::is_well_known(host) {
        forms.push(host.to_owned());
    }
    forms
}

/// From `user@host:port/path`, the host.
fn host_of(bare: &str) -> &str {
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let host = host.rsplit('@').next().unwrap_or(host);
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

fn is_mail(word: &str) -> bool {
    let bare = bare(word).trim_start_matches('@');
    matches!(bare.split_once('@'), Some((user, host)) if !user.is_empty() && !user.contains('/') && hosts::is_host(host.split('?').next().unwrap_or(host)))
}

/// The address; the host too, where it isn't one that many people share.
fn mail(bare: &str) -> Vec<String> {
    let address = bare.trim_start_matches('@').split('?').next().unwrap_or(bare);
    let host = address.split_once('@').map_or("", |(_, host)| host);
    let mut forms = vec![address.to_owned()];
    if !hosts::is_well_known(host) {
        forms.push(host.to_owned());
    }
    forms
}

/// `jane.roe@…` is a person's name.
fn name_of(address: &str) -> Option<String> {
    let (user, _) = address.split_once('@')?;
    let mut parts = user.split(['.', '_', '-']);
    let named = (2..=3).contains(&parts.clone().count());
    let name = |part: &str| part.chars().count() >= 2 && part.chars().all(char::is_alphabetic) && !common::holds(part);
    (named && parts.all(name)).then(|| user.to_owned())
}

/// `npm/%40scope/name@1.2.3?arch=x`: the package, without and with its type.
fn purl(package: &str) -> Vec<String> {
    let whole = package.split(['?', '#']).next().unwrap_or(package);
    let whole = whole.rfind('@').filter(|at| *at > 0 && !whole[*at..].contains('/')).map_or(whole, |at| &whole[..at]);
    let name = whole.split_once('/').map_or(whole, |(_, name)| name);
    vec![whole.to_owned(), name.to_owned()]
}

fn is_ip(word: &str) -> bool {
    is_ipv4(word) || is_ipv6(word) || is_mac(word)
}

/// Four numbers may also be a version: an address is one of a private network, or has a number that versions don't.
fn is_ipv4(word: &str) -> bool {
    let numbers: Option<Vec<u8>> = word.split('.').map(|part| part.parse().ok()).collect();
    match numbers.as_deref() {
        Some([0 | 127 | 255, ..] | [169, 254, 169, 254] | [8, 8, _, _] | [1, 1, 1, 1]) => false,
        Some([10, ..] | [100, 64..=127, ..] | [172, 16..=31, ..] | [192, 168, ..])
            if word.matches('.').count() == 3 =>
        {
            true
        }
        Some(four @ [_, _, _, _]) => four.iter().any(|number| *number >= 32),
        _ => false,
    }
}

fn is_ipv6(word: &str) -> bool {
    word.len() >= 8
        && word.matches(':').count() >= 3
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.parse::<Ipv6Addr>().is_ok()
}

fn is_mac(word: &str) -> bool {
    word.len() == 17
        && word.split([':', '-']).count() == 6
        && word.split([':', '-']).all(|pair| pair.len() == 2 && is_hex(pair))
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Seven hexadecimal digits or more, of both kinds; `sha256:…` too.
fn is_hash(word: &str) -> bool {
    let digest = word.rsplit([':', '-']).next().unwrap_or(word);
    // An offset, or an address in memory.
    let is_offset = digest.len() <= 8 && digest.starts_with("00")
        || digest.len() == 16 && (digest.starts_with("0000") || digest.starts_with("ffff"));
    digest.len() >= 7
        && !is_offset
        && is_hex(digest)
        && digest.bytes().any(|b| b.is_ascii_digit())
        && digest.bytes().any(|b| b.is_ascii_alphabetic())
        && (digest.len() == word.len() || word.starts_with("sha") || word.starts_with("md5"))
}

/// A commit is cited by its first digits too.
fn hash(word: &str) -> Vec<String> {
    let digest = word.rsplit([':', '-']).next().unwrap_or(word);
    let mut forms = vec![digest.to_owned()];
    if matches!(digest.len(), 40 | 64) {
        let short = [7, 8, 9, 10, 11, 12].iter().map(|len| &digest[..*len]);
        // Of digits alone, or of letters alone, it would be a number or a word.
        let mixed =
            short.filter(|s| s.bytes().any(|b| b.is_ascii_digit()) && s.bytes().any(|b| b.is_ascii_alphabetic()));
        forms.extend(mixed.map(str::to_owned));
    }
    forms
}

/// `CVE-2026-1234`, `GHSA-xxxx-xxxx-xxxx`, `INC0012345`, a UUID: signs or capitals, and digits.
fn is_id(word: &str) -> bool {
    let mut parts = word.split(['-', '_', '#']);
    let prefix = parts.next().unwrap_or_default();
    let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '#'));
    if !plain || word.len() < 6 || !word.bytes().any(|b| b.is_ascii_digit()) || is_standard(prefix) {
        return false;
    }
    if word.starts_with("GHSA-") || word.len() == 36 && word.split('-').map(str::len).eq([8, 4, 4, 4, 12]) {
        return true;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let capitals = prefix.len() >= 2
        && prefix.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && prefix.chars().any(char::is_uppercase);
    let rest_has_digits = parts.any(|part| part.bytes().any(|b| b.is_ascii_digit()));
    capitals && (rest_has_digits || digits >= 4)
        || word.len() >= 8 && digits >= 3 && word.bytes().any(|b| b.is_ascii_alphabetic()) && rest_has_digits
}

/// Names of algorithms, encodings and standards are written like ids.
fn is_standard(prefix: &str) -> bool {
    const STANDARDS: &str = "sha sha2 sha3 md aes des rsa ecdsa ed curve x utf ucs iso iec ieee rfc cwe capec tls ssl http https \
        ipv tcp udp x86 arm armv i win windows cvss tlp base fips nist sp ecma posix python py cp ascii latin koi8 big5 gb \
        chacha chacha20 blake poly1305 hmac pbkdf2 p secp256k1 ansi c cxx gnu glibc linux node es usb pci ps pkcs crc adler osv \
        csaf spdx cc gpl lgpl agpl mpl apache bsd mit d u l";
    let lower = prefix.to_ascii_lowercase();
    STANDARDS.split_whitespace().any(|standard| standard == lower)
}

/// `@janeroe`; a word that is common falls away later.
fn is_handle(word: &str) -> bool {
    let name = word.strip_prefix('@').unwrap_or_default();
    name.len() >= 6 && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// From the root, a home or a drive, of two parts or more.
fn is_path(word: &str) -> bool {
    let drive =
        word.as_bytes().get(1..3).is_some_and(|colon| colon == b":\\" || colon == b":/") || word.starts_with("\\\\");
    let rooted = word.starts_with('/') || word.starts_with("~/");
    let parts = word.split(['/', '\\']).filter(|part| part.chars().any(char::is_alphanumeric)).count();
    (drive || rooted) && !word.starts_with("//") && parts >= 2
}
