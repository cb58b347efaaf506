//! Within one line of another generator's text.

/// Tags that name a file, as a link here does: where one opens and closes, and what stands before the file.
const REFERENCES: [(&str, &str, &str); 5] = [
    ("{{< relref ", ">}}", ""),
    ("{{< ref ", ">}}", ""),
    ("{{% relref ", "%}}", ""),
    ("{{% ref ", "%}}", ""),
    ("{% link ", "%}", "/"),
];
/// Where the site is, which a path from its root needs no word for here.
const BASES: [&str; 4] = ["{{ site.baseurl }}", "{{site.baseurl}}", "{{ site.url }}", "{{site.url}}"];

/// `{{< ref "x.md" >}}`, `{% link x.md %}` and `{{ "/x" | relative_url }}` name a file.
pub(super) fn references(line: &str) -> String {
    let is_before =
        |line: &str, base: &str| line.contains(&format!("{base}/")) || line.contains(&format!("{base}{{% link "));
    let bases = BASES.iter().filter(|base| is_before(line, base));
    let mut line = bases.fold(line.to_owned(), |line, base| line.replace(base, ""));
    for (open, close, before) in REFERENCES {
        while let Some(start) = line.find(open) {
            let Some(length) = line[start..].find(close) else { break };
            let named = line[start + open.len()..start + length].trim().trim_matches('"');
            let named = format!("{before}{}", named.trim_start_matches('/').replace(' ', "%20"));
            line.replace_range(start..start + length + close.len(), &named);
        }
    }
    let mut from = 0;
    while let Some(start) = line[from..].find("{{").map(|at| from + at) {
        let Some(length) = line[start..].find("}}") else { break };
        match filtered(&line[start + 2..start + length]).map(str::to_owned) {
            Some(path) => line.replace_range(start..start + length + 2, &path),
            None => from = start + 2,
        }
    }
    line
}

/// The path of ` "/x" | relative_url `.
fn filtered(inside: &str) -> Option<&str> {
    let (path, filter) = inside.split_once('|')?;
    let path = path.trim();
    let quote = path.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let is_url = ["relative_url", "absolute_url"].contains(&filter.trim());
    path.strip_prefix(quote)?.strip_suffix(quote).filter(|path| is_url && !path.contains([' ', quote]))
}

/// Without attributes behind a span, `{: .x }` of kramdown and `{ .x }` of Python's Markdown; `dropped` is called for each.
pub(super) fn without_attributes(line: &str, mut dropped: impl FnMut()) -> String {
    outside_code(line, |text| {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((before, behind)) = rest.split_once('{') {
            out += before;
            let is_behind_span = before.ends_with([')', ']', '*', '_', '`', '>', '"', ' ']);
            match behind.split_once('}').filter(|(inside, _)| is_behind_span && are_attributes(inside)) {
                Some((_, behind)) => {
                    dropped();
                    rest = behind;
                }
                None => {
                    out.push('{');
                    rest = behind;
                }
            }
        }
        out + rest
    })
}

/// A colon or a space begins them, as no mark of ours begins; and what may be one, misspelt, is none.
fn are_attributes(inside: &str) -> bool {
    let is_attribute = |word: &str| word.starts_with(['.', '#']) || word.contains('=');
    let begins = inside.strip_prefix(':').or_else(|| inside.strip_prefix(' '));
    begins.is_some_and(|words| words.split_whitespace().all(is_attribute) && !may_be_mark(words))
}

/// Whether somebody may have meant a mark of ours by it.
pub(super) fn may_be_mark(attributes: &str) -> bool {
    let mut words = attributes.split_whitespace().map(|word| word.trim_start_matches(['.', '#', ':']).to_lowercase());
    words.any(|word| ["priv", "until", "tlp", "embargo", "secret", "at="].iter().any(|mark| word.starts_with(mark)))
}

/// With what links and pictures lead to as `target` says, where it says something.
pub(super) fn with_targets(line: &str, mut target: impl FnMut(&str) -> Option<String>) -> String {
    outside_code(line, |text| {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((start, open, ends)) = next_target(rest) {
            let (before, behind) = rest.split_at(start + open.len());
            let end = behind.find(ends).unwrap_or(behind.len());
            out += before;
            out += target(&behind[..end]).as_deref().unwrap_or(&behind[..end]);
            rest = &behind[end..];
        }
        out + rest
    })
}

