//! What feeds are made of: records, and the reports of periods that are over.

use crate::emit::entry::{Author, Category, Entry, Html, Image, kept};
use crate::emit::urls;
use crate::escape;
use crate::figures::{Book, Figures, Share, UNRATED, words};
use crate::public::feeds::Scope;
use crate::public::{Instant, Kind, Packages, Period, Record, ReportWords, Reserved, SeverityLevel, Site, routes};
use crate::render::card::{self, Card, CardSet};
use crate::render::excerpt::excerpt;
use crate::render::feed::page_html;
use crate::render::view::{ReservedPage, period_name, report_card, reserved_words};
use crate::render::{Links, Words};
use std::cmp::Reverse;
use std::sync::{Arc, LazyLock};

#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    Record(Record<'a>),
    Report(Period),
    Reserved(&'a Reserved),
}

/// What many feeds need of the site, made when the first asks for it.
pub(super) struct FeedContext<'a> {
    pub site: &'a Site,
    pub words: &'a Words,
    pub packages: Arc<Packages<'a>>,
    pub card_set: Option<CardSet<'a>>,
    book: LazyLock<Book<'a>, Box<dyn FnOnce() -> Book<'a> + Send + Sync + 'a>>,
    links: LazyLock<Links, Box<dyn FnOnce() -> Links + Send + Sync + 'a>>,
}

impl<'a> FeedContext<'a> {
    pub(super) fn new(site: &'a Site, words: &'a Words, packages: Arc<Packages<'a>>) -> Self {
        Self {
            packages,
            card_set: CardSet::of(site, words),
            book: LazyLock::new(Box::new(|| Book::new(site))),
            links: LazyLock::new(Box::new(|| Links::new(site))),
            site,
            words,
        }
    }

    /// The newest of what a feed is of, as many as it holds. A period that isn't over is no item yet.
    pub(super) fn newest(&self, scope: &Scope<'_, 'a>) -> Vec<Item<'a>> {
        let mut items: Vec<Item<'a>> = scope.records(self.site, &self.packages).into_iter().map(Item::Record).collect();
        let reports =
            matches!(scope, Scope::Reports) || matches!(scope, Scope::Everything) && self.site.settings.feed_reports;
        if reports {
            let over = self.book.periods.iter().copied().filter(|period| period.is_over(self.site.now));
            items.extend(over.map(Item::Report));
        }
        let is_in = |kind: Kind| match scope {
            Scope::Everything => true,
            Scope::Section(section) => *section == kind,
            _ => false,
        };
        items.extend(self.site.reserved.iter().filter(|place| is_in(place.kind)).map(Item::Reserved));
        items.sort_by_cached_key(|item| (Reverse(item.published()), item.id()));
        items.truncate(kept(items.iter().map(|item| item.published()), self.site.settings.feed_limit));
        items
    }

    pub(super) fn entry(&self, item: Item<'a>, html: Html<'_>) -> Entry {
        match item {
            Item::Record(record) => Entry {
                image: self.image(|card_set| card_set.record(record)),
                ..Entry::new(self.site, self.words, record, html)
            },
            Item::Report(period) => self.report(period),
            Item::Reserved(reserved) => self.reserved(reserved),
        }
    }

    /// An item of its own: what becomes of the place is news.
    fn reserved(&self, reserved: &Reserved) -> Entry {
        let (settings, say) = (&self.site.settings, self.words);
        let severity = reserved.severity.as_ref().and_then(|id| settings.severity(id));
        let label = |it: &SeverityLevel| Category { term: it.id.clone(), label: say.severity(it).to_owned() };
        let section = Category { term: reserved.kind.section().into(), label: say.kinds.of(reserved.kind).one.clone() };
        let title = ReservedPage::title(say, reserved);
        let title = severity.map_or_else(|| title.clone(), |severity| format!("[{}] {title}", say.severity(severity)));
        let summary = reserved_words(say, reserved);
        let since = reserved.since;
        Entry {
            id: format!("tag:{},{:04}:{}", urls::tag_host(settings), since.year(), Item::Reserved(reserved).id()),
            url: urls::absolute(settings, &reserved.path()),
            title: escape::allowed(&title).into(),
            html: format!("<p>{}</p>\n", escape::xml(&escape::allowed(&summary))),
            language: None,
            summary: escape::allowed(&summary).into(),
            published: since,
            updated: since,
            categories: [section].into_iter().chain(severity.map(label)).collect(),
            authors: vec![Author::publisher(settings)],
            image: None,
        }
    }

    fn report(&self, period: Period) -> Entry {
        let settings = &self.site.settings;
        let (figures, words) = (self.book.figures(period), words(self.site, period));
        let say = self.words;
        let title = say.items.report.fill(&[("period", &period_name(say, period))]);
        let name = say.cards.report.clone();
        let numbers = numbers(self, &figures);
        let said = words.map(|words| page_html(say, &self.links, &words.page).into_string()).unwrap_or_default();
        let rows: String = numbers.iter().map(|number| format!("<li>{}</li>\n", escape::xml(number))).collect();
        let published = period.end();
        Entry {
            id: format!("tag:{},{:04}:{}", urls::tag_host(settings), published.year(), Item::Report(period).id()),
            url: urls::absolute(settings, &routes::report(period)),
            summary: escape::allowed(&summary(say, words, &numbers)).into(),
            title,
            language: None,
            published,
            updated: words.and_then(|words| words.page.modified).map_or(published, |at| at.max(published)),
            categories: vec![Category { term: "reports".into(), label: name }],
            authors: vec![Author::publisher(settings)],
            html: escape::allowed(&format!("{said}<ul>\n{rows}</ul>\n")).into(),
            image: self.image(|card_set| report_card(card_set, &figures)),
        }
    }

    pub(super) fn image<'d>(&'d self, card: impl FnOnce(&'d CardSet<'a>) -> Card<'a>) -> Option<Image> {
        let card_set = self.card_set.as_ref()?;
        let picture = card_set.picture(&card(card_set))?;
        Some(Image {
            url: format!("{}?v={}", urls::absolute(&self.site.settings, &picture.path), picture.key),
            media_type: "image/png",
            width: card::WIDTH,
            height: card::HEIGHT,
            alt: escape::allowed(&picture.alt).into(),
        })
    }
}

