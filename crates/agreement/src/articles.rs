//! Which articles of two projects are one: by their number in one project's history, by equal texts, by
//! address, by outlet and title.

use shirushi_model::{Article, ArticleId, Project};
use std::collections::{BTreeSet, HashMap, VecDeque};

/// How it was seen that two articles are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sameness {
    /// It came into the project before the two parted: the same number, and the time it came in.
    History,
    /// The same text, character by character.
    Text,
    /// The same address.
    Address,
    /// The same outlet and title.
    Title,
}

/// One article in two projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticlePair {
    /// In the one.
    pub ours: ArticleId,
    /// In the other.
    pub theirs: ArticleId,
    /// How that was seen.
    pub by: Sameness,
}

/// The articles of two projects two by two. Each is in one pair at most.
pub fn pair_articles(ours: &Project, theirs: &Project) -> Vec<ArticlePair> {
    let mut pairs = Vec::new();
    let mut open = Unpaired {
        ours: ours.articles.iter().map(AsRef::as_ref).collect(),
        theirs: theirs.articles.iter().map(AsRef::as_ref).collect(),
    };
    if ours.id == theirs.id {
        open.pair(Sameness::History, &mut pairs, |article| Some((article.id, article.added)));
    }
    open.pair(Sameness::Text, &mut pairs, |article| Some(&*article.text));
    let said = |words: &str| !words.trim().is_empty();
    open.pair(Sameness::Address, &mut pairs, |article| {
        Some(article.meta.url.trim()).filter(|address| said(address))
    });
    open.pair(Sameness::Title, &mut pairs, |article| {
        Some((&*article.meta.outlet, &*article.meta.title)).filter(|(_, title)| said(title))
    });
    pairs
}

/// The articles that are in no pair yet.
struct Unpaired<'a> {
    ours: Vec<&'a Article>,
    theirs: Vec<&'a Article>,
}

impl<'a> Unpaired<'a> {
    /// Pairs what has the same key, in the order of both lists: of two copies of one text the first with the
    /// first.
    fn pair<K: std::hash::Hash + Eq>(
        &mut self,
        by: Sameness,
        pairs: &mut Vec<ArticlePair>,
        key: impl Fn(&'a Article) -> Option<K>,
    ) {
        let mut there: HashMap<K, VecDeque<ArticleId>> = HashMap::new();
        for article in &self.theirs {
            if let Some(key) = key(article) {
                there.entry(key).or_default().push_back(article.id);
            }
        }
        let mut taken = BTreeSet::new();
        self.ours.retain(|article| {
            let found = key(article).and_then(|key| there.get_mut(&key)?.pop_front());
            let Some(theirs) = found else { return true };
            taken.insert(theirs);
            pairs.push(ArticlePair { ours: article.id, theirs, by });
            false
        });
        self.theirs.retain(|article| !taken.contains(&article.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ArticleMeta, ProjectId, Timestamp};
    use std::sync::Arc;

    fn project(id: u128, articles: &[(u32, i64, &str, &str, &str)]) -> Project {
        let mut project = Project::new(ProjectId::from_random(id), String::new(), Timestamp(0));
        for (number, added, text, url, title) in articles {
            let meta =
                ArticleMeta { url: (*url).to_owned(), title: (*title).to_owned(), ..ArticleMeta::default() };
            let article = Article::new(ArticleId(*number), text, meta, Timestamp(*added));
            project.articles.push_back(Arc::new(article));
        }
        project
    }

    fn pairs(ours: &Project, theirs: &Project) -> Vec<(u32, u32, Sameness)> {
        pair_articles(ours, theirs).iter().map(|pair| (pair.ours.0, pair.theirs.0, pair.by)).collect()
    }

    #[test]
    fn texts_come_before_addresses_and_titles() {
        let ours = project(1, &[(1, 0, "港", "u", "t"), (2, 0, "町", "", "祭り"), (3, 0, "川", "v", "")]);
        let theirs =
            project(2, &[(7, 0, "川が", "v ", ""), (8, 0, "港", "x", ""), (9, 0, "町へ", "", "祭り")]);
        let wanted = [(1, 8, Sameness::Text), (3, 7, Sameness::Address), (2, 9, Sameness::Title)];
        assert_eq!(pairs(&ours, &theirs), wanted);
    }

    #[test]
    fn copies_are_paired_one_by_one_and_nothing_is_no_key() {
        let ours = project(1, &[(1, 0, "港", "", ""), (2, 0, "港", "", ""), (3, 0, "町", " ", " ")]);
        let theirs = project(2, &[(4, 0, "港", "", ""), (5, 0, "川", " ", " ")]);
        assert_eq!(pairs(&ours, &theirs), [(1, 4, Sameness::Text)]);
    }

    #[test]
    fn in_one_history_the_number_counts_when_it_was_given_at_the_same_time() {
        let ours = project(1, &[(1, 5, "港", "", ""), (2, 6, "町", "", "")]);
        let theirs = project(1, &[(1, 5, "港へ", "", ""), (2, 7, "川", "", "")]);
        assert_eq!(pairs(&ours, &theirs), [(1, 1, Sameness::History)]);
    }
}
