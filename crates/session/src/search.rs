//! Finding things again in all articles of a project: in their texts, in what was marked and noted, among
//! those who speak.
//!
//! Half-width and full-width forms, upper and lower case, composed and decomposed kana count as the same, as
//! do a character with and without a variation selector; what else does is the person's choice
//! ([`Variants`]). A word is also found in its other forms where an article is analysed: 話す finds 話した.
//! 竜 is not 龍. There is no ranking: hits come in the order of the articles and of their text.

pub use crate::folded::{Sameness, Variants, fold, loose};

use crate::folded::Folded;
use crate::{Analysed, Focus, MarkKind, Session};
use memchr::memmem::Finder;
use shirushi_model::{
    Annotation, Article, ArticleId, Body, ByteSpan, Certainty, Creator, EntityType, ProjectId, Status,
    grapheme_span, in_order,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The most hits [`Index::find`] gives: more than anyone steps through, few enough to be drawn at once.
pub const LIMIT: usize = 1000;

/// One place where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// In which article.
    pub article: ArticleId,
    /// Where in its text; whole graphemes.
    pub span: ByteSpan,
    /// What was found there: text, a mark, or what the machine suggests.
    pub focus: Focus,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words. Blanks around them do not count. Without any, texts are not searched, and every mark that
    /// passes the filter is found.
    pub text: String,
    /// Where.
    pub within: Within,
    /// What counts as the same.
    pub variants: Variants,
    /// What is left out.
    pub filter: Filter,
}

/// Where something is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Within {
    /// In the texts.
    #[default]
    Text,
    /// In what is marked or suggested: its words, its note, its one name, its tag.
    Marks,
    /// Among those who make claims.
    Speakers,
}

/// What is left out. `None` leaves nothing out. In texts only the outlet counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Marks of another kind.
    pub kind: Option<Kind>,
    /// Claims of another certainty, and what is no claim.
    pub certainty: Option<Certainty>,
    /// What stands otherwise.
    pub stand: Option<Stand>,
    /// What somebody else made or judged.
    pub by: Option<String>,
    /// Articles of another outlet.
    pub outlet: Option<String>,
}

/// A kind of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Claims.
    Claim,
    /// Highlights.
    Highlight,
    /// Entities of any type.
    Entities,
    /// Entities of one type.
    Entity(EntityType),
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// A person made or accepted it.
    Judged,
    /// The machine suggests it.
    Suggested,
    /// A person rejected it.
    Rejected,
}

/// What a search has made of the texts, so that the next one need not. Follows the session by itself; an
/// empty one is as good as any other, only slower once.
///
/// ```
/// use shirushi_model::{ArticleMeta, ProjectId, Timestamp};
/// use shirushi_session::{Edit, Msg, NewArticle, Session, search, update};
///
/// let session = Session::new(ProjectId::from_random(7), "会談".to_owned(), Timestamp(0));
/// let article = NewArticle { text: "ＮＡＴＯは、ｶﾞｲﾄﾞを出した。".to_owned(), meta: ArticleMeta::default() };
/// let edit = Edit::AddArticles(vec![article]);
/// let (session, _) = update(session, Msg::Edit { edit, at: Timestamp(1) });
/// let mut index = search::Index::default();
/// for query in ["nato", "ガイド"] {
///     let query = search::Query { text: query.to_owned(), ..search::Query::default() };
///     assert_eq!(index.find(&session, &query).len(), 1);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Index {
    of: Option<(ProjectId, Variants)>,
    articles: HashMap<ArticleId, Shadow>,
}

/// An article as a search sees it.
#[derive(Debug)]
struct Shadow {
    of: Arc<str>,
    text: Folded,
    lemmas: Option<(Arc<Analysed>, Folded)>,
}

impl Shadow {
    /// Whether it has all there is of the article.
    fn is_of(&self, session: &Session, article: &Article) -> bool {
        let analysed = session.analysed(article.id).map(Arc::as_ptr);
        self.lemmas.as_ref().map(|(analysed, _)| Arc::as_ptr(analysed)) == analysed
    }
}

