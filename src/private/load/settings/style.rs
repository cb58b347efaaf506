//! How the site looks: a theme's name alone, or with what is changed of it, and entries of the navigation.

use crate::diagnostic::Code;
use crate::private::record::{given, text_or_keys};
use crate::private::yaml::refuse;
use crate::public::{self, Font, Style, Swatch};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

pub(in crate::private) struct Theme(ThemeKeys);

#[derive(Deserialize, JsonSchema, Default)]
pub(in crate::private) struct ThemeKeys {
    name: Option<String>,
    colours: Option<ColourKeys>,
    dark: Option<ColourKeys>,
    fonts: Option<FontKeys>,
    icon: Option<String>,
}

/// An unquoted `#17568f` is a comment of YAML: what is left of it is no colour, and not none.
#[derive(Deserialize, JsonSchema, Default)]
struct ColourKeys {
    #[serde(default, deserialize_with = "given")]
    ground: Option<Colour>,
    #[serde(default, deserialize_with = "given")]
    raised: Option<Colour>,
    #[serde(default, deserialize_with = "given")]
    text: Option<Colour>,
    #[serde(default, deserialize_with = "given")]
    quiet: Option<Colour>,
    #[serde(default, deserialize_with = "given")]
    line: Option<Colour>,
    #[serde(default, deserialize_with = "given")]
    link: Option<Colour>,
}

#[derive(Deserialize, JsonSchema, Default)]
struct FontKeys {
    text: Option<Families>,
    headings: Option<Families>,
    code: Option<Families>,
}

pub(in crate::private) struct Colour(public::Colour);

pub(in crate::private) struct Families(String);

#[derive(Deserialize, JsonSchema)]
pub(in crate::private) struct NavigationKeys {
    pub label: String,
    pub url: String,
}

const DEFAULT: &str = "default";

/// The theme's name, and what is changed of it.
pub(super) fn style(theme: Option<Theme>) -> (String, Style) {
    let ThemeKeys { name, colours, dark, fonts, icon } = theme.map(|theme| theme.0).unwrap_or_default();
    let FontKeys { text, headings, code } = fonts.unwrap_or_default();
    let fonts = [(Font::Text, text), (Font::Headings, headings), (Font::Code, code)];
    let style = Style {
        colours: swatches(colours),
        dark: swatches(dark),
        fonts: fonts.into_iter().filter_map(|(of, families)| Some((of, families?.0))).collect(),
        icon,
    };
    (name.unwrap_or_else(|| DEFAULT.into()), style)
}

fn swatches(keys: Option<ColourKeys>) -> Vec<(Swatch, public::Colour)> {
    let ColourKeys { ground, raised, text, quiet, line, link } = keys.unwrap_or_default();
    let all = [
        (Swatch::Ground, ground),
        (Swatch::Raised, raised),
        (Swatch::Text, text),
        (Swatch::Quiet, quiet),
        (Swatch::Line, line),
        (Swatch::Link, link),
    ];
    all.into_iter().filter_map(|(of, colour)| Some((of, colour?.0))).collect()
}

impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "the name of a theme, or keys: name, colours, dark, fonts, icon";
        let named = |name| ThemeKeys { name: Some(name), ..ThemeKeys::default() };
        text_or_keys(deserializer, expected, named).map(Theme)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Option::<Cow<str>>::deserialize(deserializer)?.unwrap_or_default();
        let help = "write it in quotes, since # begins a comment: \"#17568f\"";
        public::Colour::parse(&written)
            .map(Colour)
            .ok_or_else(|| refuse(Code::WrongValue, "this is not a colour of six hexadecimal digits", help))
    }
}

impl<'de> Deserialize<'de> for Families {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        // It goes into a style sheet as it is.
        let plain = |letter: char| letter.is_alphanumeric() || " -_,'\"".contains(letter);
        let paired = |quote| written.matches(quote).count() % 2 == 0;
        if written.is_empty() || !written.chars().all(plain) || !paired('"') || !paired('\'') {
            let help = "write names as CSS does: 'Source Sans 3', Arial, sans-serif";
            return Err(refuse(Code::WrongValue, "this is not a list of font families", help));
        }
        Ok(Families(written))
    }
}
