//! An incident as a CSAF document: the response to a security incident (4.2).

use super::about::{self, Profile, page};
use super::document::{Document, Note, Reference};
use super::texts::{Texts, note};
use crate::emit::{entry, urls};
use crate::public::{Affected, Incident, Settings, Site, routes};
use crate::render::{Links, Words, versions};

pub fn document<'a>(site: &'a Site, links: &Links, incident: &'a Incident) -> Document<'a> {
    let head = &incident.head;
    let texts = Texts::of(links, head);
    let severity = incident.severity.as_deref();
    let advisories = incident.advisories.iter().filter_map(|id| site.find(id));
    let mut references: Vec<Reference> = advisories.map(|record| page(&site.settings, record)).collect();
    if references.is_empty() && head.references.is_empty() {
        // One at least that is external (4.2).
        references.push(Reference {
            category: "external",
            summary: "How to report".into(),
            url: urls::absolute(&site.settings, routes::REPORT),
        });
    }
    let category = "csaf_security_incident_response";
    let profile =
        Profile { category, severity, notes: notes(&site.settings, &texts, incident), references, stated: None };
    Document { document: about::of(site, &texts, head, profile), product_tree: None, vulnerabilities: Vec::new() }
}

/// One at least (4.2).
fn notes(settings: &Settings, texts: &Texts<'_>, incident: &Incident) -> Vec<Note> {
    let head = &incident.head;
    let mut notes = vec![match texts.plain(&head.details) {
        Some(text) => note("description", "Details", text),
        None => note("description", "Details", entry::summary(head)),
    }];
    let sections = [
        ("Impact", &head.impact),
        ("Root cause", &head.root_cause),
        ("What we did", &head.resolution),
        ("What you can do", &head.recommendations),
        ("Workaround", &head.workaround),
    ];
    for (title, text) in sections {
        notes.extend(text.as_ref().and_then(|text| texts.plain(text)).map(|text| note("details", title, text)));
    }
    let join = |lines: Vec<String>| lines.join("\n");
    let timeline = head.timeline.iter().map(|entry| {
        let to = entry.to.map(|to| format!(" to {to}")).unwrap_or_default();
        let phase = entry.phase.map(|phase| format!(" {}", phase.as_str())).unwrap_or_default();
        let text =
            entry.text.as_ref().and_then(|text| texts.plain(text)).map(|text| format!(": {text}")).unwrap_or_default();
        format!("{}{}{to}{phase}{text}", if entry.approximate { "about " } else { "" }, entry.at)
    });
    let lists = [
        ("Standing", join(standing(settings, incident))),
        ("Affected", join(incident.affected.iter().map(affected).collect())),
        ("Timeline", join(timeline.collect())),
        ("Lessons", incident.lessons.iter().filter_map(|lesson| texts.plain(lesson)).collect::<Vec<_>>().join("\n\n")),
        (
            "Indicators",
            join(head.indicators.iter().map(|indicator| format!("{}: {}", indicator.kind, indicator.value)).collect()),
        ),
    ];
    notes.extend(
        lists.into_iter().filter(|(_, text)| !text.is_empty()).map(|(title, text)| note("details", title, text)),
    );
    notes
}

fn standing(settings: &Settings, incident: &Incident) -> Vec<String> {
    let label = |id: &str| {
        settings
            .categories
            .iter()
            .find(|category| category.id == id)
            .map_or(id.to_owned(), |category| category.label.clone())
    };
    let categories: Vec<String> = incident.categories.iter().map(|id| label(id)).collect();
    let english = Words::english();
    let services: Vec<&str> = incident.services.iter().map(|service| service.as_str()).collect();
    let lines = [
        (!categories.is_empty()).then(|| format!("Category: {}", categories.join(", "))),
        incident.status.map(|status| format!("Status: {}", english.statuses.of(status).word)),
        incident.announced_update().map(|at| format!("Next update: {}", english.when(at).text)),
        incident.confirmation.map(|confirmation| format!("Certainty: {}", english.confirmations.of(confirmation).word)),
        (!services.is_empty()).then(|| format!("Services: {}", services.join(", "))),
    ];
    lines.into_iter().flatten().collect()
}

/// `harbour-cli: 4.4.0 and later, before 4.4.3`.
fn affected(affected: &Affected) -> String {
    let ranges =
        affected.ranges.iter().flat_map(|range| Words::english().range(range, versions::order(affected, range)));
    let versions: Vec<String> = ranges.chain(affected.versions.iter().map(|version| version.to_string())).collect();
    let versions = if versions.is_empty() { String::new() } else { format!(": {}", versions.join("; ")) };
    let status = affected
        .status
        .map(|status| format!(" ({})", Words::english().vex.of(status).to_lowercase()))
        .unwrap_or_default();
    format!("{}{status}{versions}", affected.package.name)
}
