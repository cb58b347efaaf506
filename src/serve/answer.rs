//! From a request to an answer: what a host would say, and a script in each page.

use super::guard::{self, Refusal};
use super::snapshot::{Found, Snapshot};
use super::{Shown, media_type, page};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use std::sync::Arc;

/// What is wanted of the server.
pub enum Wanted {
    /// News of newer states, as long as the page is open.
    News,
    Page,
}

/// Whether a request may be answered, and what with.
pub fn admit(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Result<Wanted, Box<Response>> {
    match guard::admit(method, uri, headers, port) {
        Ok(()) if uri.path() == page::NEWS && method == Method::GET => Ok(Wanted::News),
        Ok(()) => Ok(Wanted::Page),
        Err(refusal) => Err(Box::new(refuse(refusal))),
    }
}

/// What there is to say for an address.
pub enum Answer {
    Ready(Response),
    /// Once the file of this path is made.
    Later(Arc<Snapshot>, String),
}

/// The answer for an address, of the newest state.
pub fn answer(shown: &Shown, address: &str) -> Answer {
    if let Some((path, bytes)) = page::own(address) {
        let (headers, bytes) = (HeaderMap::new(), Bytes::from_static(bytes));
        return Answer::Ready(finish(StatusCode::OK, headers, media_type::of(path), bytes));
    }
    let Some(snapshot) = &shown.snapshot else { return Answer::Ready(no_site(shown)) };
    Answer::Ready(match snapshot.find(address) {
        Found::Coming(path) => return Answer::Later(Arc::clone(snapshot), path),
        Found::File { path, bytes } => file(snapshot, StatusCode::OK, address, &path, bytes),
        Found::Moved(to) => moved(snapshot, StatusCode::MOVED_PERMANENTLY, address, &to),
        Found::Elsewhere(to) => moved(snapshot, StatusCode::FOUND, address, &to),
        Found::Missing => match snapshot.missing() {
            Some(bytes) => file(snapshot, StatusCode::NOT_FOUND, address, "404.html", bytes),
            None => plain(StatusCode::NOT_FOUND, "There is no page at this address.\n"),
        },
    })
}

fn file(snapshot: &Snapshot, status: StatusCode, address: &str, path: &str, bytes: Arc<[u8]>) -> Response {
    let html = path.ends_with(".html");
    let bytes = match html {
        true => Bytes::from(page::with_script(&bytes, &snapshot.id)),
        false => Bytes::from_owner(bytes),
    };
    let mut headers = headers(snapshot, address);
    if status != StatusCode::OK {
        // The rule is for what should have been there.
        headers.remove(header::CONTENT_TYPE);
    }
    finish(status, headers, media_type::of(path), bytes)
}

fn moved(snapshot: &Snapshot, status: StatusCode, address: &str, to: &str) -> Response {
    let mut headers = headers(snapshot, address);
    headers.remove(header::CONTENT_TYPE);
    headers.extend(HeaderValue::from_str(to).ok().map(|to| (header::LOCATION, to)));
    finish(status, headers, "text/plain; charset=utf-8", Bytes::new())
}

/// Those of the site's `_headers`; where they say nothing of caching, or this is a preview, nothing is kept.
fn headers(snapshot: &Snapshot, address: &str) -> HeaderMap {
    let within = if address.starts_with(&*snapshot.base) { address } else { &*snapshot.base };
    let mut headers = snapshot.headers.of(within);
    if snapshot.preview {
        headers.remove(header::CACHE_CONTROL);
    }
    headers
}

/// There has been no good site yet.
fn no_site(shown: &Shown) -> Response {
    let html = page::no_site(shown.build_failure.as_deref());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(page::POLICY));
    finish(StatusCode::SERVICE_UNAVAILABLE, headers, "text/html; charset=utf-8", Bytes::from(html))
}

fn refuse(refusal: Refusal) -> Response {
    match refusal {
        Refusal::Host => {
            plain(StatusCode::MISDIRECTED_REQUEST, "This server answers to localhost, 127.0.0.1 and [::1] only.\n")
        }
        Refusal::Origin => plain(StatusCode::FORBIDDEN, "This server is not for pages of other sites.\n"),
        Refusal::Method => {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "This server answers to GET and HEAD only.\n");
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            response
        }
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    finish(status, HeaderMap::new(), "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

/// `headers` win over what is filled in here.
fn finish(status: StatusCode, headers: HeaderMap, media_type: &'static str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let filled = response.headers_mut();
    let set = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    filled.extend(set.map(|(name, value)| (name, HeaderValue::from_static(value))));
    headers.into_iter().for_each(|(name, value)| {
        name.and_then(|name| filled.insert(name, value));
    });
    // Other sites' pages can't so much as learn whether a picture is there.
    filled.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
