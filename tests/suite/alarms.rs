//! Alarms that are worth stopping a release, and their message; what is none builds. Each site has a draft or a private part
//! beside something public that says the same.

use super::harness::{AT, Run, Site, record};

/// A draft, which nobody has published.
fn draft(keys: &str, body: &str) -> String {
    format!("---\ntitle: The quiet one\n{keys}\n---\n\n{body}\n")
}

#[track_caller]
fn builds(site: &Site) {
    let run = site.build();
    assert_eq!(run.code, 0, "{}\n{}", run.words, site.check().words);
}

#[track_caller]
fn refused(site: &Site) -> Run {
    let run = site.build();
    assert_eq!(run.code, 3, "{}", run.words);
    run
}

#[test]
fn the_first_steps_of_the_readme_raise_no_alarm() {
    let site = Site::bare();
    std::fs::remove_dir_all(site.content()).expect("an empty folder");
    site.run(&["init", "."]).fine();
    let new = site.run(&["new", "advisory", "A long name ends the server"]).fine();
    assert!(new.words.contains("advisories/"), "{}", new.words);
    let (check, build) = (site.run(&["check"]), site.run(&["build"]));
    assert_eq!((check.code, build.code), (0, 0), "{}\n{}", check.words, build.words);
}

#[test]
fn what_went_wrong_is_looked_for_in_whole_sentences_however_common_its_words() {
    let cause = "The parser trusted the length field of every packet that came from the network.";
    let site = Site::new()
        .with("advisories/new.md", draft(&format!("root_cause: {cause}"), "Words."))
        .with("pages/policy.md", "# Policy\n\nWe answer within three days.\n");
    builds(&site);
    site.write("pages/policy.md", format!("# Policy\n\nWe learned something. {cause}\n"));
    refused(&site);
    // Said by two others it is a standing sentence.
    site.write("pages/other.md", format!("# Other\n\n{cause}\n"));
    site.write("pages/third.md", format!("# Third\n\n{cause}\n"));
    builds(&site);
}

#[test]
fn a_package_that_is_called_as_the_project_is_hides_nothing() {
    let settings = "title: Harbourmaster Security\nurl: https://security.harbourmaster.example/\n\
                    report: { contact: [mailto:security@harbourmaster.example] }\n";
    let affected = "affected: [{ package: pkg:pypi/harbourmaster, versions: [1.0.0] }]";
    builds(&Site::bare().with("site.yaml", settings).with("advisories/new.md", draft(affected, "Words.")));
}

#[test]
fn records_share_the_sentences_of_their_template() {
    let template = "We thank everybody who reports to us. Update to the latest release, which is available from our download page, and \
        restart the service afterwards.\n\nIf you cannot update, there is no known workaround.";
    builds(&Site::new().with("advisories/old.md", record("workaround: There is no known workaround.", template)).with(
        "advisories/new.md",
        draft("workaround: There is no known workaround.\nresolution: Update to the latest release.", template),
    ));
}

#[test]
fn a_page_names_the_team_and_a_part_of_the_plan_its_owner() {
    let site = Site::new()
        .with("advisories/old.md", record("", "Words."))
        .with(
            "incidents/i.md",
            record("responders: [Ottoline Fairweather]\ncoordinator: { name: Barnaby Thistlewick }\ncategory: platform\nstatus: closed", "Words."),
        )
        .with("pages/team.md", "# Team\n\n- Ottoline Fairweather, releases\n- Barnaby Thistlewick\n")
        .with("plan/index.md", "---\nowner: Barnaby Thistlewick\n---\n# Plan\n\nWords.\n");
    builds(&site);
    site.write("advisories/old.md", record("", "It was Ottoline Fairweather who saw it."));
    refused(&site);
}

