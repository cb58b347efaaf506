//! Of a picture, what is on the list: shapes, text and arrowheads, in classes of the theme's own.
//!
//! What only decorates is left out. What would load, link, run or embed something, and every element that the list doesn't
//! know, refuses the whole picture.

use super::{Kind, Undrawn, path, words};
use crate::escape::push_text;
use roxmltree::{Document, Node};
use std::collections::HashMap;

/// Deeper pictures are none that a reader can follow.
const DEEPEST: usize = 64;

/// Left out with all that is in them.
const LEFT_OUT: [&str; 9] =
    ["style", "filter", "linearGradient", "radialGradient", "symbol", "title", "desc", "metadata", "clipPath"];

/// What the picture calls its parts, and what the theme does.
const CLASSES: [(&str, &str); 43] = [
    ("node", "d-node"),
    ("cluster", "d-group"),
    ("flowchart-link", "d-line"),
    ("edge-pattern-dotted", "d-dotted"),
    ("edge-pattern-dashed", "d-dotted"),
    ("edge-thickness-thick", "d-thick"),
    ("edge-thickness-invisible", "d-unseen"),
    ("background", "d-halo"),
    ("actor", "d-node"),
    ("actor-man", "d-node"),
    ("actor-line", "d-life"),
    ("messageLine0", "d-line"),
    ("messageLine1", "d-line d-dotted"),
    ("loopLine", "d-frame"),
    ("labelBox", "d-node"),
    ("note", "d-note"),
    ("activation0", "d-node"),
    ("activation1", "d-node"),
    ("activation2", "d-node"),
    ("rect", "d-group"),
    // States and classes.
    ("statediagram-cluster", "d-group"),
    ("statediagram-note", "d-note"),
    ("state-start", "d-solid"),
    ("transition", "d-line"),
    ("note-edge", "d-dotted"),
    ("relation", "d-line"),
    ("extension", "d-hollow"),
    ("aggregation", "d-hollow"),
    // Plans and timelines.
    ("section", "d-band"),
    ("tick", "d-tick"),
    ("domain", "d-tick"),
    ("task", "d-node"),
    ("crit", "d-thick"),
    ("node-bkg", "d-node"),
    ("node-line", "d-tick"),
    ("lineWrapper", "d-line"),
    // Shares and histories.
    ("pieOuterCircle", "d-life"),
    ("commit", "d-node"),
    ("arrow", "d-line"),
    ("branch", "d-frame"),
    ("branchLabelBkg", "d-group"),
    ("commit-label-bkg", "d-halo"),
    ("tag-label-bkg", "d-note"),
];
/// Shades of the parts of a whole.
const SHADES: usize = 4;
/// What depends on the clock.
const TODAY: &str = "today";

/// Classes of text; it is never a shape.
const TEXTS: [(&str, &str); 9] = [
    ("sequenceNumber", "d-number"),
    ("taskText", "d-middle d-small"),
    ("titleText", "d-middle"),
    ("pieTitleText", "d-middle"),
    ("taskTextOutsideLeft", "d-end d-small"),
    ("taskTextOutsideRight", "d-small"),
    ("sectionTitle", "d-small"),
    ("commit-label", "d-tiny"),
    ("tag-label", "d-tiny"),
];

/// Attributes that are one number, with the letters that may follow it.
const NUMBERS: [&str; 18] = [
    "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width", "height", "refX", "refY",
    "orient",
];
/// Attributes that are one of these words.
const WORDS: [(&str, &[&str]); 6] = [
    ("text-anchor", &["start", "middle", "end"]),
    ("dominant-baseline", &["central", "middle", "hanging"]),
    ("alignment-baseline", &["central", "middle", "hanging"]),
    ("orient", &["auto", "auto-start-reverse"]),
    ("markerUnits", &["userSpaceOnUse", "strokeWidth"]),
    ("fill", &["none"]),
];

/// The picture's own names for its arrowheads, and ours.
type Markers = HashMap<String, String>;

