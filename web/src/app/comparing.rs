//! What the articles say of the same things: when other articles are there and things are quiet, the worker compares them, and
//! what it found comes back as places. What people judge of it goes into the project like every other judgement.

use super::App;
use crate::act::Maker;
use crate::comparing::{Found, Place, found};
use crate::ports::clock;
use shirushi_model::{Analysis, ArticleId, Comparison, Creator, Difference, Relation};
use shirushi_session::{Edit, Msg, Verdict};
use std::rc::Rc;
use std::sync::Arc;
use yew::Context;

/// What was compared last, and what is on its way.
#[derive(Default)]
pub(super) struct Comparing {
    /// What was sent, in its order: the text and the day are what the answer depends on.
    sent: Vec<(ArticleId, Arc<str>, String)>,
    /// The answer has not come yet.
    pub(super) under_way: bool,
    pub(super) found: Rc<Found>,
    /// The claim for which another is looked for, to relate the two.
    pub(super) relating: Option<Place>,
    /// How much of what was found is shown.
    pub(super) shown: Shown,
    /// The pair that was looked into last: whoever comes back comes back to it.
    pub(super) last: Option<(Place, Place)>,
}

/// Which pairs are shown, and of how many topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) what: What,
    pub(crate) topics: usize,
    /// Only pairs with a claim of this article.
    pub(crate) article: Option<ArticleId>,
    /// Only pairs that differ in this.
    pub(crate) difference: Option<Difference>,
    /// Only pairs that were judged, or that were not.
    pub(crate) judged: Option<bool>,
}

impl Default for Shown {
    fn default() -> Self {
        Self { what: What::Apart, topics: TOPICS, article: None, difference: None, judged: None }
    }
}

/// So many topics are drawn at first.
pub(crate) const TOPICS: usize = 40;

/// Which pairs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// Those that contradict each other or differ.
    Apart,
    /// Those of which the machine is less sure.
    Unsure,
    /// Those that agree.
    Agreeing,
    /// Those that people set apart as not comparable.
    Dismissed,
    /// Sentences shared nearly word for word.
    Copies,
}

impl App {
    /// Sends the articles to be compared, unless they are those that were compared last.
    pub(super) fn compare(&mut self) {
        let Some(engine) = self.engine.as_ref().filter(|engine| engine.pending() == 0) else { return };
        let articles = &self.session.project.articles;
        let same = self.ui.comparing.sent.len() == articles.len()
            && articles.iter().zip(&self.ui.comparing.sent).all(|(article, (id, text, date))| {
                article.id == *id && Arc::ptr_eq(&article.text, text) && article.meta.published == *date
            });
        if same {
            return;
        }
        let texts: Vec<_> = articles
            .iter()
            .map(|article| (article.id, article.text.clone(), article.meta.published.clone()))
            .collect();
        if texts.len() < 2 {
            self.ui.comparing.sent = texts;
            self.ui.comparing.under_way = false;
            self.ui.comparing.found = Rc::default();
        } else if engine.compare(texts.iter().map(|(_, text, date)| (&**text, date.as_str()))) {
            self.ui.comparing.sent = texts;
            self.ui.comparing.under_way = true;
        }
    }

    /// What the worker found came back.
    pub(super) fn compared(&mut self, comparison: Comparison) {
        let comparing = &mut self.ui.comparing;
        comparing.under_way = false;
        let analyses: Option<Vec<(ArticleId, &Analysis)>> = comparing
            .sent
            .iter()
            .map(|(id, _, _)| Some((*id, &self.session.analysed(*id)?.analysis)))
            .collect();
        if let Some(found) = analyses.and_then(|analyses| found(comparison, &analyses)) {
            comparing.found = Rc::new(found);
        }
    }

    /// A person says how two claims stand to each other.
    pub(super) fn relate(
        &mut self,
        ctx: &Context<Self>,
        (a, b): (Place, Place),
        (relation, difference): (Relation, Option<Difference>),
        verdict: Verdict,
        maker: Maker,
    ) {
        let by = self.preferences.annotator.clone();
        let model = self.session.analysed(a.0).map(|analysed| analysed.model.clone());
        let creator = match (maker, model) {
            (Maker::Machine, Some(model)) => model,
            _ => Creator::Person { name: by.clone() },
        };
        self.ui.comparing.relating = None;
        let edit = Edit::Relate { a, b, relation, difference, verdict, creator, by };
        self.change(ctx, Msg::Edit { edit, at: clock::now() });
    }
}
