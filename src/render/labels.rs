//! Words for what records say in codes.

use crate::public::feeds::Scope;
use crate::public::filters::Facet;
use crate::public::{
    Confirmation, Exploitation, Informational, Kind, PersonType, Phase, RangeType, ReferenceType, Status, Tlp, TotalOf,
    VexStatus,
};

/// A word or two, and a sentence that says what they mean.
pub type Label = (&'static str, &'static str);

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Advisory => "Advisory",
        Kind::Incident => "Incident",
        Kind::Notice => "Notice",
        Kind::Lesson => "Lesson",
    }
}

pub fn kinds(kind: Kind) -> &'static str {
    match kind {
        Kind::Advisory => "Advisories",
        Kind::Incident => "Incidents",
        Kind::Notice => "Notices",
        Kind::Lesson => "Lessons",
    }
}

/// What a feed is of.
pub fn scope(scope: &Scope<'_, '_>) -> String {
    match scope {
        Scope::Everything => "Everything".into(),
        Scope::Section(kind) => kinds(*kind).into(),
        Scope::Reports => "Transparency reports".into(),
        Scope::Severity(level) => format!("Advisories, {}", level.label.to_lowercase()),
        Scope::Project(project) => project.name.clone(),
        Scope::Package(package) => match &package.ecosystem {
            Some(ecosystem) => format!("{} ({ecosystem})", package.name),
            None => package.name.clone(),
        },
    }
}

/// What lists can be narrowed by, and the choice of no value of it.
pub fn facet(facet: Facet) -> Label {
    match facet {
        Facet::Severity => ("Severity", "Any severity"),
        Facet::Status => ("Status", "Any status"),
        Facet::Category => ("Category", "Any category"),
        Facet::Year => ("Year", "Any year"),
        Facet::Project => ("Project", "Any project"),
        Facet::Package => ("Package", "Any package"),
        Facet::Tag => ("Tag", "Any tag"),
    }
}

pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Introduced => "Introduced",
        Phase::Exploited => "Exploited",
        Phase::Detected => "Detected",
        Phase::Reported => "Reported",
        Phase::Acknowledged => "Acknowledged",
        Phase::Assigned => "Assigned",
        Phase::Triaged => "Triaged",
        Phase::Notified => "Notified",
        Phase::Contained => "Contained",
        Phase::Mitigated => "Mitigated",
        Phase::Eradicated => "Eradicated",
        Phase::Fixed => "Fixed",
        Phase::Recovered => "Recovered",
        Phase::Verified => "Verified",
        Phase::Disclosed => "Disclosed",
        Phase::Closed => "Closed",
    }
}

pub fn exploitation(exploitation: Exploitation) -> Label {
    match exploitation {
        Exploitation::None => {
            ("No known exploitation", "Nobody is known to use it, and no proof of concept is public.")
        }
        Exploitation::Poc => ("Proof of concept", "Code that shows how to use it is public."),
        Exploitation::Active => ("Exploited", "It is being used against people."),
    }
}

pub fn informational(kind: Informational) -> Label {
    match kind {
        Informational::Notice => ("Notice", "This is something to know, not a vulnerability."),
        Informational::Unmaintained => ("Unmaintained", "Nobody looks after this software any more."),
        Informational::Unsound => ("Unsound", "Safe code can break its own promises when it uses this software."),
    }
}

pub fn vex_status(status: VexStatus) -> &'static str {
    match status {
        VexStatus::NotAffected => "Not affected",
        VexStatus::Affected => "Affected",
        VexStatus::Fixed => "Fixed",
        VexStatus::UnderInvestigation => "Under investigation",
    }
}

/// VEX's justifications as sentences; another one stays as it was written.
pub fn justification(code: &str) -> &str {
    match code {
        "component_not_present" => "It doesn't contain the vulnerable component.",
        "vulnerable_code_not_present" => "It doesn't contain the vulnerable code.",
        "vulnerable_code_not_in_execute_path" => "It never runs the vulnerable code.",
        "vulnerable_code_cannot_be_controlled_by_adversary" => "An attacker can't control the vulnerable code.",
        "inline_mitigations_already_exist" => "It is protected already.",
        other => other,
    }
}

