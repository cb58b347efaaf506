//! Where among versions something is judged: at one of them, or between those that records name.

use super::Order;
use std::cmp::Ordering;

#[derive(Clone, Copy, Debug)]
pub(super) enum Point<'v> {
    /// Before every version that is named.
    First,
    At(&'v str),
    /// Between this version and the next one that is named.
    After(&'v str),
}

impl Point<'_> {
    /// Where it is in relation to a bound. None where nobody can know.
    pub fn place(self, order: Order, bound: &str) -> Option<Ordering> {
        match self {
            Self::First => order.reads(bound).then_some(Ordering::Less),
            Self::At(version) => order.place(version, bound),
            Self::After(version) => order.place(version, bound).map(|place| place.then(Ordering::Greater)),
        }
    }

    pub fn is_readable(self, order: Order) -> bool {
        match self {
            Self::First => true,
            Self::At(version) | Self::After(version) => order.compare(version, version).is_some(),
        }
    }
}
