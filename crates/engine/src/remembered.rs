//! The articles of our own page, each with its analysis: a text crosses once and is analysed once, however
//! often it is linked and compared.
//!
//! Whoever asks names analyses by their identity. One that is not remembered is no error: the answer says
//! which are missing. Nothing is thrown out to make room: linking and comparing need all articles of a
//! project at once, and what the page does not want any more it says ([`EngineQuestion::Forget`]).

use shirushi_analysis::{Analyzer, Compared, ComparisonSettings, Linked, Options, compare, link};
use shirushi_model::{
    Analysis, AnalysisId, ArticleId, ArticleMentions, EngineAnswer, EngineQuestion, Entity, Named,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// The page gets differences down to this part of the chance from which they are shown unasked.
const UNSURE: f32 = 0.6;

/// The articles that were put.
#[derive(Default)]
pub(crate) struct Remembered(BTreeMap<ArticleId, RememberedArticle>);

struct RememberedArticle {
    id: AnalysisId,
    text: Arc<str>,
    /// As it was made: nothing in it is linked with other articles.
    analysis: Analysis,
}

impl RememberedArticle {
    fn new(analyzer: &mut Analyzer, id: AnalysisId, text: Arc<str>, day: &str) -> Self {
        // A date somebody typed wrongly is no date: the text is analysed all the same.
        let options = Options { date: day.parse().ok(), ..Options::default() };
        let analysis = analyzer.analyze(&text, &options);
        Self { id, text, analysis }
    }
}

impl Remembered {
    /// Forgets everything: the analyzer is another one.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Answers a question of the page.
    pub(crate) fn answer(&mut self, analyzer: &mut Analyzer, question: EngineQuestion) -> EngineAnswer<'_> {
        match question {
            EngineQuestion::Put { id, text, day } => {
                EngineAnswer::Analysed(Cow::Borrowed(self.put(analyzer, id, text, &day)))
            }
            EngineQuestion::Forget(articles) => {
                for article in articles {
                    self.0.remove(&article);
                }
                EngineAnswer::Forgotten
            }
            EngineQuestion::Link(mentions) => {
                let missing = self.missing(mentions.iter().map(|of| of.of));
                missing.unwrap_or_else(|| EngineAnswer::Linked(self.link(&mentions)))
            }
            EngineQuestion::Compare(ids) => {
                let missing = self.missing(ids.iter().copied());
                missing.unwrap_or_else(|| self.compare(&ids, analyzer))
            }
        }
    }

    /// The analysis of a text, made only if it is not remembered.
    fn put(&mut self, analyzer: &mut Analyzer, id: AnalysisId, text: Arc<str>, day: &str) -> &Analysis {
        let article = match self.0.entry(id.article) {
            Entry::Occupied(remembered) => {
                let remembered = remembered.into_mut();
                if remembered.id != id {
                    *remembered = RememberedArticle::new(analyzer, id, text, day);
                }
                remembered
            }
            Entry::Vacant(place) => place.insert(RememberedArticle::new(analyzer, id, text, day)),
        };
        &article.analysis
    }

    fn get(&self, id: AnalysisId) -> Option<&RememberedArticle> {
        self.0.get(&id.article).filter(|remembered| remembered.id == id)
    }

    /// The answer when some of `ids` are not here.
    fn missing(&self, ids: impl Iterator<Item = AnalysisId>) -> Option<EngineAnswer<'static>> {
        let missing: Vec<AnalysisId> = ids.filter(|id| self.get(*id).is_none()).collect();
        (!missing.is_empty()).then_some(EngineAnswer::Missing(missing))
    }

    /// One name for all mentions of one entity.
    fn link(&self, mentions: &[ArticleMentions]) -> Vec<(AnalysisId, Vec<Named>)> {
        let found = mentions.iter().filter_map(|of| Some((of, self.get(of.of)?)));
        let (articles, mut entities): (Vec<&RememberedArticle>, Vec<Vec<Entity>>) =
            found.map(|(of, article)| (article, of.of_analysis(&article.analysis))).unzip();
        let mut linked: Vec<Linked<'_>> = articles
            .iter()
            .zip(&mut entities)
            .map(|(article, entities)| Linked { text: &article.text, entities })
            .collect();
        link(&mut linked);
        let named = |Entity { span, kind, canonical, .. }| Named { span, kind, canonical };
        articles
            .iter()
            .zip(entities)
            .map(|(article, entities)| (article.id, entities.into_iter().map(named).collect()))
            .collect()
    }

    /// What these articles say of the same things, with differences that are less sure than those shown
    /// unasked.
    fn compare(&mut self, of: &[AnalysisId], analyzer: &Analyzer) -> EngineAnswer<'static> {
        let mut articles: Vec<RememberedArticle> =
            of.iter().filter_map(|id| self.0.remove(&id.article)).collect();
        // Linked only while they are compared: what is remembered is given again as it was made.
        let own: Vec<Vec<Entity>> = articles.iter().map(|one| one.analysis.entities.clone()).collect();
        let mut linked: Vec<Linked<'_>> = articles
            .iter_mut()
            .map(|one| Linked { text: &one.text, entities: &mut one.analysis.entities })
            .collect();
        link(&mut linked);
        let compared: Vec<Compared<'_>> =
            articles.iter().map(|one| Compared { text: &one.text, analysis: &one.analysis }).collect();
        let settings = analyzer.comparison_settings();
        let least = settings.weights.map(|weights| weights.shown * UNSURE);
        let comparison = compare(&compared, &ComparisonSettings { least, ..settings });
        let placed: Vec<(ArticleId, &Analysis)> =
            articles.iter().map(|one| (one.id.article, &one.analysis)).collect();
        // It is about these very analyses, so that every number has its place.
        let comparison = comparison.placed(&placed).unwrap_or_default();
        let of = articles.iter().map(|one| one.id).collect();
        for (mut article, own) in articles.into_iter().zip(own) {
            article.analysis.entities = own;
            self.0.insert(article.id.article, article);
        }
        EngineAnswer::Compared { of, comparison }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_dictionary::Dictionary;
    use shirushi_dictionary::build::{default_pack_path, ensure};
    use shirushi_model::EntityType;

    const TEXTS: [&str; 2] = [
        "佐伯真理子市長が13日に発表した。鷹羽山のロープウェイで乗客38人が取り残された。",
        "佐伯市長は「急ぐ」と述べた。鷹羽山のロープウェイで乗客41人が取り残された。",
    ];

    fn analyzer() -> Analyzer {
        let path = default_pack_path();
        ensure(&path).unwrap();
        Analyzer::new(Arc::new(Dictionary::load(std::fs::read(path).unwrap()).unwrap()))
    }

    fn id(article: u32, generation: u32) -> AnalysisId {
        AnalysisId { article: ArticleId(article), hash: 7, generation }
    }

    fn put(remembered: &mut Remembered, analyzer: &mut Analyzer, id: AnalysisId, text: &str) -> Analysis {
        let question = EngineQuestion::Put { id, text: text.into(), day: "2025-10-14".to_owned() };
        match remembered.answer(analyzer, question) {
            EngineAnswer::Analysed(analysis) => analysis.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    /// Both texts, and their analyses.
    fn both(analyzer: &mut Analyzer) -> (Remembered, [Analysis; 2]) {
        let mut remembered = Remembered::default();
        let analyses = [1, 2].map(|at| put(&mut remembered, analyzer, id(at, 0), TEXTS[at as usize - 1]));
        (remembered, analyses)
    }

    fn compared(remembered: &mut Remembered, analyzer: &mut Analyzer) -> EngineAnswer<'static> {
        match remembered.answer(analyzer, EngineQuestion::Compare(vec![id(1, 0), id(2, 0)])) {
            EngineAnswer::Compared { of, comparison } => EngineAnswer::Compared { of, comparison },
            EngineAnswer::Missing(ids) => EngineAnswer::Missing(ids),
            other => panic!("{other:?}"),
        }
    }

    /// The same identity is the same analysis, whatever is put; another one is another.
    #[test]
    fn nothing_is_analysed_twice() {
        let mut analyzer = analyzer();
        let (mut remembered, [first, _]) = both(&mut analyzer);
        assert_eq!(put(&mut remembered, &mut analyzer, id(1, 0), "別の文。"), first);
        assert_ne!(put(&mut remembered, &mut analyzer, id(1, 1), "別の文。"), first);
    }

    #[test]
    fn a_comparison_says_what_it_was_made_from_and_names_places() {
        let mut analyzer = analyzer();
        let (mut remembered, [_, second]) = both(&mut analyzer);
        let answer = compared(&mut remembered, &mut analyzer);
        let EngineAnswer::Compared { of, comparison } = &answer else { panic!("{answer:?}") };
        assert_eq!(*of, [id(1, 0), id(2, 0)]);
        let pair = comparison.groups.iter().flat_map(|group| &group.pairs).next().unwrap();
        let words = [(pair.a, TEXTS[0]), (pair.b, TEXTS[1])].map(|(at, text)| at.span.slice(text).unwrap());
        assert!(words[0].contains("38人") && words[1].contains("41人"), "{words:?}");
        assert_eq!((pair.a.article, pair.b.article), (ArticleId(1), ArticleId(2)));
        assert_eq!(compared(&mut remembered, &mut analyzer), answer, "the same again");
        // What is remembered was linked only while it was compared.
        assert_eq!(put(&mut remembered, &mut analyzer, id(2, 0), ""), second);
    }

    #[test]
    fn mentions_get_one_name_with_what_people_decided() {
        let mut analyzer = analyzer();
        let (mut remembered, [first, second]) = both(&mut analyzer);
        // 鷹羽山 was rejected in the second text.
        let kept: Vec<Entity> =
            second.entities.iter().filter(|entity| entity.kind != EntityType::Location).cloned().collect();
        assert!(kept.len() < second.entities.len());
        let mentions = vec![
            ArticleMentions::told(id(1, 0), &first, &first.entities),
            ArticleMentions::told(id(2, 0), &second, &kept),
        ];
        let answer = remembered.answer(&mut analyzer, EngineQuestion::Link(mentions));
        let EngineAnswer::Linked(linked) = answer else { panic!("{answer:?}") };
        let named = |at: usize| linked[at].1.iter().map(|named| (named.span, named.kind)).collect::<Vec<_>>();
        let found = |of: &[Entity]| of.iter().map(|entity| (entity.span, entity.kind)).collect::<Vec<_>>();
        assert_eq!((linked[0].0, named(0)), (id(1, 0), found(&first.entities)));
        assert_eq!((linked[1].0, named(1)), (id(2, 0), found(&kept)));
        let surname = &linked[1].1[0];
        assert_eq!((surname.span.slice(TEXTS[1]), surname.canonical.as_str()), (Some("佐伯"), "佐伯真理子"));
    }

    #[test]
    fn what_is_missing_is_said() {
        let mut analyzer = analyzer();
        let (mut remembered, _) = both(&mut analyzer);
        let forget = EngineQuestion::Forget(vec![ArticleId(2), ArticleId(9)]);
        assert_eq!(remembered.answer(&mut analyzer, forget), EngineAnswer::Forgotten);
        assert_eq!(compared(&mut remembered, &mut analyzer), EngineAnswer::Missing(vec![id(2, 0)]));
        put(&mut remembered, &mut analyzer, id(2, 1), TEXTS[1]);
        let of = id(2, 0);
        let link = EngineQuestion::Link(vec![ArticleMentions { of, without: Vec::new(), with: Vec::new() }]);
        assert_eq!(remembered.answer(&mut analyzer, link), EngineAnswer::Missing(vec![of]), "another one");
        remembered.clear();
        let missing = EngineAnswer::Missing(vec![id(1, 0), id(2, 0)]);
        assert_eq!(compared(&mut remembered, &mut analyzer), missing);
    }
}
