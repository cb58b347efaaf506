//! The cards of a site: which there are, what each says, and where its picture lies.

use super::colours::{Colour, accent};
use super::face::Letters;
use super::letters::drawable;
use super::{Card, Drawn, Figure, Tone};
use crate::public::{Affected, Page, Period, Record, Site, Text, Tlp, routes};
use crate::render::view::severity_of;
use crate::render::{Words, labels};
use blake3::Hasher;
use std::borrow::Cow;
use std::collections::HashSet;

/// Counted up whenever the same card is drawn another way: then all cards are drawn anew, and their URLs change.
const DRAWING: u8 = 2;
/// What a picture is called, in the folder of its page.
pub const NAME: &str = "card.png";
/// Letters of a key: 64 bits.
const KEY: usize = 16;

pub struct CardSet<'a> {
    site: &'a Site,
    words: &'a Words,
    letters: Letters,
    /// Of what all cards share.
    shared: Hasher,
    /// Paths in lower case that something else of the site has: a file of one's own called `card.png`.
    taken: HashSet<String>,
}

/// Where a card's picture lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// `/advisories/HARBOUR-2026-k3x9/card.png`
    pub path: String,
    pub key: String,
    /// What it says.
    pub alt: String,
}

impl<'a> CardSet<'a> {
    /// None where site.yaml wants no cards.
    pub fn of(site: &'a Site, words: &'a Words) -> Option<Self> {
        if !site.settings.outputs.cards {
            return None;
        }
        let mut card_set = Self { site, words, letters: Letters::new(), shared: Hasher::new(), taken: taken(site) };
        let logo = card_set.logo().map(|(_, bytes)| *blake3::hash(bytes).as_bytes());
        let label = card_set.label();
        let parts: [&[u8]; 4] =
            [&[DRAWING], site.settings.title.as_bytes(), logo.as_ref().map_or(&[], |logo| logo), label.as_bytes()];
        parts.into_iter().for_each(|part| add(&mut card_set.shared, part));
        Some(card_set)
    }

    /// The logo that site.yaml names, of `static/`.
    pub(super) fn logo(&self) -> Option<(&'a str, &'a [u8])> {
        let named = self.site.settings.organization.as_ref()?.logo.as_deref()?.trim_start_matches('/');
        let found = [named, named.strip_prefix("static/").unwrap_or(named)].into_iter();
        let mut found = found.filter_map(|path| self.site.assets.iter().find(|asset| &*asset.path == path));
        found.next().map(|asset| (asset.path.as_str(), &*asset.bytes))
    }

    pub(super) fn site_name(&self) -> Option<String> {
        drawable(&self.letters, &self.site.settings.title)
    }

    /// Whom it is for, where that isn't everybody: a picture travels.
    fn label(&self) -> String {
        let settings = &self.site.settings;
        let audience = (settings.audience != Tlp::Clear).then(|| labels::tlp(settings.audience));
        let parts = [audience, settings.preview.then_some(&*self.words.frame.preview)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub fn words(&self) -> &'a Words {
        self.words
    }

    /// Every card but those of reports.
    pub fn all(&self) -> Vec<Card<'a>> {
        let records = self.site.records().map(|record| self.record(record));
        let pages = self.site.plan.iter().chain(&self.site.pages).map(|page| self.page(page));
        [self.home()].into_iter().chain(records).chain(pages).collect()
    }

