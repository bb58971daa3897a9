//! From judged pairs to groups: in a group, every pair of claims from different articles has been judged. The
//! most alike pairs come first and take others in; what fits no group whole makes one of its own, so no
//! judgement is lost.

use shirushi_model::{ClaimGroup, ClaimPair, ClaimRef, Relation};
use std::collections::{BTreeMap, HashMap};

/// A group never has more claims: what two hundred outlets say alike is shown in several groups.
const MOST_CLAIMS: usize = 32;
/// Nor more of one article.
const MOST_OF_ONE_ARTICLE: usize = 2;
/// A claim looks at so many of the groups it is in.
const MOST_GROUPS_OF_A_CLAIM: usize = 8;

/// Groups of claims; topics are not filled in.
pub(super) fn group(pairs: Vec<ClaimPair>) -> Vec<ClaimGroup> {
    let judged: HashMap<(ClaimRef, ClaimRef), usize> =
        pairs.iter().enumerate().map(|(at, pair)| ((pair.a, pair.b), at)).collect();
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|&one, &other| match (pairs.get(one), pairs.get(other)) {
        (Some(one), Some(other)) => {
            other.similarity.total_cmp(&one.similarity).then((one.a, one.b).cmp(&(other.a, other.b)))
        }
        _ => one.cmp(&other),
    });
    let mut builder =
        Builder { judged, groups: Vec::new(), of_claim: BTreeMap::new(), placed: vec![false; pairs.len()] };
    for at in order {
        let placed = builder.placed.get(at).copied().unwrap_or(true);
        if let Some(pair) = pairs.get(at).filter(|_| !placed) {
            builder.place(pair.a, pair.b);
        }
    }
    finish(pairs, builder.groups)
}

struct Members {
    claims: Vec<ClaimRef>,
    pairs: Vec<usize>,
}

struct Builder {
    judged: HashMap<(ClaimRef, ClaimRef), usize>,
    groups: Vec<Members>,
    of_claim: BTreeMap<ClaimRef, Vec<usize>>,
    placed: Vec<bool>,
}

impl Builder {
    fn place(&mut self, a: ClaimRef, b: ClaimRef) {
        for (inside, joins) in [(a, b), (b, a)] {
            let groups = self.of_claim.get(&inside).cloned().unwrap_or_default();
            for group in groups.into_iter().take(MOST_GROUPS_OF_A_CLAIM) {
                if self.can_join(group, joins) {
                    self.join(group, joins);
                    return;
                }
            }
        }
        self.groups.push(Members { claims: Vec::new(), pairs: Vec::new() });
        let group = self.groups.len() - 1;
        self.join(group, a);
        self.join(group, b);
    }

    fn pair(&self, one: ClaimRef, other: ClaimRef) -> Option<usize> {
        self.judged.get(&(one.min(other), one.max(other))).copied()
    }

    /// Whether a claim has been compared with all of a group that are not of its article.
    fn can_join(&self, group: usize, claim: ClaimRef) -> bool {
        let Some(members) = self.groups.get(group) else { return false };
        let of_article = members.claims.iter().filter(|member| member.article == claim.article).count();
        if members.claims.len() >= MOST_CLAIMS || of_article >= MOST_OF_ONE_ARTICLE {
            return false;
        }
        let (mut pairs, mut new) = (0, 0);
        for &member in members.claims.iter().filter(|member| member.article != claim.article) {
            let Some(pair) = self.pair(member, claim) else { return false };
            pairs += 1;
            new += usize::from(self.placed.get(pair) == Some(&false));
        }
        // Most of what it brings in is not yet told elsewhere, so that all groups together stay in proportion
        // to the judgements.
        2 * new >= pairs
    }

