//! What is counted and measured: every counter and unit the rules know, with its kind. Data only.

use shirushi_model::QuantityKind;

/// A counter or unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// As written, folded.
    pub(super) surface: &'static str,
    /// What it measures.
    pub(super) kind: QuantityKind,
    /// The part of an ISO 8601 duration it stands for.
    pub(super) length: Option<Length>,
    /// Whether kanji numerals go with it: 三人 does, 一部 and 一次 are words.
    pub(super) kanji: KanjiNumeral,
}

/// Whether a kanji numeral before a counter makes a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KanjiNumeral {
    /// 三人, 二十カ国
    Counts,
    /// 一部, 一段: only from ten on is it surely a number.
    CountsFromTen,
}

/// The units of ISO 8601 durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Century,
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

use KanjiNumeral::{Counts, CountsFromTen};
use QuantityKind::*;

macro_rules! units {
    ($($kind:ident $kanji:ident: $($surface:literal)*;)*) => {
        &[$($(Unit { surface: $surface, kind: $kind, length: None, kanji: $kanji },)*)*]
    };
}

macro_rules! lengths {
    ($($length:ident: $($surface:literal)*;)*) => {
        &[$($(Unit { surface: $surface, kind: Duration, length: Some(Length::$length), kanji: Counts },)*)*]
    };
}

/// Lengths of time. 年, 月 and 日 alone are calendar words as well; `calendar` has the first say on them.
pub(super) const LENGTHS: &[Unit] = lengths! {
    Century: "世紀";
    Year: "年間" "年" "カ年" "か年" "ヵ年" "ヶ年" "箇年";
    Month: "カ月間" "か月間" "ヵ月間" "ヶ月間" "ケ月間" "箇月間" "カ月" "か月" "ヵ月" "ヶ月" "ケ月" "箇月";
    Week: "週間" "週";
    Day: "日間" "日";
    Hour: "時間";
    Minute: "分間" "分";
    Second: "秒間" "秒";
};

