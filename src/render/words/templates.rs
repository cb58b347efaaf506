//! Strings in templates: `{{ t.record.impact }}` becomes its text before the template is read, so that a page pays nothing
//! for it and a name that there isn't is found at once. What has placeholders is filled by the filter `fill`.

use super::Words;
use super::pattern::Pattern;
use super::plural::{FORMS, LANGUAGE, Rules};
use super::tree::is_plural;
use crate::escape::push_text;
use tera::{Kwargs, State, TeraResult, Value};

/// How templates call the strings.
const NAME: &str = "t.";

/// The template with its strings in place. An error names the line, and the string that there isn't.
pub fn fold(template: &str, words: &Words) -> Result<String, String> {
    let (mut out, mut rest) = (String::with_capacity(template.len() * 2), template);
    while let Some(start) = rest.find(['{']) {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let end = match tag.as_bytes().get(1) {
            Some(b'{') => tag.find("}}"),
            Some(b'%') => tag.find("%}"),
            Some(b'#') => {
                let length = tag.find("#}").map_or(tag.len(), |at| at + 2);
                out.push_str(&tag[..length]);
                rest = &tag[length..];
                continue;
            }
            _ => None,
        };
        let Some(end) = end else {
            out.push('{');
            rest = &tag[1..];
            continue;
        };
        let (inside, after) = (&tag[2..end], &tag[end + 2..]);
        let line = || out.matches('\n').count() + 1;
        let failed = |path: &str| format!("line {}: there is no string `{NAME}{path}`", line());
        let whole = inside.trim().strip_prefix(NAME).filter(|path| tag.starts_with("{{") && is_path(path));
        match whole {
            Some("content_lang") => out.push_str(&words.lang(None)),
            Some(path) if words.0.tree.contains_key(path) => {
                let text = words.0.tree.get(path).map_or("", String::as_str);
                let mut html = String::with_capacity(text.len());
                push_text(&mut html, text);
                // Lines of the template keep their numbers, which messages name.
                out.push_str(&if html.contains('\n') { format!("{{{{ {} | safe }}}}", quote(&html)) } else { html });
            }
            _ => {
                let inside = literals(inside, words).map_err(|path| failed(&path))?;
                out.push_str(&tag[..2]);
                out.push_str(&inside);
                out.push_str(&tag[end..end + 2]);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The script with its strings in place: `"{{ t.your_version.fix }}"` becomes the string's text in quotes, and a plural an object of its
/// forms. An error names the string that there isn't.
pub fn fold_script(script: &str, words: &Words) -> Result<String, String> {
    let mut parts = script.split("\"{{ t.");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (path, after) = part.split_once(" }}\"").unwrap_or((part, ""));
        let text = words.0.tree.get(path).map(|text| serde_json::Value::from(text.as_str()));
        let text = text.or_else(|| forms(path, words).map(|forms| forms.collect::<serde_json::Value>()));
        let text = text.ok_or_else(|| format!("there is no string `{NAME}{path}`"))?;
        out.push_str(&text.to_string());
        out.push_str(after);
    }
    Ok(out)
}

fn is_path(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'.')
}

/// An expression with literals in place of strings. An error is the name of one that there isn't.
fn literals(expression: &str, words: &Words) -> Result<String, String> {
    let (mut out, mut rest, mut quoted) = (String::new(), expression, None);
    while let Some(letter) = rest.chars().next() {
        match (quoted, letter) {
            (Some(_), '\\') => {
                out.push(letter);
                rest = &rest[1..];
            }
            (Some(quote), _) if letter == quote => quoted = None,
            (None, '"' | '\'' | '`') => quoted = Some(letter),
            (None, _)
                if rest.starts_with(NAME) && !out.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') =>
            {
                let path = &rest[NAME.len()..];
                let end = path.find(|c: char| !is_path(c.encode_utf8(&mut [0; 4]))).unwrap_or(path.len());
                let (path, after) = path.split_at(end);
                out.push_str(&literal(path, words).ok_or(path)?);
                rest = after;
                continue;
            }
            _ => {}
        }
        let Some(letter) = rest.chars().next() else { break };
        out.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    Ok(out)
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// One string, or all forms of a plural, with the language by which one is chosen.
fn literal(path: &str, words: &Words) -> Option<String> {
    let tree = &words.0.tree;
    if let Some(text) = tree.get(path) {
        return Some(quote(text));
    }
    let parts = forms(path, words)?.chain([(LANGUAGE, words.language())]);
    let parts = parts.map(|(name, text)| format!("{}: {}", quote(name), quote(text)));
    Some(format!("{{{}}}", parts.collect::<Vec<_>>().join(", ")))
}

/// Of a plural.
fn forms<'w>(path: &'w str, words: &'w Words) -> Option<impl Iterator<Item = (&'static str, &'w str)>> {
    let tree = &words.0.tree;
    let form = move |form: &&'static str| Some((*form, tree.get(&format!("{path}.{form}"))?.as_str()));
    is_plural(tree, path).then(|| FORMS.iter().filter_map(form))
}

/// `t.paging.page | fill(number=2, total=3)`: with these in its placeholders. Of a plural, `n` says which it is.
pub fn fill(value: &Value, values: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let number = || values.get::<i64>("n").ok().flatten().unwrap_or_default().to_string();
    let text = match value.as_map() {
        Some(map) => {
            let of = |key: &'static str| map.get(&key.into()).and_then(Value::as_str);
            let form = Rules::of(of(LANGUAGE).unwrap_or_default()).form(&number());
            of(form).or_else(|| of("other"))
        }
        None => value.as_str(),
    };
    let text = text.ok_or_else(|| tera::Error::message("`fill` wants one of the interface's strings"))?;
    let pattern = Pattern::read(text).ok_or_else(|| tera::Error::message("a brace that is no placeholder"))?;
    let filled = pattern.try_fill(
        |name, out| {
            if let Some(value) = values.iter().find(|(key, _)| key.as_str() == Some(name)).map(|value| value.1) {
                out.push_str(&state.escape_if_needed(value)?);
            }
            Ok::<_, tera::Error>(())
        },
        |text, out| {
            push_text(out, text);
            Ok(())
        },
    )?;
    Ok(Value::safe_string(&filled))
}
