//! A text written anew without a part, as an author would have who never had it.

use super::{Code, GONE, Line, Scanner, is_item, marker, prefix};

const AROUND: [(&str, &str); 12] = [
    ("**", "**"),
    ("*", "*"),
    ("__", "__"),
    ("_", "_"),
    ("~~", "~~"),
    ("`", "`"),
    ("(", ")"),
    ("\"", "\""),
    ("'", "'"),
    ("“", "”"),
    ("‘", "’"),
    ("«", "»"),
];

/// Where something was erased that left no line.
pub(super) struct Scar {
    /// The line that it began on.
    pub no: usize,
    pub quotes: usize,
    /// A block, or an item of a list.
    pub whole: bool,
}

impl Scar {
    pub(super) fn of(no: usize, opening: &str, whole: bool) -> Scar {
        Scar { no, quotes: opening.matches('>').count(), whole }
    }
}

/// An item whose first line was erased.
struct Waiting {
    no: usize,
    opening: String,
    blank: Vec<Line>,
}

impl Scanner<'_> {
    /// Takes up what is erased in each line. A line of which nothing is left goes, an item's next line becomes its first.
    pub(super) fn tidy(&mut self, lines: Vec<Line>, spans: bool) -> Vec<Line> {
        let mut done: Vec<Line> = Vec::new();
        let mut waiting: Option<Waiting> = None;
        let mut code = Code::default();
        let mut heading = false;
        let mut lines = lines.into_iter().peekable();
        while let Some(mut line) = lines.next() {
            let in_code = !line.opaque && code.takes(&line.text);
            if line.opaque || !line.text.contains(GONE) {
                if !std::mem::take(&mut heading) || !is_underline(&line) {
                    self.keep(line, &mut waiting, &mut done);
                }
                continue;
            }
            let opening = line.text[..prefix(&line.text)].to_owned();
            while let Some(at) = line.text.find(GONE) {
                line.text = join(&line.text[..at], &line.text[at + GONE.len_utf8()..]);
            }
            let cells = line.text[prefix(&line.text)..].matches('|').count();
            let ruled = lines.peek().is_some_and(|next| is_rule(&next.text) && next.text.matches('|').count() == cells);
            let in_table = done.last().is_some_and(|line| line.text[prefix(&line.text)..].starts_with('|'));
            let head = cells > 0 && ruled && !in_table && !in_code;
            if is_left(&line.text) || head {
                if !is_left(&line.text) {
                    self.heads.push(line.no);
                }
                if note(&line.text).is_some_and(|(_, rest)| rest.is_empty()) {
                    self.scars.push(Scar::of(line.no, &opening, false));
                }
                heading = false;
                self.keep(line, &mut waiting, &mut done);
                continue;
            }
            let begins =
                done.last().is_none_or(|line| line.text.trim().is_empty() || line.text.starts_with(['#', ':']));
            heading = spans && !in_code && (heading || begins || is_item(&opening));
            self.scars.push(Scar::of(line.no, &opening, false));
            if is_item(&opening) && !in_code {
                let task = ["[ ] ", "[x] ", "[X] "].into_iter().find(|task| line.text.contains(task.trim_end()));
                let outer = waiting.take().and_then(|outer| match inside(&outer.opening, &opening) {
                    Some(rest) => Some(format!("{}{rest}", outer.opening)),
                    None => {
                        self.lose(outer, &mut done);
                        None
                    }
                });
                let opening = format!("{}{}", outer.unwrap_or(opening), task.unwrap_or_default());
                waiting = Some(Waiting { no: line.no, opening, blank: Vec::new() });
            }
        }
        if let Some(item) = waiting {
            self.lose(item, &mut done);
        }
        done
    }

    fn keep(&mut self, mut line: Line, waiting: &mut Option<Waiting>, done: &mut Vec<Line>) {
        let Some(mut item) = waiting.take() else { return done.push(line) };
        if !line.opaque && line.text.trim_matches([' ', '\t', '>']).is_empty() {
            item.blank.push(line);
            *waiting = Some(item);
            return;
        }
        let task = item.opening.rfind(" [").map_or(item.opening.len(), |at| at + 1);
        match inside(&item.opening[..task], &line.text) {
            Some(rest) => line.text = format!("{}{rest}", item.opening),
            // Marks of a block that is shown divide nothing.
            None if !line.opaque && line.text[prefix(&line.text)..].starts_with(":::") => *waiting = Some(item),
            None => self.lose(item, done),
        }
        done.push(line);
    }

    fn lose(&mut self, item: Waiting, done: &mut Vec<Line>) {
        self.scars.push(Scar::of(item.no, &item.opening, true));
        done.extend(item.blank);
    }

    /// Whether something was erased between two lines.
    pub(super) fn scarred(&self, after: Option<usize>, before: usize) -> bool {
        self.scars.iter().any(|scar| after.is_none_or(|after| after < scar.no) && scar.no < before)
    }

    /// Of two blank lines around what went one is enough, and none stands first.
    pub(super) fn squeeze(&self, lines: Vec<Line>) -> Vec<Line> {
        let mut done: Vec<Line> = Vec::new();
        let mut before = None;
        for line in lines {
            let blank = |line: &Line| !line.opaque && line.text.trim().is_empty();
            // Others that follow were there anyway.
            let scarred = self.scarred(before.replace(line.no), line.no);
            let twice = blank(&line) && done.last().is_none_or(blank) && scarred;
            if !twice {
                done.push(line);
            }
        }
        done
    }
}

