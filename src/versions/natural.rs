//! Versions of which nobody here knows the order: numbers as numbers.

use std::cmp::Ordering;

/// Runs of digits as numbers, the rest as text; `1.0.0-rc` before `1.0.0`.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let split = |version: &str| {
        version.split('+').next().unwrap_or_default().split_once('-').map(|(a, b)| (a.to_string(), b.to_string()))
    };
    match (split(a), split(b)) {
        (Some((a, before)), Some((b, other))) => natural(&a, &b).then_with(|| natural(&before, &other)),
        (Some((a, _)), None) => natural(&a, b).then(Ordering::Less),
        (None, Some((b, _))) => natural(a, &b).then(Ordering::Greater),
        (None, None) => natural(a, b),
    }
}

fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (in_a, in_b) = (digits(a), digits(b));
        if in_a > 0 && in_b > 0 {
            let number = |text: &str| (text.trim_start_matches('0').len(), text.trim_start_matches('0').to_string());
            let order = number(&a[..in_a]).cmp(&number(&b[..in_b]));
            if order.is_ne() {
                return order;
            }
            (a, b) = (&a[in_a..], &b[in_b..]);
            continue;
        }
        match (a.chars().next(), b.chars().next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]),
            (x, y) => return x.cmp(&y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_their_numbers() {
        assert_eq!(compare("1.9.0", "1.10.0"), Ordering::Less);
        assert_eq!(compare("1.0.0-rc.1", "1.0.0"), Ordering::Less);
        assert_eq!(compare("1.0.0-rc.2", "1.0.0-rc.10"), Ordering::Less);
        assert_eq!(compare("1.01", "1.1"), Ordering::Equal);
        assert_eq!(compare("99999999999999999999999", "100000000000000000000000"), Ordering::Less);
    }
}
