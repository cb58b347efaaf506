//! A door for `fanlight explain`: the gate's own notes, with what the audit does about what is withheld.
//!
//! Keys, lines, rules and times come out of it, no value does.

use super::opened::{Noted, Opened, Request};
use super::session::Session;
use crate::diagnostic::Code;
use crate::private::decision::{Decided, Decision, Explanation, Looked, Subject, Why};
use crate::private::provenance::Keep;
use crate::private::withheld::{Kind, Origin, Public, Reason, Withheld};
use std::collections::BTreeMap;
use std::path::Path;

/// Every decision about every record and page.
pub struct Explained {
    pub opened: Opened,
    /// In the order of their paths.
    pub files: Vec<Explanation>,
}

/// Opens the content just as a build does, and keeps what the gate notes.
pub fn explain(content: &Path, request: Request) -> Explained {
    let (opened, noted) = Session::of_one_round(content, Keep::Decisions).run(request, None);
    let audit = Audit::new(&opened.withheld, opened.site.as_ref().map_or(Public::Nothing, Public::Site));
    let mut files: Vec<Explanation> = noted.into_iter().map(|file| explanation(file, &audit)).collect();
    for file in &mut files {
        let lost = opened.shown.iter().filter(|it| it.code == Code::UnknownId && it.file == file.file);
        file.parts.extend(lost.map(|lost| {
            let decided = Decided::Withheld { why: Why::UnknownId, until: None };
            Decision::new(Subject::Reference, &lost.key, lost.line as u32, decided)
        }));
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    Explained { opened, files }
}

fn explanation(noted: Noted, audit: &Audit) -> Explanation {
    let Noted { file, kind, id, decisions, errors } = noted;
    let (wholes, mut parts): (Vec<_>, Vec<_>) =
        decisions.into_iter().partition(|decision| decision.subject == Subject::Record);
    let unread = Decision::new(Subject::Record, "", 0, Decided::Withheld { why: Why::Errors, until: None });
    let mut whole = wholes.into_iter().next().unwrap_or(unread);
    parts.sort_by_key(|part| (part.subject == Subject::Attachment, part.line));
    parts.iter_mut().chain([&mut whole]).for_each(|part| part.audit = audit.of(&part.origins));
    Explanation { id: id.filter(|_| kind.is_some()), kind, file, whole, parts, errors }
}

/// What the audit does about each withheld value, by where it was written.
struct Audit<'w> {
    sought: BTreeMap<&'w Origin, Vec<Kind>>,
    unsought: BTreeMap<&'w Origin, Reason>,
}

impl<'w> Audit<'w> {
    fn new(withheld: &'w Withheld, public: Public<'_>) -> Self {
        let mut sought: BTreeMap<_, Vec<Kind>> = BTreeMap::new();
        for (origin, kind) in withheld.sought(public) {
            let kinds = sought.entry(origin).or_default();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let unsought = withheld.unsought(public).into_iter().map(|unsought| (unsought.origin, unsought.why)).collect();
        Audit { sought, unsought }
    }

    fn of(&self, origins: &[Origin]) -> Vec<Looked> {
        let looked = |origin: &Origin| {
            let looked_for = match (self.sought.get(origin), self.unsought.get(origin)) {
                (Some(kinds), _) => Ok(kinds.clone()),
                (None, why) => Err(*why?),
            };
            Some(Looked { key: origin.key.clone(), line: origin.line as u32, looked_for })
        };
        let mut all: Vec<Looked> = origins.iter().filter_map(looked).collect();
        all.sort();
        all.dedup();
        all
    }
}
