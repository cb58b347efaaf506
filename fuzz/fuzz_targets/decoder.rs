//! The audit's decoder: what is planted among any bytes is read.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::normalise::fuzzing::decoder(input));
