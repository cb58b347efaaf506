//! The table of cases (tests/conformance) against all that leaves: OSV, CSAF, VEX, CVE, the page's words and the mail say of
//! each version what the record's own standard says, and nobody is advised to install what is affected.

use super::cases::{find, read, table};
use super::readers::{self, Says, phrase_holds};
use crate::emit::testing::text;
use crate::emit::{csaf, cve, osv, vex};
use crate::public::{Advisory, Cve, Record, Site, routes};
use crate::render::announce::{Announced, mail};
use crate::render::view::{AdvisoryPage, Views};
use crate::render::{Links, Words};
use crate::versions::{Claim, Order, Verdict, judge};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// All that is made of one advisory.
struct Outputs {
    files: BTreeMap<String, Value>,
    page: Value,
    mail: String,
    order: Order,
    ranges: bool,
    purl: Option<String>,
}

/// The site as one that publishes all formats of all its records.
pub fn publishing(mut site: Site) -> Site {
    site.settings.osv_prefixes = ["CVE", "GHSA", "T", "RUSTSEC", "N"].map(str::to_owned).to_vec();
    site.settings.cve = Some(Cve { org_id: Some("00000000-0000-4000-8000-000000000001".into()), short_name: None });
    for (at, advisory) in site.advisories.iter_mut().enumerate() {
        if !advisory.head.id.starts_with("CVE-") {
            advisory.head.aliases = vec![text(&format!("CVE-2026-8{at:04}"))];
        }
    }
    site
}

/// `/osv/…` and `/vex/…` of the whole site, by their paths.
pub fn files(site: &Site) -> BTreeMap<String, Value> {
    let outputs = osv::outputs(site, &Links::new(site)).into_iter().chain(vex::outputs(site));
    let files = outputs.filter_map(|output| output.make().ok());
    files.filter_map(|file| Some((format!("/{}", file.path), serde_json::from_slice(&file.bytes).ok()?))).collect()
}

pub fn csaf_of(site: &Site, advisory: &Advisory) -> Option<Value> {
    let document = csaf::document(site, &Links::new(site), Record::Advisory(advisory))?;
    serde_json::to_value(document).ok()
}

pub fn cve_of(site: &Site, advisory: &Advisory) -> Option<Value> {
    serde_json::to_value(cve::Record::of(site, &Links::new(site), advisory).ok()?).ok()
}

impl Outputs {
    fn of(site: &Site, views: &Views<'_>, files: &BTreeMap<String, Value>, advisory: &Advisory) -> Self {
        let path = advisory.head.path();
        let made = [
            ("osv", files.get(&routes::osv(&advisory.head.id)).cloned()),
            ("vex", files.get(&routes::vex(&advisory.head.id)).cloned()),
            ("csaf", csaf_of(site, advisory)),
            ("cve", cve_of(site, advisory)),
        ];
        let links = Links::new(site);
        let announced = Announced { site, words: Words::english(), links: &links, record: Record::Advisory(advisory) };
        let first = &advisory.affected[0];
        let claim = Claim::of(first);
        Self {
            files: made.into_iter().filter_map(|(name, file)| Some((name.to_owned(), file?))).collect(),
            page: serde_json::to_value(AdvisoryPage::new(views, advisory, &path)).expect("JSON"),
            mail: mail(&announced),
            order: claim.ranges.first().or(claim.unaffected.first()).map_or(claim.order, |range| range.order),
            ranges: !claim.ranges.is_empty() || !claim.unaffected.is_empty(),
            purl: first.package.purl.as_ref().map(ToString::to_string),
        }
    }

    /// By each output that says anything, what it says of a version.
    fn say(&self, version: &str) -> Vec<(&'static str, Says)> {
        if !self.order.is_known() && self.ranges {
            return Vec::new();
        }
        let file = |name: &str| self.files.get(name);
        let osv = file("osv")
            .filter(|file| !file["affected"][0]["package"].is_null())
            .map(|file| readers::osv(file, version));
        let csaf = file("csaf").filter(|file| !has_words(file)).map(|file| readers::csaf(file, self.order, version));
        let cve = file("cve").map(|file| readers::cve(file, self.order, version));
        let vex = file("vex").zip(self.purl.as_ref()).map(|(it, purl)| readers::vex(it, purl, version));
        let vex = vex.filter(|vex| *vex != Says::Nothing);
        let (page, mail) = (self.page_says(version), self.mail_says(version));
        let all = [("OSV", osv), ("CSAF", csaf), ("CVE", cve), ("VEX", vex), ("page", page), ("mail", mail)];
        all.into_iter().filter_map(|(name, says)| Some((name, says?))).collect()
    }

