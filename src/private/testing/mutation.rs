//! Switches for tests alone, each of which turns one rule of the gate off: to show that whoever makes this mistake is caught.
//!
//! A file `.mutation` in a test's content folder names the rule. None of this is in the program.

use crate::public::vocabulary;

vocabulary! {
    /// One rule at one kind of place.
    Mutation {
        Unmarked "unmarked",
        Unapproved "unapproved",
        Embargo "embargo",
        EmbargoLabel "embargo-label",
        ReservedSeverity "reserved-severity",
        Label "label",
        ForeignDraft "foreign-draft",
        Page "page",
        PrivateMark "private-mark",
        UntilMark "until-mark",
        TlpMark "tlp-mark",
        TagOnKey "tag-on-key",
        TagOnItem "tag-on-item",
        Div "div",
        Span "span",
        Comment "comment",
        BlockWord "block-word",
        Definition "definition",
        SpaceScar "space-scar",
        LineScar "line-scar",
        NumberScar "number-scar",
        Uncredited "uncredited",
        CreditDenied "credit-denied",
        ModifiedAhead "modified-ahead",
        RevisionAhead "revision-ahead",
        LooseAttachment "loose-attachment",
        WithheldId "withheld-id",
        NoticeForAll "notice-for-all",
        HiddenFinding "hidden-finding",
        CountWithheld "count-withheld",
    }
}

/// Where the program can be made to fail with what it has at hand.
pub(crate) const STAGES: [&str; 5] = ["load", "yaml", "marks", "withheld", "build"];

static FAILS: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// Makes this process fail at a stage.
pub(crate) fn fail_at(stage: &str) {
    FAILS.get_or_init(|| stage.to_owned());
}

/// Fails at this stage, if it is the one, as a careless line of code would: with the value in its message.
pub(crate) fn may_fail(stage: &str, text: &str) {
    let ours = FAILS.get().is_some_and(|value| value == stage);
    assert!(!(ours && (text.contains("Gannetfold") || text.contains("Thornmere"))), "no reading of {text}");
}
