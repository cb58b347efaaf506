//! An incident that goes on and was to have news by now: people wait for it, and come to believe that nobody works on it.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};

pub const RULE: Rule = Rule { codes: &[Code::UpdateOverdue], look };

fn look(subject: &Subject, found: &mut Found) {
    let site = subject.site;
    for incident in site.incidents.iter().filter(|incident| incident.update_overdue(site.now)) {
        let Some(written) = subject.sources.of_page(&incident.head.path()) else { continue };
        let problem = "this incident goes on, and the update that it announces was to come by now";
        let help = "add what is known to `timeline`, if only that there is nothing new, and write the next time under `next_update`; \
                    if it is over, write `status: resolved`";
        found.add(Code::UpdateOverdue, Place::key(written, "next_update"), problem, help);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::UpdateOverdue;
    use crate::lint::testing::lines;

    fn found(keys: &str) -> Vec<usize> {
        let head = "---\ntitle: A\npublish: true\npublished: 2026-11-20T00:00:00Z\n";
        let all = lines("incidents/a.md", &format!("{head}{keys}---\nx\n"));
        all.into_iter().filter(|(code, _)| *code == UpdateOverdue).map(|(_, line)| line).collect()
    }

    #[test]
    fn an_update_is_overdue_when_its_time_has_passed() {
        assert_eq!(found("status: identified\nnext_update: 2026-11-21T11:59:00Z\n"), [6]);
        assert!(found("status: identified\nnext_update: 2026-11-21T12:01:00Z\n").is_empty());
        assert_eq!(found("status: identified\nnext_update: 2026-11-20\n"), [6]);
        assert!(found("status: identified\nnext_update: 2026-11-21\n").is_empty());
    }

    /// What is over has no next update, and what isn't public is nobody's business.
    #[test]
    fn only_what_goes_on_in_public_waits() {
        assert!(found("status: resolved\nnext_update: 2026-11-20\n").is_empty());
        assert!(found("status: !private identified\nnext_update: 2026-11-20\n").is_empty());
        assert!(found("status: identified\nnext_update: !private 2026-11-20\n").is_empty());
        assert!(found("status: identified\nnext_update: 2026-11-20\nembargo: 2026-12-01T00:00:00Z\n").is_empty());
    }
}
