//! The twins of a site: what is withheld in it erased, replaced, halved, or more of it added.

use super::additions::Adder;
use super::content::Content;
use super::facts::Facts;
use super::rewriter::{Action, Approval, Part, Rewriter};
use super::rule::Rule;
use super::values::{Size, Wording};
use super::viewpoint::Viewpoint;
use std::path::PathBuf;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Twin {
    /// Only what is disclosed, written anew: what the promise means.
    Erased,
    Shorter,
    Longer,
    /// Every other withheld thing gone.
    Halved,
    Added,
}

impl Twin {
    pub const ALL: [Twin; 5] = [Twin::Erased, Twin::Shorter, Twin::Longer, Twin::Halved, Twin::Added];

    pub fn name(self) -> &'static str {
        match self {
            Twin::Erased => "erased",
            Twin::Shorter => "replaced, shorter",
            Twin::Longer => "replaced, longer",
            Twin::Halved => "half removed",
            Twin::Added => "added",
        }
    }

    pub fn meaning(self) -> &'static str {
        match self {
            Twin::Erased => "only what is disclosed, written anew",
            Twin::Shorter => "other words, instants and labels, as short as can be",
            Twin::Longer => "other words, instants and labels, at length",
            Twin::Halved => "every other withheld thing gone",
            Twin::Added => "withheld records and parts that were never there",
        }
    }
}

/// A twin, and what was varied in it, in the order in which it was.
pub struct Made {
    pub content: Content,
    pub varied: Vec<Part>,
    /// Files that the proof can't read by itself.
    pub unread: Vec<PathBuf>,
    /// What stays as it is since an approval is of just that.
    pub bound: Vec<Rule>,
}

/// Makes a twin in which only the first `limit` things are varied.
pub fn make(twin: Twin, content: &Content, facts: &Facts, viewpoint: Viewpoint, limit: usize) -> Made {
    let size = if twin == Twin::Shorter { Size::Shorter } else { Size::Longer };
    let words = Wording::new(content, size);
    let mut varied: Vec<Part> = Vec::new();
    if twin == Twin::Added {
        let mut decide = |part: &Part| {
            let adds = varied.len() < limit;
            if adds {
                varied.push(part.clone());
            }
            adds
        };
        let content =
            Adder { facts, viewpoint, words, decide: &mut decide, approval: Approval::default() }.site(content);
        return Made { content, varied, unread: Vec::new(), bound: Vec::new() };
    }
    let mut seen = 0;
    let mut decide = |part: &Part| {
        seen += 1;
        let skipped = twin == Twin::Halved && seen % 2 == 0;
        if skipped || varied.len() >= limit {
            return Action::Keep;
        }
        varied.push(part.clone());
        if matches!(twin, Twin::Erased | Twin::Halved) { Action::Erase } else { Action::Replace }
    };
    let mut rewriter = Rewriter::new(facts, viewpoint, words, &mut decide);
    let content = rewriter.site(content);
    let Rewriter { unread, bound, .. } = rewriter;
    Made { content, varied, unread, bound }
}
