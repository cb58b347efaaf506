//! Figures over real records, where `../shared/data` is: `cargo test --release -- --ignored --nocapture trial`.

use super::{Audit, Plant, Public, withhold};
use crate::emit::File;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

struct Record {
    name: String,
    json: Value,
}

fn records() -> Vec<Record> {
    let mut records = Vec::new();
    for folder in ["osv", "osv-pypa"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            if let Ok(json) = serde_yaml::from_str::<Value>(&text)
                && json["id"].is_string()
            {
                records.push(Record { name: entry.file_name().to_string_lossy().into_owned(), json });
            }
        }
    }
    records
}

fn each<'a>(json: &'a Value, list: &str, key: &str) -> Vec<&'a str> {
    let items = json[list].as_array().into_iter().flatten();
    items.filter_map(|item| if key.is_empty() { item.as_str() } else { item[key].as_str() }).collect()
}

fn packages(json: &Value) -> Vec<&str> {
    json["affected"].as_array().into_iter().flatten().filter_map(|a| a["package"]["name"].as_str()).collect()
}

fn plant(mut plant: Plant, json: &Value) -> Plant {
    plant = plant.id(json["id"].as_str().unwrap_or_default());
    plant = plant.value("title", json["summary"].as_str().unwrap_or_default());
    plant = plant.prose(json["details"].as_str().unwrap_or_default());
    for alias in each(json, "aliases", "") {
        plant = plant.value("aliases[0]", alias);
    }
    for url in each(json, "references", "url") {
        plant = plant.value("references[0].url", url);
    }
    for name in each(json, "credits", "name") {
        plant = plant.person(name);
    }
    packages(json).into_iter().fold(plant, |plant, name| plant.value("affected[0].package", name))
}

fn disclose(mut plant: Plant, json: &Value) -> Plant {
    plant = plant
        .disclosed(json["id"].as_str().unwrap_or_default())
        .disclosed(json["summary"].as_str().unwrap_or_default());
    let lists =
        [each(json, "aliases", ""), each(json, "references", "url"), each(json, "credits", "name"), packages(json)];
    lists.into_iter().flatten().fold(plant, Plant::disclosed)
}

fn page(json: &Value) -> String {
    let mut body = String::new();
    let details = json["details"].as_str().unwrap_or_default();
    pulldown_cmark::html::push_html(&mut body, pulldown_cmark::Parser::new(details));
    let list = |items: Vec<&str>| items.iter().map(|i| format!("<li><a href=\"{i}\">{i}</a></li>")).collect::<String>();
    let (summary, id) = (json["summary"].as_str().unwrap_or_default(), json["id"].as_str().unwrap_or_default());
    let lists =
        [each(json, "aliases", ""), packages(json), each(json, "references", "url"), each(json, "credits", "name")];
    format!(
        "<!DOCTYPE html><html lang=en><title>{id}</title><h1>{summary}</h1>{body}<ul>{}</ul>",
        lists.map(list).concat()
    )
}

/// Every second record is withheld, the others are published.
#[test]
#[ignore = "prints figures, and needs ../shared/data"]
fn trial_of_false_alarms() {
    let records = records();
    let mut plant = withhold();
    for (at, record) in records.iter().enumerate() {
        plant = if at % 2 == 0 { super::trial::plant(plant, &record.json) } else { disclose(plant, &record.json) };
    }
    let audit = Audit::new(plant.withheld(), Public::Nothing, &[], Vec::new());
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut pages, mut hit) = (0, 0);
    for record in records.iter().skip(1).step_by(2) {
        pages += 1;
        let file = File { path: format!("advisories/{}/index.html", record.name), bytes: page(&record.json).into() };
        let (text, path) = (String::from_utf8_lossy(&file.bytes).into_owned(), file.path.clone());
        let mut reported = Vec::new();
        let mut reads = Vec::new();
        crate::normalise::readings(
            text.as_bytes(),
            crate::normalise::Format::Markup,
            &mut Vec::new(),
            &mut |reading| {
                audit.index.search(&reading, &mut |found| {
                    reported.push((found.kind, found.words.clone(), reading.text.to_vec()))
                });
            },
        );
        reads.extend(reported.iter().map(|(kind, words, text)| (kind.name(), show(text, words.clone()))));
        reads.sort();
        reads.dedup();
        for (kind, words) in &reads {
            println!("{path}: {kind}: {words}");
            *by_kind.entry(kind).or_default() += 1;
        }
        let leaks = audit.pass(file).err().unwrap_or_default();
        for leak in leaks.iter().filter(|leak| leak.kind().is_some_and(|kind| kind.name().contains("identifier"))) {
            println!("  {}", leak.private_line());
        }
        hit += usize::from(!leaks.is_empty());
    }
    println!("{hit} of {pages} pages hit, of {} records: {by_kind:?}", records.len());
}

