//! The theme: templates, the interface's strings, and what is copied beside them. The built-in one is part of the program; a
//! theme folder replaces single files of it, by name, and single strings; site.yaml changes colours and fonts.

pub mod shipped;
mod style;

use super::words::{self, Words};
use super::{Error, Html};
use crate::public::Style;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Tera, Value};

macro_rules! built_in {
    ($($name:literal)*) => {
        /// The files of `themes/default/`.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../themes/default/", $name))),)*];
    };
}

built_in! {
    "base.html" "parts.html"
    "hooks/head.html" "hooks/banner.html" "hooks/footer.html" "hooks/after_record.html"
    "record/opening.html" "record/affected.html" "record/account.html" "record/remedies.html" "record/links.html"
    "record/people.html" "record/chart.html" "record/aside.html" "record/timeline.html" "record/your-version.html"
    "record/machine.html" "record/updates.html" "record/contents.html" "record/share.html" "record/actions.html" "record/pages.html" "record/version-table.html" "record/search.html" "record/found.html" "record/sample.html"
    "advisory.html" "incident.html" "notice.html" "lesson.html" "alias.html" "reserved.html" "history.html"
    "packages.html" "package.html" "project.html" "projects.html"
    "home.html" "list.html" "table.html" "lessons.html" "reports.html" "report-period.html" "plan.html" "plan-contents.html" "report.html" "feeds.html" "search.html" "page.html"
    "folder.html" "404.html" "style.css" "favicon.svg" "page.js" "search.js" "find.js" "table.js" "your-version.js"
}

/// Templates, ready to be filled, and assets, ready to be copied.
pub struct Theme {
    tera: Tera,
    words: Words,
    sources: BTreeMap<String, String>,
    /// The files of the theme's folder.
    own: BTreeMap<String, String>,
    digest: [u8; 32],
}

/// Data that many pages show: turned into what templates read once, then shared.
#[derive(Clone)]
pub struct Shared(Value);

impl Shared {
    pub fn new(data: &impl Serialize) -> Result<Self, Error> {
        Value::try_from_serializable(data).map(Self).map_err(|problem| failed("", "", &problem, &BTreeMap::new()))
    }
}

