//! Every place of a draft in which a reference can be. Drafts are taken apart key by key, so that a new key doesn't compile until
//! it is decided whether it holds any: one that is missed would keep a link to a withheld id.

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic};
use crate::normalise::near::meant;
use crate::private::gate::Draft;
use crate::private::gate::titles::entitle;
use crate::private::links::{Leads, rewrite};
use crate::private::marks::Form;
use crate::public::{
    Action, Advisory, Affected, Head, Incident, Indicator, Lesson, Markdown, Notice, Page, Person, Range, Reference,
    ReportWords, Revision, Text, TimelineEntry, Withdrawal,
};
use std::path::Path;

impl Resolver {
    /// Drops from a draft what leads nowhere. Returns what to warn of.
    pub fn resolve(&self, file: &Path, draft: &mut Draft) -> Vec<Diagnostic> {
        let mut lost = Lost { file, found: Vec::new() };
        match draft {
            Draft::Advisory(advisory) => self.advisory(advisory, &mut lost),
            Draft::Incident(incident) => self.incident(incident, &mut lost),
            Draft::Notice(Notice { head, advisories, incidents }) => {
                self.ids("advisories", advisories, &mut lost);
                self.ids("incidents", incidents, &mut lost);
                self.head(head, &mut lost);
            }
            Draft::Lesson(Lesson { head, incidents, actions }) => {
                self.ids("incidents", incidents, &mut lost);
                self.head(head, &mut lost);
                self.actions(actions);
            }
            Draft::Page(_, page) => self.page(page, file),
            Draft::Report(ReportWords { period: _, page, totals: _ }) => self.page(page, file),
        }
        entitle(draft, &self.seal);
        lost.found
    }

    fn advisory(&self, advisory: &mut Advisory, lost: &mut Lost) {
        let Advisory { head, severity: _, cwe: _, informational: _, affected, incidents, csaf } = advisory;
        self.ids("incidents", incidents, lost);
        self.head(head, lost);
        self.affected(affected);
        if let Some(statement) = csaf {
            let rewritten = |text: &Text| Some(Text::new(self.without(text, Form::Line)?, &self.seal));
            if let Some(rewritten) = statement.rewritten(&rewritten) {
                *statement = rewritten;
            }
        }
    }

