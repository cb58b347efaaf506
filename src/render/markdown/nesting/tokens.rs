//! Cleaned HTML as its tags and texts: each element that is opened is closed, and quotes are around all values.

use super::models::{Kind, kind};

#[derive(Clone, Copy)]
pub(super) enum Token<'h> {
    Open(Tag<'h>),
    Close,
    Text(&'h str),
}

#[derive(Clone, Copy)]
pub(super) struct Tag<'h> {
    pub name: &'h str,
    /// With the space before them.
    pub attributes: &'h str,
    /// Where the element is closed; for one without content, the token itself.
    pub end: usize,
}

pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut open = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !text.is_empty() {
            out.push(Token::Text(text));
        }
        let (tag, after) = tag.split_at(tag_end(tag));
        rest = after;
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        if inner.starts_with('/') {
            if let Some(start) = open.pop() {
                let end = out.len();
                if let Some(Token::Open(tag)) = out.get_mut(start) {
                    tag.end = end;
                }
                out.push(Token::Close);
            }
        } else if !inner.is_empty() {
            let (name, attributes) = inner.split_at(inner.find(' ').unwrap_or(inner.len()));
            if !matches!(kind(name), Kind::Empty | Kind::Rule | Kind::Column) {
                open.push(out.len());
            }
            out.push(Token::Open(Tag { name, attributes, end: out.len() }));
        }
    }
    out
}

impl Token<'_> {
    pub fn is_blank(&self) -> bool {
        matches!(self, Token::Text(text) if is_blank(text))
    }
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

/// The elements within that which starts at `start`, and `None` for each text between them that isn't blank.
pub(super) fn children<'t, 'h>(
    tokens: &'t [Token<'h>],
    start: usize,
) -> impl Iterator<Item = Option<(usize, Tag<'h>)>> + use<'t, 'h> {
    let mut at = start + 1;
    std::iter::from_fn(move || {
        loop {
            let token = *tokens.get(at)?;
            let here = at;
            at += 1;
            match token {
                Token::Close => {
                    at = tokens.len();
                    return None;
                }
                Token::Open(tag) => {
                    at = tag.end + 1;
                    return Some(Some((here, tag)));
                }
                Token::Text(_) if token.is_blank() => {}
                Token::Text(_) => return Some(None),
            }
        }
    })
}

/// Whether a list of terms is one: terms before what is said of them, in groups or without.
pub(super) fn are_terms(tokens: &[Token<'_>], start: usize) -> bool {
    let grouped = children(tokens, start).next().flatten().is_some_and(|(_, tag)| tag.name == "div");
    if !grouped {
        return in_turn(tokens, start);
    }
    children(tokens, start).all(|child| {
        child.is_some_and(|(at, tag)| tag.name == "div" && children(tokens, at).next().is_some() && in_turn(tokens, at))
    })
}

fn in_turn(tokens: &[Token<'_>], start: usize) -> bool {
    let mut last = "";
    for child in children(tokens, start) {
        match child.map(|(_, tag)| tag.name) {
            Some("dt") => last = "dt",
            Some("dd") if !last.is_empty() => last = "dd",
            _ => return false,
        }
    }
    last != "dt"
}

/// Behind the `>` that ends the tag, quotes minded.
pub(in super::super) fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}