impl Item<'_> {
    fn published(&self) -> Instant {
        match self {
            Item::Record(record) => record.head().published,
            Item::Report(period) => period.end(),
            Item::Reserved(reserved) => reserved.since,
        }
    }

    /// A record's id has no `/`.
    fn id(&self) -> String {
        match self {
            Item::Record(record) => record.head().id.to_string(),
            Item::Report(period) => format!("reports/{period}"),
            Item::Reserved(reserved) => format!("reserved/{}", reserved.id),
        }
    }
}

/// `5 advisories`, `Median time to fix: 12 days`.
fn numbers(context: &FeedContext<'_>, figures: &Figures) -> Vec<String> {
    let (words, counts) = (context.words, &figures.counts);
    let count = |(kind, count)| words.kinds.of(kind).disclosed.of(count);
    let mut numbers: Vec<String> = counts.by_kind().into_iter().filter(|by_kind| by_kind.1 > 0).map(count).collect();
    let severities = counts.severities.iter().filter(|share| share.count > 0);
    let severities: Vec<String> =
        severities.map(|severity| format!("{} {}", severity.count, label(context, severity).to_lowercase())).collect();
    if !severities.is_empty() {
        numbers.push(words.items.by_severity.fill(&[("counts", &severities.join(", "))]));
    }
    numbers
}

/// What readers call a severity.
fn label<'a>(context: &'a FeedContext<'_>, share: &'a Share) -> &'a str {
    match context.site.settings.severity(&share.id) {
        Some(level) => context.words.severity(level),
        None if share.id == UNRATED => context.words.severities.get(UNRATED).map_or(&share.label, |value| value),
        None => &share.label,
    }
}

/// Its own summary or first words, else the numbers.
fn summary(say: &Words, words: Option<&ReportWords>, numbers: &[String]) -> String {
    let written = words.and_then(|words| words.page.summary.as_ref().map(ToString::to_string));
    let first = || words.map(|words| excerpt(&words.page.body, crate::public::keys::LONGEST_SUMMARY));
    let said = written.or_else(first).filter(|text| !text.is_empty());
    said.unwrap_or_else(|| if numbers.is_empty() { say.items.nothing.clone() } else { numbers.join(", ") + "." })
}
