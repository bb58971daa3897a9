//! HTML from the clipboard, or a saved page, to clean text: paragraphs, headings, lists and tables as lines.
//!
//! What is not the article goes: scripts, styles, navigation, forms, footers, what is hidden. Of ruby only
//! the base text stays (漢字, not 漢かん字じ). Links, pictures and every attribute go; nothing but text comes
//! out, so nothing in it can act. This module does not guess which part of a page is the article: what was
//! copied is kept.
//!
//! Parsing HTML is left to an [`HtmlParser`]: a browser has one of its own, and [`NativeParser`] is one
//! elsewhere.
//!
//! ```
//! # #[cfg(feature = "parser")] {
//! use shirushi_exchange::html::{self, NativeParser};
//!
//! let copied = "<h1>港で火災</h1><nav>ホーム</nav>\
//!     <p><ruby>辻<rt>つじ</rt></ruby>港で<b>火災</b>。<br>けが人なし。</p>";
//! assert_eq!(html::to_text(copied, &NativeParser).unwrap(), "港で火災\n\n辻港で火災。\nけが人なし。");
//! # }
//! ```

mod lines;
mod linked_data;
#[cfg(any(test, feature = "parser"))]
mod native;
mod nesting;
mod origin;

use lines::Lines;
#[cfg(any(test, feature = "parser"))]
pub use native::NativeParser;
use nesting::DEEPEST;
pub use origin::{Origin, OriginReader};

/// The most HTML that is taken on, in bytes: a copied page has a tenth of that.
pub const LIMIT: usize = 4 << 20;

/// Why HTML is not turned into text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HtmlError {
    /// There is more of it than is taken on. The plain text beside it on the clipboard can be used instead.
    #[error("the HTML has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Elements stand in each other deeper than on any page people read.
    #[error("the HTML is nested deeper than {limit} elements")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
}

impl HtmlError {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "html-too-large",
            Self::TooDeep { .. } => "html-too-deep",
        }
    }
}

/// Reads HTML as browsers do and tells a [`Reader`] what it holds, in order, every element that was
/// opened closed again. Nothing in the HTML may run or be fetched.
pub trait HtmlParser {
    /// Walks over the body of a document or fragment. It is no deeper than browsers read.
    fn walk(&self, html: &str, reader: &mut Reader);

    /// Tells of every element of a document, its head too, that is named in [`OriginReader::ELEMENTS`].
    fn origin(&self, html: &str, reader: &mut OriginReader);
}

/// What an HTML document or fragment says about where it comes from, outside of its text. Nothing is refused:
/// what is malformed, larger or deeper than pages are says nothing.
///
/// ```
/// # #[cfg(feature = "parser")] {
/// use shirushi_exchange::html::{self, NativeParser};
///
/// let page = r#"<meta property="og:title" content="港で火災 | 港日報">
///     <meta property="og:site_name" content="港日報"><meta name="author" content="佐藤花子">
///     <meta property="article:published_time" content="2025-08-15T20:00:00Z">"#;
/// let found = html::origin(page, &NativeParser).meta;
/// assert_eq!((&*found.title, &*found.outlet, &*found.author), ("港で火災", "港日報", "佐藤花子"));
/// assert_eq!(found.published, "2025-08-16", "by the clock of Japan");
/// # }
/// ```
pub fn origin(html: &str, parser: &impl HtmlParser) -> Origin {
    let mut reader = OriginReader::default();
    if html.len() <= LIMIT && nesting::depth(html) <= DEEPEST {
        parser.origin(html, &mut reader);
    }
    reader.finish()
}

