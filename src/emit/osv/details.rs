//! The text: what the page shows of it, in one piece of Markdown.

use crate::emit::absolute::markdown;
use crate::public::{Head, Markdown};
use crate::render::{Links, links::Place};

/// In the order of the page: what it is, what it does to whom, what happened, and what to do.
pub(super) fn of(links: &Links, head: &Head) -> String {
    let place = Place::new(head.path(), &head.attachments);
    let withdrawn = head.withdrawn.as_ref().and_then(|it| it.reason.as_ref());
    let sections: [(&str, Option<&Markdown>); 7] = [
        ("Withdrawn", withdrawn),
        ("Impact", head.impact.as_ref()),
        ("Details", Some(&head.details)),
        ("Root cause", head.root_cause.as_ref()),
        ("Recommendations", head.recommendations.as_ref()),
        ("Workaround", head.workaround.as_ref()),
        ("Resolution", head.resolution.as_ref()),
    ];
    let mut text = head.summary.as_ref().map(|it| it.to_string()).unwrap_or_default();
    for (heading, source) in sections {
        let Some(source) = source else { continue };
        let written = markdown(links, &place, source);
        if written.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&format!("## {heading}\n\n{written}"));
    }
    text
}
