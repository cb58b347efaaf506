//! The metrics of each version of CVSS: their keys, their values, and by which name the interface's words call both.

use crate::public::CvssVersion;

/// One metric, `AV`: its name, and the values that it takes.
pub struct Metric {
    pub key: &'static str,
    /// `attack_vector`; the interface's words are filed under it.
    pub name: &'static str,
    pub group: Group,
    pub values: Values,
}

/// What a metric is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// The flaw itself. Needed in every vector.
    Base,
    /// How things stand now: exploits, fixes, how sure one is.
    Threat,
    /// One reader's surroundings.
    Environment,
    /// More to know; it changes no score.
    Supplement,
}

/// A value as vectors write it, and the name under which the interface's words for it are filed.
pub type Value = (&'static str, &'static str);
type Values = &'static [&'static [Value]];

impl Metric {
    pub fn values(&self) -> impl Iterator<Item = &'static Value> + use<> {
        self.values.iter().copied().flatten()
    }

    /// The values that say nothing.
    pub fn is_undefined(value: &str) -> bool {
        matches!(value, "X" | "ND")
    }
}

/// In the order of the specification.
pub fn of(version: CvssVersion) -> &'static [Metric] {
    match version {
        CvssVersion::V2 => V2,
        CvssVersion::V30 | CvssVersion::V31 => V3,
        CvssVersion::V4 => V4,
    }
}

const fn metric(key: &'static str, name: &'static str, group: Group, values: Values) -> Metric {
    Metric { key, name, group, values }
}

use Group::{Base, Environment, Supplement, Threat};

const X: &[Value] = &[("X", "")];
const ND: &[Value] = &[("ND", "")];

const VECTOR: &[Value] =
    &[("N", "vector_network"), ("A", "vector_adjacent"), ("L", "vector_local"), ("P", "vector_physical")];
const COMPLEXITY: &[Value] = &[("L", "complexity_low"), ("H", "complexity_high")];
const PRIVILEGES: &[Value] = &[("N", "privileges_none"), ("L", "privileges_low"), ("H", "privileges_high")];
const INTERACTION: &[Value] = &[("N", "interaction_none"), ("R", "interaction_required")];
const INTERACTION_4: &[Value] =
    &[("N", "interaction_4_none"), ("P", "interaction_4_passive"), ("A", "interaction_4_active")];
const SCOPE: &[Value] = &[("U", "scope_unchanged"), ("C", "scope_changed")];
const SECRETS: &[Value] = &[("H", "secrets_high"), ("L", "secrets_low"), ("N", "secrets_none")];
const CHANGES: &[Value] = &[("H", "changes_high"), ("L", "changes_low"), ("N", "changes_none")];
const OUTAGE: &[Value] = &[("H", "outage_high"), ("L", "outage_low"), ("N", "outage_none")];
const SAFETY: &[Value] = &[("S", "safety_safety")];
const WEIGHT: &[Value] = &[("H", "weight_high"), ("M", "weight_medium"), ("L", "weight_low")];
const PRESENT: &[Value] = &[("N", "present_none"), ("P", "present_present")];

