//! Every rule, by name.

mod card_letters;
mod completeness;
mod contrast;
mod csaf_name;
mod dates;
mod diagram;
mod ecosystem;
mod foreign_block;
mod interface_language;
mod links;
mod mojibake;
mod names;
mod placeholder;
mod post_long;
mod raci;
mod ranges;
mod review;
mod same_person;
mod security_txt;
mod theme;
mod torn;
mod two_cves;
mod unfinished;
mod update;
mod vague_link;

use super::Rule;

/// The registry: a rule that isn't named here doesn't run.
pub const RULES: &[Rule] = &[
    card_letters::RULE,
    completeness::RULE,
    contrast::RULE,
    csaf_name::RULE,
    dates::RULE,
    diagram::RULE,
    ecosystem::RULE,
    foreign_block::RULE,
    interface_language::RULE,
    links::RULE,
    mojibake::RULE,
    names::RULE,
    placeholder::RULE,
    post_long::RULE,
    raci::RULE,
    ranges::RULE,
    review::RULE,
    same_person::RULE,
    security_txt::RULE,
    theme::RULE,
    torn::RULE,
    two_cves::RULE,
    unfinished::RULE,
    update::RULE,
    vague_link::RULE,
];

pub(crate) use security_txt::RULE as SECURITY_TXT;
