//! Who may ask. The server is on loopback, but every page in the browser can reach that, and a preview shows what is not
//! public yet. So it answers only to its own name (a foreign one that leads here is DNS rebinding), only to reading, and to
//! other sites' pages only where a person follows a link.

use axum::http::{HeaderMap, Method, Uri, header};

/// Why a request is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is for another host: 421.
    Host,
    /// It would change something: 405.
    Method,
    /// Another site's page asks: 403.
    Origin,
}

pub fn admit(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Result<(), Refusal> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refusal::Host) };
    let named = uri.authority().map(|authority| authority.as_str());
    if !host.to_str().is_ok_and(|host| is_ours(host, port)) || !named.is_none_or(|host| is_ours(host, port)) {
        return Err(Refusal::Host);
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(Refusal::Method);
    }
    if is_anothers(headers) { Err(Refusal::Origin) } else { Ok(()) }
}

fn is_ours(host: &str, port: u16) -> bool {
    let (name, written) = match host.rsplit_once(':') {
        // The colon of an address in brackets.
        Some((_, rest)) if rest.ends_with(']') => (host, None),
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    let known = ["localhost", "127.0.0.1", "[::1]"].iter().any(|ours| name.eq_ignore_ascii_case(ours));
    // Without a port it is HTTP's own.
    known && written.map_or(port == 80, |written| written == port.to_string())
}

/// Whether a page of another site wants it for itself. Browsers say so; whoever follows a link from there may come.
fn is_anothers(headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|it| it == value);
    let foreign = is("sec-fetch-site", "cross-site") || is("sec-fetch-site", "same-site");
    foreign && !(is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: Method, uri: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let headers = headers.iter().filter_map(|(name, value)| {
            Some((name.parse::<axum::http::HeaderName>().ok()?, value.parse::<axum::http::HeaderValue>().ok()?))
        });
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            all.append(name, value);
        }
        admit(&method, &uri.parse().unwrap_or_default(), &all, 8000)
    }

    #[test]
    fn only_its_own_names_are_answered() {
        for host in ["localhost:8000", "LocalHost:8000", "127.0.0.1:8000", "[::1]:8000"] {
            assert_eq!(asked(Method::GET, "/", &[("host", host)]), Ok(()), "{host}");
        }
        let foreign = [
            "evil.example:8000",
            "localhost",
            "localhost:80",
            "localhost:8001",
            "localhost.evil.example:8000",
            "127.0.0.1.evil.example:8000",
            "localhost:8000:8000",
            "user@localhost:8000",
            "[::1]",
            "",
        ];
        for host in foreign {
            assert_eq!(asked(Method::GET, "/", &[("host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(asked(Method::GET, "/", &[]), Err(Refusal::Host));
        let two = [("host", "localhost:8000"), ("host", "evil.example:8000")];
        assert_eq!(asked(Method::GET, "/", &two), Err(Refusal::Host));
        let absolute = asked(Method::GET, "http://evil.example:8000/", &[("host", "localhost:8000")]);
        assert_eq!(absolute, Err(Refusal::Host));
    }

    #[test]
    fn reading_alone_is_allowed() {
        for method in [Method::POST, Method::PUT, Method::OPTIONS, Method::DELETE, Method::TRACE] {
            assert_eq!(asked(method, "/", &[("host", "localhost:8000")]), Err(Refusal::Method));
        }
        assert_eq!(asked(Method::HEAD, "/", &[("host", "localhost:8000")]), Ok(()));
    }

    #[test]
    fn other_sites_may_link_here_and_no_more() {
        let from = |mode, dest| {
            let headers = [
                ("host", "localhost:8000"),
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", mode),
                ("sec-fetch-dest", dest),
            ];
            asked(Method::GET, "/", &headers)
        };
        assert_eq!(from("navigate", "document"), Ok(()));
        assert_eq!(from("no-cors", "image"), Err(Refusal::Origin));
        assert_eq!(from("navigate", "iframe"), Err(Refusal::Origin));
        assert_eq!(asked(Method::GET, "/", &[("host", "localhost:8000"), ("sec-fetch-site", "none")]), Ok(()));
    }
}
