//! What the screen of checks says, in both languages.

use super::super::Drawn;
use super::super::words::Pair;
use crate::ports::clock;
use shirushi_model::{Check, CheckAct, Signature, Stage, Timestamp, VerdictScale, Wording};
use shirushi_results::checking::RankReason;
use shirushi_results::{Language, words as results_words};

pub(super) const ADD_EXHIBIT: Pair = Pair("証拠を足す", "Add evidence");
pub(super) const ADD_QUESTION: Pair = Pair("問いを足す", "Add question");
pub(super) const ADDRESS: Pair = Pair("アドレスか置き場所", "Address, or where it is kept");
pub(super) const ALSO_HERE: Pair = Pair("検証に含める", "Include in the check");
pub(super) const ANSWER: Pair = Pair("答え", "Answer");
pub(super) const ANSWERED: Pair = Pair("答えたもの", "answered");
pub(super) const ASKED: Pair = Pair("問い", "Question");
pub(super) const AWAITING: Pair = Pair("確認を待つ", "awaits confirmation");
pub(super) const BEGIN: Pair = Pair("検証を始める", "Begin the check");
pub(super) const CANCEL: Pair = Pair("やめる", "Cancel");
pub(super) const CHANGE: Pair = Pair("書き直す", "Change");
pub(super) const CHANGE_SCALE: Pair = Pair("この基準を直す", "Change this scale");
pub(super) const CLAIMS: Pair = Pair("検証する主張", "Claims to check");
pub(super) const CONFIRM: Pair = Pair("確認する", "Confirm");
pub(super) const CONFIRMED: Pair = Pair("確認", "confirmed");
pub(super) const CONFIRMED_SEAL: Pair = Pair("確認された判定", "Confirmed verdict");
pub(super) const COPY: Pair = Pair("写し", "copy");
pub(super) const DECIDERS: Pair = Pair("決めた人", "Decided by");
pub(super) const DRAFTED: Pair = Pair("起案", "drafted");
pub(super) const EXHIBIT: Pair = Pair("証拠", "Evidence");
pub(super) const TAKE_COPY: Pair = Pair("写しのファイルから", "From the file of a copy");
pub(super) const DROP_COPY: Pair = Pair(
    "ファイルをここに置いても計算します。ファイルは読むだけで、保存しません。",
    "Or drop the file here. It is only read, not kept.",
);
pub(super) const READING_COPY: Pair = Pair("ファイルを読んでいます…", "Reading the file…");
pub(super) const COPY_UNREADABLE: Pair = Pair("ファイルを読めませんでした。", "The file could not be read.");
pub(super) const FINGERPRINT: Pair = Pair("写しの指紋（SHA-256）", "Fingerprint of a copy (SHA-256)");
pub(super) const FIRST_CLAIM: Pair = Pair("この主張", "this claim");
pub(super) const FROM_HERE: Pair = Pair("検証から外す", "Leave out of the check");
pub(super) const GROUNDS: Pair = Pair("判定の理由", "Grounds");
pub(super) const HISTORY: Pair = Pair("履歴", "History");
pub(super) const INCLUDED: Pair = Pair("検証に含む", "in the check");
pub(super) const LIST_OUT: Pair = Pair("一覧", "List");
pub(super) const MEDIUM: Pair = Pair("種類", "Kind");
pub(super) const MORE: Pair = Pair("続きを表示", "Show more");
pub(super) const NEW_SCALE: Pair = Pair("自分の基準を作る", "New scale of your own");
pub(super) const NOBODY: Pair = Pair("まだ誰も判定していない", "nobody has decided yet");
pub(super) const NO_LONGER_THERE: Pair = Pair("記事にもう見当たらない", "no longer in the article");
pub(super) const NO_NAME: Pair = Pair("名前なし", "no name");
pub(super) const NO_QUESTION: Pair =
    Pair("何がわかれば決められるかを、問いにして書きます。", "Write down what has to be found out.");
