//! What somebody concludes from an output who never saw the record: OSV's and CVE's algorithms, CSAF's and VEX's products, and
//! English, each read by its own rules, with nothing of the program but how two versions compare.

use crate::versions::Order;
use serde_json::Value;
use std::cmp::Ordering;

/// What an output says of a version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Says {
    Nothing,
    NotAffected,
    Affected,
}

pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value[key].as_str()
}

fn is_same(order: Order, a: &str, b: &str) -> bool {
    a == b || order.compare(a, b) == Some(Ordering::Equal)
}

/// OSV schema, "Evaluation".
pub fn osv(document: &Value, version: &str) -> Says {
    let affected = list(document, "affected").iter().any(|entry| {
        let ecosystem = text(&entry["package"], "ecosystem");
        let order = Order::of(ecosystem);
        let listed = list(entry, "versions").iter().filter_map(Value::as_str);
        let mut ranges = list(entry, "ranges").iter().filter(|range| range["type"] != "GIT");
        listed.into_iter().any(|name| is_same(order, name, version))
            || ranges
                .any(|range| osv_range(range, if range["type"] == "SEMVER" { Order::SemVer } else { order }, version))
    });
    if affected { Says::Affected } else { Says::NotAffected }
}

fn osv_range(range: &Value, order: Order, version: &str) -> bool {
    let events: Vec<(&str, &str)> = list(range, "events")
        .iter()
        .flat_map(|event| event.as_object().into_iter().flatten())
        .filter_map(|(what, at)| Some((what.as_str(), at.as_str()?)))
        .collect();
    // Where the version is in relation to an event.
    let place = |(what, at): (&str, &str)| match (what, at) {
        ("introduced", "0") => Some(Ordering::Greater),
        ("limit", "*") => Some(Ordering::Less),
        _ => order.compare(version, at),
    };
    let limits: Vec<_> = events.iter().filter(|(what, _)| *what == "limit").collect();
    if !limits.is_empty() && !limits.iter().any(|limit| place(**limit) == Some(Ordering::Less)) {
        return false;
    }
    // "introduced 0" first; of events at one version those written first, but for a last version, which ends what begins with it.
    let mut sorted: Vec<(&str, &str)> = events.iter().copied().filter(|(what, _)| *what != "limit").collect();
    let first = |event: &(&str, &str)| *event != ("introduced", "0");
    sorted.sort_by(|a, b| {
        let versions = match (first(a), first(b)) {
            (true, true) => order.compare(a.1, b.1).unwrap_or(Ordering::Equal),
            (a, b) => a.cmp(&b),
        };
        versions.then((a.0 == "last_affected").cmp(&(b.0 == "last_affected")))
    });
    let mut vulnerable = false;
    for (what, at) in sorted {
        match (what, place((what, at))) {
            ("introduced", Some(Ordering::Greater | Ordering::Equal)) => vulnerable = true,
            ("fixed", Some(Ordering::Greater | Ordering::Equal)) | ("last_affected", Some(Ordering::Greater)) => {
                vulnerable = false;
            }
            _ => {}
        }
    }
    vulnerable
}

/// CVE's versions.md: the first entry that holds a version counts, then the default status.
pub fn cve(record: &Value, order: Order, version: &str) -> Says {
    let entries = list(&record["containers"]["cna"], "affected").iter();
    let says = entries.map(|product| {
        let status = list(product, "versions").iter().find(|entry| cve_holds(entry, order, version));
        match status.and_then(|entry| text(entry, "status")).or_else(|| text(product, "defaultStatus")) {
            Some("affected") => Says::Affected,
            Some("unaffected") => Says::NotAffected,
            _ => Says::Nothing,
        }
    });
    says.max().unwrap_or(Says::Nothing)
}

fn cve_holds(entry: &Value, order: Order, version: &str) -> bool {
    let from = text(entry, "version").unwrap_or_default();
    let begins = from == "0" || order.compare(version, from).is_some_and(Ordering::is_ge);
    match (text(entry, "lessThan"), text(entry, "lessThanOrEqual")) {
        (None, None) => is_same(order, from, version),
        (Some("*"), _) | (_, Some("*")) => begins,
        (Some(end), _) => begins && order.place(version, end) == Some(Ordering::Less),
        (None, Some(end)) => begins && order.place(version, end).is_some_and(Ordering::is_le),
    }
}

