//! A text as a page shows it: nothing of it runs.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::render::fuzzing::markdown(input));
