//! What is affected, made at random, written in each format and read back, is the same of random versions.

use super::outputs::{csaf_of, cve_of, files, publishing};
use super::{kept, site};
use crate::public::{Advisory, Site};
use crate::versions::{Claim, Verdict, Why, judge};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

/// An ecosystem, the type of its ranges, and how its versions are written, of three small numbers.
type Ecosystem = (&'static str, &'static str, fn([u8; 3]) -> String);

const ECOSYSTEMS: [Ecosystem; 5] = [
    ("npm", "SEMVER", semantic),
    ("crates.io", "ECOSYSTEM", semantic),
    ("PyPI", "ECOSYSTEM", |[a, b, c]| if c < 2 { format!("{a}.{b}rc{c}") } else { format!("{a}.{b}.{c}") }),
    ("Debian:12", "ECOSYSTEM", |[a, b, c]| if c < 1 { format!("{a}.{b}~rc1-1") } else { format!("{a}.{b}-{c}") }),
    ("Maven", "ECOSYSTEM", |[a, b, c]| if c < 1 { format!("{a}.{b}-beta-1") } else { format!("{a}.{b}.{c}") }),
];

fn semantic([a, b, c]: [u8; 3]) -> String {
    if c < 1 { format!("{a}.{b}.0-rc.1") } else { format!("{a}.{b}.{c}") }
}

/// What a record says of one package.
#[derive(Clone)]
struct Model {
    ecosystem: usize,
    ranges: Vec<Bounds>,
    versions: Vec<[u8; 3]>,
    unaffected: Vec<Bounds>,
    default: Option<&'static str>,
    status: Option<&'static str>,
    asked: Vec<[u8; 3]>,
}

/// Where stretches begin and end: sorted, and none twice; whether the last one ends; and what its ends are.
#[derive(Clone, Debug)]
struct Bounds {
    at: Vec<[u8; 3]>,
    from_the_start: bool,
    end: &'static str,
}

fn number() -> impl Strategy<Value = [u8; 3]> {
    [0..4u8, 0..4u8, 0..4u8]
}

fn bounds() -> impl Strategy<Value = Bounds> {
    let at = proptest::collection::btree_set(number(), 1..5);
    let end = prop_oneof![3 => Just("fixed"), 2 => Just("last_affected"), 1 => Just("limit")];
    (at, any::<bool>(), end).prop_map(|(at, from_the_start, end)| {
        // The limit is one for all of a range.
        let most = if end == "limit" { 2 } else { 4 };
        Bounds { at: at.into_iter().take(most).collect(), from_the_start, end }
    })
}

fn model() -> impl Strategy<Value = Model> {
    let ranges = proptest::collection::vec(bounds(), 0..3);
    let unaffected = prop_oneof![4 => Just(vec![]), 1 => proptest::collection::vec(bounds(), 1..2)];
    let default = prop_oneof![4 => Just(None), 1 => Just(Some("unknown")), 1 => Just(Some("unaffected")), 1 => Just(Some("affected"))];
    let status = prop_oneof![6 => Just(None), 1 => Just(Some("affected")), 1 => Just(Some("not_affected"))];
    let versions = proptest::collection::vec(number(), 0..3);
    let asked = proptest::collection::vec(number(), 12);
    (0..ECOSYSTEMS.len(), ranges, versions, unaffected, default, status, asked).prop_map(
        |(ecosystem, ranges, versions, unaffected, default, status, asked)| {
            let plain = status == Some("not_affected");
            let unaffected = if plain { vec![] } else { unaffected };
            let default = if plain { None } else { default };
            Model { ecosystem, ranges, versions, unaffected, default, status, asked }
        },
    )
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.record().lines().nth(5).unwrap_or_default())
    }
}

impl Model {
    fn version(&self, numbers: [u8; 3]) -> String {
        ECOSYSTEMS[self.ecosystem].2(numbers)
    }

    /// Whether an exception begins or ends with this version.
    fn excepts(&self, version: &str) -> bool {
        self.unaffected.iter().flat_map(|bounds| &bounds.at).any(|at| self.version(*at) == version)
    }

    fn range(&self, bounds: &Bounds) -> Value {
        let mut at: Vec<String> = bounds.at.iter().map(|at| self.version(*at)).collect();
        at.sort_by(|a, b| crate::versions::Order::of(Some(ECOSYSTEMS[self.ecosystem].0)).sort(a, b));
        if bounds.from_the_start {
            at.insert(0, "0".into());
        }
        let event = |(place, at): (usize, &String)| match place % 2 {
            0 => json!({ "introduced": at }),
            _ => json!({ bounds.end: at }),
        };
        let events: Vec<Value> = at.iter().enumerate().map(event).collect();
        json!({ "type": ECOSYSTEMS[self.ecosystem].1, "events": events })
    }

