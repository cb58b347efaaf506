//! Links and pictures of foreign Markdown. A link without a host means the record's own home: it leads there where that is known,
//! else it keeps its text. Pictures would be loaded from elsewhere: they are links with their alternative text.

use crate::config::Format;
use crate::diagnostic::Code;
use crate::private::links::{Leads, rewrite};
use crate::private::yaml::{Findings, Node, Value};
use crate::public::{DIALECT, keys};
use pulldown_cmark::{Event, Parser, Tag};

/// Settles all texts of a record whose format has Markdown.
pub(super) fn settle(format: Format, record: &mut Node<'_>, findings: &Findings) {
    let home = match format {
        Format::Ghsa => {
            record.get("references").and_then(|value| value.items().first()?.get("url")?.text()).map(str::to_owned)
        }
        Format::Rustsec => Some("https://rustsec.org/advisories/".to_owned()),
        Format::Osv | Format::Rubysec | Format::Friendsofphp => None,
        // Plain text, of which we made Markdown.
        Format::Csaf | Format::Cve => return,
    };
    let Value::Map(entries) = &mut record.value else { return };
    let mut pictures = 0;
    for entry in entries.iter_mut().filter(|entry| keys::is_markdown(&entry.key)) {
        let Value::Scalar { text, .. } = &mut entry.node.value else { continue };
        if let Some(changed) = as_links(text, home.as_deref(), &mut pictures) {
            *text = changed.into();
        }
        if let Some(changed) = rewrite(text, |target| leads(target, home.as_deref())) {
            *text = changed.into();
        }
    }
    if pictures > 0 {
        let problem = format!("{pictures} pictures of this record are links, as nothing is loaded from elsewhere");
        let problem = if pictures == 1 {
            "a picture of this record is a link, as nothing is loaded from elsewhere".into()
        } else {
            problem
        };
        let help = "nothing needs to be done; a record of your own can show a picture that is beside it";
        findings.add(Code::ForeignPictures, 0, "", problem, help);
    }
}

fn leads(target: &str, home: Option<&str>) -> Leads {
    match is_relative(target) {
        false => Leads::There,
        true => joined(home, target).map_or(Leads::Nowhere, Leads::To),
    }
}

/// Whether it means a place on the host that the text was written for.
fn is_relative(target: &str) -> bool {
    let end = target.find([':', '/', '?', '#']);
    let scheme = end.is_some_and(|at| target.as_bytes()[at] == b':');
    !scheme && !target.starts_with('#') && !target.starts_with("//") && !target.is_empty()
}

fn joined(home: Option<&str>, target: &str) -> Option<String> {
    let home = home?;
    let host = home.find("://")? + 3;
    let end = home[host..].find('/').map_or(home.len(), |at| host + at);
    if target.starts_with('/') {
        return Some(format!("{}{target}", &home[..end]));
    }
    let folder = home.rfind('/').filter(|at| *at >= end).map_or(home.len(), |at| at + 1);
    let slash = if home[..folder].ends_with('/') { "" } else { "/" };
    Some(format!("{}{slash}{}", &home[..folder], target.trim_start_matches("./")))
}

/// The text with `<img>` as links; counts pictures of both kinds. `None`: there is none of HTML's.
fn as_links(text: &str, home: Option<&str>, pictures: &mut usize) -> Option<String> {
    if !text.contains("![") && !text.contains("<i") && !text.contains("<I") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (event, range) in Parser::new_ext(text, DIALECT).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => *pictures += 1,
            Event::Html(_) | Event::InlineHtml(_) if range.start >= at => {
                out.push_str(&text[at..range.start]);
                *pictures += html(&text[range.clone()], home, &mut out);
                at = range.end;
            }
            _ => {}
        }
    }
    out.push_str(&text[at..]);
    (out != text).then_some(out)
}

