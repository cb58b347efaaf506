//! All code that may hold withheld text, and the one way out of it for what is published: [`open`].
//!
//! Commands that are for private eyes have doors of their own, out of which no record and no withheld text comes:
//! [`explain`] tells decisions by key and line, [`approve`](mod@approve) tells in words what is to be approved and writes the approval. Nothing
//! that is built passes them.
//!
//! [`load`] reads files into [`record`]s, private types that implement `Deserialize` and neither `Serialize` nor `Debug`.
//! [`gate`] takes each apart field by field and makes public types of what is disclosed; text passes [`marks`], the one
//! function that strips withheld parts. What was withheld goes to the audit as opaque needles ([`withheld`]).

pub mod approve;
mod coming;
mod decision;
mod edit;
mod excerpt;
mod explain;
mod formats;
mod gate;
mod load;
mod marks;
mod media;
mod mend;
mod opened;
mod record;
mod sources;
mod view;
pub mod withheld;
mod words;
mod yaml;

pub use coming::{Change, Coming};
pub use decision::{Decided, Decision, Explanation, Looked, Subject, Why};
pub use excerpt::excerpt;
pub use explain::{Explained, explain};
pub use mend::{Mend, Mended, mend};
pub use opened::{Opened, Request, inspect, open};
pub use sources::{Passage, PassageForm, Sources, Written};
pub use view::Redactions;

/// Shows that the gate decided: [`crate::public::Text`] can't be made without one, and only this module can mint it.
pub struct Seal(());

/// For tests of other rooms, which need disclosed text of their own.
#[cfg(test)]
pub(crate) fn seal() -> Seal {
    Seal(())
}
