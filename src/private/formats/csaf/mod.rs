//! CSAF 2.0 to the keys of records.
//!
//! One advisory is one vulnerability here. A document with one vulnerability is an advisory under the document's id; one
//! with none or several is a notice under the document's id, an incident where its category is
//! `csaf_security_incident_response`, and each vulnerability is an advisory of its own under `<document's id>-<CVE>`, or
//! its number where it has no CVE.
//!
//! | CSAF | here |
//! |---|---|
//! | `document.title`, `tracking.id`, `aliases`, dates, `revision_history` | `title`, `id`, `aliases`, `published`, `modified`, `revisions` |
//! | `tracking.status`: draft; `distribution.tlp` | withheld; the label |
//! | `publisher` | `authors` |
//! | `acknowledgments`, `references` | `credits`, `references` |
//! | `notes` | `summary` where one is short enough, else `details`, under their titles; what is for an internal audience is withheld |
//! | `product_tree`, `product_status`, `flags` | `affected`: packages, versions, platforms, VEX status and justification |
//! | `scores`, `cwe`, `cve`, `ids` | `severity` (`aggregate_severity` where there is no score), `cwe`, `aliases`, `details` |
//! | `remediations` | `resolution`, `workaround` |
//! | `threats` | `impact`, `details` |
//! | discovery, release, involvements | `timeline`, `details` |
//!
//! Left out, as it is public by the standard and has no place here: what made the file (`generator`), the document's
//! version number, languages, how to reach the publisher, CPEs and other helpers than package URLs.

mod affected;
mod document;
mod draft;
mod products;
mod ranges;
mod statement;
mod vulnerability;

use super::keys::{Fields, list, text};
use super::recognize::is_document;
use super::restrict::clear;
use super::{Foreign, Format};
use crate::diagnostic::Code;
use crate::private::yaml::{Findings, json};
use crate::public::Kind;
use document::Document;
use draft::Draft;
use products::Products;

/// Whether a file of this name is meant to be one.
pub(super) fn takes(file: &str) -> bool {
    file.ends_with(".json")
}

pub(in crate::private) fn to_records<'a>(source: &'a str, _: &str, findings: &Findings) -> Vec<Foreign<'a>> {
    let node = json(source, findings).filter(|node| is_document(Format::Csaf, node, findings));
    let Some(node) = node else { return Vec::new() };
    let mut cleared = clear(Format::Csaf, node, findings);
    let (state, withheld) = (cleared.state, std::mem::take(&mut cleared.withheld));
    let mut statements = statement::each(cleared.node()).into_iter();
    let mut file = Fields::of(cleared);
    let document = file.as_mut().and_then(|file| file.map("document"));
    let (Some(mut file), Some(document)) = (file, document) else {
        findings.add(Code::MissingKey, 1, "document", "this is not a CSAF document", "begin with `\"document\": {`");
        return Vec::new();
    };
    let mut main = Draft::default();
    let Some(document) = document::read(document, state, &mut main, findings) else { return Vec::new() };
    main.keys.restrict("notes", list(withheld));
    let products = file.map("product_tree").map(Products::of).unwrap_or_default();
    let mut vulnerabilities = file.maps("vulnerabilities");
    if let ([_], false) = (&vulnerabilities[..], document.incident) {
        let only = vulnerabilities.remove(0);
        vulnerability::read(only, &products, &mut main);
        main.keys.text("csaf", statements.next().map(Into::into));
        if main.severity.is_empty() {
            main.severity.extend(main.rated.take().map(text));
        }
        let node = main.finish(file);
        return vec![Foreign { kind: Kind::Advisory, node, state: document.state }];
    }
    let advisories = each(vulnerabilities, statements, &document, &products);
    main.keys.list("advisories", advisories.iter().map(|(id, _)| text(id.clone())).collect());
    let kind = if document.incident { Kind::Incident } else { Kind::Notice };
    let main = Foreign { kind, node: main.finish(file), state: document.state };
    std::iter::once(main).chain(advisories.into_iter().map(|(_, advisory)| advisory)).collect()
}

/// An advisory for each vulnerability, with its id.
fn each<'a>(
    vulnerabilities: Vec<Fields<'a>>,
    statements: impl Iterator<Item = String>,
    document: &Document,
    products: &Products,
) -> Vec<(String, Foreign<'a>)> {
    let advisory = |(at, (mut vulnerability, statement)): (usize, (Fields<'a>, String))| {
        let cve = vulnerability.text("cve");
        let suffix = cve.as_deref().map_or_else(|| (at + 1).to_string(), |cve| cve.trim().to_owned());
        let id = format!("{}-{suffix}", document.id);
        let mut draft = Draft::default();
        document.head(&id, &mut draft);
        let title = vulnerability.text("title").unwrap_or_else(|| match &cve {
            Some(cve) => format!("{}: {cve}", document.title).into(),
            None => format!("{} ({})", document.title, at + 1).into(),
        });
        draft.keys.text("title", Some(title));
        if document.incident {
            draft.keys.list("incidents", vec![text(document.id.clone())]);
        }
        draft.aliases.extend(cve.map(text));
        vulnerability::read(vulnerability, products, &mut draft);
        draft.keys.text("csaf", Some(statement.into()));
        let node = draft.finish(Fields::default());
        (id, Foreign { kind: Kind::Advisory, node, state: document.state })
    };
    vulnerabilities.into_iter().zip(statements).enumerate().map(advisory).collect()
}

#[cfg(test)]
mod tests;
