//! What a row is called: the words by which comparing knows its topic, or, where there are none, because one
//! article alone speaks or people set its claims side by side, the nouns of its claims.
//!
//! 部品の一部に、通常とは異なる摩耗が見られる is 部品・通常・摩耗. Nothing is invented: each word stands so
//! in a claim of the row, in the order of the text. Dates and amounts are no names; they are what outlets
//! differ in.

use super::Row;
use crate::{Claims, Place};
use shirushi_model::{ByteSpan, Entity, EntityType, PartOfSpeech};

/// More words do not tell more.
const MOST: usize = 3;

/// The words a row is called by, at most three; none where its claims have no noun. Of claims that people set
/// side by side, what more than one of them says. Takes time in proportion to the row's claims.
pub fn name(row: &Row, claims: &Claims) -> Vec<String> {
    let mut words: Vec<String> = row.title.clone();
    if words.is_empty() {
        let mut told = row.claims().map(|claim| nouns(claim.place, claims));
        let mut first = told.next().unwrap_or_default();
        let others: Vec<&str> = told.flatten().collect();
        if first.iter().any(|word| others.contains(word)) {
            first.retain(|word| others.contains(word));
        }
        words = first.into_iter().map(str::to_owned).collect();
    }
    words.truncate(MOST);
    words
}

/// What a token is to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NamePart {
    /// A word of its own, or more of the one before it: 強風, 注意報.
    Noun,
    /// The same, unless it describes: 安全 in 安全装置, but not in 安全な.
    Describing,
    /// Only more of the one before it: 者.
    Ending,
    /// It makes a describing noun describe: な.
    Linking,
    /// It ends a word.
    Other,
}

impl NamePart {
    fn of(pos: PartOfSpeech) -> Self {
        match pos {
            PartOfSpeech::CommonNoun
            | PartOfSpeech::VerbalNoun
            | PartOfSpeech::ProperNoun
            | PartOfSpeech::PersonName
            | PartOfSpeech::Surname
            | PartOfSpeech::GivenName
            | PartOfSpeech::OrganizationName
            | PartOfSpeech::PlaceName
            | PartOfSpeech::CountryName => Self::Noun,
            PartOfSpeech::AdjectivalNoun => Self::Describing,
            PartOfSpeech::NounSuffix
            | PartOfSpeech::PersonSuffix
            | PartOfSpeech::PlaceSuffix
            | PartOfSpeech::VerbalNounSuffix => Self::Ending,
            PartOfSpeech::AuxiliaryVerb | PartOfSpeech::AdverbializingParticle => Self::Linking,
            _ => Self::Other,
        }
    }
}

/// The nouns of a claim and the names in it, each once, in the order of the text.
fn nouns(place: Place, claims: &Claims) -> Vec<&str> {
    let Some(analysed) = claims.session().analysed(place.article) else { return Vec::new() };
    let tokens = &analysed.analysis.tokens;
    let told = |span: ByteSpan| claims.text(Place { span, ..place });
    let mut words: Vec<&str> = Vec::new();
    let mut put = |span: ByteSpan| {
        let word = told(span);
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    };
    let mut named = claims.inside(place).peekable();
    let mut word: Option<(ByteSpan, NamePart)> = None;
    let mut from = place.span.start;
    let first = tokens.starts.partition_point(|&start| start < place.span.start);
    for token in first..tokens.len() {
        let (Some(span), Some(&pos)) = (tokens.span(token), tokens.pos.get(token)) else { break };
        if span.end > place.span.end {
            break;
        }
        while named.next_if(|entity| entity.span.end <= span.start).is_some() {}
        let mention = named.peek().filter(|entity| entity.span.start <= span.start);
        if let Some(mention) = mention {
            if let Some((span, _)) = word.take() {
                put(span);
            }
            if is_name(mention) && mention.span.start >= from {
                put(mention.span);
            }
            from = mention.span.end;
            continue;
        }
        let piece = NamePart::of(pos);
        word = match (word, piece) {
            (Some((begun, _)), NamePart::Noun | NamePart::Describing | NamePart::Ending)
                if begun.end == span.start =>
            {
                Some((ByteSpan { start: begun.start, end: span.end }, piece))
            }
            (before, NamePart::Noun | NamePart::Describing) => {
                before.into_iter().for_each(|(span, _)| put(span));
                Some((span, piece))
            }
            (Some((begun, NamePart::Describing)), NamePart::Linking) if begun.end == span.start => None,
            (before, _) => {
                before.into_iter().for_each(|(span, _)| put(span));
                None
            }
        };
    }
    word.into_iter().for_each(|(span, _)| put(span));
    words
}

