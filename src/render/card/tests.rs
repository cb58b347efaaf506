use super::canvas::Ramp;
use super::*;
use crate::public::Site;
use crate::render::fixture::{self, t};
use proptest::prelude::*;
use std::path::PathBuf;

fn site() -> Site {
    fixture::site("https://security.example.org/")
}

/// The first advisory under another title, as a file.
fn drawn(title: &str) -> Vec<u8> {
    let mut site = site();
    site.advisories[0].head.title = t(title);
    let card_set = CardSet::of(&site, crate::render::Words::english()).expect("cards");
    let card = card_set.record(crate::public::Record::Advisory(&site.advisories[0]));
    Painter::new(&card_set).draw(&card_set.drawn(&card)).expect("a picture")
}

/// Places in the palette, and the palette.
fn pixels(png: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a picture");
    assert_eq!((reader.info().width, reader.info().height), (WIDTH, HEIGHT));
    let palette = reader.info().palette.clone().expect("a palette").into_owned();
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("its pixels");
    if reader.info().bit_depth == png::BitDepth::Four {
        pixels = pixels.iter().flat_map(|two| [two >> 4, two & 15]).collect();
    }
    (pixels, palette)
}

/// From the left, from the top, to the right, to the bottom: where there is ink of the title.
fn ink(png: &[u8]) -> Option<(usize, usize, usize, usize)> {
    let (pixels, _) = pixels(png);
    let inked = |place: u8| (Ramp::Ink.start()..Ramp::Ink.start() + Ramp::Ink.shades()).contains(&place);
    let at = |it: usize| (it % WIDTH as usize, it / WIDTH as usize);
    let all = pixels.iter().enumerate().filter(|(_, place)| inked(**place)).map(|(it, _)| at(it));
    let all = all.filter(|(_, y)| (125..540).contains(y));
    all.fold(None, |box_, (x, y)| {
        let (left, top, right, bottom) = box_.unwrap_or((x, y, x, y));
        Some((left.min(x), top.min(y), right.max(x), bottom.max(y)))
    })
}

#[test]
fn a_title_of_any_length_stays_between_the_margins() {
    let long = "Unpacking an archive could write outside the target folder ".repeat(12);
    let word = "x".repeat(700);
    for title in ["A", "Short", &long, &word, "a b", &"Wi ".repeat(200), &"W".repeat(60)] {
        let png = drawn(title);
        let (left, top, right, bottom) = ink(&png).expect("a title");
        assert!(left >= 76 && right <= 1122 && top >= 150 && bottom <= 515, "{title}: {:?}", ink(&png));
        assert!(png.len() < 300_000, "{title}: {}", png.len());
    }
}

#[test]
fn letters_that_the_font_lacks_leave_no_boxes() {
    let without = ink(&drawn("アドバイザリ 勧告")).expect("the id in its place");
    let id = site().advisories[0].head.id.to_string();
    assert_eq!(without, ink(&drawn(&id)).expect("the id"));
    assert_eq!(pixels(&drawn("Fixed \u{1f389} now")).0, pixels(&drawn("Fixed now")).0);
    assert_eq!(pixels(&drawn("Se\u{301}curite\u{301}")).0, pixels(&drawn("Sécurité")).0);
    assert!(missing("تنبيه") && missing("漢") && !missing("Ż") && !missing("…") && !missing("🎉 A"));
}

#[test]
fn a_key_names_what_the_picture_says_and_nothing_else() {
    let site = site();
    let card_set = CardSet::of(&site, crate::render::Words::english()).expect("cards");
    let card = card_set.record(site.records().next().expect("a record"));
    let key = |card: &Card<'_>| card_set.picture(card).expect("a picture").key;
    assert_eq!(key(&card), key(&Card { page: "/elsewhere/".into(), ..card.clone() }));
    let others = [
        Card { title: "Other".into(), ..card.clone() },
        Card { id: Some("OTHER-1"), ..card.clone() },
        Card { tone: Tone::Severity(3), ..card.clone() },
        Card { pill: None, ..card.clone() },
        Card { about: Some("Other".into()), ..card.clone() },
        Card { shaped: false, ..card.clone() },
        Card {
            figures: vec![Figure { number: "1".into(), label: "Advisory".into(), counted: "1 advisory".into() }],
            ..card.clone()
        },
    ];
    others.iter().for_each(|other| assert_ne!(key(other), key(&card), "{other:?}"));
}

