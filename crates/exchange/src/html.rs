//! HTML from the clipboard, or a saved page, to clean text: paragraphs, headings, lists and tables as lines.
//!
//! What is not the article goes: scripts, styles, navigation, forms, footers, what is hidden. Of ruby only the base text
//! stays (漢字, not 漢かん字じ). Links, pictures and every attribute go; nothing but text comes out, so nothing
//! in it can act. This module does not guess which part of a page is the article: what was copied is kept.
//!
//! ```
//! use shirushi_exchange::html;
//!
//! let copied = "<h1>港で火災</h1><nav>ホーム</nav><p><ruby>辻<rt>つじ</rt></ruby>港で<b>火災</b>。<br>けが人なし。</p>";
//! assert_eq!(html::to_text(copied).unwrap(), "港で火災\n\n辻港で火災。\nけが人なし。");
//! ```

mod lines;
mod nesting;

use ammonia::Builder;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use lines::Lines;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// The most HTML that is taken on, in bytes: a copied page has a tenth of that.
pub const LIMIT: usize = 4 << 20;

/// The deepest that elements may stand within each other. Browsers stop at 512.
const DEEPEST: usize = 2_000;

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

/// The text of an HTML document or fragment. Paragraphs stand apart by an empty line; the text neither starts nor ends with
/// one. Malformed HTML is read as browsers read it; HTML without text gives an empty string.
///
/// # Errors
/// [`HtmlError`] when there is more than [`LIMIT`], or when it is nested thousands deep.
pub fn to_text(html: &str) -> Result<String, HtmlError> {
    if html.len() > LIMIT {
        return Err(HtmlError::TooLarge { bytes: html.len(), limit: LIMIT });
    }
    if nesting::depth(html) > DEEPEST {
        return Err(HtmlError::TooDeep { limit: DEEPEST });
    }
    let clean = cleaner().clean(html).to_string();
    let tokenizer = Tokenizer::new(Reader(RefCell::new(State::default())), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(clean));
    // The sink asks for nothing, so one call reads it all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    Ok(tokenizer.sink.0.into_inner().lines.finish())
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

/// Elements without meaning for the text that may carry a reason to leave them out.
const INLINE: &[&str] =
    &["span", "a", "b", "i", "em", "strong", "small", "sub", "sup", "time", "ruby", "label"];

/// Attributes that say whether an element is seen. They end with the cleaned HTML.
const VISIBILITY: &[&str] = &["hidden", "aria-hidden", "role"];

fn cleaner() -> Builder<'static> {
    let kept = [PARAGRAPHS, LINES, CELLS, INLINE].into_iter().flatten().copied();
    let mut builder = Builder::new();
    builder
        .tags(kept.collect())
        .clean_content_tags(JUNK.iter().copied().collect())
        .generic_attributes(VISIBILITY.iter().copied().collect())
        .tag_attributes(HashMap::new())
        .tag_attribute_values(HashMap::new())
        .set_tag_attribute_values(HashMap::new())
        .allowed_classes(HashMap::new())
        .url_schemes(HashSet::new())
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// Reads the tokens of cleaned HTML, in which every element is closed.
struct Reader(RefCell<State>);

#[derive(Default)]
struct State {
    lines: Lines,
    /// How many open elements there are from the outermost hidden one on; 0 outside of any.
    hidden: usize,
    /// For each open list, the number of its next item if it counts.
    lists: Vec<Option<u32>>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.hidden == 0 => state.lines.text(&text),
            Token::TagToken(tag) => state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let void = matches!(name, "br" | "hr");
        if self.hidden > 0 || (tag.kind == TagKind::StartTag && is_hidden(tag)) {
            match tag.kind {
                TagKind::StartTag if !void => self.hidden += 1,
                TagKind::EndTag => self.hidden -= 1,
                TagKind::StartTag => {}
            }
            return;
        }
        match (tag.kind, name) {
            (TagKind::StartTag, "ul") => self.lists.push(None),
            (TagKind::StartTag, "ol") => self.lists.push(Some(1)),
            (TagKind::EndTag, "ul" | "ol") => {
                self.lists.pop();
            }
            (TagKind::StartTag, "pre") => self.lines.preformatted(true),
            (TagKind::EndTag, "pre") => self.lines.preformatted(false),
            _ => {}
        }
        if name == "br" {
            self.lines.add_line();
        } else if matches!(name, "ul" | "ol") && self.lists.len() > usize::from(tag.kind == TagKind::StartTag)
        {
            // A list within a list goes on in the same paragraph.
            self.lines.line();
        } else if PARAGRAPHS.contains(&name) {
            self.lines.paragraph();
        } else if LINES.contains(&name) {
            self.lines.line();
        } else if CELLS.contains(&name) && tag.kind == TagKind::EndTag {
            self.lines.cell();
        }
        if name == "li" && tag.kind == TagKind::StartTag {
            match self.lists.last_mut() {
                Some(Some(number)) => {
                    self.lines.marker(&format!("{number}. "));
                    *number = number.saturating_add(1);
                }
                _ => self.lines.marker("・"),
            }
        }
    }
}

/// Whether an element is not for reading.
fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => true,
        "aria-hidden" => attribute.value.eq_ignore_ascii_case("true"),
        "role" => {
            let role = attribute.value.trim().to_ascii_lowercase();
            matches!(
                role.as_str(),
                "navigation"
                    | "search"
                    | "complementary"
                    | "contentinfo"
                    | "dialog"
                    | "menu"
                    | "menubar"
                    | "button"
            )
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(to_text(html).unwrap(), text);
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
            let _ = to_text(&html);
        }
        assert_eq!(to_text(&"<div>".repeat(DEEPEST + 1)).unwrap_err().code(), "html-too-deep");
        assert_eq!(to_text(&"<div>".repeat(DEEPEST)).unwrap(), "");
        let _ = to_text(&"\0\u{FFFF}\u{202E}".repeat(1000)).unwrap();
        assert_eq!(to_text(&" ".repeat(LIMIT + 1)).unwrap_err().code(), "html-too-large");
    }
}
