//! Sources (誰が誰を): whose words carry a story, how surely they speak, who is heard by one outlet alone;
//! and which sentences went from one outlet to another, so that repetition is not taken for confirmation. It
//! gives no score of trust to anybody.

use crate::table::{RowKind, Table};
use crate::{Claims, Findings, Place};
use shirushi_model::{Certainty, Quotation, SpeakerKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Who is quoted by whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources {
    /// Whoever speaks: people, bodies, sources without a name, the outlets themselves; of each kind those
    /// with the most claims first.
    pub speakers: Vec<Source>,
    /// One for each article: of how much of it is whose words.
    pub shares: Vec<Shares>,
    /// Sentences shared nearly word for word, in the order of the first article.
    pub copies: Vec<CopiedSentence>,
    /// How many for each two articles that share any, and the highest likeness.
    pub pairs: Vec<CopiedPair>,
    /// Groups in which all agree, and in how many of them at least two articles do not repeat each other.
    pub confirmed: Confirmed,
}

/// Whoever speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The name; empty for narration and for sources that nobody describes.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Its claims in each article that has any, in the order of the articles.
    pub heard: Vec<Heard>,
    /// How many in all.
    pub claims: usize,
}

impl Source {
    /// Whether one article alone has heard it.
    pub fn is_heard_once(&self) -> bool {
        self.heard.len() == 1
    }
}

/// The claims of one speaker in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The article, by its place in the project.
    pub column: usize,
    /// In the order of its text.
    pub claims: Vec<HeardClaim>,
}

/// One claim of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeardClaim {
    /// Where.
    pub place: Place,
    /// How surely.
    pub certainty: Certainty,
    /// Whether it is in their own words.
    pub quotation: Quotation,
}

/// Whose words an article is made of, in claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    /// All of them.
    pub claims: usize,
    /// Of people and bodies with a name.
    pub named: usize,
    /// Of sources without one.
    pub unnamed: usize,
    /// In somebody's own words.
    pub direct: usize,
    /// Characters of the article, and how many of them stand in sentences that another article has too.
    pub characters: usize,
    /// See `characters`.
    pub copied: usize,
}

/// A sentence that two articles have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CopiedSentence {
    /// The one that came out first, where that is known; else the one that stands first in the project.
    pub first: Place,
    /// The other.
    pub second: Place,
    /// How nearly, 0 to 1.
    pub similarity: f32,
    /// Whether it is known which came out first.
    pub direction: Direction,
}

/// Which way a sentence went, as far as days of publication tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the first to the second: that came out on an earlier day. Both may have it from a third.
    Forward,
    /// Nobody can say: on one day, or a day is not known.
    Unknown,
}

/// Two articles that share sentences.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CopiedPair {
    /// The earlier in the project.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How many.
    pub sentences: usize,
    /// The highest likeness.
    pub similarity: f32,
}

/// How much agreement is more than repetition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Groups in which all agree.
    pub agreeing: usize,
    /// Those in which, copies taken as one, at least two articles still say so.
    pub independent: usize,
}

/// Who is quoted by whom in a project.
pub fn sources(claims: &Claims, table: &Table, findings: &Findings) -> Sources {
    let mut speakers: BTreeMap<(SpeakerOrder, String), Source> = BTreeMap::new();
    let mut shares = vec![Shares::default(); claims.outlets.len()];
    for told in &claims.all {
        let (kind, quotation) = (told.source(), told.mark.quotation.unwrap_or(Quotation::None));
        // Every outlet is its own narrator: one line for all of them, each in its column.
        let name = if kind == SpeakerKind::Outlet { "" } else { told.speaker() };
        let source = speakers.entry((SpeakerOrder::of(kind), name.to_owned())).or_insert_with(|| Source {
            name: name.to_owned(),
            kind,
            heard: Vec::new(),
            claims: 0,
        });
        source.claims += 1;
        let claim = HeardClaim { place: told.place, certainty: told.mark.certainty, quotation };
        match source.heard.last_mut().filter(|heard| heard.column == told.column) {
            Some(heard) => heard.claims.push(claim),
            None => source.heard.push(Heard { column: told.column, claims: vec![claim] }),
        }
        if let Some(share) = shares.get_mut(told.column) {
            share.claims += 1;
            share.named += usize::from(matches!(kind, SpeakerKind::Person | SpeakerKind::Organization));
            share.unnamed += usize::from(kind == SpeakerKind::Unnamed);
            share.direct += usize::from(quotation == Quotation::Direct);
        }
    }
    let mut speakers: Vec<(SpeakerOrder, Source)> =
        speakers.into_iter().map(|((order, _), source)| (order, source)).collect();
    speakers.sort_by_key(|(order, source)| {
        (*order, Reverse(source.claims), source.heard.first().map(first_place))
    });
    let copies = copies(claims, findings);
    count_copied(claims, &copies, &mut shares);
    let pairs = pairs(claims, &copies);
    let agreeing = table.rows.iter().take(table.standing).filter(|row| row.kind == RowKind::Agree);
    let confirmed = agreeing.fold(Confirmed::default(), |all, row| Confirmed {
        agreeing: all.agreeing + 1,
        independent: all.independent + usize::from(row.independent > 1),
    });
    Sources {
        speakers: speakers.into_iter().map(|(_, source)| source).collect(),
        shares,
        copies,
        pairs,
        confirmed,
    }
}

