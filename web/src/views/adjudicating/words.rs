//! What the view of disagreements says, in both languages. It is loaded with it, and not with the page.

use crate::views::results::Bilingual;
use shirushi_agreement::Aspect;
use shirushi_agreement::measure::MarkField;
use shirushi_results::Language;

pub(super) const CLAIM: Bilingual = Bilingual("主張", "Claim");
pub(super) const HIGHLIGHT: Bilingual = Bilingual("ハイライト", "Highlight");
pub(super) const TITLE: Bilingual = Bilingual("突き合わせ", "Adjudication");
pub(super) const SUGGESTIONS: Bilingual = Bilingual("候補", "Suggestions");
pub(super) const HIDE_NAMES: Bilingual = Bilingual("名を隠す", "Hide names");
pub(super) const PEOPLE: Bilingual = Bilingual("人", "People");
pub(super) const QUEUE: Bilingual = Bilingual("食い違い", "Differences");
pub(super) const KINDS: Bilingual = Bilingual("食い違いの種類", "Kinds of differences");
pub(super) const ALL: Bilingual = Bilingual("すべて", "All");
pub(super) const NOBODY: Bilingual = Bilingual("名前なし", "without a name");
pub(super) const NO_DIFFERENCES: Bilingual =
    Bilingual("二人のマークに食い違いはありません。", "The two have marked nothing differently.");
pub(super) const ALONE: Bilingual = Bilingual(
    "もう一人のマークがまだありません。同じ記事にマークを付けた人のファイルを読み込むと、食い違いがここに並びます。",
    "Nobody else has marked these articles yet. Import the file of somebody who has, and what differs is listed here.",
);
pub(super) const READ_ANOTHER: Bilingual =
    Bilingual("もう一人のファイルを読み込む", "Import another person’s file");
pub(super) const DECIDED: Bilingual = Bilingual("判断済み", "Decided");
pub(super) const IS_DECIDED: Bilingual =
    Bilingual("判断済みです。変えることもできます。", "This is decided. It can be decided otherwise.");
pub(super) const NOT_MARKED: Bilingual = Bilingual("マークしていない", "not marked");
pub(super) const DIFFERS: Bilingual = Bilingual("違い", "Differs in");
pub(super) const SAME: Bilingual = Bilingual("同じ", "Same");
pub(super) const DECISION: Bilingual = Bilingual("どちらを採るか", "Decision");
pub(super) const UNION: Bilingual = Bilingual("合わせる", "Union");
pub(super) const INTERSECTION: Bilingual = Bilingual("重なりだけ", "Overlap only");
pub(super) const BOTH: Bilingual = Bilingual("両方残す", "Keep both");
pub(super) const NEITHER: Bilingual = Bilingual("採らない", "Neither");
pub(super) const REDRAW: Bilingual = Bilingual("境界を引き直す", "Redraw the limits");
pub(super) const REDRAW_LEAD: Bilingual = Bilingual(
    "文字を押すと近い方の端がそこへ動きます。←→で終わり、Shift+←→で始まり。",
    "Press a character: the nearer end moves there. ←→ moves the end, Shift+←→ the beginning.",
);
pub(super) const START: Bilingual = Bilingual("始まり", "Beginning");
pub(super) const END: Bilingual = Bilingual("終わり", "End");
pub(super) const START_BACK: Bilingual = Bilingual("始まりを一字前へ", "Beginning one character back");
pub(super) const START_FORTH: Bilingual = Bilingual("始まりを一字後ろへ", "Beginning one character forth");
pub(super) const END_BACK: Bilingual = Bilingual("終わりを一字前へ", "End one character back");
pub(super) const END_FORTH: Bilingual = Bilingual("終わりを一字後ろへ", "End one character forth");
pub(super) const DRAWN: Bilingual = Bilingual("この範囲に決める", "Decide for this");
pub(super) const NOT_NOW: Bilingual = Bilingual("やめる", "Cancel");
pub(super) const WRITE_GUIDE: Bilingual = Bilingual("使い方に書く", "Write into the guide");
pub(super) const GUIDE_ENTRY: Bilingual = Bilingual("何をどう決めたか、なぜか", "What was decided, and why");
pub(super) const GUIDE: Bilingual = Bilingual("使い方", "Guide");
pub(super) const SETTLE: Bilingual = Bilingual("一つにする", "Make them one");
pub(super) const AGREEMENT: Bilingual = Bilingual("一致の度合い", "Agreement");
pub(super) const BEFORE: Bilingual =
    Bilingual("判断の前のマークで数えます。", "Counted on the marks as they were before any decision.");
pub(super) const EXACT: Bilingual = Bilingual("F1 完全一致", "F1, exact");
pub(super) const OVERLAPPING: Bilingual = Bilingual("F1 部分一致", "F1, overlapping");
pub(super) const KAPPA: Bilingual = Bilingual("語ごとのκ", "κ per token");
pub(super) const ALPHA: Bilingual = Bilingual("α（語ごと）", "α, nominal");
pub(super) const UNITIZING: Bilingual = Bilingual("α_u（区間）", "α_u, unitizing");
pub(super) const BY_TYPE: Bilingual = Bilingual("種類ごと", "By type");
pub(super) const COMMON: Bilingual = Bilingual("同", "same");
pub(super) const MISTAKEN: Bilingual = Bilingual("種類の取り違え", "Types taken for another");
pub(super) const FIELDS: Bilingual = Bilingual("マークの中身", "Inside of marks");

pub(super) fn aspect(aspect: Aspect) -> Bilingual {
    match aspect {
        Aspect::Range => Bilingual("範囲", "Range"),
        Aspect::Type => Bilingual("種類", "Type"),
        Aspect::Existence => Bilingual("有無", "Existence"),
        Aspect::Certainty => Bilingual("確かさ", "Certainty"),
        Aspect::Speaker => Bilingual("発言者", "Speaker"),
        Aspect::ClaimType => Bilingual("主張の種類", "Type of claim"),
        Aspect::Name => Bilingual("正式名称", "Canonical name"),
        Aspect::Details => Bilingual("細目", "Details"),
        Aspect::Note => Bilingual("メモ", "Note"),
    }
}

pub(super) fn field(field: MarkField) -> Bilingual {
    match field {
        MarkField::ClaimType => Bilingual("主張の種類", "Type of claim"),
        MarkField::Speaker => Bilingual("発言者", "Speaker"),
        MarkField::Certainty => Bilingual("確かさ", "Certainty"),
        MarkField::Quotation => Bilingual("引用の形", "Quotation"),
        MarkField::Polarity => Bilingual("肯定・否定", "Polarity"),
        MarkField::Name => Bilingual("正式名称", "Canonical name"),
    }
}

pub(super) fn marks(language: Language, count: usize) -> String {
    match language {
        Language::Japanese => format!("マーク{count}"),
        Language::English => format!("{count} marks"),
    }
}

pub(super) fn alike(language: Language, count: usize) -> String {
    match language {
        Language::Japanese => format!("同じマーク{count}件。"),
        Language::English => format!("{count} marks are the same."),
    }
}

pub(super) fn like_it(language: Language, count: usize) -> String {
    match language {
        Language::Japanese => {
            format!("同じ違いがほかに{count}件あります。Shiftを押しながら数字を押すと、まとめて判断します。")
        }
        Language::English => {
            format!("{count} more differ in the same way. Shift with a digit decides all of them.")
        }
    }
}

pub(super) fn into_guide(language: Language, name: &str) -> String {
    match language {
        Language::Japanese => format!("「{name}」の使い方に加える"),
        Language::English => format!("Add to the guide of “{name}”"),
    }
}
