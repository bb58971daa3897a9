//! Side by side (並べて読む): two or three articles, what both tell joined, and what one alone tells marked
//! in its margin.
//!
//! Says which claims go together and where they stand; where lines are drawn, and how they scroll, is the
//! page's business.

use crate::table::{Row, Table};
use crate::{Claims, Place};
use shirushi_model::{ArticleId, Difference, Relation};
use std::collections::{BTreeMap, HashMap};

/// Articles beside each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SideBySide {
    /// Those that are shown, in the order asked for.
    pub articles: Vec<ArticleId>,
    /// What at least two of them tell, in the order of the first.
    pub links: Vec<Link>,
    /// What one of them alone tells, in the order of their texts.
    pub alone: Vec<Alone>,
}

/// Claims of different articles that tell one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The row of the table it is of.
    pub row: usize,
    /// Each claim, with its place among the articles shown; at least two of them.
    pub ends: Vec<(usize, Place)>,
    /// How each pair of them stands, as places in `ends`.
    pub pairs: Vec<LinkPair>,
    /// The gravest of these.
    pub relation: Relation,
    /// In what they differ most gravely.
    pub difference: Option<Difference>,
}

/// Two ends of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkPair {
    /// The one, as a place in [`Link::ends`].
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How they stand to each other.
    pub relation: Relation,
    /// In what they differ.
    pub difference: Option<Difference>,
    /// Whether a person decided so.
    pub judged: bool,
}

/// A claim that none of the other articles shown makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Alone {
    /// Its article, by its place among those shown.
    pub side: usize,
    /// The claim.
    pub place: Place,
    /// Which articles of the project say it as well, as places in [`Table::columns`]; none when it is the
    /// only one.
    pub elsewhere: Vec<usize>,
}

/// Sets articles side by side. Those that are not in the project, or named twice, are left out.
pub fn side_by_side(table: &Table, claims: &Claims, articles: &[ArticleId]) -> SideBySide {
    let mut shown: Vec<ArticleId> = Vec::new();
    for id in articles {
        if claims.column(*id).is_some() && !shown.contains(id) {
            shown.push(*id);
        }
    }
    let side: HashMap<ArticleId, usize> = shown.iter().enumerate().map(|(side, id)| (*id, side)).collect();
    let mut links = Vec::new();
    let mut linked: HashMap<Place, bool> = HashMap::new();
    let mut elsewhere: BTreeMap<(usize, Place), Vec<usize>> = BTreeMap::new();
    for (number, row) in table.rows.iter().take(table.standing).enumerate() {
        let found = link(number, row, &side);
        let joined = found.is_some();
        for cell in &row.cells {
            for claim in &cell.claims {
                let Some(&at) = side.get(&claim.place.article) else { continue };
                *linked.entry(claim.place).or_default() |= joined;
                let others = row.cells.iter().map(|other| other.column).filter(|other| *other != cell.column);
                elsewhere.entry((at, claim.place)).or_default().extend(others);
            }
        }
        links.extend(found);
    }
    links.sort_by_key(|link| link.ends.first().copied());
    let alone = elsewhere.into_iter().filter(|((_, place), _)| linked.get(place) != Some(&true));
    let alone = alone.map(|((side, place), mut elsewhere)| {
        elsewhere.sort_unstable();
        elsewhere.dedup();
        Alone { side, place, elsewhere }
    });
    SideBySide { alone: alone.collect(), articles: shown, links }
}

/// What joins the articles shown in a row: the claims of at least two of them that were set side by side.
fn link(number: usize, row: &Row, side: &HashMap<ArticleId, usize>) -> Option<Link> {
    use crate::table::PairVerdict::{Judged, SetAside};
    let shown = row.pairs.iter().filter(|pair| pair.verdict != SetAside).filter_map(|pair| {
        let (a, b) = (side.get(&pair.a.article)?, side.get(&pair.b.article)?);
        Some(((*a, pair.a), (*b, pair.b), pair))
    });
    let (mut ends, mut pairs): (Vec<(usize, Place)>, Vec<_>) = (Vec::new(), Vec::new());
    for (a, b, pair) in shown {
        for end in [a, b] {
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        pairs.push((a, b, pair));
    }
    ends.sort_unstable();
    let at = |end: (usize, Place)| ends.iter().position(|other| *other == end);
    let pairs: Vec<LinkPair> = pairs
        .into_iter()
        .filter_map(|(a, b, pair)| {
            let (relation, difference, judged) = (pair.relation, pair.difference, pair.verdict == Judged);
            Some(LinkPair { a: at(a)?, b: at(b)?, relation, difference, judged })
        })
        .collect();
    let gravest = pairs.iter().max_by_key(|pair| pair.relation)?;
    Some(Link { row: number, relation: gravest.relation, difference: gravest.difference, pairs, ends })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

    use super::*;
    use crate::staging::ropeway;
    use crate::table::table;

    #[test]
    fn what_both_tell_is_joined_and_what_one_tells_stands_alone() {
        let (session, findings) = ropeway();
        let claims = Claims::of(&session);
        let table = table(&claims, &findings);
        let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
        let side = side_by_side(&table, &claims, &[ids[1], ids[0], ids[1], ArticleId(99)]);
        assert_eq!(side.articles, [ids[1], ids[0]]);
        assert_eq!(side.links.len(), 2);
        assert_eq!(side.links[0].relation, Relation::Contradict);
        assert_eq!(side.links[0].ends[0].1.article, ids[1]);
        let texts: Vec<&str> = side.alone.iter().map(|one| claims.text(one.place)).collect();
        assert_eq!(texts, ["ロープが外れた"]);
        assert!(side.alone[0].elsewhere.is_empty());

        let all = side_by_side(&table, &claims, &ids);
        assert_eq!(all.links[0].ends.len(), 3);
        let third = side_by_side(&table, &claims, &[ids[0], ids[2]]);
        let hurt = third.alone.iter().find(|one| claims.text(one.place).starts_with("けが")).unwrap();
        assert_eq!(hurt.elsewhere, [1]);
        assert!(side_by_side(&table, &claims, &[]).links.is_empty());
    }
}
