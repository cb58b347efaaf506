//! The four kinds of records.

use serde::Serialize;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Advisory,
    Incident,
    Notice,
    Lesson,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Advisory, Kind::Incident, Kind::Notice, Kind::Lesson];

    /// The folder of its records, in `content/` and in URLs.
    pub fn section(self) -> &'static str {
        match self {
            Kind::Advisory => "advisories",
            Kind::Incident => "incidents",
            Kind::Notice => "notices",
            Kind::Lesson => "lessons",
        }
    }
}