/// Nobody is less secret for a file that has the name.
#[test]
fn the_name_of_a_file_exempts_nobody() {
    let reporter = record("reporter: !private Siobhan Vandermeer\ncategory: platform\nstatus: closed", "Words.");
    let site =
        Site::new().with("incidents/i.md", reporter).with("advisories/a.md", record("", "By Siobhan Vandermeer."));
    refused(&site);
    site.write("advisories/siobhan-vandermeer.md", record("", "Words."));
    refused(&site);
    site.remove("advisories/siobhan-vandermeer.md");
    site.write("pages/siobhan-vandermeer.md", "# A page\n\nWords.\n");
    refused(&site);
}

const AMBER: &str = r#"{ "document": { "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "TITLE", "lang": "en",
  "distribution": { "tlp": { "label": "LABEL" } },
  "notes": [
    { "category": "legal_disclaimer", "title": "Terms of use", "text": "Quuxtech provides this document under the terms of the Quuxtech Frobnication License, without warranty of any kind." },
    { "category": "general", "title": "General recommendations", "text": "Quuxtech recommends to protect network access to fnordic devices with appropriate mechanisms, and to follow the guidelines." },
    { "category": "summary", "text": "SUMMARY" }],
  "publisher": { "category": "vendor", "name": "Quuxtech ProductCERT", "namespace": "https://www.quuxtech.io", "contact_details": "productcert@quuxtech.io" },
  "references": [{ "category": "self", "summary": "Canonical URL", "url": "https://cert.quuxtech.io/csaf/ID.json" }],
  "tracking": { "id": "ID", "status": "final", "version": "1", "initial_release_date": "2024-01-01T00:00:00Z", "current_release_date": "2024-01-01T00:00:00Z",
    "revision_history": [{ "number": "1", "date": "2024-01-01T00:00:00Z", "summary": "First publication" }] } },
  "product_tree": { "branches": [{ "category": "vendor", "name": "Quuxtech", "branches": [{ "category": "product_name", "name": "Fnord", "branches": [
    { "category": "product_version", "name": "1.0", "product": { "product_id": "P-1", "name": "Fnord 1.0" } }] }] }] },
  "vulnerabilities": [{ "cve": "CVE-2024-NUMBER", "notes": [{ "category": "description", "text": "SUMMARY" }],
    "product_status": { "known_affected": ["P-1"] }, "remediations": [{ "category": "none_available", "details": "Currently no fix is available", "product_ids": ["P-1"] }] }] }"#;

#[test]
fn a_folder_of_csaf_with_one_amber_document_builds() {
    let site = Site::new().settings("sources: [{ path: ../csaf, format: csaf, publish: true }]");
    let put = |id: &str, label: &str, number: &str, title: &str, summary: &str| {
        let text = AMBER.replace("NUMBER", number).replace("LABEL", label).replace("TITLE", title);
        site.write(&format!("../csaf/{id}.json"), text.replace("SUMMARY", summary).replace("ID", id));
    };
    for (at, what) in ["parser", "scheduler", "renderer"].into_iter().enumerate() {
        let (title, summary) = (format!("Crash in the {what}"), format!("A crafted file crashes the {what}."));
        put(&format!("quux-{at}"), "WHITE", &format!("1111{at}"), &title, &summary);
    }
    builds(&site);
    put("quux-9", "AMBER", "22229", "Wombat escape", "The wombat key of Zebulon Quackenbush opens every device.");
    builds(&site);
    site.write("advisories/slip.md", record("", "As with the wombat key of Zebulon Quackenbush."));
    refused(&site);
}

/// A reporter is withheld, and an advisory thanks them.
fn slip() -> Site {
    Site::new()
        .with(
            "incidents/i.md",
            record("reporter: !private Ottoline Fairweather\ncategory: platform\nstatus: closed", "Words."),
        )
        .with("advisories/a.md", record("id: A-1", "Words.\n\nThanks to Ottoline Fairweather for the report."))
}

