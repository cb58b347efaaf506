//! Addresses, names and places that everybody uses: those that standards reserve for examples and for private networks, and
//! those that every machine and every repository has.

use super::{common, hosts, identifiers};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who withheld it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// By itself, under a key that is always withheld: somebody means just this.
    Deliberately,
    /// With the rest of a record or of a text.
    WithOthers,
}

/// Whether a key is always withheld.
pub(super) fn is_meant(key: &str) -> bool {
    let top = key.split(['.', '[']).next().unwrap_or(key);
    matches!(top, "private" | "accounts") || key == "contact" || key.ends_with(".contact")
}

/// Subnets of private networks that manuals, routers and containers come with.
const CUSTOMARY: [[u8; 3]; 24] = [
    [10, 0, 0],
    [10, 0, 1],
    [10, 0, 2],
    [10, 1, 1],
    [10, 10, 10],
    [10, 96, 0],
    [10, 244, 0],
    [10, 88, 0],
    [100, 100, 100],
    [172, 16, 0],
    [172, 16, 1],
    [172, 17, 0],
    [172, 18, 0],
    [172, 19, 0],
    [172, 20, 0],
    [192, 168, 0],
    [192, 168, 1],
    [192, 168, 2],
    [192, 168, 10],
    [192, 168, 49],
    [192, 168, 56],
    [192, 168, 100],
    [192, 168, 122],
    [192, 168, 178],
];

/// Directories of the system, in which the next name is a program's.
const OF_PROGRAMS: [&str; 12] = [
    "/etc/",
    "/var/log/",
    "/var/lib/",
    "/var/run/",
    "/var/cache/",
    "/run/",
    "/usr/local/etc/",
    "/usr/share/",
    "/usr/lib/",
    "/usr/local/lib/",
    "/usr/local/share/",
    "/.config/",
];
const OF_THE_SYSTEM: [&str; 9] =
    ["/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/proc/", "/sys/", "/dev/", "/lib/", "/usr/include/"];
/// Files that every repository has.
const OF_REPOSITORIES: [&str; 12] = [
    "readme",
    "license",
    "licence",
    "security",
    "changelog",
    "changes",
    "contributing",
    "code_of_conduct",
    "releases",
    "wiki",
    "news",
    "history",
];

/// Whether an identifier, in lower case, is one that everybody uses. `known`: whether a word is common or disclosed.
pub(super) fn is(literal: &str, written: Written, known: &dyn Fn(&str) -> bool) -> bool {
    let bare = literal.split_once("://").map_or(literal, |(_, rest)| rest);
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let host = host.rsplit('@').next().unwrap_or(host);
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |pair| pair.0);
    let name = name.trim_end_matches('.');
    // The last part of an IPv6 address may look like a port.
    let address = [host, name].into_iter().find_map(|it| it.trim_matches(['[', ']']).parse::<IpAddr>().ok());
    if let Some(address) = address {
        return is_address(address, written);
    }
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    if is_example(name) {
        return literal.split(|c: char| !c.is_alphanumeric()).all(|word| common::is_number(word) || known(word));
    }
    is_place(literal, known) || is_of_repository(bare, host)
}

fn is_address(address: IpAddr, written: Written) -> bool {
    let deliberate = written == Written::Deliberately;
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            let customary = CUSTOMARY.contains(&[a, b, c]) || (a == 10 || a == 192) && (b == c && c == d);
            let example = matches!([a, b, c], [192, 0, 2] | [198, 51, 100] | [203, 0, 113]);
            is_local(address) || address.is_private() && customary || example && !deliberate
        }
        IpAddr::V6(address) => {
            let example = address.segments()[..2] == [0x2001, 0xdb8] || address.segments()[0] == 0x3fff;
            is_unnamed(address) || example && !deliberate
        }
    }
}

fn is_local(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_unspecified() || address.is_broadcast() || address.is_multicast()
        || address.octets() == [169, 254, 169, 254]
        // Its last number is a network's or a netmask's.
        || address.octets()[0] == 255 || address.octets()[0] == 0
}

fn is_unnamed(address: Ipv6Addr) -> bool {
    address.is_loopback() || address.is_unspecified() || address.is_multicast() || address.segments()[1..7] == [0; 6]
}

