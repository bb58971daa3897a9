//! A comparison as files and other programs get it: the articles as [`super::document`] gives them, then
//! groups of claims and shared sentences that refer to them.

use super::{Document, TokenList, document};
use serde::Serialize;
use shirushi_model::{
    Analysis, ByteSpan, ClaimGroup, ClaimPair, ClaimRef, Comparison, Difference, Evidence, Provenance,
    ReasonCode, Relation, SentenceRef, SharedSentence, SharedValue, SlotDifference, TextIndex,
};

/// An article with its name.
#[derive(Debug, Clone, Copy)]
pub struct NamedArticle<'a> {
    /// What the caller calls it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its analysis, of exactly this text.
    pub analysis: &'a Analysis,
}

/// The comparison of some articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparisonDocument {
    /// The articles in the order given.
    pub articles: Vec<Document>,
    /// Propositions that at least two articles speak of, discrepancies first.
    pub groups: Vec<Group>,
    /// Sentences that two articles share nearly word for word.
    pub copies: Vec<Copies>,
}

/// Claims about one proposition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// `g1`, `g2` …, in order.
    pub id: String,
    /// Words the claims share, the most telling first.
    pub topic: Vec<String>,
    /// The claims.
    pub claims: Vec<ClaimName>,
    /// How many of the articles do not repeat another one's sentence here.
    pub independent: u32,
    /// Every pair of claims from different articles.
    pub pairs: Vec<Pair>,
}

/// A claim of one of the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimName {
    /// The article's name.
    pub article: String,
    /// The claim's id there.
    pub id: String,
}

/// Two claims and how they stand to each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The claim of the earlier article.
    pub a: ClaimName,
    /// The other.
    pub b: ClaimName,
    /// How they stand to each other.
    pub relation: Relation,
    /// In what they differ; null when they agree.
    pub kind: Option<Difference>,
    /// Why, in Japanese.
    pub reason: String,
    /// Why, for programs.
    pub reason_code: ReasonCode,
    /// The words of the first claim it rests on.
    pub a_value: Option<Words>,
    /// The words of the second.
    pub b_value: Option<Words>,
    /// Everything in which they differ, the gravest first.
    pub differences: Vec<Differs>,
    /// What both tell and was found equal.
    pub shared: Vec<Shares>,
    /// How alike the claims are, 0 to 1.
    pub similarity: f64,
    /// How likely it is that a reader would say the same of this pair, 0 to 1.
    pub score: f64,
    /// Whether they stand in sentences that are shared nearly word for word.
    pub copied: bool,
}

/// One thing in which two claims differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Differs {
    /// How grave it is: `differ` or `contradict`.
    pub relation: Relation,
    /// In what.
    pub kind: Difference,
    /// Why, in Japanese.
    pub reason: String,
    /// Why, for programs.
    pub reason_code: ReasonCode,
    /// The words of the first claim.
    pub a_value: Option<Words>,
    /// The words of the second.
    pub b_value: Option<Words>,
}

/// One thing that both claims tell alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shares {
    /// What kind of thing.
    pub kind: Difference,
    /// The words of the first claim.
    pub a_value: Words,
    /// The words of the second.
    pub b_value: Words,
}

/// Words a judgement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// As they are written, or as they were understood.
    pub text: String,
    /// First code point, when they stand in one place.
    pub start: Option<u32>,
    /// Code point after the last.
    pub end: Option<u32>,
}

/// A sentence two articles share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Copies {
    /// Where it stands in the earlier article.
    pub a: TextPlace,
    /// Where it stands in the other.
    pub b: TextPlace,
    /// The share of the shorter one's runs of eight characters that the longer one has, 0 to 1.
    pub similarity: f64,
}

/// A piece of one of the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPlace {
    /// The article's name.
    pub article: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text itself.
    pub exact: String,
}

