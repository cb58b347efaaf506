//! Cards: the pictures that stand for a page where somebody links to it, `/advisories/<id>/card.png`.
//!
//! A [`Card`] says what will be in the picture, the [`CardSet`] what all cards of a site share, and the [`Painter`] draws.
//! Drawing depends on nothing but what the card says, so the card's key names the picture: it is in the picture's URL, so
//! that caches notice a change, and in the file, so that what did not change isn't drawn again.

mod canvas;
mod card_set;
mod colours;
mod face;
mod file;
mod letters;
mod logo;
mod painter;
mod setting;
#[cfg(test)]
mod tests;

pub use canvas::{HEIGHT, WIDTH};
pub use card_set::{CardSet, NAME, Picture};
pub use colours::Tone;
pub use file::is_of;
pub use letters::missing;
pub use painter::Painter;

use std::borrow::Cow;

/// What a card says.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// The page that it stands for.
    pub page: String,
    /// What kind of thing it is: `Security advisory`.
    pub kicker: Option<&'a str>,
    pub title: Cow<'a, str>,
    pub id: Option<&'a str>,
    pub tone: Tone,
    /// How bad it is, or that it was withdrawn, in a word.
    pub pill: Option<&'a str>,
    /// With the shape of its severity.
    pub shaped: bool,
    /// Which project it is about.
    pub about: Option<String>,
    /// Numbers, and what they count: four at most.
    pub figures: Vec<Figure>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    pub number: String,
    pub label: String,
    /// Both, in a sentence: `3 advisories`.
    pub counted: String,
}

/// A card with only those texts that can be drawn.
pub struct Drawn {
    kicker: Option<String>,
    title: String,
    corner: Option<String>,
    tone: Tone,
    pill: Option<String>,
    shaped: bool,
    about: Option<String>,
    figures: Vec<Figure>,
    key: String,
    /// What it says, for who can't see it.
    description: String,
}

impl Drawn {
    /// All that the picture says.
    pub fn texts(&self) -> Vec<&str> {
        let parts = [&self.kicker, &self.corner, &self.pill, &self.about];
        let figures = self.figures.iter().flat_map(|figure| [figure.number.as_str(), figure.label.as_str()]);
        let parts = parts.into_iter().flatten().map(String::as_str);
        parts.chain(figures).chain([self.title.as_str(), self.description.as_str()]).collect()
    }

    pub fn key(&self) -> &str {
        &self.key
    }
}