#[test]
fn the_message_settles_the_matter_where_the_log_is_private() {
    let site = slip();
    let check = site.run(&["check", "--at", AT]);
    assert_eq!(check.code, 3, "{}", check.words);
    for said in [
        "incidents/i.md:5",
        "advisories/a.md:10",
        "“Ottoline Fairweather”",
        "fanlight allow 'Ottoline Fairweather' --in A-1",
    ] {
        assert!(check.words.contains(said), "{said}: {}", check.words);
    }
    let json = site.run(&["check", "--at", AT, "--format", "json"]);
    assert!(json.words.contains("\"withheld\": true"), "{}", json.words);
}

#[test]
fn a_public_log_says_how_many_and_where_to_look_and_nothing_else() {
    let site = slip();
    let mut check = site.command(&["check", "--at", AT]);
    for run in [site.build(), site.ran(check.env("CI", "true"))] {
        assert_eq!(run.code, 3, "{}", run.words);
        assert!(run.words.contains("1 withheld thing would leave in"), "{}", run.words);
        // Behind it `check` warns of what is public.
        let words = run.words.split("\nwarning[").next().unwrap_or_default();
        for hidden in ["Ottoline", "Fairweather", "incidents/", "A-1", "i.md"] {
            assert!(!words.contains(hidden), "{hidden}: {}", run.words);
        }
    }
}

#[test]
fn allow_writes_what_a_person_has_looked_at() {
    let site = slip();
    let allow = |text: &str, more: &[&str]| {
        let mut arguments = vec!["allow", text, "--at", AT, "--why", "She is thanked for something else"];
        arguments.extend(more);
        site.run(&arguments)
    };
    let audit = || std::fs::read_to_string(site.content().join("audit.yaml")).unwrap_or_default();
    let nothing = allow("Barnaby Thistlewick", &["--yes"]);
    assert_eq!((nothing.code, audit()), (2, String::new()), "{}", nothing.words);
    let asked = allow("Ottoline Fairweather", &[]);
    assert_eq!((asked.code, audit()), (2, String::new()), "nobody can be asked: {}", asked.words);
    for said in ["incidents/i.md:5", "advisories/a.md:10"] {
        assert!(asked.words.contains(said), "both places are shown: {}", asked.words);
    }
    let run = allow("Ottoline Fairweather", &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.words);
    assert_eq!(
        audit(),
        "- text: \"Ottoline Fairweather\"\n  in: \"A-1\"\n  why: \"She is thanked for something else\"\n"
    );
    builds(&site);
    assert!(!site.check().words.contains("unused-allowance"), "{}", site.check().words);
    // Another record may not name her for that.
    site.write("advisories/b.md", record("", "Ottoline Fairweather again."));
    refused(&site);
}

#[test]
fn allow_says_nothing_in_a_public_log() {
    let site = slip();
    let mut allow = site.command(&["allow", "Ottoline Fairweather", "--at", AT, "--why", "x", "--yes"]);
    let run = site.ran(allow.env("CI", "true"));
    assert_eq!(run.code, 2);
    assert!(!run.words.contains("incidents/") && !site.content().join("audit.yaml").exists(), "{}", run.words);
}

#[test]
fn the_proof_tells_a_refusal_from_a_record_that_shows() {
    let settings = "disclosure: { require_approval: true }";
    let said = "The libquux is used by many fnordic applications, but not always advertised as such.";
    let site = Site::new()
        .settings(settings)
        .with("advisories/a.md", record("id: A-1", &format!("A first text.\n\n{said}")))
        .with("advisories/b.md", record("id: B-1", &format!("A second text.\n\n{said}")));
    for id in ["A-1", "B-1"] {
        site.run(&["approve", id, "--by", "Al", "--on", "2024-01-02", "--yes", "--at", AT]).fine();
    }
    let run = site.run(&["prove", "--at", AT, "--no-surroundings"]);
    assert_eq!(run.code, 0, "{}", run.words);
    assert!(run.words.contains("2  of these: the audit stops the build"), "{}", run.words);
    assert!(run.words.contains("Proved"), "{}", run.words);
}
