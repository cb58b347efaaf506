//! Languages by their tags (RFC 5646): which of them a file's name ends with, which way each is written, and what it calls itself.

/// Two letters, by ISO 639-1: what a file's name may end with. `node.js.md` is no page in a language.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn \
    ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps \
    pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo \
    wa wo xh yi yo za zh zu";

/// What speakers call their language; others are shown by their tags.
const NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-br", "Português (Brasil)"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
];

/// Written from right to left, where no script says otherwise.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "mzn", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
const SCRIPTS: &[&str] = &["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Roughly what RFC 5646 allows: `de`, `pt-BR`, `zh-Hant-TW`.
pub fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let main = parts.next().is_some_and(|it| matches!(it.len(), 2..=3) && it.bytes().all(|b| b.is_ascii_alphabetic()));
    main && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A file's name without its ending, and the language that it names: `policy.de` is `policy` in German.
pub fn of_name(stem: &str) -> (&str, Option<&str>) {
    let known = |tag: &str| {
        let main = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        is_tag(tag) && TWO_LETTERS.split_whitespace().any(|it| it == main)
    };
    match stem.rsplit_once('.') {
        Some((name, tag)) if !name.is_empty() && known(tag) => (name, Some(tag)),
        _ => (stem, None),
    }
}

/// Whether two tags are of one language: letter case doesn't count.
pub fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

pub fn is_right_to_left(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let main = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        Some(script) => SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&main),
    }
}

/// What its speakers call it; the tag itself where nobody knows.
pub fn own_name(tag: &str) -> &str {
    let lower = tag.to_ascii_lowercase();
    let mut wanted = lower.as_str();
    loop {
        if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == wanted) {
            return name;
        }
        match wanted.rsplit_once('-') {
            Some((shorter, _)) => wanted = shorter,
            None => return tag,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_ends_with_its_language() {
        for (stem, wanted) in [
            ("policy.de", ("policy", Some("de"))),
            ("2-roles.pt-BR", ("2-roles", Some("pt-BR"))),
            ("node.js", ("node.js", None)),
            ("release-1.0", ("release-1.0", None)),
            (".de", (".de", None)),
            ("a.toolong", ("a.toolong", None)),
        ] {
            assert_eq!(of_name(stem), wanted, "{stem}");
        }
    }

    #[test]
    fn a_script_says_which_way_a_language_is_written_else_the_language_does() {
        for tag in ["ar", "he-IL", "fa", "ur-PK", "az-Arab", "UG"] {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in ["de", "ar-Latn", "az", "zh-Hant", "ku"] {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }

    #[test]
    fn a_language_is_named_as_its_speakers_name_it() {
        let names = ["de-AT", "pt-BR", "zh-Hant-TW", "xx"].map(own_name);
        assert_eq!(names, ["Deutsch", "Português (Brasil)", "繁體中文", "xx"]);
    }
}
