//! A scale of verdicts as people write it: a name, and a line for each step, with what the step says behind a
//! colon. `正しい：大事な点に誤りがない` is a step.

use shirushi_model::{Degree, VerdictScale, VerdictStep, Wording};

/// So many characters of a name are kept.
const MOST: usize = 200;

/// A scale as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScaleWords {
    /// What it is called.
    pub name: String,
    /// The steps that are more or less true, a line each.
    pub graded: String,
    /// Those that are no degree (判定留保), a line each.
    pub apart: String,
}

/// Why a scale cannot be made of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleFault {
    /// The scale or a step has no name, or there is no step.
    Nameless,
    /// Two steps have one name.
    Twice,
}

impl ScaleWords {
    /// A scale as it would be written.
    pub fn of(scale: &VerdictScale) -> Self {
        let lines = |degree: Degree| {
            let steps = scale.steps.iter().filter(|step| step.degree == degree);
            let line = |step: &VerdictStep| match step.meaning.japanese() {
                "" => step.name.japanese().to_owned(),
                meaning => format!("{}：{meaning}", step.name.japanese()),
            };
            steps.map(line).collect::<Vec<_>>().join("\n")
        };
        let name = scale.name.japanese().to_owned();
        Self { name, graded: lines(Degree::Graded), apart: lines(Degree::Apart) }
    }

    /// The scale that is written, instead of `was` or, without one, under a key that is not among `taken`.
    /// Steps that keep their name keep their key, and with it the verdicts that were given; words in the
    /// other language stay where these were not changed.
    ///
    /// # Errors
    ///
    /// When a name is missing or two steps have the same.
    ///
    /// ```
    /// use shirushi_results::scale::ScaleWords;
    ///
    /// let graded = "正しい：誤りがない\n誤り".into();
    /// let written = ScaleWords { name: "当社の基準".into(), graded, apart: "判定留保".into() };
    /// let scale = written.scale(None, &[]).unwrap();
    /// assert_eq!((scale.key.as_str(), scale.steps.len()), ("own-1", 3));
    /// assert_eq!(ScaleWords::of(&scale), written);
    /// ```
    pub fn scale(&self, was: Option<&VerdictScale>, taken: &[String]) -> Result<VerdictScale, ScaleFault> {
        let former: &[VerdictStep] = was.map_or(&[], |was| &was.steps);
        let mut keys: Vec<String> = former.iter().map(|step| step.key.clone()).collect();
        let mut steps: Vec<VerdictStep> = Vec::new();
        for (text, degree) in [(&self.graded, Degree::Graded), (&self.apart, Degree::Apart)] {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let step = step(line, degree, former, &mut keys)?;
                if steps.iter().any(|other| other.name.japanese() == step.name.japanese()) {
                    return Err(ScaleFault::Twice);
                }
                steps.push(step);
            }
        }
        let name = cut(&self.name);
        if name.is_empty() || steps.is_empty() {
            return Err(ScaleFault::Nameless);
        }
        let name = was.map(|was| was.name.clone()).filter(|was| was.japanese() == name);
        Ok(VerdictScale {
            key: was.map_or_else(|| free("own", taken), |was| was.key.clone()),
            name: name.unwrap_or_else(|| Wording::new(&cut(&self.name), "")),
            steps,
        })
    }
}

/// The step that a line tells.
fn step(
    line: &str,
    degree: Degree,
    former: &[VerdictStep],
    keys: &mut Vec<String>,
) -> Result<VerdictStep, ScaleFault> {
    let (name, meaning) = line.split_once(['：', ':']).unwrap_or((line, ""));
    let (name, meaning) = (cut(name), meaning.trim());
    if name.is_empty() {
        return Err(ScaleFault::Nameless);
    }
    let Some(known) = former.iter().find(|step| step.name.japanese() == name) else {
        let key = free("step", keys);
        keys.push(key.clone());
        let (name, meaning) = (Wording::new(&name, ""), Wording::new(meaning, ""));
        return Ok(VerdictStep { key, name, meaning, degree });
    };
    let same = known.meaning.japanese() == meaning;
    let meaning = if same { known.meaning.clone() } else { Wording::new(meaning, "") };
    Ok(VerdictStep { degree, meaning, ..known.clone() })
}

fn cut(name: &str) -> String {
    name.trim().chars().take(MOST).collect()
}

/// The first of `own-1`, `own-2` … that is not taken.
fn free(stem: &str, taken: &[String]) -> String {
    let mut numbered = (1..=taken.len() + 1).map(|number| format!("{stem}-{number}"));
    numbered.find(|key| !taken.contains(key)).unwrap_or_else(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

    use super::*;

    fn written(name: &str, graded: &str, apart: &str) -> ScaleWords {
        ScaleWords { name: name.to_owned(), graded: graded.to_owned(), apart: apart.to_owned() }
    }

    #[test]
    fn what_keeps_its_name_keeps_its_key() {
        let scale = written("当社", "よし：誤りがない\nだめ", "").scale(None, &["own-1".to_owned()]).unwrap();
        assert_eq!(scale.key, "own-2");
        let again = written("当社の基準", "だめ\nまあまあ\nよし：誤りがない", "保留: まだ")
            .scale(Some(&scale), &[])
            .unwrap();
        assert_eq!(again.key, "own-2");
        let keys: Vec<(&str, &str)> =
            again.steps.iter().map(|step| (step.name.japanese(), step.key.as_str())).collect();
        assert_eq!(
            keys,
            [("だめ", "step-2"), ("まあまあ", "step-3"), ("よし", "step-1"), ("保留", "step-4")]
        );
        assert_eq!(again.steps[3].degree, Degree::Apart);
        assert_eq!(again.steps[3].meaning.japanese(), "まだ");
    }

    #[test]
    fn words_in_the_other_language_stay() {
        let built_in = VerdictScale::built_in().remove(0);
        assert_eq!(ScaleWords::of(&built_in).scale(Some(&built_in), &[]).unwrap(), built_in);
    }

    #[test]
    fn faults_are_told() {
        let fault = |name: &str, graded: &str| written(name, graded, "").scale(None, &[]).unwrap_err();
        assert_eq!(fault("", "よし"), ScaleFault::Nameless);
        assert_eq!(fault("当社", " \n "), ScaleFault::Nameless);
        assert_eq!(fault("当社", "：意味だけ"), ScaleFault::Nameless);
        assert_eq!(fault("当社", "よし\nよし：誤りがない"), ScaleFault::Twice);
    }
}
