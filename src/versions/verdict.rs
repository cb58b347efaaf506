//! Whether a version is affected, by the algorithms of the standards, and which version fixes it.
//!
//! OSV's ([schema](https://ossf.github.io/osv-schema/#evaluation)) for ranges; CVE's (versions.md) for what isn't affected or
//! not known, and for what holds for the rest; VEX's for products' statuses.

use super::{Claim, Edge, Events, Order, Point};
use crate::public::{Affected, DefaultStatus, VexStatus};
use std::cmp::Ordering;

/// What the record says of a version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Affected,
    NotAffected,
    /// It isn't among what the record calls affected, and the record doesn't say that all else is safe.
    NotListed,
    CannotTell(Why),
}

/// Why the record doesn't say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// The reader's is no version of this ecosystem.
    Version,
    /// A bound of the record is no version of this ecosystem.
    Bound,
    /// The order of the ecosystem's versions isn't known here.
    Order,
    /// It is still being looked into.
    Investigated,
    /// The record says that it isn't known.
    Unknown,
    /// The record names no versions of releases.
    Silent,
}

/// The version that fixes it, for those who have a certain one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fix<'a> {
    pub version: &'a str,
    /// It is a pre-release, and the reader's version isn't: no release fixes it yet.
    pub early: bool,
}

/// The verdict on a version of the package.
pub fn is_affected(version: &str, affected: &Affected) -> Verdict {
    Claim::of(affected).judge(version)
}

/// The verdict of all that one record says of a package.
pub fn judge(version: &str, claims: &[Claim]) -> Verdict {
    judge_point(Point::At(version), claims)
}

/// The same of any place among versions.
pub(super) fn judge_point(point: Point<'_>, claims: &[Claim]) -> Verdict {
    let verdicts: Vec<(bool, Verdict)> =
        claims.iter().map(|claim| (claim.clears(), claim.judge_point(point))).collect();
    let any = |wanted: Verdict| verdicts.iter().any(|(_, verdict)| *verdict == wanted);
    if any(Verdict::Affected) {
        return Verdict::Affected;
    }
    const WHYS: [Why; 6] = [Why::Version, Why::Bound, Why::Order, Why::Investigated, Why::Unknown, Why::Silent];
    if let Some(why) = WHYS.into_iter().find(|why| any(Verdict::CannotTell(*why))) {
        return Verdict::CannotTell(why);
    }
    // What an entry says by itself of a version that it names counts before what others don't say.
    let cleared = verdicts.iter().any(|(clears, verdict)| *clears && *verdict == Verdict::NotAffected);
    if !cleared && (any(Verdict::NotListed) || verdicts.is_empty()) { Verdict::NotListed } else { Verdict::NotAffected }
}

/// The least version above this one that fixes it and isn't affected itself, by all that a record, or several, say of the
/// package. A pre-release is for users of one: others are given a release where there is one.
pub fn nearest_fix<'a>(version: &str, claims: &[Claim<'a>]) -> Option<Fix<'a>> {
    nearest(version, claims, |order| order.is_early(version))
}

/// The least release above this version that fixes it: for those who don't have a pre-release, whatever the version.
pub(super) fn nearest_release<'a>(version: &str, claims: &[Claim<'a>]) -> Option<&'a str> {
    nearest(version, claims, |_| false).filter(|fix| !fix.early).map(|fix| fix.version)
}

fn nearest<'a>(version: &str, claims: &[Claim<'a>], has_early: impl Fn(Order) -> bool) -> Option<Fix<'a>> {
    let mut best: Option<Fix<'a>> = None;
    for (order, fix) in claims.iter().flat_map(Claim::fixes) {
        if order.compare(fix, version) != Some(Ordering::Greater) {
            continue;
        }
        let early = order.is_early(fix) && !has_early(order);
        let nearer = best.is_none_or(|best| match best.early.cmp(&early) {
            Ordering::Equal => order.compare(fix, best.version) == Some(Ordering::Less),
            order => order == Ordering::Greater,
        });
        if nearer && matches!(judge(fix, claims), Verdict::NotAffected | Verdict::NotListed) {
            best = Some(Fix { version: fix, early });
        }
    }
    best
}

