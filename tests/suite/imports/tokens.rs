//! One source file as tokens: what it defines, what it imports, and every path in it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// `use a::b as c`: `c`, and the path as it is written. A glob's name is `*`.
pub struct Import {
    pub name: String,
    pub path: Vec<String>,
}

pub struct Source {
    /// Below `src/`.
    pub path: String,
    pub defined: BTreeSet<String>,
    pub imports: Vec<Import>,
    /// Modules that are declared for tests or fuzzing alone.
    pub test_modules: BTreeSet<String>,
    paths: Vec<Vec<String>>,
}

impl Source {
    pub fn read(path: &str, module: &[String], text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|_| panic!("{path} is no Rust"));
        let mut source = Self {
            path: path.to_owned(),
            defined: BTreeSet::new(),
            imports: Vec::new(),
            test_modules: BTreeSet::new(),
            paths: Vec::new(),
        };
        source.walk(&tokens.into_iter().collect::<Vec<_>>(), module.is_empty() || !module.is_empty());
        source
    }

    /// Every path of the file, from the root of the crate.
    pub fn absolute_paths(&self, module: &[String], is_module: impl Fn(&[String]) -> bool + Copy) -> Vec<Vec<String>> {
        let written = self.imports.iter().map(|import| &import.path).chain(&self.paths);
        let mut all = Vec::new();
        for path in written {
            let first = path.first().map(String::as_str).unwrap_or_default();
            let import = self.imports.iter().find(|import| import.name == first && import.name != "*");
            let named = match import {
                Some(import) if !matches!(first, "crate" | "super" | "self") && import.path != *path => {
                    [&import.path, &path[1..]].concat()
                }
                _ => path.clone(),
            };
            all.extend(self.absolute(module, &named, is_module));
        }
        all
    }

    /// A path as it is written in this file, from the root of the crate. `None`: it leads out of the crate.
    pub fn absolute(
        &self,
        module: &[String],
        path: &[String],
        is_module: impl Fn(&[String]) -> bool,
    ) -> Option<Vec<String>> {
        let mut here = module.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (here, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    here.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                here.push(child.to_owned());
                if !is_module(&here) {
                    return None;
                }
                here.pop();
            }
        }
        Some([&here, rest].concat())
    }

    fn walk(&mut self, tokens: &[TokenTree], items: bool) {
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Punct(hash) if hash.as_char() == '#' && attribute(tokens, at).is_some() => {
                    let (end, text) = attribute(tokens, at).unwrap_or((at + 1, String::new()));
                    at = end;
                    if text.starts_with("cfg")
                        && (text.contains("test") || text.contains("fuzzing"))
                        && !text.contains("not")
                    {
                        at = self.skip_item(tokens, at);
                    }
                }
                TokenTree::Ident(word) if word == "use" && items => at = self.import(tokens, at + 1),
                TokenTree::Ident(word) => {
                    let kinds = ["struct", "enum", "fn", "type", "trait", "const", "static", "union", "mod"];
                    if items
                        && kinds.iter().any(|kind| word == kind)
                        && let Some(TokenTree::Ident(name)) = tokens.get(at + 1)
                    {
                        self.defined.extend((word != "mod").then(|| name.to_string()));
                    }
                    if word == "macro_rules"
                        && let Some(TokenTree::Ident(name)) = tokens.get(at + 2)
                    {
                        self.defined.insert(name.to_string());
                    }
                    let (path, end) = written(tokens, at);
                    if path.len() > 1 {
                        self.paths.push(path);
                    }
                    at = end;
                }
                TokenTree::Group(group) => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.walk(&inside, false);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// Past the item that begins at `at`; a module that is declared there is for tests.
    fn skip_item(&mut self, tokens: &[TokenTree], mut at: usize) -> usize {
        while let Some(token) = tokens.get(at) {
            if let (TokenTree::Ident(word), Some(TokenTree::Ident(name))) = (token, tokens.get(at + 1)) {
                self.test_modules.extend((word == "mod").then(|| name.to_string()));
            }
            at += 1;
            match token {
                TokenTree::Punct(end) if matches!(end.as_char(), ';' | ',') => break,
                TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => break,
                _ => {}
            }
        }
        at
    }

    /// `use …;`, from behind the word.
    fn import(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let end = tokens[at..].iter().position(|token| matches!(token, TokenTree::Punct(end) if end.as_char() == ';'));
        let end = end.map_or(tokens.len(), |end| at + end);
        self.tree(&[], &tokens[at..end]);
        end + 1
    }

    fn tree(&mut self, before: &[String], tokens: &[TokenTree]) {
        let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
        for entry in tokens.split(comma) {
            let mut path = before.to_vec();
            let mut alias = None;
            for (at, token) in entry.iter().enumerate() {
                match token {
                    TokenTree::Ident(word) if word == "as" => alias = entry.get(at + 1).map(ToString::to_string),
                    TokenTree::Ident(word) if alias.is_none() => path.push(word.to_string()),
                    TokenTree::Punct(star) if star.as_char() == '*' => alias = Some("*".to_owned()),
                    TokenTree::Group(group) => {
                        self.tree(&path, &group.stream().into_iter().collect::<Vec<_>>());
                        path.clear();
                    }
                    _ => {}
                }
            }
            if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                path.pop();
            }
            let name = alias.or_else(|| path.last().cloned());
            self.imports.extend(name.filter(|_| !path.is_empty()).map(|name| Import { name, path }));
        }
    }
}

/// `#[…]` at a place: where it ends, and its text.
fn attribute(tokens: &[TokenTree], at: usize) -> Option<(usize, String)> {
    let at = match tokens.get(at + 1)? {
        TokenTree::Punct(bang) if bang.as_char() == '!' => at + 2,
        _ => at + 1,
    };
    match tokens.get(at)? {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            Some((at + 1, group.stream().to_string()))
        }
        _ => None,
    }
}

/// `a::b::c` at a place, and where it ends.
fn written(tokens: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut path = Vec::new();
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        path.push(word.to_string());
        let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == ':');
        at += 1;
        if !(colon(at) && colon(at + 1) && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)))) {
            break;
        }
        at += 2;
    }
    (path, at.max(1))
}
