//! Which of its forms a text takes for a number, by the rules that CLDR has of each language: Polish has a form for 2, 3 and 4, Arabic
//! six of them.

use super::pattern::Pattern;
use fixed_decimal::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions, PluralRulesPreferences};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The forms that a language may have; every text has `one` and `other`, and `other` stands for those that it lacks.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Where a text's forms are, the language by which one is chosen.
pub const LANGUAGE: &str = "language";

/// The rules of a language: what finds them, for they can't be shared by threads.
pub struct Rules(Option<PluralRulesPreferences>);

impl Rules {
    /// A tag that names no language has the rules of none: one form for all numbers.
    pub fn of(tag: &str) -> Self {
        Self(tag.parse::<Locale>().ok().map(Into::into))
    }

    /// The name of the form for a number, as somebody wrote it.
    pub fn form(&self, n: &str) -> &'static str {
        let rules = self.0.and_then(|language| PluralRules::try_new(language, PluralRulesOptions::default()).ok());
        let (Some(rules), Ok(number)) = (rules, n.replace(',', ".").parse::<Decimal>()) else { return "other" };
        match rules.category_for(&number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// Whether a form is of one number alone, which its text may say in a word.
    pub fn is_of_one_number(&self, form: &str) -> bool {
        (0..=130).filter(|n| self.form(&n.to_string()) == form).count() == 1
    }
}

/// A text in each of its forms.
#[derive(Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Plural {
    rules: Rules,
    forms: BTreeMap<String, Pattern>,
}

impl TryFrom<BTreeMap<String, String>> for Plural {
    type Error = &'static str;

    fn try_from(mut forms: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        if !["one", "other"].iter().all(|form| forms.contains_key(*form)) {
            return Err("a text that a number is in has `one` and `other`");
        }
        let rules = Rules::of(&forms.remove(LANGUAGE).unwrap_or_default());
        // What is no pattern was refused when the file was read.
        let forms = forms.into_iter().filter_map(|(form, text)| Some((form, Pattern::read(&text)?))).collect();
        Ok(Self { rules, forms })
    }
}

impl Plural {
    pub fn of(&self, n: usize) -> String {
        self.written(&n.to_string())
    }

    /// Of a number as somebody wrote it.
    pub fn written(&self, n: &str) -> String {
        let form = self.forms.get(self.rules.form(n)).or_else(|| self.forms.get("other"));
        form.map(|form| form.of(n)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_forms() {
        let forms = |tag: &str, numbers: &[&str]| {
            let rules = Rules::of(tag);
            numbers.iter().map(|n| rules.form(n)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(forms("en-GB", &["0", "1", "2", "1.5"]), "other one other other");
        assert_eq!(forms("fr", &["0", "1", "2"]), "one one other");
        assert_eq!(forms("pl", &["1", "2", "5", "22", "1.5"]), "one few many few other");
        assert_eq!(forms("ar", &["0", "1", "2", "3", "11", "100"]), "zero one two few many other");
        assert_eq!(forms("ja", &["1"]), "other");
        assert_eq!(forms("no language", &["1"]), "other");
    }

    #[test]
    fn a_form_that_a_text_lacks_is_its_other_one() {
        let text = |forms: &[(&str, &str)]| {
            Plural::try_from(
                forms.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect::<BTreeMap<_, _>>(),
            )
            .expect("a text")
        };
        let days = text(&[("one", "{n} dzień"), ("few", "{n} dni"), ("other", "{n} dnia"), (LANGUAGE, "pl")]);
        assert_eq!([days.of(1), days.of(3), days.of(5)], ["1 dzień", "3 dni", "5 dnia"]);
        assert_eq!(days.written("1.5"), "1.5 dnia");
    }

    #[test]
    fn only_a_form_of_one_number_may_leave_the_number_out() {
        assert!(Rules::of("de").is_of_one_number("one") && Rules::of("ar").is_of_one_number("two"));
        assert!(!Rules::of("ru").is_of_one_number("one") && !Rules::of("fr").is_of_one_number("one"));
    }
}