/// The words of a text, roughly, for looking at a hit.
fn show(text: &[u8], words: std::ops::Range<usize>) -> String {
    let text = String::from_utf8_lossy(text).into_owned();
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    all.skip(words.start).take(words.len()).collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "prints figures, and needs ../shared/data"]
fn trial_of_speed() {
    let records = records();
    let mut plant = withhold();
    let start = Instant::now();
    for round in 0..40 {
        for (at, record) in records.iter().enumerate() {
            let mut json = record.json.clone();
            json["id"] = format!("HELD-{round}-{at}").into();
            // Different texts each time, so that nothing is found.
            let details = json["details"].as_str().unwrap_or_default();
            json["details"] = details.split(' ').map(|w| format!("{w}x{round} ")).collect::<String>().into();
            for key in ["aliases", "references", "affected", "summary", "credits"] {
                json[key] = Value::Null;
            }
            plant = super::trial::plant(plant, &json);
        }
        for at in 0..2000 {
            plant =
                plant.person(&format!("Given{at} Sur{round}name")).value("tags[0]", &format!("ticket-{round}-{at}"));
        }
    }
    println!("collected in {:?}", start.elapsed());
    let start = Instant::now();
    let needles = plant.withheld();
    println!("merged in {:?}", start.elapsed());
    let start = Instant::now();
    let audit = Audit::new(needles, Public::Nothing, &[], Vec::new());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default().to_owned();
    println!("indexed in {:?}: {} needles and texts, {memory}", start.elapsed(), audit.index.size());
    let pages: Vec<String> = records.iter().map(|r| page(&r.json)).collect();
    speed("HTML", "a.html", &audit, &pages);
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let mut plans = Vec::new();
    for entry in walkdir::WalkDir::new(seeds).into_iter().flatten() {
        let mut html = String::new();
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
        plans.push(html);
    }
    speed("plans", "a.html", &audit, &plans);
    let json: Vec<String> = records.iter().map(|r| r.json.to_string()).collect();
    speed("JSON", "a.json", &audit, &json);
}

/// Of the files in which nothing is found, as nearly all are.
fn speed(what: &str, path: &str, audit: &Audit, pages: &[String]) {
    let passes = |page: &&String| audit.pass(File { path: path.into(), bytes: page.as_bytes().into() }).is_ok();
    let pages: Vec<&String> = pages.iter().filter(passes).collect();
    let bytes: usize = pages.iter().map(|page| page.len()).sum();
    let (mut read, mut layers) = (0, 0);
    for page in &pages {
        let format = crate::normalise::Format::of(path);
        crate::normalise::readings(page.as_bytes(), format, &mut Vec::new(), &mut |reading| {
            read += reading.text.len();
            layers += 1;
        });
    }
    println!("{what}: {layers} readings, {} % of the bytes", 100 * read / bytes.max(1));
    // The best of many short rounds: others may use the machine meanwhile.
    let mut best = f64::MAX;
    for _ in 0..40 {
        let rounds = 1 + 4_000_000 / bytes.max(1);
        let start = cpu_seconds();
        for page in std::iter::repeat_n(&pages, rounds).flatten() {
            assert!(passes(page));
        }
        best = best.min((cpu_seconds() - start) / (bytes * rounds) as f64);
    }
    let size = bytes / pages.len().max(1);
    println!("{what}: {} files of {size} bytes, {:.0} MB/s", pages.len(), 1e-6 / best);
}

/// Of this thread: others may use the machine meanwhile.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or_default() / 1e9
}
