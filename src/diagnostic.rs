//! What is wrong, where, and how to fix it. A diagnostic never holds a record's value.

use std::fmt;
use std::path::PathBuf;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    Error,
    Warning,
}

/// One finding. `problem` and `help` are fixed sentences: names of keys and words of the format may be in them, what a
/// record says may not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Diagnostic {
    /// Relative to the content folder.
    pub file: PathBuf,
    /// From 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The key's path: `affected[1].ranges[0].fixed`. Empty where a line says enough.
    pub key: String,
    pub code: Code,
    pub problem: String,
    pub help: String,
}

macro_rules! codes {
    ($($name:ident $code:literal $level:ident $meaning:literal;)*) => {
        /// A stable name for each thing that can be wrong.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $(#[doc = $meaning] $name,)* }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            pub fn level(self) -> Level {
                match self { $(Code::$name => Level::$level,)* }
            }

            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => $meaning,)* }
            }

            fn source(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("../docs/pages/rules/", $code, ".md")),)* }
            }
        }
    };
}

codes! {
    Unreadable "unreadable" Error "A file or folder can't be read, or isn't text in UTF-8.";
    Outside "outside" Error "A symbolic link leads out of the content folder.";
    TooLarge "too-large" Error "A file is larger, or nested deeper, than any record needs.";
    FrontMatter "front-matter" Error "Front matter is missing, doesn't end, or isn't YAML.";
    Syntax "syntax" Error "The YAML or JSON is not well-formed.";
    DuplicateKey "duplicate-key" Error "A key is given twice.";
    UnknownKey "unknown-key" Error "A key that Fanlight doesn't know.";
    MissingKey "missing-key" Error "A key that is needed is not there.";
    WrongType "wrong-type" Error "A value is of the wrong type.";
    WrongValue "wrong-value" Error "A value is not one of those that the key takes.";
    BadTime "bad-time" Error "A time is not an instant, a day, a month or a year, or lacks its offset.";
    BadId "bad-id" Error "An id has characters that don't fit in a URL and a file name.";
    DuplicateId "duplicate-id" Error "Two records have one id.";
    BadUrl "bad-url" Error "A URL is not absolute, or of a scheme that is not safe.";
    Forbidden "forbidden-yaml" Error "YAML directives, anchors, aliases, merge keys and foreign tags are not for records.";
    UnknownMark "unknown-mark" Error "A withholding mark with a word that Fanlight doesn't know.";
    MisplacedMark "misplaced-mark" Error "A withholding mark where nothing can be withheld, or on half a fact.";
    BrokenMark "broken-mark" Error "A withholding mark that isn't closed, isn't opened, or crosses another.";
    LooksLikeMark "looks-like-mark" Error "Something in disclosed text looks like a withholding mark and isn't one.";
    Attachment "attachment" Error "An attachment can't be published: hidden, a backup, marked, or of a format that can't be cleaned.";
    MisplacedRecord "misplaced-record" Error "A record is in a folder of its section where no record is looked for.";
    UnknownFile "unknown-file" Error "A file that Fanlight has no use for: its folder or its ending is not one that it knows.";
    Title "title" Error "A record has no title.";
    Elsewhere "elsewhere" Error "A record that isn't public has errors; `fanlight check` shows which.";
    UnknownId "unknown-id" Warning "An id, or a link to a record, leads nowhere.";
    BrokenLink "broken-link" Warning "A link leads nowhere.";
    LinkCase "link-case" Warning "A link differs from what it means by letter case alone.";
    Fragment "fragment" Warning "A link leads to a place that its page doesn't have.";
    CardLetters "card-letters" Warning "A title has letters that the font of preview pictures lacks.";
    InterfaceLanguage "interface-language" Warning "The interface is not available in the site's language.";
    VagueLink "vague-link" Warning "A link's text doesn't say where it leads.";
    Unfinished "unfinished" Warning "A text is not finished: a note to do something, a bracket without its link, a link without its target.";
    Mojibake "mojibake" Warning "Text was read in the wrong encoding at some time, and is garbled.";
    Raci "raci" Warning "A step of a RACI table has not exactly one A and at least one R.";
    Diagram "diagram" Warning "A diagram can't be drawn, and is shown as its source.";
    SamePerson "same-person" Warning "A person is listed twice.";
    ReviewOverdue "review-overdue" Warning "A page or a part of the plan was to be reviewed by now.";
    UpdateOverdue "update-overdue" Warning "An incident that goes on was to have an update by now.";
    LacksAffected "lacks-affected" Warning "An advisory or incident doesn't say what is affected.";
    LacksImpact "lacks-impact" Warning "An advisory or incident doesn't say what the impact is.";
    LacksCause "lacks-root-cause" Warning "An advisory or incident doesn't say what the root cause is.";
    LacksResolution "lacks-resolution" Warning "An advisory or incident doesn't say what was done.";
    SkippedRecord "skipped-record" Warning "A record of a source is left out, as site.yaml says.";
    ForeignPictures "foreign-pictures" Warning "A record of a source shows pictures from elsewhere, which are links here.";
    CsafName "csaf-name" Warning "Two records' CSAF documents would have one file name.";
    UnreadRange "unread-range" Warning "Which versions are affected is written in words that can't be read.";
    ImpossibleRange "impossible-range" Warning "A range of versions ends before it begins.";
    UnreadableVersion "unreadable-version" Warning "A version can't be read in the order of its range.";
    FixAffected "fix-affected" Warning "A version that is called fixed is affected by another range.";
    AffectedWithheld "affected-withheld" Warning "What is said of a package's versions is withheld in part, and what is left tells readers that they aren't affected.";
    DateOrder "date-order" Warning "Dates of a record come in an order that there can't be.";
    NoFixNamed "no-fix-named" Warning "The timeline says that it was fixed, and no version that fixes it is named.";
    PackageUrl "package-url" Warning "A package URL that no scanner knows, or with a version in it.";
    MalformedId "malformed-id" Warning "A CVE or CWE id that there can't be.";
    TwoCves "two-cves" Warning "An advisory has two CVE ids among its aliases.";
    UnknownEcosystem "unknown-ecosystem" Warning "An ecosystem has a name that OSV doesn't know.";
    EmbargoUnmarked "embargo-unmarked" Warning "An embargo stands on a record that isn't marked for publication.";
    EmbargoOver "embargo-over" Warning "An embargo is over, and nothing says that it ever held.";
    Unapproved "unapproved" Warning "A record is marked for publication and nobody approved it.";
    ApprovalVoid "approval-void" Warning "A record, or a part of it, was changed since it was approved.";
    UnusedAllowance "unused-allowance" Warning "audit.yaml allows a coincidence that doesn't occur.";
    NoSecurityTxt "security-txt-missing" Warning "The site can't have a security.txt.";
    Expired "security-txt-expired" Error "security.txt has expired.";
    Leak "leak" Error "Something withheld would leave.";
    Template "template" Error "A template of the theme is at fault.";
    ThemeBehind "theme-behind" Warning "A file of the theme was made from one of the built-in theme that has changed since.";
    ThemeScript "theme-script" Warning "A template brings a script or a style that the site's Content-Security-Policy stops.";
    HookUnused "hook-unused" Warning "The theme fills a hook that no template of it includes.";
    PostLong "post-long" Warning "A record's post is longer than a platform takes.";
    TornSentence "torn-sentence" Warning "A list's items read as one sentence that a comma has torn.";
    ForeignKey "foreign-key" Warning "Front matter of a page has keys of another generator, which are passed over.";
    ForeignBlock "foreign-block" Warning "A block is written as another generator writes it, and is shown as plain text.";
    WithdrawnReason "withdrawn-reason" Warning "A record says why it was withdrawn, and not that it was.";
    Contrast "contrast" Warning "Colours of site.yaml are too near each other to be read.";
    NoDigest "approval-without-digest" Warning "An approval without digests holds for whatever the record says later.";
    Placeholder "placeholder" Warning "An address in site.yaml is a placeholder that reaches nobody.";
    Expires "security-txt-expires" Warning "security.txt is about to expire.";
    RecordVanished "record-vanished" Error "A record was public, and its page would be gone.";
    PageVanished "page-vanished" Error "A page was public, and would be gone.";
    PageMoved "page-moved" Error "A record's page would move to another address.";
    PublishedChanged "published-changed" Error "A record would say that it was published at another time.";
    ModifiedWentBack "modified-went-back" Error "A record would say that it was modified earlier than it said before.";
    ModifiedUnchanged "modified-unchanged" Warning "What a record discloses changes, and its `modified` doesn't.";
    FeedIdsChanged "feed-ids-changed" Warning "The ids of feed items change.";
    RemovalNotNeeded "removal-not-needed" Warning "--allow-removal names what isn't removed.";
}

