//! The keys of an incident, of a notice and of a lesson.

use super::advisory::affected;
use super::head::{Named, people};
use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::decision::Why;
use crate::private::record::{Action, Incident, Lesson, Notice};
use crate::private::yaml::{Key, List};
use crate::public::{self, Head, Text};

pub(super) fn open(head: Head, own: Incident, gate: &mut RecordGate) -> public::Incident {
    let Incident {
        category,
        severity,
        status,
        next_update,
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
        gate.withhold_key("accounts", Why::Accounts, None);
    }
    let lessons = gate.list("lessons", lessons);
    public::Incident {
        head,
        categories: categories(category, gate),
        severity: level(severity, gate),
        status: gate.key("status", status).map(|key| key.0),
        next_update: gate.key("next_update", next_update).map(|key| key.0),
        confirmation: gate.key("confirmation", confirmation).map(|key| key.0),
        affected: self::affected(affected, gate),
        services: gate.texts("services", services),
        reporter: people("reporter", reporter, Named::OnRequest, gate),
        coordinator: people("coordinator", coordinator, Named::OnRequest, gate),
        responders: people("responders", responders, Named::OnRequest, gate),
        lessons: lessons.into_iter().filter_map(|(_, line, raw)| gate.markdown("lessons", line, &raw)).collect(),
        actions: self::actions(actions, gate),
        advisories: gate.texts("advisories", advisories),
    }
}

pub(super) fn open_notice(head: Head, own: Notice, gate: &mut RecordGate) -> public::Notice {
    let Notice { advisories, incidents } = own;
    public::Notice {
        head,
        advisories: gate.texts("advisories", advisories),
        incidents: gate.texts("incidents", incidents),
    }
}

pub(super) fn open_lesson(head: Head, own: Lesson, gate: &mut RecordGate) -> public::Lesson {
    let Lesson { incidents, actions } = own;
    public::Lesson { head, incidents: gate.texts("incidents", incidents), actions: self::actions(actions, gate) }
}

fn categories(list: List<String>, gate: &mut RecordGate) -> Vec<Text> {
    let mut categories = Vec::new();
    for (_, line, raw) in gate.list("category", list) {
        let Some(text) = gate.text("category", line, &raw) else { continue };
        if gate.site.config.settings.categories.iter().any(|category| category.id == *text) {
            categories.push(text);
        } else {
            let help = "write an id of site.yaml's `categories`; by default vulnerability, platform, account-access, supply-chain, provider, legal";
            gate.reader.refuse(Code::WrongValue, line, "category", "this is none of the site's categories", help);
        }
    }
    categories
}

fn level(key: Key<String>, gate: &mut RecordGate) -> Option<Text> {
    let line = gate.reader.line("severity");
    let raw = gate.key("severity", key)?;
    let text = gate.text("severity", line, &raw)?;
    if gate.site.config.settings.severity(&text).is_none() {
        let help = "write an id of site.yaml's `severities`; by default critical, high, medium, low, none";
        gate.reader.refuse(Code::WrongValue, line, "severity", "this is none of the site's severities", help);
        return None;
    }
    Some(text)
}

fn actions(list: List<Action>, gate: &mut RecordGate) -> Vec<public::Action> {
    let mut actions = Vec::new();
    for (_, line, Action { what, owner, due, done, url }) in gate.list("actions", list) {
        let owner = owner.and_then(|raw| gate.text("actions.owner", line, &raw));
        let url = url.and_then(|raw| gate.url("actions.url", line, &raw));
        let Some(what) = gate.text("actions.what", line, &what) else { continue };
        actions.push(public::Action { what, owner, due: due.map(|due| due.0), done: done.map(|it| it.0), url });
    }
    actions
}