/// Writes HTML with its pictures as links. Returns how many there were.
fn html(source: &str, home: Option<&str>, out: &mut String) -> usize {
    let lower = source.to_ascii_lowercase();
    let (mut at, mut count) = (0, 0);
    // Behind the last end no tag has one.
    let Some(last) = lower.rfind('>') else {
        out.push_str(source);
        return 0;
    };
    for (found, _) in lower.match_indices("<img") {
        let goes_on = lower[found + 4..].starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
        if found > last {
            break;
        }
        let Some(end) = lower[found..].find('>').map(|end| found + end + 1).filter(|_| goes_on && found >= at) else {
            continue;
        };
        out.push_str(&source[at..found]);
        link(&source[found..end], home, out);
        (at, count) = (end, count + 1);
    }
    out.push_str(&source[at..]);
    count
}

fn link(tag: &str, home: Option<&str>, out: &mut String) {
    let plain = |text: &str| text.replace(['<', '>', '"'], "");
    let alt = attribute(tag, "alt").map(plain).filter(|plain| !plain.trim().is_empty());
    let src = attribute(tag, "src").map(plain).filter(|plain| !plain.is_empty());
    let src = src.and_then(|src| if is_relative(&src) { joined(home, &src) } else { Some(src) });
    let src = src.filter(|src| src.starts_with("https://") || src.starts_with("http://"));
    match (src, alt) {
        (Some(src), alt) => out.push_str(&format!("<a href=\"{src}\">{}</a>", alt.as_deref().unwrap_or(&src))),
        (None, alt) => out.push_str(&alt.unwrap_or_default()),
    }
}

/// The value of a tag's attribute, in whatever quotes.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let lower = tag.to_ascii_lowercase();
    let (at, _) = lower.match_indices(name).find(|(at, _)| {
        let before = lower[..*at].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        before && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, settle};
    use crate::private::formats::keys::{list, of, text};
    use crate::private::yaml::Findings;
    use std::path::Path;

    /// The text afterwards, and how many findings there are.
    fn settled(format: Format, source: &str) -> (String, usize) {
        let url = "https://github.com/o/r/security/advisories/GHSA-1";
        let references = list(vec![of([("url", Some(text(url)))])]);
        let mut record = of([("details", Some(text(source.to_owned()))), ("references", Some(references))]);
        let findings = Findings::new(Path::new("a"));
        settle(format, &mut record, &findings);
        let text = record.get("details").and_then(|value| value.text()).unwrap_or_default().to_owned();
        (text, findings.into_diagnostics().len())
    }

    #[test]
    fn a_link_without_a_host_leads_to_the_records_home_or_keeps_its_text() {
        let source = "See [the *widget*](/project/widget), [x](x.html) and [y](https://example.org/y) [z](#z).";
        assert_eq!(settled(Format::Osv, source).0, "See the *widget*, x and [y](https://example.org/y) [z](#z).");
        let there = settled(Format::Ghsa, source).0;
        assert!(there.contains("[the *widget*](<https://github.com/project/widget>)"), "{there}");
        assert!(there.contains("(<https://github.com/o/r/security/advisories/x.html>)"), "{there}");
        let there = settled(Format::Rustsec, "[a](./RUSTSEC-2020-1.html)").0;
        assert_eq!(there, "[a](<https://rustsec.org/advisories/RUSTSEC-2020-1.html>)");
    }

    #[test]
    fn a_picture_is_a_link_with_its_alternative_text_and_is_counted() {
        let source = "a <img width=\"9\" alt=\"Image\" src=\"https://e.example/x\"> b <IMG src='https://e.example/y'/>";
        let linked =
            "a <a href=\"https://e.example/x\">Image</a> b <a href=\"https://e.example/y\">https://e.example/y</a>";
        assert_eq!(settled(Format::Osv, source), (linked.into(), 1));
        assert_eq!(settled(Format::Osv, "![a](https://e.example/x)"), ("![a](https://e.example/x)".into(), 1));
        assert_eq!(settled(Format::Osv, "<img src=x onerror=alert(1)> and <img alt=only>").0, " and only");
        for text in ["`<img src=https://e.example/x>`", "    <img src=x>", "<image>", "no picture"] {
            assert_eq!(settled(Format::Osv, text), (text.to_owned(), 0));
        }
    }
}
