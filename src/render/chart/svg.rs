//! The canvas: elements with plain attributes, text escaped.

use crate::escape::push_text;
use crate::render::Html;
use std::fmt::Write;

pub struct Svg {
    out: String,
}

/// Where a text begins, ends or has its middle.
#[derive(Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    /// `title` is what a screen reader says of it.
    pub fn new(width: f64, height: f64, title: &str) -> Svg {
        let mut svg = Svg { out: String::with_capacity(4096) };
        svg.put(format_args!("<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\""));
        push_text(&mut svg.out, title);
        svg.out.push_str("\">");
        svg
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string doesn't fail.
        _ = self.out.write_fmt(text);
    }

    /// `title`, where there is one, shows when a pointer rests on it.
    pub fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64, title: &str) {
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            Short(x),
            Short(y),
            Short(width),
            Short(height)
        ));
        self.end("rect", title);
    }

    pub fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64, title: &str) {
        self.put(format_args!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"",
            Short(x),
            Short(y),
            Short(radius)
        ));
        self.end("circle", title);
    }

    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            Short(from.0),
            Short(from.1),
            Short(to.0),
            Short(to.1)
        ));
    }

    pub fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">",
            Short(x),
            Short(y)
        ));
        push_text(&mut self.out, text);
        self.out.push_str("</text>");
    }

    pub fn finish(mut self) -> Html {
        self.out.push_str("</svg>");
        Html::new(self.out)
    }

    fn end(&mut self, element: &str, title: &str) {
        if title.is_empty() {
            self.out.push_str("/>");
            return;
        }
        self.out.push_str("><title>");
        push_text(&mut self.out, title);
        self.put(format_args!("</title></{element}>"));
    }
}

/// With one decimal at most.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", (self.0 * 10.0).round() / 10.0)
    }
}
