//! The eras of Japan, from 大化 on, with the Gregorian years they began and ended in. Data only.
//!
//! Up to 1872 months and days are those of the old calendar; a date is given by its numbers as they are
//! written.

use super::numeral;
use crate::shadow::Shadow;

/// An era: its name, its first year, and the last year that is counted by it. 昭和100年 is counted though the
/// era is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Era {
    pub(super) name: &'static str,
    first: i32,
    last: i32,
}

impl Era {
    /// The Gregorian year of a year of the era; `None` when the era has no such year.
    pub(super) fn year(self, number: i32) -> Option<i32> {
        Some(self.first + number - 1).filter(|year| number >= 1 && *year <= self.last)
    }

    /// Whether years are still commonly counted by it.
    pub(super) fn is_modern(self) -> bool {
        self.first >= 1868
    }
}

const fn era(name: &'static str, first: i32, last: i32) -> Era {
    Era { name, first, last }
}

/// All eras, the latest first; of the time of two courts both.
pub(super) const ERAS: &[Era] = &[
    era("令和", 2019, 2118),
    era("平成", 1989, 2088),
    era("昭和", 1926, 2045),
    era("大正", 1912, 2030),
    era("明治", 1868, 1927),
    era("神護景雲", 767, 770),
    era("天平神護", 765, 767),
    era("天平宝字", 757, 765),
    era("天平勝宝", 749, 757),
    era("天平感宝", 749, 749),
    era("慶応", 1865, 1868),
    era("元治", 1864, 1865),
    era("文久", 1861, 1864),
    era("万延", 1860, 1861),
    era("安政", 1854, 1860),
    era("嘉永", 1848, 1854),
    era("弘化", 1844, 1848),
    era("天保", 1830, 1844),
    era("文政", 1818, 1830),
    era("文化", 1804, 1818),
    era("享和", 1801, 1804),
    era("寛政", 1789, 1801),
    era("天明", 1781, 1789),
    era("安永", 1772, 1781),
    era("明和", 1764, 1772),
    era("宝暦", 1751, 1764),
    era("寛延", 1748, 1751),
    era("延享", 1744, 1748),
    era("寛保", 1741, 1744),
    era("元文", 1736, 1741),
    era("享保", 1716, 1736),
    era("正徳", 1711, 1716),
    era("宝永", 1704, 1711),
    era("元禄", 1688, 1704),
    era("貞享", 1684, 1688),
    era("天和", 1681, 1684),
    era("延宝", 1673, 1681),
    era("寛文", 1661, 1673),
    era("万治", 1658, 1661),
    era("明暦", 1655, 1658),
    era("承応", 1652, 1655),
    era("慶安", 1648, 1652),
    era("正保", 1644, 1648),
    era("寛永", 1624, 1644),
    era("元和", 1615, 1624),
    era("慶長", 1596, 1615),
    era("文禄", 1592, 1596),
    era("天正", 1573, 1592),
    era("元亀", 1570, 1573),
    era("永禄", 1558, 1570),
    era("弘治", 1555, 1558),
    era("天文", 1532, 1555),
    era("享禄", 1528, 1532),
    era("大永", 1521, 1528),
    era("永正", 1504, 1521),
    era("文亀", 1501, 1504),
    era("明応", 1492, 1501),
    era("延徳", 1489, 1492),
    era("長享", 1487, 1489),
    era("文明", 1469, 1487),
    era("応仁", 1467, 1469),
    era("文正", 1466, 1467),
    era("寛正", 1460, 1466),
    era("長禄", 1457, 1460),
    era("康正", 1455, 1457),
    era("享徳", 1452, 1455),
    era("宝徳", 1449, 1452),
    era("文安", 1444, 1449),
    era("嘉吉", 1441, 1444),
    era("永享", 1429, 1441),
    era("正長", 1428, 1429),
    era("応永", 1394, 1428),
    era("明徳", 1390, 1394),
    era("康応", 1389, 1390),
    era("嘉慶", 1387, 1389),
    era("至徳", 1384, 1387),
    era("元中", 1384, 1392),
    era("永徳", 1381, 1384),
    era("弘和", 1381, 1384),
    era("康暦", 1379, 1381),
    era("永和", 1375, 1379),
    era("天授", 1375, 1381),
    era("文中", 1372, 1375),
    era("建徳", 1370, 1372),
    era("応安", 1368, 1375),
    era("貞治", 1362, 1368),
    era("康安", 1361, 1362),
    era("延文", 1356, 1361),
    era("文和", 1352, 1356),
    era("観応", 1350, 1352),
    era("正平", 1346, 1370),
    era("貞和", 1345, 1350),
    era("康永", 1342, 1345),
    era("興国", 1340, 1346),
    era("暦応", 1338, 1342),
    era("延元", 1336, 1340),
    era("建武", 1334, 1338),
    era("正慶", 1332, 1333),
    era("元弘", 1331, 1334),
    era("元徳", 1329, 1331),
    era("嘉暦", 1326, 1329),
    era("正中", 1324, 1326),
    era("元亨", 1321, 1324),
    era("元応", 1319, 1321),
    era("文保", 1317, 1319),
    era("正和", 1312, 1317),
    era("応長", 1311, 1312),
    era("延慶", 1308, 1311),
    era("徳治", 1306, 1308),
    era("嘉元", 1303, 1306),
    era("乾元", 1302, 1303),
    era("正安", 1299, 1302),
    era("永仁", 1293, 1299),
    era("正応", 1288, 1293),
    era("弘安", 1278, 1288),
    era("建治", 1275, 1278),
    era("文永", 1264, 1275),
    era("弘長", 1261, 1264),
    era("文応", 1260, 1261),
    era("正元", 1259, 1260),
    era("正嘉", 1257, 1259),
    era("康元", 1256, 1257),
    era("建長", 1249, 1256),
    era("宝治", 1247, 1249),
    era("寛元", 1243, 1247),
    era("仁治", 1240, 1243),
    era("延応", 1239, 1240),
    era("暦仁", 1238, 1239),
    era("嘉禎", 1235, 1238),
    era("文暦", 1234, 1235),
    era("天福", 1233, 1234),
    era("貞永", 1232, 1233),
    era("寛喜", 1229, 1232),
    era("安貞", 1227, 1229),
    era("嘉禄", 1225, 1227),
    era("元仁", 1224, 1225),
    era("貞応", 1222, 1224),
    era("承久", 1219, 1222),
    era("建保", 1213, 1219),
    era("建暦", 1211, 1213),
    era("承元", 1207, 1211),
    era("建永", 1206, 1207),
    era("元久", 1204, 1206),
    era("建仁", 1201, 1204),
    era("正治", 1199, 1201),
    era("建久", 1190, 1199),
    era("文治", 1185, 1190),
    era("元暦", 1184, 1185),
    era("寿永", 1182, 1184),
    era("養和", 1181, 1182),
    era("治承", 1177, 1181),
    era("安元", 1175, 1177),
    era("承安", 1171, 1175),
    era("嘉応", 1169, 1171),
    era("仁安", 1166, 1169),
    era("永万", 1165, 1166),
    era("長寛", 1163, 1165),
    era("応保", 1161, 1163),
    era("永暦", 1160, 1161),
    era("平治", 1159, 1160),
    era("保元", 1156, 1159),
    era("久寿", 1154, 1156),
    era("仁平", 1151, 1154),
    era("久安", 1145, 1151),
    era("天養", 1144, 1145),
    era("康治", 1142, 1144),
    era("永治", 1141, 1142),
    era("保延", 1135, 1141),
    era("長承", 1132, 1135),
    era("天承", 1131, 1132),
    era("大治", 1126, 1131),
    era("天治", 1124, 1126),
    era("保安", 1120, 1124),
    era("元永", 1118, 1120),
    era("永久", 1113, 1118),
    era("天永", 1110, 1113),
    era("天仁", 1108, 1110),
    era("嘉承", 1106, 1108),
    era("長治", 1104, 1106),
    era("康和", 1099, 1104),
    era("承徳", 1097, 1099),
    era("永長", 1096, 1097),
    era("嘉保", 1094, 1096),
    era("寛治", 1087, 1094),
    era("応徳", 1084, 1087),
    era("永保", 1081, 1084),
    era("承暦", 1077, 1081),
    era("承保", 1074, 1077),
    era("延久", 1069, 1074),
    era("治暦", 1065, 1069),
    era("康平", 1058, 1065),
    era("天喜", 1053, 1058),
    era("永承", 1046, 1053),
    era("寛徳", 1044, 1046),
    era("長久", 1040, 1044),
    era("長暦", 1037, 1040),
    era("長元", 1028, 1037),
    era("万寿", 1024, 1028),
    era("治安", 1021, 1024),
    era("寛仁", 1017, 1021),
    era("長和", 1012, 1017),
    era("寛弘", 1004, 1012),
    era("長保", 999, 1004),
    era("長徳", 995, 999),
    era("正暦", 990, 995),
    era("永祚", 989, 990),
    era("永延", 987, 989),
    era("寛和", 985, 987),
    era("永観", 983, 985),
    era("天元", 978, 983),
    era("貞元", 976, 978),
    era("天延", 973, 976),
    era("天禄", 970, 973),
    era("安和", 968, 970),
    era("康保", 964, 968),
    era("応和", 961, 964),
    era("天徳", 957, 961),
    era("天暦", 947, 957),
    era("天慶", 938, 947),
    era("承平", 931, 938),
    era("延長", 923, 931),
    era("延喜", 901, 923),
    era("昌泰", 898, 901),
    era("寛平", 889, 898),
    era("仁和", 885, 889),
    era("元慶", 877, 885),
    era("貞観", 859, 877),
    era("天安", 857, 859),
    era("斉衡", 854, 857),
    era("仁寿", 851, 854),
    era("嘉祥", 848, 851),
    era("承和", 834, 848),
    era("天長", 824, 834),
    era("弘仁", 810, 824),
    era("大同", 806, 810),
    era("延暦", 782, 806),
    era("天応", 781, 782),
    era("宝亀", 770, 781),
    era("天平", 729, 749),
    era("神亀", 724, 729),
    era("養老", 717, 724),
    era("霊亀", 715, 717),
    era("和銅", 708, 715),
    era("慶雲", 704, 708),
    era("大宝", 701, 704),
    era("朱鳥", 686, 686),
    era("白雉", 650, 654),
    era("大化", 645, 650),
];

