//! The proof from beginning to end.

use super::content::Content;
use super::controls::{self, Controls};
use super::facts::Facts;
use super::observe::{Depth, Difference, Observed, Observer};
use super::rewriter::Part;
use super::rule::Rule;
use super::surroundings::{self, Surroundings, Variation};
use super::twins::{Twin, make};
use super::viewpoint::Viewpoint;
use super::viewpoints::Reach;
use super::{usage, viewpoints};
use crate::config::Redactions;
use crate::private::Opened;
use crate::public::{Instant, Tlp};
use crate::render::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// What to prove, and what the proof itself can't know.
pub struct Request<'r> {
    pub content: &'r Path,
    pub now: Instant,
    /// For this audience alone; else for each that the site distinguishes.
    pub audience: Option<Tlp>,
    pub theme: &'r Theme,
    /// What `build` prints of what was opened.
    pub words: fn(&Opened) -> String,
    /// Runs the program itself in other surroundings; `None`: leave them out.
    pub surroundings: Option<Surroundings<'r>>,
    pub depth: Depth,
    pub reach: Reach,
    /// So many disclosed values are changed at most, to see the site change with them.
    pub controls: usize,
    /// Told of each step.
    pub progress: &'r dyn Fn(&str, usize, usize),
}

/// What speaks against the promise, or against the proof.
pub enum Failure {
    /// A twin comes out otherwise.
    Differs { twin: Twin, viewpoint: Viewpoint, difference: Difference, part: Option<Part> },
    /// The program does, in other surroundings.
    Surroundings { variation: Variation, difference: Difference },
    /// A twin doesn't build.
    Twin { twin: Twin, viewpoint: Viewpoint, part: Option<Part>, why: Vec<String> },
    /// The site itself doesn't build, from there.
    Site { viewpoint: Viewpoint, why: Vec<String> },
    /// The proof can't read a file that the program reads.
    Unread(PathBuf),
    /// A rule that the site uses was never varied.
    NeverVaried { rule: Rule, used: usize },
    /// A disclosed value was changed, and the site stayed the same.
    Unnoticed(PathBuf),
    /// A record was changed since it was approved, and shows in the site.
    Void(PathBuf),
}

/// What was varied, over all viewpoints.
#[derive(Default)]
pub struct Tally {
    /// Different things, by rule.
    pub parts: BTreeMap<Rule, usize>,
    pub twins: BTreeMap<Twin, usize>,
    pub variations: Vec<Variation>,
}

pub struct Proof {
    pub now: Instant,
    pub viewpoints: Vec<Viewpoint>,
    /// Viewpoints that were out of reach.
    pub left_out: usize,
    pub tally: Tally,
    pub controls: Controls,
    pub failures: Vec<Failure>,
    pub builds: usize,
    /// Files of the site, now and for its own audience.
    pub files: usize,
}

/// Proves as much as there is, and reports everything that speaks against it. `None`: site.yaml can't be read.
pub fn prove(request: &Request) -> io::Result<Option<Proof>> {
    let content = Content::read(request.content)?;
    let Some(facts) = Facts::of(&content) else { return Ok(None) };
    let observer = Observer::new(request.theme, request.words, request.depth)?;
    let mut run = Run { request, content, facts, observer, varied: BTreeSet::new(), proof: Proof::empty(request.now) };
    run.all()?;
    Ok(Some(run.proof))
}

impl Proof {
    fn empty(now: Instant) -> Proof {
        Proof {
            now,
            viewpoints: Vec::new(),
            left_out: 0,
            tally: Tally::default(),
            controls: Controls::default(),
            failures: Vec::new(),
            builds: 0,
            files: 0,
        }
    }

    /// Whether something leaves, or the proof is none.
    pub fn fails(&self) -> bool {
        !self.failures.is_empty()
    }
}

/// The exit code of a build that the audit stopped: nothing leaves.
const REFUSED: u8 = 3;

struct Run<'r> {
    request: &'r Request<'r>,
    content: Content,
    facts: Facts,
    observer: Observer<'r>,
    varied: BTreeSet<Part>,
    proof: Proof,
}

