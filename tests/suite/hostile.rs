//! Texts nobody should send: whatever they are, the analysis ends, in time that grows with the text and no
//! faster, and what it gives back holds its invariants.

use anyhow::{Result, ensure};
use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shirushi_analysis::{Analyzer, Options};
use shirushi_contract::{TokenList, document};
use shirushi_dictionary::Dictionary;
use shirushi_model::{Analysis, ByteSpan, Section};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let trial = |name: &str, run: fn(Analyzer) -> Result<()>| {
        let analyzer = Analyzer::new(Arc::clone(dictionary));
        Trial::test(format!("hostile {name}"), move || {
            run(analyzer).map_err(|error| Failed::from(format!("{error:#}")))
        })
    };
    vec![
        trial("any pieces of text hold the invariants", any_pieces),
        trial("any characters hold the invariants", any_characters),
        trial("large texts end in linear time", large_texts),
    ]
}

/// What is dangerous, alone or in company.
const PIECES: &[&str] = &[
    "「",
    "」",
    "『",
    "（",
    ")",
    "(",
    "。",
    "！",
    "?",
    "\n",
    "\r\n",
    "\0",
    "\u{2028}",
    "　",
    " ",
    "・",
    "＝",
    "ー",
    "、",
    "-",
    "～",
    "/",
    ":",
    ".",
    ",",
    "第",
    "数",
    "十",
    "億",
    "万",
    "三",
    "〇",
    "1",
    "2025",
    "８",
    "99999999999999999999",
    "年",
    "月",
    "日",
    "時",
    "分",
    "半",
    "人",
    "％",
    "$",
    "約",
    "以上",
    "前",
    "後",
    "翌",
    "同日",
    "昨年",
    "来週",
    "今",
    "令和",
    "午後",
    "米",
    "ロ",
    "中",
    "日米",
    "氏",
    "さん",
    "大統領",
    "首相",
    "両氏",
    "政府",
    "軍",
    "大学",
    "会談",
    "州",
    "市",
    "社",
    "トランプ",
    "ア",
    "イワン・ペトロフ",
    "ﾄ",
    "ﾞ",
    "田中",
    "太郎",
    "東京",
    "ウクライナ",
    "NATO",
    "ＦＯＸ",
    "F-35",
    "A",
    "z",
    "Andrew",
    "Getty Images",
    "👩‍🚒",
    "🇯🇵",
    "辻\u{E0100}",
    "か\u{3099}",
    "𠮷",
    "e\u{301}",
    "\u{202E}",
    "\u{FFFD}",
    "に",
    "は",
    "の",
    "で",
    "会",
    "X",
    "http://",
    "曜",
    "(金)",
    "未明",
    "日本時間",
    "から",
    "両日",
    "R7.8.15",
    "M7.3",
    "マイナス",
    "割5分",
    "秒98",
    "何",
    "その",
    "前年同期",
    "四半期",
    "紀元前",
    "9月",
    "~",
    "対",
    "世紀",
    "代",
    "度",
    "目",
    "と",
    "と述べた",
    "と強調",
    "とみられる",
    "によると",
    "という",
    "こう述べた。",
    "そう話した。",
    "方針を示した",
    "ことを明らかにした",
    "よう求めた",
    "との見方",
    "ない",
    "か",
    "が、",
    "彼",
];

fn any_pieces(analyzer: Analyzer) -> Result<()> {
    let texts = prop::collection::vec(prop::sample::select(PIECES), 0..80).prop_map(|pieces| pieces.concat());
    hold(&texts, 1500, analyzer)
}

fn any_characters(analyzer: Analyzer) -> Result<()> {
    hold(&"\\PC{0,120}", 400, analyzer)
}

fn hold<S: Strategy<Value = String>>(texts: &S, cases: u32, analyzer: Analyzer) -> Result<()> {
    let analyzer = RefCell::new(analyzer);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    runner
        .run(texts, |text| {
            invariants(&text, &mut analyzer.borrow_mut())
                .map_err(|error| TestCaseError::fail(format!("{error:#}")))
        })
        .map_err(|error| anyhow::anyhow!("{error}"))
}

fn invariants(text: &str, analyzer: &mut Analyzer) -> Result<()> {
    let analysis = analyzer.analyze(text, &Options::default());
    in_order("sentences", text, analysis.sentences.iter().map(|s| s.span))?;
    in_order("tokens", text, (0..analysis.tokens.len()).filter_map(|t| analysis.tokens.span(t)))?;
    in_order("entities", text, analysis.entities.iter().map(|e| e.span))?;
    claims_hold(text, &analysis)?;
    for entity in &analysis.entities {
        ensure!((0.0..=1.0).contains(&entity.score), "score {}", entity.score);
        ensure!(!entity.canonical.is_empty(), "an entity without a name");
        let inside = analysis.sentences.iter().any(|s| s.span.contains(entity.span));
        ensure!(inside, "an entity outside all sentences: {:?}", entity.span.slice(text));
    }
    ensure!(analysis == analyzer.analyze(text, &Options::default()), "the second time it is different");
    lines_fit(text, analyzer, &analysis)
}

