//! All code that may hold withheld text, and the one way out of it: [`open`].
//!
//! [`load`] reads files into [`record`]s, private types that implement `Deserialize` and neither `Serialize` nor `Debug`.
//! [`gate`] takes each apart field by field and makes public types of what is disclosed; text passes [`marks`], the one
//! function that strips withheld parts. What was withheld goes to the audit as opaque needles ([`withheld`]).

/// Whether a test has switched this rule off; never so in the program.
#[cfg(test)]
macro_rules! off {
    ($view:expr, $rule:ident) => {
        $view.off == Some(crate::private::mutation::Mutation::$rule)
    };
}
#[cfg(not(test))]
macro_rules! off {
    ($view:expr, $rule:ident) => {
        false
    };
}

mod formats;
mod gate;
mod load;
mod marks;
mod media;
#[cfg(test)]
pub(crate) mod mutation;
mod opened;
mod record;
mod view;
pub mod withheld;
mod yaml;

pub use opened::{Opened, Request, open};
pub use view::Redactions;

/// Shows that the gate decided: [`crate::public::Text`] can't be made without one, and only this module can mint it.
pub struct Seal(());

/// For tests of other rooms, which need disclosed text of their own.
#[cfg(test)]
pub(crate) fn seal() -> Seal {
    Seal(())
}
