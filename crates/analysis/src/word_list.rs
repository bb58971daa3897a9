//! Word lists as plain text: words between blanks, `[section]` on a line of its own, lines that begin with
//! `#` for people.

/// The lines that are not for people.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// The words of a list without sections.
pub(crate) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}

/// The phrases of a list that has one a line, blanks inside.
pub(crate) fn phrases(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).map(str::trim).filter(|line| !line.is_empty())
}

/// The words of a list with their section; empty before the first.
pub(crate) fn sections(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    lines(list).flat_map(move |line| {
        let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        section = name.unwrap_or(section);
        let words = if name.is_some() { "" } else { line };
        let section = section;
        words.split_whitespace().map(move |word| (section, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_and_comments() {
        let list = "# for people\nあ\n[一 二]\nい う\n\n# more\nえ\n[三]\nお\n";
        let found: Vec<_> = sections(list).collect();
        assert_eq!(found, [("", "あ"), ("一 二", "い"), ("一 二", "う"), ("一 二", "え"), ("三", "お")]);
        assert_eq!(phrases("# x\nGetty Images\n\nあ").collect::<Vec<_>>(), ["Getty Images", "あ"]);
        assert_eq!(words("# x\nあ い\nう").collect::<Vec<_>>(), ["あ", "い", "う"]);
    }
}
