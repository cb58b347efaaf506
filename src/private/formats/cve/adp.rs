//! What others added to a CVE record (`adp`: CISA's Vulnrichment, for one). It is public as the record is; where the CNA says
//! something itself, that counts.

use crate::private::formats::keys::{Fields, Keys, text};
use crate::private::yaml::Node;
use crate::public::{Exploitation, Vocabulary};

/// Takes what the CNA's container lacks. References are all kept, by whomever they are.
pub(super) fn add<'a>(adp: &mut Fields<'a>, keys: &mut Keys<'a>) {
    if let (false, Some(word)) = (keys.has("exploitation"), exploitation(adp)) {
        keys.put("exploitation", text(word));
    }
    if !keys.has("severity") {
        super::severity(adp, keys);
    }
    if !keys.has("cwe") {
        super::weaknesses(adp, keys);
    }
    if !keys.has("affected") {
        super::affected(adp, keys);
    }
}

/// The decision point of SSVC, of `metrics[].other`.
fn exploitation(adp: &Fields<'_>) -> Option<&'static str> {
    let metrics = adp.get("metrics")?.items().iter();
    let others = metrics.filter_map(|metric| metric.get("other"));
    let options = others.filter_map(|other| other.get("content")?.get("options"));
    let word = options.flat_map(Node::items).find_map(|option| option.get("Exploitation")?.text())?;
    Exploitation::from_word(&word.to_ascii_lowercase()).map(Vocabulary::word)
}
