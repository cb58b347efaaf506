//! A disclosed lesson. The body is the lesson.

use super::{Action, Head, Text};
use serde::Serialize;

#[derive(Clone, Hash, Serialize, Debug)]
pub struct Lesson {
    pub head: Head,
    /// Ids of disclosed incidents.
    pub incidents: Vec<Text>,
    pub actions: Vec<Action>,
}
