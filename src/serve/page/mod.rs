//! What is added to pages while they are served, and never in a build: a script that listens for news, and the overlay
//! that it shows. All of it comes from this server, as the site's own Content-Security-Policy wants.

use super::build_failure::{BuildFailure, Item};
use crate::escape;

/// Where the browser hears of newer states. No site has a folder of that name: hidden files are errors.
pub const NEWS: &str = "/.fanlight/news";
const SCRIPT: &str = "/.fanlight/serve.js";
const STYLE: &str = "/.fanlight/serve.css";

/// For the one page that is not the site's.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Files of ours: name and bytes.
pub fn own(address: &str) -> Option<(&'static str, &'static [u8])> {
    match address {
        SCRIPT => Some(("serve.js", include_bytes!("serve.js"))),
        STYLE => Some(("serve.css", include_bytes!("serve.css"))),
        _ => None,
    }
}

/// A page with our script at its end, which knows of which state the page is.
pub fn with_script(html: &[u8], snapshot: &str) -> Vec<u8> {
    let tag = format!("<script src=\"{SCRIPT}\" data-snapshot=\"{snapshot}\" defer></script>\n");
    let end = memchr::memmem::rfind(html, b"</body>").unwrap_or(html.len());
    let mut page = Vec::with_capacity(html.len() + tag.len());
    page.extend_from_slice(&html[..end]);
    page.extend_from_slice(tag.as_bytes());
    page.extend_from_slice(&html[end..]);
    page
}

/// The page while there is no site: it says by itself what the overlay would, for browsers without JavaScript.
pub fn no_site(build_failure: Option<&BuildFailure>) -> Vec<u8> {
    let items: String = build_failure.iter().flat_map(|build_failure| &build_failure.items).map(item).collect();
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>Not built yet · Fanlight</title>\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n\
         <body class=\"no-site\">\n<main class=\"failure\">\n<h1>The site can't be built</h1>\n\
         <p>Fix what is listed here; this page becomes the site by itself.</p>\n<ol>\n{items}</ol>\n</main>\n</body>\n</html>\n"
    );
    with_script(html.as_bytes(), "")
}

/// One thing that is wrong. The same as `serve.js` makes.
fn item(item: &Item) -> String {
    let escaped = |text: &str| {
        let mut html = String::new();
        escape::push_text(&mut html, text);
        html
    };
    let paragraph = |class: &str, text: &str| match text.is_empty() {
        true => String::new(),
        false => format!("<p class=\"{class}\">{}</p>\n", escaped(text)),
    };
    format!(
        "<li>\n{}{}{}<p class=\"code\">{}</p>\n</li>\n",
        paragraph("place", &item.place()),
        paragraph("problem", &item.problem),
        paragraph("help", &item.help),
        escaped(&item.code)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = String::from_utf8(with_script(b"<body><p>a</body></html>", "7-1")).unwrap_or_default();
        let tag = "<script src=\"/.fanlight/serve.js\" data-snapshot=\"7-1\" defer></script>\n";
        assert_eq!(page, format!("<body><p>a{tag}</body></html>"));
        assert_eq!(with_script(b"<p>a", "7-1"), format!("<p>a{tag}").as_bytes());
    }

    #[test]
    fn what_is_wrong_is_reported_as_text() {
        let one = Item { problem: "<script>&".into(), file: "\"a\".md".into(), ..Item::default() };
        let page = String::from_utf8(no_site(Some(&BuildFailure { items: vec![one] }))).unwrap_or_default();
        assert!(page.contains("&lt;script&gt;&amp;") && !page.contains("<script>&"), "{page}");
    }
}
