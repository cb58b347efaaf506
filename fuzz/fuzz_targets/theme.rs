//! A theme's strings and templates: taken or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::render::fuzzing::theme(input));