fn is_name(entity: &Entity) -> bool {
    !matches!(entity.kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

    use super::*;
    use crate::Findings;
    use crate::staging::{analysed, day, edit, place, session};
    use crate::table::table;
    use shirushi_model::{Certainty, Creator, Relation, SpeakerKind, Tokens};
    use shirushi_session::{Analysed, ClaimPair, Edit, Msg, Session, Verdict, update};
    use std::sync::Arc;

    /// Gives an article of one claim its tokens: words with a tilde before a noun, an `=` before one that
    /// describes, a `+` before an ending, a `-` before な and all others with a slash.
    fn told(session: Session, article: usize, tokens: &str, dates: &[&str]) -> Session {
        let found: Vec<_> = dates.iter().map(|date| (*date, day("2025-10-16"))).collect();
        let text = session.project.articles.get(article).unwrap().text.clone();
        let claim = [(text.trim_end_matches('。'), "", SpeakerKind::Outlet, Certainty::Asserted)];
        let session = analysed(session, article, &claim, &found);
        let id = session.project.articles.get(article).unwrap().id;
        let mut analysis = session.analysed(id).unwrap().analysis.clone();
        let mut at = 0;
        for token in tokens.split_inclusive(['~', '=', '+', '-', '/']).filter(|token| !token.is_empty()) {
            let (word, kind) = token.split_at(token.len() - 1);
            let pos = match kind {
                "~" => PartOfSpeech::CommonNoun,
                "=" => PartOfSpeech::AdjectivalNoun,
                "+" => PartOfSpeech::NounSuffix,
                "-" => PartOfSpeech::AuxiliaryVerb,
                _ => PartOfSpeech::CaseParticle,
            };
            let end = at + u32::try_from(word.len()).unwrap();
            push(&mut analysis.tokens, ByteSpan { start: at, end }, pos);
            at = end;
        }
        let model = Creator::Model { name: "試し".to_owned(), version: "1".to_owned() };
        update(session, Msg::Analysed { article: id, analysed: Arc::new(Analysed { analysis, model }) }).0
    }

    fn push(tokens: &mut Tokens, span: ByteSpan, pos: PartOfSpeech) {
        tokens.starts.push(span.start);
        tokens.ends.push(span.end);
        tokens.pos.push(pos);
        tokens.lemma.push(Tokens::SURFACE);
        tokens.reading.push(Tokens::UNKNOWN);
    }

    fn names(session: &Session) -> Vec<String> {
        let claims = Claims::of(session);
        let table = table(&claims, &Findings::default());
        table.rows.iter().map(|row| name(row, &claims).join("・")).collect()
    }

    #[test]
    fn what_one_alone_says_is_called_by_its_nouns() {
        let said = |tokens: &str, dates: &[&str]| {
            let text = tokens.replace(['~', '=', '+', '-', '/'], "") + "。";
            names(&told(session(&[("港湾新聞", "", &text)]), 0, tokens, dates)).concat()
        };
        assert_eq!(
            said("県~は/16日/、/専門~家+と/立ち入り~調査~を/行う/", &["16日"]),
            "県・専門家・立ち入り調査"
        );
        assert_eq!(said("16~日+は/運休~", &["16日"]), "運休", "a date is no name");
        assert_eq!(said("会社~に/慎重=な-対応~を/求めた/", &[]), "会社・対応");
        assert_eq!(said("安全=装置~と/安全=が/", &[]), "安全装置・安全");
        assert_eq!(said("県~と/県~と/市~と/町~と/村~", &[]), "県・市・町");
        assert_eq!(said("行った/", &[]), "", "it is called by the claim itself");
    }

    #[test]
    fn what_people_joined_is_called_by_what_both_say() {
        let (one, other) = ("市~は/窓口~を/設けた/", "電話~の/窓口~が/でき/た/市~");
        let text = |tokens: &str| tokens.replace(['~', '/'], "") + "。";
        let both = session(&[("港湾新聞", "", &text(one)), ("市民日報", "", &text(other))]);
        let both = told(told(both, 0, one, &[]), 1, other, &[]);
        assert_eq!(names(&both), ["市・窓口", "電話・窓口・市"]);
        let pair = ClaimPair {
            a: place(&both, 0, "市は窓口を設けた").pair(),
            b: place(&both, 1, "電話の窓口ができた市").pair(),
            relation: Relation::Agree,
            difference: None,
        };
        let creator = Creator::Person { name: String::new() };
        let verdict = Verdict::Accept;
        let joined = edit(both, Edit::Relate { pairs: vec![pair], verdict, creator, by: String::new() });
        assert_eq!(names(&joined), ["市・窓口"]);
    }
}
