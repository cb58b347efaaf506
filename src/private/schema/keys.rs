//! What each key of a page and of site.yaml means, in a sentence for whoever writes it; those of records are in
//! [`crate::public::keys`]. Tests hold that no key is without one.

/// Keys, and what they mean.
pub(super) type Keys = &'static [(&'static str, &'static str)];

pub(super) const PAGE: Keys = &[
    ("title", "By default the first heading, else the file's name."),
    ("lang", "The language of its text, where it isn't the site's and the file's name doesn't end with it: de, pt-BR."),
    ("publish", "false withholds the page; without it a page is published."),
    ("embargo", "The page is withheld until this instant, written with its offset: 2026-12-01T14:00:00Z."),
    ("embargo_tlp", "The TLP label that it has until the embargo ends; red by default."),
    ("tlp", "The TLP label; above the site's audience the page is withheld. clear by default."),
    ("published", "One that lies ahead withholds like an embargo."),
    ("modified", "When it last changed."),
    ("summary", "Plain text for lists and link previews; 300 characters at most."),
    ("description", "The summary, as other generators call it."),
    ("date", "When it last changed, as other generators call it, where `modified` doesn't say."),
    ("version", "Of the text; a text, so quote numbers."),
    ("owner", "Who keeps it: a role rather than a name."),
    ("reviewed", "When it was last reviewed."),
    ("review_by", "When it is to be reviewed; `fanlight check` warns afterwards."),
    ("weight", "Its place among its neighbours, in place of the number before the file's name; the lowest is first."),
    ("sidebar_position", "The weight, as Docusaurus calls it."),
    ("nav_order", "The weight, as Just the Docs calls it."),
    ("template", "Of a page in pages/: the theme's pages/NAME.html prints it, in place of page.html."),
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
    (
        "theme",
        "default, the name of a folder in themes/, or what is to change of the look: name, colours, dark, fonts, icon.",
    ),
    (
        "navigation",
        "Entries of the menu beside the sections: label and url. One with a section's address gives that its label.",
    ),
    ("report", "How to report a vulnerability: makes the report page and security.txt."),
    ("projects", "A foundation's projects: id, name, url, repository, report, packages, supported."),
    ("targets", "What the plan promises: 2bd is two business days, 90d are days."),
    ("severities", "Your own words, the worst first: id, label, icon, description, cvss (lowest and highest score)."),
    ("categories", "Your own kinds of incident: id, label, description."),
    ("ids", "How `fanlight new` names a record: {year}, {random:4}, {seq:4}. {seq} shows readers how many there are."),
    ("foreign_ids", "Prefixes of databases that Fanlight doesn't know: ids that begin so stay in aliases and texts."),
    ("disclosure", "What may be shown: audience, require_approval, redactions, withhold_blocks_with, allow_files."),
    ("audiences", "Where the sites for other audiences are served: `amber: { url: https://partners.example.org/ }`."),
    ("subscribe", "Where people subscribe beside the feeds: a mailing list, a chat; title and url."),
    ("feeds", "How many items a feed has, and whether reports are among all items."),
    ("outputs", "Which outputs are written."),
    ("osv", "prefixes: this site is the home of ids that begin so."),
    ("csaf", "Who publishes, in the words of CSAF."),
    ("cve", "Who you are in the CVE program."),
    ("sources", "Records that are kept elsewhere, in other formats."),
];
