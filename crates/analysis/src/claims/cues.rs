//! Where a sentence attributes something to somebody: と述べた, との方針を示した, ことを明らかにした,
//! よう求めた, とみられる.
//!
//! Source, cue and content are those of PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018). Nothing here
//! knows who the source is.

use super::lexicon::CueMark;
use super::nodes::Node;
use super::speakers::is_happening;
use shirushi_model::{Certainty, ClaimRule, PartOfSpeech, WordClass};

/// How a cue attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueKind {
    /// Somebody says it.
    Somebody,
    /// It is said, seen, expected: nobody says by whom.
    Nobody,
    /// Somebody asks: no claim.
    Asked,
}

/// An attribution in a sentence. Numbers are those of nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) kind: CueKind,
    pub(super) rule: ClaimRule,
    /// The node after the content.
    pub(super) content_end: usize,
    /// The quotation that is the content, if it is one.
    pub(super) quote: Option<usize>,
    /// The first node of the words that attribute.
    pub(super) start: usize,
    /// The first node of the verb among them.
    pub(super) verb: usize,
    /// The node after them.
    pub(super) end: usize,
    /// Where what follows goes on.
    pub(super) next: usize,
    /// How surely it is held, when the cue says so, and the nodes that do.
    pub(super) certainty: Option<(Certainty, usize, usize)>,
}

