//! The site's `_headers`, as Netlify and Cloudflare Pages read it.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Which headers go with which addresses.
#[derive(Default)]
pub struct HeaderRules(Vec<Rule>);

struct Rule {
    /// Before and, if there is one, after the `*`.
    start: String,
    end: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl HeaderRules {
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
            if line.starts_with(char::is_whitespace) {
                let (Some(rule), Some((name, value))) = (rules.last_mut(), line.split_once(':')) else { continue };
                let (name, value) = (name.trim().parse::<HeaderName>(), HeaderValue::from_str(value.trim()));
                rule.headers.extend(name.ok().zip(value.ok()).filter(|(name, _)| !opens_to_others(name)));
            } else {
                let (start, end) = line.split_once('*').map_or((line, None), |(start, end)| (start, Some(end)));
                rules.push(Rule { start: start.into(), end: end.map(Into::into), headers: Vec::new() });
            }
        }
        Self(rules)
    }

    /// What goes with the answer for an address; of several rules for one header the last.
    pub fn of(&self, address: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in self.0.iter().filter(|rule| rule.matches(address)).flat_map(|rule| &rule.headers) {
            headers.insert(name, value.clone());
        }
        headers
    }
}

impl Rule {
    fn matches(&self, address: &str) -> bool {
        match &self.end {
            None => address == self.start,
            Some(end) => address.strip_prefix(&*self.start).is_some_and(|rest| rest.ends_with(&**end)),
        }
    }
}

/// A preview on this machine is for no other site's script.
fn opens_to_others(name: &HeaderName) -> bool {
    name.as_str().starts_with("access-control-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "/s/*\n  X-Frame-Options: DENY\n  Content-Type: a\n\n# a remark\n/s/feed.json\n  Content-Type: b\n  Access-Control-Allow-Origin: *\n";

    #[test]
    fn rules_go_by_their_patterns() {
        let rules = HeaderRules::parse(RULES);
        assert_eq!(rules.of("/s/feed.json")["content-type"], "b");
        assert_eq!(rules.of("/s/other")["content-type"], "a");
        assert_eq!(rules.of("/s/")["x-frame-options"], "DENY");
        assert!(rules.of("/elsewhere").is_empty());
    }

    #[test]
    fn other_sites_are_never_let_in() {
        assert!(!HeaderRules::parse(RULES).of("/s/feed.json").contains_key("access-control-allow-origin"));
    }
}
