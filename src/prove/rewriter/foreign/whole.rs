//! Why a record of another format is withheld as a whole.

use super::csaf;
use crate::config::Format;
use crate::prove::content::ExternalSource;
use crate::prove::rule::Rule;
use crate::prove::viewpoint::{Viewpoint, moment};
use crate::public::{Instant, Tlp, Vocabulary};
use serde_yaml::{Mapping, Value};
use std::path::Path;

/// Since when an advisory of FriendsOfPHP's is public: the day in the file's name, else the first fix.
fn branches(path: &Path, map: &Mapping) -> Option<Instant> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let day = name.get(..10).and_then(|day| moment(&day.into()));
    let branches = map.get("branches").and_then(Value::as_mapping).into_iter().flat_map(Mapping::values);
    let times = branches.filter_map(|branch| branch.get("time")?.as_str());
    let first = times.filter_map(utc).min();
    day.or(first)
}

/// `2012-11-27 22:21:23`, in UTC; numbers may be short.
fn utc(time: &str) -> Option<Instant> {
    let numbers: Vec<u32> = time.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let [year, month, day, hour, minute, second, ..] = numbers.as_slice() else { return None };
    moment(&format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z").into())
}

/// Why a record is withheld as a whole.
pub fn of(source: &ExternalSource, path: &Path, map: &Mapping, viewpoint: &Viewpoint) -> Option<Rule> {
    let text = |key: &str| map.get(key).and_then(Value::as_str);
    // What is before its time is for those whom the label red reaches.
    let early = viewpoint.audience < Tlp::Red;
    let ahead = |value: Option<&Value>| early && value.and_then(moment).is_some_and(|at| at > viewpoint.now);
    let metadata = map.get("cveMetadata");
    let own = map.get("database_specific").and_then(|value| value.get("fanlight"));
    let draft = match source.format {
        Format::Ghsa => match text("state") {
            Some("published") => {
                let withheld = |key: &str| map.get(key).and_then(Value::as_bool) == Some(true);
                map.get("published_at").is_some_and(Value::is_null) || withheld("draft") || withheld("private")
            }
            Some("withdrawn") => text("published_at").is_none(),
            _ => true,
        },
        Format::Cve => match metadata.and_then(|metadata| metadata.get("state")).and_then(Value::as_str) {
            Some("RESERVED") => true,
            Some("REJECTED") => metadata.and_then(|metadata| metadata.get("datePublished")).is_none(),
            _ => false,
        },
        Format::Csaf => csaf::is_draft(map),
        _ => false,
    };
    if draft {
        return Some(Rule::Draft);
    }
    if !source.publish || own.and_then(|it| it.get("publish")).and_then(Value::as_bool) == Some(false) {
        return Some(Rule::Unmarked);
    }
    let published = [
        map.get("published"),
        map.get("published_at"),
        metadata.and_then(|metadata| metadata.get("datePublished")),
        csaf::tracking(map).and_then(|tracking| tracking.get("initial_release_date")),
        map.get("date").filter(|_| source.format == Format::Rubysec),
    ];
    let of_branches = source.format == Format::Friendsofphp && early && branches(path, map) > Some(viewpoint.now);
    if of_branches
        || published.into_iter().any(ahead)
        || own.is_some_and(|it| ahead(it.get("embargo")) || ahead(it.get("published")))
    {
        return Some(Rule::Published);
    }
    let own = own.and_then(|it| it.get("tlp")).and_then(Value::as_str).and_then(Tlp::from_word);
    own.or(csaf::label(map)).filter(|label| *label > viewpoint.audience).map(|_| Rule::Label)
}
