//! CVSS vectors: read, checked metric by metric, scored, and spelled out in plain words.
//!
//! The score is that of all that a vector says: the environmental one where it has some, the temporal one
//! where it says how things are, else that of the base metrics. Knows nothing of the house but the versions' names.

mod metrics;
mod score;
#[cfg(test)]
mod tests;

pub use metrics::{Group, Metric, Value, of as metrics};

use crate::public::CvssVersion;
use std::fmt;

/// What a vector comes to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scored {
    pub version: CvssVersion,
    pub score: f64,
    /// That of the base metrics alone.
    pub base: f64,
}

/// What is wrong with a vector. It names metrics by their keys, and never quotes what was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It begins with `CVSS:` and a version that there is not.
    Version,
    /// The part at this place, from 1, is not a metric with a value.
    Part(usize),
    /// The metric at this place, from 1, is none of this version's.
    Unknown(usize, CvssVersion),
    /// The metric stands there twice.
    Twice(&'static str),
    /// The metric doesn't take this value.
    Value(&'static str, CvssVersion),
    /// The metric is missing.
    Missing(&'static str, CvssVersion),
    /// The library that scores refuses it all the same.
    Score,
}

/// Whether a text means to be a vector.
pub fn looks_like_vector(text: &str) -> bool {
    text.starts_with("CVSS:") || text.contains('/')
}

/// Reads a vector and scores it.
pub fn read(vector: &str) -> Result<Scored, Fault> {
    let version = version(vector).ok_or(Fault::Version)?;
    check(vector, version)?;
    let score = score::of(vector, version).ok_or(Fault::Score)?;
    let base = score::base(vector, version).ok_or(Fault::Score)?;
    Ok(Scored { version, score, base })
}

/// The metrics that a vector defines, each with its value, in the order of the specification.
pub fn defined(vector: &str, version: CvssVersion) -> Vec<(&'static Metric, &'static Value)> {
    let written: Vec<(&str, &str)> = parts(vector).filter_map(|part| part.split_once(':')).collect();
    let value = |metric: &'static Metric| {
        let &(_, code) = written.iter().find(|(key, _)| *key == metric.key)?;
        metric.values().find(|value| value.0 == code).map(|value| (metric, value))
    };
    metrics(version).iter().filter_map(value).filter(|(_, value)| !Metric::is_undefined(value.0)).collect()
}

/// A version 2 vector has no prefix of its own.
fn version(vector: &str) -> Option<CvssVersion> {
    match vector.strip_prefix("CVSS:").map(|rest| rest.split('/').next().unwrap_or_default()) {
        None => Some(CvssVersion::V2),
        Some("3.0") => Some(CvssVersion::V30),
        Some("3.1") => Some(CvssVersion::V31),
        Some("4.0") => Some(CvssVersion::V4),
        Some(_) => None,
    }
}

fn parts(vector: &str) -> impl Iterator<Item = &str> {
    vector.split('/').skip(usize::from(vector.starts_with("CVSS:")))
}

fn check(vector: &str, version: CvssVersion) -> Result<(), Fault> {
    let known = metrics(version);
    let mut seen: Vec<&str> = Vec::with_capacity(known.len());
    for (at, part) in parts(vector).enumerate().map(|(at, part)| (at + 1, part)) {
        let (key, value) = part.split_once(':').ok_or(Fault::Part(at))?;
        let metric = known.iter().find(|metric| metric.key == key).ok_or(Fault::Unknown(at, version))?;
        if seen.contains(&metric.key) {
            return Err(Fault::Twice(metric.key));
        }
        if !metric.values().any(|(code, _)| *code == value) {
            return Err(Fault::Value(metric.key, version));
        }
        seen.push(metric.key);
    }
    let missing = known.iter().find(|metric| metric.group == Group::Base && !seen.contains(&metric.key));
    missing.map_or(Ok(()), |metric| Err(Fault::Missing(metric.key, version)))
}

impl Fault {
    /// How to fix it.
    pub fn help(self) -> String {
        match self {
            Fault::Version => "begin with CVSS:3.0/, CVSS:3.1/ or CVSS:4.0/, or, for version 2, with AV:".to_string(),
            Fault::Part(_) => "write each metric as KEY:VALUE, with one `/` between two of them".to_string(),
            Fault::Unknown(_, version) => {
                let keys: Vec<&str> = metrics(version).iter().map(|metric| metric.key).collect();
                format!("CVSS {} has {}", version.as_str(), keys.join(", "))
            }
            Fault::Twice(key) => format!("write `{key}` once"),
            Fault::Value(key, version) | Fault::Missing(key, version) => takes(key, version),
            Fault::Score => "check it with FIRST's calculator".to_string(),
        }
    }
}

/// "`AV` (Attack vector) takes N, A, L or P".
fn takes(key: &str, version: CvssVersion) -> String {
    let Some(metric) = metrics(version).iter().find(|metric| metric.key == key) else { return String::new() };
    let codes: Vec<&str> = metric.values().map(|(code, _)| *code).collect();
    let (last, rest) = codes.split_last().unwrap_or((&"", &[]));
    let name = metric.name.replace('_', " ");
    let (first, others) = name.split_at(name.len().min(1));
    format!("`{key}` ({}{others}) takes {} or {last}", first.to_uppercase(), rest.join(", "))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Version => f.write_str("this is not a CVSS vector of a version that Fanlight knows"),
            Fault::Part(at) => write!(f, "part {at} of the CVSS vector is not a metric with a value"),
            Fault::Unknown(at, version) => write!(f, "metric {at} of the vector is none of CVSS {}", version.as_str()),
            Fault::Twice(key) => write!(f, "the CVSS vector has the metric `{key}` twice"),
            Fault::Value(key, _) => write!(f, "the metric `{key}` of the CVSS vector has a value that it doesn't take"),
            Fault::Missing(key, _) => write!(f, "the CVSS vector lacks the metric `{key}`"),
            Fault::Score => f.write_str("this CVSS vector can't be scored"),
        }
    }
}
