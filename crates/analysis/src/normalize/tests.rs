//! Copies by themselves, and what the whole analysis finds through them. In marked texts ⏎ is a line break.

use super::*;
use crate::{Analyzer, EntityModel, Options};
use proptest::prelude::*;
use shirushi_dictionary::build::workspace_dictionary;
use shirushi_model::Analysis;
use std::sync::{Arc, LazyLock, Mutex};

fn copy(text: &str) -> String {
    NormalizedText::new(text, &[]).text.into_owned()
}

#[test]
fn characters_that_stand_for_others_are_those_others() {
    for (text, expected) in [
        ("⾼⽊⼀郎は6⽉3⽇、⻑野へ", "高木一郎は6月3日、長野へ"),
        ("ﾄﾞｲﾂのﾍﾞﾙﾘﾝでﾒｰﾙ｡", "ドイツのベルリンでメール。"),
        ("か\u{3099}くせいは\u{309A}ん", "がくせいぱん"),
        ("Cafe\u{301}の一角", "Caféの一角"),
        ("宮﨑県の髙橋と𠮷田", "宮崎県の高橋と吉田"),
        ("葛\u{E0100}城市と辻\u{E0101}市長", "葛城市と辻市長"),
        ("神\u{FE00}社", "神社"),
        ("㈱霧沢(本社)", "㈱霧沢（本社）"),
        ("東\u{200B}京都で\u{AD}会見", "東京都で会見"),
    ] {
        assert_eq!(copy(text), expected);
    }
}

