//! Lessons: the page of one, and all that was learnt with the state of what follows from it.

use super::{ActionView, Entry, FilterGroup, Formats, Frame, PER_PAGE, Paging, RecordLink, RecordView, Views};
use crate::public::feeds::Scope;
use crate::public::{Action, Head, Kind, Lesson, Markdown, Record, routes};
use crate::render::Html;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LessonPage<'a> {
    pub page: Frame<'a>,
    pub record: RecordView<'a>,
    pub incidents: Vec<RecordLink<'a>>,
    pub actions: Vec<ActionView<'a>>,
}

impl<'a> LessonPage<'a> {
    /// `path` is [`crate::public::Head::path`].
    pub fn new(views: &Views<'a>, lesson: &'a Lesson, path: &'a str) -> Self {
        let mut renderer = views.renderer(path, &lesson.head.attachments).in_language(lesson.head.language.as_ref());
        Self {
            page: views.record_frame(Record::Lesson(lesson), path),
            record: RecordView::new(views, Record::Lesson(lesson), &mut renderer),
            incidents: views.record_links(&lesson.incidents),
            actions: ActionView::all(views, &lesson.actions),
        }
    }
}

/// One page of what was learnt: some of the lessons, of the incidents' lessons, and of the actions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LessonsPage<'a> {
    pub page: Frame<'a>,
    pub section: &'static str,
    pub words: Option<Html>,
    pub filters: Vec<FilterGroup<'a>>,
    pub lessons: Vec<Entry<'a>>,
    pub from_incidents: Vec<IncidentLessons<'a>>,
    pub open: Vec<ActionView<'a>>,
    pub done: Vec<ActionView<'a>>,
    pub paging: Paging,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IncidentLessons<'a> {
    pub incident: RecordLink<'a>,
    pub lessons: Vec<Html>,
}

type Source<'a, T> = (&'a Head, &'a T);

/// All that the pages of lessons show, sorted once.
pub struct Learnt<'a> {
    incidents: Vec<Source<'a, [Markdown]>>,
    /// Open ones first due first, then done ones last done first.
    open: Vec<Source<'a, Action>>,
    done: Vec<Source<'a, Action>>,
}

impl<'a> Learnt<'a> {
    pub fn new(views: &Views<'a>) -> Self {
        let site = views.site;
        let taught = site.incidents.iter().filter(|incident| !incident.lessons.is_empty());
        let incidents =
            site.incidents.iter().flat_map(|incident| incident.actions.iter().map(|action| (&incident.head, action)));
        let lessons = site.lessons.iter().flat_map(|lesson| lesson.actions.iter().map(|action| (&lesson.head, action)));
        let (mut done, mut open): (Vec<_>, Vec<_>) = incidents.chain(lessons).partition(|(_, it)| it.done.is_some());
        open.sort_by_key(|(_, it)| (it.due.is_none(), it.due));
        done.sort_by_key(|(_, it)| std::cmp::Reverse(it.done));
        Self { incidents: taught.map(|it| (&it.head, &*it.lessons)).collect(), open, done }
    }

    pub fn pages(&self, views: &Views<'a>) -> usize {
        let longest = [views.site.lessons.len(), self.incidents.len(), self.open.len(), self.done.len()];
        longest.into_iter().max().unwrap_or_default().div_ceil(PER_PAGE).max(1)
    }
}

fn part<T>(all: &[T], number: usize) -> &[T] {
    all.chunks(PER_PAGE).nth(number - 1).unwrap_or_default()
}

/// Ids that the template of the list has itself.
const IDS: &[&str] =
    &["lessons", "incidents", "open", "done", "main", "menu", "q", "found", "results", "more", "listing"];

impl<'a> LessonsPage<'a> {
    /// The page with this number, from 1.
    pub fn new(views: &Views<'a>, learnt: &Learnt<'a>, number: usize, path: &'a str) -> Self {
        let paging = Paging::new(views, &routes::section(Kind::Lesson), number, learnt.pages(views));
        let say = views.words.kinds.of(Kind::Lesson);
        let action = |&(head, action): &Source<'a, Action>| ActionView {
            source: Some((&head.title, views.links.href(&head.path()))),
            ..ActionView::new(views, action)
        };
        let taught = |&(head, lessons): &Source<'a, [Markdown]>| {
            let record = views.site.find(&head.id)?;
            let mut renderer = views.renderer(&head.path(), &head.attachments).in_language(head.language.as_ref());
            let lessons = lessons.iter().map(|lesson| renderer.render(lesson, 4)).collect();
            Some(IncidentLessons { incident: views.record_link(record), lessons })
        };
        Self {
            page: Frame {
                feeds: views.feeds(&Scope::Section(Kind::Lesson), Formats::All),
                ..views.frame(&say.many, path, format!("{}.", say.description))
            },
            section: Kind::Lesson.section(),
            filters: if number == 1 { FilterGroup::all(views, Kind::Lesson) } else { Vec::new() },
            words: views.introduced(path, path, IDS),
            lessons: part(&views.site.lessons, number)
                .iter()
                .map(|part| Entry::new(views, Record::Lesson(part)))
                .collect(),
            from_incidents: part(&learnt.incidents, number).iter().filter_map(taught).collect(),
            open: part(&learnt.open, number).iter().map(action).collect(),
            done: part(&learnt.done, number).iter().map(action).collect(),
            paging,
        }
    }
}