impl Code {
    /// Its page of documentation, in Markdown: what it means, why it matters, wrong and right, how to fix it.
    pub fn page(self) -> &'static str {
        let source = self.source();
        let front = source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n\n"));
        front.map_or(source, |(_, page)| page)
    }

    /// Where its page can be read: with the sources of this version.
    pub fn help_uri(self) -> String {
        let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
        format!("{repository}/blob/v{version}/docs/pages/rules/{}.md", self.as_str())
    }
}

impl Diagnostic {
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

/// `error[bad-time]: content/advisories/a.md:4: embargo: …`, then the fix on a line of its own.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level() {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        write!(f, "{level}[{}]", self.code.as_str())?;
        if !self.file.as_os_str().is_empty() {
            write!(f, ": {}", self.file.display())?;
        }
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.problem)?;
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn each_code_has_a_page_that_names_it_and_says_all_that_a_page_says() {
        for code in Code::ALL {
            let page = code.page();
            assert!(page.starts_with(&format!("# {}\n", code.as_str())), "{code:?}");
            for section in ["\n## Why it matters\n", "\n## Wrong\n", "\n## Right\n", "\n## How to fix it\n"] {
                assert_eq!(page.matches(section).count(), 1, "{code:?}: {section}");
            }
        }
    }

    #[test]
    fn each_page_has_its_code() {
        let codes: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{}.md", code.as_str())).collect();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pages/rules");
        let pages = std::fs::read_dir(folder).expect("the pages");
        let pages = pages.map(|page| page.expect("a page").file_name().to_string_lossy().into_owned());
        let pages = pages.filter(|page| page != "index.md").collect();
        assert_eq!(codes, pages);
    }
}
