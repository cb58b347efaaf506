//! A product's statuses along the line of its versions, where their order is known.
//!
//! Between two neighbouring bounds all versions have one status. The line is cut at each bound, before it and after it, and each
//! piece is given the status that CVE's rules give to any version in it; neighbours of one status are joined again.

use super::{End, Entry, Said, order, range};
use crate::private::formats::keys::text;
use crate::versions::Order;
use std::cmp::Ordering;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Affected,
    Unaffected,
    Unknown,
}

impl Status {
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "affected" => Self::Affected,
            "unaffected" => Self::Unaffected,
            "unknown" => Self::Unknown,
            _ => return None,
        })
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Affected => "affected",
            Self::Unaffected => "unaffected",
            Self::Unknown => "unknown",
        }
    }
}

/// Piece 0 is below all bounds, piece `2n + 1` is bound `n` itself, piece `2n + 2` is what follows up to the next bound.
pub(super) struct Line<'e> {
    kind: &'static str,
    bounds: Vec<&'e str>,
    pieces: Vec<Status>,
    default: Option<Status>,
}

impl<'e> Line<'e> {
    /// None where the order isn't known, or can't read all bounds.
    pub fn of(entries: &'e [Entry], ecosystem: Option<&str>, default: Option<Status>) -> Option<Self> {
        let (order, kind) = order(entries, ecosystem)?;
        let mut bounds: Vec<&str> = entries.iter().flat_map(Entry::bounds).collect();
        bounds.sort_by(|a, b| order.sort_bounds(a, b));
        bounds.dedup_by(|a, b| order.sort_bounds(a, b) == Ordering::Equal);
        let line = Self { kind, bounds, pieces: Vec::new(), default };
        let pieces = 0..=2 * line.bounds.len();
        let pieces = pieces.map(|piece| line.status(entries, order, piece)).collect();
        Some(Self { pieces, ..line })
    }

    fn status(&self, entries: &[Entry], order: Order, piece: usize) -> Status {
        let holding = entries.iter().find(|entry| self.holds(entry, order, piece));
        let Some(entry) = holding else { return self.default.unwrap_or(Status::Unknown) };
        let mut changes: Vec<(usize, Status)> =
            entry.changes.iter().map(|(at, to)| (self.piece_of(at, order), *to)).collect();
        changes.sort_by_key(|(at, _)| *at);
        changes.into_iter().take_while(|(at, _)| *at <= piece).last().map_or(entry.status, |(_, status)| status)
    }

    fn holds(&self, entry: &Entry, order: Order, piece: usize) -> bool {
        let from = entry.from.as_deref().map_or(0, |from| self.piece_of(from, order));
        match &entry.end {
            End::Single => piece == from,
            End::Open => piece >= from,
            // Before the end of a series is the same as up to it.
            End::Before(end) => piece >= from && piece < self.piece_of(end, order),
            End::Upto(end) => piece >= from && piece <= self.piece_of(end, order),
        }
    }

    fn piece_of(&self, bound: &str, order: Order) -> usize {
        let place = self.bounds.iter().position(|known| order.sort_bounds(known, bound) == Ordering::Equal);
        place.map_or(0, |place| 2 * place + 1)
    }

    pub fn tell(self, said: &mut Said<'_>) {
        let default = self.default.unwrap_or(Status::Unknown);
        let mut from = 0;
        while from < self.pieces.len() {
            let status = self.pieces[from];
            let length = self.pieces[from..].iter().take_while(|other| **other == status).count();
            let last = from + length - 1;
            let single = from == last && from % 2 == 1;
            match status {
                Status::Affected if single => said.versions.push(text(self.bounds[from / 2].to_owned())),
                Status::Affected => said.ranges.push(range(self.kind, self.events(from, last, Some(default)))),
                Status::Unaffected if default == Status::Unknown => {
                    said.unaffected.push(range(self.kind, self.events(from, last, None)));
                }
                Status::Unknown if default != Status::Unknown => {
                    said.unknown.push(range(self.kind, self.events(from, last, None)));
                }
                Status::Unaffected | Status::Unknown => {}
            }
            from = last + 1;
        }
        let nothing = said.ranges.is_empty() && said.versions.is_empty();
        if nothing && default == Status::Unaffected && said.unknown.is_empty() {
            said.status = Some("not_affected");
        } else if nothing {
            (said.status, said.unknown) = (Some("under_investigation"), Vec::new());
        } else {
            // What is affected by default has been worked out.
            let word = if default == Status::Unknown { "unknown" } else { "unaffected" };
            said.default_status = Some(word);
        }
    }

    /// The events of the pieces from one to another. `fix`: the default, where the end may be a fix.
    fn events(&self, from: usize, last: usize, fix: Option<Status>) -> Vec<(&'static str, String)> {
        let bound = |piece: usize| self.bounds[(piece - 1) / 2].to_owned();
        let begin = match from {
            0 => ("introduced", "0".to_owned()),
            from if from % 2 == 1 => ("introduced", bound(from)),
            from => ("introduced_after", bound(from)),
        };
        let end = (last + 1 < self.pieces.len()).then(|| match last % 2 {
            // The next piece is a bound itself: this one ends before it.
            0 => match self.bounds[last / 2].ends_with(".*") {
                true => ("last_affected", self.bounds[last / 2].to_owned()),
                false => (self.ending(last + 1, fix), self.bounds[last / 2].to_owned()),
            },
            _ => ("last_affected", bound(last)),
        });
        std::iter::once(begin).chain(end).collect()
    }

    /// An end is a fix where what follows is said to be unaffected, or where nothing is said of what follows.
    fn ending(&self, next: usize, fix: Option<Status>) -> &'static str {
        let known = self.pieces[next] == Status::Unaffected || self.default.is_none();
        if fix.is_some() && known { "fixed" } else { "limit" }
    }
}