fn first_place(heard: &Heard) -> Option<(usize, Place)> {
    heard.claims.first().map(|claim| (heard.column, claim.place))
}

/// People, bodies, those without a name, the outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SpeakerOrder {
    Person,
    Organization,
    Unnamed,
    Outlet,
}

impl SpeakerOrder {
    fn of(kind: SpeakerKind) -> Self {
        match kind {
            SpeakerKind::Person => Self::Person,
            SpeakerKind::Organization => Self::Organization,
            SpeakerKind::Unnamed => Self::Unnamed,
            SpeakerKind::Outlet => Self::Outlet,
        }
    }
}

fn copies(claims: &Claims, findings: &Findings) -> Vec<CopiedSentence> {
    let published: HashMap<_, &str> = claims
        .project()
        .articles
        .iter()
        .map(|article| (article.id, article.meta.published.as_str()))
        .collect();
    let day = |place: Place| published.get(&place.article).copied().filter(|day| !day.is_empty());
    let there = findings
        .copies
        .iter()
        .filter(|copy| claims.column(copy.a.article).is_some() && claims.column(copy.b.article).is_some());
    there
        .map(|copy| {
            let turned = day(copy.a).zip(day(copy.b)).map(|(a, b)| a.cmp(b));
            let (first, second, direction) = match turned {
                Some(std::cmp::Ordering::Less) => (copy.a, copy.b, Direction::Forward),
                Some(std::cmp::Ordering::Greater) => (copy.b, copy.a, Direction::Forward),
                _ => (copy.a, copy.b, Direction::Unknown),
            };
            CopiedSentence { first, second, similarity: copy.similarity, direction }
        })
        .collect()
}

fn count_copied(claims: &Claims, copies: &[CopiedSentence], shares: &mut [Shares]) {
    let mut seen: std::collections::BTreeSet<Place> = std::collections::BTreeSet::new();
    for place in copies.iter().flat_map(|copy| [copy.first, copy.second]) {
        let share = claims.column(place.article).and_then(|column| shares.get_mut(column));
        if let Some(share) = share.filter(|_| seen.insert(place)) {
            share.copied += claims.text(place).chars().count();
        }
    }
    for (share, article) in shares.iter_mut().zip(&claims.project().articles) {
        share.characters = article.text.chars().count();
    }
}

fn pairs(claims: &Claims, copies: &[CopiedSentence]) -> Vec<CopiedPair> {
    let mut pairs: BTreeMap<(usize, usize), CopiedPair> = BTreeMap::new();
    for copy in copies {
        let (Some(a), Some(b)) = (claims.column(copy.first.article), claims.column(copy.second.article))
        else {
            continue;
        };
        let (a, b) = (a.min(b), a.max(b));
        let pair = pairs.entry((a, b)).or_insert(CopiedPair { a, b, sentences: 0, similarity: 0.0 });
        pair.sentences += 1;
        pair.similarity = pair.similarity.max(copy.similarity);
    }
    pairs.into_values().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

    use super::*;
    use crate::Copied;
    use crate::staging::{place, ropeway};
    use crate::table::table;

    #[test]
    fn who_speaks_where_and_how_surely() {
        let (session, findings) = ropeway();
        let claims = Claims::of(&session);
        let found = sources(&claims, &table(&claims, &findings), &findings);
        let told: Vec<(&str, usize, bool)> =
            found.speakers.iter().map(|one| (one.name.as_str(), one.claims, one.is_heard_once())).collect();
        assert_eq!(told, [("消防署", 1, true), ("関係者", 1, true), ("", 4, false)]);
        assert_eq!(found.speakers[0].heard[0].claims[0].certainty, Certainty::Denied);
        let shares: Vec<(usize, usize, usize)> =
            found.shares.iter().map(|share| (share.claims, share.named, share.unnamed)).collect();
        assert_eq!(shares, [(2, 1, 0), (3, 0, 1), (1, 0, 0)]);
        assert_eq!(found.confirmed, Confirmed::default());
    }

    #[test]
    fn copies_go_from_the_earlier_day() {
        let (mut session, mut findings) = ropeway();
        let copy = |session, a: (usize, &str), b: (usize, &str)| Copied {
            a: place(session, a.0, a.1),
            b: place(session, b.0, b.1),
            similarity: 0.9,
        };
        findings.copies = vec![
            copy(&session, (0, "12日、乗客38人が取り残された。"), (1, "乗客41人が取り残された。")),
            copy(&session, (1, "ロープが外れた。"), (2, "11日、およそ40人が取り残された。")),
        ];
        let earlier = session.project.articles[1].clone();
        let meta = shirushi_model::ArticleMeta { published: "2025-10-12".to_owned(), ..earlier.meta.clone() };
        session = crate::staging::edit(session, shirushi_session::Edit::SetMeta(earlier.id, meta));
        let claims = Claims::of(&session);
        let found = sources(&claims, &table(&claims, &findings), &findings);
        let told: Vec<(Direction, usize)> = found
            .copies
            .iter()
            .map(|copy| (copy.direction, claims.column(copy.first.article).unwrap()))
            .collect();
        assert_eq!(told, [(Direction::Forward, 1), (Direction::Unknown, 1)]);
        assert_eq!(
            found.pairs.iter().map(|pair| (pair.a, pair.b, pair.sentences)).collect::<Vec<_>>(),
            [(0, 1, 1), (1, 2, 1)]
        );
        assert!(found.shares[0].copied > 10 && found.shares[0].copied < found.shares[0].characters);
    }
}
