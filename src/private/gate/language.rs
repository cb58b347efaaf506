//! The key `lang` of records and pages.

use super::record_gate::RecordGate;
use crate::diagnostic::Code;
use crate::private::yaml::Key;
use crate::public::{Text, language};

/// The language that the texts are in, where it isn't the site's.
pub(super) fn language(lang: Key<String>, gate: &mut RecordGate) -> Option<Text> {
    let line = gate.reader.line("lang");
    let tag = gate.plain("lang", &lang)?.clone();
    if !language::is_tag(&tag) {
        let help = "write the language's tag: `lang: de`, `lang: pt-BR`";
        gate.reader.refuse(Code::WrongValue, line, "lang", "this is no language's tag", help);
        return None;
    }
    let text = gate.text("lang", line, &tag)?;
    (!language::same(&text, &gate.site.config.settings.language)).then_some(text)
}
