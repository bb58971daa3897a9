//! Universities beside their scholars: 早瀬大学の立花恭子教授, 奥羽国際大の野呂秀明教授, 瀬戸工科大准教授.
//! Whatever noun a university is named after, who teaches there shows that it has a name.

use super::ground::Weight;
use super::parties::run_start;
use super::scene::{Proposal, Scene};
use crate::shadow::{is_hiragana, is_kanji, is_katakana};
use shirushi_model::EntityType;

/// What a scholar is called.
const SCHOLARS: &[&str] = &[
    "名誉教授",
    "特任教授",
    "客員教授",
    "准教授",
    "教授",
    "専任講師",
    "講師",
    "助教",
    "学長",
    "総長",
    "研究員",
];

/// How long a scholar's name between the two may be, in characters.
const LONGEST_NAME: usize = 12;

/// Proposes universities.
pub(super) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for position in 2..shadow.len() {
        if shadow.at(position) != '大' {
            continue;
        }
        let end = ["大学大学院", "大学院", "大学", "大"]
            .iter()
            .find(|word| shadow.has(position, word))
            .map_or(position, |word| position + word.chars().count());
        if !is_before_scholar(scene, end) {
            continue;
        }
        let Some(start) = run_start(scene, position).filter(|start| end - start >= 3) else { continue };
        let kind = EntityType::Organization;
        proposals.push(Proposal { start, end, kind, weight: Weight::Titled });
    }
}

/// Whether a scholar stands behind: at once (准教授), or by name (の立花恭子教授).
fn is_before_scholar(scene: &Scene<'_>, end: usize) -> bool {
    let shadow = scene.shadow();
    let is_scholar = |position: usize| SCHOLARS.iter().any(|title| shadow.has(position, title));
    let is_joined = matches!(shadow.at(end), 'の' | '・');
    if !is_joined {
        return is_scholar(end);
    }
    let is_of_name =
        |c: char| is_kanji(c) || is_katakana(c) || is_hiragana(c) && c != 'の' || matches!(c, '・' | ' ');
    let start = end + 1;
    (start..start + LONGEST_NAME).take_while(|p| is_of_name(shadow.at(*p))).any(|p| is_scholar(p + 1))
}
