//! Where phrases (文節) begin: a word that can stand alone with the particles and endings that lean on it. Pure.

use shirushi_model::{ByteSpan, TokenView, Tokens};

/// The starts of phrases inside a span, its own start left out. Words the analysis did not cut begin one.
pub(crate) fn phrase_starts(tokens: &Tokens, text: &str, span: ByteSpan) -> Vec<u32> {
    let first = tokens.starts.partition_point(|&start| start < span.start);
    let mut before = first.checked_sub(1).and_then(|at| tokens.get(at, text));
    let mut starts = Vec::new();
    for at in first.. {
        let Some(token) = tokens.get(at, text).filter(|token| token.span.start < span.end) else { break };
        if token.span.start > span.start && before.is_none_or(|before| !leans(&before, &token)) {
            starts.push(token.span.start);
        }
        before = Some(token);
    }
    starts
}

/// Whether a word goes with the one before it.
fn leans(before: &TokenView<'_>, token: &TokenView<'_>) -> bool {
    let (pos, former) = (token.pos, before.pos);
    if former.starts_with("接頭詞") || former.starts_with("記号,括弧開") {
        return true;
    }
    // A figure, its comma and its unit are one, and so are the parts of a compound noun.
    let is_noun = |pos: &str| {
        pos.starts_with("名詞") && !pos.starts_with("名詞,副詞可能") && !pos.starts_with("名詞,代名詞")
    };
    match pos.split(',').next().unwrap_or_default() {
        "助詞" | "助動詞" => true,
        "記号" => !pos.starts_with("記号,括弧開"),
        "動詞" | "形容詞" => {
            let part = pos.split(',').nth(1).unwrap_or_default();
            matches!(part, "非自立" | "接尾") || token.lemma == "する" && former.starts_with("名詞,サ変接続")
        }
        "名詞" => {
            pos.starts_with("名詞,接尾") || pos.starts_with("名詞,非自立") || is_noun(former) && is_noun(pos)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with their parts of speech, cut where a phrase begins.
    fn phrases(words: &[(&str, &str)]) -> Vec<String> {
        let text: String = words.iter().map(|(surface, _)| *surface).collect();
        let mut tokens = Tokens::default();
        let mut at = 0;
        for (surface, pos) in words {
            tokens.starts.push(at as u32);
            at += surface.len();
            tokens.ends.push(at as u32);
            tokens.pos.push(tokens.pos_names.len() as u16);
            tokens.pos_names.push((*pos).to_owned());
            // Of what is made here only した is another word than it looks.
            let lemma = tokens.strings.len() as u32;
            tokens.strings.push(if *surface == "し" { "する" } else { surface }.to_owned());
            tokens.lemma.push(lemma);
            tokens.reading.push(Tokens::UNKNOWN);
        }
        let starts = phrase_starts(&tokens, &text, ByteSpan::new(0, text.len()));
        let mut cuts: Vec<usize> = starts.iter().map(|&start| start as usize).collect();
        cuts.push(text.len());
        let mut from = 0;
        cuts.into_iter()
            .map(|to| {
                let phrase = text[from..to].to_owned();
                from = to;
                phrase
            })
            .collect()
    }

    #[test]
    fn particles_endings_and_marks_lean_on_the_word_before() {
        let words = [
            ("市長", "名詞,一般"),
            ("は", "助詞,係助詞"),
            ("「", "記号,括弧開"),
            ("急い", "動詞,自立"),
            ("で", "助詞,接続助詞"),
            ("いる", "動詞,非自立"),
            ("」", "記号,括弧閉"),
            ("と", "助詞,格助詞"),
            ("述べ", "動詞,自立"),
            ("た", "助動詞"),
            ("。", "記号,句点"),
        ];
        assert_eq!(phrases(&words), ["市長は", "「急いでいる」と", "述べた。"]);
    }

    #[test]
    fn compounds_and_figures_stay_together() {
        let words = [
            ("昨年", "名詞,副詞可能"),
            ("中央", "名詞,一般"),
            ("市場", "名詞,一般"),
            ("で", "助詞,格助詞"),
            ("約", "接頭詞,数接続"),
            ("3", "名詞,数"),
            ("人", "名詞,接尾,助数詞"),
            ("が", "助詞,格助詞"),
            ("負傷", "名詞,サ変接続"),
            ("し", "動詞,自立"),
            ("た", "助動詞"),
        ];
        assert_eq!(phrases(&words), ["昨年", "中央市場で", "約3人が", "負傷した"]);
    }
}
