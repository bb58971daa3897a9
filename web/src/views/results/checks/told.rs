//! What the screen of checks says, in both languages.

use super::super::Drawn;
use super::super::words::Bilingual;
use crate::ports::clock;
use shirushi_model::{Check, CheckAct, Signature, Stage, Timestamp, VerdictScale, Wording};
use shirushi_results::checking::RankReason;
use shirushi_results::{Language, words as results_words};

pub(super) const ADD_EXHIBIT: Bilingual = Bilingual("証拠を足す", "Add evidence");
pub(super) const ADD_QUESTION: Bilingual = Bilingual("問いを足す", "Add question");
pub(super) const ADDRESS: Bilingual = Bilingual("アドレスか置き場所", "Address, or where it is kept");
pub(super) const ALSO_HERE: Bilingual = Bilingual("検証に含める", "Include in the check");
pub(super) const ANSWER: Bilingual = Bilingual("答え", "Answer");
pub(super) const ANSWERED: Bilingual = Bilingual("答えたもの", "answered");
pub(super) const ASKED: Bilingual = Bilingual("問い", "Question");
pub(super) const AWAITING: Bilingual = Bilingual("確認を待つ", "awaits confirmation");
pub(super) const BEGIN: Bilingual = Bilingual("検証を始める", "Begin the check");
pub(super) const CANCEL: Bilingual = Bilingual("やめる", "Cancel");
pub(super) const CHANGE: Bilingual = Bilingual("書き直す", "Change");
pub(super) const CHANGE_SCALE: Bilingual = Bilingual("この基準を直す", "Change this scale");
pub(super) const CLAIMS: Bilingual = Bilingual("検証する主張", "Claims to check");
pub(super) const CONFIRM: Bilingual = Bilingual("確認する", "Confirm");
pub(super) const CONFIRMED: Bilingual = Bilingual("確認", "confirmed");
pub(super) const CONFIRMED_SEAL: Bilingual = Bilingual("確認された判定", "Confirmed verdict");
pub(super) const COPY: Bilingual = Bilingual("写し", "copy");
pub(super) const DECIDERS: Bilingual = Bilingual("決めた人", "Decided by");
pub(super) const DRAFTED: Bilingual = Bilingual("起案", "drafted");
pub(super) const EXHIBIT: Bilingual = Bilingual("証拠", "Evidence");
pub(super) const TAKE_COPY: Bilingual = Bilingual("写しのファイルから", "From the file of a copy");
pub(super) const DROP_COPY: Bilingual = Bilingual(
    "ファイルをここに置いても計算します。ファイルは読むだけで、保存しません。",
    "Or drop the file here. It is only read, not kept.",
);
pub(super) const READING_COPY: Bilingual = Bilingual("ファイルを読んでいます…", "Reading the file…");
pub(super) const COPY_UNREADABLE: Bilingual =
    Bilingual("ファイルを読めませんでした。", "The file could not be read.");
pub(super) const FINGERPRINT: Bilingual =
    Bilingual("写しの指紋（SHA-256）", "Fingerprint of a copy (SHA-256)");
pub(super) const FIRST_CLAIM: Bilingual = Bilingual("この主張", "this claim");
pub(super) const FROM_HERE: Bilingual = Bilingual("検証から外す", "Leave out of the check");
pub(super) const GROUNDS: Bilingual = Bilingual("判定の理由", "Grounds");
pub(super) const HISTORY: Bilingual = Bilingual("履歴", "History");
pub(super) const INCLUDED: Bilingual = Bilingual("検証に含む", "in the check");
pub(super) const LIST_OUT: Bilingual = Bilingual("一覧", "List");
pub(super) const MEDIUM: Bilingual = Bilingual("種類", "Kind");
pub(super) const MORE: Bilingual = Bilingual("続きを表示", "Show more");
pub(super) const NEW_SCALE: Bilingual = Bilingual("自分の基準を作る", "New scale of your own");
pub(super) const NOBODY: Bilingual = Bilingual("まだ誰も判定していない", "nobody has decided yet");
pub(super) const NO_LONGER_THERE: Bilingual = Bilingual("記事にもう見当たらない", "no longer in the article");
pub(super) const NO_NAME: Bilingual = Bilingual("名前なし", "no name");
pub(super) const NO_QUESTION: Bilingual =
    Bilingual("何がわかれば決められるかを、問いにして書きます。", "Write down what has to be found out.");
