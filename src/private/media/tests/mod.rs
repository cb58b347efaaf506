//! Small pictures with secrets in every corner that their format has.

mod any;
mod build;
mod gif;
mod jpeg;
mod names;
mod png;
mod svg;
mod svg_style;
mod webp;

use super::{Cleaned, clean};

/// What each test hides beside the picture.
const SECRET: &[u8] = b"Jane Roe 52.5200N 13.4050E";

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|pair| pair == wanted)
}

/// What is published of a picture, which is nothing but it.
#[track_caller]
fn published(name: &str, bytes: &[u8]) -> Vec<u8> {
    let Cleaned::Picture(clean_bytes) = clean(name, bytes.to_vec()) else { panic!("{name} is no sound picture") };
    assert!(!holds(&clean_bytes, SECRET), "{name} still tells of its maker");
    let Cleaned::Picture(again) = clean(name, clean_bytes.clone()) else { panic!("cleaning {name} damaged it") };
    assert_eq!(again, clean_bytes, "cleaning {name} twice changed something");
    clean_bytes
}

#[track_caller]
fn becomes(name: &str, bytes: &[u8], wanted: &[u8]) {
    assert_eq!(published(name, bytes), wanted);
}

#[track_caller]
fn is_refused(name: &str, bytes: &[u8]) {
    assert!(matches!(clean(name, bytes.to_vec()), Cleaned::Broken), "{name} was taken");
}

/// Each shorter file is refused, and none makes a panic.
#[track_caller]
fn is_refused_when_cut(name: &str, bytes: &[u8]) {
    (0..bytes.len()).for_each(|length| is_refused(name, &bytes[..length]));
}
