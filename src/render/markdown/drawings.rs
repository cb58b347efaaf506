//! Diagrams among the text: the picture, in a box that scrolls by itself on a phone, and the same in words.

use super::{Renderer, Writer};
use crate::escape::{escaped, push_text};
use crate::render::diagram::{self, Drawing, Kind};
use crate::render::words::Text;

/// Those of a page.
#[derive(Clone, Default)]
pub(super) struct Drawings {
    /// On the page so far.
    count: usize,
    /// In the text at hand.
    here: usize,
    /// Of a text that is yet to be cleaned: the picture, and the source to stand in its place.
    aside: Vec<(String, String)>,
}

impl Drawings {
    pub fn next_text(&mut self) {
        self.here = 0;
    }

    /// Puts pictures in their places in a cleaned text. Where an author's own HTML pretends to be such a place, there are
    /// several, or none; the source stands in all of them then, as two pictures can't have the same ids.
    pub fn put(&mut self, html: String) -> String {
        std::mem::take(&mut self.aside).into_iter().enumerate().fold(html, |html, (at, (picture, source))| {
            let place = place(at);
            let content = if html.matches(&place).count() == 1 { picture } else { source };
            let html = html.replace(&place, &content);
            // Within a line there is place for its words alone.
            let words = content.trim_start_matches(|c| c != '>').trim_start_matches('>');
            let words = if content.starts_with("<pre") { words.trim_end().trim_end_matches("</pre>") } else { "" };
            html.replace(&mark(at), words)
        })
    }
}

fn place(at: usize) -> String {
    format!("<div>{}</div>", mark(at))
}

/// Characters that mean nothing anywhere; they are part of no picture and no escaped source.
fn mark(at: usize) -> String {
    format!("\u{f0000}{at}\u{f0000}")
}

impl Renderer {
    /// Names like `diagram.1` can't be those of a heading.
    fn next_drawing(&mut self) -> Option<String> {
        self.drawings.here += 1;
        (self.drawings.here <= diagram::MOST).then(|| format!("diagram.{}", self.drawings.count + 1))
    }
}

impl Writer<'_> {
    /// Whether it could be drawn.
    pub(super) fn draw(&mut self, source: &str) -> bool {
        if self.feed() {
            return false;
        }
        let Some(id) = self.page.next_drawing() else { return false };
        let Ok(drawing) = diagram::draw(source, &id) else { return false };
        self.page.drawings.count += 1;
        let picture = figure(&drawing, self.page.drawings.count, &self.page.words.text);
        if !self.raw {
            self.out.push_str(&picture);
            return true;
        }
        // Cleaning would take the picture apart.
        self.capture();
        self.code_block(diagram::LANGUAGE, source);
        let source = self.captured();
        let place = place(self.page.drawings.aside.len());
        self.out.push_str(&place);
        self.page.drawings.aside.push((picture, source));
        true
    }
}

/// Who doesn't see the picture hears what it is, and reads it in words.
fn figure(drawing: &Drawing, number: usize, say: &Text) -> String {
    let number = number.to_string();
    let kind = match drawing.kind {
        Kind::Flowchart => &say.flowchart,
        Kind::Sequence => &say.sequence,
        Kind::Class => &say.class_diagram,
        Kind::Gantt => &say.gantt,
        Kind::GitGraph => &say.git_graph,
        Kind::Pie => &say.pie,
        Kind::State => &say.state_diagram,
        Kind::Timeline => &say.timeline,
    };
    let mut out = format!(
        "<figure class=\"diagram\"><div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\
         <svg role=\"img\" aria-label=\"{}",
        escaped(&say.diagram.of(&number)),
        escaped(kind)
    );
    if let Some(name) = &drawing.name {
        out.push_str(": ");
        push_text(&mut out, name);
    }
    out.push_str("\" ");
    out.push_str(&drawing.svg);
    out.push_str("</div>");
    if let Some(name) = &drawing.name {
        out.push_str("<figcaption>");
        push_text(&mut out, name);
        out.push_str("</figcaption>");
    }
    out.push_str(&format!("<details><summary>{}</summary>\n", escaped(&say.diagram_words.of(&number))));
    if let Some(description) = &drawing.description {
        out.push_str("<p>");
        push_text(&mut out, description);
        out.push_str("</p>\n");
    }
    if !drawing.words.is_empty() {
        out.push_str("<ul>\n");
        for line in &drawing.words {
            out.push_str("<li>");
            push_text(&mut out, line);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</details></figure>\n");
    out
}
