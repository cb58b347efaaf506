//! What an author slipped over where YAML can't be read: the parser says where it gave up, which is often behind the slip.

/// A slip: its line in the text, from 1, what is wrong, and how to fix it. Nothing of the text is in the words.
pub(super) struct Slip {
    pub line: usize,
    pub problem: &'static str,
    pub help: &'static str,
}

/// The likeliest slip in a text that can't be read; `stopped` is the line at which the parser gave up.
pub(super) fn slip(source: &str, stopped: usize) -> Option<Slip> {
    // A line at the end of an open text is where it is noticed.
    let before =
        || source.lines().enumerate().map(|(at, line)| (at + 1, line)).take_while(|(line, _)| *line <= stopped + 1);
    let near = |line: usize| line + 1 >= stopped;
    if let Some((line, _)) = before().find(|(at, line)| near(*at) && indent(line).contains('\t')) {
        let help = "indent with spaces: YAML takes no tabs there";
        return Some(Slip { line, problem: "a tab indents this line", help });
    }
    let until = || before().filter(|(line, _)| *line <= stopped);
    let quote = until().filter(|(_, line)| opens_quote(line)).last();
    if let Some((line, _)) = quote {
        let help = "close it at the end of the text; a quote of the same kind within it is written twice in '…', and as \\\" in \"…\"";
        return Some(Slip { line, problem: "a quote is opened on this line and not closed on it", help });
    }
    let bracket = until().filter(|(_, line)| opens_bracket(line)).last();
    if let Some((line, _)) = bracket {
        let help = "close it at the end of the list: `[one, two]`, `{ a: 1, b: 2 }`";
        return Some(Slip { line, problem: "a bracket is opened on this line and not closed on it", help });
    }
    let (line, _) = until().find(|(at, line)| *at == stopped && value(line).is_some_and(holds_colon))?;
    let help = "put the text in quotes: it holds `: `, which divides a key from its value";
    Some(Slip { line, problem: "a text with a colon in it has no quotes", help })
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// What is behind `key: ` and `- `.
fn value(line: &str) -> Option<&str> {
    let mut rest = line.trim();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    if rest.starts_with(['"', '\'', '#']) {
        return Some(rest);
    }
    let value = rest.split_once(": ").map(|(_, value)| value.trim_start());
    value.or((rest.len() < line.trim().len()).then_some(rest))
}

fn opens_quote(line: &str) -> bool {
    let Some(value) = value(line) else { return false };
    match value.chars().next() {
        Some('"') => value.replace("\\\\", "").replace("\\\"", "").matches('"').count() % 2 == 1,
        Some('\'') => value.matches('\'').count() % 2 == 1,
        _ => false,
    }
}

fn opens_bracket(line: &str) -> bool {
    let Some(value) = value(line).filter(|value| value.starts_with(['[', '{'])) else { return false };
    let (mut open, mut quote) = (0i32, None);
    for letter in value.chars() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(begun), _) if begun == letter => quote = None,
            (None, '[' | '{') => open += 1,
            (None, ']' | '}') => open -= 1,
            _ => {}
        }
    }
    open > 0
}

fn holds_colon(value: &str) -> bool {
    !value.starts_with(['"', '\'', '[', '{', '|', '>', '#', '&', '*', '!']) && value.contains(": ")
}

#[cfg(test)]
mod tests {
    use super::slip;

    fn found(source: &str, stopped: usize) -> Option<(usize, &'static str)> {
        slip(source, stopped).map(|slip| (slip.line, slip.problem.split(' ').nth(1).unwrap_or_default()))
    }

    #[test]
    fn the_slip_is_found_before_where_the_parser_gave_up() {
        assert_eq!(found("title: \"T\npublish: true\nsummary: \"x\"\n", 3), Some((1, "quote")));
        assert_eq!(found("a: b\nc:\n\t- d\n", 2), Some((3, "tab")));
        assert_eq!(found("title: it's\ntags: [a, b\nid: x\n", 3), Some((2, "bracket")));
        assert_eq!(found("title: Parser: Heap\n", 1), Some((1, "text")));
        assert_eq!(found("title: 'it''s\nid: x\n", 2), Some((1, "quote")));
        assert_eq!(found("a: \"say \\\"no\\\"\"\nb\n", 2), None);
    }
}
