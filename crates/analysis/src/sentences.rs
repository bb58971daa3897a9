//! Where sentences begin and end, and what part of an article each is: running text, a heading, an item of a
//! list, a caption, or what is not the article's own text (dates, authors, links).
//!
//! A new line ends a sentence (those inside sentences are gone from the copy that is split, see
//! [`crate::normalize`]), and so do 。！？ outside brackets. A bracket counts only when its partner stands on
//! the same line, so that a forgotten 」 cannot swallow the rest. Nothing here knows words.

mod brackets;
mod ends;
pub(crate) mod sections;

pub(crate) use brackets::closing;

use crate::shadow::Shadow;
use brackets::{BracketRole, Brackets};
use sections::PageLine;
use shirushi_model::{Section, Sentence};

/// A sentence in characters of the shadow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) section: Section,
}

/// Splits a text. Sentences are in order and disjoint; blanks around them belong to none.
pub(crate) fn split(shadow: &Shadow) -> Vec<Extent> {
    let lines = lines(shadow);
    let mut sentences = Vec::new();
    let mut brackets = Brackets::default();
    for (line, section) in lines.iter().zip(sections::of_lines(shadow, &lines)) {
        let begin = sentences.len();
        split_line(shadow, line.first, line.last, section, &mut brackets, &mut sentences);
        set_tail_apart(shadow, &mut sentences, begin);
    }
    sentences
}

/// The lines with text.
fn lines(shadow: &Shadow) -> Vec<PageLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < shadow.len() {
        let mut end = start;
        while end < shadow.len() && !is_line_break(shadow.at(end)) {
            end += 1;
        }
        let (first, last) = trim(shadow, start, end);
        if first < last {
            lines.push(PageLine { first, last });
        }
        start = end + 1;
    }
    lines
}

/// What stands behind the last sentence of a line of running text and is none of the article's.
fn set_tail_apart(shadow: &Shadow, sentences: &mut [Extent], begin: usize) {
    let line = sentences.get_mut(begin..).unwrap_or_default();
    if let [_, .., tail] = line
        && tail.section == Section::Body
        && sections::of_sentence(shadow, tail.start, tail.end)
    {
        tail.section = Section::Metadata;
    }
}

/// The model's sentences for the extents.
pub(crate) fn to_model(shadow: &Shadow, extents: &[Extent]) -> Vec<Sentence> {
    extents.iter().map(|e| Sentence { span: shadow.span(e.start, e.end), section: e.section }).collect()
}

fn split_line(
    shadow: &Shadow,
    first: usize,
    last: usize,
    section: Section,
    brackets: &mut Brackets,
    sentences: &mut Vec<Extent>,
) {
    brackets.match_line(shadow, first, last);
    let mut depth = 0usize;
    let mut start = first;
    let mut position = first;
    while position < last {
        match brackets.role(position - first) {
            BracketRole::Open => depth += 1,
            BracketRole::Close => depth = depth.saturating_sub(1),
            BracketRole::None => {}
        }
        let end = if depth == 0 { ends::at(shadow, start, position, last) } else { None };
        if let Some(end) = end {
            push(shadow, start, end, section, sentences);
            start = end;
        }
        position = end.unwrap_or(position + 1);
    }
    push(shadow, start, last, section, sentences);
}

fn push(shadow: &Shadow, start: usize, end: usize, section: Section, sentences: &mut Vec<Extent>) {
    let (start, end) = trim(shadow, start, end);
    if start < end {
        sentences.push(Extent { start, end, section });
    }
}

fn trim(shadow: &Shadow, mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && is_blank(shadow.at(start)) {
        start += 1;
    }
    while start < end && is_blank(shadow.before(end)) {
        end -= 1;
    }
    (start, end)
}

pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::NormalizedText;

    fn sentences(text: &str) -> Vec<(String, Section)> {
        let normalized = NormalizedText::new(text, &[]);
        let shadow = Shadow::new(&normalized.text);
        let read = |s: Sentence| {
            let span = normalized.alignment.to_original(s.span);
            (span.slice(text).unwrap().to_owned(), s.section)
        };
        to_model(&shadow, &split(&shadow)).into_iter().map(read).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        sentences(text).into_iter().map(|(s, _)| s).collect()
    }

    /// Sentences are written between strokes; the text is what remains without them.
    fn check(marked: &str) {
        assert_eq!(texts(&marked.replace('|', "")).join("|"), marked);
    }

    #[test]
    fn stops_inside_brackets_do_not_end_a_sentence() {
        assert_eq!(
            texts("知事は「急がない。まず聞く」と述べた。会見は終わった。"),
            ["知事は「急がない。まず聞く」と述べた。", "会見は終わった。"]
        );
        assert_eq!(
            texts("「もう遅い」。市長はそう話した（記録による。未公表）。"),
            ["「もう遅い」。", "市長はそう話した（記録による。未公表）。"]
        );
        assert_eq!(texts("本当か！？　そうだ。"), ["本当か！？", "そうだ。"]);
    }

    #[test]
    fn a_bracket_without_a_partner_counts_for_nothing() {
        assert_eq!(texts("彼は「来ると言った。だが来ない。"), ["彼は「来ると言った。", "だが来ない。"]);
        assert_eq!(texts("終わった。）次へ。"), ["終わった。）", "次へ。"]);
        assert_eq!(texts("（甲「乙）丙。丁。"), ["（甲「乙）丙。", "丁。"]);
    }

    #[test]
    fn marks_inside_names_and_addresses_end_nothing() {
        check("Yahoo!ニュースが伝えた。|https://example.com/a?b=1を参照。");
        check("人気グループHey! Say! JUMPの公演。|満員だった。");
        check("モーニング娘。の新曲が出た。|売れている。");
        check("「ラブライブ！」の催し。|けいおん！の舞台を訪ねた。");
    }

    #[test]
    fn marks_end_a_sentence_before_anything_that_begins_one() {
        check("優勝した！|3年ぶりの快挙だ。");
        check("安全か？|AIの判断に委ねてよいのか。");
        check("本当なの!?|2025年のことだ。");
        check("勝った！|はたして次はどうか。");
        check("なぜだ？|ところが答えはない。");
        check("誰が決めたのか？|とはいえ、もう遅い。");
    }

    #[test]
    fn what_is_said_goes_on_behind_its_mark() {
        check("なぜか？という疑問が残る。|答えはない。");
        check("やめるべきだ！と議員は叫んだ。");
        check("助けて！　という声が聞こえた。");
        check("どこへ行くのか？を問う展示。");
        check("再選なるか？が焦点だ。");
        check("再建する。」と市長は述べた。|会見は終わった。");
        check("もう一度やる。と選手は話した。");
    }

    #[test]
    fn dots_of_papers_end_sentences() {
        check("開発した．|強度は2.5倍である．|終了．");
        assert_eq!(texts("試料を冷やした. 強度は2.5倍である."), ["試料を冷やした.", "強度は2.5倍である."]);
        assert!(
            sentences("開発した．強度は2.5倍である．").iter().all(|(_, section)| *section == Section::Body)
        );
        check("Ｊ．Ｆ．ケネディ氏は3．5倍だと述べた。");
    }

    #[test]
    fn quotes_of_every_form_hold_their_stops() {
        for (open, close) in [
            ('"', '"'),
            ('＂', '＂'),
            ('\'', '\''),
            ('‘', '’'),
            ('＜', '＞'),
            ('〝', '〟'),
            ('“', '”'),
            ('≪', '≫'),
        ] {
            check(&format!("市長は{open}急がない。まず聞く{close}と述べた。|会見は終わった。"));
        }
        check("5\"の管を使う。|6\"もある。|以上。");
        check("市長は\'\'急がない。まず聞く\'\'と述べた。|以上。");
        check("It's a test。|Don't。");
    }

    #[test]
    fn a_bracket_left_over_begins_nothing() {
        check("再建には時間がかかる。」|しかし必ずやり遂げる。");
        check("結果は記録による。）|次の報告は来週だ。");
    }

    #[test]
    fn emotion_can_end_a_sentence() {
        check("とても楽しかった♪|次の公演も行きたい。");
        check("ありがとうございます☆|来年もよろしく。");
        check("最高でした😊|また行く！");
        check("ずっと寝ていました（笑）|今日は頑張ります。");
        check("緊張した（笑）と選手は話した。");
        check("花火が上がった🎆🎆|会場は沸いた。");
    }

    #[test]
    fn marks_of_names_and_scales_are_no_emotion() {
        check("つのだ☆ひろさんが歌った。");
        check("評価は★★★☆☆だった。");
        check("歌は「うたの♪おうち」の曲だ。");
        check("🔥速報🔥会場で火災。");
        check("人数（笑）は不明だ。");
    }

    #[test]
    fn sections_follow_the_form_of_the_line() {
        let text = "港で火災、けが人なし\n2025年3月4日 更新: 2025/03/05\n\n4日朝、港の倉庫が燃えた。消防が出動した。\n\n原因は調査中\n\n・出火は午前5時\n消火にあたる隊員（鈴木一郎撮影）\n燃えた倉庫/ＡＦＰ\n関連記事: 港の安全\n山田花子記者";
        let found: Vec<Section> = sentences(text).into_iter().map(|(_, s)| s).collect();
        use Section::*;
        assert_eq!(
            found,
            [Heading, Metadata, Body, Body, Heading, Bullet, Caption, Caption, Metadata, Metadata]
        );
    }

    #[test]
    fn blanks_belong_to_no_sentence() {
        assert_eq!(texts("\u{feff} 　雨だ。　 \r\n\r\n風だ。 "), ["雨だ。", "風だ。"]);
        assert_eq!(texts(" \n　\n"), Vec::<String>::new());
    }
}
