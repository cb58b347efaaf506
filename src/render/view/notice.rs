//! The page of a notice.

use super::{Frame, RecordLink, RecordView, Views};
use crate::public::{Notice, Record};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NoticePage<'a> {
    pub page: Frame<'a>,
    pub record: RecordView<'a>,
    pub advisories: Vec<RecordLink<'a>>,
    pub incidents: Vec<RecordLink<'a>>,
}

impl<'a> NoticePage<'a> {
    /// `path` is [`crate::public::Head::path`].
    pub fn new(views: &Views<'a>, notice: &'a Notice, path: &'a str) -> Self {
        let mut renderer = views.renderer(path, &notice.head.attachments).in_language(notice.head.language.as_ref());
        Self {
            page: views.record_frame(Record::Notice(notice), path),
            record: RecordView::new(views, Record::Notice(notice), &mut renderer),
            advisories: views.record_links(&notice.advisories),
            incidents: views.record_links(&notice.incidents),
        }
    }
}
