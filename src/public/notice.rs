//! A disclosed notice: a pre-announcement, a security release, an all-clear. The body is the notice.

use super::{Head, Text};
use serde::Serialize;

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Notice {
    pub head: Head,
    /// Ids of disclosed advisories.
    pub advisories: Vec<Text>,
    /// Ids of disclosed incidents.
    pub incidents: Vec<Text>,
}