/// Writes the picture anew; ids in it begin with `id`.
pub fn sanitize(svg: &str, kind: Kind, id: &str) -> Result<String, Undrawn> {
    let document = Document::parse(svg).map_err(|_| Undrawn::Faulty)?;
    let root = document.root_element();
    let size: Vec<f64> =
        root.attribute("viewBox").unwrap_or_default().split(' ').filter_map(|part| part.parse().ok()).collect();
    let &[x, y, width, height] = size.as_slice() else { return Err(Undrawn::Faulty) };
    if root.tag_name().name() != "svg" || !(1.0..=20_000.0).contains(&width) || !(1.0..=20_000.0).contains(&height) {
        return Err(Undrawn::TooLarge);
    }
    let mut markers = Markers::new();
    for node in root.descendants() {
        for name in ["marker-start", "marker-end"].into_iter().filter_map(|it| marker(node.attribute(it)?)) {
            let count = markers.len();
            markers.entry(name.to_owned()).or_insert_with(|| format!("{id}.{count}"));
        }
    }
    let mut picture = Picture { out: String::with_capacity(svg.len() / 3), markers };
    // Labels that begin where they stand, and aren't in its middle.
    let left = matches!(kind, Kind::State | Kind::Class);
    picture.out.push_str(if left { "<g class=\"d-left\">" } else { "" });
    picture.children(root, 0)?;
    picture.out.push_str(if left { "</g>" } else { "" });
    let [x, y, width, height] = [x, y, width, height].map(|it| path::number(it, 1));
    // What runs along a time is read by going along it: on a phone it isn't made small.
    let wide = if matches!(kind, Kind::Gantt | Kind::Timeline) { "class=\"d-wide\" " } else { "" };
    Ok(format!(
        "{wide}viewBox=\"{x} {y} {width} {height}\" width=\"{width}\" height=\"{height}\">{}</svg>",
        picture.out
    ))
}

/// `url(#name)`, a place in the picture itself.
fn marker(value: &str) -> Option<&str> {
    value.strip_prefix("url(#")?.strip_suffix(')')
}

struct Picture {
    out: String,
    markers: Markers,
}

impl Picture {
    fn children(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), Undrawn> {
        node.children().filter(Node::is_element).try_for_each(|child| self.element(child, depth + 1))
    }

    fn element(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), Undrawn> {
        let name = node.tag_name().name();
        if depth > DEEPEST || node.tag_name().namespace() != Some("http://www.w3.org/2000/svg") {
            return Err(Undrawn::Foreign);
        }
        match name {
            _ if has_class(node, TODAY) => Ok(()),
            "svg" | "g" | "a" | "defs" => self.group(node, depth),
            "marker" => match self.markers.get(node.attribute("id").unwrap_or_default()) {
                Some(id) => {
                    let cross = node.attribute("id").is_some_and(|value| value.contains("cross"));
                    let id = format!(" id=\"{id}\"{}", if cross { " class=\"d-cross\"" } else { "" });
                    self.whole(node, "marker", &id, depth)
                }
                None => Ok(()),
            },
            "path" | "rect" | "circle" | "ellipse" | "line" | "polygon" | "polyline" => {
                // A box around no label, or around a label that has a box of its own.
                let empty = |name| matches!(node.attribute(name), None | Some("0"));
                if !(name == "rect" && (empty("width") || empty("height"))) {
                    self.whole(node, name, "", depth)?;
                }
                Ok(())
            }
            "text" => {
                self.text(node);
                Ok(())
            }
            left_out if LEFT_OUT.contains(&left_out) => Ok(()),
            _ => Err(Undrawn::Foreign),
        }
    }

    /// A group that moves or paints nothing is no more than what is in it; an empty one is nothing.
    fn group(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), Undrawn> {
        let attributes = self.attributes(node, "g");
        let before = self.out.len();
        if !attributes.is_empty() {
            self.out.push_str("<g");
            self.out.push_str(&attributes);
            self.out.push('>');
        }
        let start = self.out.len();
        self.children(node, depth)?;
        if self.out.len() == start {
            self.out.truncate(before);
        } else if !attributes.is_empty() {
            self.out.push_str("</g>");
        }
        Ok(())
    }

    fn whole(&mut self, node: Node<'_, '_>, name: &str, more: &str, depth: usize) -> Result<(), Undrawn> {
        let attributes = self.attributes(node, name);
        self.out.push_str(&format!("<{name}{more}{attributes}>"));
        let start = self.out.len();
        self.children(node, depth)?;
        if self.out.len() == start {
            self.out.truncate(start - 1);
            self.out.push_str("/>");
        } else {
            self.out.push_str(&format!("</{name}>"));
        }
        Ok(())
    }

    /// Rows stay apart, the words of a row are joined.
    fn text(&mut self, node: Node<'_, '_>) {
        let mut rows = Vec::new();
        for child in node.children() {
            match child.text() {
                Some(text) if child.is_text() => rows.push((String::new(), text.to_owned())),
                _ if child.tag_name().name() == "tspan" => {
                    let words: String =
                        child.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
                    rows.push((self.attributes(child, "tspan"), words));
                }
                _ => {}
            }
        }
        rows.retain(|(_, words)| !words.trim().is_empty());
        if rows.is_empty() {
            return;
        }
        let attributes = self.attributes(node, "text");
        self.out.push_str(&format!("<text{attributes}>"));
        for (attributes, words) in rows {
            match attributes.as_str() {
                "" => push_text(&mut self.out, &words::decode(&words)),
                attributes => {
                    self.out.push_str(&format!("<tspan{attributes}>"));
                    push_text(&mut self.out, &words::decode(words.trim()));
                    self.out.push_str("</tspan>");
                }
            }
        }
        self.out.push_str("</text>");
    }