/// Everything else that is counted or measured.
pub(super) const UNITS: &[Unit] = units! {
    Money Counts:
        "円" "ドル" "米ドル" "香港ドル" "豪ドル" "カナダドル" "台湾ドル" "シンガポールドル" "ユーロ" "ポンド" "ウォン" "元" "人民元" "ルーブル"
        "ルピー" "ルピア" "バーツ" "ペソ" "リラ" "フラン" "スイスフラン" "クローナ" "クローネ" "フリブナ" "ドン" "リンギット" "レアル" "ランド" "ディルハム" "リヤル"
        "シェケル" "セント" "銭";
    Percent Counts: "%" "パーセント" "ポイント" "%ポイント" "割" "‰";
    Distance Counts:
        "キロメートル" "キロ" "km" "㎞" "メートル" "m" "センチメートル" "センチ" "cm" "㎝" "ミリメートル" "ミリ" "mm" "㎜" "マイクロメートル" "ナノメートル" "ナノ"
        "nm" "マイル" "フィート" "インチ" "ヤード" "海里" "カイリ" "光年" "天文単位";
    Area Counts:
        "平方キロメートル" "平方キロ" "平方メートル" "平方センチメートル" "平方センチ" "平方マイル" "km2" "m2" "㎡" "㎢" "ヘクタール" "ha" "アール" "エーカー" "坪" "畳" "町歩";
    Volume Counts:
        "リットル" "ミリリットル" "キロリットル" "デシリットル" "立方メートル" "立方センチ" "立方センチメートル" "立方キロ" "立方キロメートル" "㎥" "m3" "L" "ml" "mL" "cc" "バレル" "ガロン"
        "合" "升";
    Weight Counts:
        "トン" "キログラム" "グラム" "ミリグラム" "マイクログラム" "kg" "㎏" "g" "mg" "t" "オンス" "カラット" "メガトン" "キロトン";
    Speed Counts: "ノット" "km/h" "m/s" "キロ毎時" "メートル毎秒" "Mbps" "Gbps";
    Temperature Counts: "℃" "度C" "°C" "℉";
    Age Counts: "歳" "才" "代" "か月児" "カ月児" "歳児";
    Ordinal Counts: "位" "番目" "回戦" "番手" "着";
    Ordinal CountsFromTen: "番" "号" "世" "代目" "期" "号機" "号車" "番線" "丁目" "条" "項" "章" "学期" "次" "周年" "回忌" "等";
    Ratio Counts: "倍";
    Count Counts:
        "人" "名" "つ" "カ国" "か国" "ヵ国" "ヶ国" "ケ国" "箇国" "カ所" "か所" "ヵ所" "ヶ所" "ケ所" "箇所" "個所" "カ村" "カ町" "カ国語" "か国語" "社" "機" "台" "隻" "両" "本" "枚"
        "個" "件" "棟" "戸" "世帯" "店" "店舗" "校" "団体" "組" "票" "議席" "席" "頭" "匹" "羽" "冊" "曲" "試合" "ゴール" "得点" "回" "度" "機関" "艘" "便" "食" "杯" "皿" "軒" "着陸" "発" "語"
        "カ条" "か条" "ヵ条" "項目" "品目" "種類" "チーム" "グループ" "セット" "ページ" "文字" "語句" "キロカロリー" "カロリー" "ケース" "地点" "市町村" "都道府県" "府県" "都市" "自治体" "省庁"
        "路線" "部隊" "大隊" "旅団" "師団" "連隊" "家族" "遺体" "例" "往復" "周" "走者" "安打" "本塁打" "打点" "三振" "連勝" "連敗" "連覇" "勝" "敗" "球" "ラウンド" "ホール" "滴"
        "泊" "夜" "シーズン" "四半期" "クール" "世代" "人前" "切れ" "束" "箱" "袋" "缶" "錠" "粒" "株" "口" "基" "門" "丁" "挺" "艇" "輪" "筆" "区画" "区間" "階建て" "階" "大会" "地区" "機種" "物件" "枠" "契約" "部門" "分野" "首" "手" "巡" "アシスト" "馬身" "奪三振" "ゲーム" "学部" "教室" "クラス" "施設" "企業" "大学" "空港" "病院" "政党" "閣僚" "条項" "作品" "書籍" "銘柄" "業種" "農家" "業者" "工場" "小学校" "中学校" "高校" "場所" "ブロック" "ステージ" "艦" "小隊" "中隊" "原則" "条件" "要素" "死" "レース" "ロット" "プロジェクト";
    Count CountsFromTen: "点" "者" "部" "種" "国" "省" "県" "州" "市" "行" "字" "品" "作" "体" "面" "線" "局" "町" "村" "区" "駅" "館" "院" "巻" "編" "話" "通" "歩" "段" "段階" "層" "方" "党" "派" "言" "案" "局面" "色" "極";
    Other Counts:
        "キロワット" "メガワット" "ギガワット" "ワット" "kW" "MW" "GW" "W" "キロワット時" "kWh" "V" "ボルト" "アンペア" "ヘルツ" "Hz" "kHz" "MHz" "GHz" "テラバイト" "ギガバイト" "メガバイト" "TB" "GB" "MB" "KB"
        "キロバイト" "バイト" "ビット" "シーベルト" "ミリシーベルト" "マイクロシーベルト" "ベクレル" "ヘクトパスカル" "hPa" "気圧" "デシベル" "dB" "kcal" "ルクス" "馬力" "ppm" "ドット" "画素" "字幕" "ベーシスポイント";
};

/// Words before a number that are its unit: 震度5強, 時速60キロ.
pub(super) const LEADING: &[(&str, QuantityKind)] = &[
    ("震度", Other),
    ("マグニチュード", Other),
    ("マッハ", Speed),
    ("時速", Speed),
    ("秒速", Speed),
    ("分速", Speed),
    ("毎秒", Speed),
    ("毎時", Speed),
    ("風速", Speed),
    ("氷点下", Temperature),
    ("零下", Temperature),
];

/// Signs before a number that are its currency.
pub(super) const CURRENCY: &[(&str, &str)] =
    &[("US$", "ドル"), ("$", "ドル"), ("¥", "円"), ("€", "ユーロ"), ("£", "ポンド")];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_unit_is_listed_twice() {
        let mut seen = BTreeSet::new();
        for unit in LENGTHS.iter().chain(UNITS) {
            assert!(seen.insert(unit.surface), "{}", unit.surface);
        }
    }
}
