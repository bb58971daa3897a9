//! The rules by which claims are made.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Writes the rules down once: for each what it sees, its variant, its name, its source and an example.
macro_rules! claim_rules {
    ($($what:literal $rule:ident $name:literal $source:literal $example:literal)+) => {
        /// A rule that made a claim, or says how it is held. Attributions follow PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018),
        /// ends of predicates the tables `modality.txt` and `opinion.txt` of the analysis.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ClaimRule {
            $(
                #[doc = concat!($what, "\n\n*Example:* ", $example, "\n\n*Source:* ", $source)]
                #[serde(rename = $name)]
                $rule,
            )+
        }

        impl ClaimRule {
            /// All of them: attributions first, then ends of predicates.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// Its name in files: `direct-quote`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name),+ }
            }

            /// Literature or study it comes from.
            pub fn source(self) -> &'static str {
                match self { $(Self::$rule => $source),+ }
            }

            /// A text in which it makes a claim.
            pub fn example(self) -> &'static str {
                match self { $(Self::$rule => $example),+ }
            }
        }
    };
}

claim_rules! {
    "A quotation in brackets with a verb of saying."
        DirectQuote "direct-quote" "PARC 3 (Pareti 2016): source, cue, content"
        "市長は記者団に「急がずに進める」と述べた。"
    "A quotation with a verb that says nothing itself."
        DirectQuoteGesture "direct-quote-gesture" "PolNeAR (Newell et al. 2018): cues that are no verbs of saying"
        "主将は「もう一度ここに戻ってくる」と胸を張った。"
    "A quotation without any cue."
        Quotation "quotation" "PARC 3: content without a cue"
        "監督は「選手を信じていた」。"
    "A verbal noun alone as the predicate of saying."
        NounEnding "noun-ending" "News usage: verbal noun as predicate (体言止め)"
        "港湾局は「事実と違う」とコメント。"
    "The speaker stands in the sentence before or behind."
        SplitQuote "split-quote" "PARC 3: attribution across sentences"
        "社長は次のように説明した。「来月に工場を開ける」"
    "A quotation that goes on with the speaker before."
        QuoteGoesOn "quote-goes-on" "Centering for zero pronouns (Kameyama 1985)"
        "「まだ早い」。監督はそう話した。「次に備える」"
    "Speaker and verb behind the closed quotation."
        TranslatedQuote "translated-quote" "Translated news, by reading"
        "記者のアンナ・ベルク氏が着いた。「町は静かだった」彼女は言った。"
    "Reported speech with と."
        Indirect "indirect" "PARC 3: indirect speech"
        "電力会社は送電が戻ったと発表した。"
    "A noun of stance that holds the proposition."
        Stance "stance" "PolNeAR: nouns as cues"
        "同社は増産するとの方針を示した。"
    "A noun of intent that holds the proposition."
        Intention "intention" "PolNeAR: nouns as cues"
        "市は橋を架け替える方針を明らかにした。"
    "こと and の that a verb of showing takes."
        FactObject "fact-object" "FactBank: source-introducing predicates"
        "社長は工場を閉じたことを明らかにした。"
    "What somebody asks for."
        Request "request" "FactBank: source-introducing predicates"
        "市は窓を閉めるよう住民に呼びかけた。"
    "The source stands in a phrase of its own."
        SourcePhrase "source-phrase" "PARC 3: prepositional cues"
        "警察によると、二人が軽いけがをした。"
    "The source is left out: という, そうだ."
        Hearsay "hearsay" "松吉ほか 2010: 伝聞"
        "橋はもう渡れるという。"
    "A passive of saying or thinking."
        Unnamed "unnamed" "松吉ほか 2010: 受け身の伝達"
        "原因は落雷だったとみられる。"
    "A view of which it is not said whose."
        UnnamedStance "unnamed-stance" "PolNeAR: nouns as cues"
        "開業は遅れるとの見方がある。"
    "The outlet tells."
        Narration "narration" "The outlet's own voice"
        "しかし、新しい橋が完成した。"
    "Ends with かもしれ/かも知れ {neg}: held possible."
        May "may" "松吉ほか 2010"
        "雨で中止になるかもしれない。"
    "Ends with 可能性/恐れ/おそれ/危険性/公算/疑い/見方 が/は/も/の/さえ ~ ある/高い/大きい/強い/残る/出る/高まる/強まる/濃厚/十分: held possible."
        Chance "chance" "FactBank (Saurí & Pustejovsky 2009)"
        "開業が延びる恐れがある。"
    "Ends with 可能性/恐れ/おそれ が/は/も/を ~ 否定/排除 ~ {neg}: held possible."
        ChanceKept "chance-kept" "FactBank (Saurí & Pustejovsky 2009)"
        "放火の可能性も否定できない。"
    "Ends with 可能性/恐れ/おそれ/疑い だ?: held possible."
        ChanceNoun "chance-noun" "FactBank (Saurí & Pustejovsky 2009)"
        "男には放火の疑い。"
    "Ends with よう だ/です: held possible."
        Seems "seems" "松吉ほか 2010"
        "住民は先に逃げたようだ。"
    "Ends with 模様 だ?: held possible."
        SeemsWritten "seems-written" "news, by reading"
        "住民は先に逃げた模様だ。"
    "Ends with らしい: held possible."
        Rumour "rumour" "松吉ほか 2010"
        "住民は先に逃げたらしい。"
    "Ends with {looks} だ/です?: held possible."
        Looks "looks" "松吉ほか 2010"
        "工事は夏までかかりそうだ。"
    "Ends with で は ない か: held possible."
        IsItNot "is-it-not" "松吉ほか 2010"
        "専門家達は堤防が先に崩れたのではないかと指摘した。"
    "Ends with じゃ ない か: held possible."
        IsItNotTalk "is-it-not-talk" "松吉ほか 2010"
        "店長は「それは運だったんじゃないか」と話した。"
    "Ends with かねる {neg}: held possible."
        CanHappen "can-happen" "松吉ほか 2010"
        "堤防が崩れかねない。"
    "Ends with {verb} 得る/うる/える {now}: held possible."
        MayCome "may-come" "松吉ほか 2010"
        "同じ事故は港でも起こり得る。"
    "Ends with 見通せる {neg}: held possible."
        NotForeseen "not-foreseen" "news, by reading"
        "再開の時期は見通せない。"
    "Ends with と み/見 られる: held possible."
        IsThought "is-thought" "松吉ほか 2010"
        "教授は「火山灰が原因とみられる」と述べた。"
    "Ends with と 考える られる: held possible."
        IsThought2 "is-thought-2" "松吉ほか 2010"
        "教授は「火山灰が原因と考えられる」と述べた。"
    "Ends with 疑う れる: held possible."
        IsSuspected "is-suspected" "news, by reading"
        "帳簿の改ざんが疑われる。"
    "Ends with 予定/見込み/見通し/方針/つもり/はず/考え/意向/計画/構え/運び/算段/目算/公算/段取り だ/です?: held to come."
        PlanNoun "plan-noun" "松吉ほか 2010"
        "会見は午後に開かれる予定だ。"
    "Ends with 用意/予定/見込み/見通し/計画/意向/つもり/考え が/も/は ある: held to come."
        PlanIs "plan-is" "松吉ほか 2010"
        "社長は「話し合う用意がある」と述べた。"
    "Ends with だろう/でしょう/であろう: held to come."
        Will "will" "松吉ほか 2010"
        "監督は「彼は必ず戻るだろう」と話した。"
    "Ends with {verb} う/よう {now}: held to come."
        Intend "intend" "松吉ほか 2010"
        "監督は「もう一度ここで戦おう」と話した。"
    "Ends with まい: held to come."
        WillNot "will-not" "松吉ほか 2010"
        "監督は「彼は戻るまい」と話した。"
    "Ends with 期待 する: held to come."
        Expect "expect" "FactBank (Saurí & Pustejovsky 2009)"
        "社長は「需要の回復を期待する」と述べた。"
    "Ends with 期待/予想/予測/想定/予定/計画/見込 する れる? て? いる?: held to come."
        Expected "expected" "FactBank (Saurí & Pustejovsky 2009)"
        "雪は夜まで続くことが予想される。"
    "Ends with 見込む れる? て? いる?: held to come."
        ExpectVerb "expect-verb" "FactBank (Saurí & Pustejovsky 2009)"
        "市は五億円の黒字を見込む。"
    "Ends with 目指す/めざす て? いる?: held to come."
        Aim "aim" "news, by reading"
        "市は来春の再開を目指す。"
    "Ends with こと に なる {now}: held to come."
        WillBe "will-be" "news, by reading"
        "会議は港で開かれることになる。"
    "Ends with こと に なる て いる: held to come."
        Arranged "arranged" "news, by reading"
        "会議は港で開かれることになっている。"
    "Ends with 方向 だ/です/で: held to come."
        Pledge "pledge" "news, by reading"
        "工事を見直す方向だ。"
    "Ends with 見通し と なる: held to come."
        Watch "watch" "news, by reading"
        "工事は夏に終わる見通しとなった。"
    "Ends with に 違い {neg}: a negation in form only."
        Surely "surely" "益岡・田窪 1992"
        "次の大会で彼が勝つに違いない。"
    "Ends with 間違い は/も/が? {neg}: a negation in form only."
        NoMistake "no-mistake" "益岡・田窪 1992"
        "彼が先に着いたのは間違いない。"
    "Ends with 他なら/ほかなら {neg}: a negation in form only."
        NothingBut "nothing-but" "益岡・田窪 1992"
        "教授は「これは前進に他ならない」と述べた。"
    "Ends with しか ~ {neg}: a negation in form only."
        Only "only" "益岡・田窪 1992"
        "参加できるのは三人しかいない。"
    "Ends with なけれ ば なる {neg}: a negation in form only."
        Must "must" "益岡・田窪 1992"
        "知事は「橋を直さなければならない」と述べた。"
    "Ends with なけれ ば いける {neg}: a negation in form only."
        Must2 "must-2" "益岡・田窪 1992"
        "知事は「橋を直さなければいけない」と述べた。"
    "Ends with なく て は なる {neg}: a negation in form only."
        Must3 "must-3" "益岡・田窪 1992"
        "知事は「橋を直さなくてはならない」と述べた。"
    "Ends with て は なる {neg}: a negation in form only."
        Must4 "must-4" "益岡・田窪 1992"
        "知事は「同じ事故を起こしてはならない」と述べた。"
    "Ends with ざる を 得る {neg}: a negation in form only."
        CannotBut "cannot-but" "益岡・田窪 1992"
        "知事は「大会を見送らざるを得ない」と述べた。"
    "Ends with わけ/訳 で/じゃ は? {neg}: a negation in form only."
        NotThat "not-that" "松吉ほか 2010"
        "知事は「計画に反対しているわけではない」と述べた。"
    "Ends with と は 限る {neg}: a negation in form only."
        NotAlways "not-always" "松吉ほか 2010"
        "知事は「費用が増えるとは限らない」と述べた。"
    "Ends with に すぎる/過ぎる {neg}: a negation in form only."
        NoMoreThan "no-more-than" "益岡・田窪 1992"
        "知事は「これは案に過ぎない」と述べた。"
    "Ends with 崩す て いる {neg}: a negation in form only."
        Holds "holds" "news, by reading"
        "政府は支援の姿勢を崩していない。"
    "Ends with 変わる/変える/変わり/揺らぐ/揺るぐ は/も? て? いる? {neg}: a negation in form only."
        Unchanged "unchanged" "news, by reading"
        "市の考えは変わっていない。"
    "Ends with 少ない {neg}: a negation in form only."
        NotFew "not-few" "益岡・田窪 1992"
        "反対する住民も少なくない。"
    "Ends with だけ/のみ/ばかり で/じゃ は {neg}: a negation in form only."
        NotOnly "not-only" "益岡・田窪 1992"
        "知事は「問題は費用だけではない」と述べた。"
    "Ends with 欠かせ {neg}: a negation in form only."
        CannotLack "cannot-lack" "news, by reading"
        "知事は「住民の協力が欠かせない」と述べた。"
    "Ends with 否む/否定 は? できる/める {neg}: a negation in form only."
        Undeniable "undeniable" "news, by reading"
        "知事は「準備の遅れは否定できない」と述べた。"
    "Ends with 否める {neg}: a negation in form only."
        Undeniable2 "undeniable-2" "news, by reading"
        "知事は「準備の遅れは否めない」と述べた。"
    "Ends with 過言 で は {neg}: a negation in form only."
        NoOverstate "no-overstate" "news, by reading"
        "知事は「革命と言っても過言ではない」と述べた。"
    "Ends with 避ける/免れる られる? {neg}: a negation in form only."
        Inevitable "inevitable" "news, by reading"
        "知事は「値上げは避けられない」と述べた。"
    "Ends with 問題 は/が/も? {neg}: a negation in form only."
        NoProblem "no-problem" "news, by reading"
        "知事は「安全に問題はない」と述べた。"
    "Ends with て/で ほしい/欲しい/もらいたい {neg}: a negation in form only."
        Want "want" "益岡・田窪 1992"
        "知事は「川に近づいてほしくない」と述べた。"
    "Ends with 止まる/とどまる/やむ {neg}: a negation in form only."
        NotStop "not-stop" "news, by reading"
        "知事は「雨が止まらない」と述べた。"
    "Ends with {neg}: denied."
        Not "not" "松吉ほか 2010"
        "双方は文書に署名しなかった。"
    "Ends with ゼロ: denied."
        NoneNoun "none-noun" "news, by reading"
        "けが人はゼロ。"
    "Ends with 見送る/見送り た?: denied."
        PutOff "put-off" "FactBank (Saurí & Pustejovsky 2009)"
        "会社は新しい工場の建設を見送った。"
    "Ends with 否定/否認/拒否/断念/拒絶 する?: denied."
        Deny "deny" "FactBank (Saurí & Pustejovsky 2009)"
        "知事は増税を否定した。"
    "Ends with 拒む/断る/退ける: denied."
        Refuse "refuse" "FactBank (Saurí & Pustejovsky 2009)"
        "会社は取材を断った。"
    "Ends with と 言える/いえる/言う/いう て/で? よい/いい?: the outlet judges."
        CanSay "can-say" "news, by reading"
        "大きな一歩と言える。"
    "Ends with と 呼ぶ て/で? よい/いい: the outlet judges."
        CanBeCalled "can-be-called" "news, by reading"
        "快挙と呼んでいい。"
    "Ends with 意義/意味 が/は ~ ある/大きい/深い: the outlet judges."
        Meaning "meaning" "MPQA (Wiebe et al. 2005)"
        "二人が会ったことには意義がある。"
    "Ends with 課題/懸案/急務/正念場/試金石/焦点/鍵/カギ だ/です/と? なる?: the outlet judges."
        Task "task" "MPQA (Wiebe et al. 2005)"
        "財源の確保が課題だ。"
    "Ends with 問う れる て? いる?: the outlet judges."
        BeAsked "be-asked" "MPQA (Wiebe et al. 2005)"
        "市の姿勢が問われる。"
    "Ends with 迫る れる て? いる?: the outlet judges."
        Forced "forced" "MPQA (Wiebe et al. 2005)"
        "市は見直しを迫られている。"
    "Ends with 必要 だ/です/が ある?: the outlet judges."
        Need "need" "MPQA (Wiebe et al. 2005)"
        "丁寧な説明が必要だ。"
    "Ends with べし/べき だ/です?: the outlet judges."
        Should "should" "MPQA (Wiebe et al. 2005)"
        "市はすぐに動くべきだ。"
    "Ends with なけれ ば なる {neg}: the outlet judges."
        ShouldMust "should-must" "MPQA (Wiebe et al. 2005)"
        "市はすぐに動かなければならない。"
    "Ends with て/で ほしい/欲しい: the outlet judges."
        Wish "wish" "MPQA (Wiebe et al. 2005)"
        "市には急いでほしい。"
    "Ends with たい もの だ/です: the outlet judges."
        Wish2 "wish-2" "MPQA (Wiebe et al. 2005)"
        "結果を見守りたいものだ。"
    "Ends with 待つ れる: the outlet judges."
        Wait "wait" "MPQA (Wiebe et al. 2005)"
        "原因の究明が待たれる。"
    "Ends with 注目 を 集める: the outlet judges."
        Attention "attention" "MPQA (Wiebe et al. 2005)"
        "新しい試みは注目を集めた。"
    "Ends with 注目 する れる て? いる?: the outlet judges."
        Attention2 "attention-2" "MPQA (Wiebe et al. 2005)"
        "次の一手が注目される。"
    "Ends with だろう/でしょう/であろう: the outlet judges."
        Guess "guess" "MPQA (Wiebe et al. 2005)"
        "再建には長い時間がかかるだろう。"
    "Ends with 望む れる: the outlet judges."
        Hoped "hoped" "MPQA (Wiebe et al. 2005)"
        "早い再開が望まれる。"
    "Ends with 残念/遺憾/当然/妥当/疑問/異例 だ/です/と?: the outlet judges."
        Sorry "sorry" "MPQA (Wiebe et al. 2005)"
        "判断の遅れは残念だ。"
    "Ends with 難しい/困難/厳しい だ/です?: the outlet judges."
        Hard "hard" "MPQA (Wiebe et al. 2005)"
        "年内の再開は難しい。"
    "Ends with 難しい/困難/厳しい 状況/情勢/立場 だ/です: the outlet judges."
        HardState "hard-state" "MPQA (Wiebe et al. 2005)"
        "年内の再開は難しい状況だ。"
    "Ends with 明白/明らか/決定的/確実/必至/明確 だ/です: the outlet judges."
        Serious "serious" "MPQA (Wiebe et al. 2005)"
        "準備の遅れは明らかだ。"
    "Ends with 明白/明らか/鮮明 に なる: the outlet judges."
        BecomeClear "become-clear" "news, by reading"
        "両者の差は一段と明白になった。"
}

impl fmt::Display for ClaimRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No rule has this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownClaimRule(pub String);

impl fmt::Display for UnknownClaimRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule is called {:?}", self.0)
    }
}

impl std::error::Error for UnknownClaimRule {}

impl FromStr for ClaimRule {
    type Err = UnknownClaimRule;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().copied().find(|rule| rule.name() == name);
        found.ok_or_else(|| UnknownClaimRule(name.to_owned()))
    }
}