    /// All that is on the list, each with a space before it.
    fn attributes(&self, node: Node<'_, '_>, element: &str) -> String {
        let mut out = String::new();
        let mut push = |name: &str, value: &str| {
            out.push_str(&format!(" {name}=\""));
            push_text(&mut out, value);
            out.push('"');
        };
        let mut classes = classes(node.attribute("class").unwrap_or_default(), element);
        if let Some(part) = part_of_whole(node) {
            classes = format!("d-s{}", part % SHADES + 1);
        }
        if !classes.is_empty() {
            push("class", &classes);
        }
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            let (name, value) = (attribute.name(), attribute.value());
            let kept = match name {
                "d" => path::shorten(value),
                "points" => numbers(value, 1),
                "viewBox" if element == "marker" => numbers(value, 2),
                "markerWidth" | "markerHeight" => numbers(value, 2),
                "transform" => transform(value),
                "marker-start" | "marker-end" => {
                    marker(value).and_then(|marker| Some(format!("url(#{})", self.markers.get(marker)?)))
                }
                name if NUMBERS.contains(&name) && !(name == "orient" && value.starts_with('a')) => length(value),
                name => WORDS
                    .iter()
                    .find(|(word, values)| *word == name && values.contains(&value))
                    .map(|_| value.to_owned()),
            };
            if let Some(kept) = kept {
                push(name, &kept);
            }
        }
        // What presentation says in CSS, the theme says; but for where the text stands.
        let style = node.attribute("style").unwrap_or_default();
        for (name, value) in style.split(';').filter_map(|part| part.split_once(':')) {
            let (name, value) = (name.trim(), value.trim());
            let known = WORDS[..3].iter().any(|(word, values)| *word == name && values.contains(&value));
            if known && node.attribute(name).is_none() {
                push(name, value);
            }
        }
        out
    }
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|it| it == class))
}

/// Which part of a whole a slice shows, or a square beside its name: their colours are in the order of both.
fn part_of_whole(node: Node<'_, '_>) -> Option<usize> {
    let before = |node: Node<'_, '_>, class| node.prev_siblings().skip(1).filter(|it| has_class(*it, class)).count();
    let in_legend = |node: &Node<'_, '_>| has_class(*node, "legend");
    match node.tag_name().name() {
        "path" if has_class(node, "pieCircle") => Some(before(node, "pieCircle")),
        "rect" => node.parent().filter(in_legend).map(|legend| before(legend, "legend")),
        _ => None,
    }
}

fn classes(value: &str, element: &str) -> String {
    let table: &[(&str, &str)] = if element == "text" || element == "tspan" { &TEXTS } else { &CLASSES };
    let mut classes: Vec<&str> = Vec::new();
    for class in value.split_ascii_whitespace() {
        // Some have a number behind them, of the section that they are in.
        let bare = class.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
        let found = table.iter().find(|(theirs, _)| *theirs == class).or_else(|| table.iter().find(|it| it.0 == bare));
        if let Some(&(_, ours)) = found
            && !classes.contains(&ours)
        {
            classes.push(ours);
        }
    }
    classes.join(" ")
}

/// A number, in pixels or in the text's own size.
fn length(value: &str) -> Option<String> {
    let (digits, unit) = match value.strip_suffix("em") {
        Some(digits) => (digits, "em"),
        None => (value.strip_suffix("px").unwrap_or(value), ""),
    };
    let number: f64 = digits.trim().parse().ok()?;
    number.is_finite().then(|| path::number(number, if unit.is_empty() { 1 } else { 2 }) + unit)
}

fn numbers(value: &str, decimals: usize) -> Option<String> {
    let parts = value.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
    let parts: Option<Vec<String>> = parts
        .map(|part| {
            part.parse().ok().filter(|value: &f64| value.is_finite()).map(|value| path::number(value, decimals))
        })
        .collect();
    parts.map(|part| part.join(" "))
}

/// `translate(1, 2)` and its like, one after another.
fn transform(value: &str) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    for part in value.split(')').map(str::trim).filter(|it| !it.is_empty()) {
        let (name, inside) = part.split_once('(')?;
        let name = name.trim_start_matches([',', ' ']).trim();
        if !["translate", "rotate", "scale", "matrix"].contains(&name) {
            return None;
        }
        out.push(format!("{name}({})", numbers(inside, 2)?));
    }
    let moves = |it: &&String| it.as_str() != "translate(0 0)" && it.as_str() != "translate(0)";
    let out: Vec<&str> = out.iter().filter(moves).map(String::as_str).collect();
    (!out.is_empty()).then(|| out.join(" "))
}