impl Index {
    /// What is found, in the order of the articles and of their text. Takes time linear in the length of the
    /// texts and the number of marks, and gives at most [`LIMIT`] hits.
    pub fn find(&mut self, session: &Session, query: &Query) -> Vec<Hit> {
        self.follow(session, query);
        let needle = Folded::of_query(query.text.trim(), query.variants).text;
        let outlet = query.filter.outlet.as_ref();
        let articles = session.project.articles.iter();
        // Gathered once: the project keeps them by number, not by article.
        let mut marks: HashMap<ArticleId, Vec<&Annotation>> = HashMap::new();
        if query.within != Within::Text {
            for annotation in session.project.annotations.values() {
                marks.entry(annotation.article).or_default().push(annotation);
            }
        }
        let mut hits = Vec::new();
        for article in articles.filter(|article| outlet.is_none_or(|outlet| article.meta.outlet == *outlet)) {
            match query.within {
                Within::Text => hits.extend(self.in_text(article, &needle).into_iter().map(|span| Hit {
                    article: article.id,
                    span,
                    focus: Focus::Text(span),
                })),
                Within::Marks | Within::Speakers => {
                    let places = self.in_text(article, &needle);
                    let sought = Sought { session, article, query, needle: &needle, places };
                    hits.extend(sought.among(marks.get(&article.id).map(Vec::as_slice).unwrap_or_default()));
                }
            }
            if hits.len() >= LIMIT {
                hits.truncate(LIMIT);
                break;
            }
        }
        hits
    }

    /// Makes ready what a search with these variants will need of one article more; whether there was any.
    /// For whoever has time before the first letter is typed.
    pub fn prepare(&mut self, session: &Session, variants: Variants) -> bool {
        self.keep_to(session, variants);
        let is_ready = |article: &&Arc<Article>| {
            self.articles.get(&article.id).is_some_and(|shadow| shadow.is_of(session, article))
        };
        let next = session.project.articles.iter().find(|article| !is_ready(article));
        if let Some(article) = next {
            self.take(session, article, variants);
        }
        next.is_some()
    }

    /// Makes what is missing, and forgets what is gone.
    fn follow(&mut self, session: &Session, query: &Query) {
        self.keep_to(session, query.variants);
        for article in &session.project.articles {
            self.take(session, article, query.variants);
        }
    }

    /// Forgets what is gone.
    fn keep_to(&mut self, session: &Session, variants: Variants) {
        let of = Some((session.project.id.clone(), variants));
        if self.of != of {
            self.articles.clear();
            self.of = of;
        }
        self.articles.retain(|id, shadow| {
            session.project.article(*id).is_some_and(|article| Arc::ptr_eq(&article.text, &shadow.of))
        });
    }

    fn take(&mut self, session: &Session, article: &Article, variants: Variants) {
        let shadow = self.articles.entry(article.id).or_insert_with(|| Shadow {
            of: article.text.clone(),
            text: Folded::of(&article.text, variants),
            lemmas: None,
        });
        if !shadow.is_of(session, article) {
            shadow.lemmas = session.analysed(article.id).map(|analysed| {
                let lemmas = Folded::of_lemmas(&analysed.analysis.tokens, &article.text, variants);
                (analysed.clone(), lemmas)
            });
        }
    }

    /// Where an article has these words, as they are written or in another form.
    fn in_text(&self, article: &Article, needle: &str) -> Vec<ByteSpan> {
        let Some(shadow) = self.articles.get(&article.id).filter(|_| !needle.is_empty()) else {
            return Vec::new();
        };
        let finder = Finder::new(needle);
        let found =
            |folded: &Folded, at: usize| grapheme_span(&article.text, folded.origin(at, at + needle.len()));
        let mut spans: Vec<ByteSpan> =
            finder.find_iter(shadow.text.text.as_bytes()).map(|at| found(&shadow.text, at)).collect();
        if let Some((_, lemmas)) = &shadow.lemmas {
            let whole =
                finder.find_iter(lemmas.text.as_bytes()).filter(|at| lemmas.is_whole(*at, at + needle.len()));
            spans.extend(whole.map(|at| found(lemmas, at)));
        }
        // As it is written comes first where both are found.
        let mut apart: Vec<ByteSpan> = Vec::new();
        for span in in_order(spans, |span| [u64::from(span.start), u64::from(span.end), 0]) {
            if apart.last().is_none_or(|last| !last.overlaps(span)) {
                apart.push(span);
            }
        }
        apart
    }
}

/// What is looked for among the marks of one article.
struct Sought<'a> {
    session: &'a Session,
    article: &'a Article,
    query: &'a Query,
    needle: &'a str,
    /// Where its text has the words.
    places: Vec<ByteSpan>,
}

