//! Marked text: what is found stands in brackets.

use super::*;
use crate::{Edit, Msg, NewArticle, Verdict, update};
use shirushi_model::*;

fn session(texts: &[&str]) -> Session {
    let tags = vec![("要確認".to_owned(), TagColor::Amber)];
    let session = Session::new(ProjectId::from_random(1), String::new(), Timestamp(0)).with_tags(tags);
    let article = |(n, text): (usize, &&str)| NewArticle {
        text: (*text).to_owned(),
        meta: ArticleMeta { outlet: format!("第{n}新聞"), ..ArticleMeta::default() },
    };
    edit(session, Edit::AddArticles(texts.iter().enumerate().map(article).collect()))
}

fn edit(session: Session, edit: Edit) -> Session {
    update(session, Msg::Edit { edit, at: Timestamp(1) }).0
}

/// Gives the first article these words, each with its lemma.
fn with_tokens(session: Session, words: &[(&str, &str)]) -> Session {
    let article = session.project.articles.head().unwrap().clone();
    let mut tokens = Tokens::default();
    let mut at = 0;
    for (surface, lemma) in words {
        let start = at + article.text[at..].find(surface).unwrap();
        at = start + surface.len();
        tokens.starts.push(start as u32);
        tokens.ends.push(at as u32);
        tokens.pos.push(PartOfSpeech::CommonNoun);
        tokens.lemma.push(tokens.strings.len() as u32);
        tokens.reading.push(Tokens::UNKNOWN);
        tokens.strings.push((*lemma).to_owned());
    }
    let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
    let entity = Entity {
        span: ByteSpan::new(0, words[0].0.len()),
        kind: EntityType::Person,
        canonical: "山田太郎".to_owned(),
        normalized: None,
        score: 0.9,
    };
    let analysis = Analysis { tokens, entities: vec![entity], ..Analysis::default() };
    update(session, Msg::Analysed { article: article.id, analysed: Arc::new(Analysed { analysis, model }) }).0
}

fn query(text: &str, within: Within) -> Query {
    let variants = Variants { kana: Sameness::Same, ..Variants::default() };
    Query { text: text.to_owned(), within, variants, filter: Filter::default() }
}

/// The text in which what is found stands in brackets.
fn bracketed(session: &Session, query: &Query) -> String {
    let mut found = session.project.articles.head().unwrap().text.to_string();
    for hit in Index::default().find(session, query).iter().rev() {
        found.insert(hit.span.end as usize, ']');
        found.insert(hit.span.start as usize, '[');
    }
    found
}

/// Expects the query to be found exactly where brackets stand in the marked text.
#[track_caller]
fn check(text: &str, marked: &str) {
    check_with(text, Variants::default(), marked);
}

#[track_caller]
fn check_with(text: &str, variants: Variants, marked: &str) {
    let session = session(&[&marked.replace(['[', ']'], "")]);
    let query = Query { text: text.to_owned(), variants, ..Query::default() };
    assert_eq!(bracketed(&session, &query), marked, "{text}");
}

#[test]
fn widths_and_cases_are_the_same() {
    check("nhk", "[ＮＨＫ]と[NHK]と[nhk]");
    check("ＮＨＫ", "[NHK]");
    check("１２%", "[12％]増");
    check("ガイド", "[ｶﾞｲﾄﾞ]と[ガイド]と[カ\u{3099}イト\u{3099}]");
    check("ｳﾞｧｲｵﾘﾝ", "[ヴァイオリン]");
    check("ぱ", "[は\u{309A}]と[ぱ]とば");
    check("日 本", "[日　本]");
}

#[test]
fn a_kana_with_a_sound_mark_is_another_kana() {
    check("カ", "ｶﾞと[ｶ]と[カ]とガ");
}

#[test]
fn hits_are_whole_graphemes() {
    check("辻", "[辻\u{E0100}]と[辻]");
    check("👩", "[👩‍🚒]");
    check("が", "[か\u{3099}]");
}

#[test]
fn nothing_is_found_nowhere() {
    check("", "あ");
    check(" 　", "あ　い");
    check("\u{3099}", "か\u{3099}");
}

#[test]
fn hits_do_not_overlap_and_are_limited() {
    check("ああ", "[ああ][ああ]あ");
    let session = session(&[&"あ".repeat(LIMIT + 1)]);
    assert_eq!(Index::default().find(&session, &query("あ", Within::Text)).len(), LIMIT);
}

