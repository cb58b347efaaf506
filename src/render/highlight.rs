//! Code with its words coloured: by a handful of class names, so that the stylesheet has the last word on colours.

use crate::escape::push_text;
use std::sync::OnceLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Longer code, or code with longer lines, is shown plainly: matching takes some milliseconds for each kilobyte.
const MAX_CODE: usize = 100_000;
const MAX_LINE: usize = 2_000;

/// Which scopes get which class; the first that fits the innermost scope wins.
const CLASSES: [(&str, &str); 22] = [
    ("comment", "hl-c"),
    ("punctuation.definition.comment", "hl-c"),
    ("constant.character.escape", "hl-n"),
    ("punctuation.definition.string", "hl-s"),
    ("string", "hl-s"),
    ("constant", "hl-n"),
    ("keyword.operator", "hl-o"),
    ("keyword", "hl-k"),
    ("storage.type.function", "hl-k"),
    ("storage", "hl-k"),
    ("entity.name.function", "hl-f"),
    ("support.function", "hl-f"),
    ("variable.function", "hl-f"),
    ("entity.name.tag", "hl-k"),
    ("entity.other.attribute-name", "hl-f"),
    ("entity.name", "hl-t"),
    ("support", "hl-t"),
    ("variable.parameter", "hl-v"),
    ("variable.language", "hl-k"),
    ("markup.inserted", "hl-i"),
    ("markup.deleted", "hl-d"),
    ("meta.diff.range", "hl-t"),
];

struct Library {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

/// Loaded when the first code is met: it takes some milliseconds that a site without code needn't spend.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library {
        syntaxes: two_face::syntax::extra_newlines(),
        classes: CLASSES.iter().filter_map(|&(name, class)| Some((Scope::new(name).ok()?, class))).collect(),
    })
}

/// The code as HTML, with spans around what has a colour. None where the language is unknown or the code is too long.
pub fn highlight(language: &str, code: &str) -> Option<String> {
    if language.is_empty() || code.len() > MAX_CODE || code.lines().any(|line| line.len() > MAX_LINE) {
        return None;
    }
    let library = library();
    let syntax = library.syntaxes.find_syntax_by_token(language).filter(|syntax| syntax.name != "Plain Text")?;
    lines(library, syntax, code)
}

fn lines(library: &Library, syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut out = Spans { out: String::with_capacity(code.len() * 2), open: None };
    for line in code.split_inclusive('\n') {
        let mut done = 0;
        for (at, op) in state.parse_line(line, &library.syntaxes).ok()? {
            out.push(class(library, &scopes), line.get(done..at)?);
            done = at;
            scopes.apply(&op).ok()?;
        }
        out.push(class(library, &scopes), line.get(done..)?);
    }
    Some(out.finish())
}

fn class(library: &Library, scopes: &ScopeStack) -> Option<&'static str> {
    let fits = |scope: &Scope| library.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
    scopes.as_slice().iter().rev().find_map(fits).map(|&(_, class)| class)
}

/// Joins neighbours of one class, and keeps spaces out of spans of their own.
struct Spans {
    out: String,
    open: Option<&'static str>,
}

impl Spans {
    fn push(&mut self, class: Option<&'static str>, text: &str) {
        if text.is_empty() {
            return;
        }
        let blank = text.chars().all(char::is_whitespace);
        if class != self.open && !(blank && self.open.is_none()) {
            self.close();
            if let Some(class) = class {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
            }
            self.open = class;
        }
        push_text(&mut self.out, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_language_get_classes() {
        let html = highlight("rust", "let x = \"<a>\"; // why\n").unwrap();
        assert!(html.contains(r#"<span class="hl-k">let"#), "{html}");
        assert!(html.contains(r#"<span class="hl-s">"#) && html.contains("&lt;a&gt;"), "{html}");
        assert!(html.contains(r#"<span class="hl-c">// why"#), "{html}");
    }

    #[test]
    fn an_unknown_language_and_very_long_code_stay_plain() {
        assert_eq!(highlight("no-such-language", "x"), None);
        assert_eq!(highlight("", "x"), None);
        assert_eq!(highlight("rust", &"x\n".repeat(MAX_CODE)), None);
        assert_eq!(highlight("rust", &"x".repeat(MAX_LINE + 1)), None);
    }

    #[test]
    fn nothing_of_the_code_is_lost() {
        let code = "def f(a):\n\treturn {'k': [1, 2]}  # ü\n";
        let html = highlight("python", code).unwrap();
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        assert_eq!(text, code);
    }
}
