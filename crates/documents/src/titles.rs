//! What files call themselves, as far as a person gave it: programs write names of their own into these
//! fields.

/// A title on one line; empty when a program made it: `Microsoft Word - 原稿.docx`, 無題.
pub(crate) fn title(written: &str) -> String {
    let line = one_line(written);
    let lower = line.to_ascii_lowercase();
    let of_program = ["microsoft word -", "microsoft powerpoint -", "untitled", "about:blank", "file://"]
        .iter()
        .any(|start| lower.starts_with(start));
    let of_file = [".doc", ".docx", ".pdf", ".jtd", ".indd", ".xlsx", ".pptx", ".html", ".txt", ".tex"]
        .iter()
        .any(|end| lower.ends_with(end));
    let is_none =
        matches!(line.as_str(), "無題" | "名称未設定" | "文書1" | "文書 1" | "タイトル" | "Document1");
    if of_program || of_file || is_none || line.chars().nth(200).is_some() { String::new() } else { line }
}

/// A name; empty when it is the account of a computer.
pub(crate) fn person(written: &str) -> String {
    let line = one_line(written);
    let lower = line.to_ascii_lowercase();
    let of_program = ["user", "owner", "admin", "administrator", "unknown", "python-docx", "anonymous"];
    let is_account = of_program.contains(&lower.as_str()) || line.contains(['@', '\\']);
    if is_account || line.chars().nth(100).is_some() { String::new() } else { line }
}

/// `2025-08-16`; empty for what is no day.
pub(crate) fn day(year: u32, month: u32, day: u32) -> String {
    let is_day = (1900..3000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if is_day { format!("{year:04}-{month:02}-{day:02}") } else { String::new() }
}

/// The day a time of the form `2025-08-16T09:00:00Z` begins with.
pub(crate) fn day_of(written: &str) -> String {
    let mut parts = written.trim().get(..10).unwrap_or_default().split('-').map(str::parse);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(of_month))) => day(year, month, of_month),
        _ => String::new(),
    }
}

fn one_line(written: &str) -> String {
    let words: Vec<&str> = written
        .split(|c: char| c.is_control() || c.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").trim_matches(['　', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs_are_no_titles() {
        assert_eq!(title(" 港で火災\r\n"), "港で火災");
        for made in ["Microsoft Word - 原稿.docx", "港.pdf", "無題", "untitled", ""] {
            assert_eq!(title(made), "", "{made}");
        }
        assert_eq!(
            (person("佐藤花子"), person("user"), person("a@b")),
            ("佐藤花子".into(), String::new(), String::new())
        );
    }

    #[test]
    fn days_are_whole() {
        assert_eq!(
            (day_of("2025-08-16T09:00:00Z"), day_of("2025-08"), day_of("2025-13-01")),
            ("2025-08-16".into(), String::new(), String::new())
        );
    }
}