/// Whether a number stands where the name of an era that begins here would end.
pub(super) fn number_follows(shadow: &Shadow, start: usize) -> bool {
    let is_number = |c: char| c == '元' || numeral::may_begin(c);
    is_number(shadow.at(start + 2)) || is_number(shadow.at(start + 4))
}

/// The era whose name begins or ends where `has` looks, and how many characters the name has.
pub(super) fn find(has: impl Fn(&str) -> bool) -> Option<(usize, Era)> {
    ERAS.iter().find(|era| has(era.name)).map(|era| (era.name.chars().count(), *era))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn years_of_eras_are_gregorian_years() {
        for (name, number, year) in [
            ("令和", 7, Some(2025)),
            ("昭和", 100, Some(2025)),
            ("明治", 150, None),
            ("慶応", 4, Some(1868)),
            ("安政", 2, Some(1855)),
            ("元禄", 15, Some(1702)),
            ("慶長", 5, Some(1600)),
            ("天正", 10, Some(1582)),
            ("文明", 18, Some(1486)),
            ("文明", 25, None),
            ("応仁", 1, Some(1467)),
            ("元弘", 3, Some(1333)),
            ("承久", 3, Some(1221)),
            ("延暦", 13, Some(794)),
            ("天平勝宝", 4, Some(752)),
            ("大化", 1, Some(645)),
            ("平成", 0, None),
        ] {
            let (_, era) = find(|other| other == name).unwrap();
            assert_eq!(era.year(number), year, "{name}{number}");
        }
    }

    #[test]
    fn names_are_listed_once_and_longer_ones_first() {
        let mut seen = BTreeSet::new();
        for era in ERAS {
            assert!(seen.insert(era.name) && era.first <= era.last, "{}", era.name);
            assert!(
                !seen.iter().any(|earlier| era.name.starts_with(earlier) && *earlier != era.name),
                "{}",
                era.name
            );
        }
    }
}