pub(super) const NO_VERDICT: Bilingual = Bilingual("判定なし", "no verdict");
pub(super) const NOT_BEGUN: Bilingual = Bilingual("未着手", "not begun");
pub(super) const NOTHING_YET: Bilingual = Bilingual(
    "記事を加えると、検証に値する主張がここに並びます。比較の表で K を押すと、ここに加わります。",
    "Claims worth checking stand here once there are articles. K in the table of the comparison adds one.",
);
pub(super) const OTHER_VIEWS: Bilingual = Bilingual("ほかの言い方", "Others");
pub(super) const OUTLET_UNKNOWN: Bilingual = Bilingual("媒体不明", "unknown outlet");
pub(super) const PLACE_DAY: Bilingual = Bilingual("2025-10-05", "2025-10-05");
pub(super) const PROPOSED_SEAL: Bilingual =
    Bilingual("判定の案（確認待ち）", "Proposed verdict (not confirmed)");
pub(super) const PUBLISHED: Bilingual = Bilingual("公開", "published");
pub(super) const PUBLISHED_DAY: Bilingual = Bilingual("公開の日", "Published on");
pub(super) const PUT_EXHIBIT: Bilingual = Bilingual("証拠を入れる", "Put evidence");
pub(super) const PUT_QUESTION: Bilingual = Bilingual("問いを入れる", "Put question");
pub(super) const QUESTIONS: Bilingual = Bilingual("問いと答え", "Questions and answers");
pub(super) const QUOTATION: Bilingual = Bilingual("引用", "Its words");
pub(super) const READ_DAY: Bilingual = Bilingual("読んだ日", "Read on");
pub(super) const READ_ON: Bilingual = Bilingual("読んだ日", "read on");
pub(super) const REMOVE_CHECK: Bilingual = Bilingual("この検証を消す", "Remove this check");
pub(super) const REMOVE_EXHIBIT: Bilingual = Bilingual("証拠を消す", "Remove evidence");
pub(super) const REMOVE_QUESTION: Bilingual = Bilingual("問いを消す", "Remove question");
pub(super) const REMOVED: Bilingual = Bilingual("記事はプロジェクトから外された", "the article was removed");
pub(super) const REWORDED: Bilingual =
    Bilingual("検証する主張（言い直した言葉）", "The claim, in your own words");
pub(super) const SCALE: Bilingual = Bilingual("基準", "Scale");
pub(super) const SEND_BACK: Bilingual = Bilingual("差し戻す", "Send back");
pub(super) const SOURCE: Bilingual = Bilingual("誰の、何という資料か", "Whose it is, and what it is called");
pub(super) const STAGES: Bilingual = Bilingual("段階", "Stage");
pub(super) const STANCE: Bilingual = Bilingual("主張に対して", "How it stands to the claim");
pub(super) const VERDICT: Bilingual = Bilingual("判定", "Verdict");
pub(super) const WAITING: Bilingual = Bilingual("照会中（誰に、いつまで）", "Waiting for whom, until when");
pub(super) const WAITING_NOW: Bilingual = Bilingual("照会中", "waiting");
pub(super) const WHO_SAYS: Bilingual = Bilingual("だれが、どの記事で言うか", "Who says so, and where");
pub(super) const WHY_BACK: Bilingual = Bilingual("差し戻す理由", "Why it is sent back");
pub(super) const WITHDRAW: Bilingual = Bilingual("判定を取り下げる", "Withdraw the verdict");

/// Why a piece of evidence cannot be kept as it is written.
pub(super) const NOT_A_DAY: Bilingual = Bilingual(
    "日は 2025-10-05 の形で書くか、空けておきます。",
    "Write days as 2025-10-05, or leave them out.",
);
pub(super) const NOT_A_FINGERPRINT: Bilingual = Bilingual(
    "指紋は16進数64桁です。ないときは空けておきます。",
    "A fingerprint is 64 hexadecimal digits; leave it out if there is none.",
);
pub(super) const NOT_NAMED: Bilingual =
    Bilingual("資料の名かアドレスのどちらかが要ります。", "Name the source or give its address.");

/// Why a claim stands where it stands.
pub(super) fn reason(reason: RankReason) -> Bilingual {
    match reason {
        RankReason::Contradicted => Bilingual("矛盾する記事がある", "contradicted"),
        RankReason::Disputed => Bilingual("食い違う", "told otherwise"),
        RankReason::Number => Bilingual("数がある", "has a number"),
        RankReason::Outright => Bilingual("名のある人の断定", "said outright by somebody named"),
        RankReason::Repeated => Bilingual("三つ以上の記事が伝える", "repeated by three or more"),
        RankReason::Worthy => Bilingual("確かめられる内容", "checkable by its words"),
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