/// The first cue whose content ends after node `from`.
pub(super) fn find(nodes: &[Node<'_>], from: usize) -> Option<Cue> {
    (from + 1..nodes.len()).find_map(|index| {
        let node = nodes.get(index)?;
        let before = nodes.get(index - 1)?;
        let cue = if node.class() == WordClass::Particle && matches!(node.surface, "と" | "って") {
            quotative(nodes, from, index)
        } else if node.pos == PartOfSpeech::DependentNoun && matches!(node.surface, "こと" | "の") {
            fact_object(nodes, index)
        } else if node.surface == "よう" && before.is_predicative() {
            request(nodes, index)
        } else if node.surface == "そう" && node.pos == PartOfSpeech::SpecialAuxiliaryStem {
            hearsay_stem(nodes, index)
        } else if node.surface == "という" {
            named_by_noun(nodes, index, index + 1).or_else(|| hearsay_that(nodes, index))
        } else if node.has(CueMark::Intent)
            && before.is_verb() | (before.lemma == "た") | (before.lemma == "ない")
        {
            intention(nodes, index)
        } else if before.is_quote() && node.surface == "として" {
            // 「名門」として知られる quotes nobody.
            let is_apart = nodes.get(index + 1).is_some_and(Node::is_comma);
            let least = if is_apart { SHORTEST_GROUNDS } else { SHORTEST_GROUNDS + 2 };
            (before.end - before.start >= least).then(|| on_the_grounds(index))
        } else if before.is_quote() {
            bare_subject(nodes, index)
        } else {
            None
        };
        cue.filter(|cue| cue.content_end > from)
    })
}

/// The fewest characters of a quotation before として、, brackets included.
const SHORTEST_GROUNDS: usize = 6;

/// Content + と + what is done with it.
fn quotative(nodes: &[Node<'_>], from: usize, index: usize) -> Option<Cue> {
    let to = nodes.get(index)?;
    let mut content_end = index;
    while content_end > from + 1
        && nodes
            .get(content_end - 1)
            .is_some_and(|n| n.is_comma() || matches!(n.surface, "など" | "とか" | "等" | "だけ"))
    {
        content_end -= 1;
    }
    let before = nodes.get(content_end - 1)?;
    let quote = before.is_quote().then_some(content_end - 1);
    // The dictionary takes と after a plain verb for the と of conditions; right before a word of saying it
    // is not.
    let is_conditional = quote.is_none()
        && to.pos == PartOfSpeech::ConjunctiveParticle
        && saying_at(nodes, index + 1, usize::MAX, content_end).is_none()
        && !says_last(nodes, from, index, content_end);
    if is_conditional {
        return None;
    }
    if nodes.get(index + 1).is_some_and(|n| n.is_particle("の")) {
        return stance(nodes, index, index + 2, content_end, quote);
    }
    if let Some(cue) = named_by_noun_after_say(nodes, index, content_end, quote) {
        return Some(cue);
    }
    let can_hold = quote.is_some()
        || before.is_predicative()
        || before.is_noun()
        || before.class() == WordClass::Particle;
    if !can_hold {
        return None;
    }
    let verb = saying(nodes, index, content_end, quote)?;
    let (mut kind, certainty) = voice(nodes, &verb);
    if verb.how == How::Done && nodes.get(verb.start).is_some_and(is_happening) {
        // 「火が出ている」と119番通報があった: a call is no one.
        kind = CueKind::Nobody;
    }
    let rule = match (quote, verb.how) {
        (Some(_), How::Ended) => ClaimRule::NounEnding,
        (Some(_), How::Said | How::Asked) => ClaimRule::DirectQuote,
        (Some(_), How::Done) => ClaimRule::DirectQuoteGesture,
        (None, _)
            if kind == CueKind::Nobody
                && nodes.get(verb.start)?.has(CueMark::Say)
                && is_hearing(nodes, verb.start) =>
        {
            ClaimRule::Hearsay
        }
        (None, _) if kind == CueKind::Nobody => ClaimRule::Unnamed,
        (None, How::Ended) => ClaimRule::NounEnding,
        (None, _) => ClaimRule::Indirect,
    };
    Some(Cue {
        kind: if verb.how == How::Asked { CueKind::Asked } else { kind },
        rule,
        content_end,
        quote,
        start: index,
        verb: verb.start,
        end: verb.end,
        next: go_on(nodes, verb.end)?,
        certainty: certainty.map(|certainty| (certainty, index, verb.end)),
    })
}

/// In 漁獲枠は減ると、同外交官はみる the sentence ends with the word of saying that と belongs to: nothing
/// else between could be what is said.
fn says_last(nodes: &[Node<'_>], from: usize, index: usize, content_end: usize) -> bool {
    let rest = nodes.get(index + 1..).unwrap_or_default();
    if rest.len() > INDIRECT_GAP {
        return false;
    }
    let is_apart = rest.first().is_some_and(Node::is_comma) || rest.iter().any(|node| node.is_particle("は"));
    let other = |node: &Node<'_>| {
        node.is_quote()
            || matches!(node.surface, "と" | "を" | "って" | "など") && node.class() == WordClass::Particle
    };
    // 質問を受けると、市長は答えた: what is said whole has a subject of its own.
    let is_whole = nodes
        .get(from..content_end)
        .unwrap_or_default()
        .iter()
        .any(|node| matches!(node.surface, "は" | "が" | "も") && node.class() == WordClass::Particle);
    is_apart
        && is_whole
        && !rest.iter().any(other)
        && (index + 1..nodes.len()).rev().any(|at| {
            saying_at(nodes, at, usize::MAX, content_end)
                .is_some_and(|verb| nodes.get(verb.end..).unwrap_or_default().iter().all(Node::is_light))
        })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Said,
    /// A verbal noun without する: と強調。
    Ended,
    /// A verb that is none of saying, after a quotation: と胸を張った.
    Done,
    Asked,
}

struct Saying {
    start: usize,
    end: usize,
    how: How,
}

/// How many nodes may stand between と and its verb when nothing is quoted.
const INDIRECT_GAP: usize = 24;

/// The verb that と at `index` belongs to.
fn saying(nodes: &[Node<'_>], index: usize, content_end: usize, quote: Option<usize>) -> Option<Saying> {
    let mut first = index + 1;
    while nodes.get(first).is_some_and(|n| n.is_comma() || n.is_particle("は") || n.is_particle("も")) {
        first += 1;
    }
    if let Some(verb) = saying_at(nodes, first, index, content_end) {
        return follows(nodes, verb);
    }
    let is_comma = nodes.get(index + 1).is_some_and(Node::is_comma);
    if quote.is_none() && nodes.get(index)?.pos != PartOfSpeech::QuotativeParticle && !is_comma {
        return None;
    }
    let limit = if quote.is_some() { nodes.len() } else { (first + INDIRECT_GAP).min(nodes.len()) };
    let mut said = None;
    let mut done = None;
    for at in first..limit {
        let node = nodes.get(at)?;
        let before = nodes.get(at.checked_sub(1)?)?;
        let ends_clause = node.is_comma() && before.is_predicative() && at > first
            || node.pos == PartOfSpeech::ConjunctiveParticle
                && matches!(node.surface, "が" | "けれど" | "けど" | "し");
        if node.is_quote() || ends_clause {
            break;
        }
        if let Some(verb) = saying_at(nodes, at, usize::MAX, content_end)
            && follows(nodes, Saying { ..verb }).is_some()
        {
            said = Some(verb);
        } else if node.is_verb() && node.lemma != "する"
            || node.pos == PartOfSpeech::VerbalNoun
                && (!before.is_noun() || nodes.get(at + 1).is_some_and(|n| n.lemma == "する"))
        {
            let end = inflected(nodes, at);
            done = Some(Saying { start: at, end, how: How::Done });
        }
    }
    let said = said.and_then(|verb| follows(nodes, verb));
    if said.is_some() || quote.is_none() {
        return said;
    }
    let is_naming = (first..nodes.len()).any(|at| nodes.get(at).is_some_and(|n| n.has(CueMark::Naming)));
    let quoted_much = quote.and_then(|q| nodes.get(q)).is_some_and(|q| q.end - q.start > 7);
    done.filter(|_| !is_naming && quoted_much).and_then(|verb| follows(nodes, verb))
}

/// A word of saying or asking at a node. `particle` is the node of the と right before it, for とした.
fn saying_at(nodes: &[Node<'_>], at: usize, particle: usize, content_end: usize) -> Option<Saying> {
    let node = nodes.get(at)?;
    let next = nodes.get(at + 1);
    let how = if node.lemma == "する" && particle != usize::MAX && at > particle {
        // しようとした is an attempt, 5%とした a decision.
        let before = nodes.get(content_end.checked_sub(1)?)?;
        let is_passive = next.is_some_and(|n| n.lemma == "れる");
        let is_content = before.is_quote()
            || is_passive && before.is_noun()
            || before.is_predicative() && before.lemma != "う" && before.lemma != "よう";
        if !is_content {
            return None;
        }
        How::Said
    } else if node.has(CueMark::Ask) && (node.is_verb() || next.is_some_and(|n| n.lemma == "する")) {
        How::Asked
    } else if node.is_verb() && node.has(CueMark::Say) {
        // と言っていい, と言っても tell of no one who says it.
        let is_idiom = matches!(node.lemma, "いう" | "言う")
            && next.is_some_and(|n| n.surface == "て")
            && nodes.get(at + 2).is_some_and(|n| matches!(n.lemma, "いい" | "よい" | "も" | "良い"));
        if is_idiom {
            return None;
        }
        How::Said
    } else if node.lemma == "明らか" && nodes.get(at + 2).is_some_and(|n| n.lemma == "する") {
        return Some(Saying { start: at, end: inflected(nodes, at + 2), how: How::Said });
    } else if node.is_noun() && node.has(CueMark::SayNoun) {
        match next {
            Some(next) if matches!(next.lemma, "する" | "できる" | "いたす") => How::Said,
            Some(next) if next.is_stop() || next.is_comma() => How::Ended,
            None => How::Ended,
            _ => return None,
        }
    } else {
        return None;
    };
    Some(Saying { start: at, end: inflected(nodes, at), how })
}

/// The node after a verb with all that inflects it.
pub(super) fn inflected(nodes: &[Node<'_>], verb: usize) -> usize {
    let mut end = verb + 1;
    if nodes.get(verb).is_some_and(Node::is_noun)
        && nodes.get(end).is_some_and(|n| matches!(n.lemma, "する" | "できる" | "いたす"))
    {
        end += 1;
    }
    while let Some(node) = nodes.get(end) {
        let goes_on = node.class() == WordClass::AuxiliaryVerb
            || matches!(node.pos, PartOfSpeech::VerbSuffix | PartOfSpeech::DependentVerb)
            || matches!(node.surface, "て" | "で")
                && nodes.get(end + 1).is_some_and(|next| {
                    next.pos == PartOfSpeech::DependentVerb || matches!(next.lemma, "いる" | "おる" | "きた")
                });
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// The verb, unless a noun follows it that it describes: と述べたトランプ氏.
fn follows(nodes: &[Node<'_>], verb: Saying) -> Option<Saying> {
    let Some(next) = nodes.get(verb.end) else { return Some(verb) };
    // …とみる向きもある, …と話す人もいる: some are said to say so.
    if next.is_noun()
        && nodes.get(verb.end + 1).is_some_and(|n| matches!(n.surface, "も" | "が"))
        && nodes
            .get(verb.end + 2)
            .is_some_and(|n| n.has(CueMark::Exist) || matches!(n.lemma, "ある" | "いる"))
    {
        return Some(Saying { end: inflected(nodes, verb.end + 2), ..verb });
    }
    // …と供述していることが分かった: that it is known adds nobody.
    if matches!(next.surface, "こと" | "の")
        && nodes.get(verb.end + 1).is_some_and(|n| n.is_particle("が") || n.is_particle("も"))
        && (verb.end + 2..verb.end + KNOWN_WITHIN).any(|at| {
            nodes.get(at).is_some_and(|n| matches!(n.lemma, "分かる" | "わかる" | "明らか" | "判明"))
        })
    {
        return Some(verb);
    }
    let describes = next.is_noun()
        && !next.has(CueMark::GoOn)
        && !matches!(next.surface, "の" | "ん" | "という" | "よう" | "そう")
        || next.is_quote() && verb.how != How::Ended
        || matches!(next.class(), WordClass::Prefix | WordClass::Adnominal)
        || next.surface == "という" && !ends_with_that(nodes, verb.end + 1);
    (!describes).then_some(verb)
}

/// How many nodes behind the verb 分かった may stand.
const KNOWN_WITHIN: usize = 10;

/// こと + だ or です, up to the end.
fn ends_with_that(nodes: &[Node<'_>], at: usize) -> bool {
    nodes.get(at).is_some_and(|n| matches!(n.surface, "こと" | "もの" | "わけ"))
        && nodes.get(at + 1..).unwrap_or_default().iter().all(Node::is_light)
}

/// という, as against とみられる.
fn is_hearing(nodes: &[Node<'_>], verb: usize) -> bool {
    nodes.get(verb).is_some_and(|n| matches!(n.lemma, "いう" | "言う"))
}

/// What the voice of the verb says: 述べた somebody, 指摘される nobody, とみられる nobody and not surely.
fn voice(nodes: &[Node<'_>], verb: &Saying) -> (CueKind, Option<Certainty>) {
    let words = nodes.get(verb.start..verb.end).unwrap_or_default();
    let lemma = words.first().map_or("", |node| node.lemma);
    let is_passive = words.iter().any(|node| matches!(node.lemma, "れる" | "られる"))
        || matches!(lemma, "見込める" | "思える");
    let certainty = match lemma {
        "みる" | "見る" | "考える" | "思う" | "推定" | "推測" | "疑う" if is_passive => {
            Some(Certainty::Possible)
        }
        "予想" | "予測" | "期待" | "見込む" | "見込める" => Some(Certainty::Predicted),
        _ => None,
    };
    let is_hearsay = matches!(lemma, "いう" | "言う") && words.len() == 1;
    let kind = if is_passive || is_hearsay { CueKind::Nobody } else { CueKind::Somebody };
    (kind, certainty)
}

/// So far behind a noun of stance its verb is looked for, in nodes: a sentence may be long, and the time must
/// not grow with its square.
const STANCE_VERB: usize = 60;

/// との or という + 方針 + を示した, がある.
fn stance(
    nodes: &[Node<'_>],
    start: usize,
    from: usize,
    content_end: usize,
    quote: Option<usize>,
) -> Option<Cue> {
    let noun = (from..from + 6).find(|&at| {
        let is = |at: usize, test: fn(&Node<'_>) -> bool| nodes.get(at).is_some_and(test);
        is(at, |n| n.has(CueMark::Stance)) && !is(at + 1, |n| n.is_noun() && !matches!(n.surface, "として"))
    })?;
    let rest = nodes.get(noun + 1..).unwrap_or_default();
    let particle = rest.first()?;
    let is_copula = matches!(particle.lemma, "だ" | "です") || particle.is_stop();
    let near = || rest.iter().take(STANCE_VERB);
    let limit = near().position(|n| n.is_comma() || n.is_quote()).unwrap_or(STANCE_VERB);
    let verb = near()
        .take(limit)
        .skip(1)
        .position(|n| n.has(CueMark::Show) || n.has(CueMark::Exist) || n.is_verb() || n.lemma == "明らか");
    let verb = verb.map(|offset| noun + 2 + offset);
    let (at, kind) = match verb {
        Some(verb) if !is_copula => {
            let node = nodes.get(verb)?;
            let end = inflected(nodes, verb);
            let is_passive = nodes.get(verb..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"));
            let alone =
                particle.is_particle("が") || particle.is_particle("も") || particle.is_particle("は");
            let exists = node.has(CueMark::Exist) && alone || is_passive;
            (verb, if exists { CueKind::Nobody } else { CueKind::Somebody })
        }
        _ if is_copula => (noun, CueKind::Somebody),
        _ => return None,
    };
    let end = if nodes.get(at).is_some_and(|n| n.lemma == "明らか") {
        inflected(nodes, (at + 2).min(nodes.len()))
    } else {
        inflected(nodes, at)
    };
    let next = nodes.get(end);
    if next
        .is_some_and(|n| n.is_noun() && !n.has(CueMark::GoOn) && !matches!(n.surface, "の" | "ん" | "よう"))
    {
        return None;
    }
    let certainty = match nodes.get(noun)?.surface {
        "可能性" | "懸念" | "疑い" | "観測" | "憶測" | "見方" if kind == CueKind::Nobody => {
            Some(Certainty::Possible)
        }
        "可能性" | "懸念" | "疑い" => Some(Certainty::Possible),
        "見通し" | "予想" | "予測" | "期待" | "方針" | "意向" | "決意" | "計画" | "構え" | "用意" => {
            Some(Certainty::Predicted)
        }
        _ => None,
    };
    let certainty = certainty.map(|certainty| (certainty, noun, noun + 1));
    let rule = if kind == CueKind::Nobody { ClaimRule::UnnamedStance } else { ClaimRule::Stance };
    Some(Cue { kind, rule, content_end, quote, start, verb: at, end, next: go_on(nodes, end)?, certainty })
}

/// という + noun that holds a proposition.
fn named_by_noun(nodes: &[Node<'_>], index: usize, from: usize) -> Option<Cue> {
    let before = nodes.get(index.checked_sub(1)?)?;
    let quote = before.is_quote().then_some(index - 1);
    stance(nodes, index, from, index, quote).filter(|_| quote.is_some() || before.is_predicative())
}

/// と + いう + noun that holds a proposition, when という is two tokens.
fn named_by_noun_after_say(
    nodes: &[Node<'_>],
    index: usize,
    content_end: usize,
    quote: Option<usize>,
) -> Option<Cue> {
    // …という見方, …とする見解.
    nodes.get(index + 1).filter(|n| matches!(n.surface, "いう" | "いった" | "する"))?;
    nodes.get(index + 2).filter(|n| n.is_noun())?;
    stance(nodes, index, index + 2, content_end, quote)
}

/// ということだ at the end.
fn hearsay_that(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let before = nodes.get(index.checked_sub(1)?)?;
    if !before.is_predicative() || !ends_with_that(nodes, index + 1) {
        return None;
    }
    Some(Cue {
        kind: CueKind::Nobody,
        rule: ClaimRule::Hearsay,
        content_end: index,
        quote: None,
        start: index,
        verb: index,
        end: nodes.len(),
        next: nodes.len(),
        certainty: None,
    })
}

/// 伝聞のそうだ at the end.
fn hearsay_stem(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let is_last = nodes.get(index + 1..)?.iter().all(Node::is_light);
    is_last.then_some(Cue {
        kind: CueKind::Nobody,
        rule: ClaimRule::Hearsay,
        content_end: index,
        quote: None,
        start: index,
        verb: index,
        end: nodes.len(),
        next: nodes.len(),
        certainty: None,
    })
}

/// Content + ことを + 明らかにした.
fn fact_object(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    nodes.get(index.checked_sub(1)?).filter(|n| n.is_predicative())?;
    nodes.get(index + 1).filter(|n| matches!(n.surface, "を" | "も" | "は"))?;
    let at = (index + 2..index + 7).find(|&at| {
        nodes.get(at).is_some_and(|n| {
            n.lemma == "明らか"
                || matches!(
                    n.lemma,
                    "発表"
                        | "公表"
                        | "示唆"
                        | "認める"
                        | "明かす"
                        | "伝える"
                        | "報告"
                        | "強調"
                        | "確認"
                        | "表明"
                        | "指摘"
                        | "報じる"
                        | "訴える"
                        | "説明"
                        | "主張"
                        | "否定"
                        | "明言"
                        | "告白"
                )
        })
    })?;
    let verb = if nodes.get(at)?.lemma == "明らか" { (at + 2).min(nodes.len()) } else { at };
    let end = inflected(nodes, verb);
    let how = How::Said;
    follows(nodes, Saying { start: at, end, how })?;
    let denies = nodes.get(at)?.lemma == "否定";
    let is_passive = nodes.get(at..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"))
        || nodes.get(verb).is_some_and(|n| n.lemma == "なる");
    Some(Cue {
        kind: if is_passive { CueKind::Nobody } else { CueKind::Somebody },
        rule: ClaimRule::FactObject,
        content_end: index,
        quote: None,
        start: index,
        verb: at,
        end,
        next: go_on(nodes, end)?,
        certainty: denies.then_some((Certainty::Denied, at, end)),
    })
}

/// Content + よう + 求めた.
fn request(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let from = index + 1 + usize::from(nodes.get(index + 1).is_some_and(|n| n.is_particle("に")));
    let at = (from..from + 7).take_while(|&at| nodes.get(at).is_some_and(|n| !n.is_quote())).find(|&at| {
        nodes
            .get(at)
            .is_some_and(|n| n.has(CueMark::Order) && (n.is_verb() || n.pos == PartOfSpeech::VerbalNoun))
    })?;
    let end = inflected(nodes, at);
    follows(nodes, Saying { start: at, end, how: How::Said })?;
    let is_passive = nodes.get(at..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"));
    if is_passive {
        return None;
    }
    Some(Cue {
        kind: CueKind::Somebody,
        rule: ClaimRule::Request,
        content_end: index,
        quote: None,
        start: index,
        verb: at,
        end,
        next: go_on(nodes, end)?,
        certainty: None,
    })
}

/// How many nodes may stand between 方針を and its verb.
const FAR: usize = 14;

/// Content + 方針を示した.
fn intention(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    nodes.get(index + 1).filter(|n| matches!(n.surface, "を" | "も"))?;
    let at = (index + 2..index + 2 + FAR)
        .take_while(|&at| {
            nodes.get(at).is_some_and(|n| !n.is_quote() && (n.has(CueMark::Show) || !n.is_verb()))
        })
        .find(|&at| nodes.get(at).is_some_and(|n| n.has(CueMark::Show) || n.lemma == "明らか"))?;
    let verb = if nodes.get(at)?.lemma == "明らか" { (at + 2).min(nodes.len()) } else { at };
    let end = inflected(nodes, verb);
    follows(nodes, Saying { start: at, end, how: How::Said })?;
    let is_passive = nodes.get(at..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"));
    let certainty = match nodes.get(index)?.surface {
        "見方" | "認識" => None,
        _ => Some((Certainty::Predicted, index, index + 1)),
    };
    Some(Cue {
        kind: if is_passive { CueKind::Nobody } else { CueKind::Somebody },
        rule: ClaimRule::Intention,
        content_end: index,
        quote: None,
        start: index,
        verb: at,
        end,
        next: go_on(nodes, end)?,
        certainty,
    })
}

/// 「…」彼は述べた, 社長は「…」。
fn bare_subject(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let quote = index - 1;
    let rest = nodes.get(index..)?;
    let particle = rest.iter().position(|n| n.is_particle("は") || n.is_particle("が"))?;
    if particle == 0
        || !rest
            .iter()
            .take(particle)
            .all(|n| n.is_noun() || n.surface == "・" || n.class() == WordClass::Prefix)
    {
        return None;
    }
    let verb = (index + particle + 1..nodes.len())
        .rev()
        .find(|&at| saying_at(nodes, at, usize::MAX, index).is_some())?;
    let is_last = nodes.get(inflected(nodes, verb)..)?.iter().all(Node::is_light);
    (is_last && nodes.get(quote)?.end - nodes.get(quote)?.start > 7).then_some(Cue {
        kind: CueKind::Somebody,
        rule: ClaimRule::TranslatedQuote,
        content_end: index,
        quote: Some(quote),
        start: index,
        verb,
        end: inflected(nodes, verb),
        next: nodes.len(),
        certainty: None,
    })
}

/// 「…」として、
fn on_the_grounds(index: usize) -> Cue {
    Cue {
        kind: CueKind::Somebody,
        rule: ClaimRule::DirectQuote,
        content_end: index,
        quote: Some(index - 1),
        start: index,
        verb: index,
        end: index + 1,
        next: index + 1,
        certainty: None,
    }
}

/// Where the sentence goes on after a cue: after が, て, 、, 上で and the like.
fn go_on(nodes: &[Node<'_>], end: usize) -> Option<usize> {
    let mut next = end;
    while let Some(node) = nodes.get(next) {
        let joins = node.is_comma()
            || node.is_stop()
            || node.class() == WordClass::Particle
            || node.has(CueMark::GoOn) && node.is_noun()
            || matches!(node.surface, "という" | "こと" | "の" | "ん")
            || node.is_light();
        if !joins {
            break;
        }
        next += 1;
        if node.is_comma() {
            break;
        }
    }
    Some(next.min(nodes.len()))
}
