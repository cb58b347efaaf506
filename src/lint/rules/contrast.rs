//! Colours of site.yaml: text has to be distinguished from its ground, in light and dark (WCAG 2.2, 1.4.3).

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::{Colour, Swatch};

pub const RULE: Rule = Rule { codes: &[Code::Contrast], look };

const LEAST: f64 = 4.5;

/// Those of the built-in style, which hold where site.yaml names none: in light, in dark.
const BUILT_IN: [(Swatch, [u8; 3], [u8; 3]); 5] = [
    (Swatch::Ground, [0xfc, 0xfc, 0xfa], [0x14, 0x17, 0x1a]),
    (Swatch::Raised, [0xf4, 0xf4, 0xef], [0x1d, 0x21, 0x25]),
    (Swatch::Text, [0x1c, 0x20, 0x24], [0xe4, 0xe7, 0xea]),
    (Swatch::Quiet, [0x55, 0x5c, 0x63], [0xa7, 0xaf, 0xb7]),
    (Swatch::Link, [0x17, 0x56, 0x8f], [0x8f, 0xc3, 0xf0]),
];

fn look(subject: &Subject, found: &mut Found) {
    let style = &subject.site.settings.style;
    let built_in = |dark: bool| BUILT_IN.map(|(of, light, black)| (of, Colour(if dark { black } else { light })));
    for (key, named, built_in) in
        [("theme.colours", &style.colours, built_in(false)), ("theme.dark", &style.dark, built_in(true))]
    {
        if named.is_empty() {
            continue;
        }
        let colour = |of: Swatch| named.iter().chain(&built_in).find(|one| one.0 == of).map(|named| named.1);
        let readable = |letters: Swatch, ground: Swatch| match (colour(letters), colour(ground)) {
            (Some(letters), Some(ground)) => letters.contrast(ground) >= LEAST,
            _ => true,
        };
        for letters in [Swatch::Text, Swatch::Quiet, Swatch::Link] {
            if let Some(ground) = [Swatch::Ground, Swatch::Raised].into_iter().find(|it| !readable(letters, *it)) {
                let (letters, ground) = (letters.as_str(), ground.as_str());
                let problem = format!("`{letters}` can hardly be read on `{ground}`: their contrast is below 4.5 to 1");
                let help = "make one of them darker or lighter";
                found.add(Code::Contrast, Place::settings(subject.sources, key), &problem, help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::BUILT_IN;
    use crate::diagnostic::Code;
    use crate::lint::testing::{SITE, site_codes};
    use crate::public::Colour;

    #[test]
    fn what_can_hardly_be_read_is_reported_in_light_and_dark() {
        let codes = |theme: &str| site_codes(&format!("{SITE}theme: {theme}\n"));
        assert_eq!(codes("{ colours: { link: \"#8a1538\" } }"), []);
        assert_eq!(codes("{ colours: { link: \"#ff9db8\" } }"), [Code::Contrast]);
        assert_eq!(codes("{ dark: { link: \"#8a1538\" } }"), [Code::Contrast]);
        assert_eq!(codes("default"), []);
    }

    #[test]
    fn the_built_in_colours_are_those_of_the_style() {
        let style = include_str!("../../../themes/default/style.css");
        for (of, light, dark) in BUILT_IN {
            let written: Vec<&str> =
                style.split(&format!("--{}: ", of.as_str())).skip(1).map(|part| &part[..7]).collect();
            assert_eq!(written[..2], [Colour(light).css(), Colour(dark).css()], "{}", of.as_str());
        }
    }
}