/// Claims are in order, in running text, and point at what there is.
fn claims_hold(text: &str, analysis: &Analysis) -> Result<()> {
    let mut start = 0;
    for claim in &analysis.claims {
        let spans = [Some(claim.span), claim.cue, claim.modality, claim.predicate.as_ref().map(|p| p.span)];
        for span in spans.into_iter().flatten().chain(claim.speaker.iter().filter_map(|s| s.span)) {
            ensure!(span.slice(text).is_some_and(|s| !s.is_empty()), "{span:?} fits no characters");
        }
        ensure!(claim.span.start >= start, "a claim out of order");
        start = claim.span.start;
        let sentence = analysis.sentences.get(claim.sentence as usize);
        ensure!(sentence.is_some_and(|s| s.span.contains(claim.span)), "a claim outside its sentence");
        ensure!(sentence.is_some_and(|s| s.section == Section::Body), "a claim outside running text");
        let inside =
            |e: &u32| analysis.entities.get(*e as usize).is_some_and(|e| claim.span.contains(e.span));
        ensure!(claim.entities.iter().all(inside), "an entity outside its claim");
        let speaks = |e: &u32| (*e as usize) < analysis.entities.len();
        ensure!(claim.speaker.iter().flat_map(|s| &s.entities).all(speaks), "a speaker who is nowhere");
        ensure!(claim.worthiness <= 3 && !claim.rules.is_empty(), "{claim:?}");
    }
    Ok(())
}

/// The contract counts code points: its offsets cut out the same surfaces.
fn lines_fit(text: &str, analyzer: &Analyzer, analysis: &Analysis) -> Result<()> {
    let document = document("a", text, analysis, &analyzer.provenance(), TokenList::Included);
    let chars: Vec<char> = text.chars().collect();
    for entity in &document.entities {
        let cut: String =
            chars.get(entity.start as usize..entity.end as usize).unwrap_or_default().iter().collect();
        ensure!(cut == entity.surface, "{cut:?} is not {:?}", entity.surface);
    }
    serde_json::to_string(&document)?;
    Ok(())
}

fn in_order(what: &str, text: &str, spans: impl Iterator<Item = ByteSpan>) -> Result<()> {
    let mut end = 0;
    for span in spans {
        ensure!(span.slice(text).is_some(), "{what}: {span:?} fits no characters");
        ensure!(!span.is_empty() && span.start >= end, "{what}: {span:?} after {end}");
        end = span.end;
    }
    Ok(())
}

/// How large the texts of one piece repeated are, in bytes; what takes quadratic time shows at this size.
const LARGE: usize = 1 << 17;
/// How large the largest text is.
const LARGEST: usize = 5 << 20;
/// Even an unoptimised build on a slow machine needs no longer.
const PATIENCE: Duration = Duration::from_secs(20);

fn large_texts(mut analyzer: Analyzer) -> Result<()> {
    for unit in PIECES.iter().chain(&[
        "首相は15日、東京で会談した。",
        "米ロ",
        "第1",
        "1年",
        "数十",
        "ア・",
        "氏は",
        "「あ",
        "A B ",
        "1-",
        "2、3",
        "国際機関",
        "「あ」と",
        "「今日は雨だ」と市長は述べた。",
        "市長はこう述べた。\n「今日は雨だ」\n",
        "「今日は雨だ」\n",
        "「今日は雨だ」。そう話した。",
        "知事は晴れと述べ、市は雨と述べたが、",
        "晴れるとの",
        "来るという",
        "両氏は来た。",
        "佐藤氏、鈴木氏、",
        "| 1 | 晴れ | 3人 |\n",
        "閑さや岩にしみ入る蝉の声\n",
    ]) {
        let text = unit.repeat(LARGE / unit.len());
        let start = Instant::now();
        let analysis = analyzer.analyze(&text, &Options::default());
        ensure!(start.elapsed() < PATIENCE, "{unit:?} took {:?}", start.elapsed());
        in_order("entities", &text, analysis.entities.iter().map(|e| e.span))?;
        claims_hold(&text, &analysis)?;
    }
    for text in one_thing() {
        let start = Instant::now();
        let analysis = analyzer.analyze(&text, &Options::default());
        ensure!(start.elapsed() < PATIENCE, "{:?} took {:?}", text.get(..60), start.elapsed());
        claims_hold(&text, &analysis)?;
    }
    let garbage: String = PIECES.iter().copied().cycle().take(LARGEST / 6).collect();
    let analysis = analyzer.analyze(&garbage, &Options::default());
    in_order("entities", &garbage, analysis.entities.iter().map(|e| e.span))
}

/// Texts that are one thing from beginning to end: a quotation, brackets in brackets, a sentence without an
/// end.
fn one_thing() -> Vec<String> {
    let long = LARGE / 30;
    vec![
        format!("市長は「{}」と述べた。", "今日は雨だ。".repeat(long)),
        format!("{}雨だ{}と述べた。", "「".repeat(long), "」".repeat(long)),
        format!("{}雨だ{}と述べた。", "市長は「".repeat(long), "」と".repeat(long)),
        format!("市長は{}と述べた。", "雨が降り、".repeat(long)),
        format!("{}終わった。", "市長は来ると述べ、".repeat(long)),
        (0..1000).map(|n| format!("市長は{n}日、「橋を直す」と述べた。")).collect(),
    ]
}
