//! Which words are hosts, and which hosts say nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Hosts where everybody is: the host alone is no trace, a path there is.
const WELL_KNOWN: &str = "bitbucket.org bugs.chromium.org bugs.debian.org bugzilla.mozilla.org bugzilla.redhat.com \
    codeberg.org crates.io cve.org discord.com discord.gg docs.google.com docs.rs drive.google.com example.com example.net \
    example.org foo.com bar.com gist.github.com git.kernel.org github.com github.io gitlab.com gmail.com go-review.googlesource.com go.dev \
    golang.org google.com googlegroups.com groups.google.com hackerone.com hotmail.com huntr.com huntr.dev icloud.com \
    lists.apache.org lists.debian.org localhost.localdomain mastodon.social matrix.org matrix.to medium.com microsoft.com \
    mozilla.org npmjs.com npmjs.org nvd.nist.gov openwall.com osv.dev outlook.com pkg.go.dev proton.me protonmail.com pypi.org \
    pypi.python.org python.org raw.githubusercontent.com rubygems.org rust-lang.org rustsec.org security.snyk.io \
    securitylab.github.com slack.com snyk.io sourceforge.net sourceware.org stackoverflow.com t.me twitter.com \
    users.noreply.github.com yahoo.com youtu.be youtube.com x.com linkedin.com bsky.app linux.org kernel.org archive.org \
    web.archive.org zoom.us apple.com amazonaws.com cloudflare.com debian.org ubuntu.com redhat.com deb.debian.org \
    apache.org gentoo.org launchpad.net opensuse.org suse.com fedoraproject.org alpinelinux.org archlinux.org freebsd.org \
    openbsd.org gnu.org oracle.com ibm.com intel.com netapp.com jenkins.io nodejs.org php.net ruby-lang.org openssl.org docker.com \
    bugs.launchpad.net lwn.net reddit.com wordpress.org exploit-db.com packetstormsecurity.com seclists.org vuldb.com \
    googlesource.com access.redhat.com gitlab.gnome.org registry.npmjs.org repo1.maven.org mvnrepository.com nuget.org";

/// Sites of standards and reference works: many cite the same page without knowing of each other.
const REFERENCE: &str = "capec.mitre.org attack.mitre.org creativecommons.org cvss.js.org cwe.mitre.org cyclonedx.org \
    datatracker.ietf.org developer.mozilla.org doc.rust-lang.org docs.oasis-open.org docs.python.org en.wikipedia.org first.org \
    ietf.org keepachangelog.com openssf.org opensource.org ossf.github.io owasp.org cheatsheetseries.owasp.org \
    contributor-covenant.org rfc-editor.org schema.org semver.org slsa.dev spdx.org tools.ietf.org unicode.org w3.org \
    wikipedia.org";

/// Endings of the net that aren't also endings of files or words after a full stop.
const ENDINGS: &str = "com org net edu gov mil int arpa info biz dev app io ai cloud online site tech xyz test local localdomain \
    internal intranet corp lan home private invalid onion foundation software systems network security agency bank blog \
    services solutions digital social email host hosting link page run shop space store team tools wiki world zone example \
    us uk de fr nl eu se ch jp cn br ru au ca es pl ua cz dk fi gr hu ie il kr lt lu lv nz pt ro si sk tr tw za ee hr ar cl mx co";

/// Labels of letters, digits and hyphens with a known ending.
pub(super) fn is_host(word: &str) -> bool {
    // Most words end here.
    if !word.contains('.') {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let Some((name, ending)) = lower.rsplit_once('.') else { return false };
    let label = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    HOST_ENDINGS.contains(ending)
        && name.split('.').all(label)
        && name.chars().any(char::is_alphabetic)
        && name.len() >= 2
}

pub(super) fn is_well_known(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    WELL_KNOWN_HOSTS.contains(lower.trim_start_matches("www.")) || is_reference(host) || !is_host(host)
}

pub(super) fn is_reference(host: &str) -> bool {
    REFERENCE_HOSTS.contains(host.to_ascii_lowercase().trim_start_matches("www."))
}

type List = LazyLock<HashSet<&'static str>>;
static WELL_KNOWN_HOSTS: List = LazyLock::new(|| WELL_KNOWN.split_ascii_whitespace().collect());
static REFERENCE_HOSTS: List = LazyLock::new(|| REFERENCE.split_ascii_whitespace().collect());
static HOST_ENDINGS: List = LazyLock::new(|| ENDINGS.split_ascii_whitespace().collect());
