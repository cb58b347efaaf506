//! Links lead somewhere: to a file of the site, letter case as on disk, and to a place that its page has.

use crate::diagnostic::Code;
use crate::lint::passages::links;
use crate::lint::paths::Paths;
use crate::lint::targets::Leads;
use crate::lint::{Found, Place, Replacement, Rule, Subject, Targets};
use crate::private::{Passage, PassageForm, Written};
use crate::public::{Asset, Site, addresses};
use crate::render::{Links, links::Place as On};
use percent_encoding::percent_decode_str;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

pub const RULE: Rule = Rule { codes: &[Code::BrokenLink, Code::LinkCase, Code::Fragment], look };

fn look(subject: &Subject, found: &mut Found) {
    let Some(targets) = subject.targets else { return };
    let attachments = attachments(subject.site);
    let look = Looking { subject, targets, links: Links::new(subject.site), files: OnceCell::new() };
    for written in subject.sources.files() {
        let beside = attachments.get(&written.page).copied().unwrap_or_default();
        let on = On::new(written.page.as_str(), beside);
        for passage in &written.passages {
            look.passage(written, passage, &on, found);
        }
    }
    look.settings(found);
}

const LOST_PICTURE: &str = "this picture isn't here: it is left out, and its description stays";
const PICTURES: &str = "put the file beside the page, in a folder of the record's own, or into static/; pictures of other hosts aren't shown";

struct Looking<'l> {
    subject: &'l Subject<'l>,
    targets: &'l Targets,
    links: Links,
    /// The files that sources are in, once somebody asks which was meant.
    files: OnceCell<Paths>,
}

/// What is wrong with a link.
enum Wrong {
    /// With the page that may be meant.
    Nowhere(Option<String>),
    LetterCase(Option<Replacement>),
    Fragment(Option<Replacement>),
}

impl Wrong {
    /// With the target's surroundings, so that a replacement meets the link alone and not a text that says the same.
    fn within(self, target: &str, text: &str) -> Self {
        let widen = |Replacement { from, to }: Replacement| {
            let right = target.replacen(&from, &to, 1);
            let around =
                ["](", "](<", "]: ", "]: <"].into_iter().find(|open| text.contains(&format!("{open}{target}")))?;
            Some(Replacement { from: format!("{around}{target}"), to: format!("{around}{right}") })
        };
        match self {
            Wrong::Nowhere(near) => Wrong::Nowhere(near),
            Wrong::LetterCase(with) => Wrong::LetterCase(with.and_then(widen)),
            Wrong::Fragment(with) => Wrong::Fragment(with.and_then(widen)),
        }
    }
}

