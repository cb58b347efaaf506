//! SECURITY.md for a repository: the same facts as the report page, in the form that GitHub shows and that OpenSSF Scorecard
//! looks for (how to reach us, how it is disclosed, within which time). Not a file of the site; the program prints it.

use super::urls;
use crate::public::{Kind, Project, Settings, Site, routes};
use crate::render::Words;
use std::fmt::Write;

/// Of one project, or of all of them.
pub fn security_md(site: &Site, project: Option<&Project>) -> String {
    let settings = &site.settings;
    let mut file = String::from("# Security policy\n");
    let projects: Vec<&Project> = project.map_or_else(|| settings.projects.iter().collect(), |project| vec![project]);
    reporting(&mut file, settings, project);
    promises(&mut file, settings);
    supported(&mut file, &projects, project.is_none());
    disclosure(&mut file, site);
    file
}

fn reporting(file: &mut String, settings: &Settings, project: Option<&Project>) {
    file.push_str("\n## Reporting a vulnerability\n\n");
    let what = project.map(|project| format!(" in {}", project.name)).unwrap_or_default();
    writeln!(file, "Please report a vulnerability{what} in private, not as a public issue or pull request:\n")
        .unwrap_or(());
    let own = project.and_then(|project| project.report.as_deref());
    for contact in own.into_iter().chain(settings.report.contact.iter().map(String::as_str)) {
        writeln!(file, "- {}", link(settings, contact)).unwrap_or(());
    }
    file.push_str("\nTell us which version it is, how to bring it about, and what somebody could do with it.\n");
    if let Some(key) = &settings.report.encryption {
        writeln!(file, "You can encrypt with our key: {}", link(settings, key)).unwrap_or(());
    }
    if !settings.report.languages.is_empty() {
        writeln!(file, "We read: {}.", settings.report.languages.join(", ")).unwrap_or(());
    }
}

/// `security@example.org` stays an address, `/policy/` becomes a URL.
fn link(settings: &Settings, written: &str) -> String {
    let target = written.strip_prefix("mailto:").unwrap_or(written);
    match target.contains('@') && !target.contains('/') {
        true => format!("<{target}>"),
        false => format!("<{}>", urls::resolve(settings, written)),
    }
}

fn promises(file: &mut String, settings: &Settings) {
    let Some(targets) = &settings.targets else { return };
    let promises = [
        ("acknowledge your report", &targets.acknowledge),
        ("tell you whether we can confirm the vulnerability", &targets.triage),
        ("publish a fix", &targets.fix),
    ];
    let promised: Vec<String> = promises
        .into_iter()
        .filter_map(|(what, within)| Some(format!("- {what} within {};\n", Words::english().span(within.as_deref()?))))
        .collect();
    if promised.is_empty() {
        return;
    }
    file.push_str("\n## What to expect\n\nWe aim to\n\n");
    let list = promised.concat();
    writeln!(file, "{}.", list.trim_end_matches(";\n")).unwrap_or(());
}

fn supported(file: &mut String, projects: &[&Project], named: bool) {
    let lines: Vec<_> =
        projects.iter().flat_map(|project| project.supported.iter().map(move |line| (*project, line))).collect();
    if lines.is_empty() {
        return;
    }
    file.push_str("\n## Supported versions\n\n");
    let (head, rule) = if named { ("| Project ", "| --- ") } else { ("", "") };
    writeln!(file, "{head}| Version | Security fixes |\n{rule}| --- | --- |").unwrap_or(());
    for (project, line) in lines {
        let until = line.until.as_ref().map_or("yes".to_owned(), |until| format!("until {until}"));
        let name = if named { format!("| {} ", cell(&project.name)) } else { String::new() };
        writeln!(file, "{name}| {} | {} |", cell(&line.line), cell(&until)).unwrap_or(());
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn disclosure(file: &mut String, site: &Site) {
    let settings = &site.settings;
    file.push_str("\n## Disclosure\n\n");
    file.push_str(
        "We coordinate disclosure with whoever reported the vulnerability: we agree on a date, publish the fix and an advisory \
         together, and give credit to those who want it. Until then we keep the report to ourselves, and ask you to do the same.\n\n",
    );
    writeln!(file, "Published advisories: <{}>", urls::absolute(settings, &routes::section(Kind::Advisory)))
        .unwrap_or(());
    if !settings.outputs.feeds.is_empty() {
        writeln!(file, "Feeds: <{}>", urls::absolute(settings, routes::FEEDS)).unwrap_or(());
    }
    if let Some(policy) = &settings.report.policy {
        writeln!(file, "Disclosure policy: {}", link(settings, policy)).unwrap_or(());
    }
    if !site.plan.is_empty() {
        writeln!(file, "Incident response plan: <{}>", urls::absolute(settings, routes::PLAN)).unwrap_or(());
    }
    if let Some(thanks) = &settings.report.acknowledgments {
        writeln!(file, "Thanks to those who reported: {}", link(settings, thanks)).unwrap_or(());
    }
}

#[cfg(test)]
mod tests {
    use super::security_md;
    use crate::emit::testing::site;
    use crate::public::{Project, SupportedLine, Targets};

    #[test]
    fn it_says_how_to_report_what_to_expect_and_how_it_is_disclosed() {
        let mut site = site();
        let line = SupportedLine { line: "2.x".into(), until: Some("2027-12-31".into()) };
        let project = Project {
            id: "core".into(),
            name: "Harbour Core".into(),
            url: None,
            repository: None,
            report: Some("https://report.example.org/core".into()),
            packages: vec![],
            update: None,
            supported: vec![line],
        };
        site.settings.projects = vec![project];
        let some = |text: &str| Some(text.to_owned());
        site.settings.targets = Some(Targets { acknowledge: some("2bd"), triage: None, fix: some("90d") });
        let all = security_md(&site, None);
        assert!(all.starts_with("# Security policy\n\n## Reporting a vulnerability\n"), "{all}");
        assert!(all.contains("\n- <security@example.org>\n") && !all.contains("report.example.org/core"), "{all}");
        assert!(
            all.contains("- acknowledge your report within 2 business days;\n- publish a fix within 90 days.\n"),
            "{all}"
        );
        assert!(all.contains("| Harbour Core | 2.x | until 2027-12-31 |"), "{all}");
        assert!(all.contains("Disclosure policy: <https://security.example.org/policy/>"), "{all}");
        let own = security_md(&site, Some(&site.settings.projects[0]));
        assert!(own.contains("a vulnerability in Harbour Core in private"), "{own}");
        assert!(own.contains("- <https://report.example.org/core>\n- <https://report.example.org/>"), "{own}");
        assert!(own.contains("| 2.x | until 2027-12-31 |") && !own.contains("| Project"), "{own}");
    }
}
