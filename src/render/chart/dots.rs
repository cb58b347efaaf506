//! Times as dots along a line of days, against what was promised.

use super::svg::{Anchor, Svg};
use crate::render::Html;

const WIDTH: f64 = 420.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 12.0;
const BOTTOM: f64 = 22.0;
const TOP: f64 = 18.0;
const PITCH: f64 = 8.0;
const RADIUS: f64 = 3.4;
/// Dots stand no higher than this; where there are more, one stands for several.
const HIGHEST: usize = 12;

/// `promised` with what is written beside it; `zero` is the start of the axis, with its unit. Says as well for how many records a dot stands.
pub fn dots(taken: &[u32], promised: Option<(u32, String)>, zero: &str, title: &str) -> (Html, usize) {
    let target = promised.as_ref().map(|promised| promised.0);
    let longest = taken.iter().copied().max().max(target).unwrap_or_default().max(1);
    let places = ((WIDTH - LEFT - RIGHT) / PITCH) as usize;
    let place = |value: u32| value as usize * (places - 1) / longest as usize;
    let mut stacks: Vec<(usize, usize)> = vec![(0, 0); places];
    for &value in taken {
        let (within, beyond) = &mut stacks[place(value)];
        *if target.is_some_and(|target| value > target) { beyond } else { within } += 1;
    }
    let tallest = stacks.iter().map(|(within, beyond)| within + beyond).max().unwrap_or_default();
    let each = tallest.div_ceil(HIGHEST).max(1);
    // Within and beyond the target are rounded up apart.
    let rows = stacks.iter().map(|(within, beyond)| within.div_ceil(each) + beyond.div_ceil(each)).max().unwrap_or(1);
    let height = TOP + rows as f64 * PITCH + BOTTOM;
    let mut svg = Svg::new(WIDTH, height, title);
    let ground = height - BOTTOM;
    let x = |value: f64| LEFT + PITCH * (value * (places - 1) as f64 / f64::from(longest) + 0.5);
    for (at, &(within, beyond)) in stacks.iter().enumerate() {
        let middle = LEFT + PITCH * (at as f64 + 0.5);
        let (kept, all) = (within.div_ceil(each), within.div_ceil(each) + beyond.div_ceil(each));
        for row in 0..all {
            let class = if row < kept { "dot" } else { "dot late" };
            svg.circle(class, middle, ground - PITCH * (row as f64 + 0.5) - 1.0, RADIUS, "");
        }
    }
    svg.line("ground", (LEFT, ground), (WIDTH - RIGHT, ground));
    svg.text("axis", LEFT, height - 6.0, Anchor::Start, zero);
    svg.text("axis", WIDTH - RIGHT, height - 6.0, Anchor::End, &longest.to_string());
    if let Some((target, mark)) = promised {
        let at = x(f64::from(target)) + PITCH / 2.0;
        svg.line("target", (at, TOP - 4.0), (at, ground));
        let anchor = if at < WIDTH / 2.0 { Anchor::Start } else { Anchor::End };
        svg.text("axis", at, TOP - 6.0, anchor, &mark);
    }
    (svg.finish(), each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_time_is_a_dot_and_late_ones_are_marked() {
        let (html, each) = dots(&[1, 1, 5, 20], Some((7, "target: 7".into())), "0 days", "");
        let html = html.into_string();
        assert_eq!(
            (html.matches("class=\"dot\"").count(), html.matches("class=\"dot late\"").count(), each),
            (3, 1, 1)
        );
        assert!(html.contains("target: 7"));
    }

    #[test]
    fn thousands_fit_and_say_how_many_a_dot_stands_for() {
        let taken: Vec<u32> = (0..5000).map(|at| at % 90).collect();
        let (html, each) = dots(&taken, None, "0 days", "");
        assert!(each > 1 && html.into_string().matches("<circle").count() <= 50 * (HIGHEST + 1));
    }

    #[test]
    fn the_ends_of_the_scale_have_a_place() {
        dots(&[], None, "0 days", "");
        dots(&[0, 0, 0], None, "0 days", "");
        dots(&[u32::MAX; 3], Some((u32::MAX, String::new())), "0 days", "");
    }
}
