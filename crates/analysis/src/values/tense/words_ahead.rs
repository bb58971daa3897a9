//! Words that say of a time what no ending says. Data only.

/// Nouns of what is planned or expected: 開催する予定, 増える見通し.
pub(super) const PLANS: &[&str] = &[
    "予定",
    "方針",
    "見通し",
    "見込み",
    "見込",
    "計画",
    "意向",
    "公算",
    "構え",
    "運び",
    "方向",
    "考え",
    "つもり",
    "めど",
    "メド",
    "期限",
    "見通",
    "可能性",
    "恐れ",
    "おそれ",
    "準備",
];

/// How verbs begin that look ahead whatever their ending: 開業を目指している, 投票を控えた, 3月に延期された.
pub(super) const AHEAD: &[&str] = &[
    "目指",
    "めざ",
    "見込",
    "控え",
    "狙",
    "ねら",
    "備え",
    "向け",
    "予定",
    "計画",
    "検討",
    "準備",
    "想定",
    "模索",
    "調整",
    "望ん",
    "予想",
    "期待",
    "延期",
    "先送",
    "繰り延べ",
    "ずれ込",
    "持ち越",
    "迎え",
];

/// How verbs begin that look back: 3月に比べ増えた.
pub(super) const BACK: &[&str] = &["比べ", "くらべ", "比し", "続き", "続い"];

/// How verbs begin that tell a state without an ending for it: 4月から続く, 会場は3月までここにある.
pub(super) const STATES: &[&str] =
    &["続く", "つづく", "ある", "いる", "あり", "残る", "異なる", "含む", "占める", "言える", "似る"];

/// Verbs that only report what stands before と: 辞任するという, 辞任したとされる.
pub(super) const HEARSAY: &[&str] = &["いう", "言う", "され", "み", "見", "伝え", "話し", "し"];

/// Verbs that are rather particles after を, に, と: 失言をめぐる, 計画に関する. They tell no time.
pub(super) const FUNCTIONAL: &[&str] = &[
    "めぐる",
    "巡る",
    "関する",
    "対する",
    "よる",
    "おける",
    "基づく",
    "伴う",
    "当たる",
    "あたる",
    "わたる",
    "よれ",
    "よると",
    "除く",
    "含む",
    "占める",
    "いう",
    "いった",
    "する",
    "おいて",
    "とって",
    "加え",
    "対し",
    "関し",
    "通じ",
    "めぐり",
    "巡り",
    "めぐっ",
    "巡っ",
];

/// Nouns that make a content of the clause before them: 引退することが分かった, 回答するよう求めた.
pub(super) const CONTENTS: &[&str] =
    &["こと", "の", "よう", "ため", "はず", "つもり", "わけ", "べき", "とおり", "通り"];

/// Before a date that comes again and again.
pub(super) const HABITS: &[&str] = &["毎年", "例年", "毎月", "毎週", "隔年で", "隔週"];
