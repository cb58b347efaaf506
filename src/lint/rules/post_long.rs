//! A post of a record's own fits the platforms that it is for.

use crate::diagnostic::Code;
use crate::lint::{Found, Place, Rule, Subject};
use crate::render::Links;
use crate::render::announce::{Announced, too_long};

pub const RULE: Rule = Rule { codes: &[Code::PostLong], look };

fn look(subject: &Subject, found: &mut Found) {
    let Some(theme) = subject.theme else { return };
    let with_posts: Vec<_> = subject.site.records().filter(|record| record.head().post.is_some()).collect();
    if with_posts.is_empty() {
        return;
    }
    let links = Links::new(subject.site);
    for record in with_posts {
        let announced = Announced { site: subject.site, words: theme.theme.words(), links: &links, record };
        let platforms: Vec<_> = too_long(&announced).into_iter().map(|it| it.name()).collect();
        let Some(written) = subject.sources.of_page(&record.head().path()) else { continue };
        if !platforms.is_empty() {
            let problem = format!("this post is too long for {}: it will be cut", platforms.join(", "));
            let help = "shorten it, or write one for each platform: `post: { x: …, mastodon: … }`";
            found.add(Code::PostLong, Place::key(written, "post"), &problem, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::lint::testing::lines;

    #[test]
    fn a_post_that_is_cut_is_reported_once() {
        let record =
            |post: &str| format!("---\ntitle: T\npublish: true\npublished: 2026-01-01\npost: {post}\n---\n\nText.\n");
        let long = |post: &str| {
            lines("notices/N-1.md", &record(post))
                .into_iter()
                .filter(|line| line.0 == Code::PostLong)
                .collect::<Vec<_>>()
        };
        assert_eq!(long("Short."), []);
        assert_eq!(long(&"word ".repeat(58)), [(Code::PostLong, 5)]);
        assert_eq!(long(&format!("{{ all: Short., mastodon: {} }}", "word ".repeat(90))), []);
    }
}
