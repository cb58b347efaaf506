//! What all records show.

use super::filters::TagView;
use super::history::VersionView;
use super::people::PersonView;
use super::references::{AttachmentView, Mention, ProjectView, ReferenceView};
use super::spans::{SpanView, spans};
use super::timeline::TimelineView;
use super::{Frame, Group, Views, structured::About};
use crate::public::{Head, Kind, Record, Tlp, keys::LONGEST_SUMMARY, routes};
use crate::render::announce::{Announced, post_for_all};
use crate::render::excerpt::{excerpt, shorten};
use crate::render::markdown::Renderer;
use crate::render::{Html, Words, dates::When, labels};
use serde::Serialize;

/// Ids of the templates' own sections: headings of the text stay clear of them.
const SECTIONS: &[&str] = &[
    "main",
    "menu",
    "withdrawn",
    "affected",
    "severity",
    "what-to-do",
    "workaround",
    "recommendations",
    "resolution",
    "details",
    "impact",
    "root-cause",
    "timeline",
    "credits",
    "references",
    "indicators",
    "attachments",
    "revisions",
    "pending",
    "draft",
    "about",
    "lessons",
    "actions",
    "people",
    "advisories",
    "incidents",
    "services",
    "status",
    "notices",
    "your-version",
    "cite",
    "q",
    "top",
    "contents",
    "footer",
    "share",
];

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordView<'a> {
    /// `Advisories`
    pub kinds: &'a str,
    /// `About this advisory`
    pub about: &'a str,
    pub section: &'static str,
    /// The list that it stands in.
    pub list: String,
    pub id: &'a str,
    pub title: &'a str,
    /// Attributes of its language, where that isn't the interface's.
    pub lang: Html,
    /// Its ids in the order in which people look for them: its own, CVE, GHSA, others.
    pub ids: Vec<IdView<'a>>,
    /// Shown where it isn't clear to everybody.
    pub tlp: Option<&'static str>,
    pub summary: Option<&'a str>,
    pub published: When,
    /// Only where it was changed since.
    pub modified: Option<When>,
    pub withdrawn: Option<WithdrawalView>,
    pub revisions: Vec<RevisionView<'a>>,
    pub aliases: Vec<Mention<'a>>,
    pub related: Vec<Mention<'a>>,
    pub upstream: Vec<Mention<'a>>,
    pub projects: Vec<ProjectView<'a>>,
    pub tags: Vec<TagView<'a>>,
    pub references: Vec<ReferenceView<'a>>,
    pub credits: Vec<PersonView<'a>>,
    pub authors: Vec<PersonView<'a>>,
    /// What was paid for the report.
    pub bounty: Option<&'a str>,
    pub timeline: Vec<TimelineView<'a>>,
    /// How long things took, where the timeline says.
    pub spans: Vec<SpanView<'a>>,
    pub impact: Option<Html>,
    pub root_cause: Option<Html>,
    pub workaround: Option<Html>,
    pub recommendations: Option<Html>,
    pub resolution: Option<Html>,
    pub exploitation: Option<ExploitationView<'a>>,
    /// By type.
    pub indicators: Vec<Group<'a, &'a str>>,
    pub details: Html,
    pub attachments: Vec<AttachmentView<'a>>,
    pub pending: Vec<PendingView<'a>>,
    /// Of a draft: why it is not public.
    pub lacks: Vec<&'a str>,
    /// What changed since it was published, where the site says so.
    pub versions: Vec<VersionView<'a>>,
    /// A text to copy into a post, that fits everywhere.
    pub share: String,
    /// Where a reader suggests a correction.
    pub correction: Option<String>,
    /// Its machine-readable forms: whoever makes those sets them.
    pub machine: Vec<MachineView>,
}