/// Where the next target begins, what opens it, and what ends it.
fn next_target(text: &str) -> Option<(usize, &'static str, &'static [char])> {
    const OPENS: [(&str, &[char]); 5] =
        [("](<", &['>']), ("](", &[')', ' ']), ("]: ", &[' ']), ("src=\"", &['"']), ("href=\"", &['"'])];
    let found = OPENS.iter().filter_map(|(open, ends)| Some((text.find(open)?, *open, *ends)));
    // Of two at one place, the longer.
    found.min_by_key(|(at, open, _)| (*at, std::cmp::Reverse(open.len())))
}

/// Whether a component of MDX begins here.
pub(super) fn has_component(line: &str) -> bool {
    let mut found = false;
    outside_code(line, |text| {
        let begins = |(at, _): (usize, &str)| text[at + 1..].starts_with(|letter: char| letter.is_ascii_uppercase());
        found |= text.match_indices('<').any(begins);
        text.to_owned()
    });
    found
}

/// Whether an element begins here that browsers don't show.
pub(super) fn hides(line: &str) -> bool {
    let mut found = false;
    let element = |tag: &str| {
        let tag = tag.split('>').next().unwrap_or_default().to_lowercase();
        let bare: String = tag.chars().filter(|letter| !letter.is_whitespace()).collect();
        bare.contains("display:none")
            || tag.split_whitespace().skip(1).any(|word| word == "hidden" || word.starts_with("hidden="))
    };
    outside_code(line, |text| {
        found |= text.split('<').skip(1).any(element);
        text.to_owned()
    });
    found && !line.starts_with("    ")
}

/// The label of `<TabItem value="x" label="X">`, where that is all the line.
pub(super) fn tab(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix("<TabItem ")?.strip_suffix('>')?;
    let named = |key: &str| Some(inside.split_once(&format!("{key}=\""))?.1.split_once('"')?.0);
    named("label").or_else(|| named("value"))
}

/// Changes what of a line is no code.
fn outside_code(line: &str, mut change: impl FnMut(&str) -> String) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some(start) = rest.find('`') {
        let run = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        let behind = start + run;
        let Some(length) = rest[behind..].find(&rest[start..behind]) else { break };
        out += &change(&rest[..start]);
        out += &rest[start..behind + length + run];
        rest = &rest[behind + length + run..];
    }
    out + &change(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_by_liquid_are_paths() {
        for (written, expected) in [
            ("[a]({{ \"/b/\" | relative_url }})", "[a](/b/)"),
            ("[a]({{ site.baseurl }}/b) {{ x | upcase }}", "[a](/b) {{ x | upcase }}"),
            ("[a]({{ site.baseurl }}{% link _b/c.md %})", "[a](/_b/c.md)"),
            ("[a]({{< ref \"b c.md\" >}})", "[a](b%20c.md)"),
            ("{{ \"a\" | upcase }}", "{{ \"a\" | upcase }}"),
        ] {
            assert_eq!(references(written), expected);
        }
    }

    #[test]
    fn attributes_go_and_what_may_be_a_mark_of_ours_stays() {
        for (written, expected) in [
            ("[a](b){: .btn #x } c", "[a](b) c"),
            ("[a][b]{ .md-button target=\"_blank\" }", "[a][b]"),
            ("![a](b.png){:width=\"3\"}", "![a](b.png)"),
        ] {
            assert_eq!(without_attributes(written, || ()), expected);
        }
        let marks = [
            "[a]{.private}",
            "[a]{ .private }",
            "[a]{: .privat}",
            "[a]{ .until at=2026-01-01 }",
            "`[a](b){: .x}`",
            "{ x }",
        ];
        for same in marks {
            assert_eq!(without_attributes(same, || panic!("dropped")), same);
        }
    }

    #[test]
    fn targets_are_found_wherever_links_have_them() {
        let all = "[a](b \"c\") ![d](<e f>) <img src=\"g\"> `[h](i)` [j][k]";
        let mut seen = Vec::new();
        let out = with_targets(all, |target| {
            seen.push(target.to_owned());
            (target == "b").then(|| "B".to_owned())
        });
        assert_eq!((out.as_str(), seen.join("|").as_str()), (&*all.replace("(b", "(B"), "b|e f|g"));
        assert_eq!(with_targets("[a]: b", |_| Some("c".to_owned())), "[a]: c");
    }
}