    fn incident(&self, incident: &mut Incident, lost: &mut Lost) {
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
            lessons,
            actions,
            advisories,
        } = incident;
        self.ids("advisories", advisories, lost);
        self.head(head, lost);
        self.affected(affected);
        self.lines(services);
        self.actions(actions);
        [reporter, coordinator, responders].into_iter().for_each(|people| self.people(people));
        lessons.iter_mut().for_each(|text| self.markdown(lost.file, text));
    }

    fn page(&self, page: &mut Page, file: &Path) {
        let Page {
            path,
            title,
            summary,
            body,
            version,
            owner,
            reviewed: _,
            review_by: _,
            modified: _,
            language: _,
            original: _,
            weight: _,
            template: _,
            attachments: _,
        } = page;
        self.markdown(file, body);
        self.line(title);
        // Nothing goes without a title.
        if title.is_empty() {
            title.clone_from(path);
        }
        [summary, version, owner].into_iter().for_each(|text| self.line_if_any(text));
    }

    fn head(&self, head: &mut Head, lost: &mut Lost) {
        let Head {
            kind: _,
            id: _,
            title,
            language: _,
            tlp: _,
            published: _,
            modified: _,
            withdrawn,
            revisions,
            summary,
            aliases,
            related,
            upstream,
            projects: _,
            tags,
            references,
            credits,
            authors,
            bounty,
            post,
            timeline,
            impact,
            root_cause,
            workaround,
            recommendations,
            resolution,
            exploitation: _,
            indicators,
            details,
            attachments: _,
            pending: _,
            lacks: _,
        } = head;
        self.anybodys_ids("aliases", aliases, lost);
        self.anybodys_ids("related", related, lost);
        self.anybodys_ids("upstream", upstream, lost);
        self.references(references, lost);
        self.line(title);
        [summary, bounty].into_iter().for_each(|text| self.line_if_any(text));
        self.lines(tags);
        self.people(credits);
        self.people(authors);
        for Revision { at: _, note, material: _ } in revisions {
            self.line_if_any(note);
        }
        for Indicator { kind: _, value } in indicators.iter_mut() {
            self.line(value);
        }
        indicators.retain(|indicator| !indicator.value.is_empty());
        self.markdown(lost.file, details);
        post.iter_mut().flat_map(|post| post.texts_mut()).for_each(|text| self.markdown(lost.file, text));
        for text in [impact, root_cause, workaround, recommendations, resolution].into_iter().flatten() {
            self.markdown(lost.file, text);
        }
        for TimelineEntry { at: _, to: _, approximate: _, phase: _, text } in timeline {
            text.iter_mut().for_each(|text| self.markdown(lost.file, text));
        }
        if let Some(Withdrawal { at: _, reason }) = withdrawn {
            reason.iter_mut().for_each(|text| self.markdown(lost.file, text));
        }
    }

    fn markdown(&self, file: &Path, text: &mut Markdown) {
        if let Some(here) = self.readdressed(text.as_str()) {
            *text = Markdown::new(here, &self.seal);
        }
        // `check` reports those that are dropped, with their lines: it sees the text as it was written.
        if let Some(rewritten) = rewrite(text.as_str(), |target| self.leads(file, target)) {
            *text = Markdown::new(rewritten, &self.seal);
        }
        self.bare_in_markdown(text);
    }

    /// Ids that may be another database's.
    fn anybodys_ids(&self, key: &str, ids: &mut Vec<Text>, lost: &mut Lost) {
        let mut number = 0;
        ids.retain(|id| {
            number += 1;
            let stays = self.stays(lost.file, id);
            if !stays {
                lost.note(key, &format!("item {number}: this id is none that is public here"), self.near(id));
            }
            stays
        });
    }

    /// Ids that must be records of this site.
    fn ids(&self, key: &'static str, ids: &mut Vec<Text>, lost: &mut Lost) {
        ids.retain_mut(|id| {
            if self.records.contains_key(id.as_str()) {
                return true;
            }
            if let Some(own) = self.aliases.get(id.as_str()) {
                *id = Text::new(own.as_str(), &self.seal);
                return true;
            }
            lost.note(key, "this id is none that is public here", self.near(id));
            false
        });
    }

    fn references(&self, references: &mut Vec<Reference>, lost: &mut Lost) {
        for Reference { kind: _, url, title } in references.iter_mut() {
            if let Some(here) = self.readdressed(url) {
                *url = Text::new(here, &self.seal);
            }
            self.line_if_any(title);
        }
        references.retain(|reference| {
            let stays = !matches!(self.leads(Path::new(""), &reference.url), Leads::Nowhere);
            if !stays {
                lost.note("references", "this URL leads to nothing that is public here", None);
            }
            stays
        });
    }

    fn people(&self, people: &mut Vec<Person>) {
        for Person { name, kind: _, organization, url } in people.iter_mut() {
            self.line(name);
            self.line_if_any(organization);
            self.line_if_any(url);
        }
        people.retain(|person| !person.name.is_empty());
    }

    fn actions(&self, actions: &mut Vec<Action>) {
        for Action { what, owner, due: _, done: _, url } in actions.iter_mut() {
            self.line(what);
            self.line_if_any(owner);
            self.line_if_any(url);
        }
        actions.retain(|action| !action.what.is_empty());
    }

    fn affected(&self, affected: &mut [Affected]) {
        for affected in affected {
            let Affected {
                package: _,
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
                justification,
                remediation: _,
            } = affected;
            [versions, fixed, platforms, functions].into_iter().for_each(|texts| self.lines(texts));
            self.line_if_any(justification);
            for Range { kind: _, repo, events: _ } in ranges.iter_mut().chain(unaffected).chain(unknown) {
                self.line_if_any(repo);
            }
        }
    }
}

/// What to warn of in one file.
struct Lost<'f> {
    file: &'f Path,
    found: Vec<Diagnostic>,
}

impl Lost<'_> {
    /// `near`: a public id that may be meant.
    fn note(&mut self, key: &str, problem: &str, near: Option<&str>) {
        let meant = near.map(meant).unwrap_or_default();
        self.found.push(Diagnostic {
            file: self.file.to_owned(),
            line: 0,
            key: key.to_owned(),
            code: Code::UnknownId,
            problem: problem.into(),
            help: format!(
                "{meant}until it is corrected, or public, the reference isn't shown; ids of another database are, where their \
                 prefix is under `foreign_ids` in site.yaml"
            ),
        });
    }
}
