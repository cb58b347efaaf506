//! Posts and mails of records, and how long a text is.

use super::count::{Length, Platform};
use super::*;
use crate::render::fixture::{self, md, t};
use Platform::{Bluesky, Mastodon, X};

/// Text, and what Mastodon, Bluesky and X count. What is of X's own conformance tests (twitter-text, `validate.yml`) is
/// marked; where those count by an older configuration, configuration 3 counts.
const TABLE: [(&str, [usize; 3]); 19] = [
    ("", [0, 0, 0]),
    ("This is a test.", [15, 15, 15]),  // twitter-text
    ("http://test.com", [23, 15, 23]),  // twitter-text
    ("https://test.com", [23, 16, 23]), // twitter-text
    ("test.com", [8, 8, 23]),           // twitter-text
    ("Test https://test.com test https://test.com test.com test", [71, 57, 86]), // twitter-text
    ("(https://security.example.org/advisories/HARBOUR-2026-k3x9/).", [26, 61, 26]),
    ("see crates.io, now", [18, 18, 31]),
    ("のの", [2, 2, 4]),
    ("저찀쯿쿿", [4, 4, 8]),
    ("é", [1, 1, 1]),
    ("e\u{301}", [1, 1, 1]),
    ("🐱", [1, 1, 2]),
    ("H🐱☺", [3, 3, 5]),
    ("👨‍👩‍👧‍👦", [1, 1, 2]),
    ("👍🏽 🇩🇪 1️⃣", [5, 5, 8]),
    ("“quotes” – and…", [15, 15, 16]),
    ("hi @harbour@social.example.org!", [11, 31, 31]),
    ("a\nb", [3, 3, 3]),
];

#[test]
fn texts_are_counted_as_the_platforms_count() {
    for (text, expected) in TABLE {
        let counted = [Mastodon, Bluesky, X].map(|it| it.count(text));
        assert_eq!(counted, expected, "{text:?}");
    }
}

#[test]
fn counting_in_one_pass_gives_what_each_platform_counts() {
    let words =
        ["a", "crates.io,", "(https://a.example/x).", "@a@b.example", "é–", "“b…", "e\u{301}", "\u{301}", "🐱", "の"];
    let pairs = words.iter().flat_map(|a| words.iter().map(move |b| format!("{a} {b}")));
    for text in TABLE.iter().map(|(text, _)| (*text).to_owned()).chain(pairs) {
        let [mastodon, bluesky, x, linkedin] = Platform::ALL.map(|platform| platform.count(&text));
        assert_eq!(Length::of(&text), Length { mastodon, bluesky, x, linkedin, bytes: text.len() }, "{text:?}");
    }
}

#[test]
fn the_limits_are_those_of_the_platforms() {
    for (platform, limit) in [(Mastodon, 500), (Bluesky, 300), (X, 280)] {
        assert!(platform.fits(&"a".repeat(limit)) && !platform.fits(&"a".repeat(limit + 1)), "{platform:?}");
    }
    assert!(X.fits(&"の".repeat(140)) && !X.fits(&"の".repeat(141)));
    assert!(!Bluesky.fits(&"👨‍👩‍👧‍👦".repeat(200)), "3,000 bytes");
}

