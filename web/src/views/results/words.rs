//! What the views of results say, in both languages. They are loaded with these views, and not with the page.

use shirushi_page::results::{Amounts, Density, Listed, View};
use shirushi_results::Language;
use shirushi_results::table::{CheckState, Order};

/// A phrase in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::views) struct Bilingual(pub(in crate::views) &'static str, pub(in crate::views) &'static str);

impl Bilingual {
    /// The phrase in one of them.
    pub(in crate::views) fn told(self, language: Language) -> &'static str {
        language.of(self.0, self.1)
    }
}

pub(super) fn view(view: View) -> Bilingual {
    match view {
        View::Table => Bilingual("表", "Table"),
        View::Side => Bilingual("並べて読む", "Side by side"),
        View::Timeline => Bilingual("年表", "Time line"),
        View::Sources => Bilingual("誰が誰を", "Who quotes whom"),
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

pub(super) fn order(order: Order) -> Bilingual {
    match order {
        Order::Disagreements => Bilingual("不一致を先に", "Disagreements first"),
        Order::Story => Bilingual("話の順", "As told"),
        Order::Worthiest => Bilingual("検証の順", "Worth checking first"),
    }
}

pub(super) fn density(density: Density) -> Bilingual {
    match density {
        Density::Wide => Bilingual("ゆったり", "Roomy"),
        Density::Medium => Bilingual("標準", "Normal"),
        Density::Dense => Bilingual("詰める", "Dense"),
    }
}

pub(super) fn amounts(amounts: Amounts) -> Bilingual {
    match amounts {
        Amounts::Each => Bilingual("一つずつ", "One by one"),
        Amounts::Counts => Bilingual("数", "Counts"),
        Amounts::Shares => Bilingual("割合", "Shares"),
    }
}

pub(super) fn listed(listed: Listed) -> Bilingual {
    match listed {
        Listed::All => Bilingual("すべて", "All"),
        Listed::NotBegun => Bilingual("未着手", "Not begun"),
        Listed::UnderWay => Bilingual("進行", "Under way"),
        Listed::Decided => Bilingual("決定", "Decided"),
    }
}

pub(super) fn check(state: CheckState) -> Bilingual {
    match state {
        CheckState::None => Bilingual("検証していない", "Not checked"),
        CheckState::UnderWay => Bilingual("検証中・確認待ち", "Under way"),
        CheckState::Decided => Bilingual("決定・公開", "Decided"),
    }
}

pub(super) const ACCEPT: Bilingual = Bilingual("確認", "Confirm");
pub(super) const AGAIN: Bilingual = Bilingual("除外を取り消す", "Include again");
pub(super) const ALL_SHOWN: Bilingual = Bilingual("すべて表示", "Show all");
pub(super) const ALONE: Bilingual = Bilingual("だけ", "only here");
pub(super) const ARTICLES: Bilingual = Bilingual("記事", "Articles");
pub(super) const CHECKS: Bilingual = Bilingual("検証の状態", "Checks");
pub(super) const COPIED: Bilingual = Bilingual("同文", "same wording");
pub(super) const DENSITY: Bilingual = Bilingual("行の高さ", "Row height");
pub(super) const DIFFER_IN: Bilingual = Bilingual("相違の種類", "Differ in");
pub(super) const ENTITIES: Bilingual = Bilingual("固有表現", "Entities");
pub(super) const EXCLUDE: Bilingual = Bilingual("除外", "Exclude");
pub(super) const EXCLUDED: Bilingual = Bilingual("除外したもの", "Excluded");
pub(super) const FILTER: Bilingual = Bilingual("絞り込み", "Filter");
pub(super) const INDEPENDENT: Bilingual = Bilingual("独立", "Independent");
pub(super) const JUDGED: Bilingual = Bilingual("判定済み", "judged");
pub(super) const JUDGED_BY: Bilingual = Bilingual("判定した人", "Judged by");
pub(super) const LEGEND_MACHINE: Bilingual = Bilingual("機械の候補", "suggested by the machine");
pub(super) const LEGEND_PERSON: Bilingual = Bilingual("人が認めた", "judged by a person");
pub(super) const LEGEND_SIDES: Bilingual = Bilingual("同じことを言う側", "sides that say the same");
pub(super) const NO_NAME: Bilingual = Bilingual("名前なし", "no name");
pub(super) const NOTHING: Bilingual =
    Bilingual("ここに並ぶものはありません。", "There is nothing to show here.");
pub(super) const OPEN_TEXT: Bilingual = Bilingual("本文で開く", "Open in the text");
pub(super) const ORDER: Bilingual = Bilingual("並べ方", "Order");
pub(super) const PAIRWISE: Bilingual = Bilingual("二紙ずつ", "Two by two");
pub(super) const REASON: Bilingual = Bilingual("理由", "Reason");
pub(super) const RELATION: Bilingual = Bilingual("関係", "Relation");
pub(super) const ROWS: Bilingual = Bilingual("組", "rows");
pub(super) const SAID_BY: Bilingual = Bilingual("発言者", "Speakers");
pub(super) const SAVE_TABLE: Bilingual = Bilingual("表を書き出す", "Save table");
pub(super) const SIDE_BY_SIDE: Bilingual = Bilingual("並べて読む", "Side by side");
pub(super) const SILENT: Bilingual = Bilingual("言及なし", "says nothing");
pub(super) const TO_CHECK: Bilingual = Bilingual("検証に加える", "Add to checks");
pub(super) const TO_JUDGE: Bilingual = Bilingual("判定していない", "not judged yet");
pub(super) const WORTHINESS: Bilingual = Bilingual("検証の優先度", "Worth checking");