impl Run<'_> {
    fn all(&mut self) -> io::Result<()> {
        let audience = self.request.audience.unwrap_or(self.facts.audience);
        let here = Viewpoint { now: self.request.now, audience, redactions: self.facts.redactions };
        let coming = self.observer.coming(&self.content, &here)?;
        let mut all = viewpoints::all(&self.content, &self.facts, audience, self.request.now, &coming);
        all.retain(|it| self.request.audience.is_none_or(|audience| it.audience == audience));
        let there = all.len();
        let all = viewpoints::within(all, self.request.reach);
        self.proof.left_out = there - all.len();
        self.proof.viewpoints = all.clone();
        for (at, viewpoint) in all.iter().enumerate() {
            (self.request.progress)("viewpoints", at, all.len());
            self.viewpoint(*viewpoint)?;
        }
        self.controls(&here)?;
        for part in &self.varied {
            *self.proof.tally.parts.entry(part.rule).or_default() += 1;
        }
        if let Some(surroundings) = &self.request.surroundings {
            let found = surroundings::vary(surroundings, &self.content, &self.facts, here, self.request.progress)?;
            self.proof.tally.variations = found.varied;
            self.proof.builds += found.builds;
            let differs = |(variation, difference)| Failure::Surroundings { variation, difference };
            self.proof.failures.extend(found.differs.into_iter().map(differs));
        }
        self.proof.builds += self.observer.builds;
        Ok(())
    }

    fn viewpoint(&mut self, viewpoint: Viewpoint) -> io::Result<()> {
        let mut content = self.content.clone();
        if viewpoint.redactions != self.facts.redactions {
            content.put("site.yaml", self.facts.with_redactions(viewpoint.redactions));
        }
        let base = self.observer.observe(&content, &viewpoint)?;
        if base.code != 0 {
            // From many viewpoints it fails for one reason, which is reported once.
            let reported = |it: &Failure| matches!(it, Failure::Site { why, .. } if *why == base.failure);
            if !self.proof.failures.iter().any(reported) {
                self.proof.failures.push(Failure::Site { viewpoint, why: base.failure });
            }
            return Ok(());
        }
        if self.proof.files == 0 {
            self.proof.files = base.files.len();
        }
        for twin in Twin::ALL {
            self.twin(twin, &content, viewpoint, &base)?;
        }
        Ok(())
    }

    fn twin(&mut self, twin: Twin, content: &Content, viewpoint: Viewpoint, base: &Observed) -> io::Result<()> {
        let made = make(twin, content, &self.facts, viewpoint, usize::MAX);
        let unread = made.unread.into_iter().map(Failure::Unread);
        if self.proof.failures.iter().all(|failure| !matches!(failure, Failure::Unread(_))) {
            self.proof.failures.extend(unread);
        }
        if twin == Twin::Erased && viewpoint.redactions == Redactions::Omit {
            self.left_over(&made.content, &made.bound, &viewpoint);
        }
        if made.varied.is_empty() {
            return Ok(());
        }
        let seen = self.observer.observe(&made.content, &viewpoint)?;
        *self.proof.tally.twins.entry(twin).or_default() += 1;
        let Some(difference) = base.differs(&seen) else {
            self.varied.extend(made.varied.iter().filter(|_| twin != Twin::Added).cloned());
            return Ok(());
        };
        // One difference a twin: the others most likely come from the same mistake.
        let reported = |it: &Failure| match it {
            Failure::Differs { twin: reported, .. } | Failure::Twin { twin: reported, .. } => *reported == twin,
            _ => false,
        };
        if self.proof.failures.iter().any(reported) {
            return Ok(());
        }
        let limit = self.bisect(twin, content, viewpoint, base, made.varied.len())?;
        let made = make(twin, content, &self.facts, viewpoint, limit);
        let part = made.varied.last().cloned();
        let seen = self.observer.observe(&made.content, &viewpoint)?;
        let failure = match base.differs(&seen).unwrap_or(difference) {
            Difference::Code(..) => Failure::Twin { twin, viewpoint, part, why: seen.failure },
            Difference::Bytes { path, .. } => {
                let one = self.observer.file(content, &viewpoint, &path)?;
                let other = self.observer.file(&made.content, &viewpoint, &path)?;
                let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
                Failure::Differs { twin, viewpoint, difference: Difference::Bytes { path, offset: same }, part }
            }
            difference => Failure::Differs { twin, viewpoint, difference, part },
        };
        self.proof.failures.push(failure);
        Ok(())
    }

    /// How many things have to be varied for the first difference: the last of them makes it.
    fn bisect(
        &mut self,
        twin: Twin,
        content: &Content,
        viewpoint: Viewpoint,
        base: &Observed,
        all: usize,
    ) -> io::Result<usize> {
        let (mut same, mut differs) = (0, all);
        while differs - same > 1 {
            let middle = same + (differs - same) / 2;
            let made = make(twin, content, &self.facts, viewpoint, middle);
            let seen = self.observer.observe(&made.content, &viewpoint)?;
            if base.differs(&seen).is_some() { differs = middle } else { same = middle }
        }
        Ok(differs)
    }

    fn controls(&mut self, here: &Viewpoint) -> io::Result<()> {
        if self.request.controls == 0 {
            return Ok(());
        }
        let base = self.observer.observe(&self.content, here)?;
        if base.code != 0 {
            return Ok(());
        }
        let most = self.request.controls;
        for (path, changed) in controls::changes(&self.content, &self.facts, here, most) {
            let seen = self.observer.observe(&changed, here)?;
            self.proof.controls.changed += 1;
            if base.differs(&seen).is_none() {
                self.proof.controls.unnoticed.push(path.clone());
                self.proof.failures.push(Failure::Unnoticed(path));
            }
        }
        for controls::Voided { path, changed, without } in controls::voided(&self.content, &self.facts, here, most) {
            let one = self.observer.observe(&changed, here)?;
            let other = self.observer.observe(&without, here)?;
            self.proof.controls.voided += 1;
            if one.code == REFUSED {
                self.proof.controls.refused.push(path);
            } else if one.differs(&other).is_some() {
                self.proof.failures.push(Failure::Void(path));
            }
        }
        Ok(())
    }

    /// What a plain search still finds where everything withheld is to be gone, the proof never varied.
    /// But for what an approval binds: changed, the record would be another one, that nobody approved.
    fn left_over(&mut self, erased: &Content, bound: &[Rule], viewpoint: &Viewpoint) {
        for (rule, used) in usage::count(erased, &self.facts, viewpoint) {
            if used <= bound.iter().filter(|part| part.searched() == rule).count() {
                continue;
            }
            let reported =
                |it: &Failure| matches!(it, Failure::NeverVaried { rule: reported, .. } if *reported == rule);
            if !self.proof.failures.iter().any(reported) {
                self.proof.failures.push(Failure::NeverVaried { rule, used });
            }
        }
    }
}
