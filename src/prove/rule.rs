//! What can be withheld, in the words of the design: each rule that a proof varies, and how it is reported.

/// One way for something to be withheld.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    Unmarked,
    Unapproved,
    Embargo,
    Published,
    /// A record that time withholds and that has its place meanwhile.
    Reserved,
    Label,
    Tag(Mark, Whole),
    Div(Mark),
    Span(Mark),
    Comment,
    BlockWord,
    Definition,
    PrivateKey,
    Contact,
    Account,
    Uncredited,
    FreeForm,
    /// What another format calls a draft.
    Draft,
    /// What another format keeps of people and of work in progress, and what has no place here.
    Foreign,
    Ahead,
    Approver,
    Attachment,
    /// A report's total that is too small to be reported.
    SmallTotal,
    /// A comment of YAML.
    Remark,
    /// Coincidences that the audit lets pass quote what is withheld.
    Allowance,
}

/// What a mark says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    Private,
    Until,
    Tlp,
}

/// What a tag stands on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Whole {
    Key,
    Item,
}

impl Rule {
    /// As a plain search counts it, which doesn't see what a tag stands on.
    pub fn searched(self) -> Rule {
        if let Rule::Tag(mark, _) = self { Rule::Tag(mark, Whole::Key) } else { self }
    }

    /// For a table of what was varied.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Unmarked => "records and pages not marked for publication",
            Rule::Unapproved => "records that nobody approved",
            Rule::Embargo => "records under embargo",
            Rule::Published => "records whose publication lies ahead",
            Rule::Reserved => "records with a reserved place, but for what the place shows",
            Rule::Label => "records above the audience's TLP label",
            Rule::Tag(Mark::Private, Whole::Key) => "keys tagged !private",
            Rule::Tag(Mark::Until, Whole::Key) => "keys tagged !until",
            Rule::Tag(Mark::Tlp, Whole::Key) => "keys tagged !tlp",
            Rule::Tag(Mark::Private, Whole::Item) => "list items tagged !private",
            Rule::Tag(Mark::Until, Whole::Item) => "list items tagged !until",
            Rule::Tag(Mark::Tlp, Whole::Item) => "list items tagged !tlp",
            Rule::Div(Mark::Private) => "blocks ::: private",
            Rule::Div(Mark::Until) => "blocks ::: until",
            Rule::Div(Mark::Tlp) => "blocks ::: tlp",
            Rule::Span(Mark::Private) => "spans {.private}",
            Rule::Span(Mark::Until) => "spans {.until}",
            Rule::Span(Mark::Tlp) => "spans {.tlp}",
            Rule::Comment => "comments in text",
            Rule::BlockWord => "blocks with a withholding word",
            Rule::Definition => "link and footnote definitions that nothing uses",
            Rule::PrivateKey => "`private` keys",
            Rule::Contact => "contacts of people",
            Rule::Account => "accounts",
            Rule::Uncredited => "people who are not credited",
            Rule::FreeForm => "free-form maps of other formats",
            Rule::Draft => "drafts of other formats, reserved and rejected ids",
            Rule::Foreign => "what other formats keep beside a record",
            Rule::Ahead => "changes and withdrawals that lie ahead",
            Rule::Approver => "who approved",
            Rule::Attachment => "attachments that nothing disclosed links to",
            Rule::SmallTotal => "totals of reports below the smallest count",
            Rule::Remark => "comments of YAML",
            Rule::Allowance => "coincidences allowed in audit.yaml",
        }
    }
}