#[test]
fn kana_and_long_marks_are_the_same_where_asked() {
    let variants = Variants { kana: Sameness::Same, ..Variants::default() };
    check_with("サーバー", variants, "[サーバ]と[サーバー]と[ｻｰﾊﾞｰ]と[さーば]");
    check_with("さーばー", variants, "[サーバ]と[サーバー]");
    check_with("サーバ", variants, "[サーバー]室");
    check_with("ガン", variants, "[がん]と[ガン]と[ｶﾞﾝ]");
    // Two sounds keep their long mark, and one inside a word counts.
    check_with("コピー", variants, "[コピー]とコピ");
    check_with("スキー", variants, "[スキー]が好き、すき");
    check_with("ビル", variants, "ビールと[ビル]");
    check_with("サーバー", Variants::default(), "サーバと[サーバー]");
}

#[test]
fn small_kana_are_the_same_where_asked() {
    let both = Variants { kana: Sameness::Same, small: Sameness::Same };
    check_with("キャノン", both, "[キヤノン]と[キャノン]");
    check_with("ウイルス", both, "[ウィルス]");
    check_with("キャノン", Variants { small: Sameness::Apart, ..both }, "キヤノンと[キャノン]");
}

#[test]
fn words_are_found_in_their_other_forms() {
    let session = session(&["山田氏は話した。話がある。"]);
    let words = [
        ("山田", "山田"),
        ("氏", "氏"),
        ("は", "は"),
        ("話し", "話す"),
        ("た", "た"),
        ("。", "。"),
        ("話", "話"),
        ("が", "が"),
        ("ある", "ある"),
    ];
    let session = with_tokens(session, &words);
    let found = |text: &str| bracketed(&session, &query(text, Within::Text));
    assert_eq!(found("話す"), "山田氏は[話し]た。話がある。");
    assert_eq!(found("話すた"), "山田氏は[話した]。話がある。");
    // A piece of a lemma is no word.
    assert_eq!(found("す"), "山田氏は話した。話がある。");
    assert_eq!(found("話"), "山田氏は[話]した。[話]がある。");
}

#[test]
fn marks_notes_and_speakers_are_found_and_filtered() {
    let session = session(&["山田氏は火災を否定した。", "市場で火災。"]);
    let [first, second] = [0, 1].map(|n| session.project.articles[n].clone());
    let span = |article: &Article, of: &str| {
        let start = article.text.find(of).unwrap();
        ByteSpan::new(start, start + of.len())
    };
    let claim = |certainty| {
        let speaker = Some(Speaker { name: "山田太郎".to_owned(), kind: SpeakerKind::Person });
        Body::Claim(ClaimMark {
            kind: ClaimType::Event,
            speaker,
            certainty,
            quotation: None,
            polarity: None,
            when: None,
        })
    };
    let mark = |article: &Article, of: &str, body, note: &str, by: &str| Edit::Mark {
        article: article.id,
        spans: vec![span(article, of)],
        body,
        note: note.to_owned(),
        by: by.to_owned(),
    };
    let tag = session.project.tagset.tags[0].id;
    let session = with_tokens(session, &[("山田", "山田")]);
    let session = edit(session, mark(&first, "火災を否定した", claim(Certainty::Denied), "ｻｰﾊﾞ室", "佐藤"));
    let session = edit(session, mark(&second, "市場", Body::Highlight(Highlight { tag }), "", "鈴木"));
    let found = |query: &Query| -> Vec<String> {
        let hits = Index::default().find(&session, query);
        let text = |hit: &Hit| {
            hit.span.slice(&session.project.article(hit.article).unwrap().text).unwrap().to_owned()
        };
        hits.iter().map(text).collect()
    };
    let marks = |text: &str| found(&query(text, Within::Marks));
    assert_eq!(marks("火災"), ["火災を否定した"]);
    assert_eq!(marks("サーバー"), ["火災を否定した"], "by its note");
    assert_eq!(marks("太郎"), ["山田"], "by the one name that is suggested");
    assert_eq!(marks("要確認"), ["市場"], "by its tag");
    assert_eq!(marks(""), ["山田", "火災を否定した", "市場"]);
    assert_eq!(found(&query("やまだ", Within::Speakers)), Vec::<String>::new());
    assert_eq!(found(&query("山田", Within::Speakers)), ["火災を否定した"]);
    let filtered = |filter: Filter| found(&Query { filter, ..query("", Within::Marks) });
    let none = Filter::default;
    assert_eq!(filtered(Filter { kind: Some(Kind::Highlight), ..none() }), ["市場"]);
    assert_eq!(filtered(Filter { kind: Some(Kind::Entity(EntityType::Person)), ..none() }), ["山田"]);
    assert_eq!(filtered(Filter { certainty: Some(Certainty::Denied), ..none() }), ["火災を否定した"]);
    assert_eq!(filtered(Filter { certainty: Some(Certainty::Possible), ..none() }), Vec::<String>::new());
    assert_eq!(filtered(Filter { stand: Some(Stand::Suggested), ..none() }), ["山田"]);
    assert_eq!(filtered(Filter { by: Some("鈴木".to_owned()), ..none() }), ["市場"]);
    assert_eq!(filtered(Filter { outlet: Some("第1新聞".to_owned()), ..none() }), ["市場"]);
    let judge = Edit::Judge {
        places: vec![(first.id, span(&first, "山田"))],
        verdict: Verdict::Reject,
        by: "佐藤".to_owned(),
    };
    let session = edit(session.clone(), judge);
    let rejected =
        Query { filter: Filter { stand: Some(Stand::Rejected), ..none() }, ..query("", Within::Marks) };
    assert_eq!(Index::default().find(&session, &rejected).len(), 1);
}