/// CSAF's products: each branch that is a version or a range, and the groups that it is in.
pub fn csaf(document: &Value, order: Order, version: &str) -> Says {
    let mut holding = Vec::new();
    branches(&document["product_tree"], &mut |category, name, id| {
        let holds = match category {
            "product_version" => is_same(order, name, version),
            "product_version_range" => vers_holds(name, order, version).unwrap_or(false),
            _ => false,
        };
        holding.extend(holds.then(|| id.to_owned()));
    });
    let status = &document["vulnerabilities"][0]["product_status"];
    let is_in = |group| list(status, group).iter().any(|id| holding.iter().any(|held| id == held.as_str()));
    let affected = ["known_affected", "first_affected", "last_affected"].into_iter().any(is_in);
    match (affected, ["fixed", "first_fixed", "known_not_affected"].into_iter().any(is_in)) {
        (_, true) => Says::NotAffected,
        (true, false) => Says::Affected,
        (false, false) => Says::Nothing,
    }
}

fn branches(tree: &Value, see: &mut impl FnMut(&str, &str, &str)) {
    for branch in list(tree, "branches") {
        if let (Some(category), Some(name)) = (text(branch, "category"), text(branch, "name")) {
            see(category, name, text(&branch["product"], "product_id").unwrap_or_default());
        }
        branches(branch, see);
    }
}

/// `vers:npm/>=1.0.0|<1.4.3`; none where it is words.
fn vers_holds(range: &str, order: Order, version: &str) -> Option<bool> {
    let constraints = match range.strip_prefix("vers:") {
        Some(rest) => rest.split_once('/')?.1,
        None => range,
    };
    if constraints == "*" {
        return Some(true);
    }
    let mut holds = true;
    for constraint in constraints.split('|') {
        let signs = constraint.find(|c| !"<>=".contains(c))?;
        let (sign, bound) = constraint.split_at(signs);
        let bound = percent_encoding::percent_decode_str(bound).decode_utf8().ok()?;
        let place = order.place(version, &bound)?;
        holds &= match sign {
            ">=" => place.is_ge(),
            ">" => place.is_gt(),
            "<" => place.is_lt(),
            "<=" => place.is_le(),
            _ => return None,
        };
    }
    Some(holds)
}

/// OpenVEX as go-vex matches it (`PurlMatches`): a package URL without a version is all versions, with one just that; one
/// with a qualifier that the scanned package hasn't is none.
pub fn vex(document: &Value, package: &str, version: &str) -> Says {
    let scanned = format!("{package}@{version}");
    let matches = |purl: &str| purl == package || purl == scanned;
    let says = list(document, "statements").iter().filter_map(|statement| {
        let mut products = list(statement, "products").iter();
        let named = products.any(|product| {
            let ids = [text(product, "@id"), text(&product["identifiers"], "purl")];
            ids.into_iter().flatten().any(matches)
        });
        named.then(|| match text(statement, "status") {
            Some("affected") => Says::Affected,
            Some("not_affected" | "fixed") => Says::NotAffected,
            _ => Says::Nothing,
        })
    });
    says.max().unwrap_or(Says::Nothing)
}

/// A range in English, as pages, feeds and mails write it.
pub fn phrase_holds(phrase: &str, order: Order, version: &str) -> Option<bool> {
    let place = |bound: &str| order.place(version, &bound.replace(".x", ".*"));
    let since = |bound: &str| order.place(version, bound).map(Ordering::is_ge);
    let after = |bound: &str| order.place(version, bound).map(Ordering::is_gt);
    let before = |bound: &str| place(bound).map(Ordering::is_lt);
    let upto = |bound: &str| place(bound).map(Ordering::is_le);
    let both = |a: Option<bool>, b: Option<bool>| Some(a? && b?);
    if phrase == "all versions" {
        return Some(true);
    }
    if let Some(bound) = phrase.strip_suffix(" only") {
        return place(bound).map(Ordering::is_eq);
    }
    if let Some(rest) = phrase.strip_prefix("later than ") {
        return match (rest.split_once(", before "), rest.split_once(" up to and including ")) {
            (Some((from, end)), _) => both(after(from), before(end)),
            (_, Some((from, end))) => both(after(from.trim_end_matches(',')), upto(end)),
            _ => after(rest),
        };
    }
    if let Some(bound) = phrase.strip_prefix("before ") {
        return before(bound);
    }
    if let Some(bound) = phrase.strip_prefix("up to and including ") {
        return upto(bound);
    }
    if let Some((from, end)) = phrase.split_once(" and later, before ") {
        return both(since(from), before(end));
    }
    if let Some((from, end)) = phrase.split_once(" up to and including ") {
        return both(since(from), upto(end));
    }
    since(phrase.strip_suffix(" and later")?)
}