/// The text of an HTML document or fragment. Paragraphs stand apart by an empty line; the text neither starts
/// nor ends with one. Malformed HTML is read as browsers read it; HTML without text gives an empty string.
///
/// # Errors
/// [`HtmlError`] when there is more than [`LIMIT`], or when it is nested thousands deep.
pub fn to_text(html: &str, parser: &impl HtmlParser) -> Result<String, HtmlError> {
    if html.len() > LIMIT {
        return Err(HtmlError::TooLarge { bytes: html.len(), limit: LIMIT });
    }
    if nesting::depth(html) > DEEPEST {
        return Err(HtmlError::TooDeep { limit: DEEPEST });
    }
    let mut reader = Reader::default();
    parser.walk(html, &mut reader);
    Ok(reader.lines.finish())
}

/// What goes together with everything in it.
const JUNK: &[&str] = &[
    "script", "style", "noscript", "template", "title", "iframe", "object", "embed", "applet", "svg", "math",
    "canvas", "audio", "video", "nav", "aside", "footer", "form", "button", "select", "datalist", "textarea",
    "dialog", "menu", "rt", "rp", "rtc",
];

/// What starts and ends a paragraph.
const PARAGRAPHS: &[&str] = &[
    "p",
    "div",
    "article",
    "section",
    "main",
    "header",
    "hgroup",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "caption",
    "ul",
    "ol",
    "dl",
    "address",
    "details",
    "summary",
    "hr",
    "center",
    "fieldset",
    "legend",
];

/// What starts and ends a line.
const LINES: &[&str] = &["li", "tr", "dt", "dd", "br"];

/// What stands beside its neighbours in a line.
const CELLS: &[&str] = &["td", "th"];

/// Makes text of what a parser tells.
#[derive(Default)]
pub struct Reader {
    lines: Lines,
    /// How many open elements there are from the outermost that is left out on; 0 outside of any.
    left_out: usize,
    /// For each open list, the number of its next item if it counts.
    lists: Vec<Option<u32>>,
}

impl Reader {
    /// An element begins: its name in lower case, and its attributes by name.
    pub fn open<'a>(&mut self, name: &str, attribute: impl Fn(&str) -> Option<std::borrow::Cow<'a, str>>) {
        if self.left_out > 0 || JUNK.contains(&name) || is_hidden(attribute) {
            self.left_out += 1;
            return;
        }
        match name {
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "pre" => self.lines.preformatted(true),
            _ => {}
        }
        // A list within a list goes on in the same paragraph.
        self.set_apart(name, self.lists.len() > 1);
        if name == "li" {
            match self.lists.last_mut() {
                Some(Some(number)) => {
                    self.lines.marker(&format!("{number}. "));
                    *number = number.saturating_add(1);
                }
                _ => self.lines.marker("・"),
            }
        }
    }

    /// The element of this name that was opened last ends. Elements without content end as well.
    pub fn close(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "pre" => self.lines.preformatted(false),
            _ => {}
        }
        if CELLS.contains(&name) {
            self.lines.cell();
        } else if name != "br" {
            self.set_apart(name, !self.lists.is_empty());
        }
    }

    /// Text, with its entities resolved.
    pub fn text(&mut self, text: &str) {
        if self.left_out == 0 {
            self.lines.text(text);
        }
    }

    fn set_apart(&mut self, name: &str, in_list: bool) {
        if name == "br" {
            self.lines.add_line();
        } else if matches!(name, "ul" | "ol") && in_list {
            self.lines.line();
        } else if PARAGRAPHS.contains(&name) {
            self.lines.paragraph();
        } else if LINES.contains(&name) {
            self.lines.line();
        }
    }
}

/// Whether an element is not for reading.
fn is_hidden<'a>(attribute: impl Fn(&str) -> Option<std::borrow::Cow<'a, str>>) -> bool {
    let role = || attribute("role").map(|role| role.trim().to_ascii_lowercase());
    attribute("hidden").is_some()
        || attribute("aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"))
        || role().is_some_and(|role| ROLES_LEFT_OUT.contains(&role.as_str()))
}

