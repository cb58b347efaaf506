//! Any three versions in the order of any ecosystem.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::versions::fuzzing::versions(input));
