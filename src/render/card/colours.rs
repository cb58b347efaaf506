//! The colours of cards: those of the built-in theme on its light ground, since a preview stands on a page of another's.

use super::canvas::Ramp;
use crate::public::{self, Style, Swatch};

pub type Colour = [u8; 3];

pub const GROUND: Colour = [0xfc, 0xfc, 0xfa];
const INK: Colour = [0x1c, 0x20, 0x24];
const QUIET: Colour = [0x55, 0x5c, 0x63];
/// Of the large fanlight behind the words.
const LINE: Colour = [0xe2, 0xe2, 0xdb];

/// What a card is coloured by: how bad it is, or that it isn't.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// 0 for the worst, 4 for the mildest: as the theme counts.
    Severity(usize),
    Plain,
}

impl Tone {
    /// Its full colour, and those of its pill's ground and letters. What has no severity has the site's accent.
    fn colours(self, accent: Option<Colour>) -> [Colour; 3] {
        if let (Tone::Plain, Some(accent)) = (self, accent) {
            return [accent, mix(GROUND, accent, 1, 10), accent];
        }
        match self {
            Tone::Severity(0) => [[0xa3, 0x17, 0x2a], [0xfb, 0xe7, 0xe7], [0x8f, 0x13, 0x20]],
            Tone::Severity(1) => [[0xb8, 0x50, 0x0a], [0xfd, 0xec, 0xdc], [0x8a, 0x3a, 0x06]],
            Tone::Severity(2) => [[0x93, 0x70, 0x00], [0xfa, 0xf1, 0xcd], [0x6b, 0x4e, 0x00]],
            Tone::Severity(3) => [[0x2f, 0x7d, 0x53], [0xe3, 0xf2, 0xe8], [0x1b, 0x57, 0x37]],
            Tone::Severity(_) => [[0x5d, 0x68, 0x73], [0xea, 0xee, 0xf1], [0x46, 0x51, 0x5c]],
            Tone::Plain => [[0x17, 0x56, 0x8f], [0xe6, 0xee, 0xf5], [0x17, 0x56, 0x8f]],
        }
    }
}

/// The colour of site.yaml's links, where it can be read on the ground of cards.
pub fn accent(style: &Style) -> Option<Colour> {
    /// As letters of their size ask for (WCAG 2.2).
    const LEAST: f64 = 3.0;
    let (_, link) = style.colours.iter().find(|(of, _)| *of == Swatch::Link)?;
    (link.contrast(public::Colour(mix(GROUND, link.0, 1, 10))) >= LEAST).then_some(link.0)
}

/// The ground, then the shades of each ramp, then what a logo needs.
pub fn palette(tone: Tone, accent: Option<Colour>, logo: &[Colour]) -> Vec<u8> {
    let [tone, pill, letters] = tone.colours(accent);
    let mut palette = GROUND.to_vec();
    for ramp in Ramp::ALL {
        let (from, to) = match ramp {
            Ramp::Ink => (GROUND, INK),
            Ramp::Quiet => (GROUND, QUIET),
            Ramp::Tone => (GROUND, tone),
            Ramp::Pill => (GROUND, pill),
            Ramp::OnPill => (pill, letters),
            Ramp::Line => (GROUND, LINE),
        };
        let shades = u32::from(ramp.shades());
        (1..=shades).for_each(|shade| palette.extend(mix(from, to, shade, shades)));
    }
    palette.extend(logo.iter().flatten());
    palette
}

/// `part` of `whole` of the second colour, the rest of the first.
pub fn mix(from: Colour, to: Colour, part: u32, whole: u32) -> Colour {
    let mix = |from: u8, to: u8| ((u32::from(from) * (whole - part) + u32::from(to) * part + whole / 2) / whole) as u8;
    [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_s_accent_is_that_of_cards_without_a_severity() {
        let style = |link| Style { colours: vec![(Swatch::Link, public::Colour(link))], ..Style::plain() };
        let violet = [0x6b, 0x21, 0xa8];
        assert_eq!(accent(&style(violet)), Some(violet));
        assert_eq!((accent(&style([0xff, 0xee, 0x88])), accent(&Style::plain())), (None, None), "it can't be read");
        assert_eq!(Tone::Plain.colours(Some(violet))[0], violet);
        assert_eq!(Tone::Severity(0).colours(Some(violet)), Tone::Severity(0).colours(None));
    }

    #[test]
    fn a_severity_has_the_colours_that_pages_give_it() {
        let style = include_str!("../../../themes/default/style.css");
        let names = ["critical", "high", "medium", "low", "none"];
        for (at, name) in names.into_iter().enumerate() {
            let kinds = [format!("--{name}-full"), format!("--{name}-ground"), format!("--{name}")];
            for (kind, [red, green, blue]) in kinds.iter().zip(Tone::Severity(at).colours(None)) {
                // The first ones are of the light ground.
                let written = style.split_once(&format!("{kind}: ")).and_then(|pair| pair.1.split_once(';'));
                assert_eq!(written.map(|it| it.0), Some(format!("#{red:02x}{green:02x}{blue:02x}").as_str()), "{kind}");
            }
        }
    }
}
