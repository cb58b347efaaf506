//! What is disclosed, key by key under the names of front matter: to take digests of, to compare, and to put in words.
//!
//! What is empty is left out, so that a key which a later version adds changes no digest of a record without it.

use super::{Advisory, Asset, DIALECT, Head, Incident, Lesson, Markdown, Notice, Page, Record, Settings};
use super::{TimelineEntry, Withdrawal};
use pulldown_cmark::{Parser, html};
use serde::Serialize;

/// One disclosed key.
#[derive(Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    /// Its value, as compact JSON.
    pub json: Vec<u8>,
    /// The same as a reader sees it, where that is another: Markdown as HTML.
    shown: Option<Vec<u8>>,
}

impl Field {
    /// What digests are taken of. How many blank lines are between two paragraphs is nothing that is shown, and would
    /// depend on where a withheld block was.
    pub fn as_shown(&self) -> &[u8] {
        self.shown.as_deref().unwrap_or(&self.json)
    }

    #[cfg(test)]
    pub(crate) fn of_json(name: &'static str, json: &str) -> Field {
        Field { name, json: json.as_bytes().to_vec(), shown: None }
    }
}

/// The keys of a record, the shared ones first.
pub fn of_record(record: Record<'_>) -> Vec<Field> {
    let mut fields = Fields::default();
    match record {
        Record::Advisory(it) => fields.advisory(it),
        Record::Incident(it) => fields.incident(it),
        Record::Notice(it) => fields.notice(it),
        Record::Lesson(it) => fields.lesson(it),
    }
    fields.0
}

/// What a page that isn't a record's says.
pub fn of_page(page: &Page) -> Vec<Field> {
    // Each key is named, so that a new one doesn't compile until it stands here.
    let Page {
        path: _,
        title,
        summary,
        body,
        version,
        owner,
        reviewed,
        review_by,
        modified,
        language,
        original: _,
        weight: _,
        template,
        attachments,
    } = page;
    let mut fields = Fields::default();
    fields.put("title", title);
    fields.put("summary", summary);
    fields.put("version", version);
    fields.put("owner", owner);
    fields.put("reviewed", reviewed);
    fields.put("review_by", review_by);
    fields.put("modified", modified);
    // A page that has none keeps the digest that it had before the key was known.
    if language.is_some() {
        fields.put("lang", language);
    }
    if template.is_some() {
        fields.put("template", template);
    }
    fields.markdown("body", Some(body));
    fields.attachments(attachments);
    fields.0
}

/// What every page shows of the site itself.
pub fn of_settings(settings: &Settings) -> Vec<Field> {
    let Settings {
        title,
        url,
        description,
        language,
        organization,
        license,
        report,
        projects,
        targets,
        severities,
        categories,
        audience: _,
        preview: _,
        feed_limit,
        feed_reports,
        subscribe,
        navigation,
        style,
        outputs,
        osv_prefixes,
        csaf,
        cve,
    } = settings;
    let mut fields = Fields::default();
    fields.put("title", title);
    fields.put("url", url);
    fields.put("description", description);
    fields.put("language", language);
    fields.put("organization", organization);
    fields.put("license", license);
    fields.put("report", report);
    fields.put("projects", projects);
    fields.put("targets", targets);
    fields.put("severities", severities);
    fields.put("categories", categories);
    fields.put("feeds", feed_limit);
    // A site that has none keeps the digest that it had before the key was known.
    if !subscribe.is_empty() {
        fields.put("subscribe", subscribe);
    }
    if !feed_reports {
        fields.put("feeds.reports", feed_reports);
    }
    if !navigation.is_empty() {
        fields.put("navigation", navigation);
    }
    if !style.is_plain() {
        fields.put("style", style);
    }
    fields.put("outputs", outputs);
    fields.put("osv", osv_prefixes);
    fields.put("csaf", csaf);
    fields.put("cve", cve);
    fields.0
}

/// One digest of all of them.
pub fn digest(fields: &[Field]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for field in fields {
        let shown = field.as_shown();
        hasher.update(field.name.as_bytes());
        hasher.update(&(shown.len() as u64).to_le_bytes());
        hasher.update(shown);
    }
    hasher.finalize()
}

#[derive(Default)]
struct Fields(Vec<Field>);

/// A file beside a page; of what it holds a digest.
#[derive(Serialize)]
struct Attached {
    path: String,
    blake3: String,
}

/// A text as every reader of Markdown sees it.
fn rendered(text: &Markdown) -> String {
    let mut out = String::with_capacity(text.as_str().len() * 5 / 4);
    html::push_html(&mut out, Parser::new_ext(text.as_str(), DIALECT));
    out
}