const V3: &[Metric] = &[
    metric("AV", "attack_vector", Base, &[VECTOR]),
    metric("AC", "attack_complexity", Base, &[COMPLEXITY]),
    metric("PR", "privileges_required", Base, &[PRIVILEGES]),
    metric("UI", "user_interaction", Base, &[INTERACTION]),
    metric("S", "scope", Base, &[SCOPE]),
    metric("C", "confidentiality", Base, &[SECRETS]),
    metric("I", "integrity", Base, &[CHANGES]),
    metric("A", "availability", Base, &[OUTAGE]),
    metric(
        "E",
        "exploit_code",
        Threat,
        &[
            X,
            &[
                ("H", "exploit_code_high"),
                ("F", "exploit_code_functional"),
                ("P", "exploit_code_proof_of_concept"),
                ("U", "exploit_code_unproven"),
            ],
        ],
    ),
    metric(
        "RL",
        "remedy",
        Threat,
        &[
            X,
            &[
                ("U", "remedy_unavailable"),
                ("W", "remedy_workaround"),
                ("T", "remedy_temporary_fix"),
                ("O", "remedy_official_fix"),
            ],
        ],
    ),
    metric(
        "RC",
        "confidence",
        Threat,
        &[X, &[("C", "confidence_confirmed"), ("R", "confidence_reasonable"), ("U", "confidence_unknown")]],
    ),
    metric("CR", "weight_of_confidentiality", Environment, &[X, WEIGHT]),
    metric("IR", "weight_of_integrity", Environment, &[X, WEIGHT]),
    metric("AR", "weight_of_availability", Environment, &[X, WEIGHT]),
    metric("MAV", "attack_vector_here", Environment, &[X, VECTOR]),
    metric("MAC", "attack_complexity_here", Environment, &[X, COMPLEXITY]),
    metric("MPR", "privileges_required_here", Environment, &[X, PRIVILEGES]),
    metric("MUI", "user_interaction_here", Environment, &[X, INTERACTION]),
    metric("MS", "scope_here", Environment, &[X, SCOPE]),
    metric("MC", "confidentiality_here", Environment, &[X, SECRETS]),
    metric("MI", "integrity_here", Environment, &[X, CHANGES]),
    metric("MA", "availability_here", Environment, &[X, OUTAGE]),
];

const V4: &[Metric] = &[
    metric("AV", "attack_vector", Base, &[VECTOR]),
    metric("AC", "attack_complexity", Base, &[&[("L", "attack_complexity_low"), ("H", "attack_complexity_high")]]),
    metric("AT", "attack_requirements", Base, &[PRESENT]),
    metric("PR", "privileges_required", Base, &[PRIVILEGES]),
    metric("UI", "user_interaction", Base, &[INTERACTION_4]),
    metric("VC", "confidentiality_of_the_vulnerable_system", Base, &[SECRETS]),
    metric("VI", "integrity_of_the_vulnerable_system", Base, &[CHANGES]),
    metric("VA", "availability_of_the_vulnerable_system", Base, &[OUTAGE]),
    metric("SC", "confidentiality_of_other_systems", Base, &[SECRETS]),
    metric("SI", "integrity_of_other_systems", Base, &[CHANGES]),
    metric("SA", "availability_of_other_systems", Base, &[OUTAGE]),
    metric(
        "E",
        "exploits",
        Threat,
        &[X, &[("A", "exploits_attacked"), ("P", "exploits_proof_of_concept"), ("U", "exploits_unreported")]],
    ),
    metric("CR", "weight_of_confidentiality", Environment, &[X, WEIGHT]),
    metric("IR", "weight_of_integrity", Environment, &[X, WEIGHT]),
    metric("AR", "weight_of_availability", Environment, &[X, WEIGHT]),
    metric("MAV", "attack_vector_here", Environment, &[X, VECTOR]),
    metric("MAC", "attack_complexity_here", Environment, &[X, COMPLEXITY]),
    metric("MAT", "attack_requirements_here", Environment, &[X, PRESENT]),
    metric("MPR", "privileges_required_here", Environment, &[X, PRIVILEGES]),
    metric("MUI", "user_interaction_here", Environment, &[X, INTERACTION_4]),
    metric("MVC", "confidentiality_of_the_vulnerable_system_here", Environment, &[X, SECRETS]),
    metric("MVI", "integrity_of_the_vulnerable_system_here", Environment, &[X, CHANGES]),
    metric("MVA", "availability_of_the_vulnerable_system_here", Environment, &[X, OUTAGE]),
    metric("MSC", "confidentiality_of_other_systems_here", Environment, &[X, SECRETS]),
    metric("MSI", "integrity_of_other_systems_here", Environment, &[X, SAFETY, CHANGES]),
    metric("MSA", "availability_of_other_systems_here", Environment, &[X, SAFETY, OUTAGE]),
    metric("S", "safety", Supplement, &[X, &[("N", "safety_negligible"), ("P", "safety_present")]]),
    metric("AU", "automatable", Supplement, &[X, &[("N", "automatable_no"), ("Y", "automatable_yes")]]),
    metric(
        "R",
        "recovery",
        Supplement,
        &[X, &[("A", "recovery_automatic"), ("U", "recovery_by_its_user"), ("I", "recovery_irrecoverable")]],
    ),
    metric(
        "V",
        "value_density",
        Supplement,
        &[X, &[("D", "value_density_diffuse"), ("C", "value_density_concentrated")]],
    ),
    metric(
        "RE",
        "effort_of_the_response",
        Supplement,
        &[
            X,
            &[
                ("L", "effort_of_the_response_low"),
                ("M", "effort_of_the_response_moderate"),
                ("H", "effort_of_the_response_high"),
            ],
        ],
    ),
    metric(
        "U",
        "urgency_as_the_provider_sees_it",
        Supplement,
        &[
            X,
            &[
                ("Clear", "urgency_as_the_provider_sees_it_none"),
                ("Green", "urgency_as_the_provider_sees_it_reduced"),
                ("Amber", "urgency_as_the_provider_sees_it_moderate"),
                ("Red", "urgency_as_the_provider_sees_it_highest"),
            ],
        ],
    ),
];

