//! What each key inside of another one means. Tests hold that no key is without words, and no words without a key.

use super::keys::Keys;

/// Of the keys inside of a key with this path, such as `affected.ranges`.
pub(super) fn inside(schema: &str, path: &str) -> Keys {
    let last = path.rsplit('.').next().unwrap_or_default();
    match (schema, path, last) {
        ("site", path, _) if path.starts_with("audiences.") => AUDIENCE,
        ("site", path, _) => SITE.iter().find(|(of, _)| *of == path).map_or(&[], |(_, keys)| keys),
        (.., "credits" | "authors" | "reporter" | "coordinator" | "responders") => PERSON,
        (.., "ranges" | "unaffected" | "unknown") => RANGE,
        (_, _, last) => RECORD.iter().find(|(of, _)| *of == last).map_or(&[], |(_, keys)| keys),
    }
}

const AUDIENCE: Keys = &[("url", "Where its site will be: absolute, with a path if it has one.")];

pub(super) const PERSON: Keys = &[
    ("name", "What the person or team is called."),
    ("type", "What they did, in OSV's words."),
    ("organization", "For whom they did it."),
    ("url", "Where to read more of them."),
    ("contact", "How to reach them. Never published."),
    ("credit", "true publishes the name of somebody who handled an incident. A contact stays withheld."),
];

pub(super) const RANGE: Keys = &[
    ("type", "SEMVER, ECOSYSTEM (the package's own order) or GIT (commits)."),
    ("repo", "The repository, where the range is of commits."),
    ("events", "The range as OSV writes it: a list of its ends."),
    ("introduced", "The first affected version; `0` for all before the end."),
    ("introduced_after", "The last version that isn't affected yet, where the first affected one isn't known."),
    ("fixed", "The first version that is fixed."),
    ("last_affected", "The last version that is known to be affected; `2.*` is the end of a series."),
    ("limit", "An end that is no fix."),
];

/// Of the keys of records, by the last part of their paths.
pub(super) const RECORD: &[(&str, Keys)] = &[
    (
        "approved",
        &[
            ("by", "Who approved."),
            ("on", "When."),
            ("digests", "Of what: one for the record and one for each part that lifts later."),
            ("signatures", "Of all digests, by the names of who signed: by `ssh-keygen -Y sign`, on one line each."),
        ],
    ),
    (
        "reserve",
        &[
            ("since", "Since when readers may know that there is a report."),
            ("show", "What else they learn of it: severity, date."),
        ],
    ),
    (
        "revisions",
        &[
            ("at", "When it was changed."),
            ("note", "What was changed. Markdown."),
            ("material", "false: readers needn't look again."),
        ],
    ),
    (
        "references",
        &[("type", "What it is, in OSV's words."), ("url", "An absolute URL."), ("title", "What its link says.")],
    ),
    (
        "post",
        &[
            ("all", "For every platform that has none of its own."),
            ("mastodon", "For Mastodon: 500 characters."),
            ("bluesky", "For Bluesky: 300 characters."),
            ("x", "For X: 280 characters as X counts."),
            ("linkedin", "For LinkedIn: 3,000 characters."),
        ],
    ),
    (
        "timeline",
        &[
            ("at", "An instant, a day, a month or a year; shown just as exactly, in UTC."),
            ("to", "The end, of what took a while."),
            ("approximate", "true: shown as “about”."),
            ("phase", "What kind of event it is."),
            ("text", "What happened. Markdown."),
        ],
    ),
    ("indicators", &[("type", "What it is: a hash, an address, a domain …"), ("value", "As tools look for it.")]),
    (
        "actions",
        &[
            ("what", "What is to be done. Markdown."),
            ("owner", "Who does it: a role rather than a name."),
            ("due", "By which day."),
            ("done", "On which day it was done."),
            ("url", "Where its progress can be followed."),
        ],
    ),
    (
        "affected",
        &[
            ("package", "A package URL, an ecosystem and a name, or a name alone."),
            ("ranges", "From which version to which it is affected."),
            ("versions", "Affected versions, one by one."),
            ("fixed", "Versions that fix it, where `ranges` doesn't say."),
            ("unaffected", "Ranges that aren't affected, whatever else is said."),
            ("unknown", "Ranges of which nobody knows."),
            ("default_status", "Of all versions that nothing names: unaffected without it."),
            ("severity", "For this package, where it isn't the advisory's."),
            ("platforms", "Where it is affected. Entries of one package with others are judged apart."),
            ("functions", "What has to be called: `archive::unpack`."),
            ("status", "As in VEX, of the versions that are named with it, or of all where none is."),
            ("justification", "Why it isn't affected, in the words of VEX."),
            ("remediation", "Why no release fixes it, in CSAF's words."),
        ],
    ),
    (
        "package",
        &[
            ("ecosystem", "In OSV's words: npm, PyPI, crates.io …"),
            ("name", "What it is called there."),
            ("purl", "The package URL, without a version."),
            ("vendor", "Who makes it, for CSAF and CVE."),
            ("product", "What CVE and CSAF are to call it, where that isn't its name."),
        ],
    ),
    ("events", RANGE_ENDS),
];