    /// None where it speaks of commits, or of versions in an order that nobody knows.
    fn page_says(&self, version: &str) -> Option<Says> {
        let rows = readers::list(&self.page, "affected").iter().filter(|row| row["status_class"] == "affected");
        let mut affected = false;
        for row in rows {
            let strings = |key: &str| readers::list(row, key).iter().filter_map(Value::as_str).collect::<Vec<_>>();
            let any = |phrases: &[&str]| -> Option<bool> {
                let holds: Option<Vec<bool>> =
                    phrases.iter().map(|phrase| phrase_holds(phrase, self.order, version)).collect();
                Some(holds?.contains(&true))
            };
            if readers::list(row, "ranges").iter().any(|range| range["commits"] == true) {
                return None;
            }
            let branches = readers::list(row, "branches").iter().filter_map(|branch| branch["versions"].as_str());
            let branches: Vec<&str> = branches.collect();
            let listed = strings("versions");
            let same = |it: &&str| *it == version || self.order.compare(it, version) == Some(Ordering::Equal);
            let named = listed.iter().any(same) || any(&branches)?;
            let excepted = any(&strings("unaffected"))? || any(&strings("unknown"))?;
            affected |= named && (!excepted || listed.iter().any(same));
        }
        Some(if affected { Says::Affected } else { Says::NotAffected })
    }

    /// `Affected:   pier (npm), before 1.4.3; 1.5.0, 1.6.0`, and what it excepts.
    fn mail_says(&self, version: &str) -> Option<Says> {
        let facts = self.facts();
        let mut affected = false;
        for (name, value) in &facts {
            if name != "Affected" || value.contains("commits ") {
                if name == "Affected" {
                    return None;
                }
                continue;
            }
            let (_, phrases) = value.split_once(", ")?;
            for phrase in phrases.split("; ") {
                affected |= match phrase_holds(phrase, self.order, version) {
                    Some(holds) => holds,
                    None if phrase.split(", ").any(|listed| self.order.compare(listed, listed).is_some()) => {
                        let same =
                            |text: &str| text == version || self.order.compare(text, version) == Some(Ordering::Equal);
                        phrase.split(", ").any(same)
                    }
                    None => return None,
                };
            }
        }
        let excepts = |(name, value): &(String, String)| {
            let phrases = value.split_once(", ").map_or("", |pair| pair.1).split("; ");
            name == "Except"
                && phrases.into_iter().any(|phrase| phrase_holds(phrase, self.order, version) == Some(true))
        };
        let excepted = facts.iter().any(excepts);
        Some(if affected && !excepted { Says::Affected } else { Says::NotAffected })
    }

    /// The mail's first lines, each on one.
    fn facts(&self) -> Vec<(String, String)> {
        let mut facts: Vec<(String, String)> = Vec::new();
        for line in self.mail.lines().skip(2) {
            match (line.split_once(':'), line.strip_prefix("            ")) {
                (_, Some(more)) => {
                    if let Some((_, value)) = facts.last_mut() {
                        *value = format!("{value} {}", more.trim());
                    }
                }
                (Some((name, value)), None) => facts.push((name.to_owned(), value.trim().to_owned())),
                (None, None) => {}
            }
        }
        facts
    }

