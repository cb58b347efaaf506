//! What Fanlight promises, shown from outside: sites written from strings, built by the program, compared byte by byte.
//!
//! - [`canaries`]: nothing withheld is in any output, path or printed line.
//! - [`noninterference`]: sites that differ in withheld things only build to the same bytes.
//! - [`rules`], [`slips`]: the gate's eight rules, and what a careful person does wrong.
//! - [`audiences`]: the sites for partners, from the content of the one for everybody.
//! - [`approving`], [`commands`]: approve; explain, next, diff, build --against.
//! - [`feeds`]: what subscribers see, and `announce`.
//! - [`foreign`]: records of other formats: those that mean us harm, and that each says the same again.
//! - [`help`], [`messages`], [`hints`]: what the program says of itself, that no message quotes a value, and what a newcomer is told.
//! - [`alarms`], [`false_alarms`]: what is worth stopping a release for, and the audit on real records.
//! - [`golden`], [`seeds`], [`output`]: whole sites, documents as people have them, and the folder that is written.
//! - [`work`]: what a build makes, counted: it grows with what is read and no faster.
//! - [`unchanged`]: a build where little or nothing changed gives what a fresh one would.
//! - [`cards`]: the pictures that stand for pages elsewhere.
//! - [`real_data`]: records of real projects, in place, by copy, and through to OSV again.
//! - [`themes`]: a site's own look.
//! - [`languages`]: the interface in German, in a language that nobody translated, and with strings of one's own.
//! - [`drafts`]: what is not public yet, for its author's eyes.
//! - [`reserved`]: places of records that are not public yet.
//! - [`reports`]: a period's words and totals, and its figures in every form.
//! - [`serve`]: the preview server, over HTTP.
//! - [`sealed`]: records that are encrypted in the repository.
//! - [`sources`]: records that are kept elsewhere, in place and by copy.
//! - [`starter`], [`schemas`], [`newcomer`]: what a new site and a new record begin with, and the README followed to the letter.
//! - [`histories`]: what the public site showed, and that nobody rewrites it in silence.
//! - [`impossible`]: what can't be so of who is affected. [`cited`]: what the documentation cites.
//! - [`promise`], [`tidy`], [`imports`]: what the types forbid, and what must stay true of the code.
#![allow(clippy::disallowed_methods, reason = "tests write sites, and read the environment that they set up")]

mod addresses;
mod alarms;
mod approving;
mod audiences;
mod canaries;
mod cards;
mod cited;
mod commands;
mod docs;
mod drafts;
mod examples;
mod false_alarms;
mod feeds;
mod foreign;
mod golden;
mod harness;
mod help;
mod hints;
mod histories;
mod imports;
mod impossible;
mod languages;
mod messages;
mod newcomer;
mod noninterference;
mod output;
mod plots;
mod promise;
mod real_data;
mod reference;
mod reports;
mod reserved;
mod rule_pages;
mod rules;
mod schemas;
mod sealed;
mod seeds;
mod serve;
mod slips;
mod sources;
mod starter;
mod themes;
mod tidy;
mod unchanged;
mod withheld;
mod work;
