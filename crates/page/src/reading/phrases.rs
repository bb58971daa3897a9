//! Where phrases (文節) begin: a word that can stand alone with the particles and endings that lean on it.
//! Pure.

use shirushi_model::{ByteSpan, PartOfSpeech, TokenView, Tokens, WordClass};

/// The starts of phrases inside a span, its own start left out. Words the analysis did not cut begin one.
pub fn phrase_starts(tokens: &Tokens, text: &str, span: ByteSpan) -> Vec<u32> {
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
    if former.class() == WordClass::Prefix || former == PartOfSpeech::OpeningBracket {
        return true;
    }
    match pos.class() {
        WordClass::Particle | WordClass::AuxiliaryVerb => true,
        WordClass::Symbol => pos != PartOfSpeech::OpeningBracket,
        WordClass::Verb => {
            pos != PartOfSpeech::Verb || token.lemma == "する" && former == PartOfSpeech::VerbalNoun
        }
        WordClass::Adjective => pos != PartOfSpeech::Adjective,
        WordClass::Noun => {
            pos.is_noun_suffix() || pos.is_dependent_noun() || is_compounded(former) && is_compounded(pos)
        }
        _ => false,
    }
}

/// Whether it is a noun that is one with the noun beside it: a figure, its comma and its unit are one, and so
/// are the parts of a compound noun (中央市場).
fn is_compounded(pos: PartOfSpeech) -> bool {
    use PartOfSpeech::{AdverbialNoun, ContractedPronoun, Pronoun};
    pos.class() == WordClass::Noun && !matches!(pos, AdverbialNoun | Pronoun | ContractedPronoun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::PartOfSpeech::*;

    /// Words with their parts of speech, cut where a phrase begins.
    fn phrases(words: &[(&str, PartOfSpeech)]) -> Vec<String> {
        let text: String = words.iter().map(|(surface, _)| *surface).collect();
        let mut tokens = Tokens::default();
        let mut at = 0;
        for (surface, pos) in words {
            tokens.starts.push(at as u32);
            at += surface.len();
            tokens.ends.push(at as u32);
            tokens.pos.push(*pos);
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
            ("市長", CommonNoun),
            ("は", TopicParticle),
            ("「", OpeningBracket),
            ("急い", Verb),
            ("で", ConjunctiveParticle),
            ("いる", DependentVerb),
            ("」", ClosingBracket),
            ("と", CaseParticle),
            ("述べ", Verb),
            ("た", AuxiliaryVerb),
            ("。", FullStop),
        ];
        assert_eq!(phrases(&words), ["市長は", "「急いでいる」と", "述べた。"]);
    }

    #[test]
    fn compounds_and_figures_stay_together() {
        let words = [
            ("昨年", AdverbialNoun),
            ("中央", CommonNoun),
            ("市場", CommonNoun),
            ("で", CaseParticle),
            ("約", NumberPrefix),
            ("3", Number),
            ("人", Counter),
            ("が", CaseParticle),
            ("負傷", VerbalNoun),
            ("し", Verb),
            ("た", AuxiliaryVerb),
        ];
        assert_eq!(phrases(&words), ["昨年", "中央市場で", "約3人が", "負傷した"]);
    }
}
