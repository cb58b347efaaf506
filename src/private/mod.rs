//! All code that may hold withheld text, and the one way out of it for what is published: [`open`].
//!
//! Commands that are for private eyes have doors of their own, out of which no record and no withheld text comes:
//! [`explain`] lists decisions by key and line, [`approve`](mod@approve) shows in words what is to be approved and writes the approval. Nothing
//! that is built passes them.
//!
//! [`load`] reads files into [`record`]s, private types that implement `Deserialize` and neither `Serialize` nor `Debug`.
//! [`gate`] takes each apart field by field and makes public types of what is disclosed; text passes [`marks`], the one
//! function that strips withheld parts. What was withheld goes to the audit as opaque needles ([`withheld`]).

/// Whether a test has switched this rule off; never so in the program.
#[cfg(test)]
macro_rules! off {
    ($view:expr, $rule:ident) => {
        $view.off == Some(crate::private::testing::mutation::Mutation::$rule)
    };
}
#[cfg(not(test))]
macro_rules! off {
    ($view:expr, $rule:ident) => {{
        let _ = &$view;
        false
    }};
}

pub mod approve;
mod decision;
mod edit;
mod formats;
mod gate;
pub mod import;
mod links;
mod load;
mod marks;
mod media;
mod open;
mod provenance;
mod record;
mod schema;
#[cfg(any(fuzzing, test))]
pub mod testing;
pub mod withheld;
mod yaml;

pub use crate::config::{Format, Redactions};
pub use decision::coming::{Change, Coming};
pub use decision::{Decided, Decision, Explanation, Looked, Subject, Why};
pub use open::explain::{Explained, explain};
#[cfg(any(fuzzing, test))]
pub use open::open_model;
pub use open::opened::{Opened, Request};
pub use open::session::Session;
pub use open::unseal::Keys;
pub use open::{inspect, open};
pub use provenance::{Excerpt, Fix, Fixed, Passage, PassageForm, Sources, Written, excerpt, fix};
pub use schema::{Schema, choices, form, schemas};

/// Shows that the gate decided: [`crate::public::Text`] can't be made without one, and only this module can mint it.
///
/// ```compile_fail,E0423
/// let seal = fanlight::private::Seal(());
/// ```
///
/// Nor can anything outside this module name a record, the gate, or the way from files to records:
///
/// ```
/// use fanlight::private::{Opened, Request, Seal, open, withheld};
/// ```
/// ```compile_fail,E0603
/// use fanlight::private::record::Head;
/// ```
/// ```compile_fail,E0603
/// use fanlight::private::load::read;
/// ```
/// ```compile_fail,E0603
/// use fanlight::private::gate::Gate;
/// ```
/// ```compile_fail,E0603
/// use fanlight::private::yaml::Node;
/// ```
///
/// Text is made with a seal and with nothing else:
///
/// ```
/// fn shown(text: &fanlight::public::Text) -> &str {
///     text.as_str()
/// }
/// ```
/// ```compile_fail,E0423
/// let text = fanlight::public::Text("words".into());
/// ```
/// ```compile_fail,E0277
/// let text: fanlight::public::Text = serde_json::from_str("\"words\"").unwrap();
/// ```
pub struct Seal(());

/// For tests of other rooms, which need disclosed text of their own.
#[cfg(any(fuzzing, test))]
pub(crate) fn seal() -> Seal {
    Seal(())
}
