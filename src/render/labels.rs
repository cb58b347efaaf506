//! Words for what records say in codes.

use super::words::Words;
use crate::public::feeds::Scope;
use crate::public::{Category, PersonType, SeverityLevel, Tlp};

/// A word or two, and a sentence that says what they mean.
pub type Label<'a> = (&'a str, &'a str);

impl Words {
    /// What a feed is of.
    pub fn scope(&self, scope: &Scope<'_, '_>) -> String {
        match scope {
            Scope::Everything => self.feeds.everything.clone(),
            Scope::Section(kind) => self.kinds.of(*kind).many.clone(),
            Scope::Reports => self.reports.title.clone(),
            Scope::Severity(level) => {
                headed(&self.feeds.severity.fill(&[("severity", &self.severity(level).to_lowercase())]))
            }
            Scope::Project(project) => project.name.clone(),
            Scope::Package(package) => match &package.ecosystem {
                Some(ecosystem) => format!("{} ({ecosystem})", package.name),
                None => package.name.clone(),
            },
        }
    }

    /// What the site calls it; what it doesn't name itself, in the site's language.
    pub fn severity<'a>(&'a self, level: &'a SeverityLevel) -> &'a str {
        self.usual(&level.id, &level.label, |words| &words.severities)
    }

    pub fn category<'a>(&'a self, category: &'a Category) -> &'a str {
        self.usual(&category.id, &category.label, |words| &words.categories)
    }

    fn usual<'a>(&'a self, id: &str, label: &'a str, of: impl Fn(&Self) -> &super::words::Named) -> &'a str {
        let key = super::words::key(id);
        // A site that has no words of its own has the English ones.
        match of(Words::english()).get(&key) {
            Some(usual) if usual == label => of(self).get(&key).map_or(label, String::as_str),
            _ => label,
        }
    }

    /// VEX's justifications as sentences; another one stays as it was written.
    pub fn justification<'a>(&'a self, code: &'a str) -> &'a str {
        self.justifications.get(code).map_or(code, String::as_str)
    }

    /// Of a person in a record; nothing where it says nothing.
    pub fn role(&self, kind: Option<PersonType>) -> &str {
        kind.map_or("", |kind| self.roles.of(kind))
    }

    /// A key of front matter as a page calls it.
    pub fn part<'a>(&'a self, key: &'a str) -> &'a str {
        self.parts.get(key).map_or(key, String::as_str)
    }

    /// A language tag as its name; a rare one stays as it is.
    pub fn language_of<'a>(&'a self, tag: &'a str) -> &'a str {
        self.languages.get(tag).map_or(tag, String::as_str)
    }
}

/// With a large first letter, as at the begin of a line.
pub fn headed(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

pub fn tlp(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "TLP:CLEAR",
        Tlp::Green => "TLP:GREEN",
        Tlp::Amber => "TLP:AMBER",
        Tlp::AmberStrict => "TLP:AMBER+STRICT",
        Tlp::Red => "TLP:RED",
    }
}

/// A title with its label in front, where it isn't for everybody.
pub fn labelled(tlp: Tlp, title: &str) -> String {
    match tlp {
        Tlp::Clear => title.to_owned(),
        label => format!("{} {title}", self::tlp(label)),
    }
}

/// `linux` to "Linux"; a name that has capitals already stays.
pub fn platform(name: &str) -> &str {
    match name {
        "linux" => "Linux",
        "windows" => "Windows",
        "macos" => "macOS",
        "android" => "Android",
        "ios" => "iOS",
        "freebsd" => "FreeBSD",
        other => other,
    }
}
