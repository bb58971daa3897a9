//! The names of all rules that make claims, with where each comes from: for documents, tables of precision, and the page.

use super::modality::Modality;
use std::sync::LazyLock;

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleAbout {
    /// As claims name it.
    pub name: &'static str,
    /// Literature or study.
    pub source: &'static str,
    /// An example.
    pub example: &'static str,
}

const CUES: &[RuleAbout] = &[
    about("direct-quote", "PARC 3 (Pareti 2016): source, cue, content", "市長は「急ぐ」と述べた。"),
    about(
        "direct-quote-gesture",
        "PolNeAR (Newell et al. 2018): cues that are no verbs of saying",
        "監督は「もう一度やる」と胸を張った。",
    ),
    about("quotation", "PARC 3: content without a cue", "監督は「選手を信じていた」。"),
    about(
        "noun-ending",
        "News usage: verbal noun as predicate (体言止め)",
        "同省は「事実と違う」とコメント。",
    ),
    about("split-quote", "PARC 3: attribution across sentences", "社長はこう話した。「来月に始める」"),
    about("quote-goes-on", "Centering for zero pronouns (Kameyama 1985)", "「検討もしていない」"),
    about("translated-quote", "Translated news, by reading", "「まだ早い」彼は言った。"),
    about("indirect", "PARC 3: indirect speech", "同社は増産すると発表した。"),
    about("stance", "PolNeAR: nouns as cues", "同社は増産するとの考えを示した。"),
    about("intention", "PolNeAR: nouns as cues", "市は橋を架け替える方針を示した。"),
    about("fact-object", "FactBank: source-introducing predicates", "社長は工場を閉じることを明らかにした。"),
    about("request", "FactBank: source-introducing predicates", "市は住民に避難するよう求めた。"),
    about("source-phrase", "PARC 3: prepositional cues", "警察によると、二人が軽いけがをした。"),
    about("hearsay", "松吉ほか 2010: 伝聞", "橋はもう渡れないという。"),
    about("unnamed", "松吉ほか 2010: 受け身の伝達", "原因は落雷とみられる。"),
    about("unnamed-stance", "PolNeAR: nouns as cues", "遅れるとの見方がある。"),
    about("narration", "The outlet's own voice", "橋が完成した。"),
];

const fn about(name: &'static str, source: &'static str, example: &'static str) -> RuleAbout {
    RuleAbout { name, source, example }
}

/// All rules a claim can name: cues first, then those of the ends of predicates.
pub fn claim_rules() -> &'static [RuleAbout] {
    static RULES: LazyLock<Vec<RuleAbout>> = LazyLock::new(|| {
        let mut rules = CUES.to_vec();
        for rule in Modality::new().rules() {
            if !rules.iter().any(|known| known.name == rule.name) {
                rules.push(RuleAbout { name: rule.name, source: rule.source, example: "" });
            }
        }
        rules
    });
    &RULES
}
