//! Records of other formats, and the keys by which they restrict: none is public by chance.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fanlight::private::testing::fuzzing::foreign(input));
