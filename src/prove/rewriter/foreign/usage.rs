//! A plain search for what is withheld in other formats: words and keys, wherever they stand.

use super::csaf::label_of;
use crate::config::Format;
use crate::prove::rule::Rule;
use crate::prove::viewpoint::Viewpoint;

pub fn left_over(format: Format, text: &str, viewpoint: &Viewpoint) -> Vec<(Rule, usize)> {
    let lines = || text.lines().take_while(|line| *line != "```");
    let bare: String = text.split_whitespace().collect();
    let count = |words: &[&str]| words.iter().map(|word| bare.matches(word).count()).sum();
    match format {
        Format::Ghsa => {
            let states = ["\"state\":\"draft\"", "\"state\":\"triage\"", "\"state\":\"closed\""];
            // What is left of a lone draft has no text.
            let drafts = if bare.contains("\"description\":") { count(&states) } else { 0 };
            let people =
                ["\"author\":{", "\"publisher\":{", "\"submission\":{", "\"collaborating_", "\"private_fork\":{"];
            vec![(Rule::Draft, drafts), (Rule::Foreign, count(&people))]
        }
        Format::Osv => {
            // Platforms and functions are shown.
            let free = bare.split("\"ecosystem_specific\":{\"").skip(1);
            let free = free.filter(|free| !free.starts_with("imports") && !free.starts_with("affects")).count();
            vec![(Rule::Foreign, free + count(&["\"contact\":[\"mailto:"]))]
        }
        Format::Cve => vec![(Rule::Foreign, count(&["\"assignerShortName\":"]))],
        // What has no place in a record is left over, and public.
        Format::Rubysec | Format::Friendsofphp => Vec::new(),
        Format::Rustsec => {
            let keys = ["license =", "yanked =", "obsolete =", "collection ="];
            let keys = lines().filter(|line| keys.iter().any(|key| line.starts_with(key))).count();
            vec![(Rule::Foreign, keys)]
        }
        Format::Csaf => {
            let whole = bare.contains("\"notes\":[") || bare.contains("\"vulnerabilities\":[");
            let labels =
                bare.split("\"tlp\":{").skip(1).filter_map(|part| part.split_once("\"label\":\"")?.1.split('"').next());
            let above = labels.filter_map(label_of).filter(|label| *label > viewpoint.audience).count();
            let lower = bare.to_ascii_lowercase();
            let internal = lower
                .split("\"audience\":\"")
                .skip(1)
                .filter(|part| part.split('"').next().is_some_and(|audience| audience.contains("internal")));
            vec![
                (Rule::Draft, if whole { count(&["\"status\":\"draft\""]) } else { 0 }),
                (Rule::Label, if whole { above } else { 0 }),
                (Rule::Foreign, internal.count() + count(&["\"generator\":{"])),
            ]
        }
    }
}
