//! Whether one word was meant by another.

/// Whether one slip leads from one word to the other: a letter too many, too few, wrong, or two swapped; or another case.
pub fn is_near(written: &str, known: &str) -> bool {
    let [a, b] = [written, known].map(|word| word.to_lowercase().replace('-', "_"));
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 3 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let behind = |from: usize, to: usize| a.get(from..).unwrap_or_default() == b.get(to..).unwrap_or_default();
    let swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && behind(2, 2);
    behind(1, 1) || behind(1, 0) || behind(0, 1) || swapped
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        for written in ["imapct", "impct", "imppact", "impakt", "impacts", "Impact", "mpact"] {
            assert!(is_near(written, "impact"), "{written}");
        }
        for written in ["imct", "impress", "im", "", "a withheld sentence"] {
            assert!(!is_near(written, "impact"), "{written}");
        }
        assert!(is_near("root-cause", "root_cause"));
    }
}
