//! A small site through the whole gate, and its twins.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::prove::fuzzing::gate(input));
