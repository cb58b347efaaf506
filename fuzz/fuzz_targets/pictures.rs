//! Pictures and other files of any bytes: cleaned or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::private::testing::fuzzing::pictures(input));
