//! Ids of foreign databases.

/// Prefixes that OSV registers, and a few more databases that advisories name.
const DATABASES: [&str; 62] = [
    "CVE",
    "GHSA",
    "PYSEC",
    "RUSTSEC",
    "GO",
    "OSV",
    "MAL",
    "GSD",
    "DSA",
    "DLA",
    "DTSA",
    "DEBIAN",
    "USN",
    "LSN",
    "UBUNTU",
    "RHSA",
    "RHBA",
    "RHEA",
    "RXSA",
    "RLSA",
    "ALSA",
    "ALBA",
    "ALEA",
    "SUSE",
    "openSUSE",
    "MGASA",
    "ALPINE",
    "BIT",
    "BELL",
    "CGA",
    "CURL",
    "HSEC",
    "JLSEC",
    "KUBE",
    "OSEC",
    "OESA",
    "PSF",
    "RSEC",
    "V8",
    "DRUPAL",
    "ECHO",
    "EEF",
    "ELA",
    "MINI",
    "ROOT",
    "CLEANSTART",
    "AZL",
    "A",
    "ASB",
    "PUB",
    "SNYK",
    "ZDI",
    "JVN",
    "JVNDB",
    "CNVD",
    "CNNVD",
    "EUVD",
    "BDU",
    "VU",
    "TALOS",
    "XSA",
    "DSB",
];

/// Whether an id belongs to another database, so that it stays although nothing here has it.
pub(super) fn is_foreign(id: &str, own: &[String]) -> bool {
    let Some((prefix, rest)) = id.split_once(['-', '#']) else { return false };
    let ours = own.iter().any(|own| own.trim_end_matches('-').eq_ignore_ascii_case(prefix));
    let known = DATABASES.iter().any(|known| known.eq_ignore_ascii_case(prefix));
    !ours && known && rest.bytes().any(|byte| byte.is_ascii_digit() || prefix.eq_ignore_ascii_case("GHSA"))
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn ids_of_known_databases_are_foreign_unless_this_site_is_their_home() {
        assert!(is_foreign("CVE-2026-1234", &[]));
        assert!(is_foreign("GHSA-abcd-efgh-ijkl", &["HARBOUR".into()]));
        assert!(!is_foreign("HARBOUR-2026-k3x9", &["HARBOUR".into()]));
        assert!(!is_foreign("RUSTSEC-2026-0001", &["RUSTSEC".into()]));
        assert!(!is_foreign("secret-plan", &[]));
        assert!(!is_foreign("go-live", &[]));
    }
}