#[test]
fn a_file_is_of_its_key_while_it_is_whole() {
    let site = site();
    let card_set = CardSet::of(&site, crate::render::Words::english()).expect("cards");
    let drawn = card_set.drawn(&card_set.home());
    let png = Painter::new(&card_set).draw(&drawn).expect("a picture");
    assert!(is_of(&png, drawn.key()) && !is_of(&png, "0123456789abcdef"));
    for damaged in [&png[..png.len() - 1], &png[..100], b"", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff"] {
        assert!(!is_of(damaged, drawn.key()));
    }
    let mut flipped = png.clone();
    *flipped.get_mut(png.len() / 2).expect("a byte") ^= 1;
    assert!(!is_of(&flipped, drawn.key()) && !is_of(&[&png[..], b"more"].concat(), drawn.key()));
}

#[test]
fn a_page_with_a_file_of_its_own_by_that_name_keeps_it() {
    let mut site = site();
    let asset = crate::public::Asset { path: t("policy/Card.png"), bytes: [].into() };
    site.assets.push(asset);
    let card_set = CardSet::of(&site, crate::render::Words::english()).expect("cards");
    let card = Card { page: "/policy/".into(), ..card_set.home() };
    assert_eq!(card_set.picture(&card).expect("the site's").path, "/card.png");
}

#[test]
fn all_shades_and_colours_fit_the_palette() {
    let last = Ramp::ALL[Ramp::ALL.len() - 1];
    assert_eq!(last.start() + last.shades(), Ramp::END);
    let (pixels, palette) = pixels(&drawn("Title"));
    let most = pixels.iter().max().expect("pixels");
    assert!(usize::from(*most) * 3 < palette.len() && palette.len() <= 768);
}

/// What the same title looked like before. `UPDATE_GOLDEN=1` writes it anew; count up `DRAWING` then, or cards that are
/// out there stay as they were.
#[test]
#[expect(clippy::disallowed_methods, reason = "a golden file")]
fn cards_look_as_they_did() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden-cards");
    for (name, title) in [
        ("wraps", "Harbour Core: unpacking an archive could write outside the target folder"),
        ("scripts", "Ασφάλεια, Безопасность & Ťažký"),
    ] {
        let (path, now) = (folder.join(format!("{name}.png")), drawn(title));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(&path, &now).expect("a golden file");
        }
        let before = std::fs::read(&path).expect("a golden file");
        let colours = |png: &[u8]| {
            let (pixels, palette) = pixels(png);
            pixels.iter().flat_map(|&place| palette[usize::from(place) * 3..][..3].to_vec()).collect::<Vec<u8>>()
        };
        let (was, is) = (colours(&before), colours(&now));
        let off = was.iter().zip(&is).filter(|(was, is)| was.abs_diff(**is) > 24).count();
        assert!(off < is.len() / 1000, "{name}: {off} channels differ; if this is meant, see above");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_title_can_be_drawn(title in "\\PC{0,80}|[\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{M} ]{0,120}|\\p{any}{0,40}") {
        if let Some((left, top, right, bottom)) = ink(&drawn(&title)) {
            prop_assert!(left >= 60 && right <= 1140 && top >= 130 && bottom <= 530);
        }
    }
}

/// Look at them: `cargo test --lib write_cards_to_look_at -- --ignored`, then open `/tmp/card-shots`.
#[test]
#[ignore = "writes to /tmp/card-shots, and tells how long a card takes"]
#[expect(clippy::disallowed_methods, reason = "for a person's eyes, never in a build")]
fn write_cards_to_look_at() {
    let site = site();
    let card_set = CardSet::of(&site, crate::render::Words::english()).expect("cards");
    let painter = Painter::new(&card_set);
    std::fs::create_dir_all("/tmp/card-shots").expect("a folder");
    for (at, card) in card_set.all().iter().enumerate() {
        let png = painter.draw(&card_set.drawn(card)).expect("a picture");
        std::fs::write(format!("/tmp/card-shots/{at}.png"), png).expect("to write");
    }
}
