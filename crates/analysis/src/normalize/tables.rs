//! Characters that stand for others: radicals for the letters they look like, compatibility forms for the
//! unified ones, and variants that the dictionary lacks for those it has.
//!
//! The first three tables are Unicode's: the equivalents of the Kangxi radicals (NFKC), of the supplement
//! of radicals (`EquivalentUnifiedIdeograph.txt`) and of the compatibility ideographs (NFC), made from
//! version 14.0. The variants are letters outside JIS X 0208, the set IPADIC is written in, with the form
//! newspapers print where they have no other type: 髙 is 高, 𠮟 is 叱.

use std::sync::LazyLock;

/// What an ideograph stands for, if it is not itself.
pub(super) fn ideograph(c: char) -> Option<char> {
    let listed = |table: &[char], first: u32| table.get((c as u32 - first) as usize).copied();
    let other = match c {
        '\u{2E80}'..='\u{2EF3}' => listed(&RADICALS, 0x2E80),
        '\u{2F00}'..='\u{2FD5}' => listed(&KANGXI, 0x2F00),
        '\u{F900}'..='\u{FAD9}' => listed(&COMPATIBLE, 0xF900),
        '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{2FFFF}' => {
            let at = VARIANTS.binary_search_by_key(&c, |&(variant, _)| variant).ok()?;
            VARIANTS.get(at).map(|&(_, other)| other)
        }
        _ => None,
    };
    other.filter(|&other| other != c)
}

/// A letter with a mark that follows it as a character of its own: か and U+3099 are が, ｶ and ﾞ too.
pub(super) fn composed(base: char, mark: char) -> Option<char> {
    let (bases, letters) = match mark {
        '\u{3099}' | '\u{309B}' | '\u{FF9E}' => (UNVOICED, VOICED),
        '\u{309A}' | '\u{309C}' | '\u{FF9F}' => (PLAIN, SEMI_VOICED),
        _ => {
            let (_, bases, letters) = LATIN.iter().find(|(other, _, _)| *other == mark)?;
            (*bases, *letters)
        }
    };
    let at = bases.chars().position(|other| other == base)?;
    letters.chars().nth(at)
}

fn letters(table: &str) -> Vec<char> {
    table.chars().collect()
}

static KANGXI: LazyLock<Vec<char>> = LazyLock::new(|| {
    letters(
        "\
     一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山\
     巛工己巾干幺广廴廾弋弓彐彡彳心戈戸手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙\
     牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮\
     色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食\
     首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黒黹黽鼎鼓鼠鼻齊齒龍龜龠",
    )
});

static RADICALS: LazyLock<Vec<char>> = LazyLock::new(|| {
    letters(
        "\
     ⺀厂乛乚乙亻冂⺇刀刂卜㔾小小兀尣尢⺑巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王⺪目示礻\
     ⺮糹纟罓罒㓁冗⺵羊⺷⺸耂肀聿肉⺽艹艹艹虎衤覀西见角⻇讠贝⻊车辶辶辶邑钅長镸长门⻕阝雨青韦页风\
     飞食⻞飠饣⻡马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    )
});

static COMPATIBLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    letters(
        "\
     豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蝋廊朗浪狼郎來\
     冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉録鹿論壟弄籠聾牢磊賂雷壘屢樓涙漏累縷陋勒肋凜凌稜綾菱陵讀拏\
     樂諾丹寧怒率異北磻便復不泌數索參塞省葉説殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎\
     力暦歴轢年憐戀撚漣煉璉秊練聯輦蓮連錬列劣咽烈裂説廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴\
     隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢\
     罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒状炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚崎晴﨓\
     﨔煕猪益礼神祥福靖精羽﨟萩﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郎隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏\
     既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘﩮﩯\
     並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧\
     爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋\
     頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎",
    )
});