impl Looking<'_> {
    fn passage(&self, written: &Written, passage: &Passage, on: &On, found: &mut Found) {
        let text = passage.text.as_str();
        if passage.form == PassageForm::Line {
            let ours = text.starts_with(self.subject.site.settings.url.as_str());
            if let Some(wrong) = Some(text).filter(|_| ours).and_then(|text| self.wrong(text, written, on)) {
                note(wrong, Place::passage(written, passage, 0), found);
            } else if !ours {
                self.bare(written, passage, on, found);
            }
            return;
        }
        self.bare(written, passage, on, found);
        for link in links(text) {
            match self.wrong(&link.target, written, on) {
                Some(Wrong::Nowhere(_)) if link.picture => {
                    let place = Place::passage(written, passage, link.range.start);
                    found.add(Code::BrokenLink, place, LOST_PICTURE, PICTURES);
                }
                Some(wrong) => {
                    note(wrong.within(&link.target, text), Place::passage(written, passage, link.range.start), found)
                }
                None => {}
            }
        }
    }

    /// Addresses without the marks of a link, which are dropped as links are.
    fn bare(&self, written: &Written, passage: &Passage, on: &On, found: &mut Found) {
        let text = passage.text.as_str();
        for range in addresses::own(text, &self.subject.site.settings.url) {
            let linked = ["](", "](<", "]: ", "]: <", "<"].iter().any(|open| text[..range.start].ends_with(open));
            let wrong = self.wrong(&addresses::meant(&text[range.clone()]), written, on);
            if let (false, Some(Wrong::Nowhere(_))) = (linked, wrong) {
                found.add(
                    Code::BrokenLink,
                    Place::passage(written, passage, range.start),
                    "this address leads to nothing that is public here: one of a record is dropped",
                    "correct the address, or take it out",
                );
            }
        }
    }

    /// Pages that site.yaml names by their paths.
    fn settings(&self, found: &mut Found) {
        let settings = &self.subject.site.settings;
        let report = &settings.report;
        let logo = settings.organization.as_ref().and_then(|organization| organization.logo.as_ref());
        let navigation = settings.navigation.iter().map(|navigation| ("navigation", Some(&navigation.url)));
        let named = [
            ("theme.icon", settings.style.icon.as_ref()),
            ("report.policy", report.policy.as_ref()),
            ("report.acknowledgments", report.acknowledgments.as_ref()),
            ("report.encryption", report.encryption.as_ref()),
            ("organization.logo", logo),
        ];
        for (key, target) in named.into_iter().chain(navigation) {
            let Some(target) = target.filter(|target| !target.contains(':')) else { continue };
            let target = target.split(['?', '#']).next().unwrap_or_default();
            match self.targets.leads(target.trim_start_matches('/')) {
                Leads::There => {}
                Leads::OtherCase(_) => {
                    note(Wrong::LetterCase(None), Place::settings(self.subject.sources, key), found);
                }
                Leads::Nowhere => {
                    note(Wrong::Nowhere(self.targets.near(target)), Place::settings(self.subject.sources, key), found)
                }
            }
        }
    }

    fn wrong(&self, target: &str, written: &Written, on: &On) -> Option<Wrong> {
        let target = target.trim();
        let (path, tail) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let fragment = tail.split_once('#').map(|(_, fragment)| fragment);
        if path.is_empty() {
            return self.fragment(&written.page, fragment);
        }
        if path.ends_with(".md") && !path.contains("://") {
            return self.file(path, written, fragment);
        }
        // Addresses of mail and the like are looked at where they are rendered.
        if target.starts_with("mailto:") || !target.contains("://") && target.contains('@') {
            return None;
        }
        let Some(href) = self.links.resolve(on, target) else {
            return Some(Wrong::Nowhere(self.targets.near(path)));
        };
        let href = href.split(['?', '#']).next().unwrap_or_default();
        let inside = href.strip_prefix(self.links.base())?;
        let inside = percent_decode_str(inside).decode_utf8_lossy();
        match self.targets.leads(&inside) {
            Leads::There => {}
            Leads::OtherCase(right) => return Some(Wrong::LetterCase(recase(path, &right))),
            Leads::Nowhere => return Some(Wrong::Nowhere(self.targets.near(&inside))),
        }
        // A record is found by its id in any letter case, but a link to it by another is dropped.
        let said = percent_decode_str(path.trim_end_matches('/')).decode_utf8_lossy().into_owned();
        let (page, lower) = (inside.trim_end_matches('/'), said.to_lowercase());
        if lower.ends_with(&page.to_lowercase()) && !said.ends_with(page) {
            return Some(Wrong::LetterCase(recase(path, &inside)));
        }
        self.fragment(&inside, fragment)
    }

    /// A link from file to file, as authors write it.
    fn file(&self, path: &str, written: &Written, fragment: Option<&str>) -> Option<Wrong> {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let full = join(written.file.parent().unwrap_or(Path::new("")), &decoded);
        if let Some(target) = self.subject.sources.of_file(&full) {
            return self.fragment(&target.page, fragment);
        }
        let lower = full.to_string_lossy().to_lowercase();
        let mut files = self.subject.sources.files().iter().map(|file| file.file.to_string_lossy());
        match files.find(|file| file.to_lowercase() == lower) {
            Some(right) => Some(Wrong::LetterCase(recase(path, &right))),
            None => Some(Wrong::Nowhere(self.near_file(&full))),
        }
    }

    /// The page of a file whose name is one slip away; in whichever folder, where the name is right.
    fn near_file(&self, full: &Path) -> Option<String> {
        let files = self.files.get_or_init(|| {
            let files = self.subject.sources.files().iter();
            Paths::of(files.filter_map(|file| Some((file.file.to_str()?, file.page.as_str()))))
        });
        files.near(&full.to_string_lossy()).map(str::to_owned)
    }

    fn fragment(&self, page: &str, fragment: Option<&str>) -> Option<Wrong> {
        let name = percent_decode_str(fragment?).decode_utf8_lossy();
        let page = page.trim_start_matches('/');
        if self.targets.has_place(page, &name)? {
            return None;
        }
        let lower = name.to_lowercase();
        let right = (lower != *name && self.targets.has_place(page, &lower)?)
            .then(|| Replacement { from: format!("#{}", fragment.unwrap_or_default()), to: format!("#{lower}") });
        Some(Wrong::Fragment(right))
    }
}

