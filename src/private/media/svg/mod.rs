//! SVG: a text that draws. Elements and attributes that SVG knows for drawing are written anew ([`names`]); all others go, and
//! with them what editors note, scripts, what runs on events, and foreign content.
//!
//! Comments, processing instructions and text outside of what shows text go. So do layers that are switched off ([`hidden`]),
//! links to other places ([`links`]) and style that loads something ([`css`]); pictures inside lose their own metadata. Titles
//! and descriptions stay: readers see or hear them. A document type is dropped, one that declares anything is refused,
//! and so is an entity that XML itself doesn't know. Ids and classes stay: links and styles need them.

mod css;
mod element;
mod hidden;
mod links;
mod names;
mod sanitizer;

use crate::escape;
use quick_xml::Reader;
use quick_xml::events::Event;
use sanitizer::Sanitizer;

/// `None`: damaged, or of a form that hides what it holds.
pub(super) fn clean(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut sanitizer = Sanitizer::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => sanitizer.open(&tag)?,
            Event::Empty(tag) => {
                sanitizer.open(&tag)?;
                sanitizer.close()?;
            }
            Event::End(_) => sanitizer.close()?,
            Event::Text(text) => sanitizer.text(&text.decode().ok()?)?,
            Event::CData(text) => sanitizer.text(&text.decode().ok()?)?,
            Event::GeneralRef(name) => sanitizer.text(&resolved(&format!("&{};", name.decode().ok()?))?)?,
            Event::DocType(declared) if declared.contains(&b'[') => return None,
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => sanitizer.gap(),
            Event::Eof => return sanitizer.finish(),
        }
    }
}

/// Whether a text's first element is `svg`, whatever prefix it has.
pub(super) fn opens(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some((end, after)) = prologue(rest) {
        match after.find(end) {
            Some(at) => rest = after[at + end.len()..].trim_start(),
            None => return false,
        }
    }
    let is_doctype = rest.get(..9).is_some_and(|value| value.eq_ignore_ascii_case("<!doctype"));
    let name = if is_doctype { rest[9..].trim_start() } else { rest.strip_prefix('<').unwrap_or_default() };
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '[')).next().unwrap_or_default();
    name.rsplit(':').next() == Some("svg")
}

/// How what may stand before the first element ends.
fn prologue(text: &str) -> Option<(&'static str, &str)> {
    let opened = |start, end| text.strip_prefix(start).map(|after| (end, after));
    opened("<?", "?>").or_else(|| opened("<!--", "-->"))
}

/// With the entities that XML knows resolved, if all characters are XML's.
fn resolved(raw: &str) -> Option<String> {
    let text = quick_xml::escape::unescape(raw).ok()?;
    is_xml(&text).then(|| text.into_owned())
}

fn is_xml(text: &str) -> bool {
    text.chars().all(|letter| escape::is_xml(letter) && !is_noncharacter(letter))
}

/// No text may hold one: within Fanlight they mark places.
fn is_noncharacter(it: char) -> bool {
    matches!(it, '\u{FDD0}'..='\u{FDEF}') || u32::from(it) & 0xFFFE == 0xFFFE
}

/// Writes text, or an attribute's value. A reader of XML would make a line's end of a carriage return.
fn push_text(out: &mut String, text: &str) {
    for (at, part) in text.split('\r').enumerate() {
        out.push_str(if at > 0 { "&#13;" } else { "" });
        escape::push_text(out, part);
    }
}
