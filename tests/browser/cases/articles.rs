//! Texts the tests work on. The event, the people and the places are invented.

/// A short article without anything odd.
pub(crate) const MARKET: &str = "中央市場で火災、2人けが\n\n　4月1日午前10時ごろ、浜崎市の中央市場で火災があり、従業員2人がけがをした。市場を運営する浜崎水産は「原因を調べている」と説明した。\n\n　佐伯真理子市長は同日、現場を視察し、「再開を急ぎたい」と述べた。";

/// Another one about the same event.
pub(crate) const MARKET_AGAIN: &str =
    "市場の火災、けが人は3人\n\n　浜崎市の市場で1日に起きた火災で、消防はけが人を3人と発表した。";

/// A text of about so many bytes, of paragraphs as newspapers have them.
pub(crate) fn long_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 600);
    let mut day = 0;
    while text.len() < bytes {
        day += 1;
        text.push_str(&format!(
            "　{}月{}日、浜崎市の中央市場で第{day}回の会合が開かれ、佐伯真理子市長ら{}人が出席した。浜崎水産の久我健一社長は「売り上げは{}億円に達した」と述べた。\n",
            day % 12 + 1,
            day % 28 + 1,
            day % 90 + 10,
            day % 40 + 1
        ));
    }
    text
}
