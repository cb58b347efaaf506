//! Whole values that a record discloses, so that no needle is made of them elsewhere. Drafts are taken apart key by key: one that is
//! missed would be a false alarm.

use super::Draft;
use crate::private::withheld::Withheld;
use crate::public::{
    Advisory, Affected, Head, Incident, Indicator, Lesson, Notice, Package, Page, Person, Range, ReportWords,
};

pub(in crate::private) fn note(draft: &Draft, withheld: &mut Withheld) {
    match draft {
        Draft::Advisory(advisory) => {
            let Advisory { head, severity: _, cwe: _, informational: _, affected, incidents: _, csaf } = advisory;
            note_head(head, withheld);
            note_affected(affected, withheld);
            csaf.iter().for_each(|statement| withheld.disclosed_statement(statement));
        }
        Draft::Incident(incident) => note_incident(incident, withheld),
        Draft::Notice(Notice { head, advisories: _, incidents: _ }) => note_head(head, withheld),
        Draft::Lesson(Lesson { head, incidents: _, actions: _ }) => note_head(head, withheld),
        Draft::Page(_, page) => note_page(page, withheld),
        Draft::Report(ReportWords { period: _, page, totals: _ }) => note_page(page, withheld),
    }
}

fn note_incident(incident: &Incident, withheld: &mut Withheld) {
    let Incident {
        head,
        categories: _,
        severity: _,
        status: _,
        next_update: _,
        confirmation: _,
        affected,
        services,
        reporter,
        coordinator,
        responders,
        lessons: _,
        actions: _,
        advisories: _,
    } = incident;
    note_head(head, withheld);
    note_affected(affected, withheld);
    services.iter().for_each(|text| withheld.disclosed(text));
    [reporter, coordinator, responders].into_iter().flatten().for_each(|person| note_person(person, withheld));
}

/// Whoever is in charge of a part of the plan is named for that.
fn note_page(page: &Page, withheld: &mut Withheld) {
    withheld.disclosed_title(&page.title);
    page.owner.iter().for_each(|owner| withheld.disclosed(owner));
}

/// What is prose, a word of a list or a time is no value that a needle could be made of.
fn note_head(head: &Head, withheld: &mut Withheld) {
    let Head {
        kind: _,
        id,
        title,
        language: _,
        tlp: _,
        published: _,
        modified: _,
        withdrawn: _,
        revisions: _,
        summary: _,
        aliases,
        related,
        upstream,
        projects,
        tags,
        references,
        credits,
        authors,
        bounty,
        post: _,
        timeline: _,
        impact: _,
        root_cause: _,
        workaround: _,
        recommendations: _,
        resolution: _,
        exploitation: _,
        indicators,
        details: _,
        attachments: _,
        pending: _,
        lacks: _,
    } = head;
    withheld.disclosed_id(id);
    withheld.disclosed_title(title);
    aliases.iter().chain(related).chain(upstream).for_each(|id| withheld.disclosed_id(id));
    tags.iter().chain(projects).chain(bounty).for_each(|text| withheld.disclosed(text));
    credits.iter().chain(authors).for_each(|person| note_person(person, withheld));
    references.iter().for_each(|reference| withheld.disclosed(&reference.url));
    for Indicator { kind: _, value } in indicators {
        withheld.disclosed(value);
    }
}

fn note_person(person: &Person, withheld: &mut Withheld) {
    let Person { name, kind: _, organization, url } = person;
    withheld.disclosed(name);
    organization.iter().chain(url).for_each(|text| withheld.disclosed(text));
}

fn note_affected(affected: &[Affected], withheld: &mut Withheld) {
    for affected in affected {
        let Affected {
            package: Package { ecosystem: _, name, purl, vendor, product },
            ranges,
            versions,
            fixed,
            unaffected,
            unknown,
            default_status: _,
            severity: _,
            platforms,
            functions,
            status: _,
            justification: _,
            remediation: _,
        } = affected;
        withheld.disclosed(name);
        purl.iter().chain(vendor).chain(product).for_each(|text| withheld.disclosed(text));
        // A withheld record of the same package names the same functions, versions and commits.
        versions.iter().chain(fixed).chain(platforms).chain(functions).for_each(|text| withheld.disclosed(text));
        for Range { kind: _, repo, events } in ranges.iter().chain(unaffected).chain(unknown) {
            repo.iter().for_each(|repo| withheld.disclosed(repo));
            events.iter().for_each(|event| withheld.disclosed(event.version()));
        }
    }
}
