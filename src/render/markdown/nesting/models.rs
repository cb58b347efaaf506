//! What may stand in what, of the elements that cleaning lets through.

/// What an element is to those around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words within a line: it may hold nothing but such, and what it is around is marked word by word.
    Inline,
    /// Within a line, and without content.
    Empty,
    Rule,
    Column,
    Block(Model),
    /// Its content says all that it does.
    Unwrapped,
}

/// What a block may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    Flow,
    /// Lines alone.
    Phrasing,
    /// Lines alone, in which breaks and spaces count.
    Preformatted,
    /// Lines and headings.
    Summary,
    Items,
    Terms,
    /// Parts of a table: the parser of HTML has put them in order.
    Table,
}

pub(super) fn kind(name: &str) -> Kind {
    match name {
        "br" | "img" | "wbr" => Kind::Empty,
        "hr" => Kind::Rule,
        "col" => Kind::Column,
        "div" | "blockquote" | "li" | "dd" | "dt" | "td" | "th" | "figure" | "figcaption" | "details" => {
            Kind::Block(Model::Flow)
        }
        "p" | "caption" => Kind::Block(Model::Phrasing),
        _ if is_heading(name) => Kind::Block(Model::Phrasing),
        "summary" => Kind::Block(Model::Summary),
        "pre" => Kind::Block(Model::Preformatted),
        "ul" | "ol" => Kind::Block(Model::Items),
        "dl" => Kind::Block(Model::Terms),
        "table" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" => Kind::Block(Model::Table),
        "data" | "time" | "rtc" => Kind::Unwrapped,
        _ => Kind::Inline,
    }
}

/// Whether an element is within a line.
pub(super) fn is_words(name: &str) -> bool {
    matches!(kind(name), Kind::Inline | Kind::Empty | Kind::Unwrapped)
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// None of these may be within another of the same name.
pub(super) fn never_in_itself(name: &str) -> bool {
    matches!(name, "a" | "dfn")
}

/// Elements that the standard has dropped, by what it has for the same.
pub(super) fn of_today(name: &str) -> &str {
    match name {
        "acronym" => "abbr",
        "strike" => "s",
        "tt" => "code",
        _ => name,
    }
}