impl Sought<'_> {
    /// What is found among the marks of the article and what is suggested there.
    fn among(&self, marks: &[&Annotation]) -> Vec<Hit> {
        let id = self.article.id;
        let session = self.session;
        let mut hits = Vec::new();
        let mut add = |span, focus| hits.push(Hit { article: id, span, focus });
        for annotation in marks {
            if let Some(span) = annotation.extent().filter(|span| self.is_sought(annotation, *span)) {
                add(span, Focus::Annotation(annotation.id));
            }
        }
        let filter = &self.query.filter;
        let suggested = filter.stand.is_none_or(|stand| stand == Stand::Suggested) && filter.by.is_none();
        if suggested && self.query.within == Within::Marks && filter.certainty.is_none() {
            for one in session.suggestions(id) {
                let entity = &one.entity;
                let kind = |kind| matches!(kind, Kind::Entities) || kind == Kind::Entity(entity.kind);
                if filter.kind.is_none_or(kind) && self.has(entity.span, [entity.canonical.as_str()]) {
                    add(entity.span, Focus::Suggestion(entity.span));
                }
            }
        }
        if suggested && filter.kind.is_none_or(|kind| kind == Kind::Claim) {
            let judged = marks.iter().filter_map(|annotation| MarkKind::Claim.settled(annotation));
            let mut passed: HashSet<ByteSpan> = judged.collect();
            let claims = session.analysed(id).into_iter().flat_map(|analysed| &analysed.analysis.claims);
            for claim in claims.filter(|claim| passed.insert(claim.span)) {
                let passes = filter.certainty.is_none_or(|certainty| certainty == claim.certainty);
                let found = || match self.query.within {
                    Within::Speakers => self.is_speaker(&session.speaker_name(id, claim)),
                    _ => self.has(claim.span, []),
                };
                if passes && found() {
                    add(claim.span, Focus::Claim(claim.span));
                }
            }
        }
        in_order(hits, |hit| [u64::from(hit.span.start), !u64::from(hit.span.end), 0])
    }

    fn is_sought(&self, annotation: &Annotation, span: ByteSpan) -> bool {
        let filter = &self.query.filter;
        let kind = |kind: Kind| match (&annotation.body, kind) {
            (Body::Claim(_), Kind::Claim) | (Body::Highlight(_), Kind::Highlight) => true,
            (Body::Entity(_), Kind::Entities) => true,
            (Body::Entity(mark), Kind::Entity(one)) => mark.kind == one,
            _ => false,
        };
        let certainty =
            |certainty| matches!(&annotation.body, Body::Claim(claim) if claim.certainty == certainty);
        let stand = match annotation.status {
            Status::Rejected => Stand::Rejected,
            Status::Suggested => Stand::Suggested,
            Status::Accepted => Stand::Judged,
        };
        let passes = filter.kind.is_none_or(kind)
            && filter.certainty.is_none_or(certainty)
            && filter.stand.is_none_or(|one| one == stand)
            && filter.by.as_deref().is_none_or(|by| annotators(annotation).any(|name| name == by));
        passes
            && match (&annotation.body, self.query.within) {
                (Body::Relation(_), _) => false,
                (Body::Claim(claim), Within::Speakers) => {
                    claim.speaker.as_ref().is_some_and(|speaker| self.is_speaker(&speaker.name))
                }
                (_, Within::Speakers) => false,
                (Body::Claim(_), _) => self.has(span, [annotation.note.as_str()]),
                (Body::Entity(mark), _) => self.has(span, [annotation.note.as_str(), &mark.canonical]),
                (Body::Highlight(mark), _) => {
                    let tag = self.session.project.tagset.get(mark.tag).map_or("", |tag| &tag.name);
                    self.has(span, [annotation.note.as_str(), tag])
                }
            }
    }

    fn is_speaker(&self, name: &str) -> bool {
        !name.is_empty() && self.says(name)
    }

    /// Whether the words stand in a span of the text, or in one of these.
    fn has<const N: usize>(&self, span: ByteSpan, said: [&str; N]) -> bool {
        let from = self.places.partition_point(|place| place.start < span.start);
        self.needle.is_empty()
            || self.places.get(from).is_some_and(|place| place.end <= span.end)
            || said.into_iter().any(|said| self.says(said))
    }

    fn says(&self, said: &str) -> bool {
        // Most notes are empty.
        self.needle.is_empty()
            || (!said.is_empty() && Folded::of(said, self.query.variants).text.contains(self.needle))
    }
}

/// Those who made or judged an annotation and gave a name.
pub fn annotators(annotation: &Annotation) -> impl Iterator<Item = &str> {
    let creator = match &annotation.creator {
        Creator::Person { name } => Some(name),
        Creator::Model { .. } => None,
    };
    creator.into_iter().chain(&annotation.judged_by).map(String::as_str).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests;
