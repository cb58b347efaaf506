//! The style sheet of what site.yaml changes: the theme's own variables with other values.

use crate::public::{Colour, Font, Style, Swatch};
use std::fmt::Write;

/// Linked behind the theme's style, before its `extra.css`.
pub const FILE: &str = "look.css";

pub fn css(style: &Style) -> String {
    let Style { colours, dark, fonts, icon: _ } = style;
    let mut css = String::from("/* Made of `theme` in site.yaml. */\n");
    let fonts = fonts.iter().map(|(of, families)| (variable_of(*of), families.clone()));
    rule(&mut css, swatches(colours).chain(fonts).collect());
    if !dark.is_empty() {
        css += "@media screen and (prefers-color-scheme: dark) {\n";
        rule(&mut css, swatches(dark).collect());
        css += "}\n";
    }
    css
}

fn rule(css: &mut String, variables: Vec<(&'static str, String)>) {
    if variables.is_empty() {
        return;
    }
    *css += ":root {\n";
    for (name, value) in variables {
        let _ = writeln!(css, "  --{name}: {value};");
    }
    *css += "}\n";
}

fn swatches(colours: &[(Swatch, Colour)]) -> impl Iterator<Item = (&'static str, String)> {
    colours.iter().flat_map(|(of, colour)| {
        let names: &[&str] = match of {
            Swatch::Ground => &["ground"],
            Swatch::Raised => &["raised"],
            Swatch::Text => &["text", "late"],
            Swatch::Quiet => &["quiet"],
            Swatch::Line => &["line"],
            Swatch::Link => &["link", "dot"],
        };
        names.iter().map(|name| (*name, colour.css()))
    })
}

fn variable_of(font: Font) -> &'static str {
    match font {
        Font::Text => "sans",
        Font::Headings => "serif",
        Font::Code => "mono",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_variable_is_one_of_the_built_in_style() {
        let colour = Colour([1, 2, 3]);
        let all = [Swatch::Ground, Swatch::Raised, Swatch::Text, Swatch::Quiet, Swatch::Line, Swatch::Link];
        let colours = all.map(|it| (it, colour)).to_vec();
        let fonts = [Font::Text, Font::Headings, Font::Code].map(|it| (it, "Arial".to_owned())).to_vec();
        let css = css(&Style { colours: colours.clone(), dark: colours, fonts, icon: None });
        let style = include_str!("../../../themes/default/style.css");
        for line in css.lines().filter(|line| line.starts_with("  --")) {
            let name = line.split_inclusive(':').next().unwrap_or_default().trim();
            assert!(style.contains(&format!("{name} ")), "{name}");
        }
        assert_eq!(css.matches("--link: #010203;").count(), 2);
    }
}