    pub fn record(&self, record: Record<'a>) -> Card<'a> {
        let head = record.head();
        let settings = &self.site.settings;
        let words = self.words;
        let (severity, affected): (Option<&Text>, &[Affected]) = match record {
            Record::Advisory(it) => (it.severity.as_ref().map(|severity| &severity.level), &it.affected),
            Record::Incident(it) => (it.severity.as_ref(), &it.affected),
            Record::Notice(_) | Record::Lesson(_) => (None, &[]),
        };
        let informational = match record {
            Record::Advisory(it) => it.informational.map(|informational| &*words.informational.of(informational).word),
            _ => None,
        };
        let severity = severity.map(|id| severity_of(words, settings, id));
        let (tone, pill) = match severity {
            _ if head.withdrawn.is_some() => (Tone::Severity(4), Some(&*words.entries.withdrawn)),
            Some((word, tone)) => (Tone::Severity(tone), Some(word)),
            None => (Tone::Plain, informational),
        };
        let named = |id: &'a Text| {
            settings.projects.iter().find(|project| *project.id == **id).map_or(id.as_str(), |project| &project.name)
        };
        let mut about: Vec<&str> = head.projects.iter().map(named).collect();
        if about.is_empty() {
            about = affected.iter().map(|entry| entry.package.name.as_str()).collect();
            about.dedup();
        }
        let about = match about.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            [one, other] => Some(format!("{one}, {other}")),
            [one, rest @ ..] => Some(words.cards.more.fill(&[("name", one), ("n", &rest.len().to_string())])),
        };
        Card {
            page: head.path(),
            kicker: Some(&words.kinds.of(head.kind).card),
            title: Cow::Borrowed(&head.title),
            id: Some(&head.id),
            tone,
            pill,
            shaped: head.withdrawn.is_none() && severity.is_some(),
            about,
            figures: Vec::new(),
        }
    }

    /// A part of the plan, or another page.
    pub fn page(&self, page: &'a Page) -> Card<'a> {
        let plan = page.path.starts_with(routes::PLAN);
        let first = self.site.plan.iter().find(|part| &*part.path == routes::PLAN);
        let title = first.map_or(&*self.words.plan.title, |part| &part.title);
        let kicker = (plan && &*page.path != routes::PLAN).then_some(title);
        self.plain(page.path.to_string(), kicker.or(Some(self.host())), Cow::Borrowed(&page.title))
    }

    /// The site's own, which stands for whatever has none.
    pub fn home(&self) -> Card<'a> {
        self.plain("/".to_owned(), Some(self.host()), Cow::Borrowed(&self.site.settings.title))
    }

    /// A period's report, with its most telling numbers.
    pub fn report(&self, page: String, title: String, period: Period, figures: Vec<Figure>) -> Card<'a> {
        let so_far = if period.is_over(self.site.now) { None } else { Some(&*self.words.cards.so_far) };
        Card { pill: so_far, figures, ..self.plain(page, Some(&*self.words.cards.report), Cow::Owned(title)) }
    }

    fn plain(&self, page: String, kicker: Option<&'a str>, title: Cow<'a, str>) -> Card<'a> {
        Card {
            page,
            kicker,
            title,
            id: None,
            tone: Tone::Plain,
            pill: None,
            shaped: false,
            about: None,
            figures: Vec::new(),
        }
    }

    fn host(&self) -> &'a str {
        let url = &self.site.settings.url;
        let host = url.split_once("://").map_or(url.as_str(), |pair| pair.1);
        host.trim_end_matches('/')
    }

    /// Where the card's picture lies; where something else lies there, the site's own picture stands for it.
    pub fn picture(&self, card: &Card<'_>) -> Option<Picture> {
        let path = format!("{}{NAME}", card.page);
        if self.taken.contains(&path.to_lowercase()) {
            return (card.page != "/").then(|| self.picture(&self.home())).flatten();
        }
        Some(Picture { path, key: self.key(card), alt: self.alt(card) })
    }

    /// The colour of what has no severity, where site.yaml has one.
    pub fn accent(&self) -> Option<Colour> {
        accent(&self.site.settings.style)
    }

    fn key(&self, card: &Card<'_>) -> String {
        let Card { page: _, kicker, title, id, tone, pill, shaped, about, figures } = card;
        let mut hasher = self.shared.clone();
        let tone = match tone {
            Tone::Severity(tone) => u8::try_from(*tone).unwrap_or(u8::MAX),
            Tone::Plain => u8::MAX,
        };
        hasher.update(&[tone, u8::from(*shaped)]);
        if let (u8::MAX, Some(accent)) = (tone, self.accent()) {
            hasher.update(&accent);
        }
        for part in [*kicker, Some(title), *id, *pill, about.as_deref()] {
            add(&mut hasher, part.unwrap_or_default().as_bytes());
        }
        for Figure { number, label, counted: _ } in figures {
            add(&mut hasher, number.as_bytes());
            add(&mut hasher, label.as_bytes());
        }
        hasher.finalize().to_hex()[..KEY].to_owned()
    }

    /// `Security advisory HARBOUR-2026-k3x9, critical: Archive extraction … Harbour Security.`
    fn alt(&self, card: &Card<'_>) -> String {
        let label = Some(self.label()).filter(|it| !it.is_empty());
        let first = [label.as_deref(), card.kicker, card.id].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let pill = card.pill.map(|pill| format!(", {}", pill.to_lowercase())).unwrap_or_default();
        let about = card.about.as_ref().map(|about| format!(" ({about})")).unwrap_or_default();
        let figures = card.figures.iter().map(|figure| figure.counted.as_str()).collect::<Vec<_>>().join(", ");
        let figures = if figures.is_empty() { figures } else { format!(": {figures}") };
        let name = &self.site.settings.title;
        let name = if card.title == *name { String::new() } else { format!(" – {name}") };
        format!("{first}{pill}: {}{about}{figures}{name}", card.title)
    }

    /// The card as it can be drawn: without what the fonts lack.
    pub fn drawn(&self, card: &Card<'_>) -> Drawn {
        let can = |text: &str| drawable(&self.letters, text);
        let id = card.id.and_then(can);
        let title = can(&card.title);
        // What has no title that can be written bears its id instead, larger.
        let corner = id.clone().filter(|_| title.is_some());
        let label = self.label();
        let label = (!label.is_empty()).then_some(label.as_str());
        let about =
            [card.about.as_deref(), label].into_iter().flatten().filter_map(can).collect::<Vec<_>>().join(" · ");
        let figure = |it: &Figure| Some(Figure { number: can(&it.number)?, label: can(&it.label)?, ..it.clone() });
        Drawn {
            kicker: card.kicker.and_then(can),
            title: title.or(id).unwrap_or_default(),
            corner,
            tone: card.tone,
            pill: card.pill.and_then(can),
            shaped: card.shaped,
            about: Some(about).filter(|it| !it.is_empty()),
            figures: card.figures.iter().filter_map(figure).collect(),
            key: self.key(card),
            description: self.alt(card),
        }
    }
}

fn add(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

/// Files of one's own by that name, and folders.
fn taken(site: &Site) -> HashSet<String> {
    let attached = site.records().flat_map(|record| &record.head().attachments);
    let attached = attached.chain(site.written_pages().flat_map(|page| &page.attachments)).chain(&site.assets);
    let paths = attached
        .map(|asset| format!("/{}", asset.path))
        .chain(site.written_pages().map(|written_page| written_page.path.to_string()));
    let taken = paths.filter_map(|path| {
        let lower = path.to_lowercase();
        let after = lower.find(&format!("/{NAME}"))? + 1 + NAME.len();
        (lower.len() == after || lower[after..].starts_with('/')).then(|| lower[..after].to_owned())
    });
    taken.collect()
}
