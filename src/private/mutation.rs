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
        LiftAhead "lift-ahead",
        LooseAttachment "loose-attachment",
        WithheldId "withheld-id",
        NoticeForAll "notice-for-all",
        HiddenFinding "hidden-finding",
        CountWithheld "count-withheld",
    }
}