    /// All versions that somebody is advised to install, and whether anything later will do.
    fn advised(&self) -> Vec<(String, bool)> {
        let string = |it: &Value| it.as_str().map(str::to_owned);
        let mut found: Vec<(String, bool)> = Vec::new();
        for update in readers::list(&self.page, "updates") {
            let later = update["or_later"] == true;
            found.extend(readers::list(update, "versions").iter().filter_map(string).map(|text| (text, later)));
            found.extend(
                readers::list(update, "branches").iter().filter_map(|list| string(&list["fix"])).map(|it| (it, false)),
            );
        }
        for row in readers::list(&self.page, "affected") {
            found.extend(readers::list(row, "fixed").iter().filter_map(string).map(|text| (text, false)));
            found.extend(
                readers::list(row, "branches").iter().filter_map(|list| string(&list["fixed"])).map(|it| (it, false)),
            );
        }
        let facts = self.facts();
        let fixed =
            facts.iter().filter(|(name, value)| name == "Fixed in" && value.starts_with(|c: char| c.is_ascii_digit()));
        found.extend(fixed.flat_map(|(_, value)| value.split(", ")).map(|it| (it.to_owned(), false)));
        found
    }
}

/// Whether a product of it is in words that only people read.
fn has_words(document: &Value) -> bool {
    let all = document["product_tree"].to_string();
    all.contains("all but those") || all.contains("versions not stated") || all.contains("commits ")
}

#[test]
fn each_output_says_of_each_version_what_the_record_says() {
    let table = table("cases.tsv");
    let (site, cases) = read(&table);
    let site = publishing(site);
    let (views, files) = (Views::new(&site, Words::english()), files(&site));
    let (mut wrong, mut count) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for (at, format, verdicts, section) in cases {
        let affected = find(&site, at, format);
        let advisory =
            site.advisories.iter().find(|advisory| std::ptr::eq(&*advisory.affected, affected)).expect("the case");
        let outputs = Outputs::of(&site, &views, &files, advisory);
        for (wanted, versions) in verdicts.split("; ").map(|part| part.split_once(": ").expect("a verdict")) {
            for version in versions.split(' ') {
                for (name, says) in outputs.say(version) {
                    let advised = || outputs.advised().iter().any(|(fix, _)| fix == version);
                    let right = match wanted {
                        // CVE says of commits what holds for commits.
                        "silent" if name == "CVE" => continue,
                        // What fixes it is so called, though nothing else says so.
                        "not-listed" if name == "CSAF" && advised() => says != Says::Affected,
                        "affected" => says == Says::Affected,
                        "not-affected" => says != Says::Affected,
                        "not-listed" | "unknown" | "investigated" | "silent" => {
                            says == Says::Nothing
                                || says == Says::NotAffected && matches!(name, "OSV" | "page" | "mail")
                        }
                        // Nobody can compare it.
                        _ => continue,
                    };
                    *count.entry(name).or_default() += 1;
                    if !right {
                        wrong.push(format!(
                            "line {at}, {section}: {name} says {says:?} of {version}, which is {wanted}"
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let least = [("OSV", 230), ("CSAF", 300), ("CVE", 300), ("VEX", 10), ("page", 300), ("mail", 300)];
    assert!(least.iter().all(|(name, least)| count.get(name).is_some_and(|count| count >= least)), "{count:?}");
}

#[test]
fn nobody_is_advised_to_install_what_is_affected() {
    let table = table("cases.tsv");
    let (site, cases) = read(&table);
    let site = publishing(site);
    let (views, files) = (Views::new(&site, Words::english()), files(&site));
    let mut count = 0;
    for (at, format, verdicts, section) in cases {
        let affected = find(&site, at, format);
        let advisory =
            site.advisories.iter().find(|advisory| std::ptr::eq(&*advisory.affected, affected)).expect("the case");
        let outputs = Outputs::of(&site, &views, &files, advisory);
        let claims: Vec<Claim> = affected.iter().map(Claim::of).collect();
        let known =
            verdicts.split("; ").filter_map(|part| part.strip_prefix("affected: ")).flat_map(|it| it.split(' '));
        let known: Vec<&str> = known.collect();
        for (fix, later) in outputs.advised() {
            count += 1;
            assert_ne!(judge(&fix, &claims), Verdict::Affected, "line {at}, {section}: {fix}");
            let above = |it: &&&str| outputs.order.compare(it, &fix) == Some(Ordering::Greater);
            let above = known.iter().find(above).filter(|_| later);
            assert!(above.is_none(), "line {at}, {section}: {fix} or later, and {above:?} is affected");
        }
    }
    assert!(count >= 150, "{count} versions are advised");
}
