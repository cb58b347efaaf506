//! The text: what the page shows of it, in one piece of Markdown.

use crate::emit::absolute::markdown;
use crate::public::{Head, Markdown};
use crate::render::{Links, links::Place};

/// In the order of the page: what it is, what it does to whom, what happened, and what to do.
pub(super) fn of(links: &Links, head: &Head) -> String {
    let place = Place::new(head.path(), &head.attachments);
    let withdrawn = head.withdrawn.as_ref().and_then(|withdrawn| withdrawn.reason.as_ref());
    let sections: [(&str, Option<&Markdown>); 7] = [
        ("Withdrawn", withdrawn),
        ("Impact", head.impact.as_ref()),
        ("Details", Some(&head.details)),
        ("Root cause", head.root_cause.as_ref()),
        ("Recommendations", head.recommendations.as_ref()),
        ("Workaround", head.workaround.as_ref()),
        ("Resolution", head.resolution.as_ref()),
    ];
    let written =
        sections.into_iter().filter_map(|(heading, source)| Some((heading, markdown(links, &place, source?))));
    let written: Vec<(&str, String)> = written.filter(|(_, text)| !text.is_empty()).collect();
    let summary = head.summary.as_ref().map(|summary| summary.to_string()).filter(|text| !text.is_empty());
    // What is the only section needs no heading of ours.
    let sections: Vec<String> = match written.as_slice() {
        [("Details", text)] => vec![text.clone()],
        all => all.iter().map(|(heading, text)| format!("## {heading}\n\n{text}")).collect(),
    };
    summary.into_iter().chain(sections).collect::<Vec<_>>().join("\n\n")
}
