//! Texts of other generators: admonitions become alerts, tabs follow each other, links lead to where pages land, tags of template
//! languages are counted, what no page here needs is left out.

use super::blocks::{Block, fenced, indented, kind};
use super::places::{Places, Target};
use super::{comments, inline};
use crate::private::marks::CodeFence;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Default)]
pub(super) struct Body {
    pub text: String,
    /// Lines with a tag of Liquid or Hugo, or with a component or an expression of MDX, which are text here.
    pub tags: Vec<usize>,
    /// Lines with a picture that isn't copied.
    pub lost: Vec<usize>,
    /// How many attributes were left out, `{: … }`.
    pub attributes: usize,
    /// Whether readers over there don't see some of it, or nobody can say.
    pub hides: bool,
    /// Pictures that the page shows, by the names that they get beside it, or by `/` and their paths in `static/`; their paths in
    /// the folder.
    pub pictures: BTreeMap<String, PathBuf>,
}

/// The body of the page at `from`.
pub(super) fn convert(body: &str, from: &Path, places: &Places, kept_back: bool) -> Body {
    let is_mdx = from.extension().is_some_and(|extension| extension == "mdx");
    let body = comments::hidden(if is_mdx { without_imports(body) } else { body });
    let lines: Vec<Line> = body.lines().enumerate().map(|(number, text)| Line { number: number + 1, text }).collect();
    let is_home = places.landing(from) == Path::new("index.md");
    let mut converter = Converter { from, places, is_mdx, is_home, kept_back, depth: 0, body: Body::default() };
    converter.body.text = converter.blocks(&lines).join("\n");
    converter.body
}

#[derive(Clone, Copy)]
struct Line<'t> {
    number: usize,
    text: &'t str,
}

struct Converter<'c> {
    from: &'c Path,
    places: &'c Places,
    is_mdx: bool,
    is_home: bool,
    /// It isn't published.
    kept_back: bool,
    /// How many blocks hold the one that is read.
    depth: usize,
    body: Body,
}

/// Nobody nests deeper, or writes a longer line: what does stays as it is, and isn't published.
const DEEPEST: usize = 24;
const LONGEST: usize = 1 << 16;

