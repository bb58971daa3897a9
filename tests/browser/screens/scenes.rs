//! The scenes worth looking at, and the screens each is shown on.

use shirushi_browser_tests::{Device, Language, Theme};

/// Something to see.
pub(crate) struct Scene {
    /// What the pictures are called.
    pub(crate) name: &'static str,
    /// How to get there, separated by `;`.
    pub(crate) steps: &'static str,
    /// Where it is shown.
    pub(crate) shown_on: &'static [Screen],
}

/// A screen and its person.
pub(crate) struct Screen {
    /// Size and hands.
    pub(crate) device: Device,
    /// Preferred theme.
    pub(crate) theme: Theme,
    /// Preferred language.
    pub(crate) language: Language,
}

const fn screen(device: Device, theme: Theme, language: Language) -> Screen {
    Screen { device, theme, language }
}

const DESK: Screen = screen(Device::Desktop(1280, 800), Theme::Light, Language::Japanese);
const DESK_DARK: Screen = screen(Device::Desktop(1280, 800), Theme::Dark, Language::Japanese);
const DESK_FORCED: Screen = screen(Device::Desktop(1280, 800), Theme::Forced, Language::Japanese);
const DESK_ENGLISH: Screen = screen(Device::Desktop(1280, 800), Theme::Light, Language::English);
const WIDE: Screen = screen(Device::Desktop(1920, 1080), Theme::Light, Language::Japanese);
const TABLET: Screen = screen(Device::Touch(820, 1180), Theme::Light, Language::Japanese);
const PHONE: Screen = screen(Device::Touch(360, 740), Theme::Light, Language::Japanese);
const PHONE_ENGLISH: Screen = screen(Device::Touch(360, 740), Theme::Light, Language::English);
const PHONE_DARK: Screen = screen(Device::Touch(360, 740), Theme::Dark, Language::Japanese);

/// Marks of one's own in the sample, and a colleague's beside them.
macro_rules! two_sets_of_marks {
    () => {
        "sample; click 霧沢町; press accept; key Escape; select 規定の範囲内; part action-bar; key 5; part annotation; key Escape; drop 黒田.jsonl {\"text\": \"鷹羽山ロープウェイが緊急停止、38人が3時間余り取り残される\\n\\n　12日午後2時10分ごろ、霧沢町の鷹羽山ロープウェイで、上りのゴンドラが山頂駅の手前約150メートルで緊急停止し、下りの1台も動けなくなった。霧沢消防署によると、2台の乗客は合わせて38人。最長で3時間20分にわたって取り残されたが、午後5時半までに全員が救助され、けが人はいなかった。\\n\\n　運営する霧沢観光開発によると、当時は山頂付近で秒速19メートルの風が吹いており、自動停止装置が作動した。三枝康之社長は同日夜に記者会見し、「長時間ご不安をおかけし、深くおわび申し上げる。設備に異常はなかった」と述べた。\\n\\n　一方、乗客の会社員、小野寺真希さん（34）は「止まる10分ほど前から大きく揺れていた。なぜ運行を続けたのか」と憤る。北嶺地方気象台は同日午前11時、町内に強風注意報を出していた。社内規定では風速20メートルで運休すると定めており、同社は「規定の範囲内だった」と説明している。\\n\\n　鷹羽山ロープウェイは1987年の開業で、全長1850メートル。2019年8月にも落雷で約1時間停止した。同社は14日まで運休する。大槻芳江町長は「紅葉の時季を控え、観光への影響は避けられない。原因の究明を急いでほしい」と話した。\\n\", \"label\": [[46, 49, \"FACILITY\"], [104, 109, \"ORGANIZATION\"], [410, 419, \"LOCATION\"]]}; press exchange-take; "
    };
}

