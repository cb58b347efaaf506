//! HTML that an author wrote into Markdown: an allow-list, over the whole text, after it was rendered.
//!
//! Only texts that hold HTML come here. Their links were left unresolved, so that the author's and ours take the same way.

use super::nesting::{self, tag_end};
use super::writer::headings::Slugs;
use super::{Mode, Renderer};
use crate::escape;
use ammonia::Builder;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Elements of ammonia's default list that have no place in a text of ours.
const UNWANTED: [&str; 9] = ["area", "map", "center", "article", "aside", "header", "footer", "nav", "hgroup"];
/// Classes that rendered Markdown has; an author's own classes are dropped, so that nothing passes for the site's own.
const CLASSES: [&str; 19] = [
    "alert",
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "alert-title",
    "anchor",
    "box",
    "center",
    "code",
    "diagram",
    "footnotes",
    "heading",
    "raci",
    "right",
    "table",
    "task",
    "hl",
];

/// `before` are the ids that the page had before this text was rendered.
pub(super) fn clean(page: &mut Renderer, before: &Slugs, html: &str, top: usize) -> String {
    let filter = Filter {
        links: page.links.clone(),
        place: page.place.clone(),
        mode: page.mode,
        given: Mutex::new(Given {
            ours: page.slugs.since(before),
            seen: HashSet::new(),
            slugs: std::mem::take(&mut page.slugs),
        }),
    };
    let filter = Arc::new(filter);
    let theirs = Arc::clone(&filter);
    let mut builder = Builder::default();
    builder
        .rm_tags(UNWANTED)
        .add_tags(["tfoot"])
        .link_rel(None)
        .url_schemes(["http", "https", "mailto"].into())
        .add_generic_attributes(["id", "class", "role", "aria-label", "tabindex"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("details", ["open"])
        .rm_tag_attributes("img", ["align"])
        .rm_tag_attributes("hr", ["align", "size", "width"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .attribute_filter(move |tag, name, value| theirs.attribute(tag, name, value));
    for tag in ["td", "th", "tr", "tbody", "thead", "tfoot", "col", "colgroup"] {
        builder.rm_tag_attributes(tag, ["align", "char", "charoff"]);
    }
    // What no reader sees, and what names things that aren't there.
    for (tag, names) in [
        ("a", &["hreflang"][..]),
        ("del", &["datetime"]),
        ("ins", &["datetime"]),
        ("td", &["headers"]),
        ("th", &["headers"]),
    ] {
        builder.rm_tag_attributes(tag, names);
    }
    let html = builder.clean(html).to_string();
    drop(builder);
    let mut given = filter.given.lock().unwrap_or_else(PoisonError::into_inner);
    page.slugs = std::mem::take(&mut given.slugs);
    nesting::put_right(&pictures_without_source(&html), top)
}

struct Filter {
    links: crate::render::Links,
    place: crate::render::links::Place,
    mode: Mode,
    given: Mutex<Given>,
}

struct Given {
    /// Ids that rendering this text gave.
    ours: HashSet<String>,
    seen: HashSet<String>,
    slugs: Slugs,
}

impl Filter {
    fn attribute<'v>(&self, tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
        let feed = self.mode == Mode::Feed;
        match (tag, name) {
            (_, "class" | "id" | "role" | "tabindex" | "aria-label") if feed => None,
            (_, "class") => classes(value),
            (_, "id") => self.id(value).then_some(Cow::Borrowed(value)),
            ("div" | "pre", "tabindex") => (value == "0").then_some(Cow::Borrowed(value)),
            ("div", "role") => matches!(value, "region" | "note").then_some(value.into()),
            ("span", "role") => (value == "img").then_some(value.into()),
            ("a", "role") => matches!(value, "doc-noteref" | "doc-backlink").then_some(value.into()),
            ("div" | "span" | "a", "aria-label") => Some(value.into()),
            (_, "tabindex" | "role" | "aria-label") => None,
            ("details", "open") => Some("".into()),
            ("bdo", "dir") => matches!(value, "ltr" | "rtl").then_some(value.into()),
            ("td" | "th", "colspan" | "rowspan") | ("col" | "colgroup", "span") => {
                matches!(value.parse(), Ok(1..=1000u16)).then_some(value.into())
            }
            ("th", "scope") => matches!(value, "col" | "row" | "colgroup" | "rowgroup").then_some(value.into()),
            ("ol", "start") => value.parse::<i32>().is_ok().then_some(value.into()),
            ("img", "src") => self.links.picture(&self.place, value).and_then(|_| self.href(value)).map(Cow::Owned),
            (_, "href" | "cite" | "src") => self.href(value).map(Cow::Owned),
            ("img", "width" | "height") => value.bytes().all(|byte| byte.is_ascii_digit()).then_some(value.into()),
            _ => Some(Cow::Borrowed(value)),
        }
    }

    fn href(&self, value: &str) -> Option<String> {
        match self.mode {
            Mode::Page => self.links.resolve(&self.place, value),
            Mode::Feed => self.links.resolve_absolute(&self.place, value),
        }
    }

    /// The first element with an id keeps it, unless another text of the page or the template has it.
    fn id(&self, id: &str) -> bool {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let well_formed = !id.is_empty() && !id.contains(char::is_whitespace);
        let free = given.ours.contains(id) || given.slugs.claim(id);
        well_formed && free && given.seen.insert(id.to_string())
    }
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let ours = |class: &&str| CLASSES.contains(class) || class.starts_with("hl-");
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(ours).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}

/// A picture that lost its address becomes its alternative text; one that has no such text says nothing, and says so.
fn pictures_without_source(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<img") {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let end = tag_end(tag);
        let (tag, after) = tag.split_at(end);
        if tag.contains(" src=\"") {
            let tag = tag.strip_prefix("<img").unwrap_or(tag);
            out.push_str(if tag.contains(" alt=\"") { "<img" } else { "<img alt=\"\"" });
            out.push_str(tag);
        } else if let Some(alt) = tag.split(" alt=\"").nth(1).and_then(|part| part.split('"').next()) {
            escape::push_text(&mut out, &unescape(alt));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