impl<'a> Claim<'a> {
    /// The versions that it calls fixed, and how they are compared.
    fn fixes(&self) -> Vec<(Order, &'a str)> {
        let of_range = |range: &Events<'a>| {
            let order = range.order;
            let fixes = range.events.iter().filter(|(edge, _)| *edge == Edge::Fixed);
            fixes.map(move |(_, fix)| (order, *fix)).collect::<Vec<_>>()
        };
        let listed = |versions: &[&'a str]| versions.iter().map(|fix| (self.order, *fix)).collect::<Vec<_>>();
        match self.status {
            None | Some(VexStatus::Affected) => {
                self.ranges.iter().flat_map(of_range).chain(listed(&self.fixed)).collect()
            }
            Some(VexStatus::Fixed) => listed(&self.versions),
            Some(VexStatus::NotAffected | VexStatus::UnderInvestigation) => Vec::new(),
        }
    }
}

impl Claim<'_> {
    pub fn judge(&self, version: &str) -> Verdict {
        self.judge_point(Point::At(version))
    }

    fn judge_point(&self, point: Point<'_>) -> Verdict {
        match self.status {
            Some(VexStatus::NotAffected | VexStatus::Fixed) => self.named(point, Verdict::NotAffected),
            Some(VexStatus::UnderInvestigation) => self.named(point, Verdict::CannotTell(Why::Investigated)),
            Some(VexStatus::Affected) | None => self.among(point),
        }
    }

    /// Whether it says of something that it is affected.
    pub fn affects(&self) -> bool {
        matches!(self.status, None | Some(VexStatus::Affected))
    }

    /// Whether it says of the versions that it names that they aren't affected.
    fn clears(&self) -> bool {
        matches!(self.status, Some(VexStatus::NotAffected | VexStatus::Fixed))
    }

    /// A status is of the versions that are named with it, or of all of them.
    fn named(&self, version: Point<'_>, status: Verdict) -> Verdict {
        if within(&self.unaffected, version) == Ok(true) {
            return Verdict::NotAffected;
        }
        let listed = self.lists(version);
        if listed || self.ranges.is_empty() && self.versions.is_empty() {
            return if self.commits && !listed { Verdict::CannotTell(Why::Silent) } else { status };
        }
        match within(&self.ranges, version) {
            Ok(true) => status,
            Ok(false) if self.ranges.is_empty() && self.is_unreadable(version) => Verdict::CannotTell(Why::Version),
            Ok(false) if self.lists_patterns() => Verdict::CannotTell(Why::Bound),
            Ok(false) => Verdict::NotListed,
            Err(why) => Verdict::CannotTell(why),
        }
    }

    fn among(&self, version: Point<'_>) -> Verdict {
        if self.lists(version) {
            return Verdict::Affected;
        }
        if self.is_silent() {
            // A package that is named without versions is affected in all of them.
            return self.otherwise().unwrap_or(match self.commits {
                true => Verdict::CannotTell(Why::Silent),
                false => Verdict::Affected,
            });
        }
        let [affected, unaffected, unknown] =
            [&self.ranges, &self.unaffected, &self.unknown].map(|ranges| within(ranges, version));
        match (affected, unaffected, unknown) {
            (_, Ok(true), _) => Verdict::NotAffected,
            (_, _, Ok(true)) => Verdict::CannotTell(Why::Unknown),
            (_, Err(why), _) | (_, _, Err(why)) | (Err(why), _, _) => Verdict::CannotTell(why),
            (Ok(true), _, _) => Verdict::Affected,
            (Ok(false), _, _) if self.ranges.is_empty() && self.is_unreadable(version) => {
                Verdict::CannotTell(Why::Version)
            }
            (Ok(false), _, _) if self.lists_patterns() => Verdict::CannotTell(Why::Bound),
            // A list without an order may lack a version that nobody thought of, or that is spelt otherwise.
            (Ok(false), _, _) => self.otherwise().unwrap_or(match self.order.is_known() || !self.ranges.is_empty() {
                true => Verdict::NotAffected,
                false => Verdict::NotListed,
            }),
        }
    }

    /// What holds for versions that nothing names.
    fn otherwise(&self) -> Option<Verdict> {
        Some(match self.default? {
            DefaultStatus::Affected => Verdict::Affected,
            DefaultStatus::Unaffected => Verdict::NotAffected,
            DefaultStatus::Unknown if self.is_silent() => Verdict::CannotTell(Why::Unknown),
            DefaultStatus::Unknown => Verdict::NotListed,
        })
    }

    fn lists(&self, point: Point<'_>) -> bool {
        // What lies between versions is none that could be named.
        let Point::At(version) = point else { return false };
        let same = |listed: &str| listed == version || self.order.compare(listed, version) == Some(Ordering::Equal);
        self.versions.iter().any(|listed| same(listed))
    }

    /// Whether one of its ranges says that it is affected.
    pub(super) fn holds(&self, version: &str) -> bool {
        self.affects() && within(&self.ranges, Point::At(version)) == Ok(true)
    }

    /// Whether some of the versions that it names are several, and nobody says which.
    fn lists_patterns(&self) -> bool {
        self.versions.iter().any(|version| is_pattern(version))
    }

    fn is_unreadable(&self, point: Point<'_>) -> bool {
        self.order.is_known() && !point.is_readable(self.order)
    }
}

