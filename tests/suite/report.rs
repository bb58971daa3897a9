//! The report of the sample project: what was judged and checked in it is made here, and written as a project
//! file beside the reports, of which the command line makes the same.
//!
//! `UPDATE_GOLDEN=1` writes all of `reports/` anew; it is read in the diff.

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use sha2::{Digest, Sha256};
use shirushi_analysis::{
    Analyzer, Compared, ComparisonSettings, EntityModel, Linked, Options, compare, link,
};
use shirushi_dictionary::Dictionary;
use shirushi_exchange::native;
use shirushi_model::{
    Analysis, ArticleId, ArticleMeta, ByteSpan, Creator, Exhibit, Medium, Named, ProjectId, Relation, Stance,
    Timestamp,
};
use shirushi_results::report::{Audience, Provenance, ReportOptions, html, markdown, report};
use shirushi_results::{Claims, Findings, Language};
use shirushi_session::{Analysed, CheckChange, ClaimPair, Edit, Msg, NewArticle, Session, Verdict, update};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let dictionary = Arc::clone(dictionary);
    vec![Trial::test("report of the sample project", move || {
        let model = EntityModel::load(include_bytes!("../../crates/analysis/model/entities.shirushi-model"));
        let mut analyzer = Analyzer::with_model(dictionary, model.map(Arc::new));
        sample(&mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    })]
}

/// 2025-10-15 10:00 in Japan.
const DAY: i64 = 1_760_490_000_000;

fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(of)
}

