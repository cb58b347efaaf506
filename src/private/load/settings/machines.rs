//! The keys of site.yaml for machine-readable forms: `csaf` and `cve`.

use crate::config::{Held, Signing};
use crate::diagnostic::Code;
use crate::private::record::Word;
use crate::private::yaml::{Findings, Node};
use crate::public::{Csaf, CsafRole, Cve, Organization, Publisher, PublisherCategory};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Default)]
pub(super) struct CsafKeys {
    publisher: Option<PublisherKeys>,
    role: Option<Word<CsafRole>>,
    list: Option<bool>,
    mirror: Option<bool>,
    signing: Option<SigningKeys>,
}

#[derive(Deserialize, JsonSchema, Default)]
struct PublisherKeys {
    name: Option<String>,
    namespace: Option<String>,
    category: Option<Word<PublisherCategory>>,
    contact_details: Option<String>,
}

/// Where the key lies, never the key.
#[derive(Deserialize, JsonSchema)]
struct SigningKeys {
    key_file: Option<String>,
    key_variable: Option<String>,
    passphrase_file: Option<String>,
    passphrase_variable: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct CveKeys {
    org_id: Option<String>,
    short_name: Option<String>,
}

/// What every site has of its own accord, where `csaf` says nothing else.
pub(super) struct Site<'s> {
    pub title: &'s str,
    pub url: &'s str,
    pub organization: Option<&'s Organization>,
}

pub(super) fn csaf(keys: CsafKeys, site: &Site, node: &Node, findings: &Findings) -> (Csaf, Option<Signing>) {
    let CsafKeys { publisher, role, list, mirror, signing } = keys;
    let line = node.get("csaf").map_or(1, |value| value.line);
    let signing = signing.and_then(|keys| self::signing(keys, line, findings));
    let unsigned = if signing.is_some() { CsafRole::TrustedProvider } else { CsafRole::Provider };
    let role = role.map_or(unsigned, |role| role.0);
    if role == CsafRole::TrustedProvider && signing.is_none() {
        let help = "name the key under `csaf.signing`, as `key_file` or `key_variable`, or be a csaf_provider";
        findings.add(Code::WrongValue, line, "csaf.role", "a trusted provider signs its documents", help);
    }
    let PublisherKeys { name, namespace, category, contact_details } = publisher.unwrap_or_default();
    let namespace = namespace
        .or_else(|| site.organization.and_then(|organization| organization.url.clone()))
        .unwrap_or_else(|| site.url.to_owned());
    if !namespace.starts_with("https://") && !namespace.starts_with("http://") {
        let help = "write a URL that you control, such as https://example.org/";
        findings.add(Code::BadUrl, line, "csaf.publisher.namespace", "this is not an absolute URL", help);
    }
    let publisher = Publisher {
        name: name
            .unwrap_or_else(|| site.organization.map_or(site.title, |organization| &organization.name).to_owned()),
        namespace,
        category: category.map_or(PublisherCategory::Vendor, |category| category.0),
        contact_details,
    };
    (Csaf { publisher, role, list: list.unwrap_or(true), mirror: mirror.unwrap_or(true) }, signing)
}

fn signing(keys: SigningKeys, line: u32, findings: &Findings) -> Option<Signing> {
    let SigningKeys { key_file, key_variable, passphrase_file, passphrase_variable } = keys;
    let held = |file: Option<String>, variable: Option<String>, key: &str| match (file, variable) {
        (Some(file), None) => Some(Held::File(file.into())),
        (None, Some(variable)) => Some(Held::Variable(variable)),
        (None, None) => None,
        (Some(_), Some(_)) => {
            let problem = "a file and an environment variable are named";
            findings.add(Code::WrongValue, line, key, problem, "keep one of the two");
            None
        }
    };
    let passphrase = held(passphrase_file, passphrase_variable, "csaf.signing.passphrase_file");
    let key = held(key_file, key_variable, "csaf.signing.key_file");
    if key.is_none() {
        let help = "write `key_variable: NAME` or `key_file: PATH`; the key itself never stands here";
        findings.add(Code::MissingKey, line, "csaf.signing", "no key is named", help);
    }
    Some(Signing { key: key?, passphrase })
}

pub(super) fn cve(keys: CveKeys) -> Cve {
    let CveKeys { org_id, short_name } = keys;
    Cve { org_id, short_name }
}
