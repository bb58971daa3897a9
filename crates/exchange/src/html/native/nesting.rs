//! How deep elements stand within each other, before a tree is built of them. Parsing takes time that grows with the depth for
//! every element, so HTML that nests thousands deep would hold the page up.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::Cell;

/// At least the depth of the tree, in linear time. Elements that may be left open without nesting do not count: they are
/// no deeper than what they stand in.
pub(super) fn depth(html: &str) -> usize {
    let tokenizer = Tokenizer::new(Depth::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.deepest.get()
}

#[derive(Default)]
struct Depth {
    open: Cell<usize>,
    deepest: Cell<usize>,
}

impl TokenSink for Depth {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, "script" | "style" | "title" | "textarea" | "noscript" | "iframe") => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            (_, name) if UNCOUNTED.contains(&name) => {}
            (TagKind::StartTag, _) if tag.self_closing => {}
            (TagKind::StartTag, _) => {
                self.open.set(self.open.get() + 1);
                self.deepest.set(self.deepest.get().max(self.open.get()));
            }
            (TagKind::EndTag, _) => self.open.set(self.open.get().saturating_sub(1)),
        }
        TokenSinkResult::Continue
    }
}

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
        assert_eq!(depth(&"<p>一".repeat(5000)), 0);
    }
}