/// What follows an item's indent, where a line is in the item.
fn inside(opening: &str, line: &str) -> Option<String> {
    let width = opening.chars().count();
    let lead: String = line.chars().take_while(|letter| matches!(letter, ' ' | '>')).take(width).collect();
    let quotes = |text: &str| text.matches('>').count();
    (lead.len() == width && quotes(&lead) == quotes(opening)).then(|| line[width..].to_owned())
}

/// The number of an item's marker.
pub(super) fn number(opening: &str) -> Option<u64> {
    let rest = opening.trim_end().trim_end_matches(['.', ')']);
    let digits = rest.len() - rest.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    rest[rest.len() - digits..].parse().ok()
}

/// `[^label]:` and what follows.
pub(super) fn note(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.trim().strip_prefix("[^")?.split_once("]:")?;
    Some((label, rest.trim()))
}

fn is_underline(line: &Line) -> bool {
    let rest = line.text.trim_matches([' ', '\t', '>']);
    let all = |sign: char| rest.chars().all(|letter| letter == sign);
    !line.opaque && !rest.is_empty() && (all('=') || all('-'))
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|letter| "|-: >\t".contains(letter))
}

fn join(before: &str, after: &str) -> String {
    let (mut before, mut after) = (before, after);
    loop {
        let around = AROUND.iter().find(|(open, close)| before.ends_with(open) && after.starts_with(close));
        if let Some((open, close)) = around {
            before = &before[..before.len() - open.len()];
            after = &after[close.len()..];
        } else if let Some((link, rest)) = without_link(before, after) {
            (before, after) = (link, rest);
        } else if let Some((element, rest)) = without_element(before, after) {
            (before, after) = (element, rest);
        } else {
            break;
        }
    }
    let blank = [' ', '\t'];
    let signs = ['*', '_', '~', '`', '"', '\'', '“', '”', '‘', '’', '«', '»'];
    let lead = before.trim_end_matches(signs).trim_end_matches('(');
    let opens = lead.len() < before.len() && !lead.ends_with(char::is_alphanumeric);
    let tail = after.trim_start_matches(signs);
    let closes = tail.len() < after.len() && !tail.starts_with(char::is_alphanumeric);
    let ends = after.trim().is_empty() || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']']) || closes;
    if before.is_empty() || before.ends_with(blank) || opens {
        after = after.trim_start_matches(blank);
    }
    let inside = prefix(before) < before.len();
    if inside && ends {
        before = before.trim_end_matches(blank);
    }
    format!("{before}{}", if after.trim().is_empty() { "" } else { after })
}

/// A link without text can't be followed.
fn without_link<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let before = before.strip_suffix('[').filter(|before| !before.ends_with('!'))?;
    let after = after.strip_prefix(']')?;
    let close = match after.chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return Some((before, after)),
    };
    Some((before, after.split_once(close)?.1))
}

/// `<b></b>` around nothing.
fn without_element<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let (name, rest) = after.strip_prefix("</")?.split_once('>')?;
    let (lead, tag) = before.strip_suffix('>')?.rsplit_once('<')?;
    tag.split(' ').next().is_some_and(|tag| tag.eq_ignore_ascii_case(name)).then_some((lead, rest))
}

/// Whether a line says anything without what went.
fn is_left(line: &str) -> bool {
    let rest = line[prefix(line)..].trim();
    let bare = marker(&format!("{rest} ")) == rest.len() + 1 || matches!(rest, "[ ]" | "[x]" | "[X]" | ":");
    let cells = rest.starts_with('|') && rest.chars().all(|c| matches!(c, '|' | ' ' | '\t'));
    let heading =
        if rest.starts_with('#') && rest.ends_with('}') { rest.split('{').next().unwrap_or(rest) } else { rest };
    !(heading.trim_matches(['#', ' ']).is_empty() || bare || cells)
}
