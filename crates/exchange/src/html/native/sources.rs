//! The elements of a document that say where it comes from, read token by token without building a tree.

use crate::html::OriginReader;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::borrow::Cow;
use std::cell::RefCell;

/// Tells a reader of all of them.
pub(super) fn tell(html: &str, reader: &mut OriginReader) {
    let sink = Sources(RefCell::new(OpenElement { reader, tag: None, text: String::new() }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

struct OpenElement<'a> {
    reader: &'a mut OriginReader,
    /// The `title` or `script` that is open, and its text so far.
    tag: Option<Tag>,
    text: String,
}

struct Sources<'a>(RefCell<OpenElement<'a>>);

impl TokenSink for Sources<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return open.tag(tag),
            Token::CharacterTokens(text) if open.tag.is_some() => open.text.push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl OpenElement<'_> {
    fn tag(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        match (tag.kind, name) {
            (TagKind::StartTag, "meta" | "link") => tell_element(self.reader, &tag, ""),
            (TagKind::StartTag, "title") => {
                self.tag = Some(tag);
                self.text.clear();
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            (TagKind::StartTag, "textarea") => return TokenSinkResult::RawData(RawKind::Rcdata),
            (TagKind::StartTag, "script") => {
                self.tag = Some(tag);
                self.text.clear();
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            (TagKind::StartTag, "style" | "noscript" | "iframe") => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            (TagKind::EndTag, "title" | "script") => {
                if let Some(tag) = self.tag.take() {
                    tell_element(self.reader, &tag, &self.text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn tell_element(reader: &mut OriginReader, tag: &Tag, text: &str) {
    let attribute = |wanted: &str| {
        let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted)?;
        Some(Cow::Borrowed(&*found.value))
    };
    reader.element(&tag.name, attribute, text);
}
