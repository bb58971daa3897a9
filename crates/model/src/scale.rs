//! Scales of verdicts as data: the steps a check can be decided on, each with its name and what it says, in
//! both languages.
//!
//! Three come with the program; a project may have others of its own. Nothing else in the program knows a
//! step by name.

use serde::{Deserialize, Serialize};

/// The steps on which checks of one project, or of one newsroom, are decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictScale {
    /// Tells it from others, and is how checks name it: `fij`.
    pub key: String,
    /// What it is called.
    pub name: Wording,
    /// Its steps, in the order they are shown; keys 1 to 9 choose the first nine.
    pub steps: Vec<VerdictStep>,
}

/// One step of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictStep {
    /// Tells it from the other steps of its scale, and is how checks name it: `inaccurate`.
    pub key: String,
    /// What it is called.
    pub name: Wording,
    /// When it is given.
    pub meaning: Wording,
    /// Whether it is more or less true, or stands apart from all degrees (判定留保, 検証対象外).
    pub degree: Degree,
}

/// Whether a step is a degree of truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Degree {
    /// More or less true: such steps stand in order.
    Graded,
    /// No degree: nothing can be shown, or there is nothing to be shown.
    Apart,
}

impl Degree {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Graded, Self::Apart];
}

/// The same words in Japanese and in English. One of them may be empty: then the other stands for both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// 日本語
    pub ja: String,
    /// English
    pub en: String,
}

impl Wording {
    /// Both.
    pub fn new(ja: &str, en: &str) -> Self {
        Self { ja: ja.to_owned(), en: en.to_owned() }
    }

    /// The Japanese words, or the English ones where there are none.
    pub fn japanese(&self) -> &str {
        if self.ja.is_empty() { &self.en } else { &self.ja }
    }

    /// The English words, or the Japanese ones where there are none.
    pub fn english(&self) -> &str {
        if self.en.is_empty() { &self.ja } else { &self.en }
    }
}

impl VerdictScale {
    /// The key of the scale that new checks are decided on.
    pub const DEFAULT: &str = "fij";

    /// The scales that come with the program, that of [`VerdictScale::DEFAULT`] first.
    pub fn built_in() -> Vec<Self> {
        vec![fij(), ifcn(), halves()]
    }

    /// The step with this key.
    pub fn step(&self, key: &str) -> Option<&VerdictStep> {
        self.steps.iter().find(|step| step.key == key)
    }
}

