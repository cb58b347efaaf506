//! What site.yaml changes of the theme's look: colours, fonts, the icon.

use super::words::vocabulary;
use serde::Serialize;

#[derive(Clone, PartialEq, Hash, Serialize, Debug)]
pub struct Style {
    /// On a light ground.
    pub colours: Vec<(Swatch, Colour)>,
    /// On a dark one.
    pub dark: Vec<(Swatch, Colour)>,
    /// Families, as CSS writes a list of them.
    pub fonts: Vec<(Font, String)>,
    /// A file of `static/`, for the browser's tab.
    pub icon: Option<String>,
}

impl Style {
    /// As the theme has it.
    pub fn plain() -> Self {
        Self { colours: Vec::new(), dark: Vec::new(), fonts: Vec::new(), icon: None }
    }

    pub fn is_plain(&self) -> bool {
        *self == Self::plain()
    }
}

vocabulary! {
    /// What has a colour of its own.
    Swatch {
        Ground "ground",
        Raised "raised",
        Text "text",
        Quiet "quiet",
        Line "line",
        Link "link",
    }
}

vocabulary! {
    Font {
        Text "text",
        Headings "headings",
        Code "code",
    }
}

/// Red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Debug)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// `#17568f` or `#fff`; quotes may be forgotten, and the `#` with them.
    pub fn parse(written: &str) -> Option<Self> {
        let digits: Vec<u8> = written
            .strip_prefix('#')
            .unwrap_or(written)
            .chars()
            .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
            .collect::<Option<_>>()?;
        match *digits {
            [red, green, blue] => Some(Self([red * 17, green * 17, blue * 17])),
            [r, red, g, green, b, blue] => Some(Self([r * 16 + red, g * 16 + green, b * 16 + blue])),
            _ => None,
        }
    }

    /// As CSS writes it.
    pub fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// How strongly two colours differ, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn a_colour_is_written_as_in_css() {
        assert_eq!(Colour::parse("#17568f").map(Colour::css).as_deref(), Some("#17568f"));
        assert_eq!(Colour::parse("FFF").map(Colour::css).as_deref(), Some("#ffffff"));
        for wrong in ["", "#", "red", "#1756", "#17568g", "url(x)"] {
            assert!(Colour::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let colour = |written| Colour::parse(written).expect("a colour");
        assert!((colour("#000").contrast(colour("#fff")) - 21.0).abs() < 0.01);
        assert!((colour("#777").contrast(colour("#fff")) - 4.48).abs() < 0.01);
    }
}