fn with<T>(change: impl FnOnce(&mut Advisory), look: impl FnOnce(&Announced<'_>) -> T) -> T {
    let mut site = fixture::site("https://security.example.org/");
    let at =
        site.advisories.iter().position(|advisory| &*advisory.head.id == "HARBOUR-2026-w2bn").expect("the advisory");
    change(&mut site.advisories[at]);
    let links = Links::new(&site);
    look(&Announced {
        site: &site,
        words: crate::render::Words::english(),
        links: &links,
        record: Record::Advisory(&site.advisories[at]),
    })
}

const URL: &str = "https://security.example.org/advisories/HARBOUR-2026-w2bn/";

#[test]
fn a_post_says_what_it_is_and_where_to_read_on() {
    let posts = with(|_| {}, posts);
    assert_eq!(posts.len(), 4);
    for post in posts {
        assert!(post.platform.fits(&post.text), "{}", post.text);
        assert!(post.text.starts_with("Updated: critical advisory HARBOUR-2026-w2bn (CVE-2026-99901"), "{}", post.text);
        assert!(post.text.ends_with(&format!("\n\n{URL}")), "{}", post.text);
    }
}

#[test]
fn whatever_the_texts_are_a_post_fits_and_ids_and_link_stand_whole() {
    let texts = [
        "word ".repeat(200),
        "の".repeat(400),
        "👨‍👩‍👧‍👦 ".repeat(120),
        "https://a.example/".repeat(40),
        "crates.io ".repeat(60),
    ];
    for text in texts {
        let change = |it: &mut Advisory| (it.head.title, it.head.summary) = (t(&text), Some(t(&text)));
        let posts = with(change, |it| {
            posts(it).into_iter().chain([Post { platform: X, text: post_for_all(it) }]).collect::<Vec<_>>()
        });
        for post in posts {
            assert!(post.platform.fits(&post.text), "{:?}: {}", post.platform, post.text);
            assert!(post.text.contains("HARBOUR-2026-w2bn") && post.text.ends_with(URL), "{}", post.text);
        }
    }
}

#[test]
fn an_id_that_leaves_no_room_for_prose_is_not_cut() {
    let id = "A-".repeat(60);
    let text = with(|it| it.head.aliases = vec![t(&format!("CVE-{id}")), t(&format!("B-{id}"))], |it| post(it, X).text);
    assert!(X.fits(&text));
    assert!(!text.contains("CVE-A") || text.contains(&format!("CVE-{id}")), "{text}");
}

#[test]
fn what_was_withdrawn_says_so_and_gives_no_advice() {
    let withdrawn =
        crate::public::Withdrawal { at: fixture::instant("2026-07-01T00:00:00Z"), reason: Some(md("No bug.")) };
    let change = |it: &mut Advisory| it.head.withdrawn = Some(withdrawn);
    let (posts, mail) = with(change, |it| (posts(it), mail(it)));
    assert!(
        posts
            .iter()
            .all(|post| post.text.starts_with("Withdrawn: critical advisory") && !post.text.contains("Update "))
    );
    assert!(mail.starts_with("Subject: Withdrawn: HARBOUR-2026-w2bn (") && mail.contains("\nNo bug.\n"));
}

#[test]
fn a_mail_has_72_columns_of_ascii_but_for_links_and_code() {
    let hard = "“Ünïcode” — naïve…  日本 ".repeat(9)
        + "\n\n- one [link](/plan/) and more words that go on and on until the line is full\n- two\n  1. deep\n\n> quoted text\n\n    let code = \"wide\";\n";
    let mail = with(|it| it.head.details = md(&hard), mail);
    assert!(mail.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)), "{mail}");
    for line in mail.lines().skip(1) {
        let whole = line.split_whitespace().any(|word| word.len() > 60) || line.starts_with("    ");
        assert!(line.len() <= 72 || whole, "{line}");
        assert_eq!(line, line.trim_end());
    }
    assert!(mail.contains("\"Unicode\" -- naive..."), "{mail}");
    assert!(mail.contains("- one link <https://security.example.org/plan/> and more"), "{mail}");
    assert!(mail.contains("\n- two\n  1. deep\n"), "{mail}");
    assert!(mail.contains("\n> quoted text\n") && mail.contains("\n    let code = \"wide\";\n"), "{mail}");
}

#[test]
fn a_mail_says_all_that_a_list_wants() {
    let mail = with(|_| {}, mail);
    for part in [
        "Subject: Updated: HARBOUR-2026-w2bn (CVE-2026-99901, CVE-2026-99999): Harbour CLI:",
        "\nSeverity:   Critical (9.8)\n",
        "\nCVSS:       CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\n",
        "\nAffected:   harbour-cli (npm), 4.4.3\n",
        "\nPublished:  11 June 2026, 13:30 UTC\n",
        "\nCredits\n-------\n\n- Noor El-Amin (reporter)\n",
        "\nTimeline\n--------\n\n- about May 2026: Introduced: A token is overlooked.\n",
        "\nReferences\n----------\n\n- Harbour CLI 4.4.4: https://example.org/cli/releases/4.4.4/\n",
        &format!("\n- {URL}\n"),
    ] {
        assert!(mail.contains(part), "{part:?} in\n{mail}");
    }
}

