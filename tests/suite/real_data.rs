//! The real records of ../shared/data: each is imported, or refused with a reason that is true of it; and what an OSV record
//! tells a scanner is in the OSV file that is made of it.

use crate::harness::{Run, SITE, Site, copy_records, data};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Behind all records.
const LATE: &str = "2026-11-01T00:00:00Z";

/// A folder, its format, how many files it has, how many of them are refused, and why: none of the CVE records has a date
/// (they are drafts for a CNA's own use), and most of Go's have the year 1, which stands for none.
const FOLDERS: [(&str, &str, usize, usize); 5] = [
    ("osv", "osv", 200, 188),
    ("osv-pypa", "osv", 150, 0),
    ("rustsec", "rustsec", 250, 0),
    ("csaf", "csaf", 6, 0),
    ("cve", "cve", 80, 80),
];

fn site(settings: &str) -> Site {
    let site = SITE.replace("2024-12-31", "2027-06-30");
    Site::bare().with("site.yaml", format!("{site}outputs: {{ cards: false }}\n{settings}\n"))
}

/// The codes of what is wrong, with how many files have it; and these files.
fn errors(site: &Site) -> (BTreeMap<(String, String), usize>, BTreeSet<String>, Run) {
    let run = site.run(&["check", "--at", LATE, "--format", "json"]);
    let start = run.words.find('{').unwrap_or_default();
    let mut told = serde_json::Deserializer::from_str(&run.words[start..]).into_iter::<Value>();
    let told = told.next().and_then(Result::ok).unwrap_or_default();
    let (mut codes, mut files) = (BTreeMap::new(), BTreeSet::new());
    for it in told["findings"].as_array().into_iter().flatten().filter(|it| it["level"] == "error") {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        *codes.entry((text("code"), text("key"))).or_default() += 1;
        files.insert(text("file"));
    }
    (codes, files, run)
}

fn undated(count: usize) -> BTreeMap<(String, String), usize> {
    let all = [(("missing-key".to_owned(), "published".to_owned()), count)];
    all.into_iter().filter(|_| count > 0).collect()
}

