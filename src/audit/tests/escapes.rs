//! However a text is written, it is found.

use super::{caught, passes, withhold};
use proptest::prelude::*;

const NAME: &str = "Jane Roe-Müller";

/// Ways to write a text in an output, each with the path of a file that is written so.
fn disguises(text: &str) -> Vec<(&'static str, String)> {
    let spread = |to: &dyn Fn(char) -> String| text.chars().map(to).collect::<String>();
    let numeric = spread(&|c| format!("&#{};", u32::from(c)));
    let hex = spread(&|c| format!("&#x{:X};", u32::from(c)));
    let json = spread(&|c| c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect());
    let percent: String = text.bytes().map(|b| format!("%{b:02X}")).collect();
    let tags = spread(&|c| format!("<span class=\"k\">{c}</span>"));
    let emphasis = spread(&|c| format!("<em><b>{c}</b></em><!-- x -->"));
    let wide = spread(&|c| {
        if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }.to_string()
    });
    let hidden = spread(&|c| format!("{c}\u{200b}\u{ad}"));
    let escaped_tags = tags.replace('<', "&lt;").replace('"', "&quot;");
    let in_json = serde_json::to_string(&format!("<p>{tags}</p>")).unwrap_or_default();
    vec![
        ("a.html", text.to_uppercase()),
        ("a.html", numeric.clone()),
        ("a.html", hex),
        ("a.html", tags.clone()),
        ("a.html", emphasis),
        ("a.html", wide),
        ("a.html", hidden),
        ("a.html", numeric.replace('&', "&amp;")),
        ("a.html", format!("<img alt='{numeric}'>")),
        ("a.html", format!("<a href=\"/x/{percent}/y\">z</a>")),
        ("a.html", format!("<!-- {text} -->")),
        ("a.html", format!("<script type=\"application/ld+json\">{{\"name\":\"{json}\"}}</script>")),
        ("a.html", format!("<p data-x=\"{{&quot;n&quot;:&quot;{}&quot;}}\">", json.replace('\\', "&#92;"))),
        ("a.html", format!("<p>{}</p>", text.replace(' ', "&nbsp;<wbr>"))),
        ("a.html", format!("<b>x</b><b>{text}</b><b>y</b>")),
        ("a.svg", format!("<text><tspan>{}</tspan></text>", text.replace(' ', "</tspan> <tspan>"))),
        // A label of a diagram: in rows without a space between them, and its letters one by one.
        (
            "a.html",
            format!(
                "<svg><text><tspan x=\"0\">{}</tspan></text></svg>",
                text.replace(' ', "</tspan><tspan x=\"0\" dy=\"1.1em\">")
            ),
        ),
        ("a.html", format!("<svg><text>{}</text></svg>", spread(&|c| format!("<tspan>{c}</tspan>")))),
        ("feed.xml", format!("<description>{escaped_tags}</description>")),
        ("feed.xml", format!("<description><![CDATA[<p>{tags}</p>]]></description>")),
        ("feed.xml", format!("<link>https://x.org/{percent}</link>")),
        ("a.json", format!("{{\"a\":\"{json}\"}}")),
        ("a.json", in_json.clone()),
        ("a.json", serde_json::to_string(&in_json).unwrap_or_default()),
        ("a.json", format!("{{\"html\":\"{}\"}}", tags.replace('"', "\\\"").replace('/', "\\/"))),
        ("a.csv", format!("1,\"{text}\",2")),
        ("a.css", format!("/* {text} */")),
        ("a.js", format!("let a = \"{json}\";")),
        ("a.txt", text.replace(' ', "\r\n\t")),
        (
            "a.svg",
            format!(
                "<image href=\"data:text/plain;base64,{}\"/>",
                base64(format!("the name is {text}, ok").as_bytes())
            ),
        ),
    ]
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sextet = |bits: u32, at: u32| char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize]);
    let group = |group: &[u8]| {
        let bits = group.iter().fold(0, |bits, b| bits << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        (0..=group.len() as u32).map(|at| sextet(bits, at)).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

#[test]
fn a_name_is_found_in_every_disguise() {
    for (path, content) in disguises(NAME) {
        println!("{path}: {content}");
        caught(withhold().person(NAME), path, &content);
    }
}

#[test]
fn a_name_is_found_in_the_escapes_of_a_style() {
    for style in ["content: '\\4a ane \\52oe'", "content: '\\00004aane\\20Roe'", "content: 'J\\0061ne Roe'"] {
        caught(withhold().person("Jane Roe"), "a.css", format!(".a::after {{ {style} }}"));
        caught(
            withhold().person("Jane Roe"),
            "a.html",
            format!("<style>.a::after {{ {style} }}</style><p style=\"{style}\">x"),
        );
    }
}

#[test]
fn a_name_is_found_without_its_accents_and_with_other_ones() {
    for (name, written) in [
        ("José Núñez", "Jose Nunez"),
        ("Jose Nunez", "JOSÉ NÚÑEZ"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Søren Kjær", "Soeren Kjaer"),
        ("Günther Weiß", "Guenther Weiss"),
        ("김철수", "보고자는 김철수입니다"),
    ] {
        caught(withhold().person(name), "a.html", format!("<p>By {written}.</p>"));
    }
}

#[test]
fn a_name_is_found_in_utf_16() {
    let text: Vec<u8> = std::iter::once(0xfeff).chain(NAME.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    caught(withhold().person(NAME), "a.csv", text);
}

#[test]
fn a_name_is_found_in_the_text_of_a_picture() {
    caught(withhold().person(NAME), "a.png", png(b"tEXt", b"Author\0Jane Roe-M\xfcller"));
    caught(withhold().person(NAME), "a.png", png(b"iTXt", "Author\0\0\0\0\0Jane Roe-Müller".as_bytes()));
    let mut zipped = b"Author\0\0".to_vec();
    let mut encoder = flate2::write::ZlibEncoder::new(&mut zipped, flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, b"Jane Roe-M\xc3\xbcller").unwrap_or_default();
    encoder.finish().map(drop).unwrap_or_default();
    caught(withhold().person(NAME), "a.png", png(b"zTXt", &zipped));
    let mut trailing = png(b"tEXt", b"Title\0x");
    trailing.extend("by Jane Roe-Müller".as_bytes());
    caught(withhold().person(NAME), "a.png", trailing);
}

fn png(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [(b"IHDR", &[0; 13][..]), (kind, content), (b"IDAT", &[7; 9]), (b"IEND", &[])] {
        picture.extend((content.len() as u32).to_be_bytes());
        picture.extend(kind);
        picture.extend(content);
        picture.extend([0; 4]);
    }
    picture
}

#[test]
fn the_text_drawn_into_a_picture_is_searched() {
    let audit = super::Audit::new(withhold().person(NAME).withheld(), super::Public::Nothing, &[], Vec::new());
    let card = crate::emit::File { path: "card.png".into(), bytes: png(b"gAMA", &[0; 4]) };
    assert!(audit.pass_with(card, &["Thanks to", "Jane Roe-Müller"]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_name_is_found_in_every_disguise(first in "[A-Z][a-zäöüéñß]{3,9}", last in "[A-Z][a-zæøåçлк]{4,12}") {
        let name = format!("{first} {last}");
        for (path, content) in disguises(&name) {
            let found = super::pass(withhold().person(&name), path, &content).is_err();
            prop_assert!(found, "{} in {}", path, content);
        }
    }

    #[test]
    fn any_eight_words_of_a_text_are_found(
        words in prop::collection::vec("[a-z]{3,9}", 12..60), from in 0_usize..40, before in "[A-Z]{3}", after in "[A-Z]{3}",
    ) {
        let from = from.min(words.len() - 8);
        let uncommon: Vec<String> = words.iter().map(|w| format!("q{w}x")).collect();
        let quote = uncommon[from..from + 8].join(" <i>");
        caught(withhold().prose(&uncommon.join(" ")), "a.html", format!("<p>{before} {quote}, {after}</p>"));
    }

    #[test]
    fn a_needle_is_not_found_inside_a_longer_word(word in "[b-df-hj-np-tv-z]{8,12}", before in "[a-z]{0,3}", after in "[a-z]{1,3}") {
        passes(withhold().value("tags[0]", &word), "a.html", format!("<p>{before}{word}{after}</p>"));
    }

    #[test]
    fn no_input_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[<>&;%\\\\#xu0-9a-f\"'!/\\[\\]CDAT -]{0,200}") {
        for path in ["a.html", "a.json", "a.txt", "a.png"] {
            passes(withhold().person("Jane Roe"), path, &bytes);
            passes(withhold().person("Jane Roe"), path, &text);
        }
    }
}
