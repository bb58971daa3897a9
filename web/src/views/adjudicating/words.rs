//! What the view of disagreements says, in both languages. It is loaded with it, and not with the page.

use crate::views::results::Pair;
use shirushi_agreement::Aspect;
use shirushi_agreement::measure::MarkField;
use shirushi_results::Language;

pub(super) const CLAIM: Pair = Pair("主張", "Claim");
pub(super) const HIGHLIGHT: Pair = Pair("ハイライト", "Highlight");
pub(super) const TITLE: Pair = Pair("突き合わせ", "Adjudication");
pub(super) const SUGGESTIONS: Pair = Pair("候補", "Suggestions");
pub(super) const HIDE_NAMES: Pair = Pair("名を隠す", "Hide names");
pub(super) const PEOPLE: Pair = Pair("人", "People");
pub(super) const QUEUE: Pair = Pair("食い違い", "Differences");
pub(super) const KINDS: Pair = Pair("食い違いの種類", "Kinds of differences");
pub(super) const ALL: Pair = Pair("すべて", "All");
pub(super) const NOBODY: Pair = Pair("名前なし", "without a name");
pub(super) const NO_DIFFERENCES: Pair =
    Pair("二人のマークに食い違いはありません。", "The two have marked nothing differently.");
pub(super) const ALONE: Pair = Pair(
    "もう一人のマークがまだありません。同じ記事にマークを付けた人のファイルを読み込むと、食い違いがここに並びます。",
    "Nobody else has marked these articles yet. Import the file of somebody who has, and what differs is listed here.",
);
pub(super) const READ_ANOTHER: Pair = Pair("もう一人のファイルを読み込む", "Import another person’s file");
pub(super) const DECIDED: Pair = Pair("判断済み", "Decided");
pub(super) const IS_DECIDED: Pair =
    Pair("判断済みです。変えることもできます。", "This is decided. It can be decided otherwise.");
pub(super) const NOT_MARKED: Pair = Pair("マークしていない", "not marked");
pub(super) const DIFFERS: Pair = Pair("違い", "Differs in");
pub(super) const SAME: Pair = Pair("同じ", "Same");
pub(super) const DECISION: Pair = Pair("どちらを採るか", "Decision");
pub(super) const UNION: Pair = Pair("合わせる", "Union");
pub(super) const INTERSECTION: Pair = Pair("重なりだけ", "Overlap only");
pub(super) const BOTH: Pair = Pair("両方残す", "Keep both");
pub(super) const NEITHER: Pair = Pair("採らない", "Neither");
pub(super) const REDRAW: Pair = Pair("境界を引き直す", "Redraw the limits");
pub(super) const REDRAW_LEAD: Pair = Pair(
    "文字を押すと近い方の端がそこへ動きます。←→で終わり、Shift+←→で始まり。",
    "Press a character: the nearer end moves there. ←→ moves the end, Shift+←→ the beginning.",
);
pub(super) const START: Pair = Pair("始まり", "Beginning");
pub(super) const END: Pair = Pair("終わり", "End");
pub(super) const START_BACK: Pair = Pair("始まりを一字前へ", "Beginning one character back");
pub(super) const START_FORTH: Pair = Pair("始まりを一字後ろへ", "Beginning one character forth");
pub(super) const END_BACK: Pair = Pair("終わりを一字前へ", "End one character back");
pub(super) const END_FORTH: Pair = Pair("終わりを一字後ろへ", "End one character forth");
pub(super) const DRAWN: Pair = Pair("この範囲に決める", "Decide for this");
pub(super) const NOT_NOW: Pair = Pair("やめる", "Cancel");
pub(super) const WRITE_GUIDE: Pair = Pair("使い方に書く", "Write into the guide");
pub(super) const GUIDE_ENTRY: Pair = Pair("何をどう決めたか、なぜか", "What was decided, and why");
pub(super) const GUIDE: Pair = Pair("使い方", "Guide");
pub(super) const SETTLE: Pair = Pair("一つにする", "Make them one");
pub(super) const AGREEMENT: Pair = Pair("一致の度合い", "Agreement");
pub(super) const BEFORE: Pair =
    Pair("判断の前のマークで数えます。", "Counted on the marks as they were before any decision.");
pub(super) const EXACT: Pair = Pair("F1 完全一致", "F1, exact");
pub(super) const OVERLAPPING: Pair = Pair("F1 部分一致", "F1, overlapping");
pub(super) const KAPPA: Pair = Pair("語ごとのκ", "κ per token");
pub(super) const ALPHA: Pair = Pair("α（語ごと）", "α, nominal");
pub(super) const UNITIZING: Pair = Pair("α_u（区間）", "α_u, unitizing");
pub(super) const BY_TYPE: Pair = Pair("種類ごと", "By type");
pub(super) const COMMON: Pair = Pair("同", "same");
pub(super) const MISTAKEN: Pair = Pair("種類の取り違え", "Types taken for another");
pub(super) const FIELDS: Pair = Pair("マークの中身", "Inside of marks");

pub(super) fn aspect(aspect: Aspect) -> Pair {
    match aspect {
        Aspect::Range => Pair("範囲", "Range"),
        Aspect::Type => Pair("種類", "Type"),
        Aspect::Existence => Pair("有無", "Existence"),
        Aspect::Certainty => Pair("確かさ", "Certainty"),
        Aspect::Speaker => Pair("発言者", "Speaker"),
        Aspect::ClaimType => Pair("主張の種類", "Type of claim"),
        Aspect::Name => Pair("正式名称", "Canonical name"),
        Aspect::Details => Pair("細目", "Details"),
        Aspect::Note => Pair("メモ", "Note"),
    }
}

pub(super) fn field(field: MarkField) -> Pair {
    match field {
        MarkField::ClaimType => Pair("主張の種類", "Type of claim"),
        MarkField::Speaker => Pair("発言者", "Speaker"),
        MarkField::Certainty => Pair("確かさ", "Certainty"),
        MarkField::Quotation => Pair("引用の形", "Quotation"),
        MarkField::Polarity => Pair("肯定・否定", "Polarity"),
        MarkField::Name => Pair("正式名称", "Canonical name"),
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
