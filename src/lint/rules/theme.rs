//! A theme's own files: whether what they were made from has changed, whether what they bring would run, and whether each hook is
//! shown.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject, ThemeSubject};
use crate::render::theme::shipped;

pub const RULE: Rule = Rule { codes: &[Code::ThemeBehind, Code::ThemeScript, Code::HookUnused], look };

fn look(subject: &Subject, found: &mut Found) {
    let Some(ThemeSubject { theme, name }) = subject.theme else { return };
    for file in shipped::behind(theme.own()) {
        let problem = "this was made from a file of the built-in theme that has changed since";
        let help =
            format!("see `fanlight theme diff {file}`; take over what it lacks, then the first line of a new copy");
        found.add(Code::ThemeBehind, Place::theme(name, file, 1), problem, &help);
    }
    let templates = || theme.own().iter().filter(|(file, _)| file.ends_with(".html"));
    for (file, text) in templates() {
        for (number, line) in text.lines().enumerate() {
            if let Some(what) = stopped(line) {
                let problem = format!("{what}: browsers don't run it on hosts that read `_headers`");
                let help = "put it into a file of the theme: {{ assets['own.js'] }}, {{ assets['extra.css'] }}";
                found.add(Code::ThemeScript, Place::theme(name, file, number + 1), &problem, help);
            }
        }
    }
    for (hook, _) in templates().filter(|(file, _)| file.starts_with("hooks/")) {
        let include = format!("\"{hook}\"");
        if !theme.templates().any(|(_, text)| text.contains(&include)) {
            let problem = "no template includes this hook, so nobody sees it";
            let help = format!(
                "write {{% include \"{hook}\" %}} where it is to be, or call it head, banner, footer or after_record"
            );
            found.add(Code::HookUnused, Place::theme(name, hook, 0), problem, &help);
        }
    }
}

/// What in a line of a template the site's Content-Security-Policy stops.
fn stopped(line: &str) -> Option<&'static str> {
    let line = line.to_ascii_lowercase();
    let tags =
        |name: &'static str| line.match_indices(name).map(|(at, _)| line[at..].split('>').next().unwrap_or_default());
    if tags("<script").any(|tag| is_elsewhere(tag, "src=")) {
        return Some("a script of another host");
    }
    if tags("<script").any(|tag| !tag.contains("src=") && !tag.contains("application/ld+json")) {
        return Some("a script within the page");
    }
    if tags("<link").any(|tag| tag.contains("stylesheet") && is_elsewhere(tag, "href=")) {
        return Some("a style sheet of another host");
    }
    if line.contains("<style") || line.contains(" style=\"") {
        return Some("a style within the page");
    }
    let handlers = [" onclick=", " onload=", " onerror=", " onsubmit=", " onchange=", " oninput="];
    handlers.iter().any(|handler| line.contains(handler)).then_some("a script within an attribute")
}

/// Whether the address in a tag's attribute names a host.
fn is_elsewhere(tag: &str, attribute: &str) -> bool {
    let address = tag.split_once(attribute).map_or("", |pair| pair.1.trim_start_matches(['"', '\'']));
    address.starts_with("//") || address.starts_with("https:") || address.starts_with("http:")
}

#[cfg(test)]
mod tests {
    use super::stopped;

    #[test]
    fn what_the_policy_stops_is_distinguished_from_what_runs() {
        for fine in [
            "<script type=\"module\" src=\"{{ assets['own.js'] }}\"></script>",
            "<script type=\"application/ld+json\">{{ page.structured | safe }}</script>",
            "<link rel=\"stylesheet\" href=\"{{ assets['extra.css'] }}\">",
            "<a href=\"https://example.org/\">style=</a>",
        ] {
            assert_eq!(stopped(fine), None, "{fine}");
        }
        for dead in [
            "<script>count()</script>",
            "<SCRIPT async src=\"https://stats.example.org/x.js\"></SCRIPT>",
            "<script src='//stats.example.org/x.js'></script>",
            "<link href=\"https://fonts.example.org/x.css\" rel=\"stylesheet\">",
            "<p style=\"color: red\">",
            "<style>",
            "<button onclick=\"x()\">",
        ] {
            assert!(stopped(dead).is_some(), "{dead}");
        }
    }
}