impl Theme {
    /// The built-in theme with the files of `themes/NAME/` in place of its own: name (`advisory.html`, `style.css`) → text.
    /// What isn't a template is copied to `/assets/`; `strings/` holds words. `language` is the site's.
    pub fn load(replaced: &BTreeMap<String, String>, language: &str) -> Result<Self, Error> {
        let mut sources: BTreeMap<String, String> =
            BUILT_IN.iter().map(|&(name, text)| (name.to_string(), text.to_string())).collect();
        let files = replaced.iter().filter(|(name, _)| !name.starts_with(words::FOLDER));
        sources.extend(files.map(|(name, text)| (name.clone(), text.clone())));
        if let Some(name) = replaced.keys().find(|name| !is_plain(name)) {
            return Err(faulty(name, "a theme's file has a name that can't be part of a URL".to_string()));
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".html"]);
        tera.register_filter("fill", words::templates::fill);
        let words = Words::load(language, replaced).map_err(|error| faulty(&error.file, error.problem))?;
        for (name, text) in sources.iter_mut().filter(|(name, _)| name.ends_with(".js")) {
            *text = words::templates::fold_script(text, &words).map_err(|problem| faulty(name, problem))?;
        }
        let templates = sources.iter().filter(|(name, _)| name.ends_with(".html"));
        let folded = templates.map(|(name, text)| match words::templates::fold(text, &words) {
            Ok(text) => Ok((name.clone(), text)),
            Err(problem) => Err(faulty(name, problem)),
        });
        let folded: Vec<(String, String)> = folded.collect::<Result<_, _>>()?;
        tera.add_raw_templates(folded).map_err(|problem| failed("", "", &problem, &sources))?;
        let digest = digest(&sources, replaced, language);
        Ok(Self { tera, words, sources, own: replaced.clone(), digest })
    }

    /// With what site.yaml changes of its look, as a style sheet of its own.
    pub fn styled(mut self, style: &Style) -> Result<Self, Error> {
        if style.is_plain() {
            return Ok(self);
        }
        if self.sources.contains_key(style::FILE) {
            return Err(faulty(
                style::FILE,
                "this name is that of the style sheet which is made of site.yaml".to_string(),
            ));
        }
        let css = style::css(style);
        self.digest = *blake3::Hasher::new_keyed(&self.digest).update(css.as_bytes()).finalize().as_bytes();
        self.sources.insert(style::FILE.to_string(), css);
        Ok(self)
    }

    /// The built-in templates that make a page each; the others are parts of them.
    #[cfg(test)]
    pub fn pages() -> impl Iterator<Item = &'static str> {
        let names = BUILT_IN.iter().map(|&(name, _)| name);
        names.filter(|name| {
            name.ends_with(".html") && !name.contains('/') && !["base.html", "parts.html"].contains(name)
        })
    }

    /// Of all that it was loaded from.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// What templates, styles, scripts and strings say by themselves.
    pub fn texts(&self) -> Vec<&str> {
        self.sources.values().map(String::as_str).chain(self.words.texts()).collect()
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What the theme's folder has, by names.
    pub fn own(&self) -> &BTreeMap<String, String> {
        &self.own
    }

    /// All templates, the theme's own and the built-in ones.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        let templates = self.sources.iter().filter(|(name, _)| name.ends_with(".html"));
        templates.map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// What is copied to `/assets/`: name and text.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &str)> {
        let assets = self.sources.iter().filter(|(name, _)| !name.ends_with(".html"));
        assets.map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Where each asset is linked to, by its name: with a digest of what it holds, so that no cache keeps an old one beside a
    /// new page.
    pub fn addresses(&self, base: &str) -> BTreeMap<String, String> {
        let address = |(name, text): (&str, &str)| {
            let digest = blake3::hash(text.as_bytes()).to_hex();
            (name.to_string(), format!("{base}assets/{name}?v={}", &digest[..8]))
        };
        self.assets().map(address).collect()
    }

    /// Fills a template. `page` is the page's path, for messages.
    pub fn render(
        &self,
        template: &str,
        page: &str,
        data: &impl Serialize,
        shared: &[(&'static str, &Shared)],
    ) -> Result<Html, Error> {
        let render = || {
            let mut context = Context::from_serialize(data)?;
            for (name, value) in shared {
                context.insert_value(*name, value.0.clone());
            }
            self.tera.render(template, &context)
        };
        render().map(Html::new).map_err(|problem| failed(template, page, &problem, &self.sources))
    }
}

fn digest(sources: &BTreeMap<String, String>, replaced: &BTreeMap<String, String>, language: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    // The built-in strings come with the program.
    let texts = sources.iter().chain(replaced).flat_map(|(name, text)| [name, text]);
    for text in texts.map(String::as_str).chain([language]) {
        hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

fn faulty(file: &str, problem: String) -> Error {
    Error { template: file.to_string(), page: String::new(), problem }
}

/// Whether a file's name stays below its folder, on every file system.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain))
}

/// Where it failed and over which piece of the template. Tera's own words may quote a value, so they are shown only where
/// they are about the template alone.
fn failed(template: &str, page: &str, problem: &tera::Error, sources: &BTreeMap<String, String>) -> Error {
    let (template, problem) = match problem.kind() {
        ErrorKind::SyntaxError(report) => {
            (report.filename(), format!("line {}: {}", report.span().start_line, report.message()))
        }
        ErrorKind::RenderingError(report) => {
            let line = report.span().start_line;
            let source = sources.get(report.filename()).and_then(|text| text.lines().nth(line.saturating_sub(1)));
            let fixed = ["Field `", "Variable `", "Tried to render a variable that is undefined"];
            let why = Some(report.message()).filter(|it| fixed.iter().any(|start| it.starts_with(start)));
            let why = why.unwrap_or("this can't be filled with the data of the page");
            (report.filename(), format!("line {line}: {why}: {}", source.unwrap_or_default().trim()))
        }
        kind @ (ErrorKind::TemplateNotFound(_)
        | ErrorKind::MissingParent { .. }
        | ErrorKind::CircularExtend { .. }
        | ErrorKind::CircularInclude { .. }) => (template, kind.to_string()),
        _ => (template, "it can't be filled with the data of the page".to_string()),
    };
    Error { template: template.to_string(), page: page.to_string(), problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, text: &str) -> Result<Theme, Error> {
        Theme::load(&BTreeMap::from([(name.to_string(), text.to_string())]), "en")
    }

    #[test]
    fn the_built_in_theme_loads() {
        let theme = Theme::load(&BTreeMap::new(), "en").unwrap();
        assert!(theme.assets().any(|(name, _)| name == "style.css"));
    }

    #[test]
    fn a_theme_folder_replaces_single_files() {
        let theme = with("404.html", "<p>{{ x }}").unwrap();
        let html = theme.render("404.html", "/404.html", &BTreeMap::from([("x", "<b>")]), &[]).unwrap();
        assert_eq!(html.as_str(), "<p>&lt;b&gt;");
        assert!(with("own.css", "p{}").unwrap().assets().any(|(name, _)| name == "own.css"));
    }

    #[test]
    fn a_script_has_the_words_of_the_interface() {
        let script = |text: &str, language: &str| {
            let theme = Theme::load(&BTreeMap::from([("x.js".to_string(), text.to_string())]), language)?;
            Ok(theme.assets().find(|(name, _)| *name == "x.js").map(|(_, text)| text.to_string()).unwrap_or_default())
        };
        let german = script("say(\"{{ t.your_version.check }}\");", "de").map_err(|error: Error| error.problem);
        assert_eq!(german.as_deref(), Ok("say(\"Prüfen\");"));
        let fault = script("\"{{ t.no.such }}\"", "en").err().unwrap();
        assert_eq!((fault.template.as_str(), fault.problem.as_str()), ("x.js", "there is no string `t.no.such`"));
    }

    #[test]
    fn a_file_of_a_theme_stays_in_its_folder() {
        for name in ["../x.css", "/x.css", "a//b.css", ".hidden", "a\\b.css"] {
            assert!(with(name, "").is_err(), "{name}");
        }
    }

    #[test]
    fn a_fault_names_template_line_and_page_and_no_value() {
        let fault = with("404.html", "a\n{% if %}").err().unwrap();
        assert_eq!(fault.template, "404.html");
        assert!(fault.problem.starts_with("line 2"), "{}", fault.problem);
        let theme = with("404.html", "\n\n{{ x.secret.y }}{{ nothing }}").unwrap();
        let data = BTreeMap::from([("x", BTreeMap::from([("secret", "value-of-it")]))]);
        let fault = theme.render("404.html", "/404.html", &data, &[]).err().unwrap();
        assert_eq!((fault.template.as_str(), fault.page.as_str()), ("404.html", "/404.html"));
        assert!(fault.problem.starts_with("line 3") && !fault.problem.contains("value-of-it"), "{}", fault.problem);
    }
}