const RANGE_ENDS: Keys = &[RANGE[3], RANGE[4], RANGE[5], RANGE[6], RANGE[7]];

const COLOURS: Keys = &[
    ("ground", "Behind everything, in quotes: `\"#fcfcfa\"`."),
    ("raised", "Behind boxes and code."),
    ("text", "Of text."),
    ("quiet", "Of what is said by the way."),
    ("line", "Of lines and frames."),
    ("link", "Of links, and of what is to stand out."),
];

/// Of the keys of site.yaml, by their whole paths.
const APPROVER: Keys = &[
    ("name", "As `fanlight approve --by` says it."),
    (
        "key",
        "The SSH public key that signs approvals: the line of id_ed25519.pub. Without it the name is a word of honour.",
    ),
    ("account", "Where they review, for people: `@ann` on GitHub."),
];

pub(super) const SITE: &[(&str, Keys)] = &[
    (
        "organization",
        &[
            ("name", "What it is called."),
            ("url", "Its own site."),
            ("logo", "A file of static/, for the head of each page and for cards."),
            ("fediverse", "Its account: `@harbour@social.example.org`."),
        ],
    ),
    (
        "report",
        &[
            ("contact", "Where reports go, the best way first: https:, mailto: or tel:."),
            ("encryption", "Where a key to encrypt reports with is."),
            ("policy", "Your policy: a page of this site or a URL."),
            ("acknowledgments", "Where you thank who reported: a page of this site or a URL."),
            ("languages", "The languages that you read reports in."),
            ("expires", "When what is said here is to be looked at again: within a year. security.txt needs it."),
        ],
    ),
    (
        "projects",
        &[
            ("id", "Names it in records and addresses."),
            ("name", "What it is called."),
            ("url", "Its own site."),
            ("repository", "Where its source is."),
            ("report", "Where its reports go, where that isn't the site's contact."),
            ("packages", "Its package URLs, which then have pages."),
            ("update", "How its users get a version: `harbour update --to {version}`."),
            ("supported", "Its release lines, and until when each gets fixes."),
            ("approvers", "Who may approve its records, in place of those of `disclosure`: name, and key or account."),
            ("minimum", "How many of them have to: 1 by default."),
        ],
    ),
    (
        "projects.supported",
        &[("line", "What the line is called: `2.x`."), ("until", "The last day on which it gets fixes.")],
    ),
    (
        "targets",
        &[
            ("acknowledge", "To answer a report."),
            ("triage", "To say whether it is one."),
            ("fix", "To publish a fix."),
        ],
    ),
    (
        "severities",
        &[
            ("id", "The word in records."),
            ("label", "What readers see."),
            ("icon", "A sign of its own, in place of a shape."),
            ("description", "What it means to you, for the page on severities."),
            ("cvss", "The lowest and the highest score that it stands for."),
        ],
    ),
    (
        "categories",
        &[("id", "The word in records."), ("label", "What readers see."), ("description", "What it means to you.")],
    ),
    (
        "disclosure",
        &[
            ("audience", "The highest TLP label that the site shows: clear by default."),
            ("require_approval", "true: a record is public only when somebody approved exactly what it says."),
            ("approvers", "Who may approve, where an approval is to be signed: name, and key or account."),
            ("minimum", "How many of them have to: 1 by default."),
            ("redactions", "mark: parts that lift at a time leave a visible “withheld until”. omit by default."),
            ("withhold_blocks_with", "A paragraph, item, row or code block with one of these words is withheld."),
            ("allow_files", "Files of formats that can't be cleaned, and are published all the same."),
            ("smallest_count", "A total of a report below it is shown as “fewer than”: 5 by default."),
        ],
    ),
    ("projects.approvers", APPROVER),
    ("disclosure.approvers", APPROVER),
    (
        "audiences",
        &[
            ("clear", "Of the public site, where that isn't `url`."),
            ("green", "Of the site for TLP:GREEN."),
            ("amber", "Of the site for TLP:AMBER."),
            ("amber+strict", "Of the site for TLP:AMBER+STRICT."),
            ("red", "Of the site for TLP:RED."),
        ],
    ),
    (
        "feeds",
        &[
            ("limit", "How many items a feed has: 50 by default."),
            ("reports", "false: transparency reports are in their own feed alone, and not among all items."),
        ],
    ),
    (
        "theme",
        &[
            ("name", "default, or the name of a folder in themes/."),
            ("colours", "On a light ground; what isn't named stays as the theme has it."),
            ("dark", "On a dark ground."),
            (
                "fonts",
                "Families as CSS writes them: `'Source Sans 3', Arial, sans-serif`. Nothing is loaded from elsewhere.",
            ),
            ("icon", "A file of static/, for the browser's tab."),
        ],
    ),
    ("theme.colours", COLOURS),
    ("theme.dark", COLOURS),
    (
        "theme.fonts",
        &[("text", "Of texts and tables."), ("headings", "Of headings and the site's name."), ("code", "Of code.")],
    ),
    (
        "navigation",
        &[("label", "What it says."), ("url", "Where it leads: a page of this site (`/policy/`) or a URL.")],
    ),
    ("subscribe", &[("title", "What it is."), ("url", "Where to subscribe.")]),
    (
        "outputs",
        &[
            ("osv", "OSV documents."),
            ("csaf", "CSAF documents and the tree of a provider."),
            ("vex", "OpenVEX documents."),
            ("search", "The search."),
            ("reports", "Transparency reports."),
            ("cards", "Pictures for link previews."),
            ("history", "What the public site showed and when, at /history/; off by default."),
            ("aliases", "Whether aliases have pages, redirects of the host, or nothing."),
            ("feeds", "Which kinds of feeds: rss, atom, json."),
        ],
    ),
    ("osv", &[("prefixes", "Of the ids that this site is the home of. Without them there is no /osv/.")]),
    (
        "csaf",
        &[
            ("publisher", "Who issues the documents: the organization by default."),
            ("role", "csaf_publisher, csaf_provider or csaf_trusted_provider."),
            ("list", "Whether aggregators may list you."),
            ("mirror", "Whether aggregators may mirror the documents."),
            ("signing", "The OpenPGP key that signs them, and where its passphrase is."),
        ],
    ),
    (
        "csaf.publisher",
        &[
            ("name", "What it is called."),
            ("namespace", "A URL that is its own."),
            ("category", "In CSAF's words: vendor, coordinator, discoverer, translator, user, other."),
            ("contact_details", "How to reach it."),
        ],
    ),
    (
        "csaf.signing",
        &[
            ("key_file", "The armored secret key: a file outside the content folder."),
            ("key_variable", "The environment variable that holds the key."),
            ("passphrase_file", "The file that holds its passphrase."),
            ("passphrase_variable", "The environment variable that holds its passphrase."),
        ],
    ),
    ("cve", &[("org_id", "Your UUID as a numbering authority."), ("short_name", "Your short name as one.")]),
    (
        "sources",
        &[
            ("path", "A file or folder beside the content folder: `../advisory-db`."),
            ("format", "In which format: osv, ghsa, rustsec, csaf, cve …, or fanlight for a team's own records."),
            ("publish", "true marks and approves its records. Else they are withheld."),
            ("project", "The id of the project that its records concern, where they name none."),
            ("package", "The package URL of what its records concern, where they name nothing."),
            ("vendor", "Who makes what its records name without a vendor."),
            (
                "undated",
                "What becomes of a record without a date: modified, skip, or an instant since which it is public.",
            ),
            ("on_error", "stop by default; skip leaves a record in error out."),
        ],
    ),
];