/// Pairs in the order of the variants.
static VARIANTS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pairs = letters(
        "\
     俠侠俱倶內内冝宜凞煕剝剥卽即吳呉啞唖噓嘘嚙噛囊嚢圡土塡填增増姬姫姸妍娛娯寬寛尙尚屛屏巢巣幷并\
     强強彥彦德徳悅悦戱戯戶戸戾戻揭掲搔掻摑掴擊撃擥攬攢攅敎教旣既昻昂晚晩晳晰暱昵曆暦曻昇栁柳桒桑\
     桺柳槪概橫横檔档步歩歷歴每毎毗毘沉沈淚涙淸清渴渇湼涅溉漑溫温潑溌濵浜瀆涜瀨瀬灾災焰焔煑煮狀状\
     甁瓶產産畵画瘦痩眾衆硏研硤峡禱祷稅税簞箪絕絶緖緒緣縁緫総繡繍繫繋脫脱萊莱蔣蒋蔥葱薰薫藴蘊蘒萩\
     虛虚虵蛇蟬蝉蠟蝋說説賴頼軀躯郞郎鄕郷醬醤銳鋭錄録鍊錬閒間閱閲靑青頰頬頹頽顚顛驒騨髙高髥髯鬬闘\
     鬭闘鷗鴎鹼鹸麴麹麽麼黃黄黑黒﨑崎𠀋丈𠮟叱𠮷吉𡈽土𡧃宇𣘺橋𫝆今",
    );
    pairs.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
});

const UNVOICED: &str =
    "かきくけこさしすせそたちつてとはひふへほうゝカキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ";
const VOICED: &str =
    "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ";
const PLAIN: &str = "はひふへほハヒフヘホ";
const SEMI_VOICED: &str = "ぱぴぷぺぽパピプペポ";

/// Marks over and under Latin letters, the letters that take them, and both as one.
const LATIN: &[(char, &str, &str)] = &[
    ('\u{300}', "AEIOUaeiouNn", "ÀÈÌÒÙàèìòùǸǹ"),
    ('\u{301}', "AEIOUYaeiouyCcLlNnRrSsZzGg", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǴǵ"),
    ('\u{302}', "AEIOUaeiouCcGgHhJjSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"),
    ('\u{303}', "ANOanoIiUu", "ÃÑÕãñõĨĩŨũ"),
    ('\u{304}', "AaEeIiOoUuYy", "ĀāĒēĪīŌōŪūȲȳ"),
    ('\u{306}', "AaEeGgIiOoUu", "ĂăĔĕĞğĬĭŎŏŬŭ"),
    ('\u{307}', "CcEeGgIZzAaOo", "ĊċĖėĠġİŻżȦȧȮȯ"),
    ('\u{308}', "AEIOUaeiouyY", "ÄËÏÖÜäëïöüÿŸ"),
    ('\u{30A}', "AaUu", "ÅåŮů"),
    ('\u{30B}', "OoUu", "ŐőŰű"),
    ('\u{30C}', "CcDdEeLlNnRrSsTtZzAaIiOoUuGgKkjHh", "ČčĎďĚěĽľŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔǦǧǨǩǰȞȟ"),
    ('\u{327}', "CcGgKkLlNnRrSsTtEe", "ÇçĢģĶķĻļŅņŖŗŞşŢţȨȩ"),
    ('\u{328}', "AaEeIiUuOo", "ĄąĘęĮįŲųǪǫ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit_their_ranges() {
        assert_eq!((KANGXI.len(), RADICALS.len(), COMPATIBLE.len()), (214, 116, 474));
        assert!(VARIANTS.is_sorted());
        let pairs = [(UNVOICED, VOICED), (PLAIN, SEMI_VOICED)];
        for (bases, letters) in
            pairs.into_iter().chain(LATIN.iter().map(|(_, bases, letters)| (*bases, *letters)))
        {
            assert_eq!(bases.chars().count(), letters.chars().count(), "{letters}");
        }
    }

    #[test]
    fn each_stands_for_what_it_looks_like() {
        let found: String =
            "⾼⽊⽇⻑⻄﨑髙𠮷\u{FA19}𠮟木".chars().map(|c| ideograph(c).unwrap_or('・')).collect();
        assert_eq!(found, "高木日長西崎高吉神叱・");
        assert_eq!(composed('カ', '\u{FF9E}'), Some('ガ'));
        assert_eq!(composed('は', '\u{309A}'), Some('ぱ'));
        assert_eq!(composed('e', '\u{301}'), Some('é'));
        assert_eq!(composed('あ', '\u{3099}'), None);
    }
}
