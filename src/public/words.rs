//! Fixed vocabularies: enums whose words are those of front matter, of exports and of pages alike.

/// A closed list of words.
pub trait Vocabulary: Copy + 'static {
    const ALL: &'static [Self];
    const WORDS: &'static [&'static str];

    fn word(self) -> &'static str;

    /// Letter case is ignored, as OSV writes its words large.
    fn from_word(written: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|word| word.eq_ignore_ascii_case(written))?;
        Self::ALL.get(at).copied()
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$inner])* $variant,)* }

        impl $crate::public::Vocabulary for $name {
            const ALL: &'static [Self] = &[$($name::$variant,)*];
            const WORDS: &'static [&'static str] = &[$($word,)*];

            fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl $name {
            /// The word of front matter.
            #[allow(dead_code, reason = "not every vocabulary is written out")]
            pub fn as_str(self) -> &'static str {
                $crate::public::Vocabulary::word(self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::public::Vocabulary::word(*self))
            }
        }
    };
}

pub(crate) use vocabulary;
