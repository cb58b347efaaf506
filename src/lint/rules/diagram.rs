//! A diagram that can't be drawn is shown as its source, which is of little use to most readers.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::public::DIALECT;
use crate::render::diagram::{self, Undrawn};
use crate::render::markdown::language;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

pub const RULE: Rule = Rule { codes: &[Code::Diagram], look };

fn look(subject: &Subject, found: &mut Found) {
    for (written, passage) in subject.markdown() {
        for (at, (source, offset)) in diagrams(passage.text.as_str()).into_iter().enumerate() {
            let place = Place::passage(written, passage, offset);
            if at >= diagram::MOST {
                let problem = "this text has more diagrams than are drawn: this one is shown as its source";
                found.add(Code::Diagram, place, problem, "spread them over several pages, or leave some out");
                continue;
            }
            let Err(why) = diagram::draw(&source, "d") else { continue };
            let (problem, help) = reported(why);
            found.add(Code::Diagram, place, &format!("{problem}: it is shown as its source"), help);
        }
    }
}

fn reported(why: Undrawn) -> (&'static str, &'static str) {
    match why {
        Undrawn::Kind => (
            "this kind of diagram isn't drawn",
            "draw a flowchart, a sequence, states, classes, a timeline, a plan, shares or a history of commits, or show a picture of the diagram with a text beside it",
        ),
        Undrawn::Faulty => (
            "this diagram can't be read",
            "compare it with Mermaid's syntax; words with brackets or quotes in them stand in double quotes",
        ),
        Undrawn::TooLarge => ("this diagram is too large to be drawn", "split it: a reader follows some thirty boxes"),
        Undrawn::Foreign => (
            "this diagram has parts that aren't shapes and text",
            "leave out its pictures, icons and formulas, or show a picture of the diagram with a text beside it",
        ),
        Undrawn::NotBuilt => ("this Fanlight was built without diagrams", "build it with the feature `diagrams`"),
    }
}

/// The sources of all diagrams, each with its place.
fn diagrams(markdown: &str) -> Vec<(String, usize)> {
    if !markdown.contains(diagram::LANGUAGE) {
        return Vec::new();
    }
    let (mut found, mut open): (Vec<(String, usize)>, _) = (Vec::new(), false);
    for (event, range) in Parser::new_ext(markdown, DIALECT).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = language(&info) == diagram::LANGUAGE;
                found.extend(open.then(|| (String::new(), range.start)));
            }
            Event::Text(text) if open => found.last_mut().into_iter().for_each(|(source, _)| source.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    found
}

#[cfg(all(test, feature = "diagrams"))]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::lines;

    #[test]
    fn what_is_not_drawn_is_found_by_its_line() {
        let plan = "# Ways\n\n```mermaid\nflowchart TD\n  A --> B\n```\n\n```mermaid\nmindmap\n  root\n```\n\n\
            - in a list\n\n  ```mermaid\n  flowchart TD\n    A -->\n  ```\n\n```text\nmermaid\n```\n";
        assert_eq!(lines("plan/index.md", plan), [(Code::Diagram, 8), (Code::Diagram, 15)]);
    }

    #[test]
    fn what_is_too_large_or_has_pictures_is_found_too() {
        let many: String = (0..10_000).map(|it| format!("n{it} --> n{}\n", it + 1)).collect();
        let plan = format!(
            "# Ways\n\n```mermaid\nflowchart TD\n{many}```\n\n```mermaid\nflowchart TD\n\
             A@{{ img: \"https://example.org/a.png\", label: \"a\" }} --> B\n```\n"
        );
        assert_eq!(lines("plan/index.md", &plan), [(Code::Diagram, 3), (Code::Diagram, 10_007)]);
    }
}
