//! Style in a drawing: rules and declarations stay, comments and what loads something go.

const DEEPEST: usize = 8;

/// Whether a value loads nothing and hides nothing behind an escape.
pub(super) fn is_harmless(value: &str) -> bool {
    const LOADING: [&str; 8] =
        ["\\", "javascript:", "expression(", "image-set(", "image(", "src(", "-moz-binding", "@import"];
    let plain = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    let into_itself = |target: &str| target.trim_start_matches(['"', '\'']).starts_with('#');
    !LOADING.iter().any(|it| plain.contains(it)) && plain.split("url(").skip(1).all(into_itself)
}

/// The declarations of a `style` attribute or a rule that are for drawing.
pub(super) fn declarations(style: &str) -> String {
    let style = without_comments(style);
    let mut kept = Vec::new();
    let mut rest = style.as_str();
    while !rest.is_empty() {
        let end = find(rest, &[';']).unwrap_or(rest.len());
        let declaration = rest[..end].trim();
        // A maker's own property: an editor's note.
        let is_own = declaration.starts_with('-') && !declaration.starts_with("--");
        if !declaration.is_empty() && !is_own && is_harmless(declaration) {
            kept.push(declaration);
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    kept.join(";")
}

/// Whether declarations switch their element off.
pub(super) fn hides(declarations: &str) -> bool {
    declarations.split(';').filter_map(|part| part.split_once(':')).any(|(name, value)| {
        name.trim().eq_ignore_ascii_case("display") && value.trim().trim_end_matches("!important").trim() == "none"
    })
}

/// A style sheet. `None`: its braces don't match, or what is left of it reads as something else than before.
pub(super) fn sheet(style: &str) -> Option<String> {
    let cleaned = |style: &str| rules(&without_comments(style), DEEPEST);
    let once = cleaned(style)?;
    (cleaned(&once)? == once).then_some(once)
}

fn rules(style: &str, deepest: usize) -> Option<String> {
    let mut kept = String::new();
    let mut rest = style.trim();
    while !rest.is_empty() {
        let opening = find(rest, &['{', ';', '}'])?;
        let (head, after) = (rest[..opening].trim(), &rest[opening + 1..]);
        match rest.as_bytes()[opening] {
            // A statement: `@import`, `@charset`, `@namespace`.
            b';' => rest = after.trim_start(),
            b'{' => {
                let end = closing(after)?;
                let block = if is_nesting(head) {
                    rules(&after[..end], deepest.checked_sub(1)?)?
                } else if head.starts_with('@') {
                    String::new()
                } else {
                    declarations(&after[..end])
                };
                if !block.is_empty() && is_harmless(head) {
                    kept.extend([head, "{", &block, "}"]);
                }
                rest = after[end + 1..].trim_start();
            }
            _ => return None,
        }
    }
    Some(kept)
}

fn is_nesting(head: &str) -> bool {
    let name = head.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ["@media", "@supports", "@keyframes", "@-webkit-keyframes", "@layer"].contains(&name)
}

/// Where a block ends.
fn closing(style: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let next = at + find(&style[at..], &['{', '}'])?;
        match (style.as_bytes()[next], depth) {
            (b'{', _) => depth += 1,
            (_, 0) => return Some(next),
            _ => depth -= 1,
        }
        at = next + 1;
    }
}

/// The first of some ASCII characters outside of quotes and parentheses.
fn find(style: &str, wanted: &[char]) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, it) in style.char_indices() {
        match (it, quote) {
            (_, Some(open)) if it == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(it),
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            _ if depth == 0 && wanted.contains(&it) => return Some(at),
            _ => {}
        }
    }
    None
}

/// With each run of white space, and each comment, as one space at most.
fn without_comments(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    let mut quote = None;
    while let Some(it) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
            push_space(&mut out);
            continue;
        }
        match quote {
            Some(open) if it == open => quote = None,
            None if matches!(it, '"' | '\'') => quote = Some(it),
            _ => {}
        }
        if quote.is_none() && it.is_ascii_whitespace() {
            push_space(&mut out)
        } else {
            out.push(it)
        }
        rest = &rest[it.len_utf8()..];
    }
    out
}

fn push_space(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}
