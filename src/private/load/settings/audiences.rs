//! Where the sites for other audiences are served: `audiences: { amber: { url: … } }`.

use super::site_url;
use crate::config::{Address, Disclosure};
use crate::private::yaml::{Findings, Node};
use crate::public::Tlp;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Default)]
pub(super) struct AudienceKeys {
    clear: Option<AddressKeys>,
    green: Option<AddressKeys>,
    amber: Option<AddressKeys>,
    #[serde(rename = "amber+strict")]
    amber_strict: Option<AddressKeys>,
    red: Option<AddressKeys>,
}

#[derive(Deserialize, JsonSchema)]
struct AddressKeys {
    /// Where the site for this audience will be.
    url: String,
}

/// Where this build will be served, and the URL there. `None`: see the findings.
pub(super) fn address(
    keys: Option<AudienceKeys>,
    disclosure: &Disclosure,
    site: String,
    node: &Node,
    findings: &Findings,
) -> Option<(Address, String)> {
    let AudienceKeys { clear, green, amber, amber_strict, red } = keys.unwrap_or_default();
    let named = [
        (Tlp::Clear, clear),
        (Tlp::Green, green),
        (Tlp::Amber, amber),
        (Tlp::AmberStrict, amber_strict),
        (Tlp::Red, red),
    ];
    let (mut wrong, mut own) = (false, None);
    for (label, keys) in named {
        let Some(AddressKeys { url }) = keys else { continue };
        let url = site_url(url, "audiences", node, findings);
        wrong |= url.is_none();
        own = if label == disclosure.audience { url } else { own };
    }
    match own {
        _ if wrong => None,
        _ if disclosure.audience == disclosure.site_audience => Some((Address::Site, site)),
        Some(url) => Some((Address::Audience { site }, url)),
        None => Some((Address::Unnamed, site)),
    }
}
