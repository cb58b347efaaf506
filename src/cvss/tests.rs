use super::*;

fn score(vector: &str) -> f64 {
    read(vector).expect("a vector").score
}

fn fault(vector: &str) -> (String, String) {
    let fault = read(vector).expect_err("no vector");
    (fault.to_string(), fault.help())
}

#[test]
fn each_version_is_scored() {
    assert_eq!(score("AV:N/AC:L/Au:N/C:N/I:N/A:C"), 7.8);
    assert_eq!(score("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N"), 6.1);
    assert_eq!(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), 9.8);
    assert_eq!(score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"), 9.3);
}

#[test]
fn the_score_is_that_of_all_that_a_vector_says() {
    assert_eq!(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U"), 7.8);
    assert_eq!(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:P"), 6.8);
    assert_eq!(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:X/MAV:X"), 9.8);
    assert_eq!(score("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C"), 6.4);
    assert!(score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U") < 9.3);
}

#[test]
fn a_fault_names_the_metric_and_says_what_it_takes() {
    let (problem, help) = fault("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
    assert_eq!(problem, "the metric `AV` of the CVSS vector has a value that it doesn't take");
    assert_eq!(help, "`AV` (Attack vector) takes N, A, L or P");
    let (problem, help) = fault("CVSS:4.0/AV:N/AC:L/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N");
    assert_eq!(problem, "the CVSS vector lacks the metric `AT`");
    assert_eq!(help, "`AT` (Attack requirements) takes N or P");
    assert_eq!(fault("CVSS:3.1/AV:N/AV:N").0, "the CVSS vector has the metric `AV` twice");
    assert!(fault("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/AT:N").0.starts_with("metric 9 "));
    assert!(fault("CVSS:3.1/AV:N/").0.starts_with("part 2 "));
    assert_eq!(read("CVSS:5.0/AV:N"), Err(Fault::Version));
}

#[test]
fn no_fault_quotes_the_vector() {
    for vector in ["CVSS:3.1/AV:kittiwake", "CVSS:kittiwake/AV:N", "kittiwake/kittiwake:N", "CVSS:3.1/kittiwake:N"] {
        let (problem, help) = fault(vector);
        assert!(!problem.contains("kittiwake") && !help.contains("kittiwake"), "{problem} {help}");
    }
}

#[test]
fn a_vector_is_spelled_out_in_the_order_of_the_specification() {
    let spelled = defined("CVSS:3.1/AC:L/AV:N/PR:N/UI:R/S:U/C:H/I:N/A:N/E:X", CvssVersion::V31);
    let words: Vec<_> = spelled.iter().map(|(metric, value)| (metric.name, value.1)).collect();
    assert_eq!(words[..2], [("attack_vector", "vector_network"), ("attack_complexity", "complexity_low")]);
    assert_eq!(words.len(), 8, "what is not defined says nothing");
}

#[test]
fn noise_of_the_arithmetic_is_not_rounded_up() {
    let noisy = "CVSS:3.0/AV:L/AC:L/PR:N/UI:N/S:C/C:N/I:H/A:N/E:H/RL:U/RC:U/CR:M/AR:L/MPR:H/MUI:R/MS:U/MC:N/MI:H/MA:H";
    assert_eq!(score(noisy), 4.6);
}

#[test]
fn the_base_score_is_that_of_the_base_metrics_whatever_else_is_said() {
    for (vector, base) in [
        ("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N/E:P/RL:O/RC:C", 1.6),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:P", 9.8),
        ("AV:N/AC:L/Au:N/C:P/I:P/A:P/E:U/RL:OF/RC:C", 7.5),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", 9.3),
    ] {
        let scored = read(vector).unwrap();
        assert_eq!(scored.base, base, "{vector}");
        assert!(scored.score < base, "{vector}");
    }
}
