//! Whole values that a record discloses, so that no needle is made of them elsewhere.

use super::Draft;
use crate::private::withheld::Withheld;
use crate::public::{Affected, Head, Page, Person};

pub(in crate::private) fn tell(draft: &Draft, withheld: &mut Withheld) {
    if let Some(head) = draft.head() {
        tell_head(head, withheld);
    }
    match draft {
        Draft::Advisory(it) => {
            tell_affected(&it.affected, withheld);
            it.csaf.iter().for_each(|statement| statement.each_text(&mut |text| withheld.disclosed(text)));
        }
        Draft::Incident(it) => {
            tell_affected(&it.affected, withheld);
            it.services.iter().for_each(|text| withheld.disclosed(text));
            [&it.reporter, &it.coordinator, &it.responders]
                .into_iter()
                .flatten()
                .for_each(|it| tell_person(it, withheld));
        }
        Draft::Notice(_) | Draft::Lesson(_) => {}
        Draft::Page(_, page) => tell_page(page, withheld),
        Draft::Report(words) => tell_page(&words.page, withheld),
    }
}

/// Whoever is in charge of a part of the plan is named for that.
fn tell_page(page: &Page, withheld: &mut Withheld) {
    withheld.disclosed_title(&page.title);
    page.owner.iter().for_each(|owner| withheld.disclosed(owner));
}

fn tell_head(head: &Head, withheld: &mut Withheld) {
    withheld.disclosed_id(&head.id);
    withheld.disclosed_title(&head.title);
    for id in head.aliases.iter().chain(&head.related).chain(&head.upstream) {
        withheld.disclosed_id(id);
    }
    for text in head.tags.iter().chain(&head.projects) {
        withheld.disclosed(text);
    }
    head.credits.iter().chain(&head.authors).for_each(|it| tell_person(it, withheld));
    head.bounty.iter().for_each(|text| withheld.disclosed(text));
    head.references.iter().for_each(|it| withheld.disclosed(&it.url));
    head.indicators.iter().for_each(|it| withheld.disclosed(&it.value));
}

fn tell_person(person: &Person, withheld: &mut Withheld) {
    withheld.disclosed(&person.name);
    person.organization.iter().chain(&person.url).for_each(|text| withheld.disclosed(text));
}

fn tell_affected(affected: &[Affected], withheld: &mut Withheld) {
    for Affected { package, ranges, versions, fixed, unaffected, unknown, platforms, functions, .. } in affected {
        withheld.disclosed(&package.name);
        package.purl.iter().chain(&package.vendor).chain(&package.product).for_each(|it| withheld.disclosed(it));
        // A withheld record of the same package names the same functions, versions and commits.
        versions.iter().chain(fixed).chain(platforms).chain(functions).for_each(|text| withheld.disclosed(text));
        for range in ranges.iter().chain(unaffected).chain(unknown) {
            range.repo.iter().for_each(|repo| withheld.disclosed(repo));
            range.events.iter().for_each(|event| withheld.disclosed(event.version()));
        }
    }
}
