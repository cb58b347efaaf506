//! What kinds of things are withheld, and how each is named.

/// What kind of thing was withheld.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A record's id.
    Id,
    /// A withheld value that is an identifier.
    Identifier,
    /// The name of an attachment.
    FileName,
    /// An identifier inside withheld text.
    Found,
    /// What says as much alone, of a withheld URL or address.
    Part,
    /// A person's name.
    Name,
    /// What looks like a name inside withheld text.
    Mention,
    /// A short withheld value.
    Value,
    /// A short sentence of withheld prose.
    Sentence,
    /// A run of words of withheld prose.
    Prose,
    /// A withheld file, whole.
    File,
}

impl Kind {
    pub(super) fn is_identifier(self) -> bool {
        matches!(self, Self::Id | Self::Identifier | Self::FileName | Self::Found | Self::Part)
    }

    /// Words that others may say by chance, where a name or an identifier is no chance.
    pub(crate) fn is_saying(self) -> bool {
        matches!(self, Self::Mention | Self::Value | Self::Sentence | Self::Prose)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "the id of a withheld record",
            Self::Identifier => "a withheld identifier",
            Self::FileName => "the name of a withheld file",
            Self::Found => "an identifier from withheld text",
            Self::Part => "a part of a withheld address",
            Self::Name => "a withheld name",
            Self::Mention => "a name from withheld text",
            Self::Value => "a withheld value",
            Self::Sentence => "a sentence of withheld text",
            Self::Prose => "a passage of withheld text",
            Self::File => "a withheld file",
        }
    }
}
