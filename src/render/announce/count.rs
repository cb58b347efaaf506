//! How long a text is, as four platforms count.
//!
//! - Mastodon (`StatusLengthValidator`): 500 grapheme clusters; a link counts 23, of a mention only the local part.
//! - Bluesky (`app.bsky.feed.post`): 300 grapheme clusters and 3,000 bytes; a link counts as it is shown.
//! - LinkedIn: 3,000 UTF-16 units; a link counts as it is written.
//! - X (twitter-text, configuration 3): 280, by weight; a link counts 23, an emoji 2, and so does each character outside of
//!   four ranges. What X may take for a link without a scheme counts 23 too, whether or not it is one: never too little.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// What a link counts on Mastodon and X, however long it is.
const LINK: usize = 23;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Platform {
    Mastodon,
    Bluesky,
    X,
    LinkedIn,
}

impl Platform {
    pub const ALL: [Platform; 4] = [Platform::Mastodon, Platform::Bluesky, Platform::X, Platform::LinkedIn];

    pub fn name(self) -> &'static str {
        match self {
            Platform::Mastodon => "Mastodon",
            Platform::Bluesky => "Bluesky",
            Platform::X => "X",
            Platform::LinkedIn => "LinkedIn",
        }
    }

    pub fn limit(self) -> usize {
        match self {
            Platform::Mastodon => 500,
            Platform::Bluesky => 300,
            Platform::X => 280,
            Platform::LinkedIn => 3_000,
        }
    }

    pub fn count(self, text: &str) -> usize {
        match self {
            Platform::Mastodon => pieces(text).map(mastodon).sum(),
            Platform::Bluesky => clusters(text),
            Platform::X if text.is_ascii() => pieces(text).map(x).sum(),
            Platform::X => {
                let composed: String = text.nfc().collect();
                pieces(&composed).map(x).sum()
            }
            // As JavaScript counts: never less than its field does.
            Platform::LinkedIn => text.encode_utf16().count(),
        }
    }

    pub fn fits(self, text: &str) -> bool {
        Length::of(text).fits(self)
    }
}

/// How long a text is on every platform, counted in one pass. Lengths of texts between line breaks add up: neither a
/// character nor a word of a post spans a line break.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Length {
    pub mastodon: usize,
    pub bluesky: usize,
    pub x: usize,
    pub linkedin: usize,
    pub bytes: usize,
}

impl Length {
    pub fn of(text: &str) -> Self {
        if is_plain(text) {
            return Self::of_plain(text);
        }
        if text.chars().all(is_simple) {
            return pieces(text).map(Self::of_simple).fold(Self::default(), Self::plus);
        }
        let [mastodon, bluesky, x, linkedin] = Platform::ALL.map(|platform| platform.count(text));
        Self { mastodon, bluesky, x, linkedin, bytes: text.len() }
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            mastodon: self.mastodon + other.mastodon,
            bluesky: self.bluesky + other.bluesky,
            x: self.x + other.x,
            linkedin: self.linkedin + other.linkedin,
            bytes: self.bytes + other.bytes,
        }
    }

    pub fn fits(self, platform: Platform) -> bool {
        let count = match platform {
            Platform::Mastodon => self.mastodon,
            Platform::Bluesky => self.bluesky,
            Platform::X => self.x,
            Platform::LinkedIn => self.linkedin,
        };
        count <= platform.limit() && (platform != Platform::Bluesky || self.bytes <= 3_000)
    }

    fn of_plain(text: &str) -> Self {
        let length = text.len();
        Self { mastodon: length, bluesky: length, x: length, linkedin: length, bytes: length }
    }

    fn of_simple(piece: Piece<'_>) -> Self {
        let text = match piece {
            Piece::Space(text) | Piece::Word(text) => text,
        };
        if is_plain(text) {
            return Self::of_plain(text);
        }
        let clusters = clusters(text);
        Self { mastodon: mastodon(piece), bluesky: clusters, x: x(piece), linkedin: clusters, bytes: text.len() }
    }
}

/// Each of its characters counts one everywhere: none is of a link, of a host or of a mention.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~') && !matches!(byte, b'.' | b':' | b'@'))
}

/// Each of these is one cluster and composed already, whatever is beside it: so words of them are counted one by one.
pub(super) fn is_simple(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{2010}'..='\u{2027}')
}

/// Grapheme clusters: what a reader takes for characters.
fn clusters(text: &str) -> usize {
    match text.chars().all(is_simple) {
        true => text.chars().count(),
        false => text.graphemes(true).count(),
    }
}

#[derive(Clone, Copy)]
enum Piece<'t> {
    Space(&'t str),
    Word(&'t str),
}

/// Runs of white space, and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let space = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != space).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(if space { Piece::Space(piece) } else { Piece::Word(piece) })
    })
}

fn mastodon(piece: Piece<'_>) -> usize {
    match piece {
        Piece::Space(space) => clusters(space),
        Piece::Word(word) => match link(word) {
            Some((before, after)) => clusters(before) + LINK + clusters(after),
            None => clusters(local_mention(word)),
        },
    }
}

/// `@harbour@example.social` counts as `@harbour`.
fn local_mention(word: &str) -> &str {
    let Some(local) = word.strip_prefix('@') else { return word };
    match local.split_once('@') {
        Some((name, host)) if !name.is_empty() && host.contains('.') => &word[..name.len() + 1],
        _ => word,
    }
}

fn x(piece: Piece<'_>) -> usize {
    match piece {
        Piece::Space(space) => weight(space),
        Piece::Word(word) => match link(word) {
            Some((before, after)) => weight(before) + LINK + weight(after),
            None if looks_like_host(word) => weight(word).max(LINK),
            None => weight(word),
        },
    }
}

/// What stands before and behind a link in a word: a bracket, a full stop.
fn link(word: &str) -> Option<(&str, &str)> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min()?;
    let end = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'']).len();
    (end > start + 8).then(|| (&word[..start], &word[end..]))
}

/// `crates.io`, `harbour.py`, and also what only looks like one.
fn looks_like_host(word: &str) -> bool {
    let mut parts = word.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'));
    parts.any(|part| {
        let Some((host, end)) = part.trim_matches('.').rsplit_once('.') else { return false };
        !host.is_empty() && end.chars().count() >= 2 && end.chars().all(char::is_alphabetic)
    })
}

/// An emoji weighs 2 whatever it is made of; so does a character outside of these ranges, those in them 1.
fn weight(text: &str) -> usize {
    let light = |c: char| matches!(u32::from(c), 0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247);
    let of = |cluster: &str| match is_emoji(cluster) {
        true => 2,
        false => cluster.chars().map(|c| if light(c) { 1 } else { 2 }).sum(),
    };
    match text.chars().all(is_simple) {
        true => text.chars().map(|c| if light(c) { 1 } else { 2 }).sum(),
        false => text.graphemes(true).map(of).sum(),
    }
}

/// Whether a cluster is drawn as one picture.
fn is_emoji(cluster: &str) -> bool {
    let pictured = |c: char| matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0xFE0F | 0x20E3);
    cluster.chars().any(pictured)
}