impl Converter<'_> {
    fn blocks(&mut self, lines: &[Line]) -> Vec<String> {
        if self.depth == DEEPEST || lines.iter().any(|line| line.text.len() > LONGEST) {
            self.body.hides = true;
            return lines.iter().map(|line| line.text.to_owned()).collect();
        }
        self.depth += 1;
        let mut out: Vec<String> = Vec::new();
        let mut code = CodeFence::default();
        let mut rest = lines;
        while let Some((&line, behind)) = rest.split_first() {
            rest = behind;
            if code.takes(line.text) {
                out.push(line.text.to_owned());
                continue;
            }
            let bare = line.text.trim_start();
            let indent = &line.text[..line.text.len() - bare.len()];
            if let Some(title) = inline::tab(bare).filter(|_| self.is_mdx) {
                Block::Tab(title.to_owned()).put(&[], indent, &mut out);
            } else if let Some(block) = indented(bare) {
                let inside = inside_indented(&mut rest, indent.len() + 4);
                let inside = self.blocks(&inside);
                block.put(&inside, indent, &mut out);
            } else if let Some((block, colons)) = fenced(bare) {
                let inside = inside_fenced(&mut rest, indent.len(), colons);
                let inside = self.blocks(&inside);
                block.put(&inside, indent, &mut out);
            } else if let Some(attributes) = attributes(bare) {
                self.attributes(attributes, &mut rest, &mut out);
            } else if is_raw(bare) || self.is_mdx && is_tabs(bare) {
                // Liquid's quotation marks, and what holds tabs.
            } else {
                let text = self.line(line);
                out.push(text);
            }
        }
        self.depth -= 1;
        out
    }

    /// kramdown's attributes of a block: of the one before, or of the one behind a blank line. A kind of admonition makes it an alert.
    fn attributes(&mut self, attributes: &str, rest: &mut &[Line], out: &mut Vec<String>) {
        let mut classes = attributes.split_whitespace().filter_map(|it| it.strip_prefix('.'));
        let found =
            classes.find_map(|class| Some((kind(class.trim_end_matches("-title"))?, class.ends_with("-title"))));
        let paragraph = out.iter().rposition(|line| line.trim().is_empty()).map_or(0, |blank| blank + 1);
        let Some((kind, has_title)) = found else {
            // The list that kramdown puts a table of contents in the place of; pages here have theirs.
            if attributes.split_whitespace().any(|it| it == "toc") && out.len() - paragraph == 1 {
                out.pop();
            }
            self.body.attributes += 1;
            return;
        };
        let mut inside: Vec<String> = if out.len() > paragraph {
            out.drain(paragraph..).collect()
        } else {
            let end = rest.iter().position(|line| line.text.trim().is_empty()).unwrap_or(rest.len());
            let (these, behind) = rest.split_at(end);
            *rest = behind;
            self.blocks(these)
        };
        let bare =
            |line: &String| line.trim_start().strip_prefix('>').map_or(line.clone(), |line| line.trim().to_owned());
        if inside.iter().all(|line| line.trim_start().starts_with('>')) {
            inside = inside.iter().map(bare).collect();
        }
        let title = if has_title && !inside.is_empty() { inside.remove(0) } else { String::new() };
        Block::Alert { kind, title }.put(&inside, "", out);
    }

    /// A line of text.
    fn line(&mut self, Line { number, text }: Line) -> String {
        self.body.hides |= inline::hides(text);
        let text = inline::references(text);
        let text = inline::without_attributes(&text, || self.body.attributes += 1);
        let text = inline::with_targets(&text, |target| match self.places.target(self.from, target) {
            Target::Page(link) => Some(link),
            Target::Picture(inside) if !self.is_home => Some(self.beside(&inside)),
            // The home page shows pictures of static/ alone, which are published whatever it is marked.
            Target::Picture(inside) if !self.kept_back => Some(self.in_static(inside)),
            Target::Picture(_) | Target::Lost => {
                self.body.lost.push(number);
                None
            }
            Target::Other => None,
        });
        if ["{%", "{{"].iter().any(|open| text.contains(open)) || self.is_mdx && inline::has_component(&text) {
            self.body.tags.push(number);
        }
        text
    }

    fn in_static(&mut self, inside: PathBuf) -> String {
        let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let path = format!("/{}", parts.collect::<Vec<_>>().join("/"));
        self.body.pictures.insert(path.clone(), inside);
        path
    }

    /// The name that a picture has beside the page: with the folders that it is in over there, unless the page is in the same.
    fn beside(&mut self, inside: &Path) -> String {
        let own = inside.parent() == self.from.parent();
        let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let name = parts.skip(if own { inside.components().count() - 1 } else { 0 }).collect::<Vec<_>>().join("-");
        let name = name.replace([' ', '(', ')', '<', '>'], "-");
        self.body.pictures.insert(name.clone(), inside.to_owned());
        name
    }
}

fn inside_indented<'t>(rest: &mut &[Line<'t>], depth: usize) -> Vec<Line<'t>> {
    let belongs = |line: &&Line| line.text.trim().is_empty() || line.text.len() - line.text.trim_start().len() >= depth;
    let (inside, behind) = rest.split_at(rest.iter().take_while(belongs).count());
    *rest = behind;
    inside.iter().map(|line| Line { text: line.text.get(depth..).unwrap_or_default(), ..*line }).collect()
}

fn inside_fenced<'t>(rest: &mut &[Line<'t>], indent: usize, colons: usize) -> Vec<Line<'t>> {
    let close = ":".repeat(colons);
    let end = rest.iter().position(|line| line.text.trim() == close).unwrap_or(rest.len());
    let (inside, behind) = rest.split_at(end);
    *rest = behind.get(1..).unwrap_or_default();
    inside
        .iter()
        .map(|line| Line { text: line.text.get(indent..).unwrap_or(line.text.trim_start()), ..*line })
        .collect()
}

/// What stands in `{: … }`, unless it may be a mark of ours.
fn attributes(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("{:")?.trim_end().strip_suffix('}')?;
    (!inline::may_be_mark(inside)).then_some(inside)
}

fn is_raw(line: &str) -> bool {
    let tag: String = line.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    matches!(&*tag, "{%raw%}" | "{%endraw%}")
}

/// `<Tabs>`, and the ends of tabs.
fn is_tabs(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with("<Tabs") && line.ends_with('>') || matches!(line, "</Tabs>" | "</TabItem>")
}

