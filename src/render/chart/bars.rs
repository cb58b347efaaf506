//! Counts over time, as bars of stacked parts.

use super::svg::{Anchor, Svg};
use crate::render::Html;

/// One bar: a period, and its parts from the bottom up.
pub struct Column {
    pub label: String,
    pub parts: Vec<Part>,
}

pub struct Part {
    pub label: String,
    /// 0 for the worst, 4 for the mildest.
    pub tone: usize,
    pub count: usize,
}

impl Column {
    fn total(&self) -> usize {
        self.parts.iter().map(|part| part.count).sum()
    }
}

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 34.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 24.0;
/// Room that a label needs.
const LABEL: f64 = 44.0;
/// A part of at least this height holds its number.
const ROOM: f64 = 13.0;
/// How wide a digit is.
const DIGIT: f64 = 7.0;

pub fn bars(columns: &[Column], title: &str) -> Html {
    let mut svg = Svg::new(WIDTH, HEIGHT, title);
    let top = round_up(columns.iter().map(Column::total).max().unwrap_or_default());
    let scale = (HEIGHT - TOP - BOTTOM) / top as f64;
    let ground = HEIGHT - BOTTOM;
    for step in 0..=2 {
        let value = top * step / 2;
        let y = ground - value as f64 * scale;
        if step > 0 {
            svg.line("grid", (LEFT, y), (WIDTH, y));
        }
        svg.text("axis", LEFT - 6.0, y + 4.0, Anchor::End, &value.to_string());
    }
    let pitch = (WIDTH - LEFT) / columns.len().max(1) as f64;
    let width = (pitch * 0.7).min(48.0);
    let every = (LABEL / pitch).ceil().max(1.0) as usize;
    for (at, column) in columns.iter().enumerate() {
        let middle = LEFT + pitch * (at as f64 + 0.5);
        stack(&mut svg, column, middle - width / 2.0, width, scale);
        // From the newest back, so that it always has its label.
        if (columns.len() - 1 - at).is_multiple_of(every) {
            svg.text("axis", middle, HEIGHT - 6.0, Anchor::Middle, &column.label);
        }
    }
    svg.line("ground", (LEFT, ground), (WIDTH, ground));
    svg.finish()
}

fn stack(svg: &mut Svg, column: &Column, x: f64, width: f64, scale: f64) {
    let mut y = HEIGHT - BOTTOM;
    for part in column.parts.iter().filter(|part| part.count > 0) {
        let height = part.count as f64 * scale;
        y -= height;
        let title = format!("{}: {} {}", column.label, part.count, part.label);
        // A hair of ground between two parts.
        let gap = if height > 3.0 { 1.0 } else { 0.0 };
        svg.rect(&format!("ramp-{}", part.tone), x, y, width, height - gap, &title);
        if height >= ROOM && width >= 5.0 + DIGIT * part.count.to_string().len() as f64 {
            let class = format!("on-ramp-{}", part.tone);
            svg.text(&class, x + width / 2.0, y + height / 2.0 + 3.5, Anchor::Middle, &part.count.to_string());
        }
    }
}

/// The next even number of one or two digits that people like to read.
fn round_up(most: usize) -> usize {
    let mut step = 1;
    loop {
        // The half of it stands on the axis, too.
        for nice in [2, 3, 4, 5, 6, 8, 10] {
            if nice * step >= most && (nice * step).is_multiple_of(2) {
                return nice * step;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_number_that_people_like_to_read() {
        assert_eq!([0, 1, 3, 10, 11, 45, 204, 4999].map(round_up), [2, 2, 4, 10, 20, 50, 300, 5000]);
    }

    #[test]
    fn each_part_says_what_it_counts_and_labels_are_escaped() {
        let part = |count| Part { label: "<b>".into(), tone: 1, count };
        let columns = [Column { label: "2026".into(), parts: vec![part(2), part(0)] }];
        let html = bars(&columns, "a & b").into_string();
        assert_eq!(html.matches("<rect").count(), 1);
        assert!(html.contains("<title>2026: 2 &lt;b&gt;</title>") && html.contains("aria-label=\"a &amp; b\""));
    }

    #[test]
    fn many_periods_share_the_labels() {
        let columns: Vec<Column> = (0..50).map(|at| Column { label: at.to_string(), parts: Vec::new() }).collect();
        let html = bars(&columns, "").into_string();
        assert!(html.contains(">49</text>") && html.matches("class=\"axis\"").count() < 15);
    }
}