fn sample(analyzer: &mut Analyzer) -> Result<()> {
    let mut session = opened()?;
    let analyses = analyses(&session, analyzer);
    session = with_analyses(session, &analyses);
    let findings = findings(&session, analyses, analyzer);
    session = judged(session, &findings)?;
    session = checked(session)?;
    let file = native::write(&session.project);
    golden("sample.shirushi.json", &file)?;
    // The project as it is read from the file, and nothing else.
    let project = native::read(file.as_bytes(), native::Limits::default())?.project;
    let mut session = Session::open(project);
    let analyses = self::analyses(&session, analyzer);
    session = with_analyses(session, &analyses);
    let findings = self::findings(&session, analyses, analyzer);
    let claims = Claims::of(&session);
    let engine = analyzer.provenance();
    let hex = Sha256::digest(file.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let provenance = Provenance {
        version: engine.version,
        dictionary: engine.dictionary,
        entity_model: engine.entity_model,
        project: hex,
    };
    let editor = ReportOptions::new(Audience::Editor, Language::Japanese);
    let editor = report(&claims, &findings, &editor, &provenance);
    golden("sample.html", &html(&editor))?;
    golden("sample.md", &markdown(&editor))?;
    let research = ReportOptions::new(Audience::Research, Language::English);
    golden("sample-research.md", &markdown(&report(&claims, &findings, &research, &provenance)))
}

fn golden(name: &str, found: &str) -> Result<()> {
    let path = folder("suite/reports").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return fs::write(path, found).context("what was found can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    for (number, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        ensure!(expected == found, "{name}, line {}: expected {expected}\nfound {found}", number + 1);
    }
    ensure!(expected == found, "{name} has more or fewer lines than before (UPDATE_GOLDEN=1 accepts it)");
    Ok(())
}

pub(crate) fn opened() -> Result<Session> {
    let samples = folder("../crates/page/samples");
    let about: Value = serde_json::from_slice(&fs::read(samples.join("sample.json"))?)?;
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut articles = Vec::new();
    for article in about.get("articles").and_then(Value::as_array).context("articles")? {
        let meta = ArticleMeta {
            outlet: text(article, "outlet"),
            title: text(article, "title"),
            url: text(article, "url"),
            author: text(article, "author"),
            published: text(article, "date"),
        };
        articles.push(NewArticle { text: fs::read_to_string(samples.join(text(article, "file")))?, meta });
    }
    let session = Session::new(ProjectId::from_random(7), text(&about, "title"), Timestamp(DAY));
    Ok(edit(session, Edit::AddArticles(articles), 0))
}

fn edit(session: Session, edit: Edit, minutes: i64) -> Session {
    update(session, Msg::Edit { edit, at: Timestamp(DAY + minutes * 60_000) }).0
}

pub(crate) fn analyses(session: &Session, analyzer: &mut Analyzer) -> Vec<Analysis> {
    let articles = session.project.articles.iter();
    let analyze = |article: &Arc<shirushi_model::Article>| {
        let options = Options { date: article.meta.published.parse().ok(), ..Options::default() };
        analyzer.analyze(&article.text, &options)
    };
    articles.map(analyze).collect()
}

pub(crate) fn with_analyses(mut session: Session, analyses: &[Analysis]) -> Session {
    let articles = session.project.articles.clone();
    let model = Creator::Model { name: "shirushi".to_owned(), version: "1".to_owned() };
    for (article, analysis) in articles.iter().zip(analyses) {
        let analysed = Arc::new(Analysed { analysis: analysis.clone(), model: model.clone() });
        session = update(session, Msg::Analysed { article: article.id, analysed }).0;
    }
    let mut mentions: Vec<_> = articles.iter().map(|article| session.mentions(article.id)).collect();
    let linked = articles.iter().zip(&mut mentions);
    let mut linked: Vec<Linked<'_>> =
        linked.map(|(article, entities)| Linked { text: &article.text, entities }).collect();
    link(&mut linked);
    let names = articles.iter().zip(mentions).map(|(article, mentions)| {
        let named = mentions.into_iter().map(|one| Named {
            span: one.span,
            kind: one.kind,
            canonical: one.canonical,
        });
        (article.id, named.collect())
    });
    update(session, Msg::Linked { names: names.collect() }).0
}

pub(crate) fn findings(session: &Session, mut analyses: Vec<Analysis>, analyzer: &Analyzer) -> Findings {
    let articles = &session.project.articles;
    let linked = articles.iter().zip(&mut analyses);
    let mut linked: Vec<Linked<'_>> = linked
        .map(|(article, analysis)| Linked { text: &article.text, entities: &mut analysis.entities })
        .collect();
    link(&mut linked);
    let compared = articles.iter().zip(&analyses);
    let compared: Vec<Compared<'_>> =
        compared.map(|(article, analysis)| Compared { text: &article.text, analysis }).collect();
    let settings = analyzer.comparison_settings();
    let least = settings.weights.map(|weights| weights.shown * 0.6);
    let comparison = compare(&compared, &ComparisonSettings { least, ..settings });
    let of: Vec<(ArticleId, &Analysis)> = articles.iter().map(|article| article.id).zip(&analyses).collect();
    Findings::of(&comparison, &of).unwrap_or_default()
}

/// Two pairs judged as the machine thinks, one set aside.
fn judged(mut session: Session, findings: &Findings) -> Result<Session> {
    let apart = findings.topics.iter().flat_map(|topic| &topic.pairs);
    let apart: Vec<_> =
        apart.filter(|pair| pair.relation != Relation::Agree && !pair.unsure).take(3).collect();
    ensure!(apart.len() == 3, "the sample project disagrees");
    for (number, pair) in (1..).zip(apart) {
        let relate = Edit::Relate {
            pairs: vec![ClaimPair {
                a: pair.a.pair(),
                b: pair.b.pair(),
                relation: pair.relation,
                difference: pair.difference,
            }],
            verdict: if number == 3 { Verdict::Reject } else { Verdict::Accept },
            creator: Creator::Model { name: "shirushi".to_owned(), version: "1".to_owned() },
            by: "早瀬".to_owned(),
        };
        session = edit(session, relate, number);
    }
    Ok(session)
}

/// A check that was confirmed, and one that waits.
fn checked(mut session: Session) -> Result<Session> {
    let place = |session: &Session, article: usize, words: &str| -> Result<(ArticleId, ByteSpan)> {
        let article = session.project.articles.get(article).context("an article")?;
        let at = article.text.find(words).with_context(|| words.to_owned())?;
        Ok((article.id, ByteSpan::new(at, at + words.len())))
    };
    let begin = |places, wording: &str| Edit::BeginCheck {
        places,
        wording: wording.to_owned(),
        by: "早瀬".to_owned(),
    };
    let places = vec![place(&session, 0, "けが人はいなかった")?, place(&session, 1, "軽症")?];
    session =
        edit(session, begin(places, "2025年10月12日の鷹羽山ロープウェイの停止で、けが人はいなかった"), 10);
    let places = vec![place(&session, 2, "22メートル")?];
    session = edit(session, begin(places, "停止したときの風速は秒速22メートルだった"), 11);
    let ids: Vec<_> = session.project.checks.keys().copied().collect();
    let change = |session, number: usize, change, by: &str, minutes| {
        let id = ids.get(number).copied().unwrap_or(shirushi_model::CheckId(0));
        edit(session, Edit::ChangeCheck { id, change, by: by.to_owned() }, minutes)
    };
    let question = |asked: &str, answer: &str, waiting: &str| CheckChange::PutQuestion {
        at: None,
        asked: asked.to_owned(),
        answer: answer.to_owned(),
        waiting: waiting.to_owned(),
    };
    let exhibit = |stance, source: &str, quotation: &str, address: &str| CheckChange::PutExhibit {
        question: 0,
        at: None,
        exhibit: Exhibit {
            stance,
            medium: Medium::Primary,
            source: source.to_owned(),
            quotation: quotation.to_owned(),
            address: address.to_owned(),
            published: "2025-10-13".to_owned(),
            read_on: "2025-10-15".to_owned(),
            fingerprint: "3f9a".repeat(16),
        },
    };
    session = change(
        session,
        0,
        question("医療機関に運ばれた人はいたか", "いた。3人で、1人は入院した。", ""),
        "早瀬",
        12,
    );
    let paper = exhibit(
        Stance::Opposes,
        "霧沢町消防本部「救急出動の状況」",
        "3人を搬送した",
        "https://fire.kirisawa.example/2025/1012.pdf",
    );
    session = change(session, 0, paper, "早瀬", 13);
    let shelf = exhibit(Stance::Context, "町の防災日誌", "午後6時に対策本部を閉じた", "町役場3階の閲覧室");
    session = change(session, 0, shelf, "早瀬", 14);
    let rule = CheckChange::Rule {
        scale: "fij".to_owned(),
        verdict: Some("wrong".to_owned()),
        grounds: "消防本部の記録では3人が搬送されている。第一報の時点では把握されていなかった。".to_owned(),
    };
    session = change(session, 0, rule, "早瀬", 20);
    session = change(session, 0, CheckChange::Confirm, "黒田", 40);
    session =
        change(session, 1, question("気象台の観測値はいくらか", "", "気象台に照会、17日まで"), "黒田", 41);
    ensure!(session.project.checks.len() == 2, "two checks");
    Ok(session)
}
