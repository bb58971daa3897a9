//! How deep elements stand within each other, before a tree is built of them. Parsing takes time that grows
//! with the depth for every element, in browsers too, so HTML that nests thousands deep would hold the page
//! up.

/// The deepest that elements may stand within each other. Browsers stop at 512.
pub(super) const DEEPEST: usize = 2_000;

/// At least the depth of the tree, in linear time. Elements that may be left open without nesting do not
/// count: they are no deeper than what they stand in.
pub(super) fn depth(html: &str) -> usize {
    let (mut open, mut deepest, mut foreign) = (0_usize, 0, 0_usize);
    let mut rest = html;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(start + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = behind(comment, "-->");
            continue;
        }
        let closing = rest.starts_with('/');
        let named = rest.strip_prefix('/').unwrap_or(rest);
        let length = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = named.get(..length.min(LONGEST)).unwrap_or_default().to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (attributes, after) = tag(named.get(length..).unwrap_or_default());
        rest = after;
        let name = name.as_str();
        if UNCOUNTED.contains(&name) {
            if !closing && RAW.contains(&name) {
                rest = behind_raw(rest, name);
            }
            continue;
        }
        let is_foreign = matches!(name, "svg" | "math");
        if closing {
            open = open.saturating_sub(1);
            foreign = foreign.saturating_sub(usize::from(is_foreign));
        } else if !(attributes.ends_with('/') && foreign > 0) {
            // Only in drawings and formulas a tag that closes itself does.
            open += 1;
            foreign += usize::from(is_foreign);
            deepest = deepest.max(open);
        }
    }
    deepest
}

/// No name of an element that matters is longer.
const LONGEST: usize = 20;

/// What stands behind the first occurrence of an end, or nothing.
fn behind<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// The attributes of a tag, and what stands behind it. A `>` in quotes ends no tag.
fn tag(text: &str) -> (&str, &str) {
    let mut quoted: Option<u8> = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quoted, byte) {
            (Some(quote), _) if quote == byte => quoted = None,
            (None, b'"' | b'\'') => quoted = Some(byte),
            (None, b'>') => {
                return (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
            }
            _ => {}
        }
    }
    (text, "")
}

/// What stands behind the content of an element in which nothing is a tag but its own end.
fn behind_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"</") {
        rest = rest.get(at + 2..).unwrap_or_default();
        let is_end = rest.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
        if is_end {
            return behind(rest, ">");
        }
    }
    ""
}

/// Elements in which nothing is a tag but their own end.
const RAW: &[&str] = &["script", "style", "title", "textarea", "noscript", "iframe"];

/// Elements without content, and those whose end tag may be missing.
const UNCOUNTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option",
    "optgroup", "rt", "rp", "rb", "rtc", "html", "head", "body", "script", "style", "title", "textarea",
    "noscript", "iframe",
];

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn depth_is_that_of_elements_within_elements() {
        assert_eq!(depth("<div><b>一</b><p>二<p>三<br><img></div>"), 2);
        assert_eq!(depth("<script>'<div><div>'</script><div/></div><div>"), 1);
        assert_eq!(depth(&"<div>".repeat(50)), 50);
        assert_eq!(depth(&"<DIV class='>'>".repeat(50)), 50);
        assert_eq!(depth(&"<p>一".repeat(5000)), 0);
    }

    #[test]
    fn what_looks_like_nesting_is_none() {
        assert_eq!(depth("<!-- <div><div> --><b>一 < 二</b> <3 <"), 1);
        assert_eq!(depth("<div title=\"<div><div>\">一</div>"), 1);
        assert_eq!(depth(&format!("<svg>{}</svg>", "<path d='M0'/>".repeat(5000))), 1);
        assert_eq!(depth("<style>a</STYLE ><b>一"), 1);
        // In HTML such a tag closes nothing.
        assert_eq!(depth(&"<div/>".repeat(50)), 50);
        assert_eq!(depth("<div"), 1);
        assert_eq!(depth("<script><div><div>"), 0);
    }
}