/// A path as it ends in the folder of records.
fn remove(site: &Site, files: &BTreeSet<String>) {
    for file in files {
        let name = file.rsplit("../").next().unwrap_or(file);
        std::fs::remove_file(site.root().join(name)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}

#[test]
fn every_record_is_published_in_place_or_refused_for_a_true_reason() {
    let Some(data) = data() else { return };
    for (folder, format, files, refused) in FOLDERS {
        let site = site(&format!("sources: [{{ path: ../records, format: {format}, publish: true }}]"));
        assert_eq!(copy_records(&data.join(folder), &site, str::to_owned), files, "{folder}");
        let (codes, wrong, run) = errors(&site);
        assert!(codes == undated(refused), "{folder}: {codes:?}\n{}", run.words);
        println!("{folder}: {} of {files} in place, {refused} without a date", files - refused);
        if refused < files {
            remove(&site, &wrong);
            assert_eq!(site.build_with(&["--at", LATE]).code, 0, "{folder}: {}", errors(&site).2.words);
        }
    }
}

#[test]
fn every_record_is_imported_and_then_published_or_refused_for_a_true_reason() {
    let Some(data) = data() else { return };
    for (folder, format, files, refused) in FOLDERS {
        let site = site("");
        copy_records(&data.join(folder), &site, str::to_owned);
        let run = site.run(&["import", format, "records", "--publish"]);
        assert_eq!(run.code, 0, "{folder}: {}", run.words);
        println!("{folder}: {}", run.words);
        let (codes, wrong, run) = errors(&site);
        assert!(codes == undated(refused), "{folder}: {codes:?}\n{}", run.words);
        if refused < files {
            for file in &wrong {
                site.remove(file.trim_start_matches("content/"));
            }
            assert_eq!(site.build_with(&["--at", LATE]).code, 0, "{folder}: {}", errors(&site).2.words);
        }
    }
}

/// A name without an address in it, which is a contact and never published.
fn name(written: &Value) -> Value {
    let words = written.as_str().unwrap_or_default().split_whitespace();
    words.filter(|word| !(word.contains('@') && word.contains('.'))).collect::<Vec<_>>().join(" ").into()
}

/// What a scanner uses of a record, in one form.
fn used(osv: &Value) -> Value {
    let sorted = |value: &Value, text: fn(&Value) -> Value| {
        let mut all: Vec<Value> = value.as_array().into_iter().flatten().map(text).collect();
        all.sort_by_key(Value::to_string);
        all.dedup();
        Value::from(all)
    };
    let instant = |key: &str| {
        let written = osv[key].as_str()?;
        [written, &format!("{written}Z")]
            .into_iter()
            .find_map(|it| chrono::DateTime::parse_from_rfc3339(it).ok())
            .map(|at| at.timestamp())
    };
    let ids = |key: &str| sorted(&osv[key], Value::clone);
    let range = |range: &Value| json!([range["type"], range["repo"], range["events"]]);
    let score = |score: &Value| score["score"].clone();
    let affected = |it: &Value| {
        let ranges: Vec<Value> = it["ranges"].as_array().into_iter().flatten().map(range).collect();
        let mut versions: Vec<Value> = it["versions"].as_array().cloned().unwrap_or_default();
        versions.sort_by_key(Value::to_string);
        let scores: Vec<Value> = it["severity"].as_array().into_iter().flatten().map(score).collect();
        json!([it["package"]["ecosystem"], it["package"]["name"], ranges, versions, scores])
    };
    let affected: Vec<Value> = osv["affected"].as_array().into_iter().flatten().map(affected).collect();
    json!({
        // Who doesn't say when it was published says when it was last changed.
        "id": osv["id"], "published": instant("published").or(instant("modified")), "withdrawn": instant("withdrawn"), "aliases": ids("aliases"),
        "related": ids("related"), "upstream": ids("upstream"), "affected": affected,
        "severity": sorted(&osv["severity"], |it| it["score"].clone()),
        "references": sorted(&osv["references"], |it| json!([it["type"], it["url"]])),
        "credits": sorted(&osv["credits"], |it| name(&it["name"])),
    })
}

#[test]
fn what_a_scanner_uses_of_an_osv_record_comes_out_as_it_went_in() {
    let Some(data) = data() else { return };
    let site = site("sources: [{ path: ../records, format: osv, publish: true }]\nosv: { prefixes: [GO, PYSEC] }");
    let mut records = Vec::new();
    for folder in ["osv", "osv-pypa"] {
        for entry in
            walkdir::WalkDir::new(data.join(folder)).into_iter().flatten().filter(|it| it.file_type().is_file())
        {
            let text = std::fs::read_to_string(entry.path()).expect("a record");
            let mut osv: Value = serde_yaml::from_str(&text).expect("OSV");
            // The zero of Go's clock is no time.
            for key in ["published", "modified"] {
                if osv[key].as_str().is_some_and(|at| at.starts_with("0001")) {
                    osv[key] = "2023-01-01T00:00:00Z".into();
                }
            }
            records.push(osv);
        }
    }
    assert_eq!(records.len(), 350);
    // Records of one flaw would share a page, under the first one's id.
    let mut taken = BTreeSet::new();
    records.retain(|osv| {
        let names = || osv["aliases"].as_array().into_iter().flatten().chain([&osv["id"]]).map(Value::to_string);
        let new = names().all(|name| !taken.contains(&name));
        taken.extend(names());
        new
    });
    for osv in &records {
        site.write(&format!("../records/{}.json", osv["id"].as_str().expect("an id")), osv.to_string());
    }
    let run = site.build_with(&["--at", LATE]).fine();
    let mut compared = 0;
    for osv in &records {
        let id = osv["id"].as_str().expect("an id");
        if osv["affected"].as_array().is_none_or(Vec::is_empty) {
            continue;
        }
        let mut made: Value = serde_json::from_str(&run.page(&format!("osv/{id}.json"))).expect("JSON");
        // The page of the record itself is told first.
        made["references"].as_array_mut().expect("references").remove(0);
        let (went, came) = (used(osv), used(&made));
        for (key, value) in went.as_object().expect("a map") {
            assert_eq!(&came[key], value, "{id}: {key}");
        }
        compared += 1;
    }
    println!("{compared} OSV records came out as they went in");
    assert!(compared > 300, "{compared}");
}