/// Names and meanings of steps: key, 日本語, English, 日本語の説明, what it says.
type Steps = [(&'static str, &'static str, &'static str, &'static str, &'static str)];

fn scale(key: &str, name: Wording, graded: &Steps, apart: &Steps) -> VerdictScale {
    let step = |degree: Degree| {
        move |&(key, ja, en, meaning, says): &(&str, &str, &str, &str, &str)| VerdictStep {
            key: key.to_owned(),
            name: Wording::new(ja, en),
            meaning: Wording::new(meaning, says),
            degree,
        }
    };
    let graded = graded.iter().map(step(Degree::Graded));
    VerdictScale {
        key: key.to_owned(),
        name,
        steps: graded.chain(apart.iter().map(step(Degree::Apart))).collect(),
    }
}

/// The nine steps of the FactCheck Initiative Japan (ファクトチェック・イニシアティブ, レーティング基準,
/// 2019), told in our own words.
fn fij() -> VerdictScale {
    scale(
        VerdictScale::DEFAULT,
        Wording::new("FIJの基準", "FIJ ratings"),
        &[
            (
                "accurate",
                "正確",
                "Accurate",
                "誤りがなく、大事な点も欠けていない",
                "no error, and nothing important left out",
            ),
            (
                "mostly-accurate",
                "ほぼ正確",
                "Mostly accurate",
                "細部に難はあるが、根幹は正しい",
                "flawed in details, right in substance",
            ),
            (
                "misleading",
                "ミスリード",
                "Misleading",
                "はっきりした誤りはないが、見出しや省略のために誤解を招く",
                "no outright error, but headline or omission leads astray",
            ),
            (
                "inaccurate",
                "不正確",
                "Inaccurate",
                "正しい点と誤った点がまじり、全体として正確でない",
                "right and wrong mixed, and not accurate as a whole",
            ),
            (
                "unsupported",
                "根拠不明",
                "Unsupported",
                "誤りとまでは示せないが、裏づけがないか、ごく乏しい",
                "not shown to be wrong, but nothing or next to nothing bears it out",
            ),
            ("wrong", "誤り", "Wrong", "すべて、または根幹が事実と違う", "wrong altogether, or in substance"),
            (
                "false",
                "虚偽",
                "False",
                "根幹が事実と違い、知りながら伝えた疑いが濃い",
                "wrong in substance, and very likely told in the knowledge of it",
            ),
        ],
        &[
            (
                "suspended",
                "判定留保",
                "Suspended",
                "いまは真偽を示せず、誤りとも言い切れない",
                "neither can be shown for now",
            ),
            (
                "not-checkable",
                "検証対象外",
                "Not checkable",
                "意見や評価で、真偽を問えない",
                "opinion or judgement: not a matter of fact",
            ),
        ],
    )
}

/// Steps as many signatories of the International Fact-Checking Network have them. The network itself
/// prescribes none.
fn ifcn() -> VerdictScale {
    scale(
        "ifcn",
        Wording::new("IFCN加盟団体に多い段階", "Steps common among IFCN signatories"),
        &[
            (
                "true",
                "真実",
                "True",
                "正しく、大事な点も欠けていない",
                "right, with nothing important left out",
            ),
            (
                "mostly-true",
                "ほぼ真実",
                "Mostly true",
                "正しいが、補足が要る",
                "right, but something is to be added",
            ),
            (
                "half-true",
                "半分真実",
                "Half true",
                "一部は正しいが、文脈や大事な点が抜けている",
                "partly right, with context or substance missing",
            ),
            (
                "mostly-false",
                "ほぼ誤り",
                "Mostly false",
                "正しい点もあるが、全体の印象は事実と違う",
                "a grain of truth, but the whole leads elsewhere",
            ),
            ("false", "誤り", "False", "事実と違う", "not so"),
        ],
        &[(
            "unproven",
            "証明できない",
            "Unproven",
            "真偽を示す証拠が足りない",
            "the evidence does not suffice either way",
        )],
    )
}

/// 正しい, 一部正しい, 誤り: for quick work.
fn halves() -> VerdictScale {
    scale(
        "three",
        Wording::new("三段階", "Three steps"),
        &[
            ("true", "正しい", "True", "事実のとおり", "so it is"),
            ("half", "一部正しい", "Half true", "正しい点と違う点がある", "partly so"),
            ("false", "誤り", "False", "事実と違う", "not so"),
        ],
        &[(
            "open",
            "判定できない",
            "Undecided",
            "いまの証拠では決められない",
            "the evidence does not suffice",
        )],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_step_has_its_own_key_and_both_languages() {
        let scales = VerdictScale::built_in();
        assert_eq!(scales.first().map(|scale| scale.key.as_str()), Some(VerdictScale::DEFAULT));
        assert_eq!(scales.first().map(|scale| scale.steps.len()), Some(9));
        for scale in &scales {
            let keys: BTreeSet<&str> = scale.steps.iter().map(|step| step.key.as_str()).collect();
            assert_eq!(keys.len(), scale.steps.len(), "{}", scale.key);
            for step in &scale.steps {
                for words in [&step.name, &step.meaning] {
                    assert!(!words.ja.is_empty() && !words.en.is_empty(), "{}", step.key);
                }
            }
        }
    }

    #[test]
    fn one_language_stands_for_both_where_the_other_is_missing() {
        let own = Wording::new("要注意", "");
        assert_eq!((own.japanese(), own.english()), ("要注意", "要注意"));
    }
}
