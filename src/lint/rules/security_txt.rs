//! security.txt: whether there can be one, and whether it still holds (RFC 9116).

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::NoSecurityTxt, Code::Expires, Code::Expired], look };

/// So many days before it expires there is time to fix it.
const SOON: u64 = 30;

fn look(subject: &Subject, found: &mut Found) {
    let (settings, now) = (&subject.site.settings, subject.site.now);
    if settings.base() != "/" {
        let problem =
            "this URL has a path: security.txt counts only at the root of its host, so the site can't serve it";
        let help = "write /.well-known/security.txt on the host's root by other means, and let it name this site";
        found.add(Code::NoSecurityTxt, Place::settings(subject.sources, "url"), problem, help);
    }
    let Some(expires) = settings.report.expires else {
        let problem = "security.txt needs the time until which it holds, so the site has none";
        let help = "write `expires: 2027-06-30T00:00:00Z` under `report`, less than a year ahead";
        found.add(Code::NoSecurityTxt, Place::settings(subject.sources, "report"), problem, help);
        return;
    };
    let place = Place::settings(subject.sources, "report.expires");
    let help = "look whether its contacts still hold, then set `expires` anew, less than a year ahead";
    if expires <= now {
        found.add(Code::Expired, place, "security.txt has expired: nobody may rely on it", help);
    } else if expires.0 <= now.0 + chrono::Days::new(SOON) {
        found.add(Code::Expires, place, "security.txt expires within 30 days", help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::*;
    use crate::lint::testing::site_codes;

    fn site(url: &str, expires: &str) -> Vec<crate::diagnostic::Code> {
        site_codes(&format!("title: T\nurl: {url}\nreport: {{ contact: mailto:a@example.org{expires} }}\n"))
    }

    #[test]
    fn it_expires_soon_within_thirty_days() {
        const ROOT: &str = "https://example.org/";
        assert_eq!(site(ROOT, ", expires: 2027-06-30T00:00:00Z"), []);
        assert_eq!(site(ROOT, ", expires: 2026-12-20T00:00:00Z"), [Expires]);
        assert_eq!(site(ROOT, ", expires: 2026-11-20T00:00:00Z"), [Expired]);
        assert_eq!(site(ROOT, ""), [NoSecurityTxt]);
    }

    #[test]
    fn a_site_below_a_path_has_none() {
        assert_eq!(site("https://example.org/security/", ", expires: 2027-06-30T00:00:00Z"), [NoSecurityTxt]);
    }
}