/// All scenes.
pub(crate) const SCENES: &[Scene] = &[
    Scene {
        name: "welcome",
        steps: "part sample-table",
        shown_on: &[
            DESK,
            DESK_DARK,
            DESK_FORCED,
            DESK_ENGLISH,
            WIDE,
            TABLET,
            PHONE,
            PHONE_DARK,
            PHONE_ENGLISH,
        ],
    },
    Scene {
        name: "welcome-back",
        steps: "sample; saved; press projects; press new-project; part recent-projects",
        shown_on: &[DESK, PHONE],
    },
    Scene {
        name: "read",
        steps: "sample",
        shown_on: &[
            DESK,
            DESK_DARK,
            DESK_FORCED,
            DESK_ENGLISH,
            WIDE,
            TABLET,
            PHONE,
            PHONE_DARK,
            PHONE_ENGLISH,
        ],
    },
    Scene {
        name: "vertical",
        steps: "sample; click 3時間20分; key g; key r; key r",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, WIDE, TABLET, PHONE],
    },
    Scene { name: "readings", steps: "sample; key r; key r; type +; type +", shown_on: &[DESK, PHONE] },
    Scene { name: "setting", steps: "sample; press settings", shown_on: &[DESK, PHONE] },
    Scene {
        name: "every",
        steps: "sample; click 霧沢町; key a",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "tags",
        steps: "sample; select 設備に異常はなかった; part action-bar; key 5; part annotation; press settings; press tags-open; press remove-g1",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "value",
        steps: "sample; click 3時間20分",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE, PHONE_ENGLISH],
    },
    Scene {
        name: "knowledge",
        steps: "sample; click 霧沢町; press reject; open 1; press knowledge-open",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH],
    },
    Scene {
        name: "entity",
        steps: "sample; click 霧沢町; press entity-page; press tick",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "claim",
        steps: "sample; click 設備に異常はなかった",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "judge",
        steps: "sample; press judge; part judged",
        shown_on: &[
            DESK,
            DESK_DARK,
            DESK_FORCED,
            DESK_ENGLISH,
            WIDE,
            TABLET,
            PHONE,
            PHONE_DARK,
            PHONE_ENGLISH,
        ],
    },
    Scene {
        name: "judge-claims",
        steps: "sample; press judge; part judged; press judge-claims; press judge-telling; key Enter",
        shown_on: &[DESK, DESK_DARK],
    },
    Scene {
        name: "judge-same",
        steps: "sample; press judge; part judged; key x; key 2; key Enter",
        shown_on: &[DESK],
    },
    Scene {
        name: "compare",
        steps: "sample; press compare; part row; press row-title",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, WIDE, PHONE, PHONE_DARK],
    },
    Scene {
        name: "side",
        steps: "sample; press compare; part row; press view-side; part beside-view; press link",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH],
    },
    Scene {
        name: "side",
        steps: "sample; press compare; part row; press view-side; part beside-view",
        shown_on: &[PHONE],
    },
    Scene {
        name: "timeline",
        steps: "sample; press compare; part row; press view-timeline; part event; press event; part event-card",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "sources",
        steps: "sample; press compare; part row; press view-sources; part sources",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "checks",
        steps: "sample; press compare; part row; press checks; part check-entry; press check-entry; press check-begin; part check-verdicts",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH],
    },
    Scene { name: "checks", steps: "sample; press checks; part checking", shown_on: &[PHONE] },
    Scene {
        name: "figures",
        steps: "sample; press compare; part row; press figures; part figure-kinds",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "formats",
        steps: "sample; select 設備に異常はなかった; part action-bar; key 5; part annotation; press export; press other-out; press format-doccano; part account-text",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "foreign",
        steps: "sample; drop kuroda.jsonl {\"text\":\"港で火災。\",\"label\":[[0,1,\"LOCATION\"],[90,92,\"LOCATION\"]]}; part placed-not",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "adjudicate",
        steps: concat!(two_sets_of_marks!(), "press judge; press adjudicate; part decide-left"),
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH],
    },
    // Where there is less room the way there is behind the filters.
    Scene {
        name: "adjudicate",
        steps: concat!(
            two_sets_of_marks!(),
            "press name-skip; press judge; press judge-filters; press adjudicate; part decide-left"
        ),
        shown_on: &[PHONE],
    },
    Scene {
        name: "commands",
        steps: "sample; key Control+k",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "command",
        steps: "sample; select 霧沢町; key Control+k; fill palette-field をマーク",
        shown_on: &[DESK],
    },
    Scene {
        name: "history",
        steps: "sample; click 3時間20分; key Enter; click 霧沢町; press reject; key Escape; select 設備に異常はなかった; part action-bar; key 1; part annotation; key Control+z; key h",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "search",
        steps: "sample; click 霧沢町; press reject; key /; press within-marks; press filters; fill search-field 霧沢",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE],
    },
    Scene { name: "tokens", steps: "sample; key t", shown_on: &[DESK] },
    Scene {
        name: "intake",
        steps: "key n; paste 試験の見出し\\n\\n町の広場で4月1日、試験が行われた。",
        shown_on: &[DESK, PHONE],
    },
    Scene {
        name: "lines",
        steps: "key n; paste 市場で火災\\n\\n浜崎市の中央市場で2日朝、火災があった。火は約3時\\n間後に消し止められた。市によると、けが人はおらず、\\n市場は3日に再開する見込みである。浜崎消防署は「出\\n火の原因を調べている」と述べた。; part join-lines",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene { name: "export", steps: "sample; press export", shown_on: &[DESK, PHONE] },
    Scene { name: "help", steps: "sample; key ?", shown_on: &[DESK, DESK_ENGLISH] },
    Scene { name: "about", steps: "sample; press about", shown_on: &[DESK] },
    Scene {
        name: "shape",
        steps: "sample; select 設備に異常はなかった; part action-bar; key 5; part annotation",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "boundary",
        steps: "sample; select 設備に異常はなかった; part action-bar; key 5; part annotation; key b; part boundary-here",
        shown_on: &[DESK, PHONE],
    },
    Scene {
        name: "newer",
        steps: "sample; select 設備に異常はなかった; part action-bar; key 5; part annotation; key Escape; select 霧沢町; part action-bar; key 5; part annotation; key Escape; key u; fill newer-text 運行は再開された。「設備に異常はなかった」と述べた。; part fates",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE, PHONE_DARK],
    },
    Scene {
        name: "changed",
        steps: "sample; key u; fill newer-text 鷹羽山ロープウェイが緊急停止、41人が4時間取り残される\\n\\n　12日午後2時ごろ、霧沢町の鷹羽山ロープウェイで、上りのゴンドラが山頂駅の手前約150メートルで緊急停止し、下りの1台も動けなくなった。霧沢消防署によると、2台の乗客は合わせて41人。最長で4時間にわたって取り残されたが、午後6時までに全員が救助され、2人が軽いけがをした。; press newer-put; analysed; press remedy; part changed-texts",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE, PHONE_DARK],
    },
    Scene {
        name: "version",
        steps: "sample; key h; fill version-name 初校; press name-version; part version",
        shown_on: &[DESK, DESK_DARK, PHONE],
    },
    Scene {
        name: "keys",
        steps: "sample; press settings; press keys-open; part keys",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "tour",
        steps: "press tour; part text; analysed; part tour-strip",
        shown_on: &[DESK, DESK_DARK, DESK_FORCED, DESK_ENGLISH, PHONE, PHONE_DARK],
    },
    Scene {
        name: "tour-step",
        steps: "press tour; part text; analysed; press tour-next",
        shown_on: &[DESK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "guide",
        steps: "sample; press settings; press tags-open; fill tag-guide もとの書かれていない数字に付ける; fill add-example-g1 関係者によると3万人; press close-panel; select 規定の範囲内; part action-bar; key 5; part guide",
        shown_on: &[DESK, DESK_DARK, DESK_ENGLISH, PHONE],
    },
    Scene {
        name: "guide-tags",
        steps: "sample; press settings; press tags-open; fill tag-guide もとの書かれていない数字に付ける; fill add-example-g1 関係者によると3万人; select 規定の範囲内; part add-selected-g1",
        shown_on: &[DESK, DESK_DARK],
    },
    Scene { name: "projects", steps: "sample; press projects", shown_on: &[DESK] },
];