/// Whether a text stands for versions rather than being one: `1.x`, `< 2`, `^1.2`, `~> 3`, `1, 2`.
pub fn is_pattern(text: &str) -> bool {
    let is_any = |part: &str| part.eq_ignore_ascii_case("x") || part == "*";
    text.contains(['<', '>', '=', '^', '|', '*', ',', ' '])
        || text.starts_with('~')
        || text.split('.').skip(1).any(is_any)
}

/// Whether a version is in one of these ranges.
fn within(ranges: &[Events], version: Point<'_>) -> Result<bool, Why> {
    let mut unknown = None;
    for range in ranges {
        match range.holds(version) {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(why) => unknown = unknown.or(Some(why)),
        }
    }
    unknown.map_or(Ok(false), Err)
}

impl Events<'_> {
    /// OSV's algorithm: past the limits nothing is affected; else the last event that is not above the version decides.
    fn holds(&self, point: Point<'_>) -> Result<bool, Why> {
        if !self.order.is_known() {
            return self.holds_in_any_order(point).ok_or(Why::Order);
        }
        if !point.is_readable(self.order) {
            return Err(Why::Version);
        }
        let place = |(edge, at): (Edge, &str)| match (edge, at) {
            (Edge::Introduced | Edge::Fixed, "0") => Some(Ordering::Greater),
            (Edge::Limit, "*") => Some(Ordering::Less),
            (_, at) => point.place(self.order, at),
        };
        let placed: Option<Vec<_>> = self.sorted().into_iter().map(|event| Some((event.0, place(event)?))).collect();
        let events = placed.ok_or(Why::Bound)?;
        let mut limits = events.iter().filter(|(edge, _)| *edge == Edge::Limit).peekable();
        if limits.peek().is_some() && !limits.any(|(_, place)| place.is_lt()) {
            return Ok(false);
        }
        let mut inside = false;
        for (edge, place) in events {
            match edge {
                Edge::Introduced if place.is_ge() => inside = true,
                Edge::IntroducedAfter if place.is_gt() => inside = true,
                Edge::Fixed if place.is_ge() => inside = false,
                Edge::LastAffected if place.is_gt() => inside = false,
                _ => {}
            }
        }
        Ok(inside)
    }

    /// What is so however versions are compared: all of them are in, or it is a bound itself.
    fn holds_in_any_order(&self, point: Point<'_>) -> Option<bool> {
        let (begin, end) = match self.events.as_slice() {
            [(Edge::Introduced, "0"), rest @ ..] if rest.iter().all(|event| *event == (Edge::Introduced, "0")) => {
                return Some(true);
            }
            [begin] => (*begin, None),
            [begin, end] if begin.0.begins() && !end.0.begins() => (*begin, Some(*end)),
            _ => return None,
        };
        let Point::At(version) = point else { return None };
        match (begin, end) {
            (_, Some((Edge::Fixed | Edge::Limit, at))) if at == version => Some(false),
            (_, Some((Edge::LastAffected, at))) | ((Edge::Introduced, at), _) if at == version => Some(true),
            ((Edge::IntroducedAfter, at), _) if at == version => Some(false),
            _ => None,
        }
    }
}
