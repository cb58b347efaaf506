//! A door for the fuzzer, which only a build for fuzzing has: what is planted among any bytes is read.

use super::{Extent, Format, readings, words};

/// The words that are planted, and how a writer may have spelt them.
const PLANTED: &str = "Quimby Gannetfold";
const SPELT: [&str; 5] = [
    PLANTED,
    "Quimby&#32;Gannet&#x66;old",
    "Quimby%20Gannet%66old",
    "Quimby\\u0020Gannet\\u0066old",
    "Quimby Gannet<b>fold</b>",
];

/// The first two bytes choose the format, the spelling and the place; the rest is around what is planted.
pub fn decoder(input: &[u8]) {
    let [how, at, around @ ..] = input else { return };
    let at = usize::from(*at) * around.len() / 256;
    let how = usize::from(*how);
    let format = [Format::Markup, Format::Json, Format::Text][how % 3];
    // Among other escapes one of its own may mean another: of those nothing is asked but that they are read.
    let alone = around.is_empty();
    let spelt = if alone { SPELT[how / 3 % SPELT.len()] } else { PLANTED };
    let bytes = [&around[..at], b"\n ", spelt.as_bytes(), b" \n", &around[at..]].concat();
    let mut wanted = Vec::new();
    words(PLANTED.as_bytes(), &mut wanted);
    let mut found = false;
    let extent = readings(&bytes, format, &mut Vec::new(), &mut |reading| {
        found |= reading.words.windows(wanted.len()).any(|words| words == wanted);
    });
    let is_text = std::str::from_utf8(around).is_ok() && !around.contains(&0) && !around.starts_with(b"%PDF");
    assert!(found || !is_text || extent == Extent::Cut, "what is planted among other words isn't read");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::work;
    use proptest::prelude::*;

    fn part() -> impl Strategy<Value = Vec<u8>> {
        const SIGNS: [&str; 28] = [
            "<",
            ">",
            "</p>",
            "<a b=\"",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<script>",
            "<style>",
            "&",
            "&amp;",
            "&#",
            ";",
            "%",
            "%2",
            "\\",
            "\\u00",
            "\\61 ",
            "\"",
            "'",
            "{",
            "[",
            "aGFyYm91ciBz",
            "\u{ad}",
            "\u{200b}",
            "-\n",
            "x",
        ];
        let sign = prop::sample::select(&SIGNS[..]).prop_map(|sign| sign.as_bytes().to_vec());
        prop_oneof![6 => sign, 1 => prop::collection::vec(any::<u8>(), 0..6)]
    }

    proptest! {
        #[test]
        fn what_is_planted_among_any_bytes_is_read_in_bounded_work(
            head in any::<[u8; 2]>(), parts in prop::collection::vec(part(), 0..30)
        ) {
            let input = [head.to_vec(), parts.concat()].concat();
            let work = work::of(|| decoder(&input));
            prop_assert!(work <= 400 * (input.len() as u64 + 100), "{work} for {} bytes", input.len());
        }
    }

    #[test]
    fn each_spelling_is_read_in_each_format_that_has_it() {
        for (how, format) in
            [(0, Format::Markup), (3, Format::Markup), (7, Format::Json), (10, Format::Json), (12, Format::Markup)]
        {
            assert!(how % 3 == [Format::Markup, Format::Json].iter().position(|it| *it == format).unwrap());
            decoder(&[how as u8, 0]);
        }
        crate::seeds::feed("decoder", decoder);
    }
}