#[test]
fn what_its_authors_post_is_posted_with_the_link_and_for_each_platform_its_own() {
    let own = || crate::public::Post {
        all: Some(md("We fixed a flaw.\n\n\nUpdate now. #security")),
        mastodon: None,
        bluesky: None,
        x: Some(md("Update now: https://security.example.org/advisories/HARBOUR-2026-w2bn/")),
        linkedin: None,
    };
    let change = |it: &mut Advisory| (it.head.post, it.head.revisions) = (Some(own()), Vec::new());
    let text = |platform: Platform| with(change, |it| post(it, platform).text);
    assert_eq!(text(Bluesky), format!("We fixed a flaw.\n\nUpdate now. #security\n\n{URL}"));
    assert_eq!(text(X), format!("Update now: {URL}"));
    assert_eq!(with(change, post_for_all), text(Mastodon));
    // It was written for what stood then.
    let revised = |it: &mut Advisory| {
        it.head.post = Some(own());
        let at = fixture::instant("2026-07-01T00:00:00Z");
        it.head.revisions =
            vec![crate::public::Revision { at, note: Some(t("4.4.2 is affected as well.")), material: true }];
    };
    assert_eq!(with(revised, |it| post(it, X).text), format!("Updated: Update now: {URL}"));
    let mail = with(revised, mail);
    assert!(
        mail.starts_with("Subject: Updated: HARBOUR") && mail.contains("\nUpdated: 4.4.2 is affected as well.\n"),
        "{mail}"
    );
    let withdrawn = |it: &mut Advisory| {
        it.head.post = Some(own());
        it.head.withdrawn =
            Some(crate::public::Withdrawal { at: fixture::instant("2026-07-01T00:00:00Z"), reason: None });
    };
    for platform in Platform::ALL {
        let text = with(withdrawn, |it| post(it, platform).text);
        assert!(text.starts_with("Withdrawn: ") && !text.contains("pdate "), "{text}");
    }
    // One that is too long is cut between words, and the link stays.
    let long = |it: &mut Advisory| {
        it.head.revisions = Vec::new();
        it.head.post = Some(crate::public::Post { all: Some(md(&"word ".repeat(90))), ..own() });
    };
    let cut = with(long, |it| post(it, Bluesky).text);
    assert!(Bluesky.fits(&cut) && cut.ends_with(&format!("word…\n\n{URL}")), "{cut}");
    assert_eq!(with(long, too_long), [Bluesky]);
}

#[test]
fn what_is_cut_keeps_the_sentence_that_says_what_to_do() {
    let summary = "A release that we never made was on the registry for 63 minutes, and whoever installed it in that time ran a program \
                   that sends away environment variables and keys. If you installed it, replace every secret on that machine.";
    let change = |it: &mut Advisory| (it.head.summary, it.affected) = (Some(t(summary)), Vec::new());
    for platform in Platform::ALL {
        let text = with(change, |it| post(it, platform).text);
        assert!(
            platform.fits(&text) && text.contains("If you installed it, replace every secret on that machine."),
            "{text}"
        );
    }
    // What the line above it says isn't said again.
    let again = |it: &mut Advisory| it.head.summary = Some(t("Names may be long. Update to 4.4.4."));
    let text = with(again, |it| post(it, Mastodon).text);
    assert_eq!(text.matches("pdate ").count(), 1, "{text}");
    // Nor where something else stands behind it.
    let before = |it: &mut Advisory| it.head.summary = Some(t("Update to 4.4.4. Names may be long."));
    let text = with(before, |it| post(it, Mastodon).text);
    assert!(text.matches("pdate ").count() == 1 && text.contains("Names may be long."), "{text}");
}

#[test]
fn an_update_says_so_and_why_and_a_withdrawal_gives_its_reason() {
    let revision = |material| crate::public::Revision {
        at: fixture::instant("2026-07-01T00:00:00Z"),
        note: Some(t("Version 4.4.2 is affected as well.")),
        material,
    };
    let revised = |material| with(|it| it.head.revisions = vec![revision(material)], |it| post(it, Mastodon).text);
    let text = revised(true);
    assert!(text.starts_with("Updated: critical advisory HARBOUR-2026-w2bn"), "{text}");
    assert!(text.contains("\n\nVersion 4.4.2 is affected as well.\n\n"), "{text}");
    assert!(revised(false).starts_with("Critical advisory"), "{}", revised(false));
    let withdrawn = crate::public::Withdrawal {
        at: fixture::instant("2026-07-01T00:00:00Z"),
        reason: Some(md("It was *no* bug.")),
    };
    let text = with(|it| it.head.withdrawn = Some(withdrawn), |it| post(it, X).text);
    assert!(text.contains("\n\nIt was no bug.\n\n"), "{text}");
}

#[test]
fn each_language_knows_how_advice_begins() {
    for (language, advice) in [
        ("en", "Download the script again; installed copies are not affected."),
        ("de", "Wenn Sie sie installiert haben, ersetzen Sie jeden Schlüssel."),
        ("fr", "Si vous l’avez installée, remplacez chaque secret."),
    ] {
        let words = crate::render::Words::load(language, &Default::default()).expect("the words");
        assert!(words.posts.advice.split(',').any(|opening| advice.starts_with(opening.trim())), "{language}");
    }
}
