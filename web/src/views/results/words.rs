//! What the views of results say, in both languages. They are loaded with these views, and not with the page.

use shirushi_page::results::{Amounts, Density, Listed, View};
use shirushi_results::Language;
use shirushi_results::table::{CheckState, Order};

/// A phrase in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::views) struct Pair(pub(in crate::views) &'static str, pub(in crate::views) &'static str);

impl Pair {
    /// The phrase in one of them.
    pub(in crate::views) fn told(self, language: Language) -> &'static str {
        language.of(self.0, self.1)
    }
}

pub(super) fn view(view: View) -> Pair {
    match view {
        View::Table => Pair("表", "Table"),
        View::Side => Pair("並べて読む", "Side by side"),
        View::Timeline => Pair("年表", "Time line"),
        View::Sources => Pair("誰が誰を", "Who quotes whom"),
    }
}

pub(super) fn view_part(view: View) -> &'static str {
    match view {
        View::Table => "view-table",
        View::Side => "view-side",
        View::Timeline => "view-timeline",
        View::Sources => "view-sources",
    }
}

pub(super) fn order(order: Order) -> Pair {
    match order {
        Order::Disagreements => Pair("不一致を先に", "Disagreements first"),
        Order::Story => Pair("話の順", "As told"),
        Order::Worthiest => Pair("検証の順", "Worth checking first"),
    }
}

pub(super) fn density(density: Density) -> Pair {
    match density {
        Density::Wide => Pair("ゆったり", "Roomy"),
        Density::Medium => Pair("標準", "Normal"),
        Density::Dense => Pair("詰める", "Dense"),
    }
}

pub(super) fn amounts(amounts: Amounts) -> Pair {
    match amounts {
        Amounts::Each => Pair("一つずつ", "One by one"),
        Amounts::Counts => Pair("数", "Counts"),
        Amounts::Shares => Pair("割合", "Shares"),
    }
}

pub(super) fn listed(listed: Listed) -> Pair {
    match listed {
        Listed::All => Pair("すべて", "All"),
        Listed::NotBegun => Pair("未着手", "Not begun"),
        Listed::UnderWay => Pair("進行", "Under way"),
        Listed::Decided => Pair("決定", "Decided"),
    }
}

pub(super) fn check(state: CheckState) -> Pair {
    match state {
        CheckState::None => Pair("検証していない", "Not checked"),
        CheckState::UnderWay => Pair("検証中・確認待ち", "Under way"),
        CheckState::Decided => Pair("決定・公開", "Decided"),
    }
}

pub(super) const ACCEPT: Pair = Pair("確認", "Confirm");
pub(super) const AGAIN: Pair = Pair("除外を取り消す", "Include again");
pub(super) const ALL_SHOWN: Pair = Pair("すべて表示", "Show all");
pub(super) const ALONE: Pair = Pair("だけ", "only here");
pub(super) const ARTICLES: Pair = Pair("記事", "Articles");
pub(super) const CHECKS: Pair = Pair("検証の状態", "Checks");
pub(super) const COPIED: Pair = Pair("同文", "same wording");
pub(super) const DENSITY: Pair = Pair("行の高さ", "Row height");
pub(super) const DIFFER_IN: Pair = Pair("相違の種類", "Differ in");
pub(super) const ENTITIES: Pair = Pair("固有表現", "Entities");
pub(super) const EXCLUDE: Pair = Pair("除外", "Exclude");
pub(super) const EXCLUDED: Pair = Pair("除外したもの", "Excluded");
pub(super) const FILTER: Pair = Pair("絞り込み", "Filter");
pub(super) const INDEPENDENT: Pair = Pair("独立", "Independent");
pub(super) const JUDGED: Pair = Pair("判定済み", "judged");
pub(super) const JUDGED_BY: Pair = Pair("判定した人", "Judged by");
pub(super) const LEGEND_MACHINE: Pair = Pair("機械の候補", "suggested by the machine");
pub(super) const LEGEND_PERSON: Pair = Pair("人が認めた", "judged by a person");
pub(super) const LEGEND_SIDES: Pair = Pair("同じことを言う側", "sides that say the same");
pub(super) const NO_NAME: Pair = Pair("名前なし", "no name");
pub(super) const NOTHING: Pair = Pair("ここに並ぶものはありません。", "There is nothing to show here.");
pub(super) const OPEN_TEXT: Pair = Pair("本文で開く", "Open in the text");
pub(super) const ORDER: Pair = Pair("並べ方", "Order");
pub(super) const PAIRWISE: Pair = Pair("二紙ずつ", "Two by two");
pub(super) const REASON: Pair = Pair("理由", "Reason");
pub(super) const RELATION: Pair = Pair("関係", "Relation");
pub(super) const ROWS: Pair = Pair("組", "rows");
pub(super) const SAID_BY: Pair = Pair("発言者", "Speakers");
pub(super) const SAVE_TABLE: Pair = Pair("表を書き出す", "Save table");
pub(super) const SIDE_BY_SIDE: Pair = Pair("並べて読む", "Side by side");
pub(super) const SILENT: Pair = Pair("言及なし", "says nothing");
pub(super) const TO_CHECK: Pair = Pair("検証に加える", "Add to checks");
pub(super) const TO_JUDGE: Pair = Pair("判定していない", "not judged yet");
pub(super) const WORTHINESS: Pair = Pair("検証の優先度", "Worth checking");
