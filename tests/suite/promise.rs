//! What the types forbid, seen from outside. That nobody can name a private record or mint a seal is shown by the
//! documentation of `private::Seal`, whose examples must not compile; that records are neither `Serialize` nor `Debug`
//! by `src/private/testing/promise.rs`.

use fanlight::public::*;
use serde::{Deserialize, Serialize};
use static_assertions::{assert_impl_all, assert_not_impl_any};
use std::collections::BTreeSet;

/// Public types are written, never read.
macro_rules! never_read {
    ($($name:ident $(<$life:lifetime>)?)*) => {
        $(assert_not_impl_any!($name $(<$life>)?: Deserialize<'static>, Default);)*

        fn listed() -> BTreeSet<String> {
            BTreeSet::from([$(stringify!($name).to_owned()),*])
        }
    };
}

never_read! {
    Advisory Affected CvssVersion Informational Package Range RangeEvent RangeType RemediationCategory Severity Vector VexStatus
    Action Confirmation Incident Status Lesson Notice Page PlanPart
    Asset Exploitation Head Indicator Kind Lack Pending Person PersonType Phase Post Record<'static> Reference ReferenceType
    Revision TimelineEntry Tlp Withdrawal
    AliasOutput Category FeedFormat Organization Outputs Project Report Settings SeverityLevel Subscription SupportedLine Targets
    Csaf CsafRole Cve Publisher PublisherCategory
    Colour Font NavigationItem Style Swatch
    Ahead Count Packages<'static> Period ReportWords Reserved Total TotalOf
    DefaultStatus Parts Statement Translations<'static>
    Site Markdown Text Instant Precision Stamp
}

assert_impl_all!(Advisory: Serialize);
assert_impl_all!(Incident: Serialize);
assert_impl_all!(Notice: Serialize);
assert_impl_all!(Lesson: Serialize);
assert_impl_all!(Page: Serialize);

// Text is made by the gate alone: from nothing that anybody has at hand.
assert_not_impl_any!(Text: From<String>, From<&'static str>, From<Box<str>>, std::str::FromStr);
assert_not_impl_any!(Markdown: From<String>, From<&'static str>, From<Box<str>>, From<Text>, std::str::FromStr);
assert_not_impl_any!(fanlight::private::Seal: Clone, Default, Deserialize<'static>);

// What was withheld can be shown by nobody.
assert_not_impl_any!(fanlight::private::withheld::Withheld: Serialize, std::fmt::Debug, std::fmt::Display, Clone);

#[test]
fn every_public_type_is_among_those_that_are_never_read() {
    let source =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/public/mod.rs")).expect("its source");
    let exported = source.split("pub use ").skip(1).filter_map(|rest| rest.split_once("::").map(|pair| pair.1));
    let names = exported.flat_map(|rest| rest.split(';').next().unwrap_or_default().split(['{', '}', ',', ' ', '\n']));
    let types: BTreeSet<String> =
        names.filter(|name| name.chars().any(char::is_lowercase) && *name != "Vocabulary").map(str::to_owned).collect();
    assert!(types.len() > 40, "{types:?}");
    assert_eq!(types.difference(&listed()).collect::<Vec<_>>(), Vec::<&String>::new(), "list these in this file");
}
