//! All code that may hold withheld text.

mod marks;
mod record;
mod view;
pub mod withheld;
mod yaml;

/// Shows that the gate decided: [`crate::public::Text`] can't be made without one, and only this module can mint it.
pub struct Seal(());

/// For tests of other rooms, which need disclosed text of their own.
#[cfg(test)]
pub(crate) fn seal() -> Seal {
    Seal(())
}
