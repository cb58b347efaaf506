//! `/advisories/<id>/card.png` and the like: the pictures that stand for pages elsewhere.
//!
//! A picture takes longer than all other files of a record together, so it is drawn only where the former site has none
//! of the same key. What it says is made, and handed to the audit, every time.

use super::{File, failed};
use crate::figures::Book;
use crate::public::Site;
use crate::render;
use crate::render::Words;
use crate::render::card::{self, Card, CardSet, Drawn, Painter};
use crate::render::view::report_card;
use std::sync::OnceLock;

/// All cards of a site.
pub struct Cards<'a> {
    card_set: CardSet<'a>,
    cards: Vec<Card<'a>>,
    /// Made when the first is drawn.
    painter: OnceLock<Painter>,
}

/// A card that is to be in the site.
pub struct Drawing<'c> {
    pub path: String,
    drawn: Drawn,
    cards: &'c Cards<'c>,
}

impl<'a> Cards<'a> {
    /// None where site.yaml wants no cards.
    pub fn of(site: &'a Site, words: &'a Words) -> Option<Self> {
        let card_set = CardSet::of(site, words)?;
        let mut cards = card_set.all();
        let book = Book::new(site);
        cards.extend(book.periods.iter().map(|&period| report_card(&card_set, &book.figures(period))));
        Some(Self { card_set, cards, painter: OnceLock::new() })
    }

    pub fn len(&self) -> usize {
        self.cards.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// The one at this place; none where its page has a file of its own by that name.
    pub fn at(&self, at: usize) -> Option<Drawing<'_>> {
        let card = &self.cards[at];
        let picture =
            self.card_set.picture(card).filter(|picture| picture.path.strip_suffix(card::NAME) == Some(&card.page))?;
        let path = picture.path.trim_start_matches('/').to_owned();
        Some(Drawing { path, drawn: self.card_set.drawn(card), cards: self })
    }
}

impl Drawing<'_> {
    /// All that the picture says.
    pub fn texts(&self) -> Vec<&str> {
        self.drawn.texts()
    }

    /// Whether these bytes of a former site are this picture.
    pub fn is(&self, bytes: &[u8]) -> bool {
        card::is_of(bytes, self.drawn.key())
    }

    pub fn draw(&self) -> Result<File, render::Error> {
        let painter = self.cards.painter.get_or_init(|| Painter::new(&self.cards.card_set));
        let bytes = painter.draw(&self.drawn).map_err(|error| failed(&self.path, error))?;
        Ok(File { path: self.path.clone(), bytes })
    }
}