/// A form of the record for programs.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MachineView {
    pub name: &'static str,
    pub href: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WithdrawalView {
    pub at: When,
    pub reason: Option<Html>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RevisionView<'a> {
    pub at: When,
    /// None: a part of the record lifted.
    pub note: Option<&'a str>,
    pub material: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExploitationView<'a> {
    pub label: &'a str,
    pub meaning: &'a str,
    pub active: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PendingView<'a> {
    pub what: &'a str,
    pub until: When,
}

/// The texts of a record in the order in which its page shows them: footnotes and anchors are numbered by it.
#[derive(Default)]
struct Texts<'a> {
    impact: Option<Html>,
    root_cause: Option<Html>,
    workaround: Option<Html>,
    recommendations: Option<Html>,
    resolution: Option<Html>,
    details: Html,
    timeline: Vec<TimelineView<'a>>,
}

impl<'a> Texts<'a> {
    fn of(words: &'a Words, head: &Head, renderer: &mut Renderer) -> Self {
        let mut texts = Self::default();
        match head.kind {
            Kind::Advisory => {
                texts.advice(head, renderer);
                texts.story(words, head, renderer, 3);
                texts.resolution = renderer.render_option(head.resolution.as_ref(), 3);
            }
            Kind::Incident => {
                texts.advice(head, renderer);
                texts.impact = renderer.render_option(head.impact.as_ref(), 3);
                texts.details = renderer.render(&head.details, 3);
                texts.timeline = TimelineView::all(words, renderer, &head.timeline);
                texts.root_cause = renderer.render_option(head.root_cause.as_ref(), 3);
                texts.resolution = renderer.render_option(head.resolution.as_ref(), 3);
            }
            Kind::Notice | Kind::Lesson => {
                texts.story(words, head, renderer, 2);
                texts.advice(head, renderer);
                texts.resolution = renderer.render_option(head.resolution.as_ref(), 3);
            }
        }
        texts
    }

    /// What a reader can do.
    fn advice(&mut self, head: &Head, renderer: &mut Renderer) {
        self.recommendations = renderer.render_option(head.recommendations.as_ref(), 4);
        self.workaround = renderer.render_option(head.workaround.as_ref(), 4);
    }

    fn story(&mut self, words: &'a Words, head: &Head, renderer: &mut Renderer, top: usize) {
        self.details = renderer.render(&head.details, top);
        self.impact = renderer.render_option(head.impact.as_ref(), 3);
        self.root_cause = renderer.render_option(head.root_cause.as_ref(), 3);
        self.timeline = TimelineView::all(words, renderer, &head.timeline);
    }
}

impl<'a> RecordView<'a> {
    pub fn new(views: &Views<'a>, record: Record<'a>, renderer: &mut Renderer) -> Self {
        let head = record.head();
        let words = views.words;
        renderer.reserve(SECTIONS);
        let withdrawn = head.withdrawn.as_ref().map(|withdrawn| WithdrawalView {
            at: words.when(withdrawn.at),
            reason: renderer.render_option(withdrawn.reason.as_ref(), 3),
        });
        let texts = Texts::of(words, head, renderer);
        Self {
            kinds: &words.kinds.of(head.kind).many,
            about: &words.kinds.of(head.kind).about,
            section: head.kind.section(),
            list: views.links.href(&routes::section(head.kind)),
            id: &head.id,
            title: &head.title,
            lang: views.lang(head.language.as_ref()),
            ids: ids(views, head),
            correction: correction(views, head),
            tlp: (head.tlp != Tlp::Clear).then(|| labels::tlp(head.tlp)),
            summary: head.summary.as_deref(),
            published: words.when(head.published),
            modified: (head.modified != head.published).then(|| words.when(head.modified)),
            withdrawn,
            revisions: head.revisions.iter().rev().map(|revision| RevisionView::new(words, revision)).collect(),
            aliases: Mention::all(views, &head.aliases),
            related: Mention::all(views, &head.related),
            upstream: Mention::all(views, &head.upstream),
            projects: ProjectView::all(views, head),
            tags: TagView::all(views, head),
            references: ReferenceView::all(views, &head.references),
            credits: PersonView::all(views, &head.credits),
            authors: PersonView::all(views, &head.authors),
            bounty: head.bounty.as_deref(),
            timeline: texts.timeline,
            spans: spans(words, &head.timeline),
            impact: texts.impact,
            root_cause: texts.root_cause,
            workaround: texts.workaround,
            recommendations: texts.recommendations,
            resolution: texts.resolution,
            exploitation: head.exploitation.map(|exploitation| ExploitationView::new(words, exploitation)),
            indicators: Group::all(head.indicators.iter().map(|indicator| (&*indicator.kind, &*indicator.value))),
            details: texts.details,
            attachments: AttachmentView::all(views, &head.attachments),
            versions: VersionView::all(views, &head.id),
            pending: head
                .pending
                .iter()
                .map(|pending| PendingView { what: words.part(pending.key), until: words.when(pending.until) })
                .collect(),
            lacks: head.lacks.iter().map(|lack| &**words.lacks.of(*lack)).collect(),
            machine: Vec::new(),
            share: post_for_all(&Announced { site: views.site, words, links: &views.links, record }),
        }
    }
}

