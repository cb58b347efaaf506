//! Whole values that are disclosed, and the forms in which a needle may be one. The forms are made when somebody asks for
//! them: where nothing is withheld nobody does, and they are dearer than reading a record.

use super::{Scope, identifiers, names};
use crate::normalise::{self, Word};
use crate::public::Statement;
use std::collections::HashSet;
use std::sync::OnceLock;

#[derive(Default)]
pub(super) struct Values {
    /// The values, one after another, and where each ends.
    text: String,
    ends: Vec<(usize, Scope)>,
    /// All texts of these are values. They are in memory anyway, with their record.
    statements: Vec<Statement>,
    forms: OnceLock<Forms>,
}

#[derive(Default)]
struct Forms {
    /// One after another, and where each ends.
    words: Vec<Word>,
    ends: Vec<(usize, Scope)>,
    /// Of addresses. They exempt what is part of a withheld one, and nothing else.
    parts: Vec<Box<[Word]>>,
}

impl Values {
    pub(super) fn add(&mut self, value: &str, scope: Scope) {
        self.text.push_str(value);
        self.ends.push((self.text.len(), scope));
        self.forms.take();
    }

    pub(super) fn add_statement(&mut self, statement: &Statement) {
        self.statements.push(statement.clone());
        self.forms.take();
    }

    /// The words of each form of each value.
    pub(super) fn words(&self) -> impl Iterator<Item = (&[Word], Scope)> {
        let Forms { words, ends, .. } = self.forms();
        let starts = [0].into_iter().chain(ends.iter().map(|(end, _)| *end));
        starts.zip(ends).map(|(start, (end, scope))| (&words[start..*end], *scope))
    }

    /// The words of what says as much alone, of URLs and addresses.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[Word]> {
        self.forms().parts.iter().map(|part| &**part)
    }

    /// Makes the forms, if nobody asked for them yet.
    pub(super) fn prepare(&self) {
        self.forms();
    }

    fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| {
            let mut forms = Forms::default();
            let starts = [0].into_iter().chain(self.ends.iter().map(|(end, _)| *end));
            starts.zip(&self.ends).for_each(|(start, (end, scope))| forms.add(&self.text[start..*end], *scope));
            let mut seen = HashSet::new();
            for statement in &self.statements {
                statement.each_text(&mut |text| {
                    if seen.insert(text.clone()) {
                        forms.add(text, Scope::All);
                    }
                });
            }
            forms
        })
    }
}

impl Forms {
    fn add(&mut self, value: &str, scope: Scope) {
        let mut forms = identifiers::disclosed_forms(value);
        // Whoever is credited may be so in every form.
        if scope == Scope::All && names::is_plain(value) {
            forms.extend(names::forms(value));
        }
        forms.push(value.to_owned());
        for part in identifiers::inner(value) {
            let mut words = Vec::new();
            normalise::words(part.as_bytes(), &mut words);
            self.parts.push(words.into());
        }
        for form in forms {
            let start = self.words.len();
            normalise::words(form.as_bytes(), &mut self.words);
            if self.words.len() > start {
                self.ends.push((self.words.len(), scope));
            }
        }
    }
}
