//! Small projects for tests: articles, the claims in them and what comparing found, each by its words.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use crate::{Copied, Findings, FoundPair, Place, Topic};
use shirushi_model::*;
use shirushi_session::{Analysed, ClaimPair, Edit, Msg, NewArticle, Session, Verdict, update};
use std::sync::Arc;

/// A session on articles, each an outlet, a day and a text.
pub(crate) fn session(articles: &[(&str, &str, &str)]) -> Session {
    let session = Session::new(ProjectId::from_random(1), "試し".to_owned(), Timestamp(0));
    let new = articles.iter().map(|(outlet, published, text)| {
        let meta = ArticleMeta {
            outlet: (*outlet).to_owned(),
            published: (*published).to_owned(),
            ..ArticleMeta::default()
        };
        NewArticle { text: (*text).to_owned(), meta }
    });
    edit(session, Edit::AddArticles(new.collect()))
}

pub(crate) fn edit(session: Session, edit: Edit) -> Session {
    update(session, Msg::Edit { edit, at: Timestamp(1_760_000_000_000) }).0
}

/// A claim: its words, who says it, how surely.
pub(crate) type Said<'a> = (&'a str, &'a str, SpeakerKind, Certainty);

/// What the machine found in an article: claims, values and names.
pub(crate) fn analysed(
    session: Session,
    article: usize,
    said: &[Said<'_>],
    found: &[(&str, Normalized)],
) -> Session {
    let (id, text) = {
        let article = session.project.articles.get(article).unwrap();
        (article.id, article.text.clone())
    };
    let span = |of: &str| {
        let at = text.find(of).unwrap_or_else(|| panic!("{of}"));
        ByteSpan::new(at, at + of.len())
    };
    let mut analysis = Analysis::default();
    let mut start = 0;
    for sentence in text.split_inclusive('。') {
        let span = ByteSpan::new(start, start + sentence.len());
        analysis.sentences.push(Sentence { span, section: Section::Body });
        start += sentence.len();
    }
    for (words, value) in found {
        let kind = match value {
            Normalized::Calendar(value) if value.value.contains('T') => EntityType::Time,
            Normalized::Calendar(_) => EntityType::Date,
            Normalized::Quantity(_) => EntityType::Quantity,
        };
        analysis.entities.push(Entity {
            span: span(words),
            kind,
            canonical: (*words).to_owned(),
            normalized: Some(value.clone()),
            score: 1.0,
        });
    }
    analysis.entities.sort_by_key(|entity| entity.span.start);
    for (words, speaker, source, certainty) in said {
        analysis.claims.push(Claim {
            span: span(words),
            sentence: 0,
            kind: ClaimType::Event,
            facets: Vec::new(),
            speaker: (!speaker.is_empty()).then(|| ClaimSpeaker {
                span: None,
                entities: Vec::new(),
                name: (*speaker).to_owned(),
                kind: *source,
                implicit: false,
            }),
            source: *source,
            quotation: if speaker.is_empty() { Quotation::None } else { Quotation::Indirect },
            cue: None,
            certainty: *certainty,
            modality: None,
            polarity: Polarity::Positive,
            tense: Tense::Past,
            entities: Vec::new(),
            worthiness: 1,
            rules: Vec::new(),
            predicate: None,
        });
    }
    analysis.claims.sort_by_key(|claim| claim.span.start);
    let model = Creator::Model { name: "試し".to_owned(), version: "1".to_owned() };
    let analysed = Arc::new(Analysed { analysis, model });
    update(session, Msg::Analysed { article: id, analysed }).0
}

pub(crate) fn place(session: &Session, article: usize, words: &str) -> Place {
    let article = session.project.articles.get(article).unwrap();
    let at = article.text.find(words).unwrap_or_else(|| panic!("{words}"));
    Place::new(article.id, ByteSpan::new(at, at + words.len()))
}

/// Two claims of which the words named clash.
pub(crate) fn apart(
    session: &Session,
    (one, a, a_words): (usize, &str, &str),
    (other, b, b_words): (usize, &str, &str),
    relation: Relation,
    difference: Difference,
) -> FoundPair {
    let evidence = |article, words: &str| {
        Some(Evidence { span: Some(place(session, article, words).span), text: words.to_owned() })
    };
    let code = ReasonCode::OtherNumber;
    let reason = Reason { code, a: evidence(one, a_words), b: evidence(other, b_words), text: String::new() };
    FoundPair {
        a: place(session, one, a),
        b: place(session, other, b),
        relation,
        difference: Some(difference),
        reason: reason.clone(),
        differences: vec![SlotDifference { relation, difference, reason }],
        shared: Vec::new(),
        unsure: false,
        copied: false,
    }
}

/// Two claims that agree.
pub(crate) fn together(session: &Session, (one, a): (usize, &str), (other, b): (usize, &str)) -> FoundPair {
    let reason = Reason { code: ReasonCode::SameContent, a: None, b: None, text: String::new() };
    FoundPair {
        a: place(session, one, a),
        b: place(session, other, b),
        relation: Relation::Agree,
        difference: None,
        reason,
        differences: Vec::new(),
        shared: vec![SharedValue {
            kind: Difference::Number,
            a: Evidence { span: None, text: a.to_owned() },
            b: Evidence { span: None, text: b.to_owned() },
        }],
        unsure: false,
        copied: false,
    }
}

/// Findings with these topics.
pub(crate) fn findings(topics: Vec<(&str, Vec<FoundPair>)>) -> Findings {
    let topics = topics.into_iter().map(|(words, pairs)| {
        let mut claims: Vec<Place> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        claims.sort();
        claims.dedup();
        Topic { words: vec![words.to_owned()], independent: 2, claims, pairs }
    });
    Findings { topics: topics.collect(), copies: Vec::<Copied>::new() }
}

pub(crate) fn relate(pair: &FoundPair, relation: Relation, verdict: Verdict) -> Edit {
    Edit::Relate {
        pairs: vec![ClaimPair { a: pair.a.pair(), b: pair.b.pair(), relation, difference: pair.difference }],
        verdict,
        creator: Creator::Person { name: "早瀬".to_owned() },
        by: "早瀬".to_owned(),
    }
}

pub(crate) fn number(value: f64, unit: &str) -> Normalized {
    let (kind, iso, modifier) = (QuantityKind::Count, None, None);
    Normalized::Quantity(QuantityValue { value, unit: unit.to_owned(), kind, iso, modifier })
}

pub(crate) fn day(value: &str) -> Normalized {
    Normalized::Calendar(CalendarValue { value: value.to_owned(), modifier: None, anchor: None })
}

/// Three articles of the ropeway: 38人, ４１人 and about 40; who was hurt is told by two.
pub(crate) fn ropeway() -> (Session, Findings) {
    let session = session(&[
        ("北嶺日報", "2025-10-13", "12日、乗客38人が取り残された。消防署によると、けが人はいなかった。"),
        (
            "東都新聞",
            "2025-10-13",
            "乗客41人が取り残された。関係者によると、2人が搬送された。ロープが外れた。",
        ),
        ("北嶺放送", "", "11日、およそ40人が取り残された。"),
    ]);
    let outlet = SpeakerKind::Outlet;
    let session = analysed(
        session,
        0,
        &[
            ("乗客38人が取り残された", "", outlet, Certainty::Asserted),
            ("けが人はいなかった", "消防署", SpeakerKind::Organization, Certainty::Denied),
        ],
        &[("12日", day("2025-10-12")), ("38人", number(38.0, "人"))],
    );
    let session = analysed(
        session,
        1,
        &[
            ("乗客41人が取り残された", "", outlet, Certainty::Asserted),
            ("2人が搬送された", "関係者", SpeakerKind::Unnamed, Certainty::Reported),
            ("ロープが外れた", "", outlet, Certainty::Asserted),
        ],
        &[("41人", number(41.0, "人"))],
    );
    let session = analysed(
        session,
        2,
        &[("およそ40人が取り残された", "", outlet, Certainty::Asserted)],
        &[("11日", day("2025-10-11")), ("およそ40人", number(40.0, "人"))],
    );
    let (a, b, c) = ("乗客38人が取り残された", "乗客41人が取り残された", "およそ40人が取り残された");
    let people = vec![
        apart(&session, (0, a, "38人"), (1, b, "41人"), Relation::Contradict, Difference::Number),
        together(&session, (0, a), (2, c)),
        together(&session, (1, b), (2, c)),
    ];
    let hurt = vec![apart(
        &session,
        (0, "けが人はいなかった", "いなかった"),
        (1, "2人が搬送された", "搬送された"),
        Relation::Differ,
        Difference::Existence,
    )];
    let findings = findings(vec![("乗客", people), ("けが", hurt)]);
    (session, findings)
}