/// RFC 2606 and RFC 6761.
fn is_example(host: &str) -> bool {
    let ends = |ending: &str| host == ending || host.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'));
    ["example.com", "example.net", "example.org", "example", "test", "invalid"].into_iter().any(ends)
        || ["host.docker.internal", "metadata.google.internal", "svc.cluster.local"].into_iter().any(ends)
}

/// A path that every machine has, or every machine with a program.
fn is_place(path: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let path = path.strip_prefix('~').unwrap_or(path);
    if has_number(path) {
        return false;
    }
    if OF_THE_SYSTEM.iter().any(|root| path.starts_with(root)) {
        return true;
    }
    let inside = OF_PROGRAMS.iter().filter_map(|root| path.strip_prefix(root)).min_by_key(|rest| rest.len());
    inside.is_some_and(|inside| {
        let rest = inside.split_once('/').map_or("", |(_program, rest)| rest);
        rest.split(|c: char| !c.is_alphanumeric()).all(known)
    })
}

/// The page of a repository that everybody links to.
fn is_of_repository(bare: &str, host: &str) -> bool {
    let last =
        bare.split(['?', '#']).next().unwrap_or(bare).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let stem = last.split('.').next().unwrap_or_default();
    hosts::is_well_known(host)
        && hosts::is_host(host)
        && OF_REPOSITORIES.contains(&stem)
        && identifiers::of_url(bare).is_empty()
        && bare.matches('/').count() >= 3
}

/// A number that somebody or something was given.
fn has_number(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|part| part.bytes().filter(u8::is_ascii_digit).count() >= 4)
}

#[cfg(test)]
mod tests {
    use super::{Written, is};

    const COMMON: [&str; 19] = [
        "", "http", "https", "user", "example", "com", "org", "attacker", "login", "index", "html", "config", "toml",
        "conf", "test", "www", "error", "log", "in",
    ];

    fn reserved(text: &str, written: Written) -> bool {
        is(text, written, &|word| COMMON.contains(&word))
    }

    #[test]
    fn what_everybody_uses_is_reserved() {
        for text in [
            "192.0.2.7",
            "198.51.100.23",
            "203.0.113.255",
            "192.168.1.1",
            "10.0.0.5",
            "172.17.0.2",
            "127.0.0.53",
            "0.0.0.0",
            "2001:db8::1",
            "2001:db8:85a3::8a2e:370:7334",
            "::1",
            "fe80::1",
            "169.254.169.254",
            "localhost",
            "http://localhost:8080/quux/fnord",
            "http://127.0.0.1:9000/x?y=z",
            "localhost:5432",
            "https://example.com/login",
            "user@example.org",
            "http://attacker.example/index.html",
            "www.example.com",
            "attacker.test",
            "/etc/harbour/config.toml",
            "/etc/quux.conf",
            "/var/log/quux/error.log",
            "/usr/bin/fnord",
            "~/.config/quux/config.toml",
            "https://github.com/quux/fnord/blob/main/readme.md",
            "github.com/quux/fnord/releases",
        ] {
            assert!(reserved(text, Written::WithOthers), "{text}");
        }
    }

    #[test]
    fn what_is_somebodys_is_not() {
        for text in [
            "10.20.30.40",
            "192.168.77.12",
            "172.29.4.4",
            "8.8.4.99",
            "fd12:3456:789a::17",
            "tracker.globex.example",
            "jane.roe@example.org",
            "https://globex.example/login",
            "/home/jroe/config.toml",
            "/etc/nginx/sites/globex.conf",
            "/var/log/quux/4711.log",
            "/srv/globex/dump",
            "https://github.com/quux/fnord",
            "https://github.com/quux/fnord/commit/53403b58ad1b/readme.md",
            "https://globex-corp.com/readme.md",
        ] {
            assert!(!reserved(text, Written::WithOthers), "{text}");
        }
        assert!(
            !reserved("192.0.2.7", Written::Deliberately) && !reserved("2001:db8::8a2e:7334", Written::Deliberately)
        );
        assert!(
            reserved("192.168.1.1", Written::Deliberately) && reserved("http://localhost:1/x", Written::Deliberately)
        );
    }
}