    /// JSON is YAML.
    fn record(&self) -> String {
        let (ecosystem, ..) = ECOSYSTEMS[self.ecosystem];
        let name = if ecosystem == "Maven" { "org.example:pier" } else { "pier" };
        let mut affected = json!({ "package": { "ecosystem": ecosystem, "name": name } });
        let ranges = |all: &[Bounds]| Value::from(all.iter().map(|it| self.range(it)).collect::<Vec<_>>());
        let versions: Vec<String> = self.versions.iter().map(|version| self.version(*version)).collect();
        for (key, value) in [
            ("ranges", ranges(&self.ranges)),
            ("versions", versions.into()),
            ("unaffected", ranges(&self.unaffected)),
            ("default_status", self.default.into()),
            ("status", self.status.into()),
        ] {
            if !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty()) {
                affected[key] = value;
            }
        }
        format!(
            "---\ntitle: T\npublish: true\napproved: {{ by: N, on: 2026-01-01 }}\npublished: 2026-01-01\naffected: [{affected}]\n---\nx\n"
        )
    }
}

fn verdict(advisory: &Advisory, version: &str) -> Verdict {
    judge(version, &advisory.affected.iter().map(Claim::of).collect::<Vec<_>>())
}

/// The site of these documents, read in their format.
fn read_back(format: &str, documents: &[(String, Value)]) -> Site {
    let files: Vec<(String, String)> =
        documents.iter().map(|(name, document)| (format!("{format}/{name}.json"), document.to_string())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    site(kept(&[(&format!("../{format}"), format, true)], &files).1)
}

fn check(models: &[Model]) {
    let files_of: Vec<(String, String)> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (format!("content/advisories/N-{at:03}.md"), model.record()))
        .collect();
    let written: Vec<(&str, &str)> = files_of.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let own = publishing(site(kept(&[("../osv", "osv", true)], &[&written[..], &[("osv/.gitkeep", "")]].concat()).1));
    let osv: Vec<(String, Value)> = files(&own)
        .into_iter()
        .filter_map(|(path, document)| {
            Some((path.strip_prefix("/osv/N-")?.strip_suffix(".json")?.to_owned(), document))
        })
        .collect();
    let number = |advisory: &Advisory| advisory.head.id.trim_start_matches("N-").to_owned();
    let csaf: Vec<_> =
        own.advisories.iter().filter_map(|advisory| Some((number(advisory), csaf_of(&own, advisory)?))).collect();
    let cve = own.advisories.iter().filter_map(|advisory| {
        let mut record = cve_of(&own, advisory)?;
        record["cveMetadata"]["datePublished"] = "2026-01-01T00:00:00Z".into();
        record["cveMetadata"]["cveId"] = format!("CVE-2026-9{}", number(advisory)).into();
        Some((number(advisory), record))
    });
    let cve: Vec<_> = cve.collect();
    assert_eq!((csaf.len(), cve.len()), (models.len(), models.len()), "each record in both");
    for (format, documents) in [("osv", osv), ("csaf", csaf), ("cve", cve)] {
        let read = read_back(format, &documents);
        for (at, model) in models.iter().enumerate() {
            let number = format!("{at:03}");
            let before =
                own.advisories.iter().find(|advisory| advisory.head.id.ends_with(&number)).expect("the record");
            let after = read.advisories.iter().find(|advisory| advisory.head.id.ends_with(&number));
            for version in model.asked.iter().chain(&model.versions).map(|version| model.version(*version)) {
                let (said, now) = (verdict(before, &version), after.map(|after| verdict(after, &version)));
                let same = match (format, now) {
                    // It has no words for what isn't affected.
                    ("osv", None) => said != Verdict::Affected,
                    // It can't say "after a version": one too many is the safe side.
                    ("osv", Some(Verdict::Affected)) if model.excepts(&version) => true,
                    ("osv", Some(now)) => (now == Verdict::Affected) == (said == Verdict::Affected),
                    (_, None) => false,
                    // That no versions are stated is for people to read.
                    ("csaf", Some(_)) if said == Verdict::CannotTell(Why::Unknown) => true,
                    // It says of the products that it names alone.
                    ("csaf", Some(now)) => match said {
                        Verdict::Affected => now == said,
                        // What fixes it is called fixed there.
                        Verdict::NotAffected | Verdict::NotListed => now != Verdict::Affected,
                        _ => now != Verdict::Affected && now != Verdict::NotAffected,
                    },
                    (_, Some(now)) => {
                        let stated = |it| matches!(it, Verdict::Affected | Verdict::NotAffected);
                        now == said || !stated(now) && !stated(said)
                    }
                };
                let document = documents.iter().find(|(name, _)| *name == number).map(|(_, document)| document);
                assert!(same, "{format}: {version} is {said:?}, and then {now:?}: {model:?}: {document:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 0, failure_persistence: None, rng_seed: RngSeed::Fixed(15), ..ProptestConfig::default() })]

    #[test]
    fn what_is_affected_is_the_same_in_each_format(models in proptest::collection::vec(model(), 40)) {
        check(&models);
    }
}
