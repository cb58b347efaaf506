//! Ids of foreign databases.

use crate::config::Config;
use crate::ids::Pattern;

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

/// How ids of this site begin, and how those of databases do that site.yaml adds to the known ones.
pub(in crate::private) struct Forms {
    pub own: Vec<String>,
    pub foreign: Vec<String>,
}

impl Forms {
    pub fn of(config: &Config) -> Self {
        let pattern = config.ids.iter().map(Pattern::beginning).filter(|beginning| !beginning.is_empty());
        let own = config.prefixes.iter().cloned().chain(pattern).collect();
        Self { own, foreign: config.foreign_ids.clone() }
    }

    /// Whether an id is of the site's own form.
    pub fn is_own(&self, id: &str) -> bool {
        self.own.iter().any(|key| begins(id, key))
    }

    /// Whether an id belongs to another database, so that it stays although nothing here has it.
    pub fn is_foreign(&self, id: &str) -> bool {
        if self.is_own(id) {
            return false;
        }
        let digit = |rest: &str| rest.bytes().any(|byte| byte.is_ascii_digit());
        let added = self.foreign.iter().any(|prefix| begins(id, prefix) && digit(&id[prefix.len()..]));
        let Some((prefix, rest)) = id.split_once(['-', '#']) else { return added };
        let known = DATABASES.iter().any(|known| known.eq_ignore_ascii_case(prefix));
        added || known && (digit(rest) || prefix.eq_ignore_ascii_case("GHSA"))
    }
}

/// Whether an id begins with a prefix and goes on with another word.
fn begins(id: &str, prefix: &str) -> bool {
    let prefix = prefix.trim_end_matches(['-', '#', ':', '_']);
    let rest = id.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).map(|_| &id[prefix.len()..]);
    rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::Forms;

    fn is_foreign(id: &str, own: &[&str], foreign: &[&str]) -> bool {
        let texts = |all: &[&str]| all.iter().map(|it| it.to_string()).collect();
        Forms { own: texts(own), foreign: texts(foreign) }.is_foreign(id)
    }

    #[test]
    fn ids_of_known_databases_are_foreign_unless_this_site_is_their_home() {
        assert!(is_foreign("CVE-2026-1234", &[], &[]));
        assert!(is_foreign("GHSA-abcd-efgh-ijkl", &["HARBOUR"], &[]));
        assert!(!is_foreign("HARBOUR-2026-k3x9", &["HARBOUR"], &[]));
        assert!(!is_foreign("RUSTSEC-2026-0001", &["RUSTSEC-"], &[]));
        assert!(!is_foreign("secret-plan", &[], &[]));
        assert!(!is_foreign("go-live", &[], &[]));
    }

    #[test]
    fn a_site_adds_databases_that_nobody_registered() {
        let added = ["SA-CORE", "ICSA", "cisco-sa", "S2"];
        for id in ["SA-CORE-2026-001", "ICSA-26-015-07", "cisco-sa-x-7", "S2-066"] {
            assert!(is_foreign(id, &["HARBOUR"], &added), "{id}");
            assert!(!is_foreign(id, &["HARBOUR"], &[]), "{id}");
        }
        assert!(!is_foreign("SA-CONTRIB-2026-001", &[], &added));
        assert!(!is_foreign("ICSA-secret", &[], &added), "a number makes an id");
        assert!(!is_foreign("HARBOUR-2026-k3x9", &["HARBOUR"], &["HARBOUR"]), "one's own stay one's own");
    }
}