/// Roles of what is not for reading.
const ROLES_LEFT_OUT: &[&str] =
    &["navigation", "search", "complementary", "contentinfo", "dialog", "menu", "menubar", "button"];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(to_text(html, &NativeParser).unwrap(), text);
    }

    #[test]
    fn paragraphs_stand_apart() {
        check("<p>一</p><p>二</p>\n\n<div><div>三</div></div>四", "一\n\n二\n\n三\n\n四");
        check("<h2>見出し</h2>本文<hr>次", "見出し\n\n本文\n\n次");
        check("<article><header><h1>題</h1><p>日付</p></header></article>", "題\n\n日付");
        check("一<br>二<br/><br>三<br><br><br><br>四", "一\n二\n\n三\n\n四");
        check("", "");
        check("<p> </p><div>\u{A0}</div>", "");
    }

    #[test]
    fn blanks_are_as_a_browser_shows_them() {
        check("<p>\n  港で\n  火災が  あった。\n</p>", "港で火災が あった。");
        check("<p>on\n  Monday、<b> NHK </b> は</p>", "on Monday、 NHK は");
        check("<p>　市は</p>", "　市は");
        check("<p>10&nbsp;人 &amp; 3&#x4EBA; &lt;b&gt;</p>", "10 人 & 3人 <b>");
        check("<pre>一\n  二\n\n三</pre>四", "一\n  二\n\n三\n\n四");
    }

    #[test]
    fn lists_and_tables_become_lines() {
        check("前<ul><li>一<li>二<ul><li>内</li></ul></li></ul>後", "前\n\n・一\n・二\n・内\n\n後");
        check("<ol><li>一</li><li><p>二</p></li></ol>", "1. 一\n2. 二");
        check("<ul><li></li><li>二</li></ul>", "・二");
        check("<dl><dt>日時</dt><dd>三日</dd></dl>", "日時\n三日");
        check(
            "<table><caption>被害</caption><tr><th>町</th><th>人</th></tr><tr><td>辻</td><td>三</td></tr></table>",
            "被害\n\n町\t人\n辻\t三",
        );
    }

    #[test]
    fn ruby_leaves_its_base_text() {
        check("<ruby>辻<rp>(</rp><rt>つじ</rt><rp>)</rp></ruby>市", "辻市");
        check("<ruby><rb>辻</rb><rtc><rt>つじ</rt></rtc></ruby>市", "辻市");
    }

    #[test]
    fn what_is_not_the_article_goes() {
        check(
            "<html><head><title>題</title><style>p{}</style></head><body><nav><ul><li>ホーム</ul></nav><p>本文</p>\
             <script>alert('<p>x</p>')</script><aside>関連</aside><footer>著作権</footer><form><p>検索</form></body></html>",
            "本文",
        );
        check(
            "<div hidden><p>隠</p><br></div><p aria-hidden='true'>隠<p>見</p><div role=navigation>隠</div>",
            "見",
        );
        check(
            "<!--StartFragment--><p>見</p><!--EndFragment--><svg><text>絵</text></svg><img alt=写真>",
            "見",
        );
        check("<p onclick='x()'><a href='javascript:x()'>見</a></p><noscript>無</noscript>", "見");
    }

    #[test]
    fn hostile_html_ends_in_time() {
        for piece in
            ["<div>", "<b><p>", "<a><table>", "<ul><li>", "<svg><g>", "<ruby><rt>", "&#x1F6D1;<", "]]>"]
        {
            let html = piece.repeat(20_000 / piece.len());
            let _ = to_text(&html, &NativeParser);
        }
        assert_eq!(to_text(&"<div>".repeat(DEEPEST + 1), &NativeParser).unwrap_err().code(), "html-too-deep");
        assert_eq!(to_text(&"<div>".repeat(DEEPEST), &NativeParser).unwrap(), "");
        let _ = to_text(&"\0\u{FFFF}\u{202E}".repeat(1000), &NativeParser).unwrap();
        assert_eq!(to_text(&" ".repeat(LIMIT + 1), &NativeParser).unwrap_err().code(), "html-too-large");
    }
}
