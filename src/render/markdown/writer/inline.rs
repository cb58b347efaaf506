//! Links and pictures.

use super::{Link, Writer};
use crate::escape::{self, push_text};
use crate::render::picture;
use pulldown_cmark::LinkType;

impl Writer<'_> {
    /// Where a link leads, whole for feeds. HTML of the author's makes the cleaner resolve it later.
    fn resolve(&self, dest: &str) -> Option<String> {
        match (self.raw, self.feed()) {
            (true, _) => Some(dest.to_string()),
            (_, true) => self.page.links.resolve_absolute(&self.page.place, dest),
            (_, false) => self.page.links.resolve(&self.page.place, dest),
        }
    }

    pub(super) fn start_link(&mut self, kind: LinkType, dest: &str, title: &str) {
        let href = match kind {
            LinkType::Email => self.resolve(&format!("mailto:{dest}")),
            _ => self.resolve(dest),
        };
        let Some(href) = href else {
            self.open_links.push(None);
            return;
        };
        self.out.push_str("<a href=\"");
        push_text(&mut self.out, &href);
        self.out.push('"');
        self.title(title);
        self.out.push('>');
        self.open_links.push(Some(Link { start: self.out.len(), dest: dest.to_owned() }));
    }

    pub(super) fn end_link(&mut self) {
        let Some(Some(link)) = self.open_links.pop() else { return };
        // A link without words would be none to a screen reader.
        if self.out.get(link.start..).is_some_and(|value| value.trim().is_empty()) {
            push_text(&mut self.out, &link.dest);
        }
        self.out.push_str("</a>");
    }

    pub(super) fn start_image(&mut self, dest: &str, title: &str) {
        self.pictures.push((dest.to_string(), title.to_string()));
        self.plain.push(String::new());
    }

    pub(super) fn end_image(&mut self) {
        let alt = self.plain.pop().unwrap_or_default();
        let Some((dest, title)) = self.pictures.pop() else { return };
        self.plain(&alt);
        if !self.pictures.is_empty() {
            return;
        }
        match self.page.links.picture(&self.page.place, &dest) {
            Some((href, bytes)) => {
                let path = escape::decode(href.strip_prefix(self.page.links.base()).unwrap_or(&href));
                let size = self.page.place.bytes(&path).or(bytes).and_then(picture::size);
                self.image(&dest, &alt, &title, size);
            }
            None => self.elsewhere(&dest, &alt),
        }
    }

    fn image(&mut self, dest: &str, alt: &str, title: &str, size: Option<(u32, u32)>) {
        let src = self.resolve(dest).unwrap_or_default();
        self.out.push_str("<img src=\"");
        push_text(&mut self.out, &src);
        self.out.push_str("\" alt=\"");
        push_text(&mut self.out, alt.trim());
        self.out.push('"');
        self.title(title);
        if let Some((width, height)) = size {
            self.out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    /// Pages load nothing from elsewhere: a picture of another host becomes a link to it, and one that isn't here its description.
    fn elsewhere(&mut self, dest: &str, alt: &str) {
        let text = if alt.trim().is_empty() { "picture" } else { alt.trim() };
        let in_link = self.open_links.iter().any(Option::is_some);
        match self.page.links.resolve(&self.page.place, dest).filter(|href| !in_link && !self.is_ours(href)) {
            Some(href) => {
                self.out.push_str("<a href=\"");
                push_text(&mut self.out, &href);
                self.out.push_str("\">");
                push_text(&mut self.out, text);
                self.out.push_str("</a>");
            }
            None => push_text(&mut self.out, text),
        }
    }

    fn is_ours(&self, href: &str) -> bool {
        href.starts_with('/') || href.starts_with(&self.page.links.absolute("/"))
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            push_text(&mut self.out, title);
            self.out.push('"');
        }
    }
}
