//! `::: private` … `:::` and `<!-- … -->`, found by line.

use super::prefix::{is_item, prefix};
use super::spans::{Attributes, attributes};
use super::{Author, Cause, Fate, GONE, Gap, Line, Stripper, Taken};
use crate::diagnostic::Code;
use crate::private::yaml::{Rule, instant};
use crate::public::{Tlp, Vocabulary};

const OPENINGS: &str = "write `::: private`, `::: until 2026-12-10T14:00:00Z` or `::: tlp amber`";

/// A line of three colons or more, after any indent, `>` or list marker.
enum Fence<'a> {
    Close,
    Open { prefix: &'a str, words: &'a str },
}

/// The outermost hidden div: where it begins, what it holds so far, and how many divs are around it.
struct Hidden {
    line: u32,
    text: String,
    around: usize,
}

/// A comment that is open, and the line that it began on as far as it is kept.
struct Comment {
    line: u32,
    kept: String,
    text: String,
}

#[derive(Default)]
struct Walk {
    kept: Vec<Line>,
    /// The lines on which the divs begin that are open.
    open: Vec<u32>,
    hidden: Option<Hidden>,
    comment: Option<Comment>,
}

impl Stripper<'_> {
    pub(super) fn divs(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut walk = Walk::default();
        for line in lines {
            match fence(&line.text).filter(|_| walk.comment.is_none()) {
                Some(Fence::Close) => self.close(line.no, &mut walk),
                Some(Fence::Open { prefix, words }) => self.open(line.no, prefix, words, &mut walk),
                None => self.content(line, &mut walk),
            }
        }
        if let Some(comment) = walk.comment {
            self.refuse(Code::BrokenMark, comment.line, "a comment has no end", "close it with `-->`");
        }
        for line in walk.open {
            self.refuse(Code::BrokenMark, line, "a withheld block has no end", "close it with a line of `:::`");
        }
        walk.kept
    }

    fn open(&mut self, no: u32, prefix: &str, words: &str, walk: &mut Walk) {
        let Some(rule) = rule(words) else {
            let help = if is_admonition(words) { ADMONITION } else { OPENINGS };
            self.refuse(Code::UnknownMark, no, "a block opens with words that Fanlight doesn't know", help);
            // Its end finds its beginning.
            walk.open.push(no);
            return;
        };
        // Of what lies inside a hidden part nothing is disclosed, whatever its own mark says.
        let fate = if walk.hidden.is_some() { self.view.fate(rule) } else { self.fate(rule, no) };
        let fate = if off!(self.view, Div) { Fate::Shown { lifted: None } } else { fate };
        // What is left of an item takes its marker over.
        let marker = || Line { no, text: format!("{prefix}{GONE}") };
        match fate {
            _ if walk.hidden.is_some() => {}
            Fate::Shown { .. } if is_item(prefix) => walk.kept.push(marker()),
            Fate::Shown { .. } => {}
            Fate::Withheld { until } => {
                walk.hidden = Some(Hidden { line: no, text: String::new(), around: walk.open.len() });
                match self.view.notice(until) {
                    Some(notice) => walk.kept.push(Line { no, text: format!("{prefix}*{notice}*") }),
                    None => {
                        let quotes = prefix.matches('>').count();
                        self.gaps.push(Gap { line: no, quotes, whole: !is_item(prefix) });
                        if is_item(prefix) {
                            walk.kept.push(marker());
                        }
                    }
                }
            }
        }
        walk.open.push(no);
    }

    fn close(&mut self, no: u32, walk: &mut Walk) {
        if walk.open.pop().is_none() {
            let help = "take it out, or open the block above; write `\\:::` for three colons";
            self.refuse(Code::BrokenMark, no, "`:::` closes a block that was never opened", help);
            return;
        }
        if let Some(Hidden { line, text, .. }) = walk.hidden.take_if(|hidden| hidden.around == walk.open.len()) {
            self.refuse_crossing(&text, line);
            self.note_definitions(&text);
            self.withhold(text, line);
        }
    }

    fn content(&mut self, line: Line, walk: &mut Walk) {
        if let Some(hidden) = &mut walk.hidden {
            hidden.text.push_str(&line.text);
            hidden.text.push('\n');
        }
        if let Some(line) = self.comments(line, &mut walk.comment).filter(|_| walk.hidden.is_none()) {
            walk.kept.push(line);
        }
    }

    /// Takes comments out of a line. `None`: one goes on in the next line.
    fn comments(&mut self, line: Line, open: &mut Option<Comment>) -> Option<Line> {
        if open.is_none() && !line.text.contains("<!--") {
            return Some(line);
        }
        let mut rest = line.text.as_str();
        let (mut no, mut kept) = (line.no, String::new());
        loop {
            if let Some(comment) = open {
                let Some(end) = rest.find("-->") else {
                    comment.text.push_str(rest);
                    comment.text.push('\n');
                    return None;
                };
                comment.text.push_str(&rest[..end]);
                rest = &rest[end + 3..];
                (no, kept) = (comment.line, std::mem::take(&mut comment.kept));
                kept.push(GONE);
                if off!(self.view, Comment) {
                    kept.push_str(&comment.text);
                }
                let text = std::mem::take(&mut comment.text);
                if text.contains("<!--") && self.place.author == Author::Own {
                    let problem =
                        "a comment holds the beginning of another: what follows the first `-->` would be shown";
                    self.refuse(Code::BrokenMark, no, problem, "close one comment before the next begins");
                }
                self.refuse_crossing(&text, no);
                self.part(Cause::Comment, no, Fate::Withheld { until: None });
                self.take(text, no, Taken::LeftOver);
                *open = None;
            }
            let Some(start) = rest.find("<!--") else {
                kept.push_str(rest);
                return Some(Line { no, text: kept });
            };
            kept.push_str(&rest[..start]);
            rest = &rest[start + 4..];
            *open = Some(Comment { line: no, kept: std::mem::take(&mut kept), text: String::new() });
        }
    }
}

fn fence(line: &str) -> Option<Fence<'_>> {
    let (prefix, rest) = line.split_at(prefix(line));
    let words = rest.strip_prefix(":::")?.trim_start_matches(':').trim();
    Some(if words.is_empty() { Fence::Close } else { Fence::Open { prefix, words } })
}

/// Words with which Docusaurus and others open an admonition.
const ADMONITIONS: [&str; 10] =
    ["note", "tip", "info", "caution", "warning", "danger", "important", "success", "details", "attention"];
const ADMONITION: &str = "for a note to readers write `> [!NOTE]` and `> ` before each of its lines; `fanlight import pages` converts whole pages";

fn is_admonition(words: &str) -> bool {
    let end = words.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(words.len());
    ADMONITIONS.iter().any(|known| known.eq_ignore_ascii_case(&words[..end]))
}

/// The words behind an opening, also in Pandoc's braces: `private`, `{.private}`, `until 2026-…`, `tlp amber`.
fn rule(words: &str) -> Option<Rule> {
    if words.starts_with('{') {
        return match attributes(words) {
            Attributes::Mark { rule, length } if length == words.len() => Some(rule),
            _ => None,
        };
    }
    let mut words = words.split_whitespace();
    let rule = match (words.next()?, words.next()) {
        ("private", None) => Rule::Private,
        ("until", Some(at)) => Rule::Until(instant(at)?),
        ("tlp", Some(label)) => Rule::Tlp(Tlp::from_word(label)?),
        _ => return None,
    };
    words.next().is_none().then_some(rule)
}