/// The document of a comparison. `comparison` must be of exactly these articles in this order.
pub fn comparison_document(
    articles: &[NamedArticle<'_>],
    comparison: &Comparison,
    provenance: &Provenance,
    tokens: TokenList,
) -> ComparisonDocument {
    let indexes: Vec<TextIndex> = articles.iter().map(|article| TextIndex::new(article.text)).collect();
    let namer = Namer { articles, indexes: &indexes };
    ComparisonDocument {
        articles: articles
            .iter()
            .map(|article| document(article.name, article.text, article.analysis, provenance, tokens))
            .collect(),
        groups: comparison
            .groups
            .iter()
            .enumerate()
            .map(|(number, group)| namer.group(number, group))
            .collect(),
        copies: comparison.copies.iter().filter_map(|shared| namer.copies(shared)).collect(),
    }
}

/// Turns positions in lists into names, and bytes into code points.
struct Namer<'a> {
    articles: &'a [NamedArticle<'a>],
    indexes: &'a [TextIndex],
}

impl Namer<'_> {
    fn group(&self, number: usize, group: &ClaimGroup) -> Group {
        Group {
            id: format!("g{}", number + 1),
            topic: group.topic.clone(),
            claims: group.claims.iter().map(|&claim| self.claim(claim)).collect(),
            independent: group.independent,
            pairs: group.pairs.iter().map(|pair| self.pair(pair)).collect(),
        }
    }

    fn claim(&self, claim: ClaimRef) -> ClaimName {
        let article = self.articles.get(claim.article as usize).map_or("", |article| article.name);
        ClaimName { article: article.to_owned(), id: format!("c{}", claim.claim + 1) }
    }

    fn pair(&self, pair: &ClaimPair) -> Pair {
        Pair {
            a: self.claim(pair.a),
            b: self.claim(pair.b),
            relation: pair.relation,
            kind: pair.difference,
            reason: pair.reason.text.clone(),
            reason_code: pair.reason.code,
            a_value: pair.reason.a.as_ref().map(|evidence| self.words(pair.a.article, evidence)),
            b_value: pair.reason.b.as_ref().map(|evidence| self.words(pair.b.article, evidence)),
            differences: pair.differences.iter().map(|found| self.differs(pair, found)).collect(),
            shared: pair.shared.iter().map(|value| self.shares(pair, value)).collect(),
            similarity: thousandths(pair.similarity),
            score: thousandths(pair.score),
            copied: pair.copied,
        }
    }

    fn differs(&self, pair: &ClaimPair, found: &SlotDifference) -> Differs {
        let SlotDifference { relation, difference, reason } = found;
        Differs {
            relation: *relation,
            kind: *difference,
            reason: reason.text.clone(),
            reason_code: reason.code,
            a_value: reason.a.as_ref().map(|evidence| self.words(pair.a.article, evidence)),
            b_value: reason.b.as_ref().map(|evidence| self.words(pair.b.article, evidence)),
        }
    }

    fn shares(&self, pair: &ClaimPair, value: &SharedValue) -> Shares {
        Shares {
            kind: value.kind,
            a_value: self.words(pair.a.article, &value.a),
            b_value: self.words(pair.b.article, &value.b),
        }
    }

    fn words(&self, article: u32, evidence: &Evidence) -> Words {
        let chars = evidence.span.and_then(|span| self.chars(article, span));
        Words {
            text: evidence.text.clone(),
            start: chars.map(|chars| chars.0),
            end: chars.map(|chars| chars.1),
        }
    }

    fn chars(&self, article: u32, span: ByteSpan) -> Option<(u32, u32)> {
        let text = self.articles.get(article as usize)?.text;
        let chars = self.indexes.get(article as usize)?.char_span(text, span);
        Some((chars.start, chars.end))
    }

    fn copies(&self, shared: &SharedSentence) -> Option<Copies> {
        Some(Copies {
            a: self.place(shared.a)?,
            b: self.place(shared.b)?,
            similarity: thousandths(shared.similarity),
        })
    }

    fn place(&self, place: SentenceRef) -> Option<TextPlace> {
        let article = self.articles.get(place.article as usize)?;
        let span = article.analysis.sentences.get(place.sentence as usize)?.span;
        let (start, end) = self.chars(place.article, span)?;
        let exact = span.slice(article.text)?.to_owned();
        Some(TextPlace { article: article.name.to_owned(), start, end, exact })
    }
}

fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}