fn note(wrong: Wrong, place: Place, found: &mut Found) {
    match wrong {
        Wrong::Nowhere(near) => {
            let meant = near.map(|page| format!("is {page} meant? ")).unwrap_or_default();
            let problem = "this link leads to nothing that is public here: to a file or a record of the content it is dropped and \
                           its text stays, any other stays as it is";
            found.add(Code::BrokenLink, place, problem, &format!("{meant}correct the link, or take it out"));
        }
        Wrong::LetterCase(replacement) => found.add_with(
            Code::LinkCase,
            place,
            "this link differs from the name of what it means by letter case alone",
            match replacement {
                Some(_) => "write it as the file or the page is called; `fanlight check --fix` does",
                None => "write it as the file or the page is called",
            },
            replacement,
        ),
        Wrong::Fragment(replacement) => found.add_with(
            Code::Fragment,
            place,
            "the page has no place of the name behind the `#`",
            "write the heading in small letters, with hyphens for spaces",
            replacement,
        ),
    }
}

/// The files beside each page that has some.
fn attachments(site: &Site) -> HashMap<String, &[Asset]> {
    let records = site.records().map(|record| record.head()).map(|head| (head.path(), head.attachments.as_slice()));
    let pages = site.written_pages();
    let pages = pages.map(|page| (page.path.to_string(), page.attachments.as_slice()));
    records.chain(pages).filter(|(_, files)| !files.is_empty()).collect()
}

/// The written path in the letter case of the right one, of which it says the last parts.
fn recase(written: &str, right: &str) -> Option<Replacement> {
    let said = written.rsplit("../").next()?.trim_start_matches("./");
    let (said, right) = (said.trim_end_matches('/'), right.trim_end_matches('/'));
    let end = said.len().min(right.len());
    let (tail, right) = (said.get(said.len() - end..)?, right.get(right.len() - end..)?);
    if tail.to_lowercase() != right.to_lowercase() || tail == right {
        return None;
    }
    Some(Replacement { from: tail.to_owned(), to: right.to_owned() })
}

fn join(folder: &Path, path: &str) -> PathBuf {
    let mut full = PathBuf::new();
    let joined = if path.starts_with('/') { PathBuf::from(path.trim_start_matches('/')) } else { folder.join(path) };
    for part in joined.components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            Component::Normal(name) => full.push(name),
            _ => {}
        }
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{SITE, findings};

    fn found(body: &str) -> Vec<(Code, usize, Option<String>)> {
        let files = [("site.yaml", SITE), ("plan/2-roles.md", "# Roles\n\n## Cover\n"), ("pages/a.md", body)];
        let found = findings(&files).into_iter();
        found
            .map(|it| (it.diagnostic.code, it.diagnostic.line, it.replacement.map(|replacement| replacement.to)))
            .collect()
    }

    #[test]
    fn links_that_lead_somewhere_are_not_reported() {
        let body = "# A\n[a](/plan/roles/#cover) [b](../plan/2-roles.md) [c](https://security.example.org/report/)\n\
            [d](https://elsewhere.example/x#y) [e](#a) [f](mailto:a@example.org) [g](/feed.xml) <b@example.org>\n";
        assert_eq!(found(body), [(Code::Fragment, 3, None)]);
    }

    #[test]
    fn bare_addresses_are_reported_as_links_are() {
        let body = "# A\nSee https://security.example.org/plan/roles/ and\nhttps://security.example.org/advisories/X-1/, too.\n";
        assert_eq!(found(body), [(Code::BrokenLink, 3, None)]);
    }

    #[test]
    fn letter_case_counts_as_on_disk() {
        let to = |text: &str| Some(text.to_owned());
        assert_eq!(found("[a](/plan/Roles/)"), [(Code::LinkCase, 1, to("](/plan/roles/"))]);
        assert_eq!(found("x\n\n[a](../plan/2-Roles.md)"), [(Code::LinkCase, 3, to("](../plan/2-roles.md"))]);
        assert_eq!(found("[a](/plan/roles/#Cover)"), [(Code::Fragment, 1, to("](/plan/roles/#cover"))]);
    }

    #[test]
    fn links_to_what_is_not_there_are_reported() {
        for nowhere in ["/plan/rules/", "9-x.md", "/nothing/", "/advisories/X-1/", "picture.png", "javascript:a"] {
            assert_eq!(found(&format!("[a]({nowhere})")), [(Code::BrokenLink, 1, None)], "{nowhere}");
        }
    }
}
