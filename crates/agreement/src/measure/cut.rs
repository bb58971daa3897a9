//! How articles are cut for counting: into tokens, which are labelled, and into pieces, which are drawn.

use super::resampling::{ENOUGH_ARTICLES, Pieces};
use shirushi_model::{Analysis, Article, ArticleId, ByteSpan};
use std::collections::BTreeMap;

/// An article in tokens and sentences, both in order and disjoint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// What is labelled by κ and α.
    pub tokens: Vec<ByteSpan>,
    /// What is drawn for intervals.
    pub sentences: Vec<ByteSpan>,
}

impl Cut {
    /// As the analysis cuts it.
    pub fn of_analysis(analysis: &Analysis) -> Self {
        let tokens = &analysis.tokens;
        Self {
            tokens: (0..tokens.len()).filter_map(|token| tokens.span(token)).collect(),
            sentences: analysis.sentences.iter().map(|sentence| sentence.span).collect(),
        }
    }

    /// Where no analysis is: every character that is no blank is a token, every line a sentence.
    pub fn of_characters(text: &str) -> Self {
        let characters = text.char_indices().filter(|(_, c)| !c.is_whitespace());
        let tokens = characters.map(|(at, c)| ByteSpan::new(at, at + c.len_utf8())).collect();
        let mut start = 0;
        let mut sentences = Vec::new();
        for line in text.split_inclusive('\n') {
            sentences.push(ByteSpan::new(start, start + line.len()));
            start += line.len();
        }
        Self { tokens, sentences }
    }
}

/// The articles that are counted, with where their pieces begin.
pub(super) struct CountedArticles<'a> {
    pub(super) articles: Vec<(&'a Article, Cut)>,
    pub(super) pieces: Pieces,
    /// How many pieces there are.
    pub(super) count: usize,
    /// The number of the first piece of each article.
    first: BTreeMap<ArticleId, (usize, usize)>,
}

impl<'a> CountedArticles<'a> {
    pub(super) fn of(articles: Vec<&'a Article>, cuts: &BTreeMap<ArticleId, Cut>) -> Self {
        let cut = |article: &Article| match cuts.get(&article.id) {
            Some(cut) => cut.clone(),
            None => Cut::of_characters(&article.text),
        };
        let articles: Vec<(&Article, Cut)> =
            articles.into_iter().map(|article| (article, cut(article))).collect();
        let is_many = articles.len() >= ENOUGH_ARTICLES;
        let pieces = if is_many { Pieces::Articles } else { Pieces::Sentences };
        let mut count = 0;
        let mut first = BTreeMap::new();
        for (at, (article, cut)) in articles.iter().enumerate() {
            first.insert(article.id, (at, count));
            count += if is_many { 1 } else { cut.sentences.len().max(1) };
        }
        Self { articles, pieces, count, first }
    }

    /// The piece in which a position of an article lies; what stands between sentences goes with the one
    /// before.
    pub(super) fn piece(&self, article: ArticleId, position: u32) -> usize {
        let Some(&(at, first)) = self.first.get(&article) else { return 0 };
        if self.pieces == Pieces::Articles {
            return first;
        }
        let sentences = self.articles.get(at).map(|(_, cut)| cut.sentences.as_slice()).unwrap_or_default();
        first + sentences.partition_point(|sentence| sentence.start <= position).saturating_sub(1)
    }

    /// The piece of every token, in the order of the articles.
    pub(super) fn token_pieces(&self) -> impl Iterator<Item = usize> {
        self.articles
            .iter()
            .flat_map(|(article, cut)| cut.tokens.iter().map(|token| self.piece(article.id, token.start)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ArticleMeta, Timestamp};

    #[test]
    fn characters_and_lines_stand_for_tokens_and_sentences() {
        let cut = Cut::of_characters("𠮷野 家\n港\n");
        let text = "𠮷野 家\n港\n";
        let said: Vec<_> = cut.tokens.iter().filter_map(|span| span.slice(text)).collect();
        assert_eq!(said, ["𠮷", "野", "家", "港"]);
        assert_eq!(cut.sentences.len(), 2);
        assert_eq!(Cut::of_characters(""), Cut::default());
    }

    #[test]
    fn a_position_lies_in_the_piece_of_its_sentence() {
        let article = |id| Article::new(ArticleId(id), "港\n町\n", ArticleMeta::default(), Timestamp(0));
        let (one, two) = (article(1), article(2));
        let ground = CountedArticles::of(vec![&one, &two], &BTreeMap::new());
        assert_eq!((ground.pieces, ground.count), (Pieces::Sentences, 4));
        let at = |id, position| ground.piece(ArticleId(id), position);
        assert_eq!([at(1, 0), at(1, 3), at(1, 4), at(2, 0), at(2, 99)], [0, 0, 1, 2, 3]);
        let many: Vec<Article> = (0..20).map(article).collect();
        let ground = CountedArticles::of(many.iter().collect(), &BTreeMap::new());
        assert_eq!((ground.pieces, ground.count, ground.piece(ArticleId(7), 5)), (Pieces::Articles, 20, 7));
    }
}
