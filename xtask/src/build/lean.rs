//! Files as they are sent: without comments and indentation, which only those who read the sources need.

/// A style sheet. Strings with `/*` in them are not understood; ours have none.
pub(crate) fn style_sheet(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    lines(&kept, |_| true)
}

/// What the binding generates: comments stand on lines of their own in it, and no string goes over several lines.
pub(crate) fn glue(text: &str) -> String {
    lines(text, |line| !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark)))
}

fn lines(text: &str, keep: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && keep(line)) {
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stay_and_comments_go() {
        let sheet = "/* All\n   of it. */\n.a::before {\n  content: \"* b\"; /* x */\n}\n\n.c { d: e; }\n";
        assert_eq!(style_sheet(sheet), ".a::before {\ncontent: \"* b\";\n}\n.c { d: e; }\n");
    }

    #[test]
    fn statements_stay_and_comments_go() {
        let text =
            "/**\n * @param {number} a\n */\nfunction f(a) {\n    // why\n    return a / 2; // half\n}\n";
        assert_eq!(glue(text), "function f(a) {\nreturn a / 2; // half\n}\n");
    }
}
