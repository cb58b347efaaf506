//! The metrics of each version of CVSS: their keys, their values, and both in plain words.

use crate::public::CvssVersion;

/// One metric, `AV`: its name, and the values that it takes.
pub struct Metric {
    pub key: &'static str,
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

/// A value as vectors write it, in a word or two, and in a sentence (empty where the word says it all).
pub type Value = (&'static str, &'static str, &'static str);
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

const X: &[Value] = &[("X", "not defined", "")];
const ND: &[Value] = &[("ND", "not defined", "")];

const VECTOR: &[Value] = &[
    ("N", "network", "It can be attacked from anywhere over a network."),
    ("A", "adjacent", "The attacker has to be on the same network, or near by."),
    ("L", "local", "The attacker needs access to the machine, or a person who opens something for them."),
    ("P", "physical", "The attacker has to touch the device."),
];
const COMPLEXITY: &[Value] = &[
    ("L", "low", "It works at will, each time."),
    ("H", "high", "It works only under conditions that the attacker can't bring about at will."),
];
const PRIVILEGES: &[Value] = &[
    ("N", "none", "The attacker needs no account."),
    ("L", "low", "The attacker needs an ordinary account."),
    ("H", "high", "The attacker needs an account with special rights."),
];
const INTERACTION: &[Value] =
    &[("N", "none", "Nobody else has to do anything."), ("R", "required", "A person has to do something first.")];
const INTERACTION_4: &[Value] = &[
    ("N", "none", "Nobody else has to do anything."),
    ("P", "passive", "A person has to do something that they would do anyway."),
    ("A", "active", "A person has to be talked into doing something."),
];
const SCOPE: &[Value] = &[
    ("U", "unchanged", "The harm stays within what is vulnerable."),
    ("C", "changed", "The harm reaches beyond what is vulnerable."),
];
const SECRETS: &[Value] = &[
    ("H", "high", "All that it holds, or what matters most, can be read."),
    ("L", "low", "Some of what it holds can be read."),
    ("N", "none", "Nothing can be read."),
];
const CHANGES: &[Value] = &[
    ("H", "high", "Anything, or what matters most, can be changed."),
    ("L", "low", "Some things can be changed."),
    ("N", "none", "Nothing can be changed."),
];
const OUTAGE: &[Value] = &[
    ("H", "high", "It can be made to stop."),
    ("L", "low", "It can be slowed down or interrupted."),
    ("N", "none", "It goes on working."),
];
const SAFETY: &[Value] = &[("S", "safety", "People can come to harm.")];
const WEIGHT: &[Value] = &[
    ("H", "high", "It matters more than usual here."),
    ("M", "medium", "It matters as much as usual here."),
    ("L", "low", "It matters less than usual here."),
];
const PRESENT: &[Value] = &[
    ("N", "none", "It works against every installation."),
    ("P", "present", "It works only where things are set up, or happen, in a certain way."),
];

const V3: &[Metric] = &[
    metric("AV", "Attack vector", Base, &[VECTOR]),
    metric("AC", "Attack complexity", Base, &[COMPLEXITY]),
    metric("PR", "Privileges required", Base, &[PRIVILEGES]),
    metric("UI", "User interaction", Base, &[INTERACTION]),
    metric("S", "Scope", Base, &[SCOPE]),
    metric("C", "Confidentiality", Base, &[SECRETS]),
    metric("I", "Integrity", Base, &[CHANGES]),
    metric("A", "Availability", Base, &[OUTAGE]),
    metric(
        "E",
        "Exploit code",
        Threat,
        &[
            X,
            &[
                ("H", "high", "It is attacked by programs, or no program is needed."),
                ("F", "functional", "Code that works in most cases exists."),
                ("P", "proof of concept", "Code that shows how exists."),
                ("U", "unproven", "No code is known."),
            ],
        ],
    ),
    metric(
        "RL",
        "Remedy",
        Threat,
        &[
            X,
            &[
                ("U", "unavailable", "There is no remedy yet."),
                ("W", "workaround", "There is a workaround."),
                ("T", "temporary fix", "There is an official fix for the time being."),
                ("O", "official fix", "There is an official fix."),
            ],
        ],
    ),
    metric(
        "RC",
        "Confidence",
        Threat,
        &[
            X,
            &[
                ("C", "confirmed", "It is confirmed."),
                ("R", "reasonable", "There are good reasons to believe it."),
                ("U", "unknown", "It is not certain."),
            ],
        ],
    ),
    metric("CR", "Weight of confidentiality", Environment, &[X, WEIGHT]),
    metric("IR", "Weight of integrity", Environment, &[X, WEIGHT]),
    metric("AR", "Weight of availability", Environment, &[X, WEIGHT]),
    metric("MAV", "Attack vector here", Environment, &[X, VECTOR]),
    metric("MAC", "Attack complexity here", Environment, &[X, COMPLEXITY]),
    metric("MPR", "Privileges required here", Environment, &[X, PRIVILEGES]),
    metric("MUI", "User interaction here", Environment, &[X, INTERACTION]),
    metric("MS", "Scope here", Environment, &[X, SCOPE]),
    metric("MC", "Confidentiality here", Environment, &[X, SECRETS]),
    metric("MI", "Integrity here", Environment, &[X, CHANGES]),
    metric("MA", "Availability here", Environment, &[X, OUTAGE]),
];

const V4: &[Metric] = &[
    metric("AV", "Attack vector", Base, &[VECTOR]),
    metric(
        "AC",
        "Attack complexity",
        Base,
        &[&[
            ("L", "low", "Nothing stands in the way."),
            ("H", "high", "The attacker has to get round a protection first."),
        ]],
    ),
    metric("AT", "Attack requirements", Base, &[PRESENT]),
    metric("PR", "Privileges required", Base, &[PRIVILEGES]),
    metric("UI", "User interaction", Base, &[INTERACTION_4]),
    metric("VC", "Confidentiality of the vulnerable system", Base, &[SECRETS]),
    metric("VI", "Integrity of the vulnerable system", Base, &[CHANGES]),
    metric("VA", "Availability of the vulnerable system", Base, &[OUTAGE]),
    metric("SC", "Confidentiality of other systems", Base, &[SECRETS]),
    metric("SI", "Integrity of other systems", Base, &[CHANGES]),
    metric("SA", "Availability of other systems", Base, &[OUTAGE]),
    metric(
        "E",
        "Exploits",
        Threat,
        &[
            X,
            &[
                ("A", "attacked", "It is being attacked."),
                ("P", "proof of concept", "Code that shows how is public."),
                ("U", "unreported", "No code and no attack is known."),
            ],
        ],
    ),
    metric("CR", "Weight of confidentiality", Environment, &[X, WEIGHT]),
    metric("IR", "Weight of integrity", Environment, &[X, WEIGHT]),
    metric("AR", "Weight of availability", Environment, &[X, WEIGHT]),
    metric("MAV", "Attack vector here", Environment, &[X, VECTOR]),
    metric("MAC", "Attack complexity here", Environment, &[X, COMPLEXITY]),
    metric("MAT", "Attack requirements here", Environment, &[X, PRESENT]),
    metric("MPR", "Privileges required here", Environment, &[X, PRIVILEGES]),
    metric("MUI", "User interaction here", Environment, &[X, INTERACTION_4]),
    metric("MVC", "Confidentiality of the vulnerable system here", Environment, &[X, SECRETS]),
    metric("MVI", "Integrity of the vulnerable system here", Environment, &[X, CHANGES]),
    metric("MVA", "Availability of the vulnerable system here", Environment, &[X, OUTAGE]),
    metric("MSC", "Confidentiality of other systems here", Environment, &[X, SECRETS]),
    metric("MSI", "Integrity of other systems here", Environment, &[X, SAFETY, CHANGES]),
    metric("MSA", "Availability of other systems here", Environment, &[X, SAFETY, OUTAGE]),
    metric(
        "S",
        "Safety",
        Supplement,
        &[X, &[("N", "negligible", "Nobody comes to harm."), ("P", "present", "People can come to harm.")]],
    ),
    metric(
        "AU",
        "Automatable",
        Supplement,
        &[
            X,
            &[
                ("N", "no", "Each attack takes a person's work."),
                ("Y", "yes", "A program can attack many, one after the other."),
            ],
        ],
    ),
    metric(
        "R",
        "Recovery",
        Supplement,
        &[
            X,
            &[
                ("A", "automatic", "It recovers by itself."),
                ("U", "by its user", "A person has to bring it back."),
                ("I", "irrecoverable", "It can't be brought back."),
            ],
        ],
    ),
    metric(
        "V",
        "Value density",
        Supplement,
        &[X, &[("D", "diffuse", "One attack gains little."), ("C", "concentrated", "One attack gains much.")]],
    ),
    metric(
        "RE",
        "Effort of the response",
        Supplement,
        &[
            X,
            &[
                ("L", "low", "It takes little to respond."),
                ("M", "moderate", "It takes some effort to respond."),
                ("H", "high", "It takes much effort to respond."),
            ],
        ],
    ),
    metric(
        "U",
        "Urgency, as the provider sees it",
        Supplement,
        &[X, &[("Clear", "none", ""), ("Green", "reduced", ""), ("Amber", "moderate", ""), ("Red", "highest", "")]],
    ),
];

const IMPACT_2: &[Value] = &[
    ("N", "none", "It is not harmed."),
    ("P", "partial", "It is harmed in part."),
    ("C", "complete", "It is lost completely."),
];

const V2: &[Metric] = &[
    metric(
        "AV",
        "Access vector",
        Base,
        &[&[
            ("L", "local", "The attacker needs access to the machine."),
            ("A", "adjacent", "The attacker has to be on the same network, or near by."),
            ("N", "network", "It can be attacked from anywhere over a network."),
        ]],
    ),
    metric(
        "AC",
        "Access complexity",
        Base,
        &[&[
            ("H", "high", "It works only under rare conditions."),
            ("M", "medium", "It works under certain conditions."),
            ("L", "low", "It works at will, each time."),
        ]],
    ),
    metric(
        "Au",
        "Authentication",
        Base,
        &[&[
            ("M", "multiple", "The attacker has to sign in more than once."),
            ("S", "single", "The attacker has to sign in once."),
            ("N", "none", "The attacker needs no account."),
        ]],
    ),
    metric("C", "Confidentiality", Base, &[IMPACT_2]),
    metric("I", "Integrity", Base, &[IMPACT_2]),
    metric("A", "Availability", Base, &[IMPACT_2]),
    metric(
        "E",
        "Exploit code",
        Threat,
        &[
            &[
                ("U", "unproven", "No code is known."),
                ("POC", "proof of concept", "Code that shows how exists."),
                ("F", "functional", "Code that works in most cases exists."),
                ("H", "high", "It is attacked by programs, or no program is needed."),
            ],
            ND,
        ],
    ),
    metric(
        "RL",
        "Remedy",
        Threat,
        &[
            &[
                ("OF", "official fix", "There is an official fix."),
                ("TF", "temporary fix", "There is an official fix for the time being."),
                ("W", "workaround", "There is a workaround."),
                ("U", "unavailable", "There is no remedy yet."),
            ],
            ND,
        ],
    ),
    metric(
        "RC",
        "Confidence",
        Threat,
        &[
            &[
                ("UC", "unconfirmed", "It is not certain."),
                ("UR", "uncorroborated", "Several sources tell of it; they don't agree in all."),
                ("C", "confirmed", "It is confirmed."),
            ],
            ND,
        ],
    ),
    metric(
        "CDP",
        "Collateral damage",
        Environment,
        &[
            &[
                ("N", "none", ""),
                ("L", "low", ""),
                ("LM", "low to medium", ""),
                ("MH", "medium to high", ""),
                ("H", "high", ""),
            ],
            ND,
        ],
    ),
    metric(
        "TD",
        "Share of vulnerable systems",
        Environment,
        &[
            &[
                ("N", "none", ""),
                ("L", "low", "Up to a quarter."),
                ("M", "medium", "Up to three quarters."),
                ("H", "high", "More than three quarters."),
            ],
            ND,
        ],
    ),
    metric("CR", "Weight of confidentiality", Environment, &[WEIGHT, ND]),
    metric("IR", "Weight of integrity", Environment, &[WEIGHT, ND]),
    metric("AR", "Weight of availability", Environment, &[WEIGHT, ND]),
];
