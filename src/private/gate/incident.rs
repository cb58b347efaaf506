//! The keys of an incident, of a notice and of a lesson.

use super::advisory::affected;
use super::head::{Named, people};
use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::decision::Why;
use crate::private::record::{Action, Incident, Lesson, Notice};
use crate::private::yaml::{Key, List};
use crate::public::{self, Head, Text};

pub(super) fn open(head: Head, own: Incident, opening: &mut RecordGate) -> public::Incident {
    let Incident {
        category,
        severity,
        status,
        confirmation,
        affected,
        services,
        accounts,
        reporter,
        coordinator,
        responders,
        lessons,
        actions,
        advisories,
    } = own;
    if accounts.is_some() {
        opening.withhold_key("accounts", Why::Accounts, None);
    }
    let lessons = opening.list("lessons", lessons);
    public::Incident {
        head,
        categories: categories(category, opening),
        severity: level(severity, opening),
        status: opening.key("status", status).map(|it| it.0),
        confirmation: opening.key("confirmation", confirmation).map(|it| it.0),
        affected: self::affected(affected, opening),
        services: opening.texts("services", services),
        reporter: people("reporter", reporter, Named::OnRequest, opening),
        coordinator: people("coordinator", coordinator, Named::OnRequest, opening),
        responders: people("responders", responders, Named::OnRequest, opening),
        lessons: lessons.into_iter().filter_map(|(_, line, raw)| opening.markdown("lessons", line, &raw)).collect(),
        actions: self::actions(actions, opening),
        advisories: opening.texts("advisories", advisories),
    }
}

pub(super) fn open_notice(head: Head, own: Notice, opening: &mut RecordGate) -> public::Notice {
    let Notice { advisories, incidents } = own;
    public::Notice {
        head,
        advisories: opening.texts("advisories", advisories),
        incidents: opening.texts("incidents", incidents),
    }
}

pub(super) fn open_lesson(head: Head, own: Lesson, opening: &mut RecordGate) -> public::Lesson {
    let Lesson { incidents, actions } = own;
    public::Lesson { head, incidents: opening.texts("incidents", incidents), actions: self::actions(actions, opening) }
}

fn categories(list: List<String>, opening: &mut RecordGate) -> Vec<Text> {
    let mut categories = Vec::new();
    for (_, line, raw) in opening.list("category", list) {
        let Some(text) = opening.text("category", line, &raw) else { continue };
        if opening.gate.config.settings.categories.iter().any(|category| category.id == *text) {
            categories.push(text);
        } else {
            let help = "write an id of site.yaml's `categories`; by default vulnerability, platform, account-access, supply-chain, provider, legal";
            opening.refuse(Code::WrongValue, line, "category", "this is none of the site's categories", help);
        }
    }
    categories
}

fn level(key: Key<String>, opening: &mut RecordGate) -> Option<Text> {
    let line = opening.line("severity");
    let raw = opening.key("severity", key)?;
    let text = opening.text("severity", line, &raw)?;
    if opening.gate.config.settings.severity(&text).is_none() {
        let help = "write an id of site.yaml's `severities`; by default critical, high, medium, low, none";
        opening.refuse(Code::WrongValue, line, "severity", "this is none of the site's severities", help);
        return None;
    }
    Some(text)
}

fn actions(list: List<Action>, opening: &mut RecordGate) -> Vec<public::Action> {
    let mut actions = Vec::new();
    for (_, line, Action { what, owner, due, done, url }) in opening.list("actions", list) {
        let owner = owner.and_then(|raw| opening.text("actions.owner", line, &raw));
        let url = url.and_then(|raw| opening.url("actions.url", line, &raw));
        let Some(what) = opening.text("actions.what", line, &what) else { continue };
        actions.push(public::Action { what, owner, due: due.map(|it| it.0), done: done.map(|it| it.0), url });
    }
    actions
}
