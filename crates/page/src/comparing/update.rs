//! What the articles say of the same things: when other articles are there and things are quiet, the worker
//! compares them, and what it found comes back as places. What people judge of it goes into the project like
//! every other judgement.

use super::{ComparedPairs, Place, found};
use crate::effect::{Effect, EngineJob};
use crate::outside::Outside;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_model::{Analysis, Article, ArticleId, Comparison, Creator};
use shirushi_results::Findings;
use shirushi_session::{Analysed, ClaimPair, Edit, Verdict};
use std::rc::Rc;
use std::sync::Arc;

/// What was compared last, and what is on its way.
#[derive(Debug, Default)]
pub struct Comparing {
    /// What was sent, in its order, with what the answer depends on.
    sent: Vec<Sent>,
    /// The answer has not come yet.
    pub under_way: bool,
    pub found: Rc<ComparedPairs>,
    /// The claim for which another is looked for, to relate the two.
    pub relating: Option<Place>,
}

/// The identity of an article as it was compared: its text, its day, and the analysis in which the places of
/// its claims stand.
#[derive(Debug)]
struct Sent {
    article: ArticleId,
    text: Arc<str>,
    date: String,
    analysed: Option<Arc<Analysed>>,
}

impl Sent {
    fn is_of(&self, article: &Article, analysed: Option<&Arc<Analysed>>) -> bool {
        self.article == article.id
            && Arc::ptr_eq(&self.text, &article.text)
            && self.date == article.meta.published
            && self.analysed.as_ref().map(Arc::as_ptr) == analysed.map(Arc::as_ptr)
    }
}

impl Comparing {
    /// The engine did not take what was sent: it is sent anew the next time.
    pub(crate) fn not_taken(&mut self) {
        self.sent.clear();
        self.under_way = false;
    }

    /// What was found rests on analyses that are made anew: it is dropped, and an answer on its way is stale.
    pub(crate) fn drop_stale(&mut self) {
        self.not_taken();
        self.found = Rc::default();
    }
}

/// Who set two claims side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    Machine,
    Person,
}

impl Page {
    /// Sends the articles to be compared, unless they are those that were compared last.
    pub(crate) fn compare(&mut self, out: &mut Outside) {
        if !self.project.analysing.is_empty() {
            return;
        }
        let articles = &self.session.project.articles;
        let comparing = &mut self.project.comparing;
        let same = comparing.sent.len() == articles.len()
            && articles
                .iter()
                .zip(&comparing.sent)
                .all(|(article, sent)| sent.is_of(article, self.session.analysed(article.id)));
        if same {
            return;
        }
        let sent = |article: &Arc<Article>| Sent {
            article: article.id,
            text: article.text.clone(),
            date: article.meta.published.clone(),
            analysed: self.session.analysed(article.id).cloned(),
        };
        comparing.sent = articles.iter().map(sent).collect();
        comparing.under_way = comparing.sent.len() >= 2;
        if comparing.under_way {
            let texts = comparing.sent.iter().map(|one| (one.text.clone(), one.date.clone())).collect();
            out.ask(Effect::Engine(EngineJob::Compare(texts)));
        } else {
            comparing.found = Rc::default();
        }
    }

    /// What the worker found came back.
    pub(crate) fn compared(&mut self, comparison: Comparison) {
        let comparing = &mut self.project.comparing;
        // What was asked before analyses were made anew names claims that may be others by now.
        if !std::mem::take(&mut comparing.under_way) {
            return;
        }
        let analysis = |one: &Sent| Some((one.article, self.session.analysed(one.article)?));
        let analyses: Option<Vec<_>> = comparing.sent.iter().map(analysis).collect();
        let analyses: Option<Vec<(ArticleId, &Analysis)>> =
            analyses.map(|all| all.into_iter().map(|(id, analysed)| (id, &analysed.analysis)).collect());
        if let Some(findings) = analyses.as_ref().and_then(|analyses| Findings::of(&comparison, analyses)) {
            self.project.results.findings = Shared::new(findings);
            self.project.results.made = Shared::default();
        }
        if let Some(found) = analyses.and_then(|analyses| found(comparison, &analyses)) {
            comparing.found = Rc::new(found);
        }
    }

    /// A person says how claims stand to each other, two by two.
    pub(crate) fn relate(
        &mut self,
        pairs: Vec<ClaimPair>,
        verdict: Verdict,
        maker: Maker,
        out: &mut Outside,
    ) {
        let Some(first) = pairs.first() else { return };
        let by = self.preferences.annotator.clone();
        let model = self.session.analysed(first.a.0).map(|analysed| analysed.model.clone());
        let creator = match (maker, model) {
            (Maker::Machine, Some(model)) => model,
            _ => Creator::Person { name: by.clone() },
        };
        self.project.comparing.relating = None;
        let edit = Edit::Relate { pairs, verdict, creator, by };
        self.edit(edit, out);
    }
}
