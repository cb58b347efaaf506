//! How bad: by a word, a shape and a colour, so that none of them is needed to understand the others.

use super::Views;
use crate::cvss;
use crate::public::{CvssVersion, Settings, Severity, Vector};
use crate::render::Words;
use serde::Serialize;

#[derive(Serialize, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SeverityView<'a> {
    pub label: &'a str,
    /// The colour and the shape: 0 for the worst, 4 for the mildest.
    pub tone: usize,
    /// A sign of the site's own, in place of the shape.
    pub icon: Option<&'a str>,
    pub description: Option<&'a str>,
    /// `9.8`
    pub score: Option<String>,
    pub vectors: Vec<VectorView<'a>>,
}

#[derive(Serialize, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VectorView<'a> {
    pub version: &'static str,
    pub vector: &'a str,
    pub score: String,
    /// Where the vector is taken apart in words.
    pub calculator: Option<String>,
    /// What it says, metric by metric.
    pub metrics: Vec<MetricView<'a>>,
}

#[derive(Serialize, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MetricView<'a> {
    pub key: &'static str,
    pub name: &'a str,
    pub word: &'a str,
    /// A sentence; empty where the word says it all.
    pub meaning: &'a str,
}

impl<'a> SeverityView<'a> {
    /// One of the site's words.
    pub fn word(views: &Views<'a>, id: &'a str) -> Self {
        let levels = &views.site.settings.severities;
        let at = levels.iter().position(|level| level.id == id);
        let level = at.map(|at| &levels[at]);
        Self {
            label: level.map_or(id, |level| views.words.severity(level)),
            tone: tone(id, at, levels.len()),
            icon: level.and_then(|level| level.icon.as_deref()).filter(|icon| icon.chars().count() <= 4),
            description: level.and_then(|level| level.description.as_deref()),
            score: None,
            vectors: Vec::new(),
        }
    }

    /// With its score: what lists show.
    pub fn scored(views: &Views<'a>, severity: &'a Severity) -> Self {
        Self { score: severity.score.map(one_decimal), ..Self::word(views, &severity.level) }
    }

    /// With its vectors too, taken apart: what the record's own page shows.
    pub fn spelled_out(views: &Views<'a>, severity: &'a Severity) -> Self {
        Self {
            vectors: severity.vectors.iter().map(|vector| VectorView::new(views.words, vector)).collect(),
            ..Self::scored(views, severity)
        }
    }
}

impl Views<'_> {
    /// The colour of one of the site's words.
    pub fn tone(&self, id: &str) -> usize {
        SeverityView::word(self, id).tone
    }
}

/// What people call one of the site's words, and its colour.
pub fn severity_of<'a>(words: &'a Words, settings: &'a Settings, id: &'a str) -> (&'a str, usize) {
    let levels = &settings.severities;
    let at = levels.iter().position(|level| level.id == id);
    (at.map_or(id, |at| words.severity(&levels[at])), tone(id, at, levels.len()))
}

/// The usual words have their usual colour whatever else there is; other words share the colours from worst to mildest.
fn tone(id: &str, at: Option<usize>, levels: usize) -> usize {
    match id {
        "critical" => 0,
        "high" => 1,
        "medium" | "moderate" => 2,
        "low" => 3,
        "none" => 4,
        _ => at.map_or(4, |at| at * 4 / levels.saturating_sub(1).max(1)).min(4),
    }
}

fn one_decimal(score: f64) -> String {
    format!("{score:.1}")
}

impl<'a> VectorView<'a> {
    fn new(words: &'a Words, vector: &'a Vector) -> Self {
        let (version, calculator) = match vector.version {
            CvssVersion::V2 => ("CVSS 2.0", None),
            CvssVersion::V30 => ("CVSS 3.0", Some("3.0")),
            CvssVersion::V31 => ("CVSS 3.1", Some("3.1")),
            CvssVersion::V4 => ("CVSS 4.0", Some("4.0")),
        };
        Self {
            version,
            vector: &vector.vector,
            score: one_decimal(vector.score),
            metrics: cvss::defined(&vector.vector, vector.version)
                .into_iter()
                .map(|(metric, value)| MetricView::new(words, metric, value))
                .collect(),
            calculator: calculator
                .map(|calculator| format!("https://www.first.org/cvss/calculator/{calculator}#{}", vector.vector)),
        }
    }
}

impl<'a> MetricView<'a> {
    fn new(words: &'a Words, metric: &'static cvss::Metric, value: &'static cvss::Value) -> Self {
        let say = &words.cvss;
        let (word, meaning) = say.values.get(value.1).map_or((value.0, ""), |value| value.both());
        Self { key: metric.key, name: say.metrics.get(metric.name).map_or(metric.key, String::as_str), word, meaning }
    }
}

#[cfg(test)]
mod tests {
    use super::tone;

    #[test]
    fn own_words_share_the_colours_from_worst_to_mildest() {
        assert_eq!((0..3).map(|at| tone("own", Some(at), 3)).collect::<Vec<_>>(), [0, 2, 4]);
        assert_eq!(tone("own", Some(0), 1), 0);
        assert_eq!(tone("high", Some(0), 2), 1);
        assert_eq!(tone("unknown", None, 5), 4);
    }
}
