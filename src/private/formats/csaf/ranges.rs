//! `product_version_range`: `vers:npm/>=1.0.0|<1.4.3`, or the same without `vers:`.

use percent_encoding::percent_decode_str;

/// The versions of a package that a product id means.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Versions {
    /// It says nothing of versions.
    All,
    Some(Vec<String>),
    Ranges(Vec<Range>),
}

/// The events of one range.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Range(pub Vec<(&'static str, String)>);

/// `None`: it is in words, or says what no event of a range can: all but one.
pub(super) fn versions(written: &str) -> Option<Versions> {
    let (named, constraints) = match written.strip_prefix("vers:") {
        Some(rest) => (true, rest.split_once('/')?.1),
        None => (false, written),
    };
    let constraints: Vec<&str> = constraints.split('|').map(str::trim).collect();
    if named && constraints == ["*"] {
        return Some(Versions::Ranges(vec![Range(vec![("introduced", "0".into())])]));
    }
    let (mut exact, mut ranges, mut open) = (Vec::new(), Vec::new(), None);
    for constraint in constraints {
        let (key, version) = operator(constraint).or(named.then_some(("=", constraint)))?;
        let version = percent_decode_str(version.trim()).decode_utf8().ok()?.into_owned();
        let begins = version.starts_with(|c: char| c.is_alphanumeric());
        if !begins || version.contains(char::is_whitespace) {
            return None;
        }
        match key {
            "=" => exact.push(version),
            "introduced" | "introduced_after" if open.is_some() => return None,
            "introduced" | "introduced_after" => open = Some((key, version)),
            end => {
                let from = open.take();
                // Only the first range may begin with the first version.
                if from.is_none() && !ranges.is_empty() {
                    return None;
                }
                ranges.push(Range(vec![from.unwrap_or(("introduced", "0".into())), (end, version)]));
            }
        }
    }
    ranges.extend(open.map(|from| Range(vec![from])));
    match (exact.is_empty(), ranges.is_empty()) {
        (false, true) => Some(Versions::Some(exact)),
        (true, false) => Some(Versions::Ranges(ranges)),
        _ => None,
    }
}

fn operator(constraint: &str) -> Option<(&'static str, &str)> {
    let operators =
        [(">=", "introduced"), ("<=", "last_affected"), (">", "introduced_after"), ("<", "limit"), ("=", "=")];
    operators.into_iter().find_map(|(sign, key)| constraint.strip_prefix(sign).map(|version| (key, version)))
}
