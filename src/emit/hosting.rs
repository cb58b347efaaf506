//! What hosts read: `/_headers` and `/_redirects` in the syntax that Netlify and Cloudflare Pages share, and `/.nojekyll`
//! for GitHub Pages.

use super::{Output, aliases, calendar, csaf, osv, text, urls, vex};
use crate::public::{Advisory, AliasOutput, FeedFormat, Site, feeds, routes};
use std::fmt::Write;

/// Nothing is loaded from elsewhere and nothing runs inline. `connect-src` lets a page's script read the site's own JSON
/// and Lighthouse read robots.txt.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// On every response. HSTS is the host's to decide: it binds the whole domain.
const EVERYWHERE: [(&str, &str); 6] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// `immutable` names folders (`assets`) whose files bear their content's hash in their names. All else keeps the hosts'
/// default, which asks each time whether it changed: a lifted embargo must show at once. No two rules for one path set
/// the same header, because hosts would join their values.
pub fn headers<'a>(site: &'a Site, immutable: &'a [&'a str]) -> Output<'a> {
    text("_headers", move || {
        let base = urls::encode(site.settings.base());
        let mut file = String::new();
        let mut rule = |path: &str, headers: &[(&str, &str)]| {
            writeln!(file, "{base}{path}").unwrap_or(());
            headers.iter().for_each(|(name, value)| writeln!(file, "  {name}: {value}").unwrap_or(()));
        };
        let public = site.settings.is_for_everybody();
        let mut everywhere = EVERYWHERE.to_vec();
        if !public {
            everywhere.push(("X-Robots-Tag", "noindex, nofollow"));
        }
        rule("*", &everywhere);
        for folder in immutable {
            rule(&format!("{folder}/*"), &[("Cache-Control", "public, max-age=31536000, immutable")]);
        }
        for (path, content_type) in machine_readable(site) {
            let headers = [("Content-Type", content_type.as_str()), ("Access-Control-Allow-Origin", "*")];
            // What only some may read is for no other site's script.
            rule(&path, if public { &headers } else { &headers[..1] });
        }
        // Hosts read some hundred rules, and there may be thousands of packages: these keep the types that hosts know
        // their feeds by, which readers of feeds take as well.
        if public && !site.settings.outputs.feeds.is_empty() {
            for list in [routes::PACKAGES, routes::PROJECTS] {
                rule(&format!("{}*", list.trim_start_matches('/')), &[("Access-Control-Allow-Origin", "*")]);
            }
        }
        // Hosts know these files by their names; what only some may read is for no other site's script.
        for folder in machine_readable_folders(site).into_iter().filter(|_| public) {
            rule(folder, &[("Access-Control-Allow-Origin", "*")]);
        }
        rule(routes::SECURITY_TXT.trim_start_matches('/'), &[("Content-Type", "text/plain; charset=utf-8")]);
        file
    })
}

/// Folders that hold nothing but what programs read.
fn machine_readable_folders(site: &Site) -> Vec<&'static str> {
    let any = |has: &dyn Fn(&Advisory) -> bool| site.advisories.iter().any(has);
    let settings = &site.settings;
    let mut folders = Vec::new();
    if !csaf::documented(site).is_empty() {
        folders.extend([".well-known/csaf/*", "csaf/*"]);
    }
    folders.extend(any(&|it| osv::has(settings, it)).then_some("osv/*"));
    folders.extend(any(&|it| vex::has(settings, it)).then_some("vex/*"));
    folders
}

/// What programs on other sites read, and its type.
fn machine_readable(site: &Site) -> Vec<(String, String)> {
    let formats = &site.settings.outputs.feeds;
    let utf8 = |media_type: &str| format!("{media_type}; charset=utf-8");
    let of_scope = |scope: feeds::Scope<'_, '_>| {
        let folder = scope.folder();
        let file = |it: &FeedFormat| (format!("{}{}", &folder[1..], it.file()), utf8(it.media_type()));
        formats.iter().map(file).collect::<Vec<_>>()
    };
    let mut files: Vec<_> = feeds::standing(&site.settings).into_iter().flat_map(of_scope).collect();
    if formats.contains(&FeedFormat::Rss) {
        files.push((routes::UPDATES[1..].to_owned(), utf8(FeedFormat::Rss.media_type())));
    }
    files.extend(calendar::has(site).then(|| (routes::CALENDAR[1..].to_owned(), utf8("text/calendar"))));
    files.push((super::manifest::PATH.to_owned(), utf8("application/json")));
    files.sort_unstable();
    files.dedup();
    files
}

/// Each alias to its record, for ever. Cloudflare reads the first 2,000 lines; alias pages serve where the lines end.
pub fn redirects(site: &Site) -> Option<Output<'_>> {
    let with_pages = match site.settings.outputs.aliases {
        AliasOutput::None => return None,
        AliasOutput::Pages => true,
        AliasOutput::Redirects => false,
    };
    let aliases = aliases::lone(site);
    let speakable = |(alias, _): &(&crate::public::Text, _)| is_plain(alias);
    let lines: Vec<_> = aliases.into_iter().filter(speakable).collect();
    (!lines.is_empty()).then(|| {
        text("_redirects", move || {
            let base = urls::encode(site.settings.base());
            let mut file = String::new();
            for (alias, record) in &lines {
                let head = record.head();
                let from = format!("{base}{}", &routes::alias(head.kind, alias)[1..]);
                let to = format!("{base}{}", &head.path()[1..]);
                writeln!(file, "{from} {to} 301").unwrap_or(());
                // Where there is a page, the host adds the slash by itself.
                if !with_pages {
                    writeln!(file, "{} {to} 301", from.trim_end_matches('/')).unwrap_or(());
                }
            }
            file
        })
    })
}

/// Whether a name means itself in a rule: `*` and `:name` are patterns there, and a space ends the path.
fn is_plain(alias: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    !alias.is_empty() && alias.chars().all(plain) && !alias.chars().all(|c| c == '.')
}

/// Without this, GitHub Pages leaves out what begins with `_` or a dot when it publishes from a branch.
pub fn nojekyll<'a>() -> Output<'a> {
    text(".nojekyll", String::new)
}
