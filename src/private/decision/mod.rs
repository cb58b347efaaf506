//! What the gate decided of each record, key and marked part, and by which rule: names and lines, never values.
//!
//! The gate notes these while it decides, so `explain` can't disagree with `build`.

pub(in crate::private) mod coming;
pub(in crate::private) mod view;

use crate::private::withheld::{Kind, Origin, Reason};
use crate::public::{self, Instant, Tlp, Vocabulary};
use std::path::PathBuf;

/// What a decision is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// The record or page as a whole.
    Record,
    Key,
    /// An item of a list, or a key of one: its place, from 0.
    Item(usize),
    /// A marked part of a text.
    Part,
    /// An id or a link that leads to nothing public.
    Reference,
    /// A file beside the record; the key is its name.
    Attachment,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decided {
    /// `since`: for a part that lifted, when.
    Public {
        since: Option<Instant>,
    },
    /// Never shown itself: it says what is shown.
    Steers,
    Withheld {
        why: Why,
        until: Option<Instant>,
    },
}

/// Why something is withheld.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    Unmarked,
    Unapproved,
    /// What the record discloses is not what was approved.
    ApprovalVoid,
    Embargo,
    PublishedAhead,
    Label(Tlp),
    /// Its own format says that it isn't published.
    Draft,
    /// A part whose label is above the audience.
    PartLabel(Tlp),
    Private,
    Until,
    /// It would have lifted, but nobody approved it as it is.
    PartUnapproved,
    PrivateKey,
    Accounts,
    Contact,
    NotCredited,
    /// A time that lies ahead, and what belongs to it.
    Ahead,
    Comment,
    BlockWord,
    UnusedDefinition,
    NotLinked,
    UnknownId,
    /// It can't be read, or what it says can't be understood.
    Errors,
}

/// One decision of the gate.
#[derive(Clone)]
pub struct Decision {
    pub subject: Subject,
    /// The key's path; empty for the record as a whole and for its body.
    pub key: String,
    /// From 1; 0 where it isn't known.
    pub line: u32,
    pub decided: Decided,
    /// What of it was handed to the audit.
    pub(in crate::private) origins: Vec<Origin>,
    /// What the audit looks for in it, and what not.
    pub audit: Vec<Looked>,
}

/// What the audit does about one withheld value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Looked {
    pub key: String,
    pub line: u32,
    pub looked_for: Result<Vec<Kind>, Reason>,
}

/// All decisions about one file.
pub struct Explanation {
    /// Relative to the content folder.
    pub file: PathBuf,
    /// `None`: a page, or a record whose id can't be had.
    pub id: Option<String>,
    /// `None`: a page.
    pub kind: Option<public::Kind>,
    pub whole: Decision,
    /// In the order of the file.
    pub parts: Vec<Decision>,
    /// How many errors it has; while there is one, nothing is published.
    pub errors: usize,
}

impl Why {
    /// Its number in docs/pages/developing/architecture.md, "The rules of the gate".
    pub fn rule(self) -> u8 {
        match self {
            Why::Unmarked | Why::Unapproved | Why::ApprovalVoid => 1,
            Why::Embargo | Why::PublishedAhead => 2,
            Why::Label(_) | Why::Draft => 3,
            Why::Private | Why::Until | Why::PartUnapproved | Why::PrivateKey | Why::Accounts => 4,
            Why::PartLabel(_) => 4,
            Why::Contact | Why::NotCredited | Why::Ahead | Why::Comment | Why::BlockWord => 4,
            Why::UnusedDefinition | Why::NotLinked => 4,
            Why::UnknownId => 5,
            Why::Errors => 9,
        }
    }

    /// A word for machines.
    pub fn code(self) -> &'static str {
        match self {
            Why::Unmarked => "unmarked",
            Why::Unapproved => "unapproved",
            Why::ApprovalVoid => "approval-void",
            Why::Embargo => "embargo",
            Why::PublishedAhead => "published-ahead",
            Why::Label(_) | Why::PartLabel(_) => "tlp",
            Why::Draft => "draft",
            Why::Private => "private",
            Why::Until => "until",
            Why::PartUnapproved => "part-unapproved",
            Why::PrivateKey => "private-key",
            Why::Accounts => "accounts",
            Why::Contact => "contact",
            Why::NotCredited => "not-credited",
            Why::Ahead => "ahead",
            Why::Comment => "comment",
            Why::BlockWord => "block-word",
            Why::UnusedDefinition => "unused-definition",
            Why::NotLinked => "not-linked",
            Why::UnknownId => "unknown-id",
            Why::Errors => "errors",
        }
    }

    /// Ends the sentence "withheld: …".
    pub fn text(self) -> String {
        let fixed = match self {
            Why::Label(label) | Why::PartLabel(label) => {
                return format!("it is TLP:{}, above this audience", label.word().to_uppercase());
            }
            Why::Unmarked => "it is not marked `publish: true`",
            Why::Unapproved => "it isn't approved, or not by as many as have to; `fanlight approve` does it",
            Why::ApprovalVoid => "what it discloses has changed since it was approved; `fanlight approve` renews that",
            Why::Embargo => "its embargo",
            Why::PublishedAhead => "its publication lies ahead",
            Why::Draft => "its own format says that it isn't published: a draft, reserved, rejected",
            Why::Private => "it is marked private",
            Why::Until => "it is marked to lift later",
            Why::PartUnapproved => "its time has come, but nobody approved it as it is; `fanlight approve` does",
            Why::PrivateKey => "`private` is for yourselves",
            Why::Accounts => "accounts are never published",
            Why::Contact => "a contact is never published",
            Why::NotCredited => "a person who doesn't say `credit: true`",
            Why::Ahead => "its time lies ahead",
            Why::Comment => "a comment",
            Why::BlockWord => "it holds one of the words of `withhold_blocks_with`",
            Why::UnusedDefinition => "a definition that no disclosed text uses",
            Why::NotLinked => "no disclosed text links to it",
            Why::UnknownId => "it leads to nothing that is public here",
            Why::Errors => "it has errors; `fanlight check` shows them",
        };
        fixed.to_owned()
    }
}

impl Decision {
    pub(in crate::private) fn new(subject: Subject, key: &str, line: u32, decided: Decided) -> Self {
        Decision { subject, key: key.to_owned(), line, decided, origins: Vec::new(), audit: Vec::new() }
    }

    pub fn is_public(&self) -> bool {
        !matches!(self.decided, Decided::Withheld { .. })
    }
}