#[test]
fn what_is_itself_stays() {
    for text in [
        "市長は「行く」と述べた。",
        "❤\u{FE0F}と👩\u{200D}🚒",
        "Ａ社は1，234円、3．5倍",
        "あ\u{3099}",
        "Node.jsとa.b",
    ] {
        assert!(matches!(NormalizedText::new(text, &[]).text, Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn dots_and_commas_of_papers_are_those_of_newspapers() {
    assert_eq!(copy("開発した．強度は2.5倍である．"), "開発した。強度は2.5倍である。");
    assert_eq!(copy("まず，試料を冷やした．以上．"), "まず、試料を冷やした。以上。");
    assert_eq!(copy("試料を冷やした. 強度は2.5倍である."), "試料を冷やした。 強度は2.5倍である。");
    assert_eq!(copy("Ｊ．Ｆ．ケネディと1，234人"), "Ｊ．Ｆ．ケネディと1，234人");
    assert_eq!(copy("ジョン．スミスは「来る.」と書いた。"), "ジョン．スミスは「来る.」と書いた。");
}

#[test]
fn spans_lead_there_and_back() {
    let text = "宮﨑の葛\u{E0100}城、ﾍﾞﾙﾘﾝ";
    let normalized = NormalizedText::new(text, &[]);
    let copy = normalized.text.as_ref();
    for (word, original) in [("宮崎", "宮﨑"), ("葛城", "葛\u{E0100}城"), ("ベルリン", "ﾍﾞﾙﾘﾝ")]
    {
        let start = copy.find(word).unwrap();
        let span = ByteSpan::new(start, start + word.len());
        let back = normalized.alignment.to_original(span);
        assert_eq!(back.slice(text), Some(original));
        assert_eq!(normalized.alignment.to_copy(back), span);
    }
}

proptest! {
    #[test]
    fn every_span_fits_the_text(text in "[あかﾞﾟﾎ゙﨑⽊\u{E0100}\u{3099}\n ．，。()a1]{0,40}", cut in any::<prop::sample::Index>()) {
        let wraps: Vec<Wrap> = text
            .match_indices('\n')
            .map(|(at, _)| Wrap { span: ByteSpan::new(at, at + 1), joint: Joint::Nothing })
            .collect();
        let normalized = NormalizedText::new(&text, &wraps);
        let copy = normalized.text.as_ref();
        let bounds: Vec<usize> = copy.char_indices().map(|(at, _)| at).chain([copy.len()]).collect();
        let start = bounds[cut.index(bounds.len())];
        for &end in bounds.iter().filter(|&&end| end > start) {
            let back = normalized.alignment.to_original(ByteSpan::new(start, end));
            prop_assert!(back.start < back.end);
            let there = NormalizedText::new(back.slice(&text).unwrap(), &[]);
            let lengths = (there.text.replace('\n', "").chars().count(), copy[start..end].chars().count());
            prop_assert_eq!(lengths.0, lengths.1);
        }
    }
}

static ANALYZER: LazyLock<Mutex<Analyzer>> = LazyLock::new(|| {
    let model = EntityModel::load(include_bytes!("../../model/entities.shirushi-model")).map(Arc::new);
    Mutex::new(Analyzer::with_model(Arc::new(workspace_dictionary().unwrap()), model))
});

fn analyze(text: &str) -> Analysis {
    ANALYZER.lock().unwrap().analyze(text, &Options::default())
}

/// Entities are in tags, sentences between strokes.
#[track_caller]
fn check(marked: &str) {
    let bare: String =
        marked.split(['<', '>']).enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, part)| part).collect();
    let text = bare.replace('|', "").replace('⏎', "\n");
    let analysis = analyze(&text);
    let mut marks: Vec<(u32, String)> = Vec::new();
    for sentence in analysis.sentences.iter().skip(1) {
        marks.push((sentence.span.start, "|".to_owned()));
    }
    for entity in &analysis.entities {
        let name = entity.kind.name().to_lowercase();
        marks.push((entity.span.start, format!("<{name}>")));
        marks.push((entity.span.end, format!("</{name}>")));
    }
    marks.sort_by_key(|(at, _)| *at);
    let (mut found, mut from) = (String::new(), 0);
    for (at, mark) in marks {
        found.push_str(&text[from..at as usize]);
        found.push_str(&mark);
        from = at as usize;
    }
    found.push_str(&text[from..]);
    assert_eq!(found.replace('\n', "⏎"), marked);
}

fn tokens(text: &str) -> Vec<(String, String)> {
    let analysis = analyze(text);
    let views = (0..analysis.tokens.len()).filter_map(|number| analysis.tokens.get(number, text));
    views.map(|token| (token.surface.to_owned(), token.lemma.to_owned())).collect()
}

#[test]
fn a_sentence_goes_on_over_the_break() {
    check("市長は会見で「再建には時間がかかる。⏎しかし必ずやり遂げる」と述べた。");
    check("会見で<person>高橋⏎誠</person>知事は「県民の安全を最優先にした」と述⏎べた。");
    check("焼けたのはおよそ<quantity>120平方⏎メートル</quantity>で、けが人はいなかった。");
    check("避難所には約<quantity>3⏎時間</quantity>で<quantity>200人</quantity>が集まった。");
}

#[test]
fn tokens_are_words_over_the_break() {
    let text = "会見で高橋\n誠知事は「県民の安全を最優先にした」と述\nべた。";
    let found = tokens(text);
    assert!(found.contains(&("述\nべ".to_owned(), "述べる".to_owned())), "{found:?}");
    let analysis = analyze(text);
    let person = analysis.entities.first().unwrap();
    assert_eq!((person.span.slice(text), person.canonical.as_str()), (Some("高橋\n誠"), "高橋誠"));
    let claim = analysis.claims.first().unwrap();
    assert_eq!(claim.span.slice(text), Some("県民の安全を最優先にした"));
    assert_eq!(claim.speaker.as_ref().unwrap().name, "高橋誠知事");
    assert_eq!(claim.cue.unwrap().slice(text), Some("と述\nべた"));
}

#[test]
fn a_headline_stays_one() {
    check("港で火災、けが人なし⏎|<date>4日</date><time>朝</time>、港の倉庫が燃えた。|消防が出動した。");
}

#[test]
fn names_are_found_in_any_form_of_their_letters() {
    check("<person>⾼⽊⼀郎</person>氏は<date>6⽉3⽇</date>に<quantity>3⼈</quantity>と会った。");
    check("<location>ﾄﾞｲﾂ</location>の<location>ﾍﾞﾙﾘﾝ</location>からﾒｰﾙが届いた。");
    check("<location>宮﨑県</location>の<person>髙橋誠</person>知事が述べた。");
    check("<location>葛\u{E0100}城市</location>で<person>𠮷田</person>社長が会見した。");
    check("<location>ト\u{3099}イツ</location>の首相か\u{3099}述へ\u{3099}た。");
    check("<location>東\u{200B}京\u{200B}都</location>で会見した。");
    check("会費は<quantity>￥1,200</quantity>だった。");
}

#[test]
fn one_name_in_two_forms_is_one_entity() {
    let text = "髙橋誠知事が会見した。高橋知事は否定した。";
    let names: Vec<_> = analyze(text).entities.into_iter().map(|entity| entity.canonical).collect();
    assert_eq!(names, ["高橋誠", "高橋誠"]);
}

#[test]
fn half_width_brackets_are_brackets() {
    check("映画『<product>羅生門</product>』(らしょうもん)が上映された。");
    let text = "霧沢市(人口3万人)は否定した。";
    let brackets: Vec<_> =
        tokens(text).into_iter().filter(|(surface, _)| surface == "(" || surface == ")").collect();
    assert_eq!(brackets, [("(".to_owned(), "（".to_owned()), (")".to_owned(), "）".to_owned())]);
}