/// `import` and `export` at the beginning of MDX.
fn without_imports(body: &str) -> &str {
    let mut rest = body;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let code = ["import ", "export "].iter().any(|it| line.starts_with(it));
        if !code && !line.trim().is_empty() {
            break;
        }
        rest = &rest[line.len()..];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(name: &str, body: &str) -> Body {
        let places = Places::of(Path::new("/nowhere"), [PathBuf::from("a.md"), "b/c.mdx".into()]);
        convert(body, Path::new(name), &places, false)
    }

    fn text(body: &str) -> String {
        converted("a.md", body).text
    }

    #[test]
    fn admonitions_become_alerts() {
        let alert = "> [!WARNING]\n> **Mind this**\n>\n> One.\n>\n> Two.\n\nNext.";
        assert_eq!(text("!!! warning \"Mind this\"\n    One.\n\n    Two.\n\nNext."), alert);
        assert_eq!(text(":::warning[Mind this]\nOne.\n\nTwo.\n:::\nNext."), alert);
        assert_eq!(text("::::tip\n:::x\n::::\n"), "> [!TIP]\n> :::x\n");
        let nested = "> [!NOTE]\n> [b](b/c.md)\n>\n> > [!TIP]\n> > x\n";
        assert_eq!(text("!!! note\n    [b](b/c.mdx)\n    !!! tip\n        x"), nested);
        let endless = ":::note\n".repeat(2000);
        assert!(converted("a.md", &endless).hides && converted("a.md", &"a".repeat(1 << 17)).hides);
        // Neither marks of ours nor what is code.
        for same in ["::: private\nOne.\n:::", "```\n!!! note\n    x\n```", ":::unknown\nx\n:::", "!!! nothing\n    x"]
        {
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn what_is_folded_stays_folded_and_tabs_follow_each_other() {
        let details = "<details><summary>A &amp; b</summary>\n\nOne.\n\n</details>\n";
        assert_eq!(text("??? danger \"A & b\"\n    One."), details);
        assert_eq!(text("???+ note\n    One."), "<details open><summary>Note</summary>\n\nOne.\n\n</details>\n");
        assert_eq!(
            text("=== \"Linux\"\n    run\n\n=== \"macOS\"\n    walk"),
            "**Linux**\n\nrun\n\n**macOS**\n\nwalk\n"
        );
        assert_eq!(text("A heading\n==="), "A heading\n===");
        let tabs = "<Tabs>\n<TabItem value=\"l\" label=\"Linux\">\n\nrun\n\n</TabItem>\n</Tabs>";
        assert_eq!(converted("b/c.mdx", tabs).text, "**Linux**\n\n\nrun\n");
    }

    #[test]
    fn attributes_of_kramdown_make_alerts_and_are_else_named() {
        let alert = "> [!NOTE]\n> One.\n";
        for written in ["{: .note }\nOne.", "One.\n{: .note }", "{: .note }\n> One.", "> One.\n{: .x .note}"] {
            assert_eq!(text(written), alert, "{written}");
        }
        assert_eq!(text("{: .warning-title }\n> Mind\n> One."), "> [!WARNING]\n> **Mind**\n>\n> One.\n");
        assert_eq!(text("One.\n{: .private }"), "One.\n{: .private }");
        let body = converted("a.md", "# A\n{: .no_toc }\n\n1. TOC\n{:toc}\n\n[b](https://b.example){: .btn } c");
        assert_eq!((body.text.as_str(), body.attributes), ("# A\n\n\n[b](https://b.example) c", 3));
    }

    #[test]
    fn tags_of_template_languages_are_counted_and_links_by_them_are_links() {
        let body = converted(
            "a.md",
            "[a]({{< ref \"a.md\" >}}), [b]({% link b/c.mdx %})\n{% raw %}\n{{ site.x }}\n{% endraw %}\n```\n{{ x }}\n```",
        );
        assert_eq!(body.text, "[a](a.md), [b](b/c.md)\n{{ site.x }}\n```\n{{ x }}\n```");
        assert_eq!(body.tags, [3]);
        assert_eq!(converted("b/c.mdx", "import X from 'x';\n\n<X a={1} />\n`<X>`").tags, [1]);
    }

    #[test]
    fn a_picture_that_is_not_there_is_reported_by_its_line() {
        let body = converted("a.md", "![a](x.png)\n`![a](y.png)`\n<img src=\"z.png\">\n![b](https://b.example/b.png)");
        assert_eq!(body.lost, [1, 3]);
    }
}