/// An id to copy, and the page of its database where it is another's.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IdView<'a> {
    pub id: &'a str,
    pub href: Option<String>,
}

/// A notice and a lesson are named by their file: that is nothing to look for.
fn ids<'a>(views: &Views<'a>, head: &'a Head) -> Vec<IdView<'a>> {
    if !matches!(head.kind, Kind::Advisory | Kind::Incident) {
        return Vec::new();
    }
    let rank = |id: &str| ["CVE-", "GHSA-"].iter().position(|prefix| id.starts_with(prefix)).unwrap_or(2);
    let mut aliases: Vec<Mention<'a>> = Mention::all(views, &head.aliases);
    aliases.sort_by_key(|alias| rank(alias.id));
    let own = IdView { id: &head.id, href: None };
    std::iter::once(own).chain(aliases.into_iter().map(|alias| IdView { id: alias.id, href: alias.href })).collect()
}

/// A mail to the team that names the record, else the way in which reports come.
fn correction(views: &Views<'_>, head: &Head) -> Option<String> {
    let contacts = &views.site.settings.report.contact;
    let mail = contacts.iter().find(|contact| contact.starts_with("mailto:") && !contact.contains('?'));
    match mail {
        Some(mail) => {
            let subject = views.words.record.correction.fill(&[("id", &head.id)]);
            let mail = views.outside(mail)?;
            Some(format!("{mail}?subject={}", crate::escape::url(&subject)))
        }
        None => Some(views.links.href(routes::REPORT)),
    }
}

impl<'a> RevisionView<'a> {
    fn new(words: &Words, revision: &'a crate::public::Revision) -> Self {
        Self { at: words.when(revision.at), note: revision.note.as_deref(), material: revision.material }
    }
}

impl<'a> ExploitationView<'a> {
    fn new(words: &'a Words, exploitation: crate::public::Exploitation) -> Self {
        let (label, meaning) = words.exploitation.of(exploitation).both();
        Self { label, meaning, active: exploitation == crate::public::Exploitation::Active }
    }
}

impl<'a> Views<'a> {
    /// The frame of a record's page: its summary describes it, else its first words.
    pub(super) fn record_frame(&self, record: Record<'a>, path: &'a str) -> Frame<'a> {
        let head = record.head();
        let texts = [Some(&head.details), head.impact.as_ref(), head.resolution.as_ref()];
        let description = match &head.summary {
            Some(summary) => shorten(summary, LONGEST_SUMMARY),
            None => {
                texts.into_iter().flatten().map(|text| excerpt(text, 200)).find(|it| !it.is_empty()).unwrap_or_default()
            }
        };
        let description = if description.is_empty() { head.title.to_string() } else { description };
        let picture = self.picture(|card_set| card_set.record(record));
        let frame = self.frame_about(About::Record(record), &head.title, path, description, picture);
        Frame { feeds: self.feeds_of(record), ..frame }
    }
}