#[test]
fn texts_are_made_ready_one_by_one_and_anew_where_something_changed() {
    let session = with_tokens(session(&["山田氏が話した。", "橋が落ちた。"]), &[("話し", "話す")]);
    let sought = query("話す", Within::Text);
    let mut index = Index::default();
    let steps = |index: &mut Index, session: &Session| {
        (0..9).take_while(|_| index.prepare(session, sought.variants)).count()
    };
    assert_eq!(steps(&mut index, &session), 2);
    assert_eq!(steps(&mut index, &session), 0);
    assert_eq!(index.find(&session, &sought), Index::default().find(&session, &sought));
    // Only what was analysed anew is made anew; other variants are another index.
    let session = with_tokens(session, &[("話し", "話す")]);
    assert_eq!(steps(&mut index, &session), 1);
    assert!(index.prepare(&session, Variants::default()));
}

#[test]
fn an_index_follows_the_session() {
    let mut index = Index::default();
    let before = session(&["火災と火災"]);
    assert_eq!(index.find(&before, &query("火災", Within::Text)).len(), 2);
    let id = before.selection.article.unwrap();
    let after = edit(before, Edit::RemoveArticle(id));
    assert_eq!(index.find(&after, &query("火災", Within::Text)), []);
    let session = with_tokens(session(&["話した"]), &[("話し", "話す")]);
    assert_eq!(index.find(&session, &query("話す", Within::Text)).len(), 1);
}

/// Prints how long a search takes;
/// `cargo test --release -p shirushi-session -- --ignored --nocapture timing`.
#[test]
#[ignore = "prints times, which are looked at and not judged"]
fn timing_of_a_hundred_articles() {
    let sentence = "山田太郎市長は四日、サーバー室の火災について記者団に話した。";
    let text = sentence.repeat(10_000 / sentence.len() + 1);
    let mut session = session(&vec![text.as_str(); 100]);
    for article in session.project.articles.clone() {
        for n in 0..200 {
            let at = text.char_indices().nth(n * 16).unwrap().0;
            let end = text[at..].char_indices().nth(5).unwrap().0;
            let body = Body::Entity(EntityMark {
                kind: EntityType::Person,
                canonical: "山田太郎".to_owned(),
                value: None,
            });
            let spans = vec![ByteSpan::new(at, at + end)];
            let note = "ほかの記事と食い違う。要確認".to_owned();
            session =
                edit(session, Edit::Mark { article: article.id, spans, body, note, by: "佐藤".to_owned() });
        }
    }
    let words: Vec<(&str, &str)> =
        std::iter::repeat_n([("山田", "山田"), ("話し", "話す"), ("た", "た")], text.len() / sentence.len())
            .flatten()
            .collect();
    let session = with_tokens(session, &words);
    let mut index = Index::default();
    for (what, query) in [
        ("first", query("話す", Within::Text)),
        ("text", query("話す", Within::Text)),
        ("nothing", query("見当たらない", Within::Text)),
        ("marks", query("火災", Within::Marks)),
        ("marks, nothing", query("見当たらない", Within::Marks)),
        ("speakers", query("見当たらない", Within::Speakers)),
    ] {
        let started = std::time::Instant::now();
        let hits = index.find(&session, &query).len();
        println!("{what}: {hits} hits in {:?}", started.elapsed());
    }
}
