//! Any disclosed record, of whatever kind.

use super::{Advisory, Affected, Head, Incident, Lesson, Notice};

/// Any disclosed record.
#[derive(Clone, Copy)]
pub enum Record<'a> {
    Advisory(&'a Advisory),
    Incident(&'a Incident),
    Notice(&'a Notice),
    Lesson(&'a Lesson),
}

impl<'a> Record<'a> {
    pub fn head(self) -> &'a Head {
        match self {
            Record::Advisory(it) => &it.head,
            Record::Incident(it) => &it.head,
            Record::Notice(it) => &it.head,
            Record::Lesson(it) => &it.head,
        }
    }

    /// None: it is of another kind.
    pub fn advisory(self) -> Option<&'a Advisory> {
        match self {
            Record::Advisory(it) => Some(it),
            Record::Incident(_) | Record::Notice(_) | Record::Lesson(_) => None,
        }
    }

    /// The packages that it is about, affected or not.
    pub fn affected(self) -> &'a [Affected] {
        match self {
            Record::Advisory(it) => &it.affected,
            Record::Incident(it) => &it.affected,
            Record::Notice(_) | Record::Lesson(_) => &[],
        }
    }
}