impl Fields {
    fn put(&mut self, name: &'static str, value: &impl Serialize) {
        // None of our types can fail: their maps have texts for keys.
        let json = serde_json::to_vec(value).unwrap_or_default();
        if !matches!(json.as_slice(), b"" | b"null" | b"[]" | b"\"\"" | b"{}") {
            self.0.push(Field { name, json, shown: None });
        }
    }

    /// Puts a value that holds Markdown; `shown` is the same with its texts [`rendered`].
    fn put_shown(&mut self, name: &'static str, value: &impl Serialize, shown: &impl Serialize) {
        let fields = self.0.len();
        self.put(name, value);
        if let Some(field) = self.0.get_mut(fields) {
            field.shown = serde_json::to_vec(shown).ok();
        }
    }

    fn markdown(&mut self, name: &'static str, text: Option<&Markdown>) {
        self.put_shown(name, &text, &text.map(rendered));
    }

    fn attachments(&mut self, assets: &[Asset]) {
        let attached = |asset: &'_ Asset| Attached {
            path: asset.path.to_string(),
            blake3: blake3::hash(&asset.bytes).to_string(),
        };
        let all: Vec<Attached> = assets.iter().map(attached).collect();
        self.put("attachments", &all);
    }

    fn head(&mut self, head: &Head) {
        let Head {
            kind,
            id,
            title,
            language,
            tlp,
            published,
            modified,
            withdrawn,
            revisions,
            summary,
            aliases,
            related,
            upstream,
            projects,
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
            exploitation,
            indicators,
            details,
            attachments,
            pending,
            // Nobody's fields but a preview's.
            lacks: _,
        } = head;
        self.put("kind", kind);
        self.put("id", id);
        self.put("title", title);
        self.put("lang", language);
        self.put("tlp", tlp);
        self.put("published", published);
        self.put("modified", modified);
        let shown = withdrawn.as_ref().map(|Withdrawal { at, reason }| (at, reason.as_ref().map(rendered)));
        self.put_shown("withdrawn", withdrawn, &shown);
        self.put("revisions", revisions);
        self.put("summary", summary);
        self.put("aliases", aliases);
        self.put("related", related);
        self.put("upstream", upstream);
        self.put("projects", projects);
        self.put("tags", tags);
        self.put("references", references);
        self.put("credits", credits);
        self.put("authors", authors);
        self.put("bounty", bounty);
        self.put_shown("post", post, &post.iter().flat_map(|post| post.texts().map(rendered)).collect::<Vec<_>>());
        let shown = timeline.iter().map(|TimelineEntry { at, to, approximate, phase, text }| {
            (at, to, approximate, phase, text.as_ref().map(rendered))
        });
        self.put_shown("timeline", timeline, &shown.collect::<Vec<_>>());
        self.markdown("impact", impact.as_ref());
        self.markdown("root_cause", root_cause.as_ref());
        self.markdown("workaround", workaround.as_ref());
        self.markdown("recommendations", recommendations.as_ref());
        self.markdown("resolution", resolution.as_ref());
        self.put("exploitation", exploitation);
        self.put("indicators", indicators);
        self.markdown("details", Some(details));
        self.put("pending", pending);
        self.attachments(attachments);
    }

    fn advisory(&mut self, advisory: &Advisory) {
        let Advisory { head, severity, cwe, informational, affected, incidents, csaf } = advisory;
        self.head(head);
        self.put("severity", severity);
        self.put("cwe", cwe);
        self.put("informational", informational);
        self.put("affected", affected);
        self.put("incidents", incidents);
        self.put("csaf", &csaf.as_ref());
    }

    fn incident(&mut self, incident: &Incident) {
        let Incident {
            head,
            categories,
            severity,
            status,
            next_update,
            confirmation,
            affected,
            services,
            reporter,
            coordinator,
            responders,
            lessons,
            actions,
            advisories,
        } = incident;
        self.head(head);
        self.put("category", categories);
        self.put("severity", severity);
        self.put("status", status);
        self.put("next_update", next_update);
        self.put("confirmation", confirmation);
        self.put("affected", affected);
        self.put("services", services);
        self.put("reporter", reporter);
        self.put("coordinator", coordinator);
        self.put("responders", responders);
        self.put_shown("lessons", lessons, &lessons.iter().map(rendered).collect::<Vec<_>>());
        self.put("actions", actions);
        self.put("advisories", advisories);
    }

    fn notice(&mut self, notice: &Notice) {
        let Notice { head, advisories, incidents } = notice;
        self.head(head);
        self.put("advisories", advisories);
        self.put("incidents", incidents);
    }

    fn lesson(&mut self, lesson: &Lesson) {
        let Lesson { head, incidents, actions } = lesson;
        self.head(head);
        self.put("incidents", incidents);
        self.put("actions", actions);
    }
}
