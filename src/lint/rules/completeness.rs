//! A published advisory or incident says what is affected, the impact, the root cause, and what was done.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Advisory, Affected, Confirmation, Head, Incident, Informational, RangeEvent, Status};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

pub const RULE: Rule =
    Rule { codes: &[Code::LacksAffected, Code::LacksImpact, Code::LacksCause, Code::LacksResolution], look };

/// Words in a heading of the body that mean the same as a key.
const IMPACT: &[&str] = &["impact", "consequence", "effect", "exposure", "who is affected", "what this means"];
const CAUSE: &[&str] = &["cause", "analysis", "what happened", "how it happened", "why", "explanation"];
const DONE: &[&str] = &[
    "resolution",
    "mitigation",
    "remediation",
    "remedy",
    "fix",
    "what we did",
    "response",
    "action",
    "workaround",
    "what to do",
    "patches",
];

fn look(subject: &Subject, found: &mut Found) {
    for advisory in subject.site.advisories.iter().filter(|advisory| advisory.head.withdrawn.is_none()) {
        Looking { subject, head: &advisory.head, found }.advisory(advisory);
    }
    for incident in subject.site.incidents.iter().filter(|incident| incident.head.withdrawn.is_none()) {
        Looking { subject, head: &incident.head, found }.incident(incident);
    }
}

struct Looking<'l> {
    subject: &'l Subject<'l>,
    head: &'l Head,
    found: &'l mut Found,
}

impl Looking<'_> {
    fn advisory(&mut self, advisory: &Advisory) {
        if advisory.affected.is_empty() {
            self.lacks(Code::LacksAffected, "affected", "the advisory doesn't say what is affected");
        }
        // Of a package without maintainers there is no impact, cause or fix to state.
        if matches!(advisory.informational, Some(Informational::Unmaintained | Informational::Notice)) {
            return;
        }
        let headings = headings(self.head);
        if self.head.impact.is_none() && !says(&headings, IMPACT) {
            self.lacks(Code::LacksImpact, "impact", "the advisory doesn't say what the impact is");
        }
        if self.head.root_cause.is_none() && !says(&headings, CAUSE) {
            self.lacks(Code::LacksCause, "root_cause", "the advisory doesn't say what the root cause is");
        }
        if !self.tells_what_was_done(&headings) && !advisory.affected.iter().any(is_fixed) {
            self.lacks(Code::LacksResolution, "resolution", "the advisory says neither what was done nor what to do");
        }
    }

    fn incident(&mut self, incident: &Incident) {
        if incident.confirmation == Some(Confirmation::FalsePositive) {
            return;
        }
        let names = !incident.affected.is_empty() || !incident.services.is_empty() || !self.head.projects.is_empty();
        if !names {
            self.lacks(Code::LacksAffected, "affected", "the incident doesn't say what is affected");
        }
        let headings = headings(self.head);
        if self.head.impact.is_none() && !says(&headings, IMPACT) {
            self.lacks(Code::LacksImpact, "impact", "the incident doesn't say what the impact is");
        }
        // Nobody knows yet while it goes on.
        if matches!(incident.status, Some(Status::Investigating | Status::Identified)) {
            return;
        }
        if self.head.root_cause.is_none() && !says(&headings, CAUSE) {
            self.lacks(Code::LacksCause, "root_cause", "the incident doesn't say what the root cause is");
        }
        if !self.tells_what_was_done(&headings) && incident.actions.is_empty() {
            self.lacks(Code::LacksResolution, "resolution", "the incident doesn't say what was done");
        }
    }

    fn tells_what_was_done(&self, headings: &[String]) -> bool {
        let keys = [&self.head.resolution, &self.head.workaround, &self.head.recommendations];
        keys.into_iter().any(Option::is_some) || says(headings, DONE)
    }

    fn lacks(&mut self, code: Code, key: &str, problem: &str) {
        let Some(written) = self.subject.sources.of_page(&self.head.path()) else { return };
        let help = match key {
            "affected" => "name the packages under `affected`, or the services of an incident under `services`",
            "impact" => "write `impact: …`: what could happen, and to whom",
            "root_cause" => "write `root_cause: …`: why it could happen",
            _ => "write `resolution: …`: what was done, and which version has it",
        };
        self.found.add(code, Place::key(written, key), problem, help);
    }
}

fn is_fixed(affected: &Affected) -> bool {
    let events = affected.ranges.iter().flat_map(|range| &range.events);
    !affected.fixed.is_empty() || events.into_iter().any(|event| matches!(event, RangeEvent::Fixed(_)))
}

fn says(headings: &[String], words: &[&str]) -> bool {
    headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)))
}

/// The body's headings in lower case.
fn headings(head: &Head) -> Vec<String> {
    let (mut headings, mut inside) = (Vec::new(), false);
    for event in Parser::new_ext(head.details.as_str(), crate::public::DIALECT) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                inside = true;
                headings.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                headings.last_mut().into_iter().for_each(|heading: &mut String| heading.push_str(&text.to_lowercase()));
            }
            _ => {}
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code::*;
    use crate::lint::testing::codes;

    const FRONT: &str = "---\ntitle: A\npublish: true\npublished: 2026-01-01\n";

    #[test]
    fn an_advisory_without_its_story_is_reported_with_what_it_lacks() {
        let found = codes("advisories/A-1.md", &format!("{FRONT}---\nText.\n"));
        assert_eq!(found, [LacksAffected, LacksImpact, LacksResolution, LacksCause]);
    }

    #[test]
    fn headings_of_the_body_tell_it_as_well() {
        let body = "## Impact\nx\n\n## Root cause\nx\n\n## What we did\nx\n";
        assert_eq!(codes("incidents/I-1.md", &format!("{FRONT}services: [shop]\n---\n{body}")), []);
    }

    #[test]
    fn while_an_incident_goes_on_nobody_knows_its_cause() {
        let front = format!("{FRONT}services: [shop]\nstatus: investigating\nimpact: None known.\n---\n");
        assert_eq!(codes("incidents/I-1.md", &front), []);
    }

    #[test]
    fn an_unmaintained_package_has_no_impact_to_tell() {
        let front = format!("{FRONT}informational: unmaintained\naffected: [{{ package: \"pkg:cargo/a\" }}]\n---\nx\n");
        assert_eq!(codes("advisories/A-1.md", &front), []);
    }
}
