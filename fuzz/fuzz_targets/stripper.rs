//! The stripper of withheld parts: what is planted in a withheld part never comes out.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::private::testing::fuzzing::stripper(input));