const IMPACT_2: &[Value] = &[("N", "impact_2_none"), ("P", "impact_2_partial"), ("C", "impact_2_complete")];

const V2: &[Metric] = &[
    metric(
        "AV",
        "access_vector",
        Base,
        &[&[("L", "access_vector_local"), ("A", "access_vector_adjacent"), ("N", "access_vector_network")]],
    ),
    metric(
        "AC",
        "access_complexity",
        Base,
        &[&[("H", "access_complexity_high"), ("M", "access_complexity_medium"), ("L", "access_complexity_low")]],
    ),
    metric(
        "Au",
        "authentication",
        Base,
        &[&[("M", "authentication_multiple"), ("S", "authentication_single"), ("N", "authentication_none")]],
    ),
    metric("C", "confidentiality", Base, &[IMPACT_2]),
    metric("I", "integrity", Base, &[IMPACT_2]),
    metric("A", "availability", Base, &[IMPACT_2]),
    metric(
        "E",
        "exploit_code",
        Threat,
        &[
            &[
                ("U", "exploit_code_unproven"),
                ("POC", "exploit_code_proof_of_concept"),
                ("F", "exploit_code_functional"),
                ("H", "exploit_code_high"),
            ],
            ND,
        ],
    ),
    metric(
        "RL",
        "remedy",
        Threat,
        &[
            &[
                ("OF", "remedy_official_fix"),
                ("TF", "remedy_temporary_fix"),
                ("W", "remedy_workaround"),
                ("U", "remedy_unavailable"),
            ],
            ND,
        ],
    ),
    metric(
        "RC",
        "confidence",
        Threat,
        &[&[("UC", "confidence_unconfirmed"), ("UR", "confidence_uncorroborated"), ("C", "confidence_confirmed")], ND],
    ),
    metric(
        "CDP",
        "collateral_damage",
        Environment,
        &[
            &[
                ("N", "collateral_damage_none"),
                ("L", "collateral_damage_low"),
                ("LM", "collateral_damage_low_to_medium"),
                ("MH", "collateral_damage_medium_to_high"),
                ("H", "collateral_damage_high"),
            ],
            ND,
        ],
    ),
    metric(
        "TD",
        "share_of_vulnerable_systems",
        Environment,
        &[
            &[
                ("N", "share_of_vulnerable_systems_none"),
                ("L", "share_of_vulnerable_systems_low"),
                ("M", "share_of_vulnerable_systems_medium"),
                ("H", "share_of_vulnerable_systems_high"),
            ],
            ND,
        ],
    ),
    metric("CR", "weight_of_confidentiality", Environment, &[WEIGHT, ND]),
    metric("IR", "weight_of_integrity", Environment, &[WEIGHT, ND]),
    metric("AR", "weight_of_availability", Environment, &[WEIGHT, ND]),
];
