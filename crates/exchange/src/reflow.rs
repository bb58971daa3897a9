//! Lines that a mail program or the columns of a PDF cut to a width, made paragraphs again when a person
//! wants it.
//!
//! The analysis reads through such breaks by itself and needs none of this. What a text is, a person
//! decides: this only makes the text that is offered.

use shirushi_model::{Joint, Wrapping};

/// A text with its lines joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reflowed {
    /// The text.
    pub text: String,
    /// Where lines were joined, as positions in bytes, ascending.
    pub seams: Vec<usize>,
}

/// The text with the lines of each paragraph joined; `None` when no line is cut inside a sentence, as far
/// as the shape of the lines tells. Headlines, lists, tables, poems and addresses stay as they are, and
/// so do paragraphs. Takes time in proportion to the text.
///
/// ```
/// use shirushi_exchange::reflow::reflow;
///
/// let text = "市長は会見で「再建には時間がかかる。\nしかし必ずやり遂げる」と述べた。\n会見は終わった。";
/// let joined = reflow(text).unwrap();
/// let expected = "市長は会見で「再建には時間がかかる。しかし必ずやり遂げる」と述べた。\n会見は終わった。";
/// assert_eq!(joined.text, expected);
/// assert_eq!(reflow("古池や\n蛙飛び込む\n水の音"), None);
/// ```
pub fn reflow(text: &str) -> Option<Reflowed> {
    let wrapping = Wrapping::of(text);
    let wraps = wrapping.wraps();
    if wraps.is_empty() {
        return None;
    }
    let of_paragraphs = wrapping.reflow();
    let wraps = if of_paragraphs.is_empty() { wraps } else { of_paragraphs };
    let mut joined =
        Reflowed { text: String::with_capacity(text.len()), seams: Vec::with_capacity(wraps.len()) };
    let mut from = 0;
    for wrap in wraps {
        joined.text.push_str(text.get(from..wrap.span.start as usize).unwrap_or_default());
        joined.seams.push(joined.text.len());
        if wrap.joint == Joint::Blank {
            joined.text.push(' ');
        }
        from = wrap.span.end as usize;
    }
    joined.text.push_str(text.get(from..).unwrap_or_default());
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Seams are written ⏎; the lines around them are what was cut.
    #[track_caller]
    fn check(marked: &str) {
        let joined = reflow(&marked.replace('⏎', "\n")).unwrap();
        let mut shown = joined.text;
        for &seam in joined.seams.iter().rev() {
            shown.insert(seam, '⏎');
        }
        assert_eq!(shown, marked);
    }

    #[test]
    fn paragraphs_are_whole_again_and_stay_apart() {
        check(
            "市民会館、建て替えへ\n\n　霧沢市は15日、老朽化した市民会館を来年度に建⏎て替える方針を固めた。総事業費は約30億円である。⏎財源には国の交付金を充てる。市は12月の議会に関⏎連する予算案を出す。\n　新しい会館は地上4階建てで、図書館や子育て支⏎援の窓口も入る。\n\n・着工は来年4月の予定\n・開館は再来年4月の予定",
        );
    }

    #[test]
    fn what_is_quoted_in_a_mail_loses_the_marks_between_its_lines() {
        let text = "> 霧沢市は15日、老朽化した市民会館を来年度に建\n> て替える方針を固めた。総事業費は約30億円である。\n> 財源には国の交付金を充てる。市は12月の議会に関\n> 連する予算案を出す。新しい会館は地上4階建てで、\n> 図書館も入る。\n\n拝見しました。";
        let joined = reflow(text).unwrap().text;
        assert_eq!(
            joined,
            "> 霧沢市は15日、老朽化した市民会館を来年度に建て替える方針を固めた。総事業費は約30億円である。財源には国の交付金を充てる。市は12月の議会に関連する予算案を出す。新しい会館は地上4階建てで、図書館も入る。\n\n拝見しました。"
        );
    }

    #[test]
    fn lines_that_were_meant_are_offered_nothing() {
        for text in [
            "",
            "港で火災、けが人なし\n4日朝、港の倉庫が燃えた。消防が出動した。\n原因は調査中。",
            "東京都千代田区霞が関1の1の1\n霧沢中央ビルディング8階\n総務部広報課",
            "・出火は午前5時ごろ\n・けが人はいない。\n・原因は調査中。",
            "けさ早く\n東京都内の住宅で\n火事がありました",
        ] {
            assert_eq!(reflow(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn only_breaks_are_taken_out(text in "[あ漢。、「」（） 　a>\n\r・]{0,120}") {
            if let Some(joined) = reflow(&text) {
                let letters = |text: &str| text.replace(['\n', '\r', ' ', '　', '>'], "");
                prop_assert_eq!(letters(&joined.text), letters(&text));
                prop_assert!(joined.seams.iter().all(|&seam| joined.text.is_char_boundary(seam)));
            }
        }
    }
}
