//! What each key means, in a sentence for who writes it. Tests hold that no key is without one.

/// Keys, and what they mean.
pub(super) type Keys = &'static [(&'static str, &'static str)];

pub(super) const HEAD: Keys = &[
    ("id", "Names the page for ever: letters, digits, `.`, `_`, `-`. By default the file's name."),
    ("title", "One line."),
    ("publish", "true marks the record for publication. Without it the record is withheld, its existence too."),
    ("approved", "Who approved publication of exactly this. `fanlight approve` writes it. Never shown."),
    ("embargo", "The record is withheld until this instant, written with its offset: 2026-12-01T14:00:00Z."),
    ("embargo_tlp", "The TLP label that it has until the embargo ends; red by default."),
    ("tlp", "The TLP label; above the site's audience the record is withheld. clear by default."),
    (
        "reserve",
        "Shows before the embargo's end that there is a record: since, and show (severity, date). The id is shown with it.",
    ),
    ("published", "First publication; needed without an embargo. One that lies ahead withholds like an embargo."),
    ("modified", "When what is public last changed."),
    ("withdrawn", "When it was withdrawn. It stays online, and says so and why."),
    ("withdrawn_reason", "Why it was withdrawn."),
    ("revisions", "What changed since publication: at, note, and material (true by default)."),
    ("summary", "Plain text for lists, feeds and cards; 300 characters at most."),
    ("aliases", "Other names of just this: CVE-2026-1234, GHSA-…"),
    ("related", "Ids of what is near to this, here or elsewhere."),
    ("upstream", "Ids of what this comes from, here or elsewhere."),
    ("projects", "Which of site.yaml's projects it concerns, by their ids."),
    ("tags", "Free words."),
    ("references", "Where to read more: type, url, title."),
    ("credits", "Whom to thank: a name, or name, type, organization, url, contact. A contact is never published."),
    ("authors", "Who wrote this, like credits."),
    ("bounty", "What was paid for the report, as a text: USD 2,500."),
    ("timeline", "What happened when: at, to, approximate, phase, text. A time is shown just as exactly as written."),
    ("impact", "What can happen, or did, and to whom. Markdown."),
    ("root_cause", "Why it could happen. Markdown."),
    ("workaround", "What helps who can't update. Markdown."),
    ("recommendations", "What readers ought to do. Markdown."),
    ("resolution", "What was done about it. Markdown."),
    ("exploitation", "Whether it is exploited (SSVC)."),
    ("indicators", "By what it can be found: type, value. Never turned into links."),
    ("details", "The body, where the record is YAML alone. Markdown."),
    ("private", "Anything that is for yourselves. Never published."),
];

pub(super) const ADVISORY: Keys = &[
    ("severity", "A CVSS vector, several of them, or one of the site's words."),
    ("cwe", "Kinds of weakness: CWE-79."),
    ("informational", "For what is no vulnerability: notice, unmaintained, unsound."),
    ("affected", "What is affected: package (a purl, ecosystem and name, or a name), ranges, versions, and more."),
    ("incidents", "Ids of incidents here that it belongs to."),
    ("csaf", "What a CSAF document says of it, as JSON, for /csaf/. `fanlight import csaf` writes it."),
];

pub(super) const INCIDENT: Keys = &[
    ("category", "One or several of the site's categories."),
    ("severity", "One of the site's words."),
    ("status", "How far it is."),
    ("confirmation", "How certain it is."),
    ("affected", "Affected packages, as in an advisory."),
    ("services", "What was affected besides packages."),
    ("accounts", "Never published."),
    ("reporter", "Who told you. Withheld unless they say `credit: true`."),
    ("coordinator", "Who led. Withheld unless they say `credit: true`."),
    ("responders", "Who helped. Withheld unless they say `credit: true`."),
    ("lessons", "What was learnt; each is Markdown."),
    ("actions", "What is to be done: what, owner, due, done, url."),
    ("advisories", "Ids of advisories here that belong to it."),
];

pub(super) const NOTICE: Keys = &[
    ("advisories", "Ids of advisories here that it tells of."),
    ("incidents", "Ids of incidents here that it tells of."),
];

pub(super) const LESSON: Keys = &[
    ("incidents", "Ids of the incidents that taught it."),
    ("actions", "What is to be done: what, owner, due, done, url."),
];

pub(super) const PAGE: Keys = &[
    ("title", "By default the first heading, else the file's name."),
    ("publish", "false withholds the page; without it a page is published."),
    ("embargo", "The page is withheld until this instant, written with its offset: 2026-12-01T14:00:00Z."),
    ("embargo_tlp", "The TLP label that it has until the embargo ends; red by default."),
    ("tlp", "The TLP label; above the site's audience the page is withheld. clear by default."),
    ("published", "One that lies ahead withholds like an embargo."),
    ("modified", "When it last changed."),
    ("summary", "Plain text for lists and link previews; 300 characters at most."),
    ("version", "Of the text; a text, so quote numbers."),
    ("owner", "Who keeps it: a role rather than a name."),
    ("reviewed", "When it was last reviewed."),
    ("review_by", "When it is to be reviewed; `fanlight check` warns afterwards."),
    (
        "shows_marks",
        "true for a page that explains withholding marks: those in its code are shown, and it can withhold nothing.",
    ),
    ("private", "Anything that is for yourselves. Never published."),
];

pub(super) const SITE: Keys = &[
    ("title", "The site's name."),
    ("url", "Where the site will be: absolute, with a path if it has one."),
    ("description", "One sentence for search engines and feeds."),
    ("language", "The language of the texts, and of the interface where the theme has it: en by default."),
    ("organization", "Whose site it is: name, url, logo, fediverse."),
    ("license", "The licence of what is published: CC-BY-4.0."),
    ("theme", "default, or the name of a folder in themes/."),
    ("report", "How to report a vulnerability: makes the report page and security.txt."),
    ("projects", "A foundation's projects: id, name, url, repository, report, packages, supported."),
    ("targets", "What the plan promises: 2bd is two business days, 90d are days."),
    ("severities", "Your own words, the worst first: id, label, icon, description, cvss (lowest and highest score)."),
    ("categories", "Your own kinds of incident: id, label, description."),
    ("ids", "How `fanlight new` names a record: {year}, {random:4}, {seq:4}. {seq} tells readers how many there are."),
    ("foreign_ids", "Prefixes of databases that Fanlight doesn't know: ids that begin so stay in aliases and texts."),
    ("disclosure", "What may be shown: audience, require_approval, redactions, withhold_blocks_with, allow_files."),
    ("audiences", "Where the sites for other audiences are served: `amber: { url: https://partners.example.org/ }`."),
    ("subscribe", "Where people subscribe beside the feeds: a mailing list, a chat; label and url."),
    ("feeds", "limit: how many items a feed has."),
    ("outputs", "Which outputs are written."),
    ("osv", "prefixes: this site is the home of ids that begin so."),
    ("csaf", "Who publishes, in the words of CSAF."),
    ("cve", "Who you are in the CVE program."),
    ("sources", "Records that are kept elsewhere, in other formats."),
];
