//! Names of weaknesses, by their numbers: MITRE's list.

use std::sync::LazyLock;

static NAMES: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(number, name)| Some((number.parse().ok()?, name)))
        .collect()
});

/// `None`: it is no weakness, or one that came later than the list.
pub fn name(number: u32) -> Option<&'static str> {
    let at = NAMES.binary_search_by_key(&number, |(known, _)| *known).ok()?;
    Some(NAMES[at].1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn weaknesses_have_their_names() {
        assert!(super::NAMES.is_sorted_by_key(|(number, _)| *number) && super::NAMES.len() > 900);
        assert_eq!(super::name(787), Some("Out-of-bounds Write"));
        assert!(super::name(16).is_none(), "a category is no weakness");
    }
}
