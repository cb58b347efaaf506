//! The compile-time promise: what is read from disk can be neither written nor printed.

use crate::private::{gate, load, marks, record, yaml};
use serde::{Deserialize, Serialize};
use static_assertions::{assert_impl_all, assert_not_impl_any};
use std::fmt::{Debug, Display};

macro_rules! never_shown {
    ($($name:ty),* $(,)?) => { $(assert_not_impl_any!($name: Serialize, Debug, Display);)* };
}

macro_rules! records {
    ($($name:ident $(<$of:ty>)?)*) => {
        never_shown!($(record::$name $(<$of>)?),*);
        $(assert_impl_all!(record::$name $(<$of>)?: Deserialize<'static>);)*

        fn listed() -> Vec<&'static str> {
            vec![$(stringify!($name)),*]
        }
    };
}

records! {
    Head Advisory Incident Notice Lesson Page Totals Approval Affected PersonKeys Cwe PackageKeys PackageName Range RangeEvent Action Indicator Person Post PostKeys
    Reference Reserve Revision Texts TimelineEntry Word<crate::public::Tlp> At When
}

never_shown! {
    record::Record, record::Own,
    yaml::Node<'static>, yaml::Value<'static>, yaml::Entry<'static>, yaml::Marked<String>, yaml::Anything,
    load::Source, marks::Stripped<'static>, marks::Fragment, gate::Attachments<'static>,
}

/// A record's part that the promise doesn't list would be one that nobody holds to it.
#[test]
fn every_type_of_a_record_is_listed() {
    let source = include_str!("../record/mod.rs");
    let exported = source.split("pub(super) use ").skip(1).filter_map(|rest| rest.split_once("::").map(|pair| pair.1));
    let names = exported.flat_map(|rest| rest.split(';').next().unwrap_or_default().split(['{', '}', ',', ' ', '\n']));
    let names: Vec<&str> = names.filter(|name| name.starts_with(char::is_uppercase)).collect();
    assert!(names.len() > 25, "{names:?}");
    for name in names {
        assert!(listed().contains(&name), "{name} is not among the types of src/private/testing/promise.rs");
    }
}

/// No derive and no `impl` makes anything in here printable but errors, which hold fixed sentences.
#[test]
fn nothing_that_holds_text_derives_debug_or_serialize() {
    for source in [
        include_str!("../record/head.rs"),
        include_str!("../record/advisory.rs"),
        include_str!("../record/incident.rs"),
        include_str!("../record/page.rs"),
        include_str!("../record/parts.rs"),
        include_str!("../record/times.rs"),
        include_str!("../yaml/node.rs"),
        include_str!("../yaml/marked.rs"),
        include_str!("../load/source.rs"),
    ] {
        for line in source.lines().filter(|line| line.trim_start().starts_with("#[derive")) {
            assert!(!line.contains("Debug") && !line.contains("Serialize,") && !line.contains("Serialize)"), "{line}");
        }
    }
}