pub(super) const NO_VERDICT: Pair = Pair("判定なし", "no verdict");
pub(super) const NOT_BEGUN: Pair = Pair("未着手", "not begun");
pub(super) const NOTHING_YET: Pair = Pair(
    "記事を加えると、検証に値する主張がここに並びます。比較の表で K を押すと、ここに加わります。",
    "Claims worth checking stand here once there are articles. K in the table of the comparison adds one.",
);
pub(super) const OTHER_VIEWS: Pair = Pair("ほかの言い方", "Others");
pub(super) const OUTLET_UNKNOWN: Pair = Pair("媒体不明", "unknown outlet");
pub(super) const PLACE_DAY: Pair = Pair("2025-10-05", "2025-10-05");
pub(super) const PROPOSED_SEAL: Pair = Pair("判定の案（確認待ち）", "Proposed verdict (not confirmed)");
pub(super) const PUBLISHED: Pair = Pair("公開", "published");
pub(super) const PUBLISHED_DAY: Pair = Pair("公開の日", "Published on");
pub(super) const PUT_EXHIBIT: Pair = Pair("証拠を入れる", "Put evidence");
pub(super) const PUT_QUESTION: Pair = Pair("問いを入れる", "Put question");
pub(super) const QUESTIONS: Pair = Pair("問いと答え", "Questions and answers");
pub(super) const QUOTATION: Pair = Pair("引用", "Its words");
pub(super) const READ_DAY: Pair = Pair("読んだ日", "Read on");
pub(super) const READ_ON: Pair = Pair("読んだ日", "read on");
pub(super) const REMOVE_CHECK: Pair = Pair("この検証を消す", "Remove this check");
pub(super) const REMOVE_EXHIBIT: Pair = Pair("証拠を消す", "Remove evidence");
pub(super) const REMOVE_QUESTION: Pair = Pair("問いを消す", "Remove question");
pub(super) const REMOVED: Pair = Pair("記事はプロジェクトから外された", "the article was removed");
pub(super) const REWORDED: Pair = Pair("検証する主張（言い直した言葉）", "The claim, in your own words");
pub(super) const SCALE: Pair = Pair("基準", "Scale");
pub(super) const SEND_BACK: Pair = Pair("差し戻す", "Send back");
pub(super) const SOURCE: Pair = Pair("誰の、何という資料か", "Whose it is, and what it is called");
pub(super) const STAGES: Pair = Pair("段階", "Stage");
pub(super) const STANCE: Pair = Pair("主張に対して", "How it stands to the claim");
pub(super) const VERDICT: Pair = Pair("判定", "Verdict");
pub(super) const WAITING: Pair = Pair("照会中（誰に、いつまで）", "Waiting for whom, until when");
pub(super) const WAITING_NOW: Pair = Pair("照会中", "waiting");
pub(super) const WHO_SAYS: Pair = Pair("だれが、どの記事で言うか", "Who says so, and where");
pub(super) const WHY_BACK: Pair = Pair("差し戻す理由", "Why it is sent back");
pub(super) const WITHDRAW: Pair = Pair("判定を取り下げる", "Withdraw the verdict");

/// Why a piece of evidence cannot be kept as it is written.
pub(super) const NOT_A_DAY: Pair =
    Pair("日は 2025-10-05 の形で書くか、空けておきます。", "Write days as 2025-10-05, or leave them out.");
pub(super) const NOT_A_FINGERPRINT: Pair = Pair(
    "指紋は16進数64桁です。ないときは空けておきます。",
    "A fingerprint is 64 hexadecimal digits; leave it out if there is none.",
);
pub(super) const NOT_NAMED: Pair =
    Pair("資料の名かアドレスのどちらかが要ります。", "Name the source or give its address.");

/// Why a claim stands where it stands.
pub(super) fn reason(reason: RankReason) -> Pair {
    match reason {
        RankReason::Contradicted => Pair("矛盾する記事がある", "contradicted"),
        RankReason::Disputed => Pair("食い違う", "told otherwise"),
        RankReason::Number => Pair("数がある", "has a number"),
        RankReason::Outright => Pair("名のある人の断定", "said outright by somebody named"),
        RankReason::Repeated => Pair("三つ以上の記事が伝える", "repeated by three or more"),
        RankReason::Worthy => Pair("確かめられる内容", "checkable by its words"),
    }
}

/// Words that were written in both languages, in the one that is shown.
pub(super) fn worded(language: Language, wording: &Wording) -> String {
    language.of(wording.japanese(), wording.english()).to_owned()
}

/// What the verdict of a check is called: by its scale, or as it was written where no scale has it.
pub(super) fn verdict(language: Language, scales: &[VerdictScale], check: &Check) -> Option<String> {
    check.verdict.as_ref().map(|key| step(language, scales, &check.scale, key))
}

fn step(language: Language, scales: &[VerdictScale], scale: &str, key: &str) -> String {
    let found = scales.iter().find(|one| one.key == scale).and_then(|scale| scale.step(key));
    found.map_or_else(|| key.to_owned(), |step| worded(language, &step.name))
}

/// What a step of a history names by its key, in words.
pub(super) fn in_history(
    language: Language,
    scales: &[VerdictScale],
    check: &Check,
    act: CheckAct,
    key: &str,
) -> String {
    match act {
        CheckAct::Ruled | CheckAct::Confirmed => step(language, scales, &check.scale, key),
        CheckAct::Moved => {
            let stage = Stage::ALL.into_iter().find(|stage| stage.name() == key);
            stage.map_or(key, |stage| results_words::stage(language, stage)).to_owned()
        }
        _ => key.to_owned(),
    }
}

/// A day and a time of day, as people write them where the device is.
pub(super) fn moment(language: Language, at: Timestamp) -> String {
    let (day, time) = clock::told(at, language.code());
    format!("{day} {time}")
}

/// By what name somebody signed.
pub(super) fn name<'a>(of: &Drawn<'_>, signature: &'a Signature) -> &'a str {
    if signature.by.is_empty() { of.say(NO_NAME) } else { &signature.by }
}
