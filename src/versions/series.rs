//! `2.*`: the end of a series, above all of its versions and below whatever follows (CVE's versions.md).

use std::cmp::Ordering;

/// The numbers that a bound names a series by; none where it is no such bound.
pub(super) fn of(bound: &str) -> Option<Vec<u64>> {
    let numbers = bound.trim().strip_suffix(".*")?;
    numbers.split('.').map(|number| number.parse().ok()).collect()
}

/// Where a version is in relation to the end of a series: below it if it belongs to it.
pub(super) fn place(version: &str, series: &[u64]) -> Option<Ordering> {
    let numbers = leading(version)?;
    let at = |place: usize| numbers.get(place).copied().unwrap_or(0);
    let first_difference = (0..series.len()).map(|place| at(place).cmp(&series[place])).find(|order| order.is_ne());
    Some(first_difference.unwrap_or(Ordering::Less))
}

/// The end of one series in relation to that of another. `2.3.*` ends before `2.*` does.
pub(super) fn compare(a: &[u64], b: &[u64]) -> Ordering {
    let shared = a.len().min(b.len());
    a[..shared].cmp(&b[..shared]).then(b.len().cmp(&a.len()))
}

/// The numbers that a version begins with. None where it has an epoch, which is above all of them.
fn leading(version: &str) -> Option<Vec<u64>> {
    let version = version.trim().trim_start_matches(['v', 'V', '=']);
    if version.contains([':', '!']) {
        return None;
    }
    let end = version.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(version.len());
    let numbers = version[..end].trim_end_matches('.');
    numbers.split('.').map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Ordering::{Greater, Less};

    #[test]
    fn a_series_ends_above_all_of_its_versions() {
        let two = of("2.*").expect("a series");
        assert_eq!(place("2.99.99", &two), Some(Less));
        assert_eq!(place("2.0.0-rc.1", &two), Some(Less));
        assert_eq!(place("3.0.0-alpha", &two), Some(Greater));
        assert_eq!(place("1:2.0", &two), None, "an epoch is above all numbers");
        assert_eq!(compare(&of("2.3.*").expect("one"), &two), Less);
        assert!(of("2").is_none() && of("*").is_none() && of("a.*").is_none() && of("2.x").is_none());
    }
}
