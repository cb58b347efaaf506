//! Withheld things for tests of other rooms.

use super::{Origin, Withheld};

/// Collects withheld things, each with the key `what` it is.
#[derive(Default)]
pub(crate) struct Plant(Withheld);

impl Plant {
    pub(crate) fn id(mut self, id: &str) -> Self {
        self.0.record_id(id, &origin("id"));
        self
    }

    pub(crate) fn value(mut self, key: &str, text: &str) -> Self {
        self.0.value(key, text, &origin(key));
        self
    }

    pub(crate) fn person(mut self, name: &str) -> Self {
        self.0.person(name, &origin("reporter"));
        self
    }

    pub(crate) fn prose(mut self, text: &str) -> Self {
        self.0.prose(text, &origin("body"));
        self
    }

    pub(crate) fn file(mut self, name: &str, bytes: &[u8]) -> Self {
        self.0.attachment(name, bytes, &origin("attachment"));
        self
    }

    pub(crate) fn disclosed(mut self, value: &str) -> Self {
        self.0.disclosed(value);
        self
    }

    /// Somebody under a key.
    pub(crate) fn named(mut self, key: &str, name: &str) -> Self {
        self.0.person(name, &origin(key));
        self
    }

    pub(crate) fn disclosed_id(mut self, id: &str) -> Self {
        self.0.disclosed_id(id);
        self
    }

    pub(crate) fn disclosed_title(mut self, title: &str) -> Self {
        self.0.disclosed_title(title);
        self
    }

    /// Merged into an empty one, as records are.
    pub(crate) fn withheld(self) -> Withheld {
        let mut all = Withheld::default();
        all.merge(std::sync::Arc::new(self.0));
        all
    }
}

fn origin(key: &str) -> Origin {
    Origin { file: "incidents/secret.md".into(), line: 3, key: key.to_owned() }
}