    fn join(&mut self, group: usize, claim: ClaimRef) {
        let others: Vec<ClaimRef> =
            self.groups.get(group).map(|members| members.claims.clone()).unwrap_or_default();
        if others.contains(&claim) {
            return;
        }
        let pairs: Vec<usize> = others
            .iter()
            .filter(|member| member.article != claim.article)
            .filter_map(|&member| self.pair(member, claim))
            .collect();
        for &pair in &pairs {
            if let Some(placed) = self.placed.get_mut(pair) {
                *placed = true;
            }
        }
        if let Some(members) = self.groups.get_mut(group) {
            members.claims.push(claim);
            members.pairs.extend(pairs);
        }
        self.of_claim.entry(claim).or_default().push(group);
    }
}

fn finish(pairs: Vec<ClaimPair>, groups: Vec<Members>) -> Vec<ClaimGroup> {
    let mut finished: Vec<ClaimGroup> = groups
        .into_iter()
        .map(|mut members| {
            members.claims.sort_unstable();
            let mut own: Vec<ClaimPair> =
                members.pairs.iter().filter_map(|&at| pairs.get(at).cloned()).collect();
            own.sort_by_key(|pair| (pair.a, pair.b));
            let independent = independent(&members.claims, &own);
            ClaimGroup { topic: Vec::new(), claims: members.claims, pairs: own, independent }
        })
        .collect();
    order(&mut finished);
    finished
}

/// Discrepancies first, the gravest before the others; then in the order of the text.
pub(super) fn order(groups: &mut [ClaimGroup]) {
    groups.sort_by_key(|group| {
        let gravest = group.pairs.iter().map(|pair| pair.relation).max().unwrap_or(Relation::Agree);
        (std::cmp::Reverse(gravest), group.claims.clone())
    });
}

/// How many articles are left when those that share the sentence count as one.
pub(super) fn independent(claims: &[ClaimRef], pairs: &[ClaimPair]) -> u32 {
    let mut articles: Vec<u32> = claims.iter().map(|claim| claim.article).collect();
    articles.dedup();
    let mut parents: Vec<usize> = (0..articles.len()).collect();
    let root = |parents: &[usize], mut at: usize| {
        while let Some(&parent) = parents.get(at).filter(|&&parent| parent != at) {
            at = parent;
        }
        at
    };
    for pair in pairs.iter().filter(|pair| pair.copied) {
        let at = |claim: ClaimRef| articles.binary_search(&claim.article).ok();
        if let (Some(one), Some(other)) = (at(pair.a), at(pair.b)) {
            let (one, other) = (root(&parents, one), root(&parents, other));
            if let Some(parent) = parents.get_mut(one.max(other)) {
                *parent = one.min(other);
            }
        }
    }
    parents.iter().enumerate().filter(|&(at, &parent)| at == parent).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{Reason, ReasonCode};

    fn claim(article: u32, claim: u32) -> ClaimRef {
        ClaimRef { article, claim }
    }

    fn pair(a: ClaimRef, b: ClaimRef, similarity: f32, copied: bool) -> ClaimPair {
        let reason = Reason { code: ReasonCode::SameContent, a: None, b: None, text: String::new() };
        ClaimPair {
            a,
            b,
            relation: Relation::Agree,
            difference: None,
            reason,
            differences: Vec::new(),
            shared: Vec::new(),
            similarity,
            score: similarity,
            copied,
        }
    }

    #[test]
    fn all_of_a_group_are_judged_and_no_judgement_is_lost() {
        let (a, b, c, d) = (claim(0, 0), claim(1, 0), claim(2, 0), claim(2, 5));
        let pairs = vec![
            pair(a, b, 0.9, true),
            pair(a, c, 0.8, false),
            pair(b, c, 0.7, false),
            pair(a, d, 0.6, false),
        ];
        let groups = group(pairs);
        let claims: Vec<_> = groups.iter().map(|group| group.claims.clone()).collect();
        assert_eq!(claims, [vec![a, b, c], vec![a, d]]);
        assert_eq!(groups.iter().map(|group| group.pairs.len()).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(groups.iter().map(|group| group.independent).collect::<Vec<_>>(), [2, 2]);
    }
}
