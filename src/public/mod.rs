//! What the gate disclosed, and nothing else: the one model that pages, feeds and exports are made from.
//!
//! These types implement [`serde::Serialize`] and never `Deserialize`, so nothing can be read from disk into them. Their
//! text is [`Text`] or [`Markdown`], which only the gate can make: the constructor asks for a [`crate::private::Seal`],
//! and only `private` can mint one. That token is all this room knows of the rest of the house.

pub mod addresses;
mod advisory;
pub mod ecosystem;
pub mod feeds;
pub mod fields;
pub mod filters;
mod head;
mod incident;
pub mod keys;
mod kind;
pub mod language;
mod lesson;
mod machines;
mod notice;
pub mod packages;
mod page;
mod period;
mod record;
mod report;
mod reserved;
pub mod route;
pub mod routes;
pub mod segment;
mod settings;
mod site;
mod statement;
mod style;
mod text;
mod time;
mod translations;
mod words;

pub use advisory::{
    Advisory, Affected, CvssVersion, DefaultStatus, Informational, Package, Range, RangeEvent, RangeType,
    RemediationCategory, Severity, Vector, VexStatus,
};
pub use head::{
    Asset, Exploitation, Head, Indicator, Lack, Pending, Person, PersonType, Phase, Post, Reference, ReferenceType,
    Revision, TimelineEntry, Tlp, Withdrawal,
};
pub use incident::{Action, Confirmation, Incident, Status};
pub use kind::Kind;
pub use lesson::Lesson;
pub use machines::{Csaf, CsafRole, Cve, Publisher, PublisherCategory};
pub use notice::Notice;
pub use packages::Packages;
pub use page::{Page, PlanPart};
pub use period::Period;
pub use record::Record;
pub use report::{Count, ReportWords, Total, TotalOf};
pub use reserved::{Ahead, Reserved};
pub use settings::{
    AliasOutput, Category, FeedFormat, NavigationItem, Organization, Outputs, Project, Report, Settings, SeverityLevel,
    Subscription, SupportedLine, Targets,
};
pub use site::Site;
pub use statement::{Parts, Statement};
pub use style::{Colour, Font, Style, Swatch};
pub use text::{DIALECT, Markdown, Text};
pub use time::{Instant, Precision, Stamp};
pub use translations::Translations;
pub use words::Vocabulary;
pub(crate) use words::vocabulary;
