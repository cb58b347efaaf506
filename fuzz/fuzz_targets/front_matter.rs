//! Text to front matter, to each kind of record: no panic, and no message that quotes the text.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::private::testing::fuzzing::front_matter(input));