pub fn status(status: Status) -> Label {
    match status {
        Status::Investigating => ("Investigating", "We don't know the cause yet."),
        Status::Identified => ("Identified", "We know the cause and work on it."),
        Status::Mitigated => ("Mitigated", "The harm is stopped; the cause is not yet gone."),
        Status::Resolved => ("Resolved", "The cause is gone."),
        Status::Closed => ("Closed", "It is over and reviewed."),
    }
}

pub fn confirmation(confirmation: Confirmation) -> Label {
    match confirmation {
        Confirmation::Confirmed => ("Confirmed", "We are sure that it happened."),
        Confirmation::Suspected => ("Suspected", "It may have happened; we have no proof yet."),
        Confirmation::NearMiss => ("Near miss", "It nearly happened."),
        Confirmation::FalsePositive => ("False positive", "It turned out to be nothing."),
    }
}

pub fn person(kind: PersonType) -> &'static str {
    match kind {
        PersonType::Finder => "finder",
        PersonType::Reporter => "reporter",
        PersonType::Analyst => "analyst",
        PersonType::Coordinator => "coordinator",
        PersonType::RemediationDeveloper => "wrote the fix",
        PersonType::RemediationReviewer => "reviewed the fix",
        PersonType::RemediationVerifier => "verified the fix",
        PersonType::Tool => "tool",
        PersonType::Sponsor => "sponsor",
        PersonType::Other => "",
    }
}

pub fn reference(kind: ReferenceType) -> &'static str {
    match kind {
        ReferenceType::Advisory => "Advisory",
        ReferenceType::Article => "Article",
        ReferenceType::Detection => "Detection",
        ReferenceType::Discussion => "Discussion",
        ReferenceType::Report => "Report",
        ReferenceType::Fix => "Fix",
        ReferenceType::Introduced => "Introduced by",
        ReferenceType::Package => "Package",
        ReferenceType::Evidence => "Evidence",
        ReferenceType::Web => "Web page",
    }
}

/// What a total of a report counts.
pub fn total(of: TotalOf) -> &'static str {
    match of {
        TotalOf::Received => "Reports received",
        TotalOf::Valid => "Valid reports",
        TotalOf::Invalid => "Not a vulnerability",
        TotalOf::Duplicate => "Duplicates",
        TotalOf::OutOfScope => "Out of scope",
        TotalOf::Fixed => "Fixed",
        TotalOf::Disclosed => "Disclosed",
        TotalOf::Open => "Still open",
    }
}

/// What the versions of a range are; said only where it isn't plain.
pub fn range(kind: RangeType) -> &'static str {
    match kind {
        RangeType::Semver | RangeType::Ecosystem => "versions",
        RangeType::Git => "commits",
    }
}

pub fn tlp(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "TLP:CLEAR",
        Tlp::Green => "TLP:GREEN",
        Tlp::Amber => "TLP:AMBER",
        Tlp::AmberStrict => "TLP:AMBER+STRICT",
        Tlp::Red => "TLP:RED",
    }
}

/// A key of front matter as a page calls it.
pub fn key(key: &str) -> String {
    match key {
        "root_cause" => "Root cause".to_string(),
        "details" => "A part of the text".to_string(),
        other => {
            let mut letters = other.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}", letters.as_str().replace('_', " "))
        }
    }
}

/// `linux` to "Linux"; a name that has capitals already stays.
pub fn platform(name: &str) -> &str {
    match name {
        "linux" => "Linux",
        "windows" => "Windows",
        "macos" => "macOS",
        "android" => "Android",
        "ios" => "iOS",
        "freebsd" => "FreeBSD",
        other => other,
    }
}
